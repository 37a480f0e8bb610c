import Model

// What an election says may not be funded.
extension PabulibFile {
  /// The decisions about projects outside the election's bounds on score and cost, in the order of the projects.
  mutating func bars(_ measures: PabulibMeasures) -> [(project: String, line: Int, bars: [ElectionBar])] {
    var out = projects.map { (project: $0.cells["project_id"] ?? "", line: $0.line, bars: [ElectionBar]()) }
    for bound in ElectionBound.allCases {
      guard let entry = entry(bound.rawValue) else { continue }
      let isCost = bound != .leastScore
      let digits = isCost ? currency.digits : 3
      guard let limit = try? exactDecimal(entry.value, digits: digits, limit: Money.limit.minorUnits) else {
        refuse(
          "number-malformed", entry.line, entry.value,
          Bilingual("\(bound.rawValue) 是一个数", "a number for \(bound.rawValue)"),
          Bilingual("请改正", "correct it"), cell: 2)
        continue
      }
      let tested = isCost ? ("cost", costs()) : measures.tested
      for (index, value) in (tested.1 ?? []).enumerated() where bound.isLeast ? value < limit : value > limit {
        func text(_ number: Int64) -> String { decimalText(Int128(number), digits: digits, trimmed: true) }
        out[index].bars.append(
          ElectionBar(bound: bound, limit: text(limit), measure: tested.0, value: text(value)))
      }
    }
    warnOfBounds(out.map(\.bars))
    return out.filter { !$0.bars.isEmpty }
  }

  /// Refuses a least cost above the greatest, and warns where the bounds leave no project.
  private mutating func warnOfBounds(_ bars: [[ElectionBar]]) {
    func amount(_ key: String) -> Int64? {
      entry(key).flatMap { try? exactDecimal($0.value, digits: currency.digits, limit: Money.limit.minorUnits) }
    }
    if let least = amount("min_project_cost"), let most = amount("max_project_cost"), least > most,
      let entry = entry("min_project_cost")
    {
      return refuse(
        "scale-reversed", entry.line, entry.value,
        Bilingual("min_project_cost 不大于 max_project_cost", "min_project_cost no larger than max_project_cost"),
        Bilingual("没有项目能同时符合：请改正其中一个", "no project can meet both: correct one of them"), cell: 2)
    }
    guard !bars.isEmpty, bars.allSatisfy({ !$0.isEmpty }), let bound = bars[0].first?.bound,
      let entry = entry(bound.rawValue)
    else { return }
    warn(
      WarningCode.pabulibDoubtful.rawValue, entry.line, 2, entry.value,
      Bilingual("至少有一个项目符合得分与费用的界限", "a project within the bounds on score and cost"),
      Bilingual(
        "所有项目都被排除，不会安排任何项目；请核对 \(bound.rawValue) 等界限",
        "every project is excluded, and none is funded: check \(bound.rawValue) and the other bounds"))
  }

  /// The costs in minor units; a cost that cannot be read is refused elsewhere.
  private func costs() -> [Int64] {
    projects.map { (try? exactMoney($0.cells["cost"] ?? "", currency))?.minorUnits ?? 0 }
  }

  /// The sets of projects of which the comment says that they are mutually exclusive, in these words:
  /// `projects 12 and 26 are mutually exclusive`, or `were treated (by whom) as mutually exclusive`.
  func exclusions() -> [[String]] {
    guard let comment = entry("comment") else { return [] }
    let known = Set(projects.compactMap { $0.cells["project_id"] })
    let sentence =
      /(?i)\bprojects?\s+([^\s,;]+(?:,\s*[^\s,;]+)*),?\s+and\s+([^\s,;]+)\s+(?:are|were)\s+(?:treated\s+(?:by\s+(?:the\s+)?\w+\s+)?as\s+)?mutually\s+exclusive\b/
    return comment.value.matches(of: sentence).compactMap { match in
      let ids = String(match.1).parts(at: ",").map(\.trimmedCell) + [String(match.2)]
      return ids.allSatisfy(known.contains) && Set(ids).count == ids.count ? ids : nil
    }
  }

  /// Warns that the comment is for people, and says what was read of it.
  mutating func warnOfComment() {
    guard let comment = entry("comment") else { return }
    let read = exclusions().map { $0.joined(separator: ", ") }.joined(separator: "; ")
    warn(
      "pabulib-unread", comment.line, 2, comment.value,
      Bilingual("不影响方案的说明", "a comment that has no bearing on the plan"),
      read.isEmpty
        ? Bilingual(
          "comment 未照办；其中若有规定，请写进清单", "nothing of the comment is followed; what it rules, write into the lists")
        : Bilingual(
          "只读出互斥的项目：\(read)；其余未照办，其中若有规定，请写进清单",
          "only that projects exclude each other was read (\(read)); what else it rules, write into the lists"))
  }
}
