import Model

extension PabulibFile {
  /// The votes of each project, in thousandths: from the column `votes` or `score`, or else counted from the ballots.
  ///
  /// Ballots count their points, or one vote for each project.
  mutating func support() -> [String: Int64] {
    var out: [String: Int64] = [:]
    let column = ["votes", "score"].first { key in projects.allSatisfy { !($0.cells[key] ?? "").isEmpty } }
    if let column {
      for project in projects {
        let text = project.cells[column]!
        guard let milli = try? exactDecimal(text, digits: 3, limit: Quantity.limit.milli) else {
          refuse(
            "number-malformed", project.line, text, Bilingual("得票数", "a number of votes"),
            Bilingual("请改正", "correct it"), column: column)
          continue
        }
        out[project.cells["project_id"] ?? ""] = milli
      }
      return out
    }
    for vote in votes {
      let ballot = Self.ballot(vote.cells)
      guard let points = points(of: vote, for: ballot) else { continue }
      for (name, points) in zip(ballot, points) {
        // Capped just above the limit: the oversized quantity is refused later, with the project's line.
        out[name] = min(Quantity.limit.milli + 1, (out[name] ?? 0) + points)
      }
    }
    return out
  }

  /// The points for each project of a ballot, in thousandths: one each if the ballot gives none; nil if malformed.
  private mutating func points(of vote: (cells: [String: String], line: Int), for ballot: [String]) -> [Int64]? {
    let text = vote.cells["points"] ?? ""
    if text.isEmpty { return ballot.map { _ in 1000 } }
    let parts = text.parts(at: ",")
    guard parts.count == ballot.count else {
      refuse(
        "row-ragged", vote.line, text, Bilingual("\(ballot.count) 个分数", "\(ballot.count) numbers of points"),
        Bilingual("请与所投项目一一对应", "one for each project of the vote"), column: "points")
      return nil
    }
    return parts.map { part in
      if let points = try? exactDecimal(part, digits: 3, limit: Quantity.limit.milli) { return points }
      refuse(
        "number-malformed", vote.line, part, Bilingual("各项目的分数", "points for each project"),
        Bilingual("请改正", "correct it"), column: "points")
      return 0
    }
  }

  private static func ballot(_ cells: [String: String]) -> [String] {
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

  /// Warnings for projects whose ids were changed.
  func rewrittenIDs() -> [Finding] {
    projects.compactMap { project in
      guard let id = project.cells["project_id"], Self.listID(id) != id else { return nil }
      return Finding(
        "id-rewritten", severity: .warning, file: file, line: project.line, column: projectColumns["project_id"] ?? 0,
        value: id, expected: Bilingual("能作文件名的编号", "an id that a file can be named after"),
        mend: Bilingual("清单中写作“\(Self.listID(id))”", "the lists write it ‘\(Self.listID(id))’"))
    }
  }

  /// Warnings for votes for unknown projects, one for each project.
  func strayVotes() -> [Finding] {
    var known = Set(projects.compactMap { $0.cells["project_id"] })
    return votes.flatMap { vote in
      Self.ballot(vote.cells).filter { !$0.isEmpty && known.insert($0).inserted }.map { name in
        Finding(
          "vote-unknown", severity: .warning, file: file, line: vote.line, value: name,
          expected: Bilingual("PROJECTS 段中的项目编号", "the id of a project in the section PROJECTS"),
          mend: Bilingual("投给它的票都未计入；请补上此项目或改正编号", "no vote for it is counted: add the project or correct the id"))
      }
    }
  }
}
