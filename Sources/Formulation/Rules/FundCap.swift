import Model

/// `Σ_p A(f,p) ≤ amount − reserve`.
enum FundCap: Rule {
  static let name = "fund-cap"
  static let sentence = Bilingual("一笔资金的支出不超过总额减预留。", "A fund spends no more than its amount less its reserve.")

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      f.add(self, [item.id.text], f.spending(fund).map(\.paid).sum(), atMost: item.available)
    }
  }
}
