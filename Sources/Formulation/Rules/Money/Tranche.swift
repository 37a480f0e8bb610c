import ExactProgram
import IntegerProgram
import Model

/// `tranche_min × z ≤ A(f,p) ≤ min(tranche_max, …) × z`; the upper side also defines `z`.
enum Tranche: FormulationRule {
  static let name = "tranche"
  static let sentence = Bilingual(
    "对一个项目的单笔支出在上下限之间，或者为零。", "What a fund pays for one project is nothing, or lies between its least and its most.")
  static let cells: [RuleCell] = [RuleCell(.funds(.trancheMin), of: 0), RuleCell(.funds(.trancheMax), of: 0)]

  static func emit(into f: inout Formulation) {
    for (p, project) in f.projects.enumerated() {
      for fund in f.sources[p].keys.sorted() {
        let item = f.funds[fund]
        let z = f.sources[p][fund]!
        let paid = f.paid(fund, p)!
        let subjects = [item.id.text, project.id.text]
        let most = min(f.largest(paid), f.spendingLimit(fund))
        let isBounded = item.trancheMax.map { Int128($0.minorUnits) < most } ?? false
        // Without a binding `tranche_max`, the upper row only defines `z`. If the rule may be waived, both rows are
        // needed.
        if !isBounded || f.modelVariant.mayWaive(Meaning(name, subjects)) {
          f.exact.add(
            Meaning("source", subjects + ["max"]), paid - z * most, atMost: 0, block: project.id.text)
        }
        if isBounded {
          f.add(
            self, subjects, part: ["max"], paid - z * Int128(item.trancheMax!.minorUnits), atMost: 0, block: project)
        }
        f.add(
          self, subjects, part: ["min"], paid - z * Int128(item.trancheMin?.minorUnits ?? 0), atLeast: 0,
          block: project)
        addShares(of: item, p, paid, z, into: &f)
        f.exact.add(Meaning("source", subjects + ["carried"]), z - f.carried(p), atMost: 0, block: project.id.text)
      }
    }
  }

  /// Adds the bounds that are shares of the project's cost, each rounded to a minor unit.
  private static func addShares(
    of fund: Fund, _ p: Int, _ paid: Expression, _ z: Expression, into f: inout Formulation
  ) {
    let project = f.projects[p], subjects = [fund.id.text, project.id.text]
    if let share = fund.trancheMaxShare {
      f.add(
        self, subjects, part: ["most"], paid * 10_000 - f.roundedUp(share, ofCostOf: p), atMost: 0, block: project)
      f.addOvershoot(self, subjects, [fund.id.text, "most"], of: paid, above: share, p)
    }
    if let share = fund.trancheMinShare {
      let least = f.roundedDown(share, ofCostOf: p), most = f.largest(least)
      f.add(
        self, subjects, part: ["least"], paid * 10_000 - least - z * most, atLeast: -most, block: project)
      f.addShortfall(self, subjects, [fund.id.text, "least"], of: paid, below: share, p, where: z)
    }
  }
}
