import Formulation
import Model

/// 资金效益曲线. For several amounts of money, the value of the best plan; between each two of them, what is proven of that
/// value (docs/scenarios.md).
public struct Frontier: Sendable {
  /// One amount of money, and the best plan that was found for it.
  public struct Point: Sendable {
    /// The change of the funds' amounts, in hundredths of a per cent.
    public let change: Int64
    /// The sum of the changed funds' amounts, in minor units.
    public let amount: Int128
    /// How the solve ended.
    public internal(set) var status: ScenarioRecord.Status
    /// The values of the floor stages and the policy stage with their bounds; nil without a plan.
    public internal(set) var value: LexicographicValue?
    /// The plan, as far as these stages decide it; nil if there is none.
    public internal(set) var allocation: Allocation?
    /// How the policy's bound was proven: `exact` in whole numbers, `numeric` by the solver alone; nil without a plan.
    public internal(set) var certificate: String?
    /// The limit that ended the solve before its proof; nil for none.
    public internal(set) var limit: String?
    /// Whether the point was solved; otherwise a neighbour's solve proves the result.
    public internal(set) var isSolved: Bool
    /// The change of the point with less money whose plan this is; nil if the plan is this point's own.
    public internal(set) var valueFrom: Int64?
    /// The change of the point with more money whose bound holds here; nil if the bound is this point's own.
    public internal(set) var boundFrom: Int64?
    /// The floor stages and the policy stage of the point's lists.
    public let stages: [Stage]
    /// The program of the point's lists.
    let formulation: Formulation

    /// The needs that get less than their floor asks for; none without a plan.
    public var needsBelowFloor: Set<NeedID> {
      Set(allocation.map { formulation.shortfalls(of: $0).map(\.need) } ?? [])
    }
  }

  /// How much is proven of the best values for amounts between two neighbouring points.
  public enum Knowledge: String, Sendable {
    /// The floors are served as at both ends, and the best value is known within the gap.
    case flat
    /// The floors are served as at both ends, and the best value lies between the value of the point with less money and
    /// the bound of the one with more.
    case between
    /// The floors are served better at the end with more money. Nothing is said of the value.
    case floors
    /// No amount has a plan.
    case none
    /// The end with less money has no plan, the other has one.
    case begins
    /// A rule depends on the amounts so that more money may be worse, or a work limit came first. Nothing is said.
    case unclaimed
  }

  /// The points, by increasing amount.
  public internal(set) var points: [Point]
  /// The relative gap of values that count as equal, in 10^-9.
  let gap: Int128

  /// For each point but the last, what is proven of the amounts up to the next point.
  public var intervals: [Knowledge] { zip(points, points.dropFirst()).map { knowledge(of: $0, $1) } }

  /// Whether less money is proven never to be better from each point to the next.
  public var isMonotone: [Bool] { zip(points, points.dropFirst()).map { $1.contains($0) } }

  func knowledge(of less: Point, _ more: Point) -> Knowledge {
    guard more.contains(less) else { return .unclaimed }
    switch (less.status, more.status) {
    case (.infeasible, .infeasible): return .none
    case (.infeasible, .planned): return .begins
    case (.planned, .planned):
      let (mine, theirs) = (less.value!, more.value!)
      guard mine.hasFloors(of: theirs) else { return .floors }
      return isWithinGap(mine.last.value, theirs.last.bound) ? .flat : .between
    default: return .unclaimed
    }
  }

  /// Whether two values differ by no more than the gap allows.
  func isWithinGap(_ value: Int128, _ other: Int128) -> Bool {
    // A bound that a limit left far away may be too large for the product.
    let difference = abs(other - value).multipliedReportingOverflow(by: 1_000_000_000)
    let allowed = abs(value).multipliedReportingOverflow(by: gap)
    return !difference.overflow && (allowed.overflow || difference.partialValue <= allowed.partialValue)
  }

  /// Draws what follows from the fact that a plan for less money is a plan for more: a plan that is better than that of
  /// a point with more money takes its place, and a bound of a point with more money holds for those with less whose
  /// floors are the same.
  mutating func tighten() {
    for more in points.indices.dropFirst() where points[more].contains(points[more - 1]) {
      points[more].take(planOf: points[more - 1])
    }
    for less in points.indices.dropLast().reversed() where points[less + 1].contains(points[less]) {
      points[less].bound(by: points[less + 1])
    }
  }
}

extension LexicographicValue {
  /// Whether every floor is served as well as there, and no better.
  func hasFloors(of other: LexicographicValue) -> Bool { !fallsBelow(other) && !other.fallsBelow(self) }
}

extension Frontier.Point {
  /// Whether every plan of a point with less money is proven to be a plan of this one.
  func contains(_ less: Frontier.Point) -> Bool {
    less.formulation.instance.hasLessMoney(than: formulation.instance)
  }

  /// Takes the plan of a point with less money where it is better than this point's own. The bounds stay: they hold for
  /// every plan here whose floors are as good.
  mutating func take(planOf less: Frontier.Point) {
    guard let mine = value, let theirs = less.value, let other = less.allocation, !theirs.fallsBelow(mine),
      mine.fallsBelow(theirs) || theirs.last.value > mine.last.value,
      let reached = formulation.reached(other, stages)
    else { return }
    value = LexicographicValue(
      levels: zip(reached.levels, mine.levels).map { level, old in
        let isMaximised = level.stage == .utilitarian
        return LexicographicValue.Level(
          stage: level.stage, value: level.value,
          bound: isMaximised ? max(level.value, old.bound) : min(level.value, old.bound), slack: level.slack)
      })
    allocation = other
    valueFrom = less.valueFrom ?? less.change
  }

  /// Takes the bound of a point with more money where it is tighter.
  mutating func bound(by more: Frontier.Point) {
    guard let mine = value, let theirs = more.value, mine.hasFloors(of: theirs),
      theirs.last.bound < mine.last.bound
    else { return }
    value = mine.bounded(by: theirs)
    certificate = more.certificate
    boundFrom = more.boundFrom ?? more.change
  }
}
