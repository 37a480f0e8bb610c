import ExactProgram
import IntegerProgram
import Model

extension Formulation {
  mutating func addPayments(_ index: Int, _ lineage: Lineage, _ earmarks: [Earmark]) {
    let project = projects[index]
    let block = project.id.text
    var payments: [Int: [String: Expression]] = [:]
    var sources: [Int: Expression] = [:]
    let starts = Set(begun[index].joined().map(\.period))
    let qualified = Set(
      funds.indices.filter {
        room($0) > 0 && earmarks[$0].permits(project, lineage, starts: starts, in: instance)
      })
    for (type, cost) in costs[index].sorted(by: { $0.key < $1.key }) {
      let payers = funds.indices.filter {
        qualified.contains($0) && funds[$0].permits(type) || opens($0, project, type)
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
        payments[fund, default: [:]][type] = exact.addColumn(
          Meaning("amount", [funds[fund].id.text, project.id.text, type]), .amount,
          upper: min(most, room(fund)), block: block)
      }
    }
    self.payments.append(payments)
    for fund in payments.keys { payees[fund].append(index) }
    for fund in payments.keys.sorted() where sources[fund] == nil {
      sources[fund] = exact.addColumn(
        Meaning("source", [funds[fund].id.text, project.id.text]), .choice, upper: 1, block: block)
    }
    self.sources.append(sources)
  }

  mutating func addExtraMoney() {
    guard case .extraMoney(let id) = modelVariant.parametricChange, let fund = instance.fundIndex[id] else { return }
    let most = projects.indices.reduce(Int128(0)) { $0 + largest(cost($1)) }
    let more = exact.addColumn(Meaning("extra-money", [id.text]), .amount, upper: most)
    extra[fund] = more
    measure = more
  }
}
