/// The header of a list file as it was read: the column of each field.
public final class Header: Sendable {
  /// Name of the file.
  public let file: String
  /// Column of each field by its key, counted from 1.
  public let positions: [String: Int]

  /// Creates a header from its parts.
  public init(file: String, positions: [String: Int] = [:]) {
    self.file = file
    self.positions = positions
  }
}

/// The row from which an item was read.
public struct Origin: Sendable {
  /// Header of the file.
  public let header: Header
  /// Line in the file, counted from 1; 0 for items that were not read.
  public let line: Int

  /// Creates an origin from its parts.
  public init(header: Header, line: Int) {
    self.header = header
    self.line = line
  }

  /// The origin of items that were not read from a file.
  public static let none = Origin(header: Header(file: ""), line: 0)

  /// The position of a column in the row, counted from 1; 1 where the header lacks it.
  public func column(_ cell: CellKey) -> Int { header.positions[cell.field] ?? 1 }
}

/// A cell of a list. It is named by list, item and field, so that it stays valid when rows move.
public struct Citation: Hashable, Sendable, Codable, Comparable {
  /// Key of the list, such as `funds`.
  public var list: String
  /// Id of the item.
  public var id: String
  /// Key of the field, such as `places`.
  public var field: String

  /// Creates the citation of a cell.
  /// - Parameter id: The id of the item.
  public init(_ cell: CellKey, of id: String) {
    list = cell.list.rawValue
    self.id = id
    field = cell.field
  }

  /// The citation of the same column for another item, or for several named in one text.
  public func naming(_ id: String) -> Citation {
    var other = self
    other.id = id
    return other
  }

  /// The column of a list that is cited; nil if the cell stands in another list or in no column that the list has.
  public func column<Field: ListField>(_: Field.Type) -> Field? {
    list == Field.list.rawValue ? Field(rawValue: field) : nil
  }

  /// Orders citations by list, id and field.
  public static func < (a: Citation, b: Citation) -> Bool { (a.list, a.id, a.field) < (b.list, b.id, b.field) }
}
