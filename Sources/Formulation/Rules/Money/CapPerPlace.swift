import ExactProgram
import Model

/// `Σ_p share(p,place) × A(f,p) ≤ 10000 × per_place_max`.
enum CapPerPlace: FormulationRule {
  static let name = "cap-per-place"
  static let sentence = Bilingual("一笔资金在每个村（社区）的支出不超过上限。", "A fund spends at most so much on each place.")
  static let cells: [RuleCell] = [
    RuleCell(.funds(.perPlaceMax), of: 0),
    RuleCell(.projectPlaces(.share), of: 1, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      guard let most = item.perPlaceMax else { continue }
      var byPlace: [PlaceID: Expression] = [:]
      for (p, paid) in f.spending(fund) {
        for (place, share) in f.projects[p].places {
          byPlace[place, default: .zero] += paid * Int128(share.basisPoints)
        }
      }
      for (place, spent) in byPlace.sorted(by: { $0.key < $1.key }) {
        f.add(self, [item.id.text, place.text], spent, atMost: Int128(most.minorUnits) * 10_000)
      }
    }
  }
}
