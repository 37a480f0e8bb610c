import ExactProgram
import IntegerProgram
import Model

/// The objective values and bounds of a plan in the floor stages and the policy stage, in whole units of each stage.
///
/// Two plans are compared by the first stage in which they differ.
public struct LexicographicValue: Sendable, Equatable {
  /// The objective value and the bound of one stage.
  public struct Level: Sendable, Equatable {
    /// The stage.
    public let stage: StageName
    /// The objective value, in units of 10^-``Stage/digits``.
    public let value: Int128
    /// A bound on the objective that no plan can better, in the same units.
    public let bound: Int128
    /// The tolerance for ties: values no further apart count as equal, since rounded coefficients can separate equal plans.
    package var slack: Int128 = 0

    package init(stage: StageName, value: Int128, bound: Int128, slack: Int128 = 0) {
      (self.stage, self.value, self.bound, self.slack) = (stage, value, bound, slack)
    }

    /// Whether the bound proves the value optimal.
    public var isExact: Bool { value == bound }
  }

  /// One level for each stage, in the order of the stages; the policy, if present, is last.
  public internal(set) var levels: [Level]

  /// Makes a lexicographic value of its levels, in the order of the stages.
  public init(levels: [Level]) { self.levels = levels }

  /// The level of a stage, if there is one.
  public subscript(stage: StageName) -> Level? { levels.first { $0.stage == stage } }

  /// The last level: that of the policy stage, unless a limit ended the solve before it.
  /// - Precondition: There is a level, as the value of every plan has.
  public var last: Level {
    guard let last = levels.last else { preconditionFailure("a lexicographic value without levels has no last") }
    return last
  }

  /// Returns this value with its last bound tightened by the last bound of another value that has the same floors.
  public func bounded(by other: LexicographicValue) -> LexicographicValue {
    var out = self
    guard let mine = levels.last, let theirs = other.levels.last, mine.stage == theirs.stage else { return self }
    out.levels[levels.count - 1] = Level(
      stage: mine.stage, value: mine.value, bound: max(mine.value, min(mine.bound, theirs.bound)), slack: mine.slack)
    return out
  }

  /// The levels of the floor stages: all but the policy.
  package var floors: ArraySlice<Level> { levels.dropLast() }

  /// Whether some floor stage has a worse value than in the other plan, by more than the other's tolerance.
  public func fallsBelow(_ other: LexicographicValue) -> Bool {
    zip(floors, other.floors).contains { $0.value > $1.value + $1.slack }
  }
}

extension Stage {
  package func level(at point: [Int128]) -> LexicographicValue.Level {
    let value = objective.value(at: point)
    return LexicographicValue.Level(stage: id, value: value, bound: value, slack: slack)
  }

  /// - Parameter range: The range of the objective under the columns' bounds, used if the solver gave no bound.
  package func level(_ end: StageSolve.End, _ range: (least: Int128, most: Int128)) -> LexicographicValue.Level {
    let isBounded = end.isProven || abs(end.bound) < 1e37
    let bound =
      isBounded
      ? wholeBound(value: end.value, bound: end.bound, isProven: end.isProven)
      : sense == .maximize ? range.most : range.least
    return LexicographicValue.Level(stage: id, value: end.value, bound: bound, slack: slack)
  }
}

extension StagedSolution {
  /// Returns this solution with its policy bound tightened by that of another lexicographic value, if the floors are
  /// equal.
  public func bounded(by base: LexicographicValue) -> StagedSolution {
    var out = self
    guard let mine = lexicographicValue.levels.last, let theirs = base.levels.last,
      !lexicographicValue.fallsBelow(base),
      !base.fallsBelow(lexicographicValue),
      theirs.bound >= mine.value
    else { return out }
    out.lexicographicValue.levels[lexicographicValue.levels.count - 1] = LexicographicValue.Level(
      stage: mine.stage, value: mine.value, bound: min(mine.bound, theirs.bound))
    return out
  }
}

extension Formulation {
  /// Computes the lexicographic value of a written plan: values are recomputed, bounds are read from the plan.
  /// - Returns: nil if the plan breaks a rule, as an edited plan may.
  public func lexicographicValue(of plan: Plan, _ objective: PolicyObjective) -> LexicographicValue? {
    guard let point = point(of: plan.allocation) else { return nil }
    return LexicographicValue(
      levels: decidingStages(objective).map { stage in
        let value = stage.objective.value(at: point)
        let written = plan.stage(stage.id)
        let bound = written.flatMap { exactInteger($0.bound, digits: stage.digits) }
        // A value better than the written bound means that the plan was edited; the bound is then discarded.
        let isBound = bound.map { stage.sense == .maximize ? $0 >= value : $0 <= value } ?? false
        return LexicographicValue.Level(
          stage: stage.id, value: value, bound: isBound ? bound! : value, slack: stage.slack)
      })
  }

