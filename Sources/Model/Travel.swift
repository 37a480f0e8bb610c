extension Instance {
  /// The travel time in minutes, one way; nil where neither the table nor coordinates give it.
  ///
  /// The table comes first. Within one place, where one of the two lies within the other, it is 0. Otherwise it is
  /// computed from coordinates: 1.3 times the straight line (a usual detour factor in the countryside) at 30 km/h,
  /// rounded up.
  /// - Complexity: O(depth of the tree).
  public func travel(from: PlaceID, to: PlaceID) -> Int64? {
    if let minutes = travelTimes[[from, to]] ?? travelTimes[[to, from]] { return minutes }
    if lies(from, within: to) || lies(to, within: from) { return 0 }
    guard let a = place(from).coordinates, let b = place(to).coordinates else { return nil }
    return minutes(along: a.metres(to: b))
  }

  /// The places where a role is held: its own, or else those of the project.
  public func sites(of role: Role, in project: Project) -> [PlaceID] {
    role.place.map { [$0] } ?? project.places.map(\.place).sorted()
  }

  /// The least travel time in minutes between any two of these places; nil where none is known.
  public func travel(from: [PlaceID], to: [PlaceID]) -> Int64? {
    from.flatMap { a in to.compactMap { travel(from: a, to: $0) } }.min()
  }
}

extension Lists {
  /// An upper bound of the travel time in minutes between any two places.
  ///
  /// It covers the table, and two sides of the rectangle that holds all coordinates; no degree is longer than one at
  /// the equator.
  var longestTravelTime: Int64 {
    let all = places.compactMap(\.coordinates)
    let longitudes = all.map(\.longitude).sorted(), latitudes = all.map(\.latitude).sorted()
    let sides = all.isEmpty ? 0 : longitudes.last! - longitudes[0] + latitudes.last! - latitudes[0]
    return max(travel.map(\.minutes).max() ?? 0, minutes(along: sides * 111_195 / 1_000_000 + 1))
  }
}

/// The travel time in minutes over a straight line of `metres`: 1.3 times the line at 30 km/h, rounded up.
private func minutes(along metres: Int64) -> Int64 { (metres * 13 + 4999) / 5000 }

/// A point on the globe, in millionths of a degree.
public struct Coordinates: Hashable, Sendable {
  /// Millionths of a degree, north positive.
  public var latitude: Int64
  /// Millionths of a degree, east positive.
  public var longitude: Int64

  /// Creates a point.
  /// - Precondition: `latitude` is within ±90 degrees, `longitude` within ±180 degrees.
  public init(latitude: Int64, longitude: Int64) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The length of the straight line in metres, rounded down; computed in integers, so that it is the same on every
  /// machine.
  ///
  /// A degree of latitude is 111,195 m (mean radius 6,371 km). A degree of longitude is that times the cosine of the
  /// middle latitude, by Bhaskara's rational formula, whose error is at most 0.2%. The result is good for a county, not
  /// for a continent.
  public func metres(to other: Coordinates) -> Int64 {
    let middle = Int128(abs(latitude + other.latitude) / 2)
    let square = middle * middle
    let million = Int128(1_000_000)
    var turn = Int128(abs(longitude - other.longitude))
    if turn > 180 * million { turn = 360 * million - turn }
    let y = Int128(abs(latitude - other.latitude)) * 111_195
    let x = turn * 111_195 * 4 * (8100 * million * million - square) / (32_400 * million * million + square)
    return Int64(squareRoot(x * x + y * y) / million)
  }
}

/// The integer square root: the largest whole number whose square is at most `value`.
func squareRoot(_ value: Int128) -> Int128 {
  // The standard library's conversion from `Int128` is generic and slow.
  let estimate = Double(Int64(value >> 64)) * 0x1p64 + Double(UInt64(truncatingIfNeeded: value))
  var root = Int128(Int64(estimate.squareRoot()))
  while root * root > value { root -= 1 }
  while (root + 1) * (root + 1) <= value { root += 1 }
  return root
}
