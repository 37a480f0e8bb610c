/// The id of an item; the type parameter keeps ids of different lists apart.
///
/// An id is text of the township's own: letters of any script, digits, `-` `_` `.` `·` `&` `+`, brackets and inner
/// spaces. Ids are ordered by code point, the same in every locale.
public struct Identifier<Item>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The id as text.
  public let text: String

  /// Creates an id from text, without checking it.
  public init(_ text: String) { self.text = text }
  /// Creates an id from a literal, without checking it.
  public init(stringLiteral text: String) { self.text = text }
  /// Decodes an id from a string, without checking it.
  /// - Throws: `DecodingError`.
  public init(from decoder: Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

  /// Encodes the id as a string.
  /// - Throws: `EncodingError`.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The id as text.
  public var description: String { text }

  /// Orders ids by code point.
  public static func < (a: Self, b: Self) -> Bool {
    a.text.unicodeScalars.lexicographicallyPrecedes(b.text.unicodeScalars)
  }
}

/// 地点编号.
public typealias PlaceID = Identifier<Place>
/// 类别编号.
public typealias CategoryID = Identifier<Category>
/// 需求编号.
public typealias NeedID = Identifier<Need>
/// 资金编号.
public typealias FundID = Identifier<Fund>
/// 项目编号.
public typealias ProjectID = Identifier<Project>
/// 方案编号, unique within the project.
public typealias VariantID = Identifier<Variant>
/// 期间编号.
public typealias PeriodID = Identifier<PlanPeriod>
/// 物资场地编号.
public typealias AssetID = Identifier<Asset>
/// 志愿者编号.
public typealias VolunteerID = Identifier<Volunteer>
/// 时段编号.
public typealias SlotID = Identifier<Slot>
/// 岗位编号, unique within the project.
public typealias RoleID = Identifier<Role>
/// 受益人编号.
public typealias BeneficiaryID = Identifier<Beneficiary>
