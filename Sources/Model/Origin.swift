/// The header of one list file as it was read: which column holds which field.
public final class Header: Sendable {
  public let file: String
  /// From a field's key to the column's position, counted from 1.
  public let positions: [String: Int]

  public init(file: String, positions: [String: Int] = [:]) {
    self.file = file
    self.positions = positions
  }
}

/// The row from which an item was read.
public struct Origin: Sendable {
  public let header: Header
  public let line: Int

  public init(header: Header, line: Int) {
    self.header = header
    self.line = line
  }

  /// For items that were made, not read.
  public static let none = Origin(header: Header(file: ""), line: 0)

  public func column(_ key: String) -> Int { header.positions[key] ?? 1 }
}

/// A cell of a list, named so that it stays true when rows move: list, item and field.
public struct Citation: Hashable, Sendable, Codable, Comparable {
  public var list: String
  public var id: String
  public var field: String

  public init(_ list: String, _ id: String, _ field: String) {
    self.list = list
    self.id = id
    self.field = field
  }

  public static func < (a: Citation, b: Citation) -> Bool { (a.list, a.id, a.field) < (b.list, b.id, b.field) }
}
