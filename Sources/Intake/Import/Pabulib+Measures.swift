import Model

/// What the voters said of each project, in thousandths, in the order of the projects.
struct PabulibMeasures {
  /// What a funded project brings.
  var utility: PabulibUtility
  /// The votes; nil if the file gives none.
  var votes: [Int64]?
  /// The points; nil if the file gives none.
  var score: [Int64]?
  /// Whether the file itself gives the points, so that thresholds are about them.
  var isScored: Bool

  /// What counts for a funded project, before a cost is multiplied by it.
  var counted: [Int64]? { utility == .score ? score : votes }
  /// What thresholds are about, and its name: the score if the file gives one, else the votes.
  var tested: (name: String, values: [Int64]?) { isScored ? ("score", score) : ("votes", votes) }
}

extension PabulibFile {
  /// The votes and points of the projects: those of PROJECTS or, where it has none, those that the ballots add up to.
  /// - Parameter utility: What the user asked for.
  mutating func measures(_ utility: PabulibUtility?, _ count: BallotCount) -> PabulibMeasures {
    let written = (votes: column("votes"), score: column("score"))
    let hasBallots = !votes.isEmpty
    func counted(_ sums: [String: Int64]) -> [Int64] { projects.map { sums[$0.cells["project_id"] ?? ""] ?? 0 } }
    let hasPoints = hasPoints
    let byPoints = written.votes == nil && (written.score != nil || hasPoints)
    // On a ballot of approval each vote is one point, and the score is the number of votes.
    let isVotesAlone = written.score == nil && !hasPoints
    let chosen = utility == .score && isVotesAlone ? .votes : utility ?? (byPoints ? .score : .votes)
    let votes = written.votes ?? (hasBallots ? counted(count.votes) : nil)
    let score = written.score ?? (isVotesAlone ? votes : hasBallots ? counted(count.points) : nil)
    let measures = PabulibMeasures(
      utility: chosen, votes: votes, score: score, isScored: written.score != nil || (written.votes == nil && hasPoints)
    )
    let countsPoints = written.score == nil && hasPoints && (chosen == .score || measures.isScored)
    for var flaw in count.flaws {
      // Points that do not count are odd, and no error.
      if countsPoints { flaw.severity = .error } else { flaw.code = WarningCode.pabulibBallotOdd.rawValue }
      add(flaw)
    }
    if measures.counted == nil { refuseMissing(chosen) }
    if utility == nil, let votes = written.votes, let score = written.score, votes != score { warnOfChoice() }
    return measures
  }

  /// The numbers of a column of PROJECTS, in thousandths; nil if it is missing or blank.
  private mutating func column(_ key: String) -> [Int64]? {
    guard projects.contains(where: { !($0.cells[key] ?? "").isEmpty }) else { return nil }
    return projects.map { project in
      let text = project.cells[key] ?? ""
      if let milli = try? exactDecimal(text, digits: 3, limit: Quantity.limit.milli) { return milli }
      refuse(
        text.isEmpty ? "cell-missing" : "number-malformed", project.line, text,
        key == "votes" ? Bilingual("得票数", "a number of votes") : Bilingual("得分", "a number of points"),
        text.isEmpty
          ? Bilingual("请补上；整列都空时由选票计数", "fill it in; the ballots are counted if the whole column is blank")
          : Bilingual("请改正", "correct it"), column: key)
      return 0
    }
  }

  private mutating func refuseMissing(_ utility: PabulibUtility) {
    let isScore = utility == .score
    refuse(
      "pabulib-measure-missing", headers["PROJECTS"]?.line ?? 0, utility.rawValue,
      isScore
        ? Bilingual("“score”列，或选票上的分数", "a column score, or points on the ballots")
        : Bilingual("“votes”列，或选票", "a column votes, or ballots"),
      isScore
        ? Bilingual("请补上，或改用 --utility votes", "add them, or use --utility votes")
        : Bilingual("请补上；没有票数，分不出项目的先后", "add them: without votes no project is better than another"))
  }

  private mutating func warnOfChoice() {
    warn(
      "pabulib-utility-open", headers["PROJECTS"]?.line ?? 0, projectColumns["score"] ?? 0, "score",
      Bilingual("选定按票数还是按得分", "a choice between votes and score"),
      Bilingual(
        "文件既有 votes 又有 score，二者不同；现按票数计。要按得分，请加 --utility score；确按票数，请加 --utility votes",
        "the file has votes and a score, which differ; votes are counted. For points add --utility score; if votes are meant, --utility votes"
      ))
  }
}
