import ExactProgram
import Model

/// `10000 × Σ_{f confined to C} A(f,p) ≤ share(C) × A(p)`, for each set C of places to which funds are confined.
enum CostShares: FormulationRule {
  static let name = "cost-shares"
  static let sentence = Bilingual(
    "联合项目中，只能用于某几地的资金合计不超过这几地的分担比例。",
    "Funds confined to some places of a joint project pay no more than those places' shares.")
  static let cells: [RuleCell] = [
    RuleCell(.projectPlaces(.share), of: 0),
    RuleCell(.costs(.fixed), of: 0, isCited: false),
    RuleCell(.costs(.perUnit), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() where project.places.count > 1 {
      var reach: [Int: Set<PlaceID>] = [:]
      for fund in f.payments[p].keys where !f.funds[fund].places.isEmpty {
        reach[fund] = Set(
          project.places.map(\.place).filter { place in
            f.funds[fund].places.contains { f.instance.lies(place, within: $0) }
          })
      }
      let sets = connectedUnions(Set(reach.values))
      for places in sets.filter({ $0.count < project.places.count }).sorted(by: {
        $0.sorted().map(\.text).joined() < $1.sorted().map(\.text).joined()
      }) {
        let confined = reach.filter { $0.value.isSubset(of: places) }.keys.map { f.paid($0, p)! }.sum()
        let share = project.places.filter { places.contains($0.place) }.reduce(0) { $0 + $1.share.basisPoints }
        f.add(
          self, [project.id.text], part: places.sorted().map(\.text), confined * 10_000 - f.cost(p) * Int128(share),
          atMost: 0, block: project)
      }
    }
  }

  /// The sets of places that funds reach, and all unions of overlapping sets.
  ///
  /// Two funds that share a place can bind together even if neither binds alone. The row of a union of disjoint sets
  /// follows from the rows of the sets, and there would be as many such unions as subsets of villages.
  private static func connectedUnions(_ reaches: Set<Set<PlaceID>>) -> Set<Set<PlaceID>> {
    var found = reaches
    var fresh = Array(reaches)
    while let next = fresh.popLast() {
      for reach in reaches where !reach.isDisjoint(with: next) {
        if found.insert(next.union(reach)).inserted { fresh.append(next.union(reach)) }
      }
    }
    return found
  }
}
