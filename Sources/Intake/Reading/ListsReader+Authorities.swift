import Model

/// The words of the levels that own rules and cells, the highest first; a township is also called 镇 or 乡.
let authorityWords = words(
  Authority.allCases.reversed().flatMap { level in
    ([level.zh] + (level == .township ? ["镇", "乡"] : [])).map { (level.rawValue, $0) }
  })

/// The words of the levels that may plan; nobody plans as the law.
let plannerWords = authorityWords.filter { $0.key != Authority.law.rawValue }

extension ListsReader {
  /// Reads whose rules and cells are.
  mutating func readAuthorities() {
    var earlier: [StatedSubject: Int] = [:]
    each(AuthorityField.self) { row, lists in
      guard let subject = row.authoritySubject(), let authority: Authority = row.choice(.authority) else { return }
      var stated = StatedAuthority(subject, of: row.authorityItem(of: subject), authority)
      stated.origin = row.origin
      if let line = earlier.updateValue(row.origin.line, forKey: StatedSubject(stated)) {
        row.add(
          "id-repeated", .rule, row.text(.rule),
          Bilingual("“规定”“对象”相同的只有一行", "one row for each set of rule and item"),
          Bilingual("第 \(line) 行已经写了；请只留一行", "line \(line) says it already; keep one of them"))
      }
      lists.authorities.append(stated)
    }
  }
}

/// What a row states the authority of.
private struct StatedSubject: Hashable {
  let subject: StatedAuthority.Subject
  let item: String?

  init(_ stated: StatedAuthority) { (subject, item) = (stated.subject, stated.item) }
}

extension RowReader<AuthorityField> {
  /// The rule that the row names in either language, the column, as `funds.categories` or `资金.可用类别`, or the list. Where
  /// a list has the name of a rule, the rule is meant.
  fileprivate mutating func authoritySubject() -> StatedAuthority.Subject? {
    let text = halfWidth(text(.rule)).lowercased()
    guard !text.isEmpty else { return nil }
    if let rule = RuleName.allCases.first(where: { $0.rawValue == text || $0.zh == text }) { return .rule(rule) }
    let parts = text.parts(at: ".")
    if parts.count == 2, let column = TableSchema.named(parts[0].trimmedCell)?.column(named: parts[1]) {
      return .column(column.cell)
    }
    if let list = TableSchema.named(text)?.list { return .list(list) }
    let known = RuleName.allCases.flatMap { [$0.rawValue, $0.zh] } + earmarkColumns
    add(
      "choice-unknown", .rule, self.text(.rule),
      Bilingual(
        "规定的名称（如 专款专用），“清单.列名”（如 资金.可用类别），或清单的名称（如 资金）",
        "the name of a rule, such as eligibility, list.column, such as funds.categories, or a list, such as funds"),
      nearest(text, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
        ?? Bilingual(
          "请从 docs/rules.md 的规定中选写，或写清单和列", "take a rule of docs/rules.md, or write a list and a column"))
    return nil
  }

  /// The earmarks of a fund, as rows name them.
  private var earmarkColumns: [String] {
    TableSchema.funds.columns.flatMap { ["funds.\($0.key)", "\(ListName.funds.zh).\($0.zh)"] }
  }

  /// The id in the row, or that of the item that it names; nil where the row is about all.
  fileprivate mutating func authorityItem(of subject: StatedAuthority.Subject) -> String? {
    guard let text = optionalText(.item).map(halfWidthID) else { return nil }
    for list in subject.itemLists where names.meaning(of: text, in: list) != .id {
      return reference(.item, in: list)
    }
    return text
  }
}

extension RowReader<SettingField> {
  /// Reads the level of who plans.
  /// - Parameter first: The first row that says it.
  mutating func readPlanner(into lists: inout Lists, _ first: inout (line: Int, key: String)?) {
    guard isFirst(&first, of: Bilingual("编制层级", "the level")) else { return }
    // A blank cell is a finding of its own.
    guard !text(.value).isEmpty else { return }
    guard let word = CellKind.choice(plannerWords).word(text(.value)), let level = Authority(rawValue: word.key)
    else {
      return add(
        "choice-unknown", .value, text(.value),
        Bilingual(
          plannerWords.map(\.zh).joined(separator: "、"),
          Authority.allCases.dropLast().map(\.rawValue).joined(separator: ", ")),
        Bilingual("请从中选一个：谁来编制方案", "take one of them: who makes the plan"))
    }
    lists.planner = level
  }
}
