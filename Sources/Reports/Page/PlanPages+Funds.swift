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
    let used = payments.reduce(Money.zero) { $0 + $1.amount }
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
    let all = matchingList(plan, instance, language, citation: citation)
    // How a project is carried out is told as in the table of projects, and the ends of a period are kept apart.
    let hows = Dictionary(
      plan.allocation.awards.map { ($0.project.text, $0.how(in: instance)) }, uniquingKeysWith: { a, _ in a })
    var header = all[0].map { $0.replacing("_", with: " ") }
    header[3] = say("做法、规模", "how, scale")
    // Columns in a reader's order; what belongs together stands in one.
    let parts: [(columns: [Int], isAmount: Bool)] = [
      ([1, 2], false), ([3], false), ([5], false), ([0], false), ([6, 7], false), ([8], false), ([9], false),
      ([10], true), ([11], false), ([12], false),
    ]
    let paid = all[0].firstIndex(of: say("付款期间", "paid_in")).map { [([$0], false)] } ?? []
    // Uses of goods stand in a table of their own.
    let rows = all.dropFirst().filter { !$0[6].isEmpty }.map { row in
      var row = row
      row[3] = hows[row[1]] ?? ""
      row[11] = row[11].replacing("..", with: say(" 至 ", " to "))
      return row
    }
    guard !rows.isEmpty else { return [] }
    let columns = (parts + paid).filter { part in rows.contains { row in part.0.contains { !row[$0].isEmpty } } }
    var table = TextTable(
      columns.map { part in
        (part.0.map { header[$0] }.joined(separator: say("、", ", ")), part.1 ? .right : .left)
      })
    for row in rows {
      table.add(
        columns.map { part in
          let text = part.0.map { row[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
          return part.1 ? grouped(text) : text
        })
    }
    func column(_ source: Int) -> Int? { columns.firstIndex { $0.0.contains(source) } }
    let links: [(Int?, AnchorKind)] = [(column(1), .project), (column(0), .need), (column(6), .fund)]
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
        links: Dictionary(uniqueKeysWithValues: links.compactMap { link in link.0.map { ($0, link.1) } }),
        filters: [column(8), column(5)].compactMap(\.self))
  }
}
