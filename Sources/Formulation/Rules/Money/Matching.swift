import ExactProgram
import Model

/// `10000 × Σ_g A(g,p) ≥ ratio × A(f,p)`. Where the funds match each other or the caps of the project's funds add up to
/// the whole, both sides are rounded to whole minor units: `10000 × Σ_g A(g,p) > ratio × (A(f,p) − 1) − 10000`.
enum MatchingRule: FormulationRule {
  static let name = "matching"
  static let sentence = Bilingual(
    "这笔资金每付一元，指定的其他资金按比例配套。",
    "For each yuan that the fund pays, the funds named for matching pay their part on the same project.")
  static let cells: [RuleCell] = [
    RuleCell(.fundMatching(.ratio), of: 0),
    RuleCell(.fundMatching(.with), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for (fund, item) in f.funds.enumerated() {
      for (number, rule) in item.matching.enumerated() {
        for (p, paid) in f.spending(fund) {
          let match = rule.with.compactMap { f.paid(f.instance.index(of: $0), p) }.sum()
          let (ratio, subjects) = (Int128(rule.ratio.basisPoints), [item.id.text, f.projects[p].id.text])
          // Every value of the left side is a multiple of the greatest common divisor.
          let isRounded = ratio > 0 && (f.capsAddUp[p] || rule.isMutual(for: item, in: f.instance))
          let most = isRounded ? ratio + 10_000 - greatestCommonDivisor(10_000, ratio) : 0
          f.add(
            self, subjects, part: [String(number)], match * 10_000 - paid * ratio, atLeast: -most, block: f.projects[p])
          f.addOvershoot(
            self, subjects, [item.id.text, String(number)], RoundedShare.Excess(match * -1, above: paid * -ratio),
            .aboveMatch, atMost: most, p)
        }
      }
    }
  }
}
