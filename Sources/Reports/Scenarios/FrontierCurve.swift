import Model

/// 资金效益曲线. A frontier of value against money, as it is told (docs/scenarios.md says what is proven).
///
/// Money is in minor units of the currency; changes of amounts are in hundredths of a per cent; values and bounds are
/// decimal texts in the unit of the policy.
public struct FrontierCurve: Sendable, Encodable {
  /// The funds whose amounts change alike.
  public struct Scope: Sendable, Encodable {
    /// `budget`, `department` or `fund`.
    public let kind: String
    /// The department, or the name of the fund; empty for the budget.
    public let name: String
    /// The funds.
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

  /// One amount of money.
  public struct Point: Sendable, Encodable {
    /// The change of the funds' amounts.
    public let change: Int64
    /// The sum of the changed funds' amounts.
    public let amount: Int64
    /// `planned`, `infeasible` or `undecided`.
    public let status: String
    /// Whether the point was solved; otherwise a neighbour's solve proves the result.
    public let solved: Bool
    /// The value of the plan, and what no plan passes whose floors are as good; nil without a plan.
    public var value: String?, bound: String?
    /// The basis of the bound: `exact` or `numeric`.
    public var certificate: String?
    /// The limit that ended the search, if any.
    public var limit: String?
    /// The change of the point with less money whose plan this is, and that of the point with more money whose bound
    /// this is; nil for the point's own.
    public var valueFrom: Int64?, boundFrom: Int64?
    /// What the floor stages reached.
    public var floors: [Floor] = []
    /// The needs below their floor.
    public var shortfalls = 0
    /// The projects in the plan.
    public var projects: [String] = []
    /// What all funds pay.
    public var used: Int64 = 0

    /// Creates a point without a plan.
    public init(change: Int64, amount: Int64, status: String, solved: Bool) {
      (self.change, self.amount, self.status, self.solved) = (change, amount, status, solved)
    }
  }

  /// What is proven between two neighbouring points.
  public struct Interval: Sendable, Encodable {
    /// The changes at its ends.
    public let from: Int64, to: Int64
    /// `flat`, `between`, `floors`, `none`, `begins` or `unclaimed`.
    public let known: String
    /// The best value lies between these two; nil where nothing is said of it.
    public let least: String?, most: String?

    /// Creates an interval from its parts.
    public init(from: Int64, to: Int64, known: String, least: String?, most: String?) {
      (self.from, self.to, self.known, self.least, self.most) = (from, to, known, least, most)
    }

    /// Whether the best value lies between two that are known.
    var isBounded: Bool { least != nil }
  }

  let schema = "allot-frontier-1"
  /// The title of the lists.
  public let title: String
  /// The currency.
  public let currency: Currency
  /// What the policy maximises, and the unit of values and bounds.
  public let objective: String, unit: String
  /// The relative gap within which each point was asked for, as decimal text.
  public let gap: String
  /// The funds.
  public let scope: Scope
  /// The least distance of two points, and the most points.
  public let step: Int64, mostPoints: Int
  /// Whether less money is proven never to be better, between all neighbouring points.
  public let monotone: Bool
  /// The points, by increasing amount, and what is proven between each and the next one.
  public let points: [Point], intervals: [Interval]

  /// Creates a curve from its parts.
  public init(
    lists: Lists, objective: String, unit: String, gap: String, scope: Scope, step: Int64, mostPoints: Int,
    monotone: Bool, points: [Point], intervals: [Interval]
  ) {
    (title, currency, self.objective, self.unit, self.gap) = (lists.title, lists.currency, objective, unit, gap)
    (self.scope, self.step, self.mostPoints, self.monotone) = (scope, step, mostPoints, monotone)
    (self.points, self.intervals) = (points, intervals)
  }

  /// The funds in words.
  func scopeWords(_ language: Language) -> String {
    let (zh, count) = (language == .zh, scope.funds.count)
    switch scope.kind {
    case "budget": return zh ? "全部资金（\(count) 笔）" : "all funds (\(count))"
    case "department": return zh ? "\(scope.name)的资金（\(count) 笔）" : "funds of \(scope.name) (\(count))"
    default: return ([zh ? "资金" : "fund"] + scope.funds + [scope.name]).filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}

/// A change of an amount as text, such as `-10%`.
func changeText(_ basisPoints: Int64) -> String {
  (basisPoints > 0 ? "+" : "") + decimalText(Int128(basisPoints), digits: 2, trimmed: true) + "%"
}
