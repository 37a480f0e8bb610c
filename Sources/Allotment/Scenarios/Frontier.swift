import Formulation
import Model

/// 资金效益曲线. The values of the best plans at several places on an axis, such as amounts of money, and how far the best value
/// is known between them (docs/scenarios.md).
public struct Frontier: Sendable {
  /// One place on the axis, and the best plan that was found there.
  public struct Point: Sendable {
    /// Where the point lies on the axis.
    public let place: Int64
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
    /// The place of the point with less whose plan this is; nil if the plan is this point's own.
    public internal(set) var valueFrom: Int64?
    /// The place of the point with more whose bound holds here; nil if the bound is this point's own.
    public internal(set) var boundFrom: Int64?
    /// Why the point lies where it does.
    var origin: Origin
    /// The floor stages and the policy stage of the point's lists.
    public let stages: [Stage]
    /// The program of the point's lists.
    let formulation: Formulation

    /// The needs that get less than their floor asks for; none without a plan.
    public var needsBelowFloor: Set<NeedID> {
      Set(allocation.map { formulation.shortfalls(of: $0).map(\.need) } ?? [])
    }

    /// The sum of the amounts of some funds in the point's lists, in minor units.
    public func amount(of funds: Set<FundID>) -> Int128 {
      formulation.instance.lists.funds.reduce(0) { $0 + (funds.contains($1.id) ? Int128($1.amount.minorUnits) : 0) }
    }
  }

  /// How much is proven of the best values between two neighbouring points.
  public enum Knowledge: String, Sendable {
    /// The floors are served as at both ends, and the best value is known within the gap.
    case flat
    /// The floors are served as at both ends, and the best value lies between the value of the point with less and the
    /// bound of the one with more.
    case between
    /// No place lies between the two.
    case adjacent
    /// The floors are served better at the end with more. Nothing is said of the value.
    case floors
    /// There is no plan anywhere.
    case none
    /// The end with less has no plan, the other has one.
    case begins
    /// A rule depends on the amounts so that more money may be worse, or a work limit came first. Nothing is said.
    case unclaimed
  }

  /// The axis.
  public let axis: FrontierAxis
  /// The points, by increasing place.
  public internal(set) var points: [Point]
  /// The relative gap of values that count as equal, in 10^-9.
  let gap: Int128

  /// How far the best value is known in each interval, from a point to the next one.
  public var intervals: [Knowledge] { zip(points, points.dropFirst()).map { knowledge(of: $0, $1) } }

  /// Whether less is proven never to be better from each point to the next.
  public var isMonotone: [Bool] { zip(points, points.dropFirst()).map { contains($1, $0) } }

  /// For each point but the last, whether the next is proven to be better, although nothing lies between them: it is
  /// exactly there that its plans begin.
  public var isStep: [Bool] { zip(points, points.dropFirst()).map { isStep(from: $0, to: $1) } }

  func knowledge(of less: Point, _ more: Point) -> Knowledge {
    if more.place == less.place + 1 { return .adjacent }
    guard contains(more, less) else { return .unclaimed }
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

  private func isStep(from less: Point, to more: Point) -> Bool {
    guard more.place == less.place + 1 else { return false }
    switch (less.status, more.status) {
    case (.infeasible, .planned): return true
    case (.planned, .planned):
      let (mine, theirs) = (less.value!, more.value!)
      guard mine.hasFloors(of: theirs) else {
        // The floors of the point with less are proven to be worse than those that the other reaches.
        return zip(mine.floors, theirs.floors).contains { $0.bound > $1.value + $1.slack }
      }
      return mine.last.bound < theirs.last.value
    default: return false
    }
  }

  /// Whether every plan of a point with less is proven to be a plan of one with more, with its floors served as well.
  func contains(_ more: Point, _ less: Point) -> Bool {
    switch axis {
    case .money: less.formulation.instance.hasLessMoney(than: more.formulation.instance)
    case .floors: true
    }
  }

  /// Whether two values differ by no more than the gap allows.
  /// - Parameter parts: By how much the gap is divided.
  func isWithinGap(_ value: Int128, _ other: Int128, parts: Int128 = 1) -> Bool {
    isWithin(gap: gap, value, other, parts: parts)
  }

  /// Draws what follows from the fact that a plan of a point with less is a plan of one with more: a plan that is better
  /// than that of a point with more takes its place, and a bound of a point with more holds for those with less whose
  /// floors are the same.
  mutating func tighten() {
    for more in points.indices.dropFirst() where contains(points[more], points[more - 1]) {
      points[more].take(planOf: points[more - 1])
    }
    for less in points.indices.dropLast().reversed() where contains(points[less + 1], points[less]) {
      if let mine = points[less].value, let theirs = points[less + 1].value, mine.hasFloors(of: theirs) {
        points[less].bound(by: points[less + 1])
      }
    }
  }
}

extension LexicographicValue {
  /// Whether every floor is served as well as there, and no better. Where the lists of only one have floors, none may have a
  /// shortfall.
  func hasFloors(of other: LexicographicValue) -> Bool {
    guard levels.count == other.levels.count else { return servesAllFloors && other.servesAllFloors }
    return !fallsBelow(other) && !other.fallsBelow(self)
  }

  /// Whether no floor has a shortfall.
  var servesAllFloors: Bool { floors.allSatisfy { $0.value == 0 } }
}

extension Frontier.Point {
  /// Takes the plan of a point with less where it is better than this point's own. The bounds stay: they hold for every
  /// plan here whose floors are as good.
  mutating func take(planOf less: Frontier.Point) {
    guard let mine = value, let theirs = less.value, let other = less.allocation,
      mine.floors.map(\.value) != theirs.floors.map(\.value) || theirs.last.value > mine.last.value,
      let reached = formulation.reached(other, stages), !reached.fallsBelow(mine),
      mine.fallsBelow(reached) || reached.last.value > mine.last.value
    else { return }
    value = LexicographicValue(
      levels: zip(reached.levels, mine.levels).map { level, old in
        let isMaximised = level.stage == .utilitarian
        return LexicographicValue.Level(
          stage: level.stage, value: level.value,
          bound: isMaximised ? max(level.value, old.bound) : min(level.value, old.bound), slack: level.slack)
      })
    allocation = other
    valueFrom = less.valueFrom ?? less.place
  }

  /// Takes the bound of a point with more where it is tighter.
  fileprivate mutating func bound(by more: Frontier.Point) {
    guard let mine = value, let theirs = more.value, theirs.last.bound < mine.last.bound else { return }
    value = mine.bounded(by: theirs)
    certificate = more.certificate
    boundFrom = more.boundFrom ?? more.place
  }
}
