import Model

extension PlanPages {
  /// A picture, or in large print, whose page has no room for its small letters, none: its figures stand in the table below.
  private func drawn(_ picture: Picture?) -> [Markup] {
    guard let picture else { return [] }
    guard isLarge else { return [picture.markup] }
    return [
      .tag(
        "p", [:],
        say(
          "大字版不画“\(picture.title)”图，数字见表。",
          "Large print has no picture of ‘\(picture.title)’; the table has its figures."))
    ]
  }

  private func text(_ amount: Int128) -> String { decimalText(amount, digits: plan.currency.digits, grouped: true) }

  /// From departments through funds and projects to needs.
  var flow: [Markup] {
    let flow = MoneyFlow(plan, instance, language)
    guard !flow.layers[0].isEmpty else { return [] }
    let unit = currencyName(plan.currency, language)
    let title = say("资金流向：部门、资金、项目、需求", "The way of the money: department, fund, project, need")
    let picture = flow.picture(
      id: "flow-picture", title: title,
      description: say(
        "从左到右依次为部门、资金、项目、需求；方块的高度和带子的宽度与金额成比例。项目到需求的一段，按项目给各项需求带来的得分划分。数字见下表，单位：\(unit)。",
        "From left to right: departments, funds, projects, needs; the height of a box and of a band is its money. Between projects and needs it is divided by the points that a project brings each need. The table has the figures, in \(unit)."
      ), text: text)
    var table = TextTable([
      (say("从", "from"), .left), (say("到", "to"), .left), (say("金额", "amount"), .right),
    ])
    for (layer, links) in flow.links.enumerated() {
      for link in links {
        table.add([flow.layers[layer][link.from].name, flow.layers[layer + 1][link.to].name, text(link.amount)])
      }
    }
    return drawn(picture) + details(TitledTable(title: say("流向图的数字", "The figures of the flow"), table: table))
  }

  /// A table that a reader opens; on paper it is open. In large print it stands in place of a picture, always open.
  private func details(_ table: TitledTable, links: [Int: AnchorKind] = [:]) -> [Markup] {
    if isLarge { return headed(table, links: links) }
    return [.tag("details", [:], [.tag("summary", [:], table.title)] + shown(table, links: links))]
  }

  /// What the projects bring for their money, one after the other.
  var curve: [Markup] {
    let curve = FundingCurve(plan, instance)
    guard curve.steps.contains(where: { $0.points > 0 && $0.cost > 0 }) else { return [] }
    let title = say("项目的资金与得分，逐个累计", "Money and points of the projects, summed up one after the other")
    let picture = curve.picture(
      id: "curve-picture", title: title,
      description: say(
        "方案中的项目，按每元所得的分从多到少排，逐个累计。这不是资金更少时最好能得多少分：那时另有更好的搭配，用 allot frontier 求得。数字见下表。",
        "The projects of the plan, those with most points for their money first, summed up one after the other. It is not what less money could reach: other projects may then be better, which allot frontier finds. The table has the figures."
      ), plan.currency, language)
    return drawn(picture)
      + details(
        TitledTable(
          title: say("曲线的数字", "The figures of the curve"),
          table: curve.table(instance, plan.currency, language)), links: [0: .project])
  }

  /// The needs of each place: wholly served, in part, not at all.
  var servedByPlace: [Markup] {
    let rows = instance.placesWithSections.compactMap { place -> Bars.Row? in
      let own = instance.lists.needs.filter { $0.status == .open && $0.place == place.id }
      guard !own.isEmpty else { return nil }
      let count = NeedCount(own, served: served)
      return Bars.Row(
        name: "\(place.id) \(place.name)", parts: [count.whole, count.inPart, count.none].map { Int128($0) })
    }
    guard !rows.isEmpty else { return [] }
    let bars = Bars(
      parts: [
        (say("全部满足", "wholly served"), "#14507d", "#fff"), (say("满足一部分", "in part"), "#a9cbe8", "#111"),
        (say("没有满足", "not at all"), "#fff", "#111"),
      ], rows: rows)
    return drawn(
      bars.picture(
        id: "places-picture", title: say("各村需求满足的项数", "Needs served, by village"),
        description: say(
          "每条为一个村的需求，按项数计。数字见下表。", "Each bar has the needs of one village, counted. The table has the figures.")))
  }

  /// The time of each volunteer, assigned and still free; of many volunteers, how many there are of each share.
  var load: [Markup] {
    let given = plan.allocation.assignments.reduce(into: [VolunteerID: Int128]()) {
      $0[$1.volunteer, default: 0] += Int128($1.minutes)
    }
    let loads = given.sorted { $0.key < $1.key }.map { id, minutes in
      (id, minutes, Int128(instance.volunteer(id).offer.minutes) * Int128(instance.timeline.count))
    }
    let title = say("志愿者的负担", "Load of the volunteers")
    guard loads.count > 40 else {
      let bars = Bars(
        parts: [
          (say("已安排", "assigned"), "#14507d", "#fff"), (say("还可用", "still free"), "#fff", "#111"),
        ],
        rows: loads.map { id, minutes, offered in
          Bars.Row(
            name: id.text, parts: [minutes, max(0, offered - minutes)], note: durationText(minutes, language))
        }, isNumbered: false)
      return drawn(
        bars.picture(
          id: "load-picture", title: title,
          description: say(
            "每条为一名志愿者可用的时间，深色为已安排。数字见下表。",
            "Each bar is the time that a volunteer offers, the dark part what is assigned. The table below has the figures."
          )))
    }
    var counts = [Int128](repeating: 0, count: 10)
    for (_, minutes, offered) in loads { counts[offered == 0 ? 9 : Int(min(9, minutes * 10 / offered))] += 1 }
    let names = (0..<10).map { "\($0 * 10)–\($0 * 10 + 10)%" }
    let bars = Bars(
      parts: [(say("志愿者人数", "volunteers"), "#14507d", "#fff")],
      rows: zip(names, counts).map { Bars.Row(name: $0, parts: [$1]) })
    var table = TextTable([(say("负担", "load"), .left), (say("志愿者人数", "volunteers"), .right)])
    for (name, count) in zip(names, counts) { table.add([name, String(count)]) }
    return drawn(
      bars.picture(
        id: "load-picture", title: title,
        description: say(
          "有安排的志愿者，按已安排的时间占其可用时间的比例计人数。",
          "The volunteers who are assigned, by the part of their time that is.")))
      + shown(TitledTable(title: title, table: table))
  }
}
