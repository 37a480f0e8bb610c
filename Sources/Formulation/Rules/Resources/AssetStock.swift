import Model

/// `Σ w(d,a) ≤ stock(a)`, over all periods.
package enum AssetStock: FormulationRule {
  package static let name = "asset-stock"
  static let sentence = Bilingual("物资的领用不超过库存。", "No more of a consumable is used than there is.")

  static let cells: [RuleCell] = [RuleCell(.assets(.quantity), of: 0)]

  static func emit(into f: inout Formulation) {
    for (a, uses) in f.usesByAsset().enumerated() where f.assets[a].kind == .consumable {
      f.add(
        self, [f.assets[a].id.text], uses.map(\.choice.amount).sum(),
        atMost: Int128(f.assets[a].quantity.milli) * 1000)
    }
  }
}
