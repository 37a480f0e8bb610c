import Model

/// The prices of the rulebook as text for a terminal: what costs something, the dearest first; then what may; then how many
/// lines cost nothing.
/// - Complexity: O(lines).
public func pricesText(_ prices: RulePrices, _ language: Language) -> String {
  let text = RulePricesText(prices: prices, language: language)
  let lines = text.head + text.tables + text.undecided + text.worthless + text.notes
  return (lines + fragmentationText(prices.fragmentation, prices, language)).joined(separator: "\n")
}

/// The prices as a table for spreadsheets, which begins with its header.
public func pricesTable(_ prices: RulePrices, _ language: Language) -> [[String]] {
  let zh = language == .zh
  let header =
    zh
    ? ["结果", "代价至少", "代价至多", "单位", "规定", "对象", "清单中的写法", "谁的", "文件", "行", "单独求解", "受工作量限制", "编号"]
    : [
      "status", "least", "most", "unit", "rule", "subjects", "cells", "owner", "file", "line", "solved_alone",
      "work_limited", "id",
    ]
  func yes(_ value: Bool) -> String { value ? zh ? "是" : "yes" : zh ? "否" : "no" }
  return [header]
    + prices.lines.map { line in
      let cell = line.cells.first { $0.line > 0 }
      return [
        zh ? line.status.zh : line.status.rawValue, line.least ?? "", line.most ?? "",
        line.least == nil ? "" : prices.unit, line.ruleName[language], line.subjects[language], line.text[language],
        line.ownerName?[language] ?? "", cell?.file ?? "", cell.map { "\($0.line)" } ?? "", yes(line.isOwn),
        yes(line.isLimited), line.id,
      ]
    }
}

extension RulePrices.Line.Status {
  /// The status in a table.
  fileprivate var zh: String {
    switch self {
    case .costs: "有代价"
    case .floors: "影响保底"
    case .open: "至多"
    case .none: "没有代价"
    case .undecided: "未算出"
    }
  }
}

private struct RulePricesText {
  let prices: RulePrices
  let language: Language

  private var zh: Bool { language == .zh }
  private func number(_ text: String?, roundsUp: Bool = false) -> String {
    text.flatMap(Decimals.init)?.shown(roundsUp: roundsUp) ?? ""
  }
  private func lines(_ status: RulePrices.Line.Status..., amounts: Bool) -> [RulePrices.Line] {
    prices.lines.filter { status.contains($0.status) && $0.isAmount == amounts }
  }

  /// The unit of prices in words.
  private var unit: String {
    switch prices.objective {
    case "money": currencyName(prices.currency, language)
    case "count": zh ? "个项目" : "projects"
    default: zh ? "分" : "points"
    }
  }

  var head: [String] {
    let costly = prices.lines.count { [.costs, .floors].contains($0.status) }
    let (all, free) = (prices.lines.count, prices.lines.count { $0.status == .none })
    let within = prices.lines.count(where: isWithinGap)
    let (value, bound) = (number(prices.value), number(prices.bound, roundsUp: true))
    let known = value == bound ? value : zh ? "\(value)（至多 \(bound)）" : "\(value) (at most \(bound))"
    return [
      zh
        ? "规定的代价：一条规定单独取消、别的照旧时，最好的方案能多得多少\(prices.objective == "value" ? "分" : "（\(unit)）")。现在的方案：\(known)"
        : "The price of each rule: how many more \(unit) the best plan would have if that rule alone did not hold. The plan has \(known)",
      zh
        ? "清单中共有规定 \(all) 条：\(costly) 条有代价，\(free) 条没有代价，\(within) 条即使有代价也在方案的差距之内，\(all - costly - free - within) 条不能断定。"
        : "The lists hold \(all) rules: \(costly) cost something, \(free) cost nothing, \(within) cost no more than the gap of the plan if anything, and \(all - costly - free - within) are not settled.",
    ]
  }

  var tables: [String] {
    table(
      lines(.floors, amounts: false) + lines(.floors, amounts: true),
      zh ? "使保底不能更好的规定" : "Rules that keep floors from being served better", .left
    ) { line in
      let floor = line.floors.last
      let (before, after) = (percent(floor?.before), percent(floor?.after))
      return zh ? "\(floorName(floor))从 \(before) 降到 \(after)" : "\(floorName(floor)) from \(before) to \(after)"
    }
      + table(lines(.costs, amounts: false), zh ? "有代价的规定" : "Rules that cost something", .right, interval)
      + table(
        lines(.costs, amounts: true),
        zh ? "资金的总额（取消即假设这笔资金用不完）" : "Amounts of funds (as if the fund had no end)", .right, interval)
      + table(
        (lines(.open, amounts: false) + lines(.open, amounts: true)).filter { !isWithinGap($0) },
        zh ? "可能有代价、至多这么多的规定" : "Rules that may cost something, at most so much", .right, interval)
  }

  /// Whether a line costs no more than the gap of the plan leaves open, if it costs anything.
  private func isWithinGap(_ line: RulePrices.Line) -> Bool {
    guard line.status == .open, let most = line.most.flatMap(Decimals.init)?.value,
      let value = Decimals(prices.value)?.value, let gap = Decimals(prices.gap)?.value
    else { return false }
    // Both have 15 decimals, of which a gap needs nine.
    return most <= value / 1_000_000_000 * (gap / 1_000_000)
  }

