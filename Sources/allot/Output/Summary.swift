import Allotment
import Formulation
import Foundation
import IntegerProgram
import Model

/// The one object that `solve --json` prints; money in minor units.
///
/// `status` is `optimal` where it was decided in exact integers that no plan has better floors or a better policy value,
/// `within_gap` where the search excludes what is better by more than the gap that was asked for, `feasible` where a limit came first, `infeasible` or `undecided`.
struct Summary: Encodable {
  var status: String
  var policy = "utilitarian"
  var objective: Double?
  var objectiveKind: String
  var bound: Double?
  var gap: Double?
  /// What the policy's bound rests on: `exact` or `numeric`, as in `plan.json`.
  var certificate: String?
  var projectsFunded = 0
  var moneyUsed: Int64 = 0
  var moneyAvailable: Int64 = 0
  var currency: String
  var needsServed = 0
  var seconds: Double
  var solver = ""
  var limit: String?
  /// Where no plan obeys the rules: some that contradict each other.
  var conflict: [Clash]?
  /// What was said of the lists all the same.
  var warnings: [FindingsAnswer.Item] = []
  /// The plan whose place this one took.
  var replaced: EarlierPlan?
  /// Where this run made no plan: the one that is still in the folder.
  var kept: EarlierPlan?

  struct EarlierPlan: Encodable {
    let seal: String
    let written: String

    init(_ plan: Allotment.EarlierPlan) { (seal, written) = (plan.seal, moment(plan.written)) }
  }

  /// Without a plan: how it ended, and what there was to share out.
  init(status: String, objective: PolicyObjective, _ checked: CheckedLists, seconds: Double) {
    self.status = status
    self.seconds = seconds
    currency = checked.instance.lists.currency.code
    objectiveKind = objective.rawValue
    moneyAvailable = Int64(clamping: checked.instance.moneyAvailable)
    warnings = checked.warnings.map(FindingsAnswer.Item.init)
  }

  /// Floors come before the policy: what they leave open is open for the whole.
  private static func status(of plan: Plan) -> String {
    guard let policy = plan.stages.firstIndex(where: { $0.name == "utilitarian" }) else { return "feasible" }
    let decisive = plan.stages[...policy]
    if decisive.contains(where: { $0.limit != nil || $0.gap > plan.requestedGap }) { return "feasible" }
    return decisive.allSatisfy { $0.gap == 0 && $0.certificate == "exact" } ? "optimal" : "within_gap"
  }

  init(_ plan: Plan, _ checked: CheckedLists, limit: Limit?, seconds: Double) {
    let stage = plan.stages.first { $0.name == "utilitarian" }
    status = Self.status(of: plan)
    certificate = stage?.certificate
    // Money is in minor units throughout.
    let unit = plan.objective == PolicyObjective.money.rawValue ? pow(10, Double(plan.currency.digits)) : 1
    objective = stage.flatMap { Double($0.value) }.map { unit == 1 ? $0 : ($0 * unit).rounded() }
    bound = stage.flatMap { Double($0.bound) }.map { unit == 1 ? $0 : ($0 * unit).rounded() }
    gap = stage?.gap
    objectiveKind = plan.objective
    projectsFunded = plan.allocation.awards.count
    moneyUsed = Int64(clamping: plan.allocation.moneyUsed)
    moneyAvailable = Int64(clamping: checked.instance.moneyAvailable)
    warnings = checked.warnings.map(FindingsAnswer.Item.init)
    currency = plan.currency.code
    needsServed = Set(plan.allocation.credits.map(\.need)).count
    self.seconds = seconds
    solver = plan.solver
    self.limit = limit?.rawValue
  }
}

/// A rule of a conflict, as `--json` prints it.
struct Clash: Encodable {
  let rule: String
  let subjects: [String]
}

extension Instance {
  /// What all funds may spend together, in minor units.
  fileprivate var moneyAvailable: Int128 { lists.funds.reduce(0) { $0 + Int128($1.available.minorUnits) } }
}
