import Model

// What a file says of itself, against what stands in it. A disagreement is a warning: files are cut off in transfer, and
// official results may weigh ballots or leave some out.
extension PabulibFile {
  /// Warns where the counts and sums of the file disagree with its rows.
  mutating func warnOfDisagreements(_ count: BallotCount) {
    warnOfTotal("num_projects", projects.count)
    warnOfTotal("num_votes", votes.count)
    warnOfFullFunding()
    guard !votes.isEmpty else { return warnOfMissingBallots() }
    warnOfSums("votes", count.votes)
    warnOfSums("score", count.points)
  }

  /// - Parameters:
  ///   - named: What the file says.
  ///   - found: What the file has.
  private mutating func warnOfCount(_ line: Int, _ column: Int, _ named: String, _ key: String, found: String) {
    warn(
      "pabulib-count-differs", line, column, named,
      Bilingual("\(found)：文件里的 \(key)", "\(found), the \(key) that the file has"),
      Bilingual(
        "请核对文件是否完整；现按文件所写的 votes、score 计",
        "check that the file is complete; what it writes as votes and score is counted"))
  }

  private mutating func warnOfTotal(_ key: String, _ found: Int) {
    guard let entry = entry(key) else { return }
    guard (try? exactDecimal(entry.value, digits: 0, limit: .max / 16)) != Int64(found) else { return }
    warnOfCount(entry.line, 2, entry.value, key, found: "\(found)")
  }

  private mutating func warnOfSums(_ key: String, _ sums: [String: Int64]) {
    // Points that the ballots do not give cannot be added up; on a ballot of approval each vote is one.
    let isApproval = ["approval", "choose-1"].contains(meta["vote_type"]?.value.lowercased())
    guard let column = projectColumns[key], key == "votes" || hasPoints || isApproval else { return }
    for project in projects {
      let sum = sums[project.cells["project_id"] ?? ""] ?? 0
      guard let text = project.cells[key], !text.isEmpty,
        let written = try? exactDecimal(text, digits: 3, limit: Quantity.limit.milli), written != sum
      else { continue }
      warnOfCount(project.line, column, text, key, found: decimalText(Int128(sum), digits: 3, trimmed: true))
    }
  }

  /// Votes of which no ballot stands in the file.
  private mutating func warnOfMissingBallots() {
    guard entry("num_votes") == nil, let column = projectColumns["votes"] ?? projectColumns["score"] else { return }
    warn(
      "pabulib-count-differs", headers["PROJECTS"]?.line ?? 0, column, "",
      Bilingual("VOTES 段中的选票", "ballots in the section VOTES"),
      Bilingual("文件没有选票，票数和得分无从核对", "the file has no ballots against which to check votes and score"))
  }

  private mutating func warnOfFullFunding() {
    guard let flag = entry("fully_funded"), flag.value == "1", let budget = entry("budget"),
      let total = try? exactMoney(budget.value, currency)
    else { return }
    let costs = projects.compactMap { try? exactMoney($0.cells["cost"] ?? "", currency) }
    let sum = costs.reduce(Int128(0)) { $0 + Int128($1.minorUnits) }
    guard sum > Int128(total.minorUnits) else { return }
    warn(
      "pabulib-count-differs", flag.line, 2, "fully_funded;1",
      Bilingual("不少于全部项目费用的预算", "a budget of no less than all projects cost"),
      Bilingual(
        "全部项目共 \(decimalText(sum, digits: currency.digits, trimmed: true))，预算 \(budget.value)；请核对",
        "the projects cost \(decimalText(sum, digits: currency.digits, trimmed: true)), the budget is \(budget.value): check them"
      ))
  }
}
