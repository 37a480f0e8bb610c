import Model

/// 冲突. Something that the sources of a merge say in different ways, and that a person decides.
public struct MergeConflict: Sendable, Hashable {
  /// The question that a person answers.
  public enum Kind: String, Sendable, CaseIterable {
    /// Whether two items of different names that have one id are one item.
    case sameID = "same_id"
    /// Whether two items that look alike are one item.
    case duplicate
    /// Which content a cell has.
    case value
    /// Which rows a list without ids has about something.
    case rows

    /// The word in the sheet.
    public var word: Bilingual {
      switch self {
      case .sameID: Bilingual("同号", "same_id")
      case .duplicate: Bilingual("疑似重复", "duplicate")
      case .value: Bilingual("内容不一", "value")
      case .rows: Bilingual("各行不一", "rows")
      }
    }
  }

  /// The kind.
  public let kind: Kind
  /// The list.
  public let list: ListName
  /// The ids, or what else tells the row from others.
  public let ids: [String]
  /// The key of the column, or the header of a column for remarks; empty where the conflict is about whole rows.
  public let field: String
  /// What each source says, in the order of the sources; nil where it says nothing, empty where it leaves the cell blank.
  public let values: [String?]
  /// Whether it says who somebody is or what is known of them, so that only a private file may hold it.
  public let isPersonal: Bool

  /// What tells the conflict and its values from all others. It begins with a letter, so that no spreadsheet takes it for
  /// a number.
  public var check: String {
    let parts = [kind.rawValue, list.rawValue, field] + ids + [""] + values.map { $0.map { "=" + $0 } ?? "-" }
    return "c" + sha256(Array(parts.map { "\($0.utf8.count):" + $0 }.joined().utf8)).prefix(11)
  }

  /// Stands around the key of a column in a value of rows; no cell holds it, as controls are refused.
  static let mark: Character = "\u{1}"

  /// The sources that say something, in order.
  public var saying: [Int] { values.indices.filter { values[$0] != nil } }

  /// What a source says, for people: empty where it says nothing.
  public func value(of source: Int, _ language: Language) -> String {
    guard let value = values[source] else { return "" }
    if value.isEmpty { return language == .zh ? "（空白）" : "(blank)" }
    guard kind == .rows else { return value }
    let schema = TableSchema.of(list)
    return value.split(separator: Self.mark, omittingEmptySubsequences: false).enumerated().map { place, part in
      place % 2 == 0 ? String(part) : schema.column(String(part))?.name(language) ?? String(part)
    }.joined()
  }

  /// What it is about, as the sheet names it: kind, list, ids and column.
  func about(_ language: Language) -> [String] {
    let schema = TableSchema.of(list)
    return [
      kind.word[language], language == .zh ? schema.zh : schema.key, ids.joined(separator: ";"),
      schema.column(field)?.name(language) ?? field,
    ]
  }

  /// Orders conflicts by list, ids, kind and column.
  func precedes(_ other: MergeConflict) -> Bool {
    let order = { (list: ListName) in ListName.allCases.firstIndex(of: list)! }
    if list != other.list { return order(list) < order(other.list) }
    if ids != other.ids { return ids.lexicographicallyPrecedes(other.ids) }
    let kinds = Kind.allCases
    return (kinds.firstIndex(of: kind)!, field) < (kinds.firstIndex(of: other.kind)!, other.field)
  }
}

/// A conflict with its number in the sheet, and the decision about it.
public struct NumberedConflict: Sendable {
  /// The number, counted from 1 in the order of the sheet.
  public let number: Int
  /// The conflict.
  public let conflict: MergeConflict
  /// The decision; nil while there is none.
  public let decision: MergeDecision?
}

/// Says that the lists or the columns of one source count where sources differ: 一员采集、全域共享.
public struct MergeOwner: Sendable, Hashable {
  /// The list.
  public let list: ListName
  /// The key of the column; nil for the whole list.
  public let column: String?
  /// The label of the source.
  public let source: String

  /// Reads `LIST=SOURCE` or `LIST.COLUMN=SOURCE`, in either language.
  /// - Returns: nil if it has another form, or there is no such list or column.
  public init?(_ text: String) {
    let sides = text.split(separator: "=", maxSplits: 1).map { String($0).trimmedCell }
    guard sides.count == 2 else { return nil }
    let parts = halfWidth(sides[0]).lowercased().parts(at: ".")
    guard let schema = TableSchema.named(parts[0].trimmedCell), parts.count <= 2 else { return nil }
    let found = parts.count == 2 ? schema.column(named: parts[1]) : nil
    if parts.count == 2, found == nil { return nil }
    (list, column, source) = (schema.list, found?.key, sides[1])
  }
}
