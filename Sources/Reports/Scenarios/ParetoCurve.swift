import Model

/// 两头兼顾. Plans of which none has more of two aims at once, as they are told (docs/scenarios.md says what is proven).
///
/// Amounts of an aim are decimal texts in its unit: points, projects or the currency's major unit.
public struct ParetoCurve: Sendable, Encodable {
  /// An aim: `value`, `count`, `money` or `worst-off`, and its unit.
  public struct Aim: Sendable, Encodable {
    /// The aim.
    public let aim: String
    /// Its unit: `points`, `projects` or the currency's code.
    public let unit: String

    /// Creates an aim from its parts.
    public init(aim: String, unit: String) { (self.aim, self.unit) = (aim, unit) }
  }

  /// A plan.
  public struct Point: Sendable, Encodable {
    /// What it reaches of both aims.
    public let x: String, y: String
    /// What no plan passes in the one aim that has as much of the other.
    public let xBound: String, yBound: String
    /// The basis of the bounds: `exact` or `numeric`.
    public let certificate: String
    /// The limit that ended a solve before its proof, if any.
    public var limit: String?
    /// What the plan reaches of every aim.
    public let reached: [String: String]
    /// The villages that get fewest points.
    public let leastServed: [String]
    /// The needs below their floor.
    public let shortfalls: Int
    /// The projects in the plan.
    public let projects: [String]
    /// Whether no other plan of the front lies between this point and the next; nil for the last.
    public var closed: Bool?

    /// Creates a point from its parts.
    public init(
      x: String, y: String, xBound: String, yBound: String, certificate: String, reached: [String: String],
      leastServed: [String], shortfalls: Int, projects: [String]
    ) {
      (self.x, self.y, self.xBound, self.yBound, self.certificate) = (x, y, xBound, yBound, certificate)
      (self.reached, self.leastServed, self.shortfalls, self.projects) = (reached, leastServed, shortfalls, projects)
    }
  }

  let schema = "allot-pareto-1"
  /// The title of the lists.
  public let title: String
  /// The currency.
  public let currency: Currency
  /// The two aims.
  public let x: Aim, y: Aim
  /// The relative gap within which each point was asked for, as decimal text.
  public let gap: String
  /// The most points.
  public let mostPoints: Int
  /// `planned`, `infeasible` or `undecided`.
  public let status: String
  /// Whether every plan of the front is proven to be among the points, beyond the gap.
  public let complete: Bool
  /// The villages that the points of the village with fewest compare.
  public let villages: [String]
  /// What the floor stages reached.
  public let floors: [FrontierCurve.Floor]
  /// The points, by falling first aim and rising second.
  public let points: [Point]
  /// The names of villages.
  private let names: [String: String]

  private enum CodingKeys: String, CodingKey {
    case schema, title, currency, x, y, gap, mostPoints, status, complete, villages, floors, points
  }

  /// Creates a front from its parts.
  public init(
    lists: Lists, x: Aim, y: Aim, gap: String, mostPoints: Int, status: String, complete: Bool, villages: [String],
    floors: [FrontierCurve.Floor], points: [Point]
  ) {
    (title, currency, self.x, self.y, self.gap) = (lists.title, lists.currency, x, y, gap)
    (self.mostPoints, self.status, self.complete) = (mostPoints, status, complete)
    (self.villages, self.floors, self.points) = (villages, floors, points)
    names = Dictionary(lists.places.map { ($0.id.text, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// Places by their names.
  func named(_ ids: [String]) -> [String] { ids.map { names[$0].flatMap { $0.isEmpty ? nil : $0 } ?? $0 } }
}

/// The aims in the order in which tables tell them.
let aimsInOrder = ["value", "count", "money", "worst-off"]

/// An aim in words.
func aimWords(_ aim: String, _ language: Language) -> String {
  let zh = language == .zh
  return switch aim {
  case "value": zh ? "综合得分" : "value"
  case "count": zh ? "项目数" : "projects"
  case "money": zh ? "安排的金额" : "money placed"
  default: zh ? "最低村得分" : "least village's points"
  }
}
