import Model

/// The number of terminal columns of a character: two for wide East Asian characters and emoji, none for combining
/// marks.
func displayWidth(_ character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  switch first.value {
  case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}

/// The number of terminal columns of a text.
public func displayWidth(_ text: String) -> Int { text.reduce(0) { $0 + displayWidth($1) } }

/// A text table whose columns are aligned by display width, so that Chinese cells stay in line.
public struct TextTable: Sendable {
  /// The alignment of a column.
  public enum Alignment: Sendable {
    /// `left` pads cells on the right, `right` on the left.
    case left, right
  }
  var header: [String]
  var alignments: [Alignment]
  var rows: [[String]] = []
  /// The number of rows at the end that are sums of those above.
  private(set) var totals = 0

  /// Creates a table from the titles and alignments of its columns.
  public init(_ columns: [(String, Alignment)]) {
    header = columns.map(\.0)
    alignments = columns.map(\.1)
  }

  /// Appends a row. Control characters, which could move the cursor or colour the screen, are shown as `·`.
  public mutating func add(_ row: [String]) {
    rows.append(row.map(\.printable))
  }

  /// Appends a row of sums, after which only such rows follow.
  mutating func addTotal(_ row: [String]) {
    add(row)
    totals += 1
  }

  /// The table as lines of text: the header, a rule, the rows.
  /// - Parameters:
  ///   - widest: Columns of the terminal; wider cells are cut and end in `…`.
  ///   - whole: The title of a column whose cells are never cut; nil for none.
  public func text(widest: Int = 36, whole: String? = nil) -> String {
    let uncut = whole.flatMap(header.firstIndex)
    let all = ([header] + rows).map { row in
      row.enumerated().map { $0.offset == uncut ? $0.element : Self.cut($0.element, widest) }
    }
    let widths = header.indices.map { column in all.map { displayWidth($0[column]) }.max() ?? 0 }
    var lines = all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - displayWidth(cell))
        line += (column > 0 ? "  " : "") + (alignments[column] == .left ? cell + gap : gap + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    lines.insert(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), at: 1)
    return lines.joined(separator: "\n")
  }

  private static func cut(_ text: String, _ widest: Int) -> String {
    guard displayWidth(text) > widest else { return text }
    var out = ""
    var width = 0
    for character in text {
      width += displayWidth(character)
      if width > widest - 1 { break }
      out.append(character)
    }
    return out + "…"
  }
}
