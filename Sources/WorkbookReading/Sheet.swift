/// The filled cells of a sheet as texts.
///
/// Rows without a filled cell take no room; in a row, blank cells stand only before filled ones.
public struct Sheet: Sendable {
  /// The name on its tab.
  public let name: String
  /// Whether the program does not show it.
  public let isHidden: Bool
  /// The texts of its cells, in UTF-8; cells with one text may share it.
  public internal(set) var bytes: [UInt8] = []
  /// The number of each row with a filled cell and its first cell in `cells`.
  public internal(set) var rows: [(number: Int, firstCell: Int)] = []
  /// The text of each cell as a range of `bytes`, from the first column of its row on.
  public internal(set) var cells: [Range<Int>] = []
  /// The merged ranges.
  public internal(set) var merges: [CellRange] = []
  /// The numbers of the rows with a filled cell that the program does not show.
  public internal(set) var hiddenRows: [Int] = []
  /// The columns that the program does not show, counted from 1.
  public internal(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// The cells whose text says less than the cell.
  public internal(set) var flaws: [CellFlaw] = []
  /// Whether it has any filled cell. Of a sheet that nobody asked for, no more is known.
  public internal(set) var isBlank = true
}

/// A range of cells, counted from 1.
public struct CellRange: Hashable, Sendable {
  /// Its rows.
  public let rows: ClosedRange<Int>
  /// Its columns.
  public let columns: ClosedRange<Int>
}

/// A cell that holds no value that can be taken as it is.
public struct CellFlaw: Sendable {
  /// What is wrong with it.
  public enum Kind: Hashable, Sendable {
    /// An error such as `#REF!`.
    case error
    /// A formula that was saved without its value.
    case uncomputed
    /// A whole number of more than 15 digits, of which the last ones are lost.
    case lostDigits
    /// A number that its format shows as another one.
    case unclearFormat
  }

  /// The row, counted from 1.
  public let row: Int
  /// The column, counted from 1.
  public let column: Int
  /// What is wrong with it.
  public let kind: Kind
  /// The error, the formula or the number.
  public let text: String
}
