import Model

// Ballots that the election's own rules do not allow. Plans rest on votes and score; so what is odd about a ballot is a
// warning.
extension PabulibFile {
  /// A rule about each ballot, with the key of META that states it.
  private struct BallotRule: Sendable {
    let key: String
    /// Whether the key gives the least or the most.
    let isLeast: Bool
    /// What is bounded, in thousandths; several numbers are bounded each.
    let measure: @Sendable (_ ballot: [String], _ points: [Int64], _ costs: [String: Int64]) -> [Int64]
  }

  private static let rules: [BallotRule] = [("min", true), ("max", false)].flatMap { prefix, isLeast in
    [
      BallotRule(key: prefix + "_length", isLeast: isLeast) { ballot, _, _ in [Int64(ballot.count) * 1000] },
      BallotRule(key: prefix + "_points", isLeast: isLeast) { _, points, _ in points },
      BallotRule(key: prefix + "_sum_points", isLeast: isLeast) { _, points, _ in
        points.isEmpty ? [] : [points.reduce(0, +)]
      },
      BallotRule(key: prefix + "_sum_cost", isLeast: isLeast) { ballot, _, costs in
        [ballot.reduce(0) { $0 + (costs[$1] ?? 0) }]
      },
    ]
  }

  /// Warns of voters with two ballots, of ballots that name a project twice, and of ballots against the rules.
  /// - Complexity: O(votes × rules).
  mutating func warnOfOddBallots() {
    var first: [String: Int] = [:]
    for vote in votes {
      let ballot = Self.ballot(vote.cells)
      if let voter = vote.cells["voter_id"], !voter.isEmpty {
        if let line = first[voter] {
          warnOfBallot(
            vote.line, "voter_id", voter, Bilingual("每人一张选票", "one ballot for each voter"),
            Bilingual("第 \(line) 行已有此人的选票；请核对", "line \(line) has a ballot of this voter already: check them"))
        }
        first[voter] = first[voter] ?? vote.line
      }
      var named: Set<String> = []
      for name in ballot where !named.insert(name).inserted {
        warnOfBallot(
          vote.line, "vote", name, Bilingual("一张选票上每个项目一次", "each project once on a ballot"),
          Bilingual("计票时只计一次；请核对", "it is counted once: check the ballot"))
      }
    }
    for rule in Self.rules { warnOfBallots(against: rule) }
  }

  private mutating func warnOfBallot(
    _ line: Int, _ column: String, _ value: String, _ expected: Bilingual, _ mend: Bilingual
  ) {
    warn("pabulib-ballot-odd", line, voteColumns[column] ?? 0, value, expected, mend)
  }

  /// Names the first ballot that breaks a rule, and how many do.
  private mutating func warnOfBallots(against rule: BallotRule) {
    guard let entry = entry(rule.key) else { return }
    guard let bound = try? exactDecimal(entry.value, digits: 3, limit: Quantity.limit.milli) else {
      return warn(
        "pabulib-unread", entry.line, 2, entry.value, Bilingual("\(rule.key) 是一个数", "a number for \(rule.key)"),
        Bilingual("请改正；现未核对选票是否符合", "correct it: whether the ballots obey it is not checked"))
    }
    var costs: [String: Int64] = [:]
    for project in projects {
      costs[project.cells["project_id"] ?? ""] =
        (try? exactDecimal(project.cells["cost"] ?? "", digits: 3, limit: Quantity.limit.milli)) ?? 0
    }
    let broken = votes.filter { vote in
      let text = vote.cells["points"] ?? ""
      let points =
        text.isEmpty
        ? [] : text.parts(at: ",").compactMap { try? exactDecimal($0, digits: 3, limit: Quantity.limit.milli) }
      return rule.measure(Self.ballot(vote.cells), points, costs).contains { rule.isLeast ? $0 < bound : $0 > bound }
    }
    guard let first = broken.first else { return }
    warnOfBallot(
      first.line, "vote", first.cells["vote"] ?? "",
      Bilingual("符合 \(rule.key) \(entry.value) 的选票", "a ballot that obeys \(rule.key) \(entry.value)"),
      Bilingual(
        "共有 \(broken.count) 张选票不符合；请核对",
        "\(broken.count) ballot\(broken.count == 1 ? " does" : "s do") not obey it: check them"))
  }
}
