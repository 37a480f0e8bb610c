import Model

/// What the ballots of an election add up to, by project, in thousandths.
struct BallotCount {
  /// The ballots that name a project, each once.
  var votes: [String: Int64] = [:]
  /// The points of a project.
  var points: [String: Int64] = [:]
  /// Points that could not be read. They are errors if the points are what counts.
  var flaws: [Finding] = []
}

extension PabulibFile {
  /// Whether the ballots give more than one vote for each project: points, or a ranking that stands for points.
  var hasPoints: Bool {
    meta["vote_type"]?.value.lowercased() == "ordinal"
      || voteColumns["points"] != nil && votes.contains { !($0.cells["points"] ?? "").isEmpty }
  }

  /// Adds up the ballots.
  ///
  /// A ballot without points gives one point to each project; a ranking of *n* projects gives *n* points to the first
  /// and one to the last (Borda).
  /// - Complexity: O(votes).
  func count() -> BallotCount {
    var out = BallotCount()
    let isRanked = meta["vote_type"]?.value.lowercased() == "ordinal"
    for vote in votes {
      let ballot = Self.ballot(vote.cells)
      var named: Set<String> = []
      let points = points(of: vote, for: ballot, isRanked: isRanked, &out.flaws)
      for (index, name) in ballot.enumerated() where named.insert(name).inserted {
        // Sums are capped just above the limit: what exceeds it is refused later, with the project's line.
        let cap = Quantity.limit.milli + 1
        out.votes[name] = min(cap, (out.votes[name] ?? 0) + 1000)
        out.points[name] = min(cap, (out.points[name] ?? 0) + points[index])
      }
    }
    return out
  }

  /// The points for each project of a ballot, in thousandths; zeros if they cannot be read.
  private func points(
    of vote: Row, for ballot: [String], isRanked: Bool, _ flaws: inout [Finding]
  ) -> [Int64] {
    let text = vote.cells["points"] ?? ""
    if text.isEmpty { return ballot.indices.map { isRanked ? Int64(ballot.count - $0) * 1000 : 1000 } }
    func flaw(_ code: String, _ value: String, _ expected: Bilingual, _ mend: Bilingual) {
      flaws.append(
        Finding(
          code, severity: .warning, file: file, line: vote.line, column: voteColumns["points"] ?? 0, value: value,
          expected: expected, mend: mend))
    }
    let parts = text.parts(at: ",")
    guard parts.count == ballot.count else {
      flaw(
        "row-ragged", text, Bilingual("\(ballot.count) 个分数", "\(ballot.count) numbers of points"),
        Bilingual("请与所投项目一一对应", "one for each project of the vote"))
      return ballot.map { _ in 0 }
    }
    return parts.map { part in
      if let points = try? exactDecimal(part, digits: 3, limit: Quantity.limit.milli) { return points }
      flaw(
        "number-malformed", part, Bilingual("各项目的分数", "points for each project"), Bilingual("请改正", "correct it"))
      return 0
    }
  }

  /// The projects that a ballot names, in order.
  static func ballot(_ cells: [String: String]) -> [String] {
    let text = cells["vote"] ?? ""
    return text.isEmpty ? [] : text.parts(at: ",").map(\.trimmedCell)
  }

  /// Refuses repeated and malformed project ids.
  mutating func checkIDs() {
    var first: [String: Int] = [:]
    for project in projects {
      guard let id = project.cells["project_id"], !id.isEmpty else { continue }
      let key = halfWidthID(Self.listID(id)).lowercased()
      if let line = first[key] {
        refuse(
          "id-repeated", project.line, id, Bilingual("每个编号只出现一次", "each id once"),
          Bilingual("第 \(line) 行已用此编号；请改编号或删去重复行", "line \(line) has this id already; change it or delete the row"),
          column: "project_id")
      } else if let flaw = IdentifierFlaw(Self.listID(id)) {
        refuse("id-malformed", project.line, id, flaw.expected, flaw.mend, column: "project_id")
      }
      first[key] = first[key] ?? project.line
    }
  }

  /// The id of a project in the lists. Slashes become hyphens: an election may use ids such as `L5/04`, which are not
  /// valid file names.
  static func listID(_ id: String) -> String { id.parts(at: "/").joined(separator: "-") }

  /// Warns of projects whose ids were changed.
  mutating func warnOfRewrittenIDs() {
    for project in projects {
      guard let id = project.cells["project_id"], Self.listID(id) != id else { continue }
      warn(
        "id-rewritten", project.line, projectColumns["project_id"] ?? 0, id,
        Bilingual("能作文件名的编号", "an id that a file can be named after"),
        Bilingual("清单中写作“\(Self.listID(id))”", "the lists write it ‘\(Self.listID(id))’"))
    }
  }

  /// Warns of votes for unknown projects, once for each project.
  mutating func warnOfStrayVotes() {
    var known = Set(projects.compactMap { $0.cells["project_id"] })
    for vote in votes {
      for name in Self.ballot(vote.cells) where !name.isEmpty && known.insert(name).inserted {
        warn(
          "vote-unknown", vote.line, 0, name,
          Bilingual("PROJECTS 段中的项目编号", "the id of a project in the section PROJECTS"),
          Bilingual("投给它的票都未计入；请补上此项目或改正编号", "no vote for it is counted: add the project or correct the id"))
      }
    }
  }
}
