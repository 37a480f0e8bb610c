import Formulation
import Model

/// 两头兼顾. Plans of which none has more of two aims at once, with the floors served as well as they can be.
public struct ParetoFront: Sendable {
  /// A plan of the front.
  public struct Point: Sendable {
    /// The plan, as far as the floors and the two aims decide it.
    public let allocation: Allocation
    /// What it reaches of both aims.
    public let x: Int128, y: Int128
    /// What no plan passes in the one aim that has as much of the other.
    public let xBound: Int128, yBound: Int128
    /// How the bounds were proven: `exact` if both were in whole numbers, else `numeric`.
    public let certificate: String
    /// The limit that ended a solve before its proof; nil for none.
    public let limit: String?
    /// From what of the second aim on, up to that of the next point, no other plan is known to lie; nil if it was not
    /// searched.
    var searchedFrom: Int128?
    /// Whether a limit ended the search up to the next point.
    var isGivenUp = false
  }

  /// Why there may be no points.
  public internal(set) var status = ScenarioRecord.Status.planned
  /// The two aims.
  public let aims: (x: Aim, y: Aim)
  /// The points, by falling first aim and rising second.
  public internal(set) var points: [Point] = []
  /// The program of the lists.
  public let formulation: Formulation
  /// The values of the floor stages; empty without a plan.
  public internal(set) var floors: LexicographicValue?
  /// Whether a limit came before an end of the front.
  var lacksEnd = false
  /// The relative gap of values that count as equal, in 10^-9.
  let gap: Int128

  /// Of how much each value of the aims is a multiple.
  let granularity: (x: Int128, y: Int128)

  /// The least of the second aim that is worth asking for above a point: a plan with less has as much as the point, within
  /// the gap.
  func next(above point: Point) -> Int128 {
    let allowed = abs(point.y).multipliedReportingOverflow(by: gap)
    return point.y + max(granularity.y, allowed.overflow ? 0 : allowed.partialValue / 1_000_000_000)
  }

  /// Whether every plan of the front is proven to be among the points, beyond the gap.
  public var isComplete: Bool {
    !points.isEmpty && !lacksEnd && isClosed.allSatisfy { $0 } && points.allSatisfy { $0.limit == nil }
  }

  /// For each point but the last, whether every plan between it and the next is proven not to belong to the front, beyond
  /// the gap.
  public var isClosed: [Bool] { points.indices.dropLast().map { isClosed($0) } }

  func isClosed(_ index: Int) -> Bool {
    let (one, next) = (points[index], points[index + 1])
    // A plan between them has more of each aim than the end that has less of it.
    if next.y - one.y <= granularity.y || one.x - next.x <= granularity.x { return true }
    return isWithinGap(next.x, one.xBound) || isWithinGap(one.y, next.y)
      || (one.searchedFrom.map { $0 <= self.next(above: one) } ?? false)
  }

  /// Whether two values differ by no more than the gap allows.
  func isWithinGap(_ value: Int128, _ other: Int128) -> Bool {
    isWithin(gap: gap, value, other)
  }

  /// Adds a point and leaves out those that another point equals or betters in both aims.
  mutating func insert(_ point: Point) {
    if points.contains(where: { $0.x == point.x && $0.y == point.y }) { return }
    points.append(point)
    points.sort { ($0.y, $0.x) < ($1.y, $1.x) }
    var kept: [Point] = []
    for candidate in points.reversed() where kept.last.map({ $0.x < candidate.x }) ?? true { kept.append(candidate) }
    let front = Array(kept.reversed())
    let gone = Set(points.map(\.y)).subtracting(front.map(\.y))
    points = front
    // What was searched beside a point that is gone says nothing of the wider gap.
    for index in points.indices.dropLast()
    where gone.contains(where: { $0 > points[index].y && $0 < points[index + 1].y }) {
      (points[index].searchedFrom, points[index].isGivenUp) = (nil, false)
    }
  }
}
