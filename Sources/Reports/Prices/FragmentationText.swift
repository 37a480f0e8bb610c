import Model

/// What departments come to that do not pool, as text for a terminal.
/// - Complexity: O(departments + projects + needs).
func fragmentationText(_ told: FragmentedDepartments, _ prices: RulePrices, _ language: Language) -> [String] {
  let text = FragmentationText(told: told, currency: prices.currency, language: language)
  return text.head + text.departments + text.outcomes + text.lists
}

/// The departments as a table for spreadsheets, which begins with its header. Amounts are in the currency's major unit.
public func departmentsTable(_ prices: RulePrices, _ language: Language) -> [[String]] {
  let zh = language == .zh
  let header =
    zh
    ? ["部门", "资金", "可用", "做法", "得分", "至多", "单位", "项目数", "项目", "用款", "受工作量限制"]
    : [
      "department", "funds", "available", "choice", "value", "bound", "unit", "project_count", "projects", "used",
      "work_limited",
    ]
  func money(_ minorUnits: Int64) -> String { decimalText(Int128(minorUnits), digits: prices.currency.digits) }
  typealias Path = KeyPath<FragmentedDepartments.Department, FragmentedDepartments.Silo>
  let choices: [(String, Path)] = [
    (zh ? "各取最好" : "optimal", \.optimal), (zh ? "按每元得分" : "greedy", \.greedy),
  ]
  return [header]
    + prices.fragmentation.departments.flatMap { department in
      choices.map { name, path in
        let silo = department[keyPath: path]
        return [
          department.name, department.funds.joined(separator: ";"), money(department.available), name,
          silo.value ?? "", silo.bound ?? "", silo.value == nil ? "" : prices.unit, "\(silo.projects.count)",
          silo.projects.joined(separator: ";"), money(silo.used),
          silo.isLimited ? zh ? "是" : "yes" : zh ? "否" : "no",
        ]
      }
    }
}

/// The pooled plan and the departments together as a table for spreadsheets, which begins with its header.
public func fragmentationTable(_ prices: RulePrices, _ language: Language) -> [[String]] {
  let zh = language == .zh
  let header =
    zh
    ? [
      "做法", "得分", "至多", "单位", "少得的部分", "可比", "项目数", "用款", "重复投入", "满足的需求", "未达保底", "重复安排的项目", "落空的项目",
      "重复满足的需求", "没有做到的", "受工作量限制",
    ]
    : [
      "choice", "value", "bound", "unit", "cost", "comparable", "project_count", "used", "wasted", "needs_served",
      "below_floor", "doubled", "dropped", "served_twice", "missed", "work_limited",
    ]
  func money(_ minorUnits: Int64) -> String { decimalText(Int128(minorUnits), digits: prices.currency.digits) }
  func yes(_ value: Bool) -> String { value ? zh ? "是" : "yes" : zh ? "否" : "no" }
  let told = prices.fragmentation
  let rows = [
    (zh ? "统筹" : "pooled", told.pooled), (zh ? "各取最好" : "optimal", told.optimal),
    (zh ? "按每元得分" : "greedy", told.greedy),
  ]
  return [header]
    + rows.map { name, one in
      [
        name, one.value, one.bound, prices.unit, one.cost ?? "", yes(told.isComparable(one)),
        "\(one.projects.count)", money(one.used), money(one.wasted), "\(one.served)",
        one.belowFloor.joined(separator: ";"), one.doubled.joined(separator: ";"),
        one.dropped.joined(separator: ";"), one.servedTwice.joined(separator: ";"),
        one.missed.joined(separator: ";"), yes(one.isLimited),
      ]
    }
}

private struct FragmentationText {
  let told: FragmentedDepartments
  let currency: Currency
  let language: Language

  private var zh: Bool { language == .zh }
  private func money(_ minorUnits: Int64) -> String { currency.text(Money(minorUnits)) }
  private func number(_ text: String?, roundsUp: Bool = false) -> String {
    text.flatMap(Decimals.init)?.shown(roundsUp: roundsUp) ?? (zh ? "未算出" : "undecided")
  }

  var head: [String] {
    [
      "",
      zh
        ? "各自为政的代价：每个部门只用自己的资金，不与别的部门合出，也不知道别的部门安排什么。金额单位：\(currencyName(currency, language))"
        : "The price of fragmentation: each department uses its own funds alone, pays for nothing together with others, and does not know what they plan. Money in \(currencyName(currency, language))",
    ]
  }

