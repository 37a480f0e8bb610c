import Model

/// `Σ_p s(p,n) ≤ quantity`; the credit of a single project is bounded when its column is added.
enum ServedAtMost: FormulationRule {
  static let name = "served-at-most"
  static let sentence = Bilingual(
    "对一项需求的服务不超过所需，不重复计算。", "A need is served at most what is needed, across all projects.")

  static let isDefinition = true
  static let cells: [RuleCell] = [
    RuleCell(.needs(.quantity), of: 0),
    RuleCell(.serves(.perUnit), of: 0, isCited: false),
    RuleCell(.serves(.atMost), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (n, need) in f.instance.lists.needs.enumerated() where !f.credits[n].isEmpty {
      f.add(self, [need.id.text], f.served(n), atMost: Int128(need.quantity.milli) * 1000)
    }
  }
}
