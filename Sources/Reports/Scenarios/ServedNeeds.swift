import Model

/// What a plan serves of some needs: how many of them, and points.
public struct ServedNeeds: Sendable, Encodable {
  /// A tier, a village or a group; empty for all needs, and for needs without a group.
  public let key: String
  /// Its name.
  public let name: String
  /// The number of open needs, of those served wholly and of those served in part.
  public private(set) var open = 0, wholly = 0, partly = 0
  /// The quantity served × value of a unit × urgency, summed, in points; the weights of places do not count.
  public var points: String { decimalText(nanoPoints, digits: 9, trimmed: true) }
  /// The points less those of the base; nil where the base has no plan.
  public internal(set) var change: String?
  /// The points in 10^-9.
  private(set) var nanoPoints: Int128 = 0

  private enum CodingKeys: String, CodingKey { case key, name, open, wholly, partly, points, change }

  init(key: String, name: String) { (self.key, self.name) = (key, name) }

  /// Encodes the sums.
  /// - Throws: `EncodingError`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .key)
    try container.encode(name, forKey: .name)
    try container.encode(open, forKey: .open)
    try container.encode(wholly, forKey: .wholly)
    try container.encode(partly, forKey: .partly)
    try container.encode(points, forKey: .points)
    try container.encodeIfPresent(change, forKey: .change)
  }

  mutating func add(_ need: Need, served micro: Int128) {
    let whole = Int128(need.quantity.milli) * 1000
    open += 1
    if micro >= whole, whole > 0 { wholly += 1 } else if micro > 0 { partly += 1 }
    nanoPoints += micro * Int128(need.value.milli) * Int128(need.urgency)
  }

  /// What a plan serves of the open needs, by some key of theirs, in the order of the keys.
  static func sums(
    _ plan: Plan, _ instance: Instance, by key: (Need) -> (key: String, name: String)
  ) -> [ServedNeeds] {
    let served = plan.allocation.served
    var sums: [String: ServedNeeds] = [:]
    for need in instance.lists.needs where need.status == .open {
      let (key, name) = key(need)
      sums[key, default: ServedNeeds(key: key, name: name)].add(need, served: served[need.id] ?? 0)
    }
    return sums.values.sorted { $0.key < $1.key }
  }
}