  /// The ways in which a plan can beat every plan within the given bounds, each as rows to add to a program.
  ///
  /// A plan beats them with a better value in one floor stage and values as good in the stages before it, or with
  /// values as good in all floor stages and a better policy value. Better means by at least a hundred-thousandth of
  /// the objective's range, since doubles cannot resolve much smaller differences.
  package func waysToBeat(_ lexicographicValue: LexicographicValue, _ stages: [Stage]) -> [(inout ExactProgram) -> Void]
  {
    // If no floor has a shortfall, no floor stage can improve.
    let ways = lexicographicValue.floors.contains { $0.bound > 0 } ? Array(stages.indices) : [stages.count - 1]
    return ways.map { way in
      { exact in
        for (index, (stage, level)) in zip(stages, lexicographicValue.levels).enumerated().prefix(way + 1) {
          let range = exact.range(of: stage.objective)
          let step = index == way ? stage.lead(over: range) : -stage.slack
          let threshold = index == way ? level.bound : level.value
          if stage.sense == .maximize {
            exact.add(Meaning("better", [stage.name]), stage.objective, atLeast: threshold + step)
          } else {
            exact.add(Meaning("better", [stage.name]), stage.objective, atMost: threshold - step)
          }
        }
      }
    }
  }
}

extension Stage {
  /// By how much a value has to be better than another to count as better.
  fileprivate func lead(over range: (least: Int128, most: Int128)) -> Int128 {
    max(1 + slack, (range.most - range.least) / 100_000)
  }
}

extension Formulation {
  /// By how much the policy's value has to be better to count as better, in the stage's whole units; nil where the values
  /// of no two plans are closer.
  package func leastLead(_ stages: [Stage]) -> Int128? {
    guard let policy = stages.last else { return nil }
    let lead = policy.lead(over: exact.range(of: policy.objective))
    return lead > max(1, policy.granularity ?? 1) ? lead : nil
  }
}

extension ExactProgram {
  /// Adds one row for each floor stage: its shortfall is no worse than in the given value, up to the stage's tolerance.
  package mutating func holdFloors(of lexicographicValue: LexicographicValue, _ stages: [Stage]) {
    for (stage, level) in zip(stages, lexicographicValue.levels) where !stage.isPolicy {
      add(Meaning("stage", [stage.name]), stage.objective, atMost: level.value + stage.slack)
    }
  }
}

extension Formulation {
  package func lexicographicValue(at point: [Int128], _ stages: [Stage]) -> LexicographicValue {
    LexicographicValue(levels: stages.map { $0.level(at: point) })
  }

  /// Computes the lexicographic value of an allocation in the given stages.
  /// - Returns: nil if the allocation breaks a rule.
  public func reached(_ allocation: Allocation, _ stages: [Stage]) -> LexicographicValue? {
    point(of: allocation).map { lexicographicValue(at: $0, stages) }
  }

  /// Wraps an allocation as the solution of a solve that proved only the given bounds.
  /// - Returns: nil if it breaks a rule or a side constraint, or if its floors are worse than those of `bounds`.
  public func solution(
    _ allocation: Allocation, subjectTo constraints: [SideConstraint], _ stages: [Stage], bounds: LexicographicValue
  ) -> StagedSolution? {
    var exact = exact
    for constraint in constraints { constraint.add(to: &exact, self) }
    guard let point = point(of: allocation), exact.isSatisfied(by: point) else { return nil }
    let lexicographicValue = lexicographicValue(at: point, stages)
    guard !lexicographicValue.fallsBelow(bounds) else { return nil }
    return StagedSolution(
      point: point, stages: [],
      lexicographicValue: LexicographicValue(
        levels: zip(lexicographicValue.levels, bounds.levels).map {
          LexicographicValue.Level(stage: $0.stage, value: $0.value, bound: $1.bound, slack: $0.slack)
        }), limit: .work, work: 0,
      durations: [:], assignments: allocation.assignments)
  }
}

/// Parses a decimal text as a whole number of 10^-`digits`: `12.5` with 3 digits is 12500.
/// - Returns: nil if the text is not a number or has more decimal places.
func exactInteger(_ text: String, digits: Int) -> Int128? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let fraction = parts.count == 2 ? String(parts[1]) : ""
  guard (1...2).contains(parts.count), fraction.count <= digits else { return nil }
  return Int128(parts[0] + fraction + String(repeating: "0", count: digits - fraction.count))
}
