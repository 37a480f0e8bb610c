import Model

/// The comparison of scenarios as text for a terminal: figures, what each scenario changes, winners and losers, which
/// projects are safe, and the plan of least regret.
/// - Parameter mostColumns: With more plans than this, the table of projects is left out; the tables in files have it.
/// - Complexity: O(scenarios × (projects + villages)).
public func comparisonText(_ comparison: Comparison, _ language: Language, mostColumns: Int = 12) -> String {
  let text = ComparisonText(comparison: comparison, zh: language == .zh, mostColumns: mostColumns)
  func wrappedLines(_ lines: [String]) -> [String] { lines.flatMap { wrapped($0) } }
  var lines = text.figures + wrappedLines(text.changes) + text.conflicts + wrappedLines(text.winners)
  lines += text.projectTable + wrappedLines(text.safety + text.regret)
  return lines.joined(separator: "\n")
}

private struct ComparisonText {
  let comparison: Comparison
  let zh: Bool
  let mostColumns: Int

  private var planned: [Comparison.Row] { comparison.scenarios.filter { $0.value != nil } }
  private var hasBase: Bool { comparison.scenarios[0].value != nil }
  /// The scenarios that are compared with the base.
  private var others: [Comparison.Row] { hasBase ? Array(planned.dropFirst()) : [] }

  private func money(_ minorUnits: Int64) -> String { comparison.currency.text(Money(minorUnits)) }

  private func name(_ row: Comparison.Row) -> String { name(row.name) }

  private func name(_ scenario: String) -> String {
    zh && scenario == comparison.scenarios[0].name ? "基准" : scenario
  }

  /// The figures of each scenario, one in each row.
  var figures: [String] {
    let count = comparison.scenarios.count - 1
    let unit = currencyName(comparison.currency, zh ? .zh : .en).printable
    var table = TextTable([
      (zh ? "情景" : "scenario", .left), (zh ? "得分" : "value", .right), (zh ? "至多" : "at most", .right),
      (zh ? "与基准" : "change", .right), (zh ? "项目" : "projects", .right), (zh ? "安排" : "used", .right),
      (zh ? "结余" : "idle", .right), (zh ? "需求全满足" : "needs wholly", .right), (zh ? "部分" : "in part", .right),
      (zh ? "未达保底" : "below floor", .right),
    ])
    for row in comparison.scenarios {
      guard let value = row.value.flatMap(Decimals.init), let bound = row.bound.flatMap(Decimals.init) else {
        let status =
          row.status == "infeasible"
          ? zh ? "没有方案" : "no plan" : zh ? "未算出" : "undecided"
        table.add([name(row), status] + Array(repeating: "", count: 8))
        continue
      }
      let needs = row.needs.first
      table.add([
        name(row), value.shown(), bound.shown(roundsUp: true),
        row.change.flatMap(Decimals.init)?.shown(asChange: true) ?? "",
        "\(row.projects)", money(row.used), money(row.idle),
        needs.map { "\($0.wholly)/\($0.open)" } ?? "0/0", "\(needs?.partly ?? 0)", "\(row.shortfalls)",
      ])
    }
    return [
      zh ? "情景比较：基准和 \(count) 个情景，金额单位：\(unit)" : "Scenarios: the base and \(count) more, in \(unit)", table.text(),
    ]
  }

  /// What each scenario changes.
  var changes: [String] {
    let lines = comparison.scenarios.dropFirst().map { row in
      let changes = row.changes.map { zh ? $0.zh : $0.en }.joined(separator: zh ? "；" : "; ")
      return (zh ? "  \(row.name)：\(changes)" : "  \(row.name): \(changes)").printable
    }
    return lines.isEmpty ? [] : ["", zh ? "各情景的改动" : "What they change"] + lines
  }

  /// The rules that contradict each other where there is no plan.
  var conflicts: [String] {
    let rows = comparison.scenarios.filter { !$0.conflict.isEmpty }
    guard !rows.isEmpty else { return [] }
    return ["", zh ? "没有方案的情景" : "Scenarios without a plan"]
      + rows.flatMap { row in
        let lead = row.contradiction.map { zh ? $0.zh : $0.en } ?? ""
        let rules = row.conflict.map { "    \(zh ? $0.words.zh : $0.words.en)".printable }
        return [(zh ? "  \(name(row))：\(lead)" : "  \(name(row)): \(lead)").printable] + rules
      }
  }

  /// What villages, tiers and groups win and lose against the base.
  var winners: [String] {
    guard !others.isEmpty else { return [] }
    var lines = [
      "",
      zh
        ? "得失（服务得分与基准之差；不计各地权重）"
        : "Winners and losers (points served, less those of the base, without the weights of places)",
    ]
    for row in others {
      let parts = [
        (zh ? "村" : "villages", row.villages), (zh ? "层次" : "tiers", row.tiers), (zh ? "人群" : "groups", row.groups),
      ].compactMap { kind, sums -> String? in
        let moved = sums.compactMap { sum -> String? in
          guard let change = sum.change.flatMap(Decimals.init), change.value != 0 else { return nil }
          return "\(label(of: sum)) \(change.shown(asChange: true))"
        }
        return moved.isEmpty ? nil : "\(kind) " + moved.joined(separator: zh ? "，" : ", ")
      }
      let text = parts.isEmpty ? zh ? "没有变化" : "no change" : parts.joined(separator: zh ? "；" : "; ")
      lines.append((zh ? "  \(row.name)：\(text)" : "  \(row.name): \(text)").printable)
    }
    return lines
  }

