/// An amount of anything that is not money (people, visits, kilometres, units of scale): a whole number of thousandths.
public struct Quantity: Hashable, Comparable, Sendable, Codable {
  public var milli: Int64

  public static let zero = Quantity(milli: 0)
  public static let one = Quantity(milli: 1000)
  /// 10^9 units.
  public static let limit = Quantity(milli: 1_000_000_000_000)

  public init(milli: Int64) { self.milli = milli }
  public init(from decoder: Decoder) throws { milli = try decoder.singleValueContainer().decode(Int64.self) }

  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milli)
  }

  public static func < (a: Quantity, b: Quantity) -> Bool { a.milli < b.milli }

  /// `Quantity(milli: 1500).text` is `1.5`.
  public var text: String { decimalText(Int128(milli), digits: 3, grouped: true, trimmed: true) }
}

/// Part of a whole, in ten-thousandths: 50% is 5000. A matching ratio may exceed one.
public struct Share: Hashable, Comparable, Sendable, Codable {
  public var basisPoints: Int64

  public static let whole = Share(basisPoints: 10_000)

  public init(basisPoints: Int64) { self.basisPoints = basisPoints }
  public init(from decoder: Decoder) throws { basisPoints = try decoder.singleValueContainer().decode(Int64.self) }

  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(basisPoints)
  }

  public static func < (a: Share, b: Share) -> Bool { a.basisPoints < b.basisPoints }

  /// `Share(basisPoints: 3350).text` is `33.5%`.
  public var text: String { decimalText(Int128(basisPoints), digits: 2, trimmed: true) + "%" }
}
