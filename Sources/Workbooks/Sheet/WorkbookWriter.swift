import CXlsxWriter
import Glibc
import Model

/// Hands a workbook to the library, sheet by sheet.
final class WorkbookWriter {
  private let workbook: Workbook
  private let language: Language
  private let book: OpaquePointer
  private var styles: [Style: Int32] = [:]
  private(set) var cutCells: [String] = []
  /// The first error code of the library.
  private var code: Int32 = 0

  init(_ workbook: Workbook, at path: String, in folder: String, _ language: Language) throws(WorkbookFault) {
    let midnight = Int64((workbook.date ?? Day(2000, 1, 1)!).number) * 86_400
    // 0 would stand for the clock.
    guard let book = cxlsx_open(path, folder, cellText(workbook.title, language).text, midnight == 0 ? 1 : midnight)
    else { throw Self.shortOfMemory }
    (self.workbook, self.language, self.book) = (workbook, language, book)
  }

  /// Writes the file; the writer is of no use afterwards.
  func write() throws(WorkbookFault) {
    var stranger: String?
    for sheet in workbook.sheets {
      guard let page = cxlsx_add_sheet(book, sheet.name) else {
        stranger = sheet.name
        break
      }
      writeCells(of: sheet, page)
      writeLayout(of: sheet, page)
      writeChoices(of: sheet, page)
    }
    for name in workbook.names { note(cxlsx_define(book, name.name, name.formula)) }
    note(cxlsx_close(book))
    if let stranger {
      throw WorkbookFault(reason: Bilingual("工作表不能叫“\(stranger)”", "no sheet can be named “\(stranger)”"))
    }
    if code != 0 {
      let words = String(cString: cxlsx_error(code))
      throw WorkbookFault(reason: Bilingual("libxlsxwriter 报告：\(words)", "libxlsxwriter says: \(words)"))
    }
  }

  private static let shortOfMemory = WorkbookFault(reason: Bilingual("内存不足", "memory is short"))

  private func note(_ code: Int32) { if self.code == 0 { self.code = code } }

  /// The number of a style; each is told to the library once.
  private func number(of style: Style) -> Int32 {
    if style == Style() { return 0 }
    if let known = styles[style] { return known }
    func add(_ format: UnsafePointer<CChar>?) -> Int32 {
      var told = cxlsx_style(
        bold: style.isBold ? 1 : 0, italic: style.isItalic ? 1 : 0, wrap: style.wraps ? 1 : 0,
        border: style.hasBorder ? 1 : 0, align: style.alignment.rawValue,
        indent: style.isIndented ? 1 : 0, size: Double(style.size ?? 0),
        colour: style.colour ?? -1, fill: style.fill ?? -1, number_format: format)
      return cxlsx_add_style(book, &told)
    }
    let number = style.format.map { $0.withCString { add($0) } } ?? add(nil)
    styles[style] = number
    return number
  }
}

// Cells.
extension WorkbookWriter {
  private func writeCells(of sheet: Sheet, _ page: OpaquePointer) {
    for (row, cells) in sheet.rows.enumerated() {
      for (column, cell) in cells.enumerated() where cell.value != .blank || cell.style != Style() {
        write(cell, page, sheet, row, column)
      }
    }
  }

  private func write(_ cell: Cell, _ page: OpaquePointer, _ sheet: Sheet, _ row: Int, _ column: Int) {
    let (r, c, style) = (UInt32(row), UInt16(column), number(of: cell.style))
    func fitted(_ text: String) -> String {
      let (text, isCut) = cellText(text, language)
      if isCut { cutCells.append("\(sheet.name)!\(place(row, column))") }
      return text
    }
    switch cell.value {
    case .blank, .text(""): note(cxlsx_blank(page, r, c, style))
    case .text(let text): note(cxlsx_text(page, r, c, fitted(text), style))
    case .link(let target, let text):
      note(cxlsx_link(page, r, c, "internal:\(quoted(target))!A1", fitted(text), style))
    case .decimal, .day, .minutes:
      if let number = cell.value.number {
        note(cxlsx_number(page, r, c, number, style))
      } else {
        note(cxlsx_text(page, r, c, cell.value.exactText, style))
      }
    case .sum(let rows, let value):
      if let number = value.number {
        let range = "\(place(rows.lowerBound, column)):\(place(rows.upperBound, column))"
        note(cxlsx_formula(page, r, c, value.formula(ofSum: range), number, style))
      } else {
        note(cxlsx_text(page, r, c, value.exactText, style))
      }
    }
  }
}