  private func label(of sum: ServedNeeds) -> String {
    switch sum.key {
    case Tier.basic.rawValue: zh ? "基本" : "basic"
    case Tier.featured.rawValue: zh ? "特色" : "featured"
    case "": zh ? "不分人群" : "no group"
    default: sum.name.isEmpty ? sum.key : sum.name
    }
  }

  /// Which plans carry out a project, for those that some do and some do not; the others are named below the table.
  var projectTable: [String] {
    let contested = comparison.projects.filter { project in
      Set(planned.map { project.scenarios[$0.name] ?? "absent" }).count > 1
    }
    guard planned.count > 1, !contested.isEmpty else { return [] }
    guard planned.count <= mostColumns else {
      return [
        "",
        zh ? "各情景安排哪些项目：见 comparison/projects.csv。" : "Which projects each carries out: see comparison/projects.csv.",
      ]
    }
    var table = TextTable(
      [(zh ? "编号" : "id", .left), (zh ? "项目" : "project", .left)] + planned.map { (name($0).printable, .left) })
    for project in contested {
      table.add(
        [project.project, project.title]
          + planned.map { row in
            switch project.scenarios[row.name] {
            case "in": "●"
            case "out": "○"
            default: "－"
            }
          })
    }
    return [
      "",
      zh
        ? "各情景安排不同的项目（● 安排，○ 不安排，－ 清单中没有）"
        : "Projects that some plans carry out and some do not (● in the plan, ○ not, － not in the lists)", table.text(),
    ]
  }

  /// The projects that are in all plans, in none, and those that hang on one fund or rule.
  var safety: [String] {
    guard planned.count > 1 else { return [] }
    func names(_ projects: [Comparison.ProjectRow]) -> String {
      projects.isEmpty
        ? zh ? "无" : "none"
        : projects.map { $0.title.isEmpty ? $0.project : "\($0.project) \($0.title)" }.joined(
          separator: zh ? "、" : ", ")
    }
    var lines = [
      "",
      zh
        ? "各情景都安排的项目：\(names(comparison.projects.filter { $0.kept == "all" }))"
        : "In every plan: \(names(comparison.projects.filter { $0.kept == "all" }))",
      zh
        ? "各情景都不安排的项目：\(names(comparison.projects.filter { $0.kept == "none" }))"
        : "In no plan: \(names(comparison.projects.filter { $0.kept == "none" }))",
    ]
    let subjects = Set(comparison.projects.flatMap { $0.hangsOn.map(\.on) }).sorted()
    if !subjects.isEmpty {
      lines.append(
        zh
          ? "取决于一笔资金或一条规定的项目（括号里是只改了它的情景，安排与基准不同）："
          : "Hanging on one fund or rule (in brackets the scenarios that change it alone and decide otherwise than the base):"
      )
    }
    for subject in subjects {
      let hanging = comparison.projects.flatMap { project in
        project.hangsOn.filter { $0.on == subject }.map { (project: project, hanging: $0) }
      }
      let words = hanging[0].hanging.words
      let parts = hanging.map { part in
        let scenarios = part.hanging.scenarios.joined(separator: zh ? "、" : ", ")
        return zh ? "\(names([part.project]))（\(scenarios)）" : "\(names([part.project])) (\(scenarios))"
      }
      let (about, list) = (zh ? words.zh : words.en, parts.joined(separator: zh ? "、" : ", "))
      lines.append(zh ? "  \(about)：\(list)" : "  \(about): \(list)")
    }
    return lines.map(\.printable)
  }

  /// The plan of least regret, and what it loses in each scenario.
  var regret: [String] {
    guard let regret = comparison.regret else { return [] }
    let plans = regret.plans.map(name).joined(separator: zh ? "、" : ", ")
    var lines = [
      "",
      zh
        ? "各情景的方案中后悔最小的一组项目：\(plans) 的 \(regret.projects.count) 个项目（\(regret.projects.joined(separator: "、"))）"
        : "Least regret of the projects of these plans: the \(regret.projects.count) projects of \(plans) (\(regret.projects.joined(separator: ", ")))",
    ]
    for outcome in regret.outcomes {
      let scenario = name(outcome.scenario)
      let text: String
      if let value = outcome.value.flatMap(Decimals.init), let lost = outcome.lostMillionths {
        let (part, most) = (percent(lost), percent(outcome.mostLostMillionths ?? lost))
        text =
          zh ? "可得 \(value.shown())，少得 \(part)，至多 \(most)" : "\(value.shown()), \(part) lost, at most \(most)"
      } else if outcome.outcome == "impossible" {
        text = zh ? "不能只安排这组项目" : "these projects alone cannot be carried out"
      } else {
        text = zh ? "未算出" : "undecided"
      }
      lines.append(zh ? "  \(scenario)：\(text)" : "  \(scenario): \(text)")
    }
    return lines.map(\.printable)
  }

  private func percent(_ millionths: Int64) -> String {
    // Rounded up, so that no less is lost than is said.
    decimalText(Int128((millionths + 99) / 100), digits: 2, trimmed: true) + "%"
  }
}
