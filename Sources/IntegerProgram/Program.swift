/// A mixed integer linear program in which every column and row has a meaning.
///
/// A ``Meaning`` is a rule's name and its subjects as text: enough to name a row in an exported file and to map a
/// solution back to what it stands for. Coefficients are in scaled units, which the builder of the program chooses so
/// that they are near 1.
public struct Program: Sendable {
  /// The columns; a ``ColumnID`` is an index into them.
  public private(set) var columns: [Column] = []
  /// The rows; a ``RowID`` is an index into them.
  public private(set) var rows: [Row] = []
  /// The names of the blocks; a ``BlockID`` is an index into them.
  public private(set) var blocks: [String] = []
  /// The objective to be minimised or maximised.
  public var objective: Objective

  /// Makes a program without columns and rows.
  public init(sense: Objective.Sense = .maximize) {
    objective = Objective(sense: sense)
  }

  /// Appends a column.
  /// - Returns: its identifier.
  @discardableResult
  public mutating func addColumn(_ column: Column) -> ColumnID {
    columns.append(column)
    return ColumnID(columns.count - 1)
  }

  /// Appends a row.
  /// - Returns: its identifier.
  @discardableResult
  public mutating func addRow(_ row: Row) -> RowID {
    rows.append(row)
    return RowID(rows.count - 1)
  }

  /// Appends a block.
  /// - Returns: its identifier.
  public mutating func addBlock(_ name: String) -> BlockID {
    blocks.append(name)
    return BlockID(blocks.count - 1)
  }

  /// The column with an identifier.
  public subscript(id: ColumnID) -> Column {
    get { columns[id.index] }
    set { columns[id.index] = newValue }
  }

  /// The row with an identifier.
  public subscript(id: RowID) -> Row {
    get { rows[id.index] }
    set { rows[id.index] = newValue }
  }

  /// The number of coefficients in all rows.
  /// - Complexity: O(rows).
  public var nonzeros: Int { rows.reduce(0) { $0 + $1.terms.count } }
}

/// A column of a program, by its index.
public struct ColumnID: Hashable, Comparable, Sendable {
  /// The index, counted from 0.
  public let index: Int
  /// Makes the identifier of an index.
  public init(_ index: Int) { self.index = index }
  /// Whether the first index is smaller.
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A row of a program, by its index.
public struct RowID: Hashable, Comparable, Sendable {
  /// The index, counted from 0.
  public let index: Int
  /// Makes the identifier of an index.
  public init(_ index: Int) { self.index = index }
  /// Whether the first index is smaller.
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A block of a program, by its index: columns and rows that only linking rows connect to the rest.
public struct BlockID: Hashable, Sendable {
  /// The index, counted from 0.
  public let index: Int
  /// Makes the identifier of an index.
  public init(_ index: Int) { self.index = index }
}

/// The meaning of a column or row: the name of a rule, and its subjects.
public struct Meaning: Hashable, Sendable, CustomStringConvertible {
  /// The name of the rule.
  public let rule: String
  /// The subjects of the rule, in order.
  public let subjects: [String]

  /// Makes a meaning from a rule's name and its subjects.
  public init(_ rule: String, _ subjects: [String] = []) {
    self.rule = rule
    self.subjects = subjects
  }

  /// The meaning as text, such as `capacity` or `amount(F01,P07)`.
  public var description: String {
    subjects.isEmpty ? rule : "\(rule)(\(subjects.joined(separator: ",")))"
  }
}

/// A column of a program, with its bounds.
public struct Column: Sendable {
  /// Whether a column takes any value within its bounds, or only integers.
  public enum Kind: Sendable { case continuous, integer }

  /// The meaning of the column.
  public var meaning: Meaning
  /// Whether the column is continuous or integer.
  public var kind: Kind
  /// The lower bound; `-infinity` for none.
  public var lower: Double
  /// The upper bound; `infinity` for none.
  public var upper: Double
  /// The block of the column, if it is in one.
  public var block: BlockID?

  /// Makes a column, continuous and not negative unless stated otherwise.
  public init(
    _ meaning: Meaning, _ kind: Kind = .continuous, lower: Double = 0, upper: Double = .infinity, block: BlockID? = nil
  ) {
    self.meaning = meaning
    self.kind = kind
    self.lower = lower
    self.upper = upper
    self.block = block
  }
}

/// One coefficient of a row or of the objective.
public struct Term: Hashable, Sendable {
  /// The column.
  public var column: ColumnID
  /// The coefficient, in scaled units.
  public var coefficient: Double
  /// Makes a term from a column and its coefficient.
  public init(_ column: ColumnID, _ coefficient: Double) {
    self.column = column
    self.coefficient = coefficient
  }
}

/// A row `lower <= sum of terms <= upper`, with each column at most once.
public struct Row: Sendable {
  /// The meaning of the row.
  public var meaning: Meaning
  /// The terms of the row.
  public var terms: [Term]
  /// The lower side; `-infinity` for none.
  public var lower: Double
  /// The upper side; `infinity` for none.
  public var upper: Double
  /// The block of the row, if it is in one.
  public var block: BlockID?

  /// Makes a row; without sides it is free.
  public init(
    _ meaning: Meaning, _ terms: [Term], lower: Double = -.infinity, upper: Double = .infinity, block: BlockID? = nil
  ) {
    self.meaning = meaning
    self.terms = terms
    self.lower = lower
    self.upper = upper
    self.block = block
  }
}

/// The objective of a program: a sum of terms and a constant.
public struct Objective: Sendable {
  /// Whether the objective is minimised or maximised.
  public enum Sense: Sendable { case minimize, maximize }
  /// Whether the objective is minimised or maximised.
  public var sense: Sense
  /// The terms of the objective; terms of the same column add up.
  public var terms: [Term] = []
  /// The constant that is added to the terms.
  public var constant: Double = 0

  /// Makes an objective.
  public init(sense: Sense, terms: [Term] = [], constant: Double = 0) {
    self.sense = sense
    self.terms = terms
    self.constant = constant
  }
}