  var departments: [String] {
    var table = TextTable([
      (zh ? "部门" : "department", .left), (zh ? "可用" : "available", .right),
      (zh ? "各取最好：得分" : "best for itself: value", .right), (zh ? "项目" : "projects", .right),
      (zh ? "用款" : "used", .right), (zh ? "按每元得分：得分" : "by value for money: value", .right),
      (zh ? "项目" : "projects", .right), (zh ? "用款" : "used", .right),
    ])
    for one in told.departments {
      table.add(
        [one.name.isEmpty ? zh ? "（没有写部门）" : "(no department)" : one.name, money(one.available)]
          + [one.optimal, one.greedy].flatMap { [number($0.value), "\($0.projects.count)", money($0.used)] })
    }
    return [table.text(widest: 40)]
  }

  var outcomes: [String] {
    var table = TextTable([
      (zh ? "合在一起" : "together", .left), (zh ? "得分" : "value", .right), (zh ? "比统筹少" : "lost", .right),
      (zh ? "项目" : "projects", .right), (zh ? "用款" : "used", .right), (zh ? "重复投入" : "spent twice", .right),
      (zh ? "满足的需求" : "needs served", .right), (zh ? "未达保底" : "below floor", .right),
    ])
    for (name, one) in rows {
      table.add([
        name, number(one.value), one.cost.map { percent($0) } ?? "", "\(one.projects.count)", money(one.used),
        money(one.wasted), "\(one.served)", "\(one.belowFloor.count)",
      ])
    }
    return ["", table.text(widest: 40)]
  }

  private var rows: [(String, FragmentedDepartments.Outcome)] {
    [
      (zh ? "统筹（现在的方案）" : "pooled (the plan)", told.pooled),
      (zh ? "各部门各取最好" : "each its best plan", told.optimal),
      (zh ? "各部门按每元得分挑" : "each by value for money", told.greedy),
    ]
  }

  private func percent(_ share: String) -> String {
    guard let value = Decimals(share)?.value else { return share }
    return decimalText(value / 100_000_000_000, digits: Decimals.digits - 13, trimmed: true) + "%"
  }

  /// What the figures do not say.
  var lists: [String] {
    var out: [String] = [""]
    out.append(
      named(
        zh ? "只有统筹才满足的需求（各取最好时没有部门满足）" : "Needs that only pooling serves (no department, each with its best plan)",
        told.onlyPooled.map { "\($0.need) \($0.title)" }))
    out.append(
      named(
        zh ? "几个部门合出的项目，已证明哪个部门都无法单独做的" : "Projects paid for together that are proven beyond any one department",
        told.joint.filter(\.isProven).map(joint)))
    let others = told.joint.filter { !$0.isProven }
    if !others.isEmpty {
      out.append(named(zh ? "几个部门合出的其他项目" : "Other projects paid for together", others.map(joint)))
    }
    for (name, one) in rows.dropFirst() {
      let parts: [(String, String, [String])] = [
        ("几个部门都安排的项目", "projects that several departments plan", one.doubled),
        ("重复满足的需求", "needs served twice", one.servedTwice),
        ("人手、物资场地或限制不够而落空的项目", "projects that people, goods, venues or limits do not suffice for", one.dropped),
        ("没有做到的会议决定、承诺和最低支出", "decisions, promises and least spending not met", one.missed),
      ]
      for (chinese, english, items) in parts where !items.isEmpty {
        out.append(named(zh ? "\(name)：\(chinese)" : "\(name): \(english)", items))
      }
      if !told.isComparable(one) {
        out.append(
          zh
            ? "\(name)：保底没有统筹的方案好，或者有必须做的事没有做，这些不计入得分，所以“比统筹少”只供参考。"
            : "\(name): floors are served worse than by the plan, or something that must be done is not; the value does not count that, so the part lost is no fair comparison."
        )
      }
      if one.isLimited {
        out.append(
          zh ? "\(name)：先到了工作量的限制，可能还不是最好。" : "\(name): a work limit came first, so that it may not be the best.")
      }
    }
    out.append(
      zh
        ? "各部门与统筹一样先保底、再求得分；按每元得分挑的不看保底，所以得分可能更高。人手和物资场地不属于哪个部门：各部门都当作可以用，合在一起时按部门次序先到先得。会议决定、承诺和最低支出只约束统筹。"
        : "Departments, as the pool, serve floors first and then the value; by value for money they do not look at floors, so their value may be higher. People, goods and venues are no department’s: each plans as if it had them all, and together the departments get them in their order. Decisions of the meeting, promises and least spending bind the pool alone."
    )
    return out
  }

  private func joint(_ one: FragmentedDepartments.Joint) -> String {
    let names = one.departments.joined(separator: zh ? "、" : ", ")
    return zh ? "\(one.project) \(one.title)（\(names)）" : "\(one.project) \(one.title) (\(names))"
  }

  private func named(_ title: String, _ items: [String]) -> String {
    let list = items.isEmpty ? zh ? "无" : "none" : items.joined(separator: zh ? "、" : ", ")
    return (zh ? "\(title)：\(list)" : "\(title): \(list)").printable
  }
}
