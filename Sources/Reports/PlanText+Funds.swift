import Model

/// What each fund has, pays and keeps, and until when it may be spent.
func fundsTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> String {
  let zh = language == .zh
  let currency = plan.currency
  let hasDays = instance.lists.funds.contains { $0.period.to != nil }
  var columns: [(String, TextTable.Alignment)] = [
    (zh ? "编号" : "id", .left), (zh ? "资金" : "fund", .left), (zh ? "部门" : "department", .left),
    (zh ? "可用" : "available", .right), (zh ? "安排" : "allotted", .right), (zh ? "结余" : "left", .right),
  ]
  if hasDays { columns.append((zh ? "使用期至" : "usable until", .left)) }
  var table = TextTable(columns)
  let paymentsBy = Dictionary(grouping: plan.allocation.payments, by: \.fund)
  var sums = (available: Money.zero, used: Money.zero)
  for fund in instance.lists.funds {
    let used = (paymentsBy[fund.id] ?? []).reduce(Money.zero) { $0 + $1.amount }
    sums = (sums.available + fund.available, sums.used + used)
    let days =
      fund.period.to.map { $0.description + (fund.carryOver ? zh ? "，可结转" : ", may be carried over" : "") } ?? ""
    table.add(
      [
        fund.id.text, fund.name, fund.department, currency.text(fund.available), currency.text(used),
        currency.text(fund.available - used),
      ] + (hasDays ? [days] : []))
  }
  if instance.lists.funds.count > 1 {
    table.add(
      [
        zh ? "合计" : "total", "", "", currency.text(sums.available), currency.text(sums.used),
        currency.text(sums.available - sums.used),
      ] + (hasDays ? [""] : []))
  }
  return table.text(widest: 60)
}

/// The funds with money left, and why no project that is left out uses it; empty where that is not told.
func idleMoneyText(_ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut) -> [String] {
  guard !leftOut.idle.isEmpty else { return [] }
  let zh = language == .zh
  let why = zh ? "为什么没有用上" : "why it is not used"
  var table = TextTable([(zh ? "编号" : "id", .left), (zh ? "结余" : "left", .right), (why, .left)])
  for (id, reason) in leftOut.idle {
    let used = plan.allocation.payments.reduce(Money.zero) { $0 + ($1.fund == id ? $1.amount : .zero) }
    table.add([id.text, plan.currency.text(instance.fund(id).available - used), reason])
  }
  return ["", zh ? "结余的资金" : "Money left", table.text(whole: why)]
}
