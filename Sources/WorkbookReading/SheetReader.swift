/// Reads the cells of a sheet.
final class SheetReader: PartReader {
  private(set) var sheet: Sheet
  private let onlyLooks: Bool
  private let context: CellContext
  /// The row and the column that are read, counted from 1; 0 before the first.
  private var (row, column) = (0, 0)
  private var (isRowHidden, isRowBlank) = (false, true)
  private var cell = CellInFile()
  private var isInCell = false
  /// The bytes of text in the cells so far, each cell counted.
  private(set) var textCount: Int
  /// Where the shared texts that were met stand in the sheet's bytes.
  private var sharedPlaces: [Int: Range<Int>] = [:]

  /// - Parameters:
  ///   - onlyLooks: Whether it is enough to know that a cell is filled.
  ///   - textCount: The bytes of text in the sheets before.
  init(_ name: String, isHidden: Bool, onlyLooks: Bool, textCount: Int, _ context: CellContext) {
    sheet = Sheet(name: name, isHidden: isHidden)
    (self.onlyLooks, self.textCount, self.context) = (onlyLooks, textCount, context)
  }

  private static let (row, c, v, f) = (ShortName("row"), ShortName("c"), ShortName("v"), ShortName("f"))
  private static let (mergeCell, col) = (ShortName("mergeCell"), ShortName("col"))

  override func start(_ name: ShortName, _ attributes: Attributes) {
    if isInCell { return cell.start(name) }
    if name == Self.c {
      beginCell(attributes)
    } else if name == Self.row {
      beginRow(attributes)
    } else if name == Self.mergeCell {
      merge(attributes["ref"])
    } else if name == Self.col, isTrue(attributes["hidden"]), sheet.hiddenColumns.count < 1000,
      let first = attributes["min"].flatMap({ Int($0) }), let last = attributes["max"].flatMap({ Int($0) }),
      first > 0, last >= first
    {
      sheet.hiddenColumns.append(first...last)
    }
  }

  override func end(_ name: ShortName) {
    guard isInCell else { return }
    if name == Self.c {
      isInCell = false
      endCell()
    } else {
      cell.end(name)
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInCell else { return }
    cell.add(bytes)
    if cell.isTooLong { flaw = .tooLarge(.text) }
  }

  private func damaged() { flaw = .damaged(part: sheet.name) }

  private func beginRow(_ attributes: Attributes) {
    var (number, isHidden) = (row + 1, false)
    attributes.each { name, value in
      if name == ShortName("r") {
        number = Int(String(cString: value)) ?? 0
      } else if name == ShortName("hidden") {
        isHidden = isTrue(String(cString: value))
      }
    }
    // Each row stands once, in order; otherwise two programs may see different sheets.
    guard number > row, number <= WorkbookLimits.rows else { return damaged() }
    (row, column, isRowHidden, isRowBlank) = (number, 0, isHidden, true)
  }

  private func beginCell(_ attributes: Attributes) {
    cell.begin()
    isInCell = true
    var next = column + 1
    attributes.each { name, value in
      if name == CellInFile.r {
        next = cellColumn(value, row: row) ?? 0
      } else if name == CellInFile.t {
        cell.type = ShortName(whole: value)
      } else if name == CellInFile.s {
        cell.style = Int(String(cString: value)) ?? 0
      }
    }
    guard next > column, next <= WorkbookLimits.columns, row > 0 else { return damaged() }
    column = next
  }

  private func endCell() {
    if let index = cell.sharedIndex {
      guard index >= 0, index < context.strings.count else { return damaged() }
      let shared = context.strings[index]
      if shared.isEmpty { return }
      let place = sharedPlaces[index] ?? put(shared)
      sharedPlaces[index] = place
      return append(place)
    }
    do throws(CellInFile.Malformed) {
      let (text, kind) = try cell.value(context)
      if let kind {
        if sheet.flaws.count == WorkbookLimits.flaws { flaw = .tooLarge(.flaws) }
        sheet.flaws.append(
          CellFlaw(row: row, column: column, kind: kind, text: kind == .uncomputed ? cell.formulaText : decoded(text)))
      }
      if !text.isEmpty { append(put(text[...])) }
    } catch { damaged() }
  }

  private func decoded(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func put(_ text: ArraySlice<UInt8>) -> Range<Int> {
    let start = sheet.bytes.count
    sheet.bytes += text
    return start..<sheet.bytes.count
  }

  private func append(_ place: Range<Int>) {
    sheet.isBlank = false
    if onlyLooks { return isDone = true }
    if isRowBlank {
      isRowBlank = false
      sheet.rows.append((row, sheet.cells.count))
      if isRowHidden { sheet.hiddenRows.append(row) }
    }
    let blank = column - 1 - (sheet.cells.count - sheet.rows[sheet.rows.count - 1].firstCell)
    textCount += place.count
    guard sheet.cells.count + blank < context.mostCells else { return flaw = .tooLarge(.cells) }
    guard textCount <= WorkbookLimits.text else { return flaw = .tooLarge(.text) }
    for _ in 0..<blank { sheet.cells.append(0..<0) }
    sheet.cells.append(place)
  }

  private func merge(_ reference: String?) {
    guard let range = reference.flatMap({ CellRange($0) }) else { return damaged() }
    sheet.merges.append(range)
    if sheet.merges.count > WorkbookLimits.merges { flaw = .tooLarge(.merges) }
  }
}

/// The column of a reference such as `C7`, which names the row that it stands in; nil if it does not.
private func cellColumn(_ reference: UnsafePointer<CChar>, row: Int) -> Int? {
  var (column, number, next) = (0, 0, UnsafeRawPointer(reference).assumingMemoryBound(to: UInt8.self))
  while (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next.pointee & 0xDF), next.pointee >= 0x41 {
    column = column * 26 + Int(next.pointee & 0xDF) - 64
    next += 1
    if column > WorkbookLimits.columns { return nil }
  }
  while (48...57).contains(next.pointee), number <= WorkbookLimits.rows {
    number = number * 10 + Int(next.pointee) - 48
    next += 1
  }
  return next.pointee == 0 && number == row ? column : nil
}

extension CellRange {
  /// - Returns: nil if the text is no range such as `A1:C2`.
  init?(_ text: String) {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { end -> (row: Int, column: Int)? in
      let letters = end.prefix { $0.isASCII && $0.isLetter }
      guard let row = Int(end.dropFirst(letters.count)), (1...WorkbookLimits.rows).contains(row) else { return nil }
      let column = letters.count > 3 ? nil : letters.withContiguousCellName(row)
      return column.map { (row, $0) }
    }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first.row <= last.row,
      first.column <= last.column
    else { return nil }
    (rows, columns) = (first.row...last.row, first.column...last.column)
  }
}

extension Substring {
  fileprivate func withContiguousCellName(_ row: Int) -> Int? {
    (String(self) + String(row)).withCString { cellColumn($0, row: row) }.flatMap { $0 > 0 ? $0 : nil }
  }
}
