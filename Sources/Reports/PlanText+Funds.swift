import Model

/// What each fund has, pays and keeps, and until when it may be spent.
func fundsTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledTable {
  let zh = language == .zh
  let currency = plan.currency
  let hasDays = instance.lists.funds.contains { $0.period.to != nil }
  var columns: [(String, TextTable.Alignment)] = [
    (zh ? "编号" : "id", .left), (zh ? "资金" : "fund", .left), (zh ? "部门" : "department", .left),
    (zh ? "可用" : "available", .right), (zh ? "安排" : "allotted", .right), (zh ? "结余" : "left", .right),
  ]
  if hasDays { columns.append((zh ? "使用期至" : "usable until", .left)) }
  var table = TextTable(columns)
  let uses = FundUse.all(plan, instance)
  for use in uses {
    let fund = use.fund
    let days =
      fund.period.to.map { $0.description + (fund.carryOver ? zh ? "，可结转" : ", may be carried over" : "") } ?? ""
    table.add(
      [fund.id.text, fund.name, fund.department] + [use.available, use.used, use.left].map(currency.text)
        + (hasDays ? [days] : []))
  }
  let sums = (
    available: uses.reduce(Money.zero) { $0 + $1.available }, used: uses.reduce(Money.zero) { $0 + $1.used }
  )
  if instance.lists.funds.count > 1 {
    table.addTotal(
      [
        zh ? "合计" : "total", "", "", currency.text(sums.available), currency.text(sums.used),
        currency.text(sums.available - sums.used),
      ] + (hasDays ? [""] : []))
  }
  return TitledTable(title: zh ? "资金" : "Funds", table: table, widest: 60)
}

/// The funds with money left, and why no project that is left out uses it; nil where that is not told.
func idleMoneyTable(_ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut) -> TitledTable? {
  guard !leftOut.idle.isEmpty else { return nil }
  let zh = language == .zh
  let why = zh ? "为什么没有用上" : "why it is not used"
  var table = TextTable([(zh ? "编号" : "id", .left), (zh ? "结余" : "left", .right), (why, .left)])
  let left = Dictionary(FundUse.all(plan, instance).map { ($0.fund.id, $0.left) }, uniquingKeysWith: { a, _ in a })
  for (id, reason) in leftOut.idle {
    table.add([id.text, plan.currency.text(left[id] ?? .zero), reason])
  }
  return TitledTable(title: zh ? "结余的资金" : "Money left", table: table, whole: why)
}
