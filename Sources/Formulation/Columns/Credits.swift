import ExactProgram
import IntegerProgram
import Model

extension Formulation {
  /// Adds what each project that may serve an open need is credited to it.
  mutating func addCredits() {
    credits = Array(repeating: [:], count: instance.lists.needs.count)
    var servers: [NeedID: [Int]] = [:]
    for (index, project) in projects.enumerated() {
      for need in Set(project.variants.flatMap { $0.services.map(\.need) }) { servers[need, default: []].append(index) }
    }
    for (n, need) in instance.lists.needs.enumerated() where need.status == .open && need.quantity > .zero {
      let possible = (servers[need.id] ?? []).sorted().filter {
        DuePeriod.permits(projects[$0], need, in: instance) || hasCreditColumnDespiteDuePeriod(projects[$0], need)
      }
      for p in possible { credits[n][p] = addCredit(p, need, isAlone: possible.count == 1) }
    }
  }

  /// The credit of a project to a need, with a column unless the decisions determine it.
  private mutating func addCredit(_ p: Int, _ need: Need, isAlone: Bool) -> Expression {
    let project = projects[p]
    let quantity = Int128(need.quantity.milli) * 1000
    var capped = Expression.zero
    var offered = Expression.zero
    // If the due-period rule is spelled out, its row enforces the due period, not this expression.
    let ignoresDuePeriod = hasCreditColumnDespiteDuePeriod(project, need)
    for (v, variant) in project.variants.enumerated() {
      let inTime = ignoresDuePeriod ? chosen[p][v] : DuePeriod.inTime(self, p, v, need)
      for service in variant.services where service.need == need.id {
        let most = min(service.micro(at: variant.scaleMax), quantity)
        capped += inTime * most
        offered += variant.hasFixedScale ? inTime * most : scale[p][v] * Int128(service.perUnit.milli)
      }
    }
    // A credit that a spelled-out rule may forbid must be able to be 0, so it needs a column.
    let isFree = !ignoresDuePeriod || DuePeriod.isAlwaysInTime(self, p, need)
    if isAlone, project.variants.allSatisfy(\.hasFixedScale), isFree { return capped }
    let key = CreditKey(project: project.id, need: need.id)
    let s = addColumn(.service(key), .credit, upper: min(quantity, largest(capped)))
    for (name, limit) in [("most", capped), ("scale", offered)] {
      exact.add(Meaning("served-at-most", key.subjects + [name]), s - limit, atMost: 0, block: project.id.text)
    }
    return s
  }
}
