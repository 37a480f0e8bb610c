import Model

extension PabulibFile {
  /// The votes of each project: its column, else its score, else counted from the ballots (points where there are points).
  mutating func support() -> [String: Int64] {
    var out: [String: Int64] = [:]
    let column = ["votes", "score"].first { key in projects.allSatisfy { !($0.cells[key] ?? "").isEmpty } }
    if let column {
      for project in projects {
        let text = project.cells[column]!
        guard let milli = try? exactDecimal(text, digits: 3, limit: Quantity.limit.milli) else {
          refuse(
            "number-malformed", project.line, text, Bilingual("得票数", "a number of votes"),
            Bilingual("请改正", "correct it"))
          continue
        }
        out[project.cells["project_id"] ?? ""] = milli
      }
      return out
    }
    for vote in votes {
      let points = (vote.cells["points"] ?? "").split(separator: ",").map { text in
        let points = try? exactDecimal(String(text), digits: 3, limit: Quantity.limit.milli)
        if points == nil {
          refuse(
            "number-malformed", vote.line, String(text), Bilingual("各项目的分数", "points for each project"),
            Bilingual("请改正", "correct it"))
        }
        return points ?? 0
      }
      for (index, name) in Self.ballot(vote.cells).enumerated() {
        out[name, default: 0] += index < points.count ? points[index] : 1000
      }
    }
    return out
  }

  private static func ballot(_ cells: [String: String]) -> [String] {
    (cells["vote"] ?? "").split(separator: ",").map { String($0).trimmedCell }
  }

  /// Ids that are written twice, or as no list may have them.
  mutating func checkIDs() {
    var first: [String: Int] = [:]
    for project in projects {
      guard let id = project.cells["project_id"], !id.isEmpty else { continue }
      if let line = first[id] {
        refuse(
          "id-repeated", project.line, id, Bilingual("每个编号只出现一次", "each id once"),
          Bilingual("第 \(line) 行已用此编号；请改编号或删去重复行", "line \(line) has this id already; change it or delete the row"))
      } else if !RowReader.isIdentifier(id) {
        refuse(
          "id-malformed", project.line, id, Bilingual("不超过 64 个字母、汉字、数字或 - _ .", "at most 64 letters, digits, - _ ."),
          Bilingual("请去掉其他符号", "leave out other signs"))
      }
      first[id] = first[id] ?? project.line
    }
  }

  /// Votes for projects that the file does not have, once for each.
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
