import Model

extension DifferenceText {
  /// The differences of the plans, each with its reason: first those with a cause among the changes.
  var differences: [String] {
    guard report.hasPlans else { return [] }
    guard !report.differences.isEmpty else {
      return ["", zh ? "两个方案没有不同。" : "The plans do not differ."] + fundTable
    }
    let count = report.differences.count
    let heading = zh ? "方案的不同（\(count) 处）" : "How the plans differ (\(counted(count, "difference")))"
    let caused = report.differences.filter(\.reason.isCause)
    let others = report.differences.filter { !$0.reason.isCause }
    guard !caused.isEmpty, !others.isEmpty else { return ["", heading] + lines(of: report.differences) + fundTable }
    return ["", heading, zh ? "因改动的（\(caused.count) 处）" : "By changes (\(caused.count))"] + lines(of: caused)
      + [zh ? "没有证明因改动的（\(others.count) 处）" : "Not proven to be by changes (\(others.count))"]
      + lines(of: others) + fundTable
  }

  private func lines(of differences: [DifferenceReport.Difference]) -> [String] {
    let kinds: [(list: ListName, name: Bilingual)] = [
      (.projects, Bilingual("项目", "projects")), (.needs, Bilingual("需求", "needs")),
      (.funds, Bilingual("资金", "funds")), (.timeBank, Bilingual("时间银行", "time bank")),
    ]
    return kinds.flatMap { kind -> [String] in
      let own = differences.filter { $0.list == kind.list.rawValue }
      if own.isEmpty { return [] }
      return ["  " + kind.name[language]]
        + own.map { "    \(sign($0)) \(name($0))\(colon)\(words($0))\(reason($0.reason))".printable }
    }
  }

