import Model

/// A table of a plan whose cells keep what they hold, so that a workbook has numbers and days where a text has words.
public struct ValueTable: Sendable {
  /// What a cell holds.
  public enum Value: Sendable, Hashable {
    /// A text; an empty one for a blank cell.
    case text(String)
    /// An amount in minor units of the plan's currency.
    case money(Int128)
    /// A whole number of 10^-`digits`.
    case decimal(Int128, digits: Int)
    /// A day.
    case day(Day)
    /// A length of time in minutes.
    case minutes(Int128)

    /// A whole number.
    static func count(_ value: Int) -> Value { .decimal(Int128(value), digits: 0) }
    /// A quantity.
    static func quantity(_ value: Quantity) -> Value { .decimal(Int128(value.milli), digits: 3) }
  }

  /// What the table is about, short enough for the name of a sheet: at most 31 characters.
  public let name: String
  /// The title of each column.
  public let columns: [String]
  /// The rows; each has a cell for each column.
  public let rows: [[Value]]
  /// The sum of all rows in each column that has one: a money amount, a number or a length of time.
  public let sums: [Int: Value]
  /// What is said instead of rows if there are none.
  public let emptyText: String
  /// What a reader has to know of the rows; empty for nothing.
  public let remark: String

  /// - Parameter summed: The titles of the columns whose cells are added up.
  init(
    _ name: String, columns: [String], rows: [[Value]], summed: Set<String> = [], emptyText: String, remark: String = ""
  ) {
    (self.name, self.columns, self.rows, self.emptyText, self.remark) = (name, columns, rows, emptyText, remark)
    let indices = rows.isEmpty ? [] : columns.indices.filter { summed.contains(columns[$0]) }
    sums = Dictionary(
      uniqueKeysWithValues: indices.compactMap { column in Self.sum(rows, column).map { (column, $0) } })
  }

  /// The sum of the cells of a column that hold no text.
  private static func sum(_ rows: [[Value]], _ column: Int) -> Value? {
    rows.reduce(nil as Value?) { sum, row in
      switch (sum, row[column]) {
      case (nil, .text), (nil, .day), (_, .text), (_, .day): sum
      case (nil, let first): first
      case (.money(let a), .money(let b)): .money(a + b)
      case (.minutes(let a), .minutes(let b)): .minutes(a + b)
      case (.decimal(let a, let digits), .decimal(let b, _)): .decimal(a + b, digits: digits)
      default: sum
      }
    }
  }
}

extension ValueTable.Value {
  /// The cell in a table of plain text: money without separators of thousands, other numbers with them.
  func plainText(_ currency: Currency) -> String {
    switch self {
    case .text(let text): text
    case .money(let minorUnits): decimalText(minorUnits, digits: currency.digits)
    case .decimal(let value, let digits): decimalText(value, digits: digits, grouped: true, trimmed: true)
    case .day(let day): day.description
    case .minutes(let minutes): minutesText(minutes)
    }
  }
}

/// The tables of a plan as a workbook shows them, each on a sheet of its own: who gets what from whom, funds, roster, what
/// is left out and why, places, goods and venues, overrides.
///
/// People are named by id only.
/// - Precondition: Every id in the plan is one of the lists.
/// - Parameter citation: The name of a cell in the reader's language.
/// - Complexity: O(n log n) in the lists' rows and the plan's lines.
public func workbookTables(
  _ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut, citation: (Citation) -> String
) -> [ValueTable] {
  [
    matchingTable(plan, instance, language, citation: citation),
    fundUseTable(plan, instance, language, leftOut: leftOut),
    Rosters(plan, instance).table(language),
    leftOutTable(leftOut, instance, language),
    placeTable(plan, instance, language),
  ] + [assetTable(plan, instance, language), overridesSheet(plan, instance, language)].compactMap(\.self)
}
