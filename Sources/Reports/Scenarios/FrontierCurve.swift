import Model

/// 资金效益曲线. A frontier of value against money or against the level of floors, as it is told (docs/scenarios.md says what
/// is proven).
///
/// Money is in minor units of the currency; values and bounds are decimal texts in the unit of the policy; changes are
/// decimal texts, of amounts in per cent and of floors in percentage points.
public struct FrontierCurve: Sendable, Encodable {
  /// What changes alike.
  public struct Scope: Sendable, Encodable {
    /// `budget`, `department`, `fund` or `floor`.
    public let kind: String
    /// The department, or the name of the fund; empty for the budget and floors.
    public let name: String
    /// The funds; none for floors.
    public let funds: [String]

    /// Creates a scope from its parts.
    public init(kind: String, name: String, funds: [String]) {
      (self.kind, self.name, self.funds) = (kind, name, funds)
    }
  }

  /// What a floor stage reached.
  public struct Floor: Sendable, Encodable {
    /// The stage, its value, and the bound below which no plan comes.
    public let stage: String, value: String, bound: String

    /// Creates a record from its parts.
    public init(stage: String, value: String, bound: String) {
      (self.stage, self.value, self.bound) = (stage, value, bound)
    }
  }

  /// One amount of money, or one level of the floors.
  public struct Point: Sendable, Encodable {
    /// The change of the amounts or floors.
    public let change: String
    /// The sum of the changed funds' amounts; nil where floors change.
    public let amount: Int64?
    /// `planned`, `infeasible` or `undecided`.
    public let status: String
    /// Whether the point was solved; otherwise a neighbour's solve proves the result.
    public let solved: Bool
    /// Whether it is proven that with a little less money, or with floors a little higher, the value or the floors are
    /// worse.
    public let exact: Bool
    /// The value of the plan, and what no plan passes whose floors are as good; nil without a plan.
    public var value: String?, bound: String?
    /// The basis of the bound: `exact` or `numeric`.
    public var certificate: String?
    /// The limit that ended the search, if any.
    public var limit: String?
    /// The change of the point whose plan this is, and that of the point whose bound this is; nil for the point's own.
    public var valueFrom: String?, boundFrom: String?
    /// What the floor stages reached.
    public var floors: [Floor] = []
    /// The needs below their floor.
    public var shortfalls = 0
    /// The projects in the plan.
    public var projects: [String] = []
    /// What all funds pay.
    public var used: Int64 = 0

    /// Creates a point without a plan.
    public init(change: String, amount: Int64?, status: String, solved: Bool, exact: Bool) {
      (self.change, self.amount, self.status) = (change, amount, status)
      (self.solved, self.exact) = (solved, exact)
    }
  }

  /// What is proven between two neighbouring points.
  public struct Interval: Sendable, Encodable {
    /// The changes at its ends.
    public let from: String, to: String
    /// `flat`, `between`, `adjacent`, `floors`, `none`, `begins` or `unclaimed`.
    public let known: String
    /// The best value lies between these two; nil where nothing is said of it.
    public let least: String?, most: String?

    /// Creates an interval from its parts.
    public init(from: String, to: String, known: String, least: String?, most: String?) {
      (self.from, self.to, self.known, self.least, self.most) = (from, to, known, least, most)
    }

    /// Whether the best value lies between two that are known.
    var isBounded: Bool { least != nil }
    /// Whether nothing lies between its ends.
    var isAdjacent: Bool { known == "adjacent" }
  }

  let schema = "allot-frontier-2"
  /// The title of the lists.
  public let title: String
  /// The currency.
  public let currency: Currency
  /// What the policy maximises, and the unit of values and bounds.
  public let objective: String, unit: String
  /// The relative gap within which the curve was asked for, as decimal text.
  public let gap: String
  /// What changes.
  public let scope: Scope
  /// The least distance of two points that are no exact steps, and the most points.
  public let step: String, mostPoints: Int
  /// Whether less money, or higher floors, are proven never to be better, between all neighbouring points.
  public let monotone: Bool
  /// The points, by increasing change, and what is proven between each and the next one.
  public let points: [Point], intervals: [Interval]

  /// Creates a curve from its parts.
  public init(
    lists: Lists, objective: String, unit: String, gap: String, scope: Scope, step: String, mostPoints: Int,
    monotone: Bool, points: [Point], intervals: [Interval]
  ) {
    (title, currency, self.objective, self.unit, self.gap) = (lists.title, lists.currency, objective, unit, gap)
    (self.scope, self.step, self.mostPoints, self.monotone) = (scope, step, mostPoints, monotone)
    (self.points, self.intervals) = (points, intervals)
  }

  /// Whether floors change instead of money.
  var isOfFloors: Bool { scope.kind == "floor" }

  /// What changes, in words.
  func scopeWords(_ language: Language) -> String {
    let (zh, count) = (language == .zh, scope.funds.count)
    switch scope.kind {
    case "budget": return zh ? "全部资金（\(count) 笔）" : "all funds (\(count))"
    case "department": return zh ? "\(scope.name)的资金（\(count) 笔）" : "funds of \(scope.name) (\(count))"
    case "floor": return zh ? "各项需求的保底比例" : "the floors of all needs"
    default: return ([zh ? "资金" : "fund"] + scope.funds + [scope.name]).filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}

extension FrontierCurve {
  /// A stair of the curve, as a row of a table tells it.
  struct Stair {
    let point: Point
    /// What is proven up to the next stair; nil for the last.
    let interval: Interval?
  }

  /// The points without those that only repeat a neighbour's value on the same stretch: with money, a stair is told where
  /// it begins; with floors, where it ends. The ends of the curve and the lists as they are stay.
  var stairs: [Stair] {
    let shown = points.indices.filter { !isRepeated($0) }
    return shown.enumerated().map { number, index in
      let next = number + 1 < shown.count ? shown[number + 1] : nil
      let passed = next.map { intervals[index..<$0] } ?? []
      return Stair(point: points[index], interval: passed.first { !$0.isAdjacent } ?? passed.first)
    }
  }

  private func isRepeated(_ index: Int) -> Bool {
    guard index > 0, index + 1 < points.count, Decimals(points[index].change)?.value != 0 else { return false }
    let (before, after) = (intervals[index - 1], intervals[index])
    let (own, other) = isOfFloors ? (after, before) : (before, after)
    let value = points[isOfFloors ? index + 1 : index - 1].value
    return own.known == "flat" && value == points[index].value && ["flat", "adjacent"].contains(other.known)
  }

  /// A change as text, such as `-10%`, or `-10` percentage points of floors; rounded to two decimals.
  func changeText(_ change: String) -> String {
    let value = Decimals(change)?.value ?? 0
    let hundredth = tenTo(Decimals.digits - 2)
    let rounded = (abs(value) + hundredth / 2) / hundredth * (value < 0 ? -1 : 1)
    return (rounded > 0 ? "+" : "") + decimalText(rounded, digits: 2, trimmed: true) + (isOfFloors ? "" : "%")
  }
}
