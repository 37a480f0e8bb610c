import Model

/// A workbook before it is written: its sheets, and what it states of itself.
public struct Workbook: Sendable {
  /// The title in its properties.
  public var title: String
  /// The day that it states as its date; nil for 2000-01-01, as the same contents have the same bytes at any time.
  public var date: Day?
  /// The sheets in their order; no two names are equal, whatever their capitals.
  public var sheets: [Sheet] = []
  /// Names of ranges of cells, with their formulas, for drop-downs.
  public var names: [(name: String, formula: String)] = []

  /// Creates a workbook without sheets.
  public init(title: String, date: Day? = nil) { (self.title, self.date) = (title, date) }
}

/// One sheet: cells from the first row on, and how they are laid out, chosen from and printed.
public struct Sheet: Sendable {
  /// The most rows of a sheet in an .xlsx file.
  public static let mostRows = 1_048_576

  /// A range of cells; rows and columns count from 0.
  public struct Range: Sendable, Equatable {
    /// The rows and columns, with both ends.
    public var rows, columns: ClosedRange<Int>
  }

  /// What a cell may be chosen from.
  public enum Choice: Sendable, Equatable {
    /// One of these words; anything else is refused with the message.
    case words([String], title: String, message: String)
    /// What the cells of a formula hold; anything else may be typed.
    case cells(String)
  }

  /// A whole column.
  public struct Column: Sendable, Equatable {
    /// The width in characters of the default font.
    public var width: Int
    /// The style of cells that are not written.
    public var style = Style()
  }

  /// The name on the tab: at most 31 characters, none of `[]:*?/\`.
  public var name: String
  /// The rows; cells that a row does not reach are empty.
  public var rows: [[Cell]] = []
  /// The columns.
  public var columns: [Column] = []
  /// The heights of rows in points; rows without one fit their contents.
  public var heights: [Int: Int] = [:]
  /// The notes on cells.
  public var notes: [(row: Int, column: Int, text: String)] = []
  /// What ranges of cells may be chosen from.
  public var choices: [(range: Range, choice: Choice)] = []
  /// The rows and columns that stay in sight.
  public var frozen = (rows: 0, columns: 0)
  /// The cells that can be filtered, with their header.
  public var filtered: Range?
  /// The cells in which a number may be text.
  public var numbersAsText: Range?
  /// The rows that each printed page repeats; nil for none.
  public var repeated: ClosedRange<Int>?
  /// Whether the cells that are written are all that is printed; otherwise all cells are that are filled when it is printed.
  public var isPrintedWhole = false
  /// Whether pages are printed upright.
  public var isPortrait = false
  /// The colour of the tab as 0xRRGGBB; nil for none.
  public var tab: Int32?
  /// The text at the foot of each page, in the codes of spreadsheets: `&P` is the page, `&N` how many there are.
  public var footer = "&C&P / &N"

  /// Creates a sheet without cells.
  public init(name: String) { self.name = name }
}

/// A cell: what it holds and how it looks.
public struct Cell: Sendable, Equatable {
  /// What a cell holds.
  public enum Value: Sendable, Equatable {
    /// Nothing.
    case blank
    /// A text, never a formula, whatever it begins with.
    case text(String)
    /// A whole number of 10^-`digits`.
    case decimal(Int128, digits: Int)
    /// A day.
    case day(Day)
    /// A length of time in minutes.
    case minutes(Int128)
    /// The sum of the cells above it in these rows, and the value that it has.
    indirect case sum(of: ClosedRange<Int>, Value)
    /// A text that leads to a sheet.
    case link(sheet: String, String)
  }

  /// What the cell holds.
  public var value: Value
  /// How it looks.
  public var style: Style

  /// Creates a cell from its parts.
  public init(_ value: Value, _ style: Style = Style()) { (self.value, self.style) = (value, style) }
}

/// How a cell looks.
public struct Style: Sendable, Hashable {
  /// Where the text of a cell stands.
  public enum Alignment: Int32, Sendable {
    /// Texts on the left, numbers on the right; or always on one side or in the middle.
    case automatic, left, centre, right
  }

  /// The letters.
  public var isBold = false, isItalic = false
  /// The size of the letters in points; nil for the default.
  public var size: Int?
  /// The colours of letters and ground as 0xRRGGBB; nil for the default.
  public var colour, fill: Int32?
  /// Whether a long text takes several lines.
  public var wraps = false
  /// Whether thin lines stand around the cell.
  public var hasBorder = false
  /// Where the text stands.
  public var alignment = Alignment.automatic
  /// Whether the text keeps the width of a character from the left border.
  public var isIndented = false
  /// The format of numbers, such as `#,##0.00`; nil for General.
  public var format: String?

  /// Creates the default style.
  public init() {}

  /// The format of a number with so many decimals, which are all shown.
  static func fixed(_ digits: Int) -> String {
    "#,##0" + (digits > 0 ? "." + String(repeating: "0", count: digits) : "")
  }
  /// The formats of texts, of days, and of lengths of time in hours and minutes.
  static let text = "@", day = "yyyy-mm-dd", hours = "[h]:mm"
}
