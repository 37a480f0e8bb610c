import IntegerProgram
import Model

/// How far a plan gets in each stage up to the policy, in whole units: two plans are compared by their first difference.
public struct LexicographicValue: Sendable, Equatable {
  public struct Level: Sendable, Equatable {
    public let stage: String
    public let value: Int128
    /// No plan does better.
    public let bound: Int128
    /// Values no further apart are equal: what coefficients rounded to whole numbers may make of a tie.
    var slack: Int128 = 0

    public var isExact: Bool { value == bound }
  }

  public internal(set) var levels: [Level]

  public init(levels: [Level]) { self.levels = levels }

  public subscript(stage: String) -> Level? { levels.first { $0.stage == stage } }

  /// With the last bound no better than another's, of the same floors.
  public func bounded(by other: LexicographicValue) -> LexicographicValue {
    var out = self
    guard let mine = levels.last, let theirs = other.levels.last, mine.stage == theirs.stage else { return self }
    out.levels[levels.count - 1] = Level(
      stage: mine.stage, value: mine.value, bound: max(mine.value, min(mine.bound, theirs.bound)), slack: mine.slack)
    return out
  }

  /// The floors alone.
  var floors: ArraySlice<Level> { levels.dropLast() }

  /// Whether some floor is worse than another plan's.
  public func fallsBelow(_ other: LexicographicValue) -> Bool {
    zip(floors, other.floors).contains { $0.value > $1.value + $1.slack }
  }
}

extension Stage {
  func level(at point: [Int128]) -> LexicographicValue.Level {
    let value = objective.value(at: point)
    return LexicographicValue.Level(stage: name, value: value, bound: value, slack: slack)
  }

  /// - Parameter range: What the columns' bounds allow, where the solver gave no bound.
  func level(_ end: StageSolve.End, _ range: (least: Int128, most: Int128)) -> LexicographicValue.Level {
    let isBounded = end.isProven || abs(end.bound) < 1e37
    let bound =
      isBounded
      ? wholeBound(value: end.value, bound: end.bound, isProven: end.isProven)
      : sense == .maximize ? range.most : range.least
    return LexicographicValue.Level(stage: name, value: end.value, bound: bound, slack: slack)
  }
}

extension StagedSolution {
  /// With the policy's bound no better than another ladder's, where the floors are the same.
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
  /// The stages that decide what is done, without those that choose among equals.
  public func decidingStages(_ objective: PolicyObjective) -> [Stage] {
    let all = stages(objective)
    return Array(all.prefix(through: all.firstIndex { $0.isPolicy }!))
  }

  /// Where a written plan stands: its values counted anew, its bounds as it has them.
  /// - Returns: nil where the plan does not obey the rules, as an edited one may not.
  public func lexicographicValue(of plan: Plan, _ objective: PolicyObjective) -> LexicographicValue? {
    guard let point = point(of: plan.allocation) else { return nil }
    return LexicographicValue(
      levels: decidingStages(objective).map { stage in
        let value = stage.objective.value(at: point)
        let written = plan.stages.first { $0.name == stage.name }
        let bound = written.flatMap { exactInteger($0.bound, digits: stage.digits) }
        // A bound that the value passes is no bound: the plan was changed since.
        let isBound = bound.map { stage.sense == .maximize ? $0 >= value : $0 <= value } ?? false
        return LexicographicValue.Level(
          stage: stage.name, value: value, bound: isBound ? bound! : value, slack: stage.slack)
      })
  }

  /// The ways in which a plan can beat every plan within a ladder's bounds, each as rows to add: a better floor with those
  /// before it as good, or all floors as good and a better policy.
  ///
  /// By a hundred-thousandth of its range at least, as much less cannot be told in doubles.
  func waysToBeat(_ lexicographicValue: LexicographicValue, _ stages: [Stage]) -> [(inout ExactProgram) -> Void] {
    // Where no floor is missed, none can be better.
    let ways = lexicographicValue.floors.contains { $0.bound > 0 } ? Array(stages.indices) : [stages.count - 1]
    return ways.map { way in
      { exact in
        for (index, (stage, level)) in zip(stages, lexicographicValue.levels).enumerated().prefix(way + 1) {
          let range = exact.range(of: stage.objective)
          let step = index == way ? max(1 + stage.slack, (range.most - range.least) / 100_000) : -stage.slack
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

extension ExactProgram {
  /// Only plans whose floors are no worse than a ladder's.
  mutating func holdFloors(of lexicographicValue: LexicographicValue, _ stages: [Stage]) {
    for (stage, level) in zip(stages, lexicographicValue.levels) where !stage.isPolicy {
      add(Meaning("stage", [stage.name]), stage.objective, atMost: level.value + stage.slack)
    }
  }
}

extension Formulation {
  func lexicographicValue(at point: [Int128], _ stages: [Stage]) -> LexicographicValue {
    LexicographicValue(levels: stages.map { $0.level(at: point) })
  }

  /// Where an allocation stands in these stages; nil where it does not obey the rules.
  public func reached(_ allocation: Allocation, _ stages: [Stage]) -> LexicographicValue? {
    point(of: allocation).map { lexicographicValue(at: $0, stages) }
  }

  /// An allocation as the answer of a solve that proved nothing but the bounds given.
  /// - Returns: nil where it breaks a rule or a force, or has worse floors than the bounds.
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
        }), policyValue: lexicographicValue.levels.last!.value, policyBound: Double(bounds.levels.last!.bound),
      limit: .work, work: 0,
      durations: [:], assignments: allocation.assignments)
  }
}

/// `12.5` with 3 digits is 12500.
func exactInteger(_ text: String, digits: Int) -> Int128? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let fraction = parts.count == 2 ? String(parts[1]) : ""
  guard (1...2).contains(parts.count), fraction.count <= digits else { return nil }
  return Int128(parts[0] + fraction + String(repeating: "0", count: digits - fraction.count))
}
