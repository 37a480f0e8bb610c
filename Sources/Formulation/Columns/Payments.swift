import ExactProgram
import Model

extension Formulation {
  /// Adds the columns of what each permitted fund pays for a project, by cost type, and of whether it pays at all.
  mutating func addPayments(_ index: Int, _ lineage: Lineage, _ earmarks: [Earmark]) {
    let project = projects[index]
    var payments: [Int: [String: Expression]] = [:]
    var sources: [Int: Expression] = [:]
    let payee = Payee(project, lineage, periods: paymentPeriods(of: index), in: instance)
    capsAddUp.append(earmarks.capsAddUp(for: payee))
    let qualified = Set(funds.indices.filter { spendingLimit($0) > 0 && earmarks[$0].permits(payee) })
    for (type, cost) in costs[index].sorted(by: { $0.key < $1.key }) {
      let payers = funds.indices.filter {
        qualified.contains($0) && earmarks[$0].permits(payee, type) || hasPaymentColumnDespiteEarmark($0, project, type)
      }
      let isChoice = cost.terms.allSatisfy { exact.columns[$0.column].nature == .choice }
      if payers.count == 1, isChoice {
        payments[payers[0], default: [:]][type] = cost
        let isCertain = chosen[index].allSatisfy { y in
          y.terms.allSatisfy { term in cost.coefficient(of: term.column) > 0 }
        }
        if isCertain { sources[payers[0]] = carried(index) }
        continue
      }
      let most = largest(cost)
      for fund in payers {
        let key = PaymentKey(source: sourceKey(fund, index), costType: type)
        payments[fund, default: [:]][type] = addColumn(.amount(key), .amount, upper: min(most, spendingLimit(fund)))
      }
    }
    self.payments.append(payments)
    for fund in payments.keys { payees[fund].append(index) }
    for fund in payments.keys.sorted() where sources[fund] == nil {
      sources[fund] = addColumn(.source(sourceKey(fund, index)), .choice, upper: 1)
    }
    self.sources.append(sources)
    addPaymentsByPeriod(index)
  }

  /// Adds the column of a fund's additional money, if a question minimises it.
  mutating func addExtraMoney() {
    guard case .extraMoney(let id) = modelVariant.parametricChange, instance.fundIndex[id] != nil else { return }
    let most = projects.indices.reduce(Int128(0)) { $0 + largest(cost($1)) }
    measure = addColumn(.extraMoney(id), .amount, upper: most)
  }

  /// The additional money of a fund, in minor units; zero unless a question minimises it.
  func extraMoney(_ fund: FundID) -> Expression { column(.extraMoney(fund)) ?? .zero }
}