  private func floorName(_ floor: RulePrices.Floor?) -> String {
    floor?.stage == StageName.floorsWorst.rawValue
      ? zh ? "最大的缺口" : "the worst shortfall" : zh ? "缺口合计" : "the sum of shortfalls"
  }

  /// A shortfall of a floor as a percentage.
  private func percent(_ text: String?) -> String {
    // A sum of shortfalls may have more decimals than a reader needs.
    let parts = (text ?? "").split(separator: ".")
    let short = parts.prefix(1) + parts.dropFirst().map { $0.prefix(Decimals.digits) }
    guard let share = Decimals(short.joined(separator: ".")) else { return "" }
    return decimalText(share.value / 10_000_000_000, digits: Decimals.digits - 12, trimmed: true) + "%"
  }

  private func interval(_ line: RulePrices.Line) -> String {
    let (least, most) = (number(line.least), number(line.most, roundsUp: true))
    if line.status == .open { return zh ? "至多 \(most)" : "at most \(most)" }
    return least == most ? least : zh ? "\(least) 至 \(most)" : "\(least) to \(most)"
  }

  private func table(
    _ lines: [RulePrices.Line], _ title: String, _ alignment: TextTable.Alignment,
    _ price: (RulePrices.Line) -> String
  ) -> [String] {
    guard !lines.isEmpty else { return [] }
    var table = TextTable([
      (zh ? "代价" : "price", alignment), (zh ? "规定" : "rule", .left), (zh ? "对象" : "about", .left),
      (zh ? "清单中的写法" : "as the lists have it", .left), (zh ? "谁的" : "whose", .left), (zh ? "出处" : "place", .left),
    ])
    for line in lines {
      table.add([
        price(line), line.ruleName[language], line.subjects[language], line.text[language],
        line.ownerName?[language] ?? (zh ? "无人可改" : "nobody’s"), line.place,
      ])
    }
    return ["", zh ? "\(title)：\(lines.count) 条" : "\(title): \(lines.count)", table.text(widest: 60)]
  }

  var undecided: [String] {
    let open = prices.lines.filter { $0.status == .undecided }
    guard !open.isEmpty else { return [] }
    let title =
      zh ? "工作量的限制之内没有算出的规定：\(open.count) 条" : "Rules that the work limit left undecided: \(open.count)"
    return ["", title] + byRule(open)
  }

  var worthless: [String] {
    let free = prices.lines.filter { $0.status == .none }
    let within = prices.lines.filter(isWithinGap)
    let most = number(within.compactMap(\.most).max { Decimals($0)!.value < Decimals($1)!.value }, roundsUp: true)
    let titles = [
      zh ? "没有代价的规定：\(free.count) 条" : "Rules that cost nothing: \(free.count)",
      zh
        ? "即使有代价也在方案的差距之内（至多 \(most)）的规定：\(within.count) 条"
        : "Rules that cost no more than the gap of the plan (at most \(most)), if anything: \(within.count)",
    ]
    return zip(titles, [free, within]).flatMap { $1.isEmpty ? [] : ["", $0] + byRule($1) }
  }

  /// Lines by rule, each by its subjects.
  private func byRule(_ lines: [RulePrices.Line]) -> [String] {
    var names: [String] = []
    var groups: [String: [RulePrices.Line]] = [:]
    for line in lines {
      let name = line.ruleName[language]
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(line)
    }
    return names.map { name in
      let all = groups[name]!
      let shown = all.prefix(6).map(short).joined(separator: zh ? "、" : ", ")
      let more = all.count > 6 ? zh ? " 等" : " and others" : ""
      return (zh ? "  \(name) \(all.count) 条：\(shown)\(more)" : "  \(name), \(all.count): \(shown)\(more)").printable
    }
  }

  /// A line in a list of many: what it is about, or its cells where the rule is read from several columns.
  private func short(_ line: RulePrices.Line) -> String {
    ["eligibility", "tranche"].contains(line.rule) ? line.text[language] : line.subjects[language]
  }

  var notes: [String] {
    let own = prices.lines.count { $0.isOwn }
    let limited = prices.lines.count { $0.isLimited }
    let open = prices.lines.count { $0.status == .open }
    var lines = [
      zh
        ? "\(own) 条是单独取消后重新求解的；其余 \(prices.lines.count - own) 条连同别的规定一起取消，最好的方案也不能证明更好，所以单独取消更不会。"
        : "\(own) were taken away alone and solved; the other \(prices.lines.count - own) were taken away with others, and not even so was a better plan proven, so that alone they are worth no more.",
      zh
        ? "代价不能相加：两条规定一起取消，可能比两个代价之和多，也可能少。"
        : "Prices do not add up: two rules taken away together may be worth more than both prices, or less.",
    ]
    if open > 0 {
      lines.append(
        zh
          ? "写“至多”的，方案离最好的差距（\(percentGap)）之内分不清有没有代价；要分清，用更小的 --gap 重新生成方案。"
          : "Where it says ‘at most’, the gap of the plan (\(percentGap)) does not tell whether there is a price; make the plan with a smaller --gap to tell."
      )
    }
    if limited > 0 {
      lines.append(
        zh
          ? "有 \(limited) 条先到了工作量的限制；加大 --work-limit 可以算得更准。"
          : "\(limited) came to the work limit first; a greater --work-limit makes them more exact.")
    }
    return [""] + lines
  }

  private var percentGap: String { percentText(ofGap: prices.gap) }
}
