import Model

/// The keys of META and the columns of PROJECTS and VOTES, by what becomes of them.
///
/// - Source: the description of the format at pabulib.org/format, and pabulib-checker 1.0.8.
private enum FormatKeys {
  /// What decides the lists, or is checked against the file.
  static let read: [String: Set<String>] = [
    "META": [
      "description", "unit", "currency", "budget", "budget_per_category", "categories", "budget_per_neighborhood",
      "neighborhoods", "num_projects", "num_votes", "vote_type", "rule", "fully_funded", "comment", "scoring_fn",
      "min_length", "max_length", "min_points", "max_points", "min_sum_points", "max_sum_points", "min_sum_cost",
      "max_sum_cost",
    ],
    "PROJECTS": [
      "project_id", "cost", "votes", "score", "name", "category", "beneficiaries", "target", "neighborhood", "district",
    ],
    "VOTES": ["voter_id", "vote", "points"],
  ]
  /// What only tells of the election or of who voted; it cannot bear on what is funded. `selected` is an outcome.
  static let silent: [String: Set<String>] = [
    "META": [
      "country", "district", "subunit", "subdistricts", "instance", "edition", "language", "date_begin", "date_end",
      "acknowledgments", "experimental",
    ],
    "PROJECTS": ["selected"],
    "VOTES": [
      "age", "sex", "voting_method", "district", "neighborhood", "education", "topic_preference_transport",
      "topic_preference_culture", "topic_preference_nature", "district_preference", "time_taken_seconds",
      "format_easiness", "format_expressiveness", "format_rank",
    ],
  ]
  /// How an election was decided. A plan follows none of these: it is a best one.
  static let rules: Set<String> = [
    "greedy", "greedy-no-skip", "greedy-threshold", "greedy-exclusive", "greedy-custom", "equalshares",
    "equalshares-comparison", "equalshares/add1", "equalshares/add1-comparison", "unknown",
  ]
  static let voteTypes: Set<String> = ["approval", "ordinal", "cumulative", "scoring", "choose-1"]

  static func knows(_ name: String, in section: String) -> Bool {
    read[section]!.contains(name) || silent[section]!.contains(name) || ElectionBound(rawValue: name) != nil
  }
}

extension PabulibFile {
  /// Warns of every key and column that is not honoured, once each.
  mutating func warnOfUnread() {
    for (key, entry) in meta.sorted(by: { $0.key < $1.key }) where !entry.value.isEmpty {
      if !FormatKeys.knows(key, in: "META") { warnOfUnread(key, entry.line, 1) }
    }
    for (section, rows) in [("PROJECTS", projects), ("VOTES", votes)] {
      guard let header = headers[section] else { continue }
      for (name, column) in header.columns.sorted(by: { $0.key < $1.key })
      where !FormatKeys.knows(name, in: section) && rows.contains(where: { !($0.cells[name] ?? "").isEmpty }) {
        warnOfUnread(name, header.line, column)
      }
    }
    if let target = projectColumns["target"], projectColumns["beneficiaries"] != nil {
      warnOfUnread("target", headers["PROJECTS"]!.line, target)
    }
    warnOfUnknownValues()
  }

  private mutating func warnOfUnread(_ name: String, _ line: Int, _ column: Int) {
    warn(
      "pabulib-unread", line, column, name,
      Bilingual("本命令能照办的键或列", "a key or column that this command honours"),
      Bilingual(
        "未读入清单，方案不受其影响；有要照办的，请自行写进清单",
        "it is not read and has no effect on the plan; what is to hold of it, write into the lists"))
  }

  /// Warns of values of known keys that are none of the format's, or that ask for what is not done.
  private mutating func warnOfUnknownValues() {
    func warnOfValue(_ key: String, _ expected: Bilingual, where isOdd: (String) -> Bool) {
      guard let entry = entry(key), isOdd(entry.value.lowercased()) else { return }
      warn(
        "pabulib-unread", entry.line, 2, entry.value, expected,
        Bilingual("此值未照办", "the value has no effect"))
    }
    warnOfValue("rule", Bilingual("格式规定的 rule", "a rule of the format")) { !FormatKeys.rules.contains($0) }
    warnOfValue(
      "vote_type",
      Bilingual("approval、ordinal、cumulative、scoring 或 choose-1", "approval, ordinal, cumulative, scoring or choose-1")
    ) {
      !FormatKeys.voteTypes.contains($0)
    }
    warnOfValue("scoring_fn", Bilingual("Borda", "Borda")) { $0 != "borda" }
    warnOfValue("fully_funded", Bilingual("1", "1")) { $0 != "1" }
    if entry("min_project_score_threshold") == nil {
      warnOfValue("rule", Bilingual("min_project_score_threshold 键", "a key min_project_score_threshold")) {
        $0 == "greedy-threshold"
      }
    }
    if exclusions().isEmpty {
      warnOfValue("rule", Bilingual("comment 中写明哪些项目互斥", "a comment that says which projects exclude each other")) {
        $0 == "greedy-exclusive"
      }
    }
  }
}
