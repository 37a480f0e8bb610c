import Formulation
import IntegerProgram
import Model

/// The options of a task of a sweep: those of `solve` that decide the plan on every machine.
public struct SweepOptions: Sendable, Hashable, Codable {
  /// What the policy maximises, as its key.
  public var objective: String
  /// The relative gap of the best within which each stage stops; 0.001 is 0.1%.
  public var gap: Double
  /// The work limit of each stage, in simplex iterations.
  public var workLimit: Int

  private enum CodingKeys: String, CodingKey {
    case objective, gap
    case workLimit = "work_limit"
  }

  /// Creates options from their parts.
  public init(objective: PolicyObjective, gap: Double, workLimit: Int) {
    (self.objective, self.gap, self.workLimit) = (objective.rawValue, gap, workLimit)
  }

  /// The options as texts, in the order in which an id is made of them.
  var parts: [String] { [objective, "\(gap)", "\(workLimit)"] }

  /// The parameters of the solve.
  /// - Returns: nil if an option has a value that no solve takes.
  func request(_ interruption: Interruption?) -> Request? {
    guard let objective = PolicyObjective(rawValue: objective), gap >= 0, gap < 1, workLimit > 0 else { return nil }
    var request = Request()
    (request.objective, request.gap, request.workLimit) = (objective, gap, workLimit)
    request.interruption = interruption
    return request
  }
}

extension SweepResult {
  /// How near the best a plan is proven to be.
  public struct Quality: Sendable, Codable, Equatable {
    /// How much is proven of the plan.
    public var proof: PlanProof
    /// The value of the policy stage and the bound that no plan passes whose floors are as good, as decimal text in the unit;
    /// nil where a limit came before that stage.
    public var value: String?, bound: String?, unit: String?
    /// The distance of the bound from the value, as a share of the value; nil without a value.
    public var gap: Double?
    /// The basis of the bound: `exact` or `numeric`.
    public var certificate: String?
    /// The limit that ended the search, if any.
    public var limit: String?

    init(_ plan: Plan) {
      let stage = plan.stage(.utilitarian)
      proof = plan.proof
      (value, bound, unit) = (stage?.value, stage?.bound, stage?.unit)
      (gap, certificate) = (stage?.gap, stage?.certificate)
      limit = plan.stages.compactMap(\.limit).first
    }
  }
}
