/// The cells of one file, or of a sheet of a workbook, as ranges of its bytes. A string is created only when a cell is
/// read.
struct DelimitedText {
  let bytes: [UInt8]
  /// The line and the first cell of each record, followed by a sentinel.
  private(set) var records: [(line: Int, firstCell: Int)] = []
  private(set) var cells: [(start: Int, end: Int, isQuoted: Bool)] = []

  /// Whether the cells are those of a sheet, where blank cells at the end of a row are not written.
  private(set) var isSheet = false

  enum Flaw { case quoteUnclosed, lineTooLong, textAfterQuote }

  /// The greatest length of a record in bytes. A longer one indicates a broken file.
  static let longestRecord = 1 << 20

  /// Parses delimited text (RFC 4180) with any one-byte delimiter.
  ///
  /// Lines end in LF, CR LF or CR. A quoted cell may contain delimiters and line ends.
  /// - Throws: ``DelimitedTextError`` for an unclosed quote, text after a quote, or a record that is too long.
  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8], delimiter: UInt8) throws(DelimitedTextError) {
    self.bytes = bytes
    var line = 1
    var position = 0
    let count = bytes.count
    let quote = UInt8(ascii: "\""), newline = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")
    try bytes.withUnsafeBufferPointer { (bytes) throws(DelimitedTextError) in
      while position < count {
        let recordStart = position
        records.append((line, cells.count))
        // The flaw is in the current cell, which may have begun on an earlier line.
        func flaw(_ flaw: Flaw, line: Int) -> DelimitedTextError {
          DelimitedTextError(flaw: flaw, line: line, column: cells.count - records.last!.firstCell + 1)
        }
        record: while true {
          if position < count, bytes[position] == quote {
            let start = position + 1
            let opened = line
            position = start
            while true {
              guard position < count else { throw flaw(.quoteUnclosed, line: opened) }
              if bytes[position] == quote {
                if position + 1 < count, bytes[position + 1] == quote {
                  position += 2
                  continue
                }
                break
              }
              if bytes[position] == newline { line += 1 }
              position += 1
              if position - recordStart > Self.longestRecord { throw flaw(.lineTooLong, line: opened) }
            }
            position += 1
            if position < count, bytes[position] != delimiter, bytes[position] != newline,
              bytes[position] != carriageReturn
            {
              throw flaw(.textAfterQuote, line: line)
            }
            cells.append((start, position - 1, true))
          } else {
            let start = position
            while position < count, bytes[position] != delimiter, bytes[position] != newline,
              bytes[position] != carriageReturn
            {
              position += 1
            }
            if position - recordStart > Self.longestRecord { throw flaw(.lineTooLong, line: line) }
            cells.append((start, position, false))
          }
          guard position < count else { break record }
          if bytes[position] == delimiter {
            position += 1
            continue record
          }
          if bytes[position] == carriageReturn, position + 1 < count, bytes[position + 1] == newline { position += 1 }
          position += 1
          line += 1
          break record
        }
      }
    }
    records.append((line, cells.count))
  }

  /// The cells of a sheet that were read already.
  init(
    sheet bytes: [UInt8], records: [(line: Int, firstCell: Int)], cells: [(start: Int, end: Int, isQuoted: Bool)]
  ) {
    (self.bytes, self.records, self.cells, isSheet) = (bytes, records, cells, true)
  }

  var recordCount: Int { records.count - 1 }

  func cellCount(_ record: Int) -> Int { records[record + 1].firstCell - records[record].firstCell }

  func text(_ record: Int, _ cell: Int) -> String {
    let range = cells[records[record].firstCell + cell]
    let text = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    return range.isQuoted ? text.replacingDoubledQuotes : text
  }

  func isBlank(_ record: Int) -> Bool {
    (records[record].firstCell..<records[record + 1].firstCell).allSatisfy { cell in
      (cells[cell].start..<cells[cell].end).allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 }
    }
  }
}

/// A flaw in delimited text. `column` is the number of the cell in its row, from 1.
struct DelimitedTextError: Error {
  let flaw: DelimitedText.Flaw
  let line: Int
  let column: Int
}
