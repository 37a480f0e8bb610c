import Model

/// Two plans or two folders of lists side by side as text for a terminal: what they come to, which changes the lists have, which
/// differences the plans have and why, and what undoing each change gives.
/// - Parameters:
///   - instances: The lists of A and of B.
/// - Complexity: O(n log n) in the changes and differences.
public func differenceText(
  _ report: DifferenceReport, _ instances: (a: Instance, b: Instance), _ language: Language
) -> String {
  let text = DifferenceText(report: report, instances: instances, language: language)
  return (text.figures + text.changes + text.differences + text.trials + text.notes).joined(separator: "\n")
}

struct DifferenceText {
  let report: DifferenceReport
  let instances: (a: Instance, b: Instance)
  let language: Language

  var zh: Bool { language == .zh }

  func money(_ minorUnits: Int64) -> String { report.currency.text(Money(minorUnits)) }

  private func signed(_ text: String, _ value: Int64) -> String { value > 0 ? "+" + text : text }

  /// What both come to.
  var figures: [String] {
    let unit = currencyName(report.currency, language).printable
    guard report.hasPlans, let a = report.a.figures, let b = report.b.figures else {
      return [
        zh
          ? "清单比较：A 为第一个，B 为第二个\(missingPlan)"
          : "Lists: A is the first, B the second\(missingPlan)"
      ]
    }
    var table = TextTable([("", .left), ("A", .right), ("B", .right), (zh ? "B 比 A" : "B less A", .right)])
    if a.objective == b.objective, let first = Decimals(a.value), let second = Decimals(b.value) {
      table.add([objective(a.objective), first.shown(), second.shown(), (second - first).shown(asChange: true)])
      table.add([zh ? "至多" : "at most", bound(a), bound(b), ""])
    } else {
      for (name, side, isFirst) in [("A", a, true), ("B", b, false)] {
        let (goal, value) = (objective(side.objective), Decimals(side.value)?.shown() ?? side.value)
        table.add([zh ? "\(name) 的\(goal)" : "\(goal) of \(name)", isFirst ? value : "", isFirst ? "" : value, ""])
      }
    }
    func count(_ zh: String, _ en: String, _ of: (DifferenceReport.Figures) -> Int) {
      let change = of(b) - of(a)
      table.add([self.zh ? zh : en, "\(of(a))", "\(of(b))", signed("\(change)", Int64(change))])
    }
    func sum(_ zh: String, _ en: String, _ of: (DifferenceReport.Figures) -> Int64) {
      let change = of(b) - of(a)
      table.add([self.zh ? zh : en, money(of(a)), money(of(b)), signed(money(change), change)])
    }
    count("安排的项目", "projects", \.projects)
    sum("可用资金", "money available", \.available)
    sum("安排的资金", "used", \.used)
    sum("结余", "idle", \.idle)
    count("需求全满足", "needs wholly served", \.wholly)
    count("需求部分满足", "needs served in part", \.partly)
    count("未达保底的需求", "needs below floor", \.shortfalls)
    return [
      zh ? "方案比较：A 为第一个，B 为第二个，金额单位：\(unit)" : "Plans: A is the first, B the second, in \(unit)", table.text(),
    ]
  }

  /// The bound of a plan; nothing is known of one that was changed since it was written.
  func bound(_ figures: DifferenceReport.Figures) -> String {
    guard let bound = figures.bound else { return zh ? "不知" : "unknown" }
    return Decimals(bound)?.shown(roundsUp: true) ?? bound
  }

  private var missingPlan: String {
    let without = [("A", report.a), ("B", report.b)].filter { $0.1.figures == nil }.map(\.0)
    guard without.count == 1 else { return "" }
    return zh ? "；\(without[0]) 没有方案，只比较清单" : "; \(without[0]) has no plan, so the lists alone are compared"
  }

  /// What a policy maximises, in words.
  func objective(_ key: String) -> String {
    switch key {
    case "count": zh ? "项目数" : "projects"
    case "money": zh ? "安排的金额" : "money placed"
    default: zh ? "得分" : "value"
    }
  }

  /// What undoing each change alone gives.
  var trials: [String] {
    let tried = report.changes.filter { $0.alone != nil }
    // A single change that undoes every difference needs no table.
    let isPlain = tried.count == 1 && tried[0].alone!.undoes.count == report.differences.count
    guard let own = report.b.figures, !tried.isEmpty, !isPlain else { return [] }
    var table = TextTable([
      (zh ? "改回" : "undone", .right), (zh ? "得分" : "value", .right), (zh ? "比 B" : "less B", .right),
      (zh ? "项目" : "projects", .right), (zh ? "安排" : "used", .right), (zh ? "消失的不同" : "differences undone", .right),
    ])
    let rows = tried.map { ("\($0.number)", $0.alone!) }
    let whole = report.undone.map { [(zh ? "全部" : "all", $0)] } ?? []
    for (name, trial) in rows + (rows.count > 1 ? whole : []) {
      guard let figures = trial.figures else {
        table.add([name, status(trial.status), "", "", "", ""])
        continue
      }
      let isComparable = figures.objective == own.objective
      let change = isComparable ? Decimals(figures.value).flatMap { new in Decimals(own.value).map { new - $0 } } : nil
      table.add([
        name, Decimals(figures.value)?.shown() ?? figures.value, change?.shown(asChange: true) ?? "",
        "\(figures.projects)", money(figures.used), "\(trial.undoes.count)/\(report.differences.count)",
      ])
    }
    let broken = rows.compactMap { name, trial in
      trial.reason.map { zh ? "  改回 \(name)：\($0.zh)" : "  \(name) undone: \($0.en)" }
    }
    return [
      "",
      zh
        ? "逐处改回：B 的清单只把这一处改回 A 的内容，从 B 的方案出发重新求解"
        : "Each change undone alone in the lists of B, and solved from the plan of B",
      table.text(),
    ] + broken.map(\.printable)
  }

  private func status(_ key: String) -> String {
    switch key {
    case "infeasible": zh ? "没有方案" : "no plan"
    case "inconsistent": zh ? "清单不成立" : "lists do not hold"
    default: zh ? "未算出" : "undecided"
    }
  }
}
