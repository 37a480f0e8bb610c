import Model

/// What a cell of a column holds.
public enum CellKind: Sendable {
  case text, identifier, identifiers, texts, money, quantity, share, day, integer, flag, minutes, clock, degrees
  case choice([Word])
  case choices([Word])

  /// One of the words a cell may hold.
  public struct Word: Sendable {
    public let key: String
    public let zh: String
  }
}

/// One column of one list: its two names, what it holds and what that means.
public struct ColumnSchema: Sendable {
  public let key: String
  public let zh: String
  public let kind: CellKind
  public let required: Bool
  public let meaning: Bilingual
  /// Whether it says who somebody is, how to reach them or what is known of them: no plan shows it.
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

  public func name(_ language: Language) -> String { language == .zh ? zh : key }
}

/// One list: the file `<key>.csv` or `<zh>.csv`.
public struct TableSchema: Sendable {
  public let key: String
  public let zh: String
  public let required: Bool
  public let meaning: Bilingual
  public let columns: [ColumnSchema]
  /// Columns whose cells together stand in one row only, where a list has no id of its own.
  var identity: [String] = []

  /// The column with this header in either language, whatever the case and the spaces around it.
  func column(named header: String) -> ColumnSchema? {
    let name = header.trimmedCell.lowercased()
    return columns.first { $0.key == name || $0.zh == name }
  }

  public static let all: [TableSchema] = [
    settings, places, placeIndicators, categories, needs, funds, fundMatching, fundSetAsides, projects, projectPlaces,
    variants, costs, serves, pins, limits, periods, fundReleases, assets, assetSlots, projectAssets, weights,
    volunteers,
    volunteerSkills, slots, volunteerSlots, volunteerPreferences, projectRoles, travel, timeBank,
  ]

  public static func named(_ name: String) -> TableSchema? { all.first { $0.key == name || $0.zh == name } }

  /// The name that a reader of this language knows a cell by: `资金清单「可用类别」`.
  public static func name(of citation: Citation, _ language: Language) -> String {
    let table = named(citation.list)
    let column = table?.columns.first { $0.key == citation.field }
    return language == .zh
      ? "\(table?.zh ?? citation.list)「\(citation.id)」的“\(column?.zh ?? citation.field)”"
      : "\(citation.list) \(citation.id), \(citation.field)"
  }
}
