/// Why a file cannot be read as a workbook.
public enum WorkbookFlaw: Error, Hashable, Sendable {
  /// It is no zip file, or is cut off.
  case noZip
  /// It is in the form of programs before 2007 (.xls), under whatever name.
  case oldForm
  /// It is protected by a password.
  case protected
  /// It is a zip file without the parts of a workbook, or a binary workbook.
  case noWorkbook
  /// A part is damaged: it does not inflate, is no XML, or holds what a sheet cannot hold.
  case damaged(part: String)
  /// A part declares a document type, as no spreadsheet program writes it.
  case documentType(part: String)
  /// Two parts have one name, so that two programs may read different ones.
  case repeatedPart(String)
  /// A sheet lies outside of the workbook.
  case outside(String)
  /// It exceeds a limit.
  case tooLarge(Limit)

  /// What a workbook may hold at most.
  public enum Limit: Sendable {
    /// Bytes of its parts, inflated.
    case bytes
    /// Parts.
    case parts
    /// Bytes of text in its cells.
    case text
    /// Cells up to the last filled one of each row.
    case cells
    /// Merged ranges.
    case merges
    /// Cells without a value that can be read.
    case flaws
    /// Bytes of the file itself.
    case file
  }
}

/// The limits of a workbook, which bound the memory that reading takes.
public enum WorkbookLimits {
  /// Bytes of the file.
  public static let file = 256 << 20
  /// Parts in the file.
  public static let parts = 10_000
  /// Bytes of its parts, inflated: of any workbook up to the first, of one that is packed up to this many times densely
  /// up to the second. What a spreadsheet program writes is packed ten to thirty times.
  static let (fewBytes, bytes, ratio): (UInt64, UInt64, UInt64) = (64 << 20, 1 << 30, 200)
  /// Bytes of text in all cells, each text counted as often as it stands in a cell.
  public static let text = 256 << 20
  /// Cells up to the last filled one of each row.
  public static let cells = 8_000_000
  /// Bytes of one text.
  static let oneText = 1 << 20
  static let merges = 100_000
  /// Cells without a value that can be read.
  public static let flaws = 100_000
  /// The rows and columns of a sheet.
  public static let (rows, columns) = (1_048_576, 16_384)
}
