import Model
import WorkbookReading

/// The findings about cells of a sheet that cannot be read as they are (errors, formulas without a result, merged cells), and
/// the warnings about hidden rows and columns.
///
/// Only cells that the list reads count: titles and header, and items and totals in columns that are read.
struct SheetFlaws {
  private(set) var findings: [Finding] = []
  /// The cells that are refused here, so that no other finding is needed about them.
  private(set) var cells: Set<FindingPlace> = []
  private let file: String

  /// - Complexity: O(flaws + merged ranges × log(rows)) and O(cells of the merged ranges that the list reads).
  init(_ sheet: Sheet, _ table: Table) {
    file = table.header.file
    let read = Set(table.header.positions.values).union(table.remarks.values.map { $0 + 1 })
    let items = table.records.filter(table.mayBeItem).map { table.text.records[$0].line }
    let sums = Set(table.totals.map { table.text.records[$0.record].line })
    for flaw in sheet.flaws {
      // A formula of a total that was saved without its value states nothing.
      let isRow = items.holds(flaw.row) || sums.contains(flaw.row) && flaw.kind != .uncomputed
      guard flaw.row <= table.headerLine || isRow && read.contains(flaw.column) else { continue }
      let place = FindingPlace(file: file, line: flaw.row, column: flaw.column)
      if cells.insert(place).inserted { findings.append(.flaw(flaw, at: place)) }
    }
    for merge in sheet.merges { refuse(merge, items, read.filter(merge.columns.contains)) }
    warn(of: sheet, items, read)
  }

  /// Refuses a merged range that holds cells of items: only its first cell has a value.
  private mutating func refuse(_ merge: CellRange, _ items: [Int], _ columns: Set<Int>) {
    guard merge.rows.count > 1 || merge.columns.count > 1, let first = columns.min() else { return }
    let rows = items.within(merge.rows)
    guard let row = items[rows].first else { return }
    let letters = FindingPlace.letters(ofColumn:)
    let ends = [merge.rows.lowerBound, merge.rows.upperBound]
    let value =
      letters(merge.columns.lowerBound) + String(ends[0]) + ":" + letters(merge.columns.upperBound) + String(ends[1])
    findings.append(
      Finding(
        "cells-merged", file: file, line: row, column: first, value: value,
        expected: Bilingual("表体中每个单元格各有内容", "cells of their own in every row"),
        mend: Bilingual(
          "合并的单元格只有左上角有内容，其余各行读成空白：请取消合并，并在每一行填上",
          "only the first of merged cells has a value, and the others are blank: unmerge them, and fill in each row")))
    for row in items[rows] {
      for column in columns { cells.insert(FindingPlace(file: file, line: row, column: column)) }
    }
  }

  /// Warns of rows and columns that are read though the sheet does not show them, as a filter leaves them.
  private mutating func warn(of sheet: Sheet, _ items: [Int], _ read: Set<Int>) {
    func warn(_ line: Int, _ column: Int, _ value: String, _ words: Bilingual) {
      findings.append(
        Finding(
          .cellsHidden, file: file, line: line, column: column, value: value,
          expected: Bilingual("看得见的行和列", "rows and columns that can be seen"),
          mend: Bilingual(
            "\(words.zh)在表格中隐藏着（如筛选之后），照样读取：请取消隐藏核对，不要的请删去",
            "\(words.en) hidden in the sheet, as a filter does, and read all the same: show them and check, and delete what does not belong"
          )))
    }
    let rows = sheet.hiddenRows.filter(items.holds)
    if let first = rows.first {
      let count = rows.count
      warn(
        first, 0, "\(count)",
        Bilingual(
          "自第 \(first) 行起有 \(count) 行", count == 1 ? "row \(first) is" : "\(count) rows from row \(first) on are"))
    }
    let columns = read.filter { column in sheet.hiddenColumns.contains { $0.contains(column) } }.sorted()
    if !columns.isEmpty {
      let letters = columns.map(FindingPlace.letters(ofColumn:)).joined(separator: ", ")
      warn(
        0, 0, letters, Bilingual("\(letters) 列", columns.count == 1 ? "column \(letters) is" : "columns \(letters) are")
      )
    }
  }
}

extension [Int] {
  /// The first index whose element is not less, in an array in order.
  private func start(of value: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether an array in order holds a number.
  fileprivate func holds(_ value: Int) -> Bool {
    let index = start(of: value)
    return index < count && self[index] == value
  }

  /// The indices of the elements of an array in order that lie in a range.
  fileprivate func within(_ range: ClosedRange<Int>) -> Range<Int> {
    let first = start(of: range.lowerBound)
    return first..<Swift.max(first, start(of: range.upperBound + 1))
  }
}

extension Finding {
  /// The refusal of a cell that holds no value which can be taken as it is.
  fileprivate static func flaw(_ flaw: CellFlaw, at place: FindingPlace) -> Finding {
    let (code, expected, mend): (String, Bilingual, Bilingual) =
      switch flaw.kind {
      case .error:
        (
          "cell-error", Bilingual("没有错误值的单元格", "a cell without an error"),
          Bilingual("公式算不出来：请改正公式，或直接填写", "the formula has no result: correct it, or write the value")
        )
      case .uncomputed:
        (
          "formula-uncomputed", Bilingual("公式及存好的结果", "a formula with the result that was saved"),
          Bilingual(
            "文件里只有公式，没有算出的结果：请用电子表格打开再保存一次，或直接填写",
            "the file holds the formula without its result: open it in a spreadsheet program and save it again, or write the value"
          )
        )
      case .lostDigits:
        (
          "number-malformed", Bilingual("至多 15 位的数", "a number of at most 15 digits"),
          Bilingual(
            "电子表格只存 15 位，后面几位已经丢失：请把该列设为“文本”格式，再重新填写",
            "a spreadsheet keeps 15 digits, and the last ones are lost: format the column as text, and write it again")
        )
      case .unclearFormat:
        (
          "format-unclear", Bilingual("显示的数与存的数一致的数字格式", "a number format that shows the number as it is"),
          Bilingual(
            "此格显示的数与存的数不同（如按千、万缩小显示），不知哪个为准：请把数字格式设为“常规”，核对数和单位",
            "the cell shows another number than it holds, such as thousands: set its format to General, and check the number and its unit"
          )
        )
      }
    return Finding(
      code, file: place.file, line: place.line, column: place.column, value: flaw.text, expected: expected, mend: mend)
  }
}
