/// A mixed integer linear program in which every column and row says what it means.
///
/// Nothing here knows what a village is: a ``Meaning`` is a rule's name and its subjects as text, enough to name a row in
/// an exported file and to find the way home from a solution. Coefficients are in scaled units, chosen by whoever builds
/// the program so that they are near one.
public struct Program: Sendable {
  public private(set) var columns: [Column] = []
  public private(set) var rows: [Row] = []
  /// Names of the blocks; a ``BlockID`` is an index into it.
  public private(set) var blocks: [String] = []
  public var objective: Objective

  public init(sense: Objective.Sense = .maximize) {
    objective = Objective(sense: sense)
  }

  @discardableResult
  public mutating func addColumn(_ column: Column) -> ColumnID {
    columns.append(column)
    return ColumnID(columns.count - 1)
  }

  @discardableResult
  public mutating func addRow(_ row: Row) -> RowID {
    rows.append(row)
    return RowID(rows.count - 1)
  }

  public mutating func addBlock(_ name: String) -> BlockID {
    blocks.append(name)
    return BlockID(blocks.count - 1)
  }

  public subscript(id: ColumnID) -> Column {
    get { columns[id.index] }
    set { columns[id.index] = newValue }
  }

  public subscript(id: RowID) -> Row {
    get { rows[id.index] }
    set { rows[id.index] = newValue }
  }

  /// The number of coefficients in all rows.
  public var nonzeros: Int { rows.reduce(0) { $0 + $1.terms.count } }
}

public struct ColumnID: Hashable, Comparable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

public struct RowID: Hashable, Comparable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A group of columns and rows that hang together and touch the rest only through linking rows.
public struct BlockID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// What a column or row stands for: a rule's name and whom it is about.
public struct Meaning: Hashable, Sendable, CustomStringConvertible {
  public let rule: String
  public let subjects: [String]

  public init(_ rule: String, _ subjects: [String] = []) {
    self.rule = rule
    self.subjects = subjects
  }

  /// `fund-cap(F01)`, `amount(F01,P07,activity)`.
  public var description: String {
    subjects.isEmpty ? rule : "\(rule)(\(subjects.joined(separator: ",")))"
  }
}

public struct Column: Sendable {
  public enum Kind: Sendable { case continuous, integer }

  public var meaning: Meaning
  public var kind: Kind
  /// `-infinity` and `infinity` stand for no bound.
  public var lower: Double
  public var upper: Double
  public var block: BlockID?

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
  public var column: ColumnID
  public var coefficient: Double
  public init(_ column: ColumnID, _ coefficient: Double) {
    self.column = column
    self.coefficient = coefficient
  }
}

/// `lower <= sum of terms <= upper`; each column at most once.
public struct Row: Sendable {
  public var meaning: Meaning
  public var terms: [Term]
  public var lower: Double
  public var upper: Double
  public var block: BlockID?

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

public struct Objective: Sendable {
  public enum Sense: Sendable { case minimize, maximize }
  public var sense: Sense
  public var terms: [Term] = []
  public var constant: Double = 0

  public init(sense: Sense, terms: [Term] = [], constant: Double = 0) {
    self.sense = sense
    self.terms = terms
    self.constant = constant
  }
}
