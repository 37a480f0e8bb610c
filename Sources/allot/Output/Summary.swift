import Allotment
import Formulation
import Foundation
import IntegerProgram
import Model
import Questions

/// The object that `solve --json` prints; money is in minor units.
///
/// `status` is `optimal` if exact integer arithmetic shows that no plan has better floors or a better policy value,
/// `within_gap` if the search excludes plans better by more than the requested gap, `feasible` if a limit came first,
/// or else `infeasible` or `undecided`.
struct Summary: Encodable {
  var status: String
  var policy = StageName.utilitarian.rawValue
  var objective: Double?
  var objectiveKind: String
  var bound: Double?
  var gap: Double?
  /// The basis of the policy's bound: `exact` or `numeric`, as in `plan.json`.
  var certificate: String?
  var projectsFunded = 0
  var moneyUsed: Int64 = 0
  var moneyAvailable: Int64 = 0
  var currency: String
  var needsServed = 0
  var seconds: Double
  var solver = ""
  var limit: String?
  /// Conflicting rules, if no plan obeys all rules.
  var conflict: [Clash]?
  /// The warnings about the lists.
  var warnings: [FindingsAnswer.Item] = []
  /// The rows of the file of overrides; nil without one.
  var overrides: Overrides?
  /// The plan that this one replaced.
  var replaced: EarlierPlan?
  /// The workbook that was written beside the folder.
  var workbook: String?
  /// The plan that is still in the folder, if this run made none.
  var kept: EarlierPlan?

  struct Overrides: Encodable {
    let taken: Int
    let blank: Int
  }

  struct EarlierPlan: Encodable {
    let seal: String
    let written: String

    init(_ plan: Allotment.EarlierPlan) { (seal, written) = (plan.seal, moment(plan.written)) }
  }

  /// The summary of a run without a plan.
  init(status: String, objective: PolicyObjective, _ checked: CheckedLists, seconds: Double) {
    self.status = status
    self.seconds = seconds
    currency = checked.instance.lists.currency.code
    objectiveKind = objective.rawValue
    moneyAvailable = Int64(clamping: checked.instance.moneyAvailable)
    warnings = checked.warnings.map(FindingsAnswer.Item.init)
    overrides = checked.folder.overrides.map { Overrides(taken: $0.taken, blank: $0.blank) }
  }

  init(_ plan: Plan, _ checked: CheckedLists, limit: Limit?, seconds: Double) {
    let stage = plan.stage(.utilitarian)
    status = plan.proof.rawValue
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
    overrides = checked.folder.overrides.map { Overrides(taken: $0.taken, blank: $0.blank) }
    currency = plan.currency.code
    needsServed = Set(plan.allocation.credits.map(\.need)).count
    self.seconds = seconds
    solver = plan.solver
    self.limit = limit?.rawValue
  }
}

/// The `--json` output of a rule in a conflict.
struct Clash: Encodable {
  let rule: String
  let subjects: [String]
}

extension Instance {
  /// The total that all funds may spend, in minor units.
  fileprivate var moneyAvailable: Int128 { lists.funds.reduce(0) { $0 + Int128($1.available.minorUnits) } }
}
