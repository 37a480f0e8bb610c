import Model

/// The kind of value in the cells of a column.
public enum CellKind: Sendable {
  case text, identifier, identifiers, texts, money, quantity, share, day, integer, flag, minutes, clock, degrees
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
  /// The English name.
  public let key: String
  /// The Chinese name.
  public let zh: String
  /// The kind of value in its cells.
  public let kind: CellKind
  /// Whether the column must exist and every row must fill it.
  public let required: Bool
  /// What the values mean.
  public let meaning: Bilingual
  /// Whether the column holds personal data (names, contacts, vetting), which no plan shows.
  public let isPersonal: Bool

  init(
    _ key: String, _ zh: String, _ kind: CellKind, _ meaningZh: String, _ meaningEn: String, required: Bool = false,
    isPersonal: Bool = false
  ) {
    self.key = key
    self.zh = zh
    self.kind = kind
    self.required = required
    self.isPersonal = isPersonal
    meaning = Bilingual(meaningZh, meaningEn)
  }

  /// The name of the column in a language.
  public func name(_ language: Language) -> String { language == .zh ? zh : key }
}

/// One list: the file `<key>.csv` or `<zh>.csv`.
public struct TableSchema: Sendable {
  /// The English name.
  public let key: String
  /// The Chinese name.
  public let zh: String
  /// Whether every folder must hold this list.
  public let required: Bool
  /// What the list holds.
  public let meaning: Bilingual
  /// The columns, in the order in which they are documented.
  public let columns: [ColumnSchema]
  /// The columns that together identify a row, in a list without ids.
  var identity: [String] = []

  /// The column with this header in either language, ignoring case and surrounding space.
  func column(named header: String) -> ColumnSchema? {
    let name = header.trimmedCell.lowercased()
    return columns.first { $0.key == name || $0.zh == name }
  }

  /// The schemas of all lists.
  public static let all: [TableSchema] = [
    settings, places, placeIndicators, categories, needs, funds, fundMatching, fundSetAsides, projects, projectPlaces,
    variants, costs, serves, pins, limits, periods, fundReleases, assets, assetSlots, projectAssets, weights,
    volunteers,
    volunteerSkills, slots, volunteerSlots, volunteerPreferences, projectRoles, travel, timeBank,
  ]

  /// The schema with this English or Chinese name, or nil.
  public static func named(_ name: String) -> TableSchema? { all.first { $0.key == name || $0.zh == name } }

  /// The text that cites a cell in a language: `资金「F1」的“可用类别”` or `funds F1, categories`.
  public static func name(of citation: Citation, _ language: Language) -> String {
    let table = named(citation.list)
    let column = table?.columns.first { $0.key == citation.field }
    return language == .zh
      ? "\(table?.zh ?? citation.list)「\(citation.id)」的“\(column?.zh ?? citation.field)”"
      : "\(citation.list) \(citation.id), \(citation.field)"
  }
}
