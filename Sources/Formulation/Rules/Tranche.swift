import Model

/// `tranche_min × z ≤ A(f,p) ≤ min(tranche_max, …) × z`; the upper side also defines `z`.
enum Tranche: Rule {
  static let name = "tranche"
  static let sentence = Bilingual(
    "对一个项目的单笔支出在上下限之间，或者为零。", "What a fund pays for one project is nothing, or lies between its tranche bounds.")

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      for fund in f.sources[p].keys.sorted() {
        let item = f.funds[fund]
        let z = f.sources[p][fund]!
        let paid = f.paid(fund, p)!
        let most = min(
          f.largest(paid), Int128((item.trancheMax ?? item.available).minorUnits), Int128(item.available.minorUnits))
        f.add(self, [item.id.text, project.id.text, "max"], paid - z * most, atMost: 0, block: project)
        f.add(
          self, [item.id.text, project.id.text, "min"], paid - z * Int128(item.trancheMin?.minorUnits ?? 0), atLeast: 0,
          block: project)
        f.add(self, [item.id.text, project.id.text, "carried"], z - f.carried(p), atMost: 0, block: project)
      }
    }
  }
}
