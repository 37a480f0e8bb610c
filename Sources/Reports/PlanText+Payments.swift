import Model

/// What each fund pays in each period for projects that are paid in several, one on each row; nil where there are
/// none.
func paymentsByPeriodTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledTable? {
  let zh = language == .zh
  let payments = plan.allocation.payments.filter { $0.period != nil }
  guard !payments.isEmpty else { return nil }
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "项目" : "project", .left), (zh ? "资金" : "fund", .left),
    (zh ? "付款" : "paid", .left),
  ])
  let sources = Dictionary(grouping: payments) { [$0.project.text, $0.fund.text] }
  for (key, own) in sources.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
    let sums = own.reduce(into: [Int: Money]()) { $0[instance.index(of: $1.period!), default: .zero] += $1.amount }
    let parts = sums.sorted { $0.key < $1.key }.map { period, amount in
      let (id, text) = (instance.timeline[period].id, plan.currency.text(amount))
      return zh ? "\(id) 付 \(text)" : "\(text) in \(id)"
    }
    table.add([
      key[0], instance.project(own[0].project).title, key[1], parts.joined(separator: zh ? "，" : ", "),
    ])
  }
  return TitledTable(title: zh ? "分期付款" : "Payments by period", table: table, widest: 72)
}
