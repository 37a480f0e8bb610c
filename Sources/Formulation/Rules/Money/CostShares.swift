import ExactProgram
import Model

/// `Σ_{f confined to C} A(f,p) ≤ Σ_{l ∈ C} ⌈share(l) × A(p) / 10000⌉`, for each set C of places to which funds are
/// confined.
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
      let reach = f.funds.map { fund in
        Set(project.places.map(\.place).filter { place in fund.reaches(place, in: f.instance) })
      }
      func paid(confinedTo places: Set<PlaceID>) -> Expression {
        f.payments[p].keys.sorted().filter { reach[$0].isSubset(of: places) }.map { f.paid($0, p)! }.sum()
      }
      let confined = f.payments[p].keys.map { reach[$0] }.filter { $0.count < project.places.count }
      for places in connectedUnions(Set(confined)).filter({ $0.count < project.places.count }).sorted(by: inOrder) {
        f.add(
          self, [project.id.text], part: places.sorted().map(\.text),
          paid(confinedTo: places) * 10_000 - f.roundedUp(places, ofCostOf: p), atMost: 0, block: project)
      }
      let reached = Set(reach).filter { !$0.isEmpty && $0.count < project.places.count }
      for places in reached.sorted(by: inOrder) {
        let share = project.places.filter { places.contains($0.place) }.reduce(0) { $0 + $1.share.basisPoints }
        f.addOvershoot(
          self, [project.id.text], places.sorted().map(\.text), of: paid(confinedTo: places),
          above: Share(basisPoints: share), p, most: Int128(places.count) * 10_000)
      }
    }
  }

  private static func inOrder(_ a: Set<PlaceID>, _ b: Set<PlaceID>) -> Bool {
    a.sorted().map(\.text).joined() < b.sorted().map(\.text).joined()
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
