import IntegerProgram
import Model

/// How far a plan gets in each stage up to the policy, in whole units: two plans are compared by their first difference.
public struct Ladder: Sendable, Equatable {
  public struct Rung: Sendable, Equatable {
    public let stage: String
    public let value: Int128
    /// No plan does better.
    public let bound: Int128

    public var isExact: Bool { value == bound }
  }

  public internal(set) var rungs: [Rung]

  public init(rungs: [Rung]) { self.rungs = rungs }

  public subscript(stage: String) -> Rung? { rungs.first { $0.stage == stage } }

  /// The floors alone.
  var floors: ArraySlice<Rung> { rungs.dropLast() }
}

extension Formulation {
  /// The stages that decide what is done, without those that choose among equals.
  public func decidingStages(_ objective: PolicyObjective) -> [Stage] {
    let all = stages(objective)
    return Array(all.prefix(through: all.firstIndex { $0.isPolicy }!))
  }

  /// Where a written plan stands: its values counted anew, its bounds as it has them.
  /// - Returns: nil where the plan does not obey the rules, as an edited one may not.
  public func ladder(of plan: Plan, _ objective: PolicyObjective) -> Ladder? {
    guard let point = point(of: plan.allocation) else { return nil }
    return Ladder(
      rungs: decidingStages(objective).map { stage in
        let value = stage.objective.value(at: point)
        let written = plan.stages.first { $0.name == stage.name }
        let bound = written.flatMap { exactInteger($0.bound, digits: stage.digits) }
        // A bound that the value passes is no bound: the plan was changed since.
        let isBound = bound.map { stage.sense == .maximize ? $0 >= value : $0 <= value } ?? false
        return Ladder.Rung(stage: stage.name, value: value, bound: isBound ? bound! : value)
      })
  }

  /// The ways in which a plan can beat every plan within a ladder's bounds, each as rows to add: a better floor with those
  /// before it as good, or all floors as good and a better policy.
  ///
  /// By a three-hundred-thousandth of its range at least, as much less cannot be told in doubles.
  func waysToBeat(_ ladder: Ladder, _ stages: [Stage]) -> [(inout ExactProgram) -> Void] {
    // Where no floor is missed, none can be better.
    let ways = ladder.floors.contains { $0.bound > 0 } ? Array(stages.indices) : [stages.count - 1]
    return ways.map { way in
      { exact in
        for (index, (stage, rung)) in zip(stages, ladder.rungs).enumerated().prefix(way + 1) {
          let range = exact.range(stage.objective)
          let step = index == way ? max(1, (range.upperBound - range.lowerBound) / 300_000) : 0
          let threshold = index == way ? rung.bound : rung.value
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

/// `12.5` with 3 digits is 12500.
func exactInteger(_ text: String, digits: Int) -> Int128? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let fraction = parts.count == 2 ? String(parts[1]) : ""
  guard (1...2).contains(parts.count), fraction.count <= digits else { return nil }
  return Int128(parts[0] + fraction + String(repeating: "0", count: digits - fraction.count))
}
