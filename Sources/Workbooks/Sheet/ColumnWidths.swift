import Reports

/// The widths of a table's columns, so that it is legible on one page across, and the lines that its cells then take.
struct ColumnWidths {
  /// What a table asks of the width of a column, in characters.
  struct Demand {
    /// What its longest text takes on one line.
    var natural: Int
    /// What its longest word takes in the header.
    var least: Int
    /// Whether it holds numbers, which cannot be divided into lines.
    var isFixed = false
  }

  /// The widths in characters.
  private(set) var widths: [Int]

  /// The characters that a page of A4 across holds in letters of a legible size.
  private static let page = 210
  /// The most lines of a cell that are tried.
  private static let mostLines = 40
  /// What the borders of a cell and the indent of its text take, in characters.
  static let margin = 3

  /// - Parameter heading: The characters of what stands above the table, which goes beyond no column.
  init(_ columns: [Demand], heading: Int) {
    func widths(_ lines: Int) -> [Int] {
      columns.map { $0.isFixed ? $0.natural : min($0.natural, max($0.least, ($0.natural + lines - 1) / lines + 1)) }
    }
    func total(_ widths: [Int]) -> Int { widths.reduce(0) { $0 + $1 + Self.margin } }
    // The fewest lines that leave all columns on the page.
    let lines = (1...Self.mostLines).first { total(widths($0)) <= Self.page }
    let found = widths(lines ?? Self.mostLines)
    let missing = max(0, min(heading, Self.page) - total(found))
    self.widths = found.map { $0 + (missing + found.count - 1) / found.count }
  }

  /// The lines that a text takes in a column. A spreadsheet may break a line earlier, before a word that does not fit.
  func lines(of text: String, in column: Int) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
      let (width, taken) = (widths[column], displayWidth(String(line)))
      if taken <= width { return lines + 1 }
      // Words of letters leave room at the ends of lines.
      let room = line.utf8.allSatisfy { $0 < 0x80 } ? max(1, width - 3) : max(1, width - 1)
      return lines + (taken + room - 1) / room
    }
  }
}

/// The characters of the longest word of a text: Chinese is divided anywhere.
func longestWord(of text: String) -> Int {
  text.split { !$0.isASCII || $0 == " " || $0 == "_" }.map(\.count).max() ?? 0
}
