/// An amount of anything but money (people, visits, kilometres, units of scale): a whole number of thousandths.
public struct Quantity: Hashable, Comparable, Sendable, Codable {
  /// Thousandths of a unit.
  public var milli: Int64

  /// No units.
  public static let zero = Quantity(milli: 0)
  /// One unit.
  public static let one = Quantity(milli: 1000)
  /// The largest quantity that a list may hold: 10^9 units.
  public static let limit = Quantity(milli: 1_000_000_000_000)

  /// Creates a quantity of this many thousandths.
  public init(milli: Int64) { self.milli = milli }
  /// Decodes a number of thousandths.
  /// - Throws: `DecodingError`.
  public init(from decoder: Decoder) throws { milli = try decoder.singleValueContainer().decode(Int64.self) }

  /// Encodes the number of thousandths.
  /// - Throws: `EncodingError`.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milli)
  }

  /// Compares the amounts.
  public static func < (a: Quantity, b: Quantity) -> Bool { a.milli < b.milli }

  /// The quantity in decimals with grouped thousands: `Quantity(milli: 1500).text` is `1.5`.
  public var text: String { decimalText(Int128(milli), digits: 3, grouped: true, trimmed: true) }
}

/// A part of a whole, in ten-thousandths: 50% is 5000. A matching ratio or a weight may exceed one.
public struct Share: Hashable, Comparable, Sendable, Codable {
  /// Ten-thousandths.
  public var basisPoints: Int64

  /// 100%.
  public static let whole = Share(basisPoints: 10_000)

  /// Creates a share of this many ten-thousandths.
  public init(basisPoints: Int64) { self.basisPoints = basisPoints }

  /// The share of an amount, in the amount's unit.
  /// - Parameter roundsUp: Whether a part of a unit counts as a whole one; otherwise it is dropped.
  public func of(_ amount: Int128, roundsUp: Bool) -> Int128 {
    (amount * Int128(basisPoints) + (roundsUp ? 9_999 : 0)) / 10_000
  }

  /// Decodes a number of ten-thousandths.
  /// - Throws: `DecodingError`.
  public init(from decoder: Decoder) throws { basisPoints = try decoder.singleValueContainer().decode(Int64.self) }

  /// Encodes the number of ten-thousandths.
  /// - Throws: `EncodingError`.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(basisPoints)
  }

  /// Compares the shares.
  public static func < (a: Share, b: Share) -> Bool { a.basisPoints < b.basisPoints }

  /// The share in per cent: `Share(basisPoints: 3350).text` is `33.5%`.
  public var text: String { decimalText(Int128(basisPoints), digits: 2, trimmed: true) + "%" }
}
