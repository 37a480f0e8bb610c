import Model

/// What an election's file says of itself that no list holds.
public struct PabulibHeader: Sendable {
  /// The country by its English name, or `Worldwide`.
  public var country: String
  /// The edition, such as a year.
  public var instance: String
  /// The first and the last day of the vote: `dd.mm.yyyy`, or a year.
  public var begin: String
  /// See ``begin``.
  public var end: String

  /// Creates a header from its parts.
  public init(country: String, instance: String, begin: String, end: String) {
    (self.country, self.instance, self.begin, self.end) = (country, instance, begin, end)
  }
}

/// Lists, or a plan with its lists, as an election in Pabulib's format.
///
/// The lists hold what the voters said of each project, not who said it. So the ballots are made up: they add up to the
/// votes, and to the score, of each project, and the comment of the file says so.
/// - Source: the description of the format at pabulib.org/format.
public struct PabulibText: Sendable {
  /// The text of the file, in UTF-8 with line feeds.
  public let text: String
  /// What `import pabulib` is to take as utility, so that the lists mean the same again.
  public let utility: PabulibUtility
  /// Doubts that refuse nothing, such as a project that costs more than the whole budget.
  public let warnings: [Finding]

  /// The beginning of the comment in every file that is written here.
  public static let mark = "#1: Written by allot export pabulib."

  /// Writes an election.
  /// - Parameter awards: What a plan carries out; nil where there is no plan.
  /// - Throws: ``Findings`` with everything in the lists that the format cannot say.
  /// - Complexity: O(projects × log projects + ballots).
  public init(
    _ instance: Instance, awards: [Allocation.Award]?, header: PabulibHeader
  ) throws(Findings) {
    var election = PabulibElection(instance)
    let budgets = election.budgets()
    let counts = election.counts()
    let bounds = election.bounds(counts)
    election.refuseOtherRules()
    if let refusal = Findings(election.findings) { throw refusal }
    election.warnOfOddCosts(budgets.total)
    let selected = awards.map { Set($0.map(\.project)) }
    let ballots = counts.ballots()
    let meta = election.meta(header, budgets, bounds, counts, ballots.count)
    let lines =
      ["META", "key;value"] + meta.map { "\($0);\(pabulibCell($1))" }
      + ["PROJECTS"] + election.projectRows(budgets, counts, selected)
      + ["VOTES", counts.score == nil ? "voter_id;vote" : "voter_id;vote;points"] + ballots
    text = lines.joined(separator: "\n") + "\n"
    utility = counts.utility
    warnings = election.findings.inOrder
  }
}

/// A cell of a Pabulib file: quoted if it holds a separator, a quote or a line end.
func pabulibCell(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0 == ";" || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
    return text
  }
  return "\"" + String(String.UnicodeScalarView(text.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] })) + "\""
}

/// The lists as an election, and what of them the format cannot say.
struct PabulibElection {
  let instance: Instance
  var findings: [Finding] = []

  init(_ instance: Instance) { self.instance = instance }

  var lists: Lists { instance.lists }

  /// Refuses what stands in a cell, as nothing in the format says it.
  mutating func refuse(
    _ origin: Origin, _ cell: some CellKeyConvertible, _ value: String, _ expected: Bilingual,
    _ mend: Bilingual = Bilingual("请删去，或不写成 .pb 文件", "delete it, or do without a .pb file")
  ) {
    findings.append(
      Finding("pabulib-inexpressible", at: origin, cell.cell, value: value, expected: expected, mend: mend))
  }

  func plain(_ money: Money) -> String {
    decimalText(Int128(money.minorUnits), digits: lists.currency.digits, trimmed: true)
  }

  /// The cost of a project in minor units.
  /// - Precondition: It has one variant of fixed scale.
  func cost(_ project: Project) -> Money {
    let variant = project.variants[0]
    return Money(Int64(clamping: variant.cost(at: variant.scaleMin)))
  }

  /// Warns of costs that Pabulib's checker does not accept.
  mutating func warnOfOddCosts(_ budget: Money) {
    for project in lists.projects where cost(project) == .zero || cost(project) > budget {
      let line = project.variants[0].costs.first?.origin ?? project.origin
      findings.append(
        Finding(
          "pabulib-doubtful", severity: .warning, at: line, .costs(.fixed), value: plain(cost(project)),
          expected: Bilingual(
            "大于 0、不超过总预算 \(plain(budget)) 的费用", "a cost above 0 and within the budget of \(plain(budget))"),
          mend: Bilingual(
            "已照写；Pabulib 的检查程序不接受这样的项目", "it is written all the same; Pabulib's checker does not accept such a project")
        ))
    }
  }
}
