/// A type whose cases are the columns of one list; the raw value is the header of the column.
///
/// Rules, citations and the reading of lists name columns by these cases, so that a misspelt column does not compile.
public protocol ListField: RawRepresentable<String>, CaseIterable, Hashable, Sendable, CellKeyConvertible {
  /// The list to which the columns belong.
  static var list: ListName { get }
}

/// A value that names a column of a list.
public protocol CellKeyConvertible {
  /// The column.
  var cell: CellKey { get }
}

extension ListField {
  /// The column, with its list.
  public var cell: CellKey { CellKey(self) }
}

/// A column of a list, such as `.funds(.amount)`.
public struct CellKey: Hashable, Sendable, CellKeyConvertible {
  /// The list.
  public let list: ListName
  /// The header of the column.
  public let field: String

  /// Creates the key of a column.
  public init<Field: ListField>(_ field: Field) {
    list = Field.list
    self.field = field.rawValue
  }

  /// The key itself.
  public var cell: CellKey { self }
}

extension CellKey {
  /// A column of `settings`.
  public static func settings(_ field: SettingField) -> CellKey { CellKey(field) }
  /// A column of `places`.
  public static func places(_ field: PlaceField) -> CellKey { CellKey(field) }
  /// A column of `place_indicators`.
  public static func placeIndicators(_ field: PlaceIndicatorField) -> CellKey { CellKey(field) }
  /// A column of `categories`.
  public static func categories(_ field: CategoryField) -> CellKey { CellKey(field) }
  /// A column of `needs`.
  public static func needs(_ field: NeedField) -> CellKey { CellKey(field) }
  /// A column of `funds`.
  public static func funds(_ field: FundField) -> CellKey { CellKey(field) }
  /// A column of `fund_matching`.
  public static func fundMatching(_ field: FundMatchingField) -> CellKey { CellKey(field) }
  /// A column of `fund_setasides`.
  public static func fundSetAsides(_ field: FundSetAsideField) -> CellKey { CellKey(field) }
  /// A column of `projects`.
  public static func projects(_ field: ProjectField) -> CellKey { CellKey(field) }
  /// A column of `project_places`.
  public static func projectPlaces(_ field: ProjectPlaceField) -> CellKey { CellKey(field) }
  /// A column of `variants`.
  public static func variants(_ field: VariantField) -> CellKey { CellKey(field) }
  /// A column of `costs`.
  public static func costs(_ field: CostField) -> CellKey { CellKey(field) }
  /// A column of `serves`.
  public static func serves(_ field: ServesField) -> CellKey { CellKey(field) }
  /// A column of `pins`.
  public static func pins(_ field: PinField) -> CellKey { CellKey(field) }
  /// A column of `limits`.
  public static func limits(_ field: LimitField) -> CellKey { CellKey(field) }
  /// A column of `periods`.
  public static func periods(_ field: PeriodField) -> CellKey { CellKey(field) }
  /// A column of `fund_releases`.
  public static func fundReleases(_ field: FundReleaseField) -> CellKey { CellKey(field) }
  /// A column of `assets`.
  public static func assets(_ field: AssetField) -> CellKey { CellKey(field) }
  /// A column of `asset_slots`.
  public static func assetSlots(_ field: AssetSlotField) -> CellKey { CellKey(field) }
  /// A column of `project_assets`.
  public static func projectAssets(_ field: ProjectAssetField) -> CellKey { CellKey(field) }
  /// A column of `weights`.
  public static func weights(_ field: WeightField) -> CellKey { CellKey(field) }
  /// A column of `volunteers`.
  public static func volunteers(_ field: VolunteerField) -> CellKey { CellKey(field) }
  /// A column of `volunteer_skills`.
  public static func volunteerSkills(_ field: VolunteerSkillField) -> CellKey { CellKey(field) }
  /// A column of `slots`.
  public static func slots(_ field: SlotField) -> CellKey { CellKey(field) }
  /// A column of `volunteer_slots`.
  public static func volunteerSlots(_ field: VolunteerSlotField) -> CellKey { CellKey(field) }
  /// A column of `volunteer_preferences`.
  public static func volunteerPreferences(_ field: VolunteerPreferenceField) -> CellKey { CellKey(field) }
  /// A column of `volunteer_pairs`.
  public static func volunteerPairs(_ field: VolunteerPairField) -> CellKey { CellKey(field) }
  /// A column of `project_roles`.
  public static func projectRoles(_ field: ProjectRoleField) -> CellKey { CellKey(field) }
  /// A column of `travel`.
  public static func travel(_ field: TravelField) -> CellKey { CellKey(field) }
  /// A column of `time_bank`.
  public static func timeBank(_ field: TimeBankField) -> CellKey { CellKey(field) }
  /// A column of `authorities`.
  public static func authorities(_ field: AuthorityField) -> CellKey { CellKey(field) }
}
