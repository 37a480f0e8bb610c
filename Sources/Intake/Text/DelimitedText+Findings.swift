import Foundation
import Model

// Findings for files that cannot be read as a table.

/// Decodes the file of a table to UTF-8 bytes.
/// - Throws: ``Findings`` if it is not text or is blank.
func listBytes(of data: Data, file: String, separator: ([UInt8]) -> UInt8?) throws(Findings) -> [UInt8] {
  let bytes = try textBytes(of: data, file: file, separator: separator)
  if bytes.allSatisfy({ $0 <= 0x20 }) { throw Findings(noHeader(file)) }
  return bytes
}

func noHeader(_ file: String) -> Finding {
  Finding(
    "file-empty", file: file, expected: Bilingual("第一行为表头", "a first line with the column names"),
    mend: Bilingual("请填入表头；没有内容的可选表可以删去", "add the header; an optional list without rows may be deleted"))
}

/// Parses the records and cells of a table.
/// - Throws: ``Findings`` with the place of the flaw.
func delimitedText(_ bytes: [UInt8], file: String, delimiter: UInt8) throws(Findings) -> DelimitedText {
  do { return try DelimitedText(bytes, delimiter: delimiter) } catch {
    let (code, expected, mend) =
      switch error.flaw {
      case .quoteUnclosed:
        (
          "quote-unclosed", Bilingual("成对的双引号", "a closing double quote"),
          Bilingual("请补上引号；单元格内的引号写两次", "add it; a quote inside a cell is written twice")
        )
      case .textAfterQuote:
        (
          "quote-unclosed", Bilingual("引号之后是分隔符", "a separator after the closing quote"),
          Bilingual("单元格内的引号写两次", "write a quote inside a cell twice")
        )
      case .lineTooLong:
        (
          "line-too-long", Bilingual("每行不超过 1 MB", "at most 1 MB in one line"),
          Bilingual("请检查换行符或引号是否损坏", "look for a lost line break or quote")
        )
      }
    throw Findings(
      Finding(code, file: file, line: error.line, column: error.column, expected: expected, mend: mend))
  }
}
