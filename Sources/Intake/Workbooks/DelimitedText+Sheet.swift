import WorkbookReading

extension DelimitedText {
  /// The cells of a sheet. Its rows are the lines; a blank record stands for the blank rows between two others.
  /// - Complexity: O(rows + cells).
  init(_ sheet: Sheet) {
    var records: [(line: Int, firstCell: Int)] = []
    records.reserveCapacity(sheet.rows.count + 1)
    for row in sheet.rows {
      if let last = records.last, last.line + 1 < row.number { records.append((last.line + 1, row.firstCell)) }
      records.append((row.number, row.firstCell))
    }
    records.append(((records.last?.line ?? 0) + 1, sheet.cells.count))
    self.init(
      sheet: sheet.bytes, records: records,
      cells: sheet.cells.map { (start: $0.lowerBound, end: $0.upperBound, isQuoted: false) })
  }
}
