/// The place of a finding: a file, or a cell of a file or of a sheet.
public struct FindingPlace: Hashable, Sendable {
  /// Name of the file; of a sheet, that of its workbook and its own, as in `台账.xlsx:资金`.
  public let file: String
  /// Line in the file or row of the sheet, counted from 1; 0 for all of it.
  public let line: Int
  /// Column in the row, counted from 1; 0 for the whole row.
  public let column: Int

  /// Creates a place from its parts.
  public init(file: String, line: Int, column: Int = 0) { (self.file, self.line, self.column) = (file, line, column) }

  /// The name of a sheet of a workbook where findings name files.
  public static func sheet(_ sheet: String, of workbook: String) -> String { workbook + ":" + sheet }

  /// Whether the file is a sheet of a workbook.
  public var isInSheet: Bool {
    // A name of a sheet holds no colon.
    guard let colon = file.utf8.lastIndex(of: UInt8(ascii: ":")) else { return false }
    return isWorkbookName(file[..<colon])
  }

  /// The cell as spreadsheets call it, such as `C7`; nil outside of a sheet and for more than a cell.
  public var cell: String? { isInSheet && line > 0 && column > 0 ? Self.letters(ofColumn: column) + String(line) : nil }

  /// The place in one line: `funds.csv:7:3` for a cell of a file, `台账.xlsx:资金!C7` for one of a sheet.
  public var text: String {
    if let cell { return file + "!" + cell }
    guard line > 0 else { return file }
    if isInSheet { return file + "!\(line)" }
    return file + ":\(line)" + (column > 0 ? ":\(column)" : "")
  }

  /// The letters that name a column, counted from 1, of a sheet.
  public static func letters(ofColumn column: Int) -> String {
    var (rest, letters) = (column, "")
    while rest > 0 {
      rest -= 1
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
      rest /= 26
    }
    return letters
  }
}

/// Whether a file is by its name a workbook that can be read.
public func isWorkbookName(_ name: some StringProtocol) -> Bool {
  let name = name.lowercased()
  return name.hasSuffix(".xlsx") || name.hasSuffix(".xlsm")
}

extension Finding {
  /// Where it is.
  public var place: FindingPlace { FindingPlace(file: file, line: line, column: column) }
}
