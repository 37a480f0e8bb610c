import Model

/// What a fund may spend and what a plan spends of it.
struct FundUse {
  let fund: Fund
  let used: Money

  var available: Money { fund.available }
  var left: Money { available - used }

  /// The use of each fund, in the order of the list.
  /// - Complexity: O(funds + payments).
  static func all(_ plan: Plan, _ instance: Instance) -> [FundUse] {
    let used = plan.allocation.spending
    return instance.lists.funds.map { FundUse(fund: $0, used: used[$0.id] ?? .zero) }
  }
}

/// 经费使用: what each fund has, pays and keeps, until when it may be spent, and why what is left is not used.
func fundUseTable(_ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut) -> ValueTable {
  let zh = language == .zh
  let reasons = Dictionary(leftOut.idle.map { ($0.fund, $0.reason) }, uniquingKeysWith: { a, _ in a })
  let money = zh ? ["可用", "安排", "结余"] : ["available", "allotted", "left"]
  return ValueTable(
    zh ? "经费使用" : "Use of funds",
    columns: (zh ? ["编号", "资金", "部门"] : ["id", "fund", "department"]) + money
      + (zh ? ["使用期至", "可结转", "结余为什么没有用上"] : ["usable until", "may be carried over", "why what is left is not used"]),
    rows: FundUse.all(plan, instance).map { use in
      let fund = use.fund
      let amounts = [use.available, use.used, use.left].map { ValueTable.Value.money(Int128($0.minorUnits)) }
      return [.text(fund.id.text), .text(fund.name), .text(fund.department)] + amounts + [
        fund.period.to.map { .day($0) } ?? .text(""), .text(fund.carryOver ? (zh ? "是" : "yes") : ""),
        .text(reasons[fund.id] ?? ""),
      ]
    },
    summed: Set(money), emptyText: zh ? "没有资金" : "no funds")
}
