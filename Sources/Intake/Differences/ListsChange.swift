import Model

/// What differs between a row of one folder of lists and the same row of another.
public struct RowDifference: Sendable, Equatable {
  /// Whether the row is only in the second folder, only in the first, or in both with other cells.
  public enum Kind: String, Sendable {
    /// Only in the second folder.
    case added
    /// Only in the first folder.
    case removed
    /// In both, with other cells.
    case changed
  }

  /// A cell. Values of personal columns stand as ``Scenario/Change/personal``.
  public struct Cell: Sendable, Equatable {
    /// The key of the column, or the header of a column for remarks.
    public let column: String
    /// The content in the first folder and in the second; nil where it is blank or there is no row.
    public let before: String?, after: String?
  }

  /// The list.
  public let list: ListName
  /// What tells the row from the others of its list, as the second folder writes it if it has the row: an id, or what some
  /// columns hold.
  public let key: [String]
  /// How the row differs.
  public let kind: Kind
  /// The cells that differ, in the order of the columns; of a row in one folder alone, all that are not blank.
  public let cells: [Cell]
}

/// 清单的一处改动. All that differs between two folders of lists about one item, which is undone together: an item with an id and
/// the rows about it, or a row of a list of rules such as limits.
public struct ListsChange: Sendable, Equatable {
  /// The list of the item.
  public let list: ListName
  /// The id, or what tells the row from the others of its list; empty for a list that changes as a whole.
  public let item: String
  /// The name of the item; empty where it has none, and for people.
  public let name: String
  /// Whether the item itself is added, removed or changed.
  public let kind: RowDifference.Kind
  /// The rows that differ, in the order of the lists.
  public let rows: [RowDifference]
}

extension TableSchema {
  /// The columns that tell the rows of the list apart. Rows that agree in them are told apart by their whole content.
  var rowKey: [CellKey] {
    if let id { return [id] }
    switch list {
    case .variants: return [.variants(.project), .variants(.variant)]
    case .costs: return [.costs(.project), .costs(.variant), .costs(.costType)]
    case .serves: return [.serves(.project), .serves(.variant), .serves(.need)]
    case .pins: return [.pins(.kind), .pins(.project), .pins(.fund), .pins(.volunteer), .pins(.role)]
    case .limits: return [.limits(.kind), .limits(.of)]
    case .fundReleases: return [.fundReleases(.fund), .fundReleases(.period)]
    case .assetSlots: return [.assetSlots(.asset), .assetSlots(.slot)]
    case .projectAssets:
      return [.projectAssets(.project), .projectAssets(.variant), .projectAssets(.asset), .projectAssets(.type)]
    case .weights: return [.weights(.kind), .weights(.indicator)]
    case .volunteerSlots: return [.volunteerSlots(.volunteer)]
    case .volunteerPairs: return [.volunteerPairs(.volunteer), .volunteerPairs(.with)]
    case .projectRoles: return [.projectRoles(.project), .projectRoles(.variant), .projectRoles(.role)]
    case .authorities: return [.authorities(.rule), .authorities(.item)]
    default: return identity
    }
  }

  /// Whether each row is a rule or a setting by itself, and no part of the item that its first column names.
  var isOfRules: Bool {
    [.settings, .pins, .limits, .travel, .volunteerPairs, .authorities].contains(list)
  }
}

extension ColumnSchema {
  /// A content as it is compared with others: two of the same meaning are equal, such as `20万元` and `200000`.
  func meaning(of text: String, _ currency: Currency) -> String {
    switch kind {
    case .money, .quantity, .integer, .minutes, .share:
      return wholeNumber(text, currency).map(String.init) ?? halfWidth(text).trimmedCell
    case .identifier: return halfWidthID(text)
    case .identifiers: return Set(listParts(text, commas: true).map(halfWidthID)).sorted().joined(separator: ";")
    case .choice: return kind.word(text)?.key ?? text
    case .choices:
      return Set(listParts(text, commas: true).map { kind.word($0)?.key ?? $0 }).sorted().joined(separator: ";")
    case .texts: return Set(listParts(text)).sorted().joined(separator: ";")
    case .flag: return ["是", "yes", "y", "true", "1", "√"].contains(halfWidth(text).lowercased()) ? "yes" : "no"
    case .day:
      guard let first = calendarDay(text, isEnd: false), let last = calendarDay(text, isEnd: true) else { return text }
      return "\(first)..\(last)"
    case .clock, .endClock: return (endClockMinutes(text) ?? clockMinutes(text)).map { "\($0)" } ?? text
    case .text, .degrees: return text
    }
  }
}