  private func name(_ difference: DifferenceReport.Difference) -> String {
    let title = difference.title == difference.item ? "" : difference.title
    return [difference.item, title].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func sign(_ difference: DifferenceReport.Difference) -> String {
    let (before, after) = (difference.before, difference.after)
    switch difference.aspect {
    case "carried_out": return after.isEmpty ? "－" : "＋"
    case "served", "used", "drawn": return total(after) < total(before) ? "－" : "＋"
    case "shortfall": return total(after) < total(before) ? "＋" : "－"
    default: return "～"
    }
  }

  private func total(_ lines: [DifferenceReport.Line]) -> Int64 { lines.reduce(0) { $0 + $1.amount } }

  /// What differs, in words.
  private func words(_ difference: DifferenceReport.Difference) -> String {
    let (before, after, kind) = (difference.before, difference.after, difference.aspect)
    switch kind {
    case "carried_out": return movement(difference)
    case "variant", "period", "dates": return "\(aspect(kind)) \(whole(before, kind)) → \(whole(after, kind))"
    case "people": return "\(aspect(kind)) \(people(before, after).joined(separator: comma))"
    default: break
    }
    let keys = Set(before.map(\.key)).union(after.map(\.key)).sorted { $0.lexicographicallyPrecedes($1) }
    let parts = keys.compactMap { key -> String? in
      let (one, other) = (before.first { $0.key == key }?.amount ?? 0, after.first { $0.key == key }?.amount ?? 0)
      guard one != other else { return nil }
      let change =
        "\(amount(one, kind, difference.item, ofFirst: true)) → \(amount(other, kind, difference.item, ofFirst: false))"
      return joined(self.key(DifferenceReport.Line(key: key, amount: 0), kind), change)
    }
    return "\(aspect(kind)) \(parts.joined(separator: comma))"
  }

  /// A project that comes or goes, with what the plan that has it does with it.
  private func movement(_ difference: DifferenceReport.Difference) -> String {
    let isGone = difference.after.isEmpty
    let project = (isGone ? instances.a : instances.b).project(ProjectID(difference.item))
    let chosen = difference.details.first { $0.aspect == "variant" }?.lines.first?.key.first
    let variant = project.variants.first { $0.id.text == chosen }
    let details = difference.details.compactMap { detail -> String? in
      // What could not be otherwise is not worth a word.
      if detail.aspect == "variant", project.variants.count == 1 { return nil }
      if detail.aspect == "scale", variant.map({ $0.scaleMin == $0.scaleMax }) ?? false { return nil }
      let texts = detail.lines.map { line in
        joined(key(line, detail.aspect), amount(line.amount, detail.aspect, difference.item, ofFirst: isGone))
      }
      return [aspect(detail.aspect), texts.joined(separator: zh ? "、" : " and ")].filter { !$0.isEmpty }.joined(
        separator: " ")
    }.joined(separator: comma)
    let verb = isGone ? (zh ? "不再安排" : "no longer carried out") : (zh ? "新安排" : "newly carried out")
    if details.isEmpty { return verb }
    let side = isGone ? (zh ? "A 中" : "in A ") : ""
    return zh ? "\(verb)（\(side)\(details)）" : "\(verb) (\(side)\(details))"
  }

  /// The people whose service differs: when and how long each serves in a role.
  private func people(_ before: [DifferenceReport.Line], _ after: [DifferenceReport.Line]) -> [String] {
    func service(_ lines: [DifferenceReport.Line]) -> [[String]: [DifferenceReport.Line]] {
      Dictionary(grouping: lines) { Array($0.key.prefix(2)) }
    }
    let (old, new) = (service(before), service(after))
    func text(_ lines: [DifferenceReport.Line]?) -> String {
      guard let lines else { return zh ? "无" : "none" }
      return lines.map { joined($0.key.dropFirst(2).joined(separator: " "), durationText(Int128($0.amount), language)) }
        .joined(separator: zh ? "、" : " and ")
    }
    return Set(old.keys).union(new.keys).sorted { $0.lexicographicallyPrecedes($1) }.compactMap { key in
      old[key] == new[key] ? nil : joined(key.joined(separator: " "), "\(text(old[key])) → \(text(new[key]))")
    }
  }

  private func joined(_ key: String, _ text: String) -> String {
    [key, text].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The lines of an aspect whose keys say all.
  private func whole(_ lines: [DifferenceReport.Line], _ aspect: String) -> String {
    let text = lines.map { key($0, aspect) }.joined(separator: comma)
    return text.isEmpty ? (zh ? "无" : "none") : text
  }

  private func key(_ line: DifferenceReport.Line, _ aspect: String) -> String {
    if aspect == "dates" { return line.key.map { $0.isEmpty ? "…" : $0 }.joined(separator: zh ? " 至 " : " to ") }
    return line.key.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func amount(_ amount: Int64, _ aspect: String, _ item: String, ofFirst isFirst: Bool) -> String {
    switch aspect {
    case "payers", "payments", "used": return money(amount)
    case "people", "drawn": return durationText(Int128(amount), language)
    case "scale": return decimalText(Int128(amount), digits: 3, grouped: true, trimmed: true)
    case "places": return Share(basisPoints: amount).text
    case "assets": return decimalText(Int128(amount), digits: 6, grouped: true, trimmed: true)
    case "served", "servers", "shortfall":
      let (mine, other) = isFirst ? (instances.a, instances.b) : (instances.b, instances.a)
      guard let lists = [mine, other].first(where: { $0.needIndex[NeedID(item)] != nil }) else { return "\(amount)" }
      let need = lists.need(NeedID(item))
      let text = PartText(Int128(amount), of: Int128(need.quantity.milli) * 1000, unit: need.unit)
      return aspect == "shortfall" ? text.missing : text.served(language)
    default: return ""
    }
  }

  private func aspect(_ key: String) -> String {
    switch key {
    case "variant": zh ? "方案" : "variant"
    case "scale": zh ? "规模" : "scale"
    case "period": zh ? "开始期间" : "starts in"
    case "dates": zh ? "可实施日期" : "dates"
    case "places": zh ? "地点分担" : "places' shares"
    case "payers": zh ? "出资" : "paid by"
    case "payments": zh ? "付款（支出、期间）" : "payments (cost type, period)"
    case "assets": zh ? "物资场地" : "goods and venues"
    case "people": zh ? "人员" : "people"
    case "served": zh ? "满足" : "served"
    case "servers": zh ? "由哪些项目满足" : "served by projects"
    case "shortfall": zh ? "离保底还差" : "missing of the floor"
    case "used": zh ? "支出" : "used"
    case "drawn": zh ? "支取" : "drawn"
    default: ""
    }
  }

  /// The funds whose money differs.
  private var fundTable: [String] {
    guard !report.funds.isEmpty else { return [] }
    var table = TextTable([
      (zh ? "编号" : "id", .left), (zh ? "资金" : "fund", .left), (zh ? "A 可用" : "A available", .right),
      (zh ? "B 可用" : "B available", .right), (zh ? "A 支出" : "A used", .right), (zh ? "B 支出" : "B used", .right),
      (zh ? "A 结余" : "A idle", .right), (zh ? "B 结余" : "B idle", .right),
    ])
    for fund in report.funds {
      table.add(
        [fund.fund, fund.name]
          + [\Comparison.FundUse.available, \.used, \.idle].flatMap { path in
            [fund.before, fund.after].map { $0.map { money($0[keyPath: path]) } ?? (zh ? "没有" : "none") }
          })
    }
    return ["", zh ? "资金" : "Funds", table.text(widest: 30)]
  }
}
