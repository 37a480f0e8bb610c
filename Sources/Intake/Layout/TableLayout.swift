import Model

/// Where a table has its titles, its header and its rows.
///
/// A department's table often has titles above the header, and a header of two rows: groups above the names of their
/// columns. The header is the first row that names every column that is needed, or, if none does, the row that names
/// most; with the row below it if it holds groups of the names in that row.
struct TableLayout {
  /// The records above the header that are not blank.
  let titles: [Int]
  /// The record of the header, or its two records.
  let header: ClosedRange<Int>
  /// The head of each column.
  let heads: [ColumnHead]
  /// Whether no row among the first names any column. The header is then the first row.
  let isLost: Bool

  /// How many rows are looked at. A table has few titles; rows far below are data.
  static let mostRows = 10

  /// How well a row would do as the header.
  struct Fit {
    /// How many of the columns that are needed or known it names.
    let count: Int
    /// Whether it names every column that is needed.
    let isComplete: Bool
  }

  /// The first record after those that describe the file.
  let start: Int

  /// Looks for the header.
  /// - Parameters:
  ///   - start: The first record that may be a title or the header.
  ///   - given: The records of the header, if the user has said which.
  ///   - fit: How well the heads of a row would do.
  /// - Complexity: O(columns × cost of `fit`) for each of the first rows.
  init(_ text: DelimitedText, from start: Int, given: ClosedRange<Int>? = nil, fit: ([ColumnHead]) -> Fit) {
    self.start = start
    let first = Self.firstRows(of: text, from: start)
    func layout(_ rows: ClosedRange<Int>) -> (rows: ClosedRange<Int>, heads: [ColumnHead], fit: Fit) {
      let heads = text.heads(rows)
      return (rows, heads, fit(heads))
    }
    var best: (rows: ClosedRange<Int>, heads: [ColumnHead], fit: Fit)?
    if let given {
      best = layout(given)
    } else {
      for (row, next) in zip(first, first.dropFirst().map(Optional.some) + [nil]) {
        var found = layout(row...row)
        if let next, next == row + 1, text.isGroups(row, above: next) {
          let both = layout(row...next)
          if both.fit.count >= found.fit.count { found = both }
        }
        if found.fit.isComplete || found.fit.count > best?.fit.count ?? 0 { best = found }
        if found.fit.isComplete { break }
      }
    }
    let found = best ?? layout(start...start)
    (header, heads) = (found.rows, found.heads)
    isLost = best.map { $0.fit.count == 0 } ?? true
    titles = (start..<max(start, found.rows.lowerBound)).filter { !text.isBlank($0) }
  }

  static func firstRows(of text: DelimitedText, from start: Int) -> [Int] {
    var rows: [Int] = []
    for record in start..<max(start, text.recordCount) where !text.isBlank(record) {
      rows.append(record)
      if rows.count == mostRows { break }
    }
    return rows
  }
}

extension DelimitedText {
  func cell(_ record: Int, _ cell: Int) -> String {
    cell < cellCount(record) ? text(record, cell).trimmedCell : ""
  }

  /// The heads of the columns in a header of one row or two.
  ///
  /// The name of a group holds for the blank cells to its right, as in merged cells. A cell of the upper row with a
  /// blank cell below is itself the name of its column.
  fileprivate func heads(_ rows: ClosedRange<Int>) -> [ColumnHead] {
    let (upper, lower) = (rows.lowerBound, rows.upperBound)
    let (above, below) = (records[upper].line, records[lower].line)
    guard upper < lower else { return (0..<cellCount(upper)).map { ColumnHead(cell(upper, $0), line: above) } }
    var group: String?
    return (0..<max(cellCount(upper), cellCount(lower))).map { column in
      let (over, name) = (cell(upper, column), cell(lower, column))
      if !over.isEmpty { group = name.isEmpty ? nil : over }
      return name.isEmpty ? ColumnHead(over, line: above) : ColumnHead(name, group: group, line: below)
    }
  }

  /// Whether a row holds groups of the columns in the row below: at least one name with a blank cell, or itself, to its
  /// right and names below both. A title has one text however often a merged cell repeats it; it has one cell, a colon, a unit in a cell of its own or, where a comma of its text divides
  /// it, a bracket that another cell closes; data has numbers.
  fileprivate func isGroups(_ upper: Int, above lower: Int) -> Bool {
    let over = (0..<cellCount(upper)).map { cell(upper, $0) }
    let names = (0..<cellCount(lower)).map { cell(lower, $0) }
    func isNumber(_ text: String) -> Bool { halfWidth(text).utf8.first.map { (48...57).contains($0) } ?? false }
    func isCut(_ text: String) -> Bool {
      let key = headerKey(text)
      return key.count { $0 == "(" } != key.count { $0 == ")" }
    }
    guard over.count(where: { !$0.isEmpty }) > 1, !over.contains(where: isCut),
      !over.contains(where: { $0.contains { ":：".contains($0) } }),
      !names.contains(where: isNumber), !over.contains(where: TitleUnits.isAlone)
    else { return false }
    guard Set(over.filter { !$0.isEmpty }).count > 1 else { return false }
    return over.indices.dropLast().contains { column in
      !over[column].isEmpty && (over[column + 1].isEmpty || over[column + 1] == over[column])
        && column + 1 < names.count && !names[column].isEmpty && !names[column + 1].isEmpty
    }
  }

  /// The record that a line of the file belongs to; nil if it is blank or there is none.
  func record(atLine line: Int) -> Int? {
    (0..<recordCount).last { records[$0].line <= line }.flatMap { record in
      let end = records[record + 1].line
      return line < max(end, records[record].line + 1) && !isBlank(record) ? record : nil
    }
  }
}
