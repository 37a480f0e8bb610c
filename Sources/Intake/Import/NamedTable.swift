import Foundation
import Model

/// A table of a header and rows, with the name of its file.
struct NamedTable {
  let file: String
  let text: DelimitedText

  init(_ data: Data, _ file: String) throws(Findings) {
    self.file = file
    let comma = UInt8(ascii: ",")
    text = try delimitedText(listBytes(of: data, file: file) { _ in comma }, file: file, delimiter: comma)
  }

  /// The text of a cell without surrounding space; empty beyond the row's end.
  func cell(_ record: Int, _ cell: Int) -> String {
    cell < text.cellCount(record) ? text.text(record, cell).trimmedCell : ""
  }

  /// The line of a record in the file.
  func line(_ record: Int) -> Int { text.records[record].line }

  /// The non-blank rows after the header.
  var rows: [Int] { (1..<max(1, text.recordCount)).filter { !text.isBlank($0) } }
}
