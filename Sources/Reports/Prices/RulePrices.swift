import Model

/// 规定的代价. The price of each line of the rulebook, as it is told (docs/prices.md).
///
/// Values are decimal texts in the unit of the policy.
public struct RulePrices: Sendable, Encodable {
  /// Words in both languages.
  public struct Words: Sendable, Encodable {
    let zh: String, en: String

    /// The words.
    public init(_ words: Bilingual) { (zh, en) = (words.zh, words.en) }

    subscript(language: Language) -> String { language == .zh ? zh : en }
  }

  /// A cell in which a line stands, with its place in the files that were read; line 0 where it has none.
  public struct Cell: Sendable, Encodable {
    /// The list, the item and the column.
    public let list: String, id: String, column: String
    /// The file, and the row in it from 1.
    public let file: String, line: Int

    /// Creates a cell from its parts.
    public init(list: String, id: String, column: String, file: String, line: Int) {
      (self.list, self.id, self.column, self.file, self.line) = (list, id, column, file, line)
    }
  }

  /// What a floor stage comes to with a line and without it, as decimal texts.
  public struct Floor: Sendable, Encodable {
    /// The stage.
    public let stage: String
    /// With the line and without it.
    public let before: String, after: String

    /// Creates a record from its parts.
    public init(stage: String, before: String, after: String) {
      (self.stage, self.before, self.after) = (stage, before, after)
    }
  }

  /// A line and its price.
  public struct Line: Sendable, Encodable {
    /// How much is known of a price.
    public enum Status: String, Sendable, Encodable {
      /// It costs something.
      case costs
      /// Without it, the floors could be served better.
      case floors
      /// It costs no more than ``most``, and may cost nothing.
      case open
      /// It is proven to cost nothing.
      case none
      /// Nothing is proven within the work limit.
      case undecided
    }

    /// A name that no other line has.
    public let id: String
    /// The rule's name in docs/rules.md.
    public let rule: String
    /// Whether it is the amount of a fund.
    public let isAmount: Bool
    /// The rule's name, what it is about, and what its cells hold.
    public let ruleName: Words, subjects: Words, text: Words
    /// The cells.
    public let cells: [Cell]
    /// Whose it is: a level, `donors`, or nil for nobody's; and in words.
    public let owner: String?, ownerName: Words?
    /// How much is known.
    public let status: Status
    /// The price lies between these; nil where nothing is proven.
    public let least: String?, most: String?
    /// What the floors come to, where they could be served better.
    public let floors: [Floor]
    /// Whether it was taken away alone; otherwise its price follows from that of several lines.
    public let isOwn: Bool
    /// Whether a work limit left the price less exact than it was asked for.
    public let isLimited: Bool

    /// Creates a line from its parts.
    public init(
      id: String, rule: String, isAmount: Bool, words: (rule: Bilingual, subjects: Bilingual, text: Bilingual),
      cells: [Cell], owner: String?, ownerName: Bilingual?, status: Status, least: String?, most: String?,
      floors: [Floor], isOwn: Bool, isLimited: Bool
    ) {
      (self.id, self.rule, self.isAmount, self.cells) = (id, rule, isAmount, cells)
      (ruleName, subjects, text) = (Words(words.rule), Words(words.subjects), Words(words.text))
      (self.owner, self.ownerName, self.status) = (owner, ownerName.map { Words($0) }, status)
      (self.least, self.most, self.floors) = (least, most, floors)
      (self.isOwn, self.isLimited) = (isOwn, isLimited)
    }

    /// The first place of the line, such as `funds.csv:4`; empty where it has none.
    var place: String { cells.first { $0.line > 0 }.map { FindingPlace(file: $0.file, line: $0.line).text } ?? "" }
  }

  let schema = "allot-prices-1"
  /// The title of the lists.
  public let title: String
  /// The currency.
  public let currency: Currency
  /// What the policy maximises, and the unit of values and prices.
  public let objective: String, unit: String
  /// The relative gap within which each solve was asked for, as decimal text, and the simplex iterations of one solve at most.
  public let gap: String, workLimit: Int
  /// The value of the plan, and what no plan passes whose floors are as good.
  public let value: String, bound: String
  /// The lines, the dearest first.
  public let lines: [Line]
  /// What departments come to that do not pool.
  public let fragmentation: FragmentedDepartments

  /// Creates the prices from their parts.
  public init(
    lists: Lists, objective: String, unit: String, gap: String, workLimit: Int, value: String, bound: String,
    lines: [Line], fragmentation: FragmentedDepartments
  ) {
    self.fragmentation = fragmentation
    (title, currency, self.objective, self.unit) = (lists.title, lists.currency, objective, unit)
    (self.gap, self.workLimit, self.value, self.bound, self.lines) = (gap, workLimit, value, bound, lines)
  }
}
