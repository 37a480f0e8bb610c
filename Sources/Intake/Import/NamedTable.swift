import Foundation
import Model

/// A table of a header and rows, with the name of its file.
///
/// Titles above the header, and rows of totals below it, are told and not read.
struct NamedTable {
  let file: String
  let text: DelimitedText
  /// The text of each column's head, without surrounding space.
  let heads: [String]
  /// The record of the header, the lower one of two.
  let header: Int
  /// The non-blank rows after the header that are no totals.
  let rows: [Int]
  /// Notes on the titles and totals that are not read.
  let findings: [Finding]

  /// - Parameter isHead: Whether a text is the head of a column after the first, as far as that is known.
  init(_ data: Data, _ file: String, isHead: (String) -> Bool) throws(Findings) {
    self.file = file
    let comma = UInt8(ascii: ",")
    let text = try delimitedText(listBytes(of: data, file: file) { _ in comma }, file: file, delimiter: comma)
    self.text = text
    let layout = try Self.layout(text, file, isHead)
    heads = layout.heads.map(\.text)
    header = layout.header.upperBound
    let filled = (header + 1..<max(header + 1, text.recordCount)).filter { !text.isBlank($0) }
    var (rows, totals) = ([Int](), [Int]())
    for record in filled {
      if Self.isTotal(text.cell(record, 0)) { totals.append(record) } else { rows.append(record) }
    }
    self.rows = rows
    findings =
      layout.findings(text, file: file, other: Table.wayToNameTheHeader)
      + totals.map { Self.note(total: text.cell($0, 0), file: file, line: text.records[$0].line) }
  }

  /// The text of a cell without surrounding space; empty beyond the row's end.
  func cell(_ record: Int, _ cell: Int) -> String {
    record == header ? cell < heads.count ? heads[cell] : "" : text.cell(record, cell)
  }

  /// The line of a record in the file.
  func line(_ record: Int) -> Int { record < text.recordCount ? text.records[record].line : 1 }

  /// An item's name as ids are compared. A trailing `.0` is dropped, as a spreadsheet may have written the id 1 as 1.0.
  static func id(_ text: String) -> String { halfWidthID(text.hasSuffix(".0") ? String(text.dropLast(2)) : text) }

  /// Whether a text names a sum or a mean of the rows or columns beside it, and no item.
  static func isTotal(_ text: String) -> Bool {
    TotalRow.isWord(text) || (TotalWord.means + ["平均分", "avg"]).contains(headerKey(text))
  }
}

extension NamedTable {
  /// Finds the header, or reads where the first line says that it is.
  ///
  /// Where nothing is known of the heads, the first row is the header, unless it can only be a title.
  private static func layout(
    _ text: DelimitedText, _ file: String, _ isHead: (String) -> Bool
  ) throws(Findings) -> TableLayout {
    func fit(_ heads: [ColumnHead]) -> TableLayout.Fit {
      TableLayout.Fit(count: heads.dropFirst().count { !$0.isEmpty && isHead($0.text) }, isComplete: false)
    }
    guard text.recordCount > 0 else { throw Findings(noHeader(file)) }
    if let named = HeaderLines(firstLineOf: text, 0) {
      let given = try named.records(of: text, file: file)
      guard given.lowerBound > 0 else { throw Findings(noHeader(file)) }
      return TableLayout(text, from: 1, given: given, fit: fit)
    }
    func filled(_ row: Int) -> Int { (0..<text.cellCount(row)).count { !text.cell(row, $0).isEmpty } }
    let first = TableLayout.firstRows(of: text, from: 0)
    let layout = TableLayout(text, from: 0, fit: fit)
    // A title has fewer cells than the header. Without this, a row of numbers might pass for heads that are numbers.
    let widest = layout.header.map(filled).max() ?? 0
    if !layout.isLost, layout.titles.allSatisfy({ filled($0) < widest }) { return layout }
    if let title = first.first, filled(title) < 2, let wide = first.map(filled).max(), wide > 1 {
      throw Findings(missing(file, line: text.records[title].line, text.words(title)))
    }
    return TableLayout(text, from: 0, given: (first.first ?? 0)...(first.first ?? 0), fit: fit)
  }

  private static func missing(_ file: String, line: Int, _ value: String) -> Finding {
    Finding(
      "header-missing", file: file, line: line, value: value,
      expected: Bilingual("第一行为表头：各列的名称", "the header in the first row: the names of the columns"),
      mend: Bilingual(
        "此行像标题：请删去表头之上的各行；表里没有表头的，请加上",
        "this looks like a title: delete the rows above the header, or add a header if there is none"))
  }

  private static func note(total: String, file: String, line: Int) -> Finding {
    Finding(
      .totalRow, file: file, line: line, column: 1, value: total,
      expected: Bilingual("每行一人或一个项目", "a person or a project in each row"),
      mend: Bilingual(
        "此行当作合计或平均，未读入；确是一人或一个项目的，请改名",
        "the row is taken for a total or a mean and is left out; if it is a person or a project, rename it"))
  }
}
