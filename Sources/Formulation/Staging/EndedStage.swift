import ExactProgram
import IntegerProgram
import Model

/// The result of one stage of a run.
struct EndedStage {
  let stage: Stage
  /// The value at the end of the stage; later stages may improve it within the gap.
  let value: Int128
  let bound: Double
  var isProven = false
  var limit: Limit?
  var rescues = 0
  var reuse = Reuse()
  var certifiedBound: Int128?

  /// The stage's record for the plan, with its objective evaluated at the final point if there is one.
  func record(at point: [Int128]?) -> Plan.Stage {
    stage.record(
      value: point.map { stage.objective.value(at: $0) } ?? value, bound: bound, isProven: isProven, limit: limit,
      rescues: rescues, reuse: reuse, certifiedBound: certifiedBound)
  }
}

extension Stage {
  /// The best value that the columns' bounds alone allow.
  func trivialBound(in exact: ExactProgram) -> Double {
    let range = exact.range(of: objective)
    return Double(sense == .maximize ? range.most : range.least)
  }

  func text(_ value: Int128) -> String { decimalText(value, digits: digits, trimmed: true) }

  /// Rounds a bound to a whole number. A bound that is not beyond the value becomes the value.
  /// - Parameter isProven: Whether the value is proven optimal; the bound is then the value, whatever its last digits.
  func wholeBound(value: Int128, bound: Double, isProven: Bool) -> Int128 {
    let isBeyond = sense == .maximize ? bound > Double(value) : bound < Double(value)
    return isProven || !isBeyond || abs(bound) > 1e37 ? value : Int128(saturating: bound)
  }

  func record(
    value: Int128, bound: Double, isProven: Bool, limit: Limit?, rescues: Int = 0, reuse: Reuse = Reuse(),
    certifiedBound: Int128? = nil
  ) -> Plan.Stage {
    let whole = certifiedBound ?? wholeBound(value: value, bound: bound, isProven: isProven)
    let gap = whole == value ? 0 : abs(Double(whole - value)) / max(1, abs(Double(value)))
    return Plan.Stage(
      name: name, value: text(value), bound: text(whole), gap: (gap * 1e9).rounded(.up) / 1e9, unit: unit,
      limit: limit?.rawValue, rescues: rescues > 0 ? rescues : nil,
      reused: reuse == Reuse()
        ? nil : Plan.Stage.Reused(plan: reuse.hasStart, basis: reuse.basics, cuts: reuse.cuts),
      certificate: certifiedBound == nil ? "numeric" : "exact")
  }
}
