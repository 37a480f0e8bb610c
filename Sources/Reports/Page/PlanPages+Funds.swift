import Model

extension PlanPages {
  /// All funds in one table, then each by itself: what it pays, what is idle and why.
  var funds: [Markup] {
    let checked = [3: "available", 4: "paid", 5: "left"]
    let payments = Dictionary(grouping: plan.allocation.payments.filter { $0.amount > .zero }, by: \.fund)
    let idle = Dictionary(leftOut.idle.map { ($0.fund, $0.reason) }, uniquingKeysWith: { a, _ in a })
    return shown(fundsTable(plan, instance, language), links: [0: .fund], checked: checked, filters: [2])
      + instance.lists.funds.map { section(of: $0, payments[$0.id] ?? [], idle: idle[$0.id]) }
  }

  private func section(of fund: Fund, _ payments: [Allocation.Payment], idle: String?) -> Markup {
    let used = payments.total
    let department = fund.department.isEmpty ? "" : say("\(fund.department)。", "\(fund.department). ")
    var out: [Markup] = [
      .tag("h3", [:], "\(fund.id) \(fund.name)"),
      .tag(
        "p", [:],
        department + moneyLine(available: fund.available, used: used, plan.currency, language) + say("。", ".")),
    ]
    if let table = paymentsTable(payments) {
      let titled = TitledTable(title: say("\(fund.id) 的付款", "Payments of \(fund.id)"), table: table)
      out += shown(titled, links: [0: .project])
    } else {
      out.append(.tag("p", [:], say("没有付款。", "It pays nothing.")))
    }
    if let idle { out.append(.tag("p", [:], say("为什么没有用上：", "Why the rest is not used: ") + idle + say("。", "."))) }
    return .tag("section", ["id": anchors.anchor(.fund, fund.id.text) ?? "", "class": "item"], out)
  }

  /// What a fund pays; nil if that is nothing.
  private func paymentsTable(_ payments: [Allocation.Payment]) -> TextTable? {
    guard !payments.isEmpty else { return nil }
    let hasPeriods = payments.contains { $0.period != nil }
    var table = TextTable(
      [
        (say("编号", "id"), .left), (say("项目", "project"), .left), (say("支出", "cost type"), .left),
        (say("金额", "amount"), .right),
      ] + (hasPeriods ? [(say("付款期间", "paid in"), .left)] : []))
    func place(_ payment: Allocation.Payment) -> Int { payment.period.flatMap { instance.periodIndex[$0] } ?? 0 }
    let sorted = payments.sorted {
      ($0.project, $0.costType, place($0)) < ($1.project, $1.costType, place($1))
    }
    for payment in sorted {
      table.add(
        [
          payment.project.text, instance.project(payment.project).title, payment.costType,
          plan.currency.text(payment.amount),
        ] + (hasPeriods ? [payment.period?.text ?? ""] : []))
    }
    return table
  }

  /// Each payment with the needs that it serves and the cells that permit it. On a sheet of paper it lies on its side.
  var matching: [Markup] {
    let list = MatchingList(plan, instance)
    let known = Dictionary(
      uniqueKeysWithValues: list.columns(language).filter { $0.medium != .workbook }.map { ($0.name, $0) })
    // Columns in a reader's order; what belongs together stands in one.
    let all: [[MatchingList.Name]] = [
      [.project, .title], [.variant], [.places], [.needs], [.fund, .fundName], [.department], [.costType], [.amount],
      [.period], [.permittedBy], [.paidIn],
    ]
    func text(_ names: [MatchingList.Name], _ line: MatchingList.Line) -> String {
      names.map { matchingText($0, known[$0], list, line) }.filter { !$0.isEmpty }.joined(separator: " ")
    }
    let columns = all.filter { names in list.payments.contains { !text(names, $0).isEmpty } }
    guard !columns.isEmpty else { return [] }
    var table = TextTable(
      columns.map { names in
        let titles = names.map { name in
          name == .variant ? say("做法、规模", "how, scale") : known[name]?.title.replacing("_", with: " ") ?? ""
        }
        return (titles.joined(separator: say("、", ", ")), names == [.amount] ? .right : .left)
      })
    for line in list.payments { table.add(columns.map { text($0, line) }) }
    func column(_ name: MatchingList.Name) -> Int? { columns.firstIndex { $0.contains(name) } }
    return [
      .tag(
        "p", [:],
        say(
          "每笔付款一行：付给哪个项目、满足哪些需求、由哪笔资金支付、依据清单的哪一格。",
          "One row for each payment: for which project, which needs it serves, from which fund, and which cells of the lists permit it."
        ))
    ]
      + shown(
        TitledTable(title: say("精准对接清单", "Matching list"), table: table),
        links: byColumn([(column(.project), .project), (column(.needs), .need), (column(.fund), .fund)]),
        filters: [column(.department), column(.places)].compactMap(\.self))
  }

  /// A cell of the matching list. How a project is carried out is told as in the table of projects, and the ends of a period are
  /// kept apart.
  private func matchingText(
    _ name: MatchingList.Name, _ column: MatchingList.Column?, _ list: MatchingList, _ line: MatchingList.Line
  ) -> String {
    if name == .variant { return list.awards[line.project]?.how(in: instance) ?? "" }
    switch column?.value(line, citation) {
    case nil: return ""
    case .money(let amount): return decimalText(amount, digits: plan.currency.digits, grouped: true)
    case let value?:
      let text = value.plainText(plan.currency)
      return name == .period ? text.replacing("..", with: say(" 至 ", " to ")) : text
    }
  }
}