// What stands around the cells.
extension WorkbookWriter {
  private func writeLayout(of sheet: Sheet, _ page: OpaquePointer) {
    for (index, column) in sheet.columns.enumerated() {
      note(cxlsx_column(page, UInt16(index), UInt16(index), Double(column.width), number(of: column.style)))
    }
    for (row, height) in sheet.heights.sorted(by: { $0.key < $1.key }) {
      note(cxlsx_row(page, UInt32(row), Double(height)))
    }
    if sheet.frozen.rows > 0 || sheet.frozen.columns > 0 {
      cxlsx_freeze(page, UInt32(sheet.frozen.rows), UInt16(sheet.frozen.columns))
    }
    if let filtered = sheet.filtered {
      note(
        cxlsx_filter(
          page, UInt32(filtered.rows.lowerBound), UInt16(filtered.columns.lowerBound), UInt32(filtered.rows.upperBound),
          UInt16(filtered.columns.upperBound)))
    }
    if let tab = sheet.tab { cxlsx_tab(page, tab) }
    note(cxlsx_page(page, sheet.isPortrait ? 1 : 0, sheet.footer))
    let width = sheet.rows.map(\.count).max() ?? 0
    if sheet.isPrintedWhole, width > 0 { note(cxlsx_print_area(page, UInt32(sheet.rows.count - 1), UInt16(width - 1))) }
    if let repeated = sheet.repeated {
      note(cxlsx_repeat_rows(page, UInt32(repeated.lowerBound), UInt32(repeated.upperBound)))
    }
  }

  private func writeChoices(of sheet: Sheet, _ page: OpaquePointer) {
    for found in sheet.notes {
      // A line holds about 40 letters or 20 Chinese characters of the note's size.
      let lines = found.text.split(separator: "\n", omittingEmptySubsequences: false)
        .reduce(0) { $0 + max(1, ($1.utf8.count + 44) / 45) }
      note(
        cxlsx_note(
          page, UInt32(found.row), UInt16(found.column), cellText(found.text, language).text, 260,
          UInt16(min(16 * lines + 20, 400))))
    }
    for (range, choice) in sheet.choices {
      let (first, last) = (UInt32(range.rows.lowerBound), UInt32(range.rows.upperBound))
      let (left, right) = (UInt16(range.columns.lowerBound), UInt16(range.columns.upperBound))
      switch choice {
      case .cells(let formula): note(cxlsx_choose_cell(page, first, left, last, right, formula))
      case .words(let words, let title, let message):
        let copies = words.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let list = copies.map { UnsafePointer($0) } + [nil]
        note(cxlsx_choose_word(page, first, left, last, right, list, title, message))
      }
    }
    if let range = sheet.numbersAsText {
      note(
        cxlsx_allow_numbers_as_text(
          page,
          "\(place(range.rows.lowerBound, range.columns.lowerBound)):\(place(range.rows.upperBound, range.columns.upperBound))"
        ))
    }
  }
}

/// The name of a cell, such as `AB12`; row and column count from 0.
func place(_ row: Int, _ column: Int) -> String { columnLetters(column) + String(row + 1) }

/// The letters of a column that counts from 0: `columnLetters(27)` is `AB`.
func columnLetters(_ column: Int) -> String {
  let last = String(UnicodeScalar(UInt8(65 + column % 26)))
  return column < 26 ? last : columnLetters(column / 26 - 1) + last
}

/// The name of a sheet in a formula.
func quoted(_ sheet: String) -> String { "'" + sheet.replacing("'", with: "''") + "'" }
