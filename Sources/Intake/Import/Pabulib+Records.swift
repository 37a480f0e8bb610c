import Foundation
import Model

/// One row of a Pabulib file: its cells, the line on which it begins, and its text as far as that line goes.
struct PabulibRecord {
  var cells: [String]
  var line: Int
  var text: String

  /// The section that the row begins, if it is the title of one.
  var title: String? {
    guard let first = cells.first?.uppercased(), PabulibRecords.titles.contains(first) else { return nil }
    return cells.dropFirst().allSatisfy(\.isEmpty) ? first : nil
  }

  /// What separates the names of a header that has no semicolon; nil if nothing does.
  var otherSeparator: Bilingual? {
    guard cells.count == 1 else { return nil }
    if text.contains(",") { return Bilingual("逗号", "commas") }
    return text.contains("\t") ? Bilingual("制表符", "tabs") : nil
  }
}

/// Divides the text of a Pabulib file into rows of cells.
///
/// A cell in quotes may hold separators, doubled quotes and line ends (RFC 4180). As names contain stray quotes, a quote
/// counts only at the start of a cell and directly before a separator or the end of a line; a cell that goes on over
/// several lines has no stray quote, and no title of a section stands in it. What is not quoted so is read as plain text.
/// - Complexity: O(text), and O(lines) more for each cell that a quote opens and none closes.
struct PabulibRecords: Sequence, IteratorProtocol {
  static let titles: Set = ["META", "PROJECTS", "VOTES"]

  private let lines: [Substring]
  private var index = 0

  init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  mutating func next() -> PabulibRecord? {
    while index < lines.count, String(lines[index]).trimmedCell.isEmpty { index += 1 }
    guard index < lines.count else { return nil }
    let line = index + 1, text = String(lines[index]).trimmedCell
    index += 1
    guard text.utf8.contains(UInt8(ascii: "\"")) else {
      return PabulibRecord(cells: text.parts(at: ";").map(\.trimmedCell), line: line, text: text)
    }
    var cells: [String] = []
    var rest: String? = text
    while let part = rest {
      let split = SplitLine(part)
      cells += split.cells
      rest = nil
      guard let open = split.open else { break }
      if let closed = close(open.content) {
        cells.append(closed.cell)
        rest = closed.rest
      } else {
        cells += SplitLine(open.plain, isPlain: true).cells
      }
    }
    return PabulibRecord(cells: cells, line: line, text: text)
  }

  /// Reads on from the next line until the quote of a cell is closed.
  /// - Returns: The cell, and what follows its separator; nil, with nothing read, if the cell is no quoted one.
  private mutating func close(_ content: String) -> (cell: String, rest: String?)? {
    var content = content
    for ahead in index..<lines.count {
      let line = String(lines[ahead])
      if Self.titles.contains(line.trimmedCell.uppercased()) { return nil }
      guard let quote = line.unicodeScalars.firstSingleQuote(from: line.startIndex) else {
        content += "\n" + line
        continue
      }
      let after = line.unicodeScalars.index(after: quote)
      let rest = String(line[after...]).trimmedCell
      guard rest.isEmpty || rest.unicodeScalars.first == ";" else { return nil }
      index = ahead + 1
      let cell = (content + "\n" + line[..<quote]).replacingDoubledQuotes
      return (cell, rest.isEmpty ? nil : String(rest.unicodeScalars.dropFirst()))
    }
    return nil
  }
}

/// The cells of one line; if the last one begins with a quote that the line does not close, what is known of it.
private struct SplitLine {
  var cells: [String] = []
  /// The text after the opening quote, and the rest of the line with the quote as plain text.
  var open: (content: String, plain: String)?

  /// - Parameter isPlain: Whether the quote at the start of the line is known to be a stray one.
  init(_ line: String, isPlain: Bool = false) {
    var rest = line.unicodeScalars[...]
    var isPlain = isPlain
    while true {
      if rest.first == "\"", !isPlain {
        let start = rest.index(after: rest.startIndex)
        if let close = rest.closingQuote(from: start) {
          cells.append(String(rest[start..<close]).replacingDoubledQuotes)
          let after = rest.index(after: close)
          if after == rest.endIndex { return }
          rest = rest[rest.index(after: after)...]
          continue
        }
        if rest.firstSingleQuote(from: start) == nil {
          open = (String(rest[start...]), String(rest))
          return
        }
      }
      isPlain = false
      guard let separator = rest.firstIndex(of: ";") else {
        cells.append(String(rest).trimmedCell)
        return
      }
      cells.append(String(rest[..<separator]).trimmedCell)
      rest = rest[rest.index(after: separator)...]
    }
  }
}

extension BidirectionalCollection where Element == Unicode.Scalar {
  /// The first quote that is not one of a doubled pair.
  fileprivate func firstSingleQuote(from start: Index) -> Index? {
    var position = start
    while let quote = self[position...].firstIndex(of: "\"") {
      let after = index(after: quote)
      guard after < endIndex, self[after] == "\"" else { return quote }
      position = index(after: after)
    }
    return nil
  }

  /// The first such quote that stands directly before a separator or the end.
  fileprivate func closingQuote(from start: Index) -> Index? {
    var position = start
    while let quote = firstSingleQuote(from: position) {
      let after = index(after: quote)
      if after == endIndex || self[after] == ";" { return quote }
      position = after
    }
    return nil
  }
}
