/// A bound that an election sets to what can be funded, named as in Pabulib's format.
public enum ElectionBound: String, CaseIterable, Sendable {
  /// The least score, or number of votes where the election counts no points.
  case leastScore = "min_project_score_threshold"
  /// The least and the most that a project may cost.
  case leastCost = "min_project_cost"
  case mostCost = "max_project_cost"

  /// Whether what is less than the limit is barred, rather than what is more.
  public var isLeast: Bool { self != .mostCost }
}

/// A project that a bound of its election bars from funding. Its text is the reason of a decision `must_not`.
public struct ElectionBar: Equatable, Sendable {
  /// The bound.
  public var bound: ElectionBound
  /// The limit, in decimals.
  public var limit: String
  /// What is bounded: `votes`, `score` or `cost`.
  public var measure: String
  /// How much of it the project has, in decimals.
  public var value: String

  /// Creates a bar from its parts.
  public init(bound: ElectionBound, limit: String, measure: String, value: String) {
    self.bound = bound
    self.limit = limit
    self.measure = measure
    self.value = value
  }

  /// Reads a bar from its text.
  /// - Returns: nil if the text is not that of a bar.
  public init?(_ text: some StringProtocol) {
    let words = text.split(separator: Character(" "), omittingEmptySubsequences: false).map { String($0) }
    guard words.count == 5, let bound = ElectionBound(rawValue: words[3]), words[2] == (bound.isLeast ? "<" : ">"),
      !words[4].isEmpty, ["votes", "score", "cost"].contains(words[0]), !words[1].isEmpty
    else { return nil }
    self.init(bound: bound, limit: words[4], measure: words[0], value: words[1])
  }

  /// The bar as text, such as `votes 9 < min_project_score_threshold 10`.
  public var text: String { "\(measure) \(value) \(bound.isLeast ? "<" : ">") \(bound.rawValue) \(limit)" }

  /// The reason of a decision for several bars.
  public static func reason(_ bars: [ElectionBar]) -> String { bars.map(\.text).joined(separator: "; ") }

  /// The bars that a reason states.
  /// - Returns: nil if it states anything else.
  public static func bars(in reason: String) -> [ElectionBar]? {
    let bars = reason.split(separator: Character(";"), omittingEmptySubsequences: false).enumerated().map {
      index, text in
      ElectionBar(index == 0 ? text : text.dropFirst())
    }
    return bars.contains(nil) ? nil : bars.compactMap { $0 }
  }
}
