import Model

/// 公示. What must be public of a plan, as its page and its text both tell it; nobody is named in it, and nothing is told of a
/// person.
struct PublicNotice {
  let plan: Plan
  let instance: Instance
  let language: Language
  let leftOut: LeftOut

  func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// What the notice is about, and how to object.
  var lead: [String] {
    let unit = currencyName(plan.currency, language)
    return [
      say(
        "现将本次安排的 \(plan.allocation.awards.count) 个项目予以公示。金额单位：\(unit)。",
        "The \(counted(plan.allocation.awards.count, "project")) of this plan are made public. Money in \(unit)."),
      moneyLine(plan, instance, language) + say("。", "."),
    ]
  }

  /// The lines that whoever publishes the notice fills in.
  var blanks: [String] {
    [
      say("公示期（自、至）：", "Public from, to:"), say("受理单位：", "Objections to:"), say("联系电话：", "Telephone:"),
      say("盖章、日期：", "Seal, date:"),
    ]
  }

  var objections: String {
    say(
      "对以上安排有意见的，请在公示期内以书面、电话或当面的方式向受理单位提出，并说明理由。",
      "Whoever objects may say so within these days to the office below, in writing, by telephone or in person, with the reason."
    )
  }

  /// Each project: where, what, for whom, at what cost, who pays, when, and how many volunteers.
  var projects: TitledTable {
    var table = TextTable([
      (say("项目", "project"), .left), (say("地点", "place"), .left), (say("内容", "content"), .left),
      (say("费用", "cost"), .right), (say("资金和金额", "funds and amounts"), .left), (say("时间", "when"), .left),
      (say("志愿者人数", "volunteers"), .right),
    ])
    let payments = Dictionary(grouping: plan.allocation.payments, by: \.project)
    let credits = Dictionary(grouping: plan.allocation.credits, by: \.project)
    let people = Dictionary(grouping: plan.allocation.assignments, by: \.project).mapValues {
      Set($0.map(\.volunteer)).count
    }
    for award in plan.allocation.awards {
      let project = instance.project(award.project)
      let paid = payments[project.id] ?? []
      table.add([
        project.title, instance.placeNames(of: project, language),
        content(award, credits[project.id] ?? []),
        plan.currency.text(paid.total), payers(paid), days(award),
        people[project.id].map(String.init) ?? "",
      ])
    }
    return TitledTable(title: say("安排的项目", "Projects in the plan"), table: table, widest: .max)
  }

  /// How it is done, and what of which need it serves.
  private func content(_ award: Allocation.Award, _ credits: [Allocation.Credit]) -> String {
    let serves = credits.filter { $0.micro > 0 }.map { credit in
      let need = instance.need(credit.need)
      let part = PartText(Int128(credit.micro), of: Int128(need.quantity.milli) * 1000, unit: need.unit)
      return "\(need.title) \(part.served(language))"
    }
    return ([award.how(in: instance)] + serves).filter { !$0.isEmpty }.joined(separator: say("；", "; "))
  }

  /// What each fund pays, by the funds' names.
  private func payers(_ payments: [Allocation.Payment]) -> String {
    payments.byFund.sorted { $0.key < $1.key }
      .map { "\(instance.fund($0.key).name) \(plan.currency.text($0.value))" }.joined(separator: say("、", ", "))
  }

  private func days(_ award: Allocation.Award) -> String {
    let days = award.days(in: instance)
    switch (days.from, days.to) {
    case (nil, nil): return ""
    case (let from?, nil): return say("\(from) 起", "from \(from)")
    case (nil, let to?): return say("至 \(to)", "until \(to)")
    case (let from?, let to?): return say("\(from) 至 \(to)", "\(from) to \(to)")
    }
  }

  /// What is not arranged, in short; nil where everything is.
  var omitted: TitledTable? {
    guard !leftOut.projects.isEmpty else { return nil }
    var table = TextTable([
      (say("项目", "project"), .left), (say("地点", "place"), .left), (say("主要原因", "main reason"), .left),
    ])
    for left in leftOut.projects {
      let project = instance.project(left.id)
      table.add([
        project.title, instance.placeNames(of: project, language),
        left.kind,
      ])
    }
    return TitledTable(title: say("这次没有安排的项目", "Projects not in the plan"), table: table, widest: .max)
  }
}

extension PlanPages {
  private var publicNotice: PublicNotice {
    PublicNotice(plan: plan, instance: instance, language: language, leftOut: leftOut)
  }

  private var noticeTitle: String { title + say(" · 公示", " · public notice") }

  /// The notice as a page to print and post.
  /// - Complexity: O(n log n) in the plan's lines.
  public func notice() -> String {
    let notice = publicNotice
    func section(_ id: String, _ table: TitledTable) -> Markup {
      .tag("section", ["aria-labelledby": id], [.tag("h2", ["id": id], table.title)] + shown(table))
    }
    let main: [Markup] =
      notice.lead.map { .tag("p", [:], $0) } + [section("projects", notice.projects)]
      + (notice.omitted.map { [section("left-out", $0)] } ?? [])
      + [
        .tag(
          "section", ["aria-labelledby": "objections"],
          [
            .tag("h2", ["id": "objections"], say("意见反馈", "Objections")), .tag("p", [:], notice.objections),
            .tag(
              "ul", ["class": "signatures"],
              notice.blanks.map { .tag("li", [:], [.tag("span", [:], $0), .tag("span", ["class": "line"])]) }),
          ])
      ]
    // On paper it is as close as a letter.
    let onPaper = (text: String(decoding: PackageResources.letter_css, as: UTF8.self), media: "print" as String?)
    return page(
      noticeTitle, styles: styles + [onPaper], script: nil,
      [
        .tag("header", [:], [.tag("h1", [:], title), .tag("p", ["class": "sub"], say("公示", "Public notice"))]),
        .tag("main", [:], main),
        .tag("footer", [:], [.tag("p", [:], say("方案封签", "Seal of the plan") + " " + plan.seal.prefix(12))]),
      ])
  }

  /// The notice as plain text.
  /// - Complexity: O(n log n) in the plan's lines.
  public func noticeText() -> String {
    let notice = publicNotice
    let lines =
      [noticeTitle.printable, ""] + notice.lead.map(\.printable) + notice.projects.lines
      + (notice.omitted?.lines ?? []) + ["", say("意见反馈", "Objections"), notice.objections]
      + notice.blanks.map { $0 + "____________________" }
    return lines.joined(separator: "\n") + "\n"
  }
}
