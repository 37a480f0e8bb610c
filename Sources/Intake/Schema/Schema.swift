import Model

/// The kind of value in the cells of a column.
public enum CellKind: Sendable {
  /// One text; several texts.
  case text, texts
  /// An amount of money; a number with at most three decimals; a percentage; a day; a whole number; yes or no; a
  /// duration; a time of day; a time of this day or the next; an angle.
  case money, quantity, share, day, integer, flag, minutes, clock, endClock, degrees
  /// An id of an item of the list; without a list, an id that the row itself defines or that is unique within a project.
  case identifier(of: ListName? = nil)
  /// Any number of ids of items of the list.
  case identifiers(of: ListName)
  /// One of these words.
  case choice([Word])
  /// Any number of these words.
  case choices([Word])

  /// A word that a cell may hold.
  public struct Word: Sendable {
    /// The English word, in lower case.
    public let key: String
    /// The Chinese word.
    public let zh: String
  }
}

/// One column of a list: its two names, the kind of its values and their meaning.
public struct ColumnSchema: Sendable {
  /// The column's place in the catalogue.
  public let cell: CellKey
  /// The English name.
  public var key: String { cell.field }
  /// The Chinese name.
  public var zh: String { content.zh }
  /// The kind of value in its cells.
  public var kind: CellKind { content.kind }
  /// Whether the column must exist and every row must fill it.
  public var required: Bool { content.required }
  /// What the values mean.
  public var meaning: Bilingual { content.meaning }
  /// Whether the column holds personal data (names, contacts, vetting), which no plan shows.
  public var isPersonal: Bool { content.isPersonal }
  private let content: Content

  init(_ cell: CellKey, _ content: Content) {
    self.cell = cell
    self.content = content
  }

  /// What the schema says of a column.
  struct Content: Sendable {
    let zh: String
    let kind: CellKind
    let meaning: Bilingual
    let required: Bool
    let isPersonal: Bool

    init(
      _ zh: String, _ kind: CellKind, _ meaningZh: String, _ meaningEn: String, required: Bool = false,
      isPersonal: Bool = false
    ) {
      self.zh = zh
      self.kind = kind
      self.required = required
      self.isPersonal = isPersonal
      meaning = Bilingual(meaningZh, meaningEn)
    }
  }

  /// The name of the column in a language.
  public func name(_ language: Language) -> String { language == .zh ? zh : key }
}

/// One list: the file `<key>.csv` or `<zh>.csv`.
public struct TableSchema: Sendable {
  /// The list.
  public let list: ListName
  /// The English base name of the file.
  public private(set) var key: String
  /// The Chinese name.
  public var zh: String { list.zh }
  /// Whether every folder must hold this list.
  public private(set) var required: Bool
  /// What the list holds.
  public let meaning: Bilingual
  /// The columns, in the order in which they are documented.
  public private(set) var columns: [ColumnSchema]
  /// The columns that together identify a row, in a list without ids.
  let identity: [CellKey]
  /// The column of the rows' ids; nil in a list without ids.
  let id: CellKey?

  /// Creates the schema of a list from what it says of each of its columns.
  init<Field: ListField>(
    _: Field.Type, required: Bool = false, meaning: Bilingual, identity: [Field] = [],
    column: (Field) -> ColumnSchema.Content
  ) {
    list = Field.list
    key = list.rawValue
    self.required = required
    self.meaning = meaning
    self.identity = identity.map(\.cell)
    columns = Field.allCases.map { ColumnSchema($0.cell, column($0)) }
    id = columns[0].key == "id" ? columns[0].cell : nil
  }

  /// The schema of the file with the personal columns; nil if the list has none.
  var personalPart: TableSchema? {
    let personal = columns.filter(\.isPersonal)
    guard !personal.isEmpty else { return nil }
    var part = self
    part.key = PersonalColumns.folder + key
    part.required = false
    part.columns = [columns[0]] + personal
    return part
  }

  /// The column with this header in either language, ignoring case and surrounding space.
  func column(named header: String) -> ColumnSchema? {
    let name = header.trimmedCell.lowercased()
    return columns.first { $0.key == name || $0.zh == name }
  }

  /// The column with this English name, or nil.
  public func column(_ key: String) -> ColumnSchema? { columns.first { $0.key == key } }

  /// The columns with these places in the catalogue, in the same order.
  func columns(_ cells: [CellKey]) -> [ColumnSchema] {
    cells.compactMap { cell in columns.first { $0.cell == cell } }
  }

  /// The schemas of all lists from which a plan is made.
  public static let all: [TableSchema] = ListName.allCases.filter { $0 != .scenarios }.map(of)

  /// The schema of a list.
  public static func of(_ list: ListName) -> TableSchema {
    switch list {
    case .settings: settings
    case .places: places
    case .placeIndicators: placeIndicators
    case .categories: categories
    case .needs: needs
    case .funds: funds
    case .fundMatching: fundMatching
    case .fundSetAsides: fundSetAsides
    case .projects: projects
    case .projectPlaces: projectPlaces
    case .variants: variants
    case .costs: costs
    case .serves: serves
    case .pins: pins
    case .limits: limits
    case .periods: periods
    case .fundReleases: fundReleases
    case .assets: assets
    case .assetSlots: assetSlots
    case .projectAssets: projectAssets
    case .weights: weights
    case .volunteers: volunteers
    case .volunteerSkills: volunteerSkills
    case .slots: slots
    case .volunteerSlots: volunteerSlots
    case .volunteerPreferences: volunteerPreferences
    case .volunteerPairs: volunteerPairs
    case .projectRoles: projectRoles
    case .travel: travel
    case .timeBank: timeBank
    case .authorities: authorities
    case .scenarios: scenarios
    }
  }

  /// The schema with this English or Chinese name, or nil.
  public static func named(_ name: String) -> TableSchema? { all.first { $0.key == name || $0.zh == name } }
}
