import ExactProgram
import IntegerProgram
import Model

/// Something that a plan may be asked to have much of, of which two are weighed against each other.
public enum Aim: String, Sendable, CaseIterable {
  /// The weighted need served, as in the policy.
  case value
  /// The number of projects carried out.
  case count
  /// The money placed.
  case money
  /// The points of the village that gets fewest (``Formulation/villages``).
  case worstOff = "worst-off"

  /// The policy that maximises the same; nil if there is none.
  public var policy: PolicyObjective? { PolicyObjective(rawValue: rawValue) }
}

/// The best plan of one aim while another is held, in units of 10^-digits of the aim.
public struct AimedPlan: Sendable {
  /// The plan.
  public let allocation: Allocation
  /// What it reaches of the aim, and what no plan passes that holds the same.
  public let value: Int128, bound: Int128
  /// How the bound was proven: `exact` in whole numbers, `numeric` by the solver alone.
  public let certificate: String
  /// The limit that ended the search before its proof; nil for none.
  public let limit: Limit?
}

extension Formulation {
  /// The villages and communities with open needs that some project may serve, and what is served of these needs: quantity ×
  /// value of a unit × urgency, in 10^-9 points, without the weights of places.
  /// - Complexity: O(needs × projects that serve them).
  package var pointsByVillage: [(village: PlaceID, points: Expression)] {
    var sums: [PlaceID: Expression] = [:]
    for (n, need) in instance.lists.needs.enumerated() where need.status == .open && !credits[n].isEmpty {
      sums[instance.village(of: need.place).id, default: .zero] +=
        served(n) * (Int128(need.value.milli) * Int128(need.urgency))
    }
    return sums.filter { exact.range(of: $0.value).most > 0 }.map { ($0.key, $0.value) }.sorted {
      $0.village < $1.village
    }
  }

  /// The villages and communities that ``Aim/worstOff`` compares.
  public var villages: [PlaceID] { pointsByVillage.map(\.village) }

  /// The number of decimal places of an aim.
  public func digits(of aim: Aim) -> Int { aim.policy.map { policyStage($0).digits } ?? 9 }

  /// A number of which everything that a plan reaches of an aim is a multiple, in units of 10^-digits.
  public func granularity(of aim: Aim) -> Int128 {
    if let policy = aim.policy { return max(1, policyStage(policy).granularity ?? 1) }
    return max(
      1,
      instance.lists.needs.enumerated().filter { $1.status == .open && !credits[$0].isEmpty }.reduce(Int128(0)) {
        let (n, need) = $1
        let weight = Int128(need.value.milli) * Int128(need.urgency)
        return greatestCommonDivisor($0, weight * serviceGranularity(of: need, by: credits[n].keys))
      })
  }

  /// What a plan reaches of an aim, in units of 10^-digits.
  /// - Returns: nil if the plan breaks a rule.
  public func worth(of plan: Allocation, _ aim: Aim) -> Int128? {
    guard let point = point(of: plan) else { return nil }
    return aim.policy.map { policyStage($0).objective.value(at: point) }
      ?? pointsByVillage.map { $0.points.value(at: point) }.min() ?? 0
  }

  /// The villages that get fewest points of a plan; none if the plan breaks a rule.
  public func leastServed(_ plan: Allocation) -> [PlaceID] {
    guard let point = point(of: plan) else { return [] }
    let points = pointsByVillage.map { ($0.village, $0.points.value(at: point)) }
    let least = points.map(\.1).min()
    return points.filter { $0.1 == least }.map(\.0)
  }
}

extension StagedSolve {
  /// Maximises one aim while plans reach at least so much of another and serve the floors as well as given.
  /// - Parameters:
  ///   - held: The other aim, and how much of it is demanded; nil for no demand.
  ///   - floors: The values of the floor stages, and of a policy stage, which does not count.
  ///   - start: A plan that reaches what is demanded.
  /// - Returns: nil if a limit came before any plan.
  /// - Throws: ``SolverFault`` if the solver fails.
  /// - Complexity: one solve of the policy stage.
  public func best(
    of aim: Aim, holding held: (aim: Aim, atLeast: Int128)?, _ floors: LexicographicValue, _ formulation: Formulation,
    from start: Allocation
  ) throws(SolverFault) -> AimedPlan? {
    var exact = formulation.exact
    exact.holdFloors(of: floors, formulation.decidingStages(.value))
    if let held {
      let demanded =
        held.aim.policy.map { [formulation.policyStage($0).objective] } ?? formulation.pointsByVillage.map(\.points)
      for (number, expression) in demanded.enumerated() {
        exact.add(Meaning("demanded", ["\(number)"]), expression, atLeast: held.atLeast)
      }
    }
    var point = formulation.point(of: start)
    var stage: Stage
    if let policy = aim.policy {
      stage = formulation.policyStage(policy)
    } else {
      let points = formulation.pointsByVillage
      let most = points.map { exact.range(of: $0.points).most }.min() ?? 0
      let least = exact.addColumn(Meaning("least-served"), .credit, upper: most)
      for (village, points) in points {
        exact.add(Meaning("least-served", [village.text]), least - points, atMost: 0)
      }
      point = point.map { point in point + [points.map { $0.points.value(at: point) }.min() ?? 0] }
      stage = Stage(.utilitarian, least, digits: 9, unit: StageUnit.points.rawValue)
    }
    var run = StagedRun(formulation, exact, self)
    guard case .allocated(let solution) = try run.outcome(of: [stage], policyStart: point) else { return nil }
    let plan = formulation.allocation(of: solution)
    guard let value = formulation.worth(of: plan, aim), let record = solution.stages.last else { return nil }
    let bound = exactInteger(record.bound, digits: stage.digits) ?? value
    return AimedPlan(
      allocation: plan, value: value, bound: max(value, bound), certificate: record.certificate ?? "numeric",
      limit: solution.limit)
  }
}
