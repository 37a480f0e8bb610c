/// The id of one item of one list; ids of different lists do not mix.
///
/// An id is what the township wrote: letters of any script, digits, `-`, `_` and `.`. Order is by code point, the same in
/// every locale.
public struct Identifier<Item>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  public let text: String

  public init(_ text: String) { self.text = text }
  public init(stringLiteral text: String) { self.text = text }
  public init(from decoder: Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  public var description: String { text }

  public static func < (a: Self, b: Self) -> Bool {
    a.text.unicodeScalars.lexicographicallyPrecedes(b.text.unicodeScalars)
  }
}

public typealias PlaceID = Identifier<Place>
public typealias CategoryID = Identifier<Category>
public typealias NeedID = Identifier<Need>
public typealias FundID = Identifier<Fund>
public typealias ProjectID = Identifier<Project>
public typealias VariantID = Identifier<Variant>
public typealias PeriodID = Identifier<PlanPeriod>
public typealias AssetID = Identifier<Asset>
public typealias VolunteerID = Identifier<Volunteer>
public typealias SlotID = Identifier<Slot>
public typealias RoleID = Identifier<Role>
public typealias BeneficiaryID = Identifier<Beneficiary>
