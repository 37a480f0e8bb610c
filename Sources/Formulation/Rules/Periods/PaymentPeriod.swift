import ExactProgram
import IntegerProgram
import Model

/// `Σ_f (paid by the end of k) ≥ due(p,t,k)`: what falls due by the end of each period is paid by then.
enum PaymentPeriod: FormulationRule {
  static let name = "payment-period"
  static let sentence = Bilingual(
    "费用在项目实施期内支付，到每期末付足届时应付的部分。",
    "Costs are paid while the project runs, and by the end of each period all that is due by then.")

  static let cells: [RuleCell] = [
    RuleCell(.costs(.due), of: 0),
    RuleCell(.variants(.lasts), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for p in f.projects.indices where !f.paidBy[p].isEmpty {
      for type in f.costs[p].keys.sorted() {
        let mayBeLate = f.modelVariant.mayWaive(Meaning(name, [f.projects[p].id.text, type]))
        for period in f.steps(of: type, p) {
          f.addDues(period, type, p, atEnd: false)
          // If dues are waived, a project is still paid for by the time it ends.
          if mayBeLate { f.addDues(period, type, p, atEnd: true) }
        }
      }
    }
  }
}

extension Formulation {
  /// The periods in which what has been paid for a type of cost has a column, whichever fund pays.
  ///
  /// Between two of them no fund's column changes, so only the dues of the later one can bind.
  fileprivate func steps(of costType: String, _ p: Int) -> [Int] {
    Set(paidBy[p].values.flatMap { ($0[costType] ?? []).map(\.period) }).sorted()
  }

  /// Adds the rows of what is paid for a type of cost by the end of a period: at least what is due by then, or, with
  /// `atEnd`, at least the cost if the variant ends by then.
  fileprivate mutating func addDues(_ period: Int, _ type: String, _ p: Int, atEnd: Bool) {
    let project = projects[p]
    let rule: any FormulationRule.Type = atEnd ? FullFunding.self : PaymentPeriod.self
    let subjects = [project.id.text, type], part = [instance.timeline[period].id.text]
    let paid = payments[p].keys.sorted().map { self.paid($0, p, type, by: period) }.sum()
    var fixed = Expression.zero
    for (v, variant) in project.variants.enumerated() {
      let dues = Dues(variant, type, lines: lineCosts[p][v])
      for start in begun[p][v] where start.period <= period {
        let j = period - start.period + 1
        if atEnd && j < variant.lasts { continue }
        if let due = dues.due(by: j, fixedBy: chosen[p][v]) {
          fixed += start.begun * due
          continue
        }
        let (due, factor) = dues.multiple(by: j)
        let other = (chosen[p][v] - start.begun) * largest(due)
        add(
          rule, subjects, part: part + [variant.id.text, instance.timeline[start.period].id.text],
          paid * factor - due + other, atLeast: 1 - factor, block: project)
      }
    }
    if !fixed.terms.isEmpty { add(rule, subjects, part: part, paid - fixed, atLeast: 0, block: project) }
  }
}

/// What falls due of the costs of one type of a variant, by period of its run.
///
/// Lines with a due period fall due in it. Of the sum of the others, `⌊sum × j / lasts⌋` is due by the end of period
/// *j*.
private struct Dues {
  let lasts: Int
  /// The lines of the type: their due periods, and their costs in minor units.
  let lines: [(due: Int?, cost: Expression)]

  init(_ variant: Variant, _ costType: String, lines: [Expression]) {
    lasts = variant.lasts
    self.lines = zip(variant.costs, lines).filter { $0.0.type == costType }.map { ($0.due, $1) }
  }

  private func dated(by j: Int) -> Expression { lines.filter { $0.due.map { $0 <= j } ?? false }.map(\.cost).sum() }
  private var undated: Expression { lines.filter { $0.due == nil }.map(\.cost).sum() }

  /// What is due by the end of a period if the variant is carried out; nil unless that alone decides it.
  func due(by j: Int, fixedBy chosen: Expression) -> Int128? {
    guard lines.allSatisfy({ $0.cost.terms.allSatisfy { $0.column == chosen.terms[0].column } }) else { return nil }
    func amount(_ cost: Expression) -> Int128 { cost.coefficient(of: chosen.terms[0].column) }
    return amount(dated(by: j)) + amount(undated) * Int128(min(j, lasts)) / Int128(lasts)
  }

  /// A multiple of what is due by the end of a period, before rounding down, and its factor: an amount in whole minor
  /// units is at least the part rounded down if and only if its multiple is at least `due − (factor − 1)`.
  func multiple(by j: Int) -> (due: Expression, factor: Int128) {
    if j >= lasts || undated.terms.isEmpty { return (dated(by: j) + (j >= lasts ? undated : .zero), 1) }
    return (dated(by: j) * Int128(lasts) + undated * Int128(j), Int128(lasts))
  }
}
