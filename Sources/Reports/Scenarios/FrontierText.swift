import Model

/// A frontier as text for a terminal: the points, what is proven between them, and how it was found.
/// - Complexity: O(points × projects).
public func frontierText(_ curve: FrontierCurve, _ language: Language) -> String {
  let text = FrontierText(curve: curve, language: language)
  return (text.head + text.table + text.projects + text.notes).joined(separator: "\n")
}

/// A frontier as a table for spreadsheets, which begins with its header. Amounts are in the currency's major unit.
public func frontierTable(_ curve: FrontierCurve, _ language: Language) -> [[String]] {
  let zh = language == .zh
  let header =
    zh
    ? [
      "增减%", "金额", "结果", "得分", "至多", "单位", "项目数", "项目", "安排资金", "未达保底", "已求解", "方案取自%", "上界取自%", "到下一点", "其间至少", "其间至多",
    ]
    : [
      "change_percent", "amount", "status", "value", "bound", "unit", "project_count", "projects", "used",
      "below_floor",
      "solved", "value_from_percent", "bound_from_percent", "to_next", "least", "most",
    ]
  func money(_ minorUnits: Int64) -> String { decimalText(Int128(minorUnits), digits: curve.currency.digits) }
  func percent(_ basisPoints: Int64) -> String { decimalText(Int128(basisPoints), digits: 2, trimmed: true) }
  return [header]
    + curve.points.enumerated().map { index, point in
      let next = index < curve.intervals.count ? curve.intervals[index] : nil
      let isPlanned = point.value != nil
      return [
        percent(point.change), money(point.amount), point.status, point.value ?? "", point.bound ?? "",
        isPlanned ? curve.unit : "", isPlanned ? "\(point.projects.count)" : "", point.projects.joined(separator: ";"),
        isPlanned ? money(point.used) : "", isPlanned ? "\(point.shortfalls)" : "",
        point.solved ? zh ? "是" : "yes" : zh ? "否" : "no", point.valueFrom.map(percent) ?? "",
        point.boundFrom.map(percent) ?? "", next?.known ?? "", next?.least ?? "", next?.most ?? "",
      ]
    }
}

private struct FrontierText {
  let curve: FrontierCurve
  let language: Language

  private var zh: Bool { language == .zh }
  private func money(_ minorUnits: Int64) -> String { curve.currency.text(Money(minorUnits)) }

  var head: [String] {
    let (scope, unit) = (curve.scopeWords(language), currencyName(curve.currency, language))
    let from = changeText(curve.points.first?.change ?? 0)
    let to = changeText(curve.points.last?.change ?? 0)
    return [
      (zh
        ? "资金效益曲线：\(scope)，金额 \(from) 至 \(to)，金额单位：\(unit)"
        : "Frontier of value against money: \(scope), from \(from) to \(to), in \(unit)").printable
    ]
  }

  var table: [String] {
    var table = TextTable([
      (zh ? "增减" : "change", .right), (zh ? "金额" : "amount", .right), (zh ? "得分" : "value", .right),
      (zh ? "至多" : "at most", .right), (zh ? "项目" : "projects", .right), (zh ? "安排" : "used", .right),
      (zh ? "未达保底" : "below floor", .right), (zh ? "到下一点之间" : "up to the next point", .left),
    ])
    for (index, point) in curve.points.enumerated() {
      let between = index < curve.intervals.count ? words(curve.intervals[index]) : ""
      guard let value = point.value.flatMap(Decimals.init), let bound = point.bound.flatMap(Decimals.init) else {
        let status = point.status == "infeasible" ? zh ? "没有方案" : "no plan" : zh ? "未算出" : "undecided"
        table.add([changeText(point.change), money(point.amount), status, "", "", "", "", between])
        continue
      }
      table.add([
        changeText(point.change), money(point.amount), value.shown(), bound.shown(roundsUp: true),
        "\(point.projects.count)", money(point.used), "\(point.shortfalls)", between,
      ])
    }
    return [table.text(widest: 60)]
  }

  /// What is proven between two points.
  private func words(_ interval: FrontierCurve.Interval) -> String {
    let least = interval.least.flatMap(Decimals.init)
    let most = interval.most.flatMap(Decimals.init)
    switch interval.known {
    case "flat":
      return least?.value == most?.value
        ? zh ? "得分不变" : "the same value" : zh ? "得分已知，在误差之内" : "value known within the gap"
    case "between":
      let (low, high) = (least?.shown() ?? "", most?.shown(roundsUp: true) ?? "")
      return zh ? "得分在 \(low) 至 \(high) 之间" : "value from \(low) to \(high)"
    case "floors": return zh ? "保底有改善，得分不作断言" : "floors get better; no claim on the value"
    case "none": return zh ? "都没有方案" : "no plan"
    case "begins": return zh ? "从其间某处起有方案" : "plans begin somewhere"
    default: return zh ? "不作断言" : "no claim"
    }
  }

  /// The projects that come in and go out from each point to the next.
  var projects: [String] {
    let planned = curve.points.filter { $0.value != nil }
    let lines = zip(planned, planned.dropFirst()).compactMap { less, more -> String? in
      let (before, after) = (Set(less.projects), Set(more.projects))
      let parts = [(zh ? "新增" : "in:", after.subtracting(before)), (zh ? "退出" : "out:", before.subtracting(after))]
        .filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.sorted().joined(separator: zh ? "、" : ", "))" }
      guard !parts.isEmpty else { return nil }
      let moved = parts.joined(separator: zh ? "；" : "; ")
      let ends = "\(changeText(less.change)) → \(changeText(more.change))"
      return (zh ? "  \(ends)：\(moved)" : "  \(ends): \(moved)").printable
    }
    return lines.isEmpty ? [] : ["", zh ? "项目的变化" : "Projects that change"] + lines
  }

  /// What the result rests on.
  var notes: [String] {
    let solved = curve.points.count { $0.solved }
    let proven = curve.points.count - solved
    let carried = curve.points.count { $0.valueFrom != nil }
    let bounded = curve.points.count { $0.solved && $0.boundFrom != nil }
    let isExact = Decimals(curve.gap)?.value == 0
    let limited = curve.points.count { $0.limit != nil }
    var lines = [
      zh
        ? "求解 \(solved) 点，每点要求\(isExact ? "证明最好" : "离最好的差距在 \(percent) 之内")。"
        : "\(solved) points were solved, each asked to be \(isExact ? "proven the best" : "within \(percent) of the best")."
    ]
    if limited > 0 {
      lines.append(
        zh
          ? "其中 \(limited) 点先到了工作量的限制，离最好有多远，以所列的“至多”为准。"
          : "\(limited) of them came to the work limit first: how far they are from the best, the column ‘at most’ says."
      )
    }
    if proven > 0 {
      lines.append(
        zh
          ? "另有 \(proven) 点不用求解：资金更多时的方案在此也行，或资金更多时已没有方案。"
          : "\(proven) more needed no solve: the plan for more money fits there, or even more money has no plan.")
    }
    if carried > 0 {
      lines.append(
        zh
          ? "有 \(carried) 点用的是资金更少时的方案，它更好。"
          : "\(carried) points have the plan of a point with less money, which is better.")
    }
    if bounded > 0 {
      lines.append(
        zh
          ? "有 \(bounded) 点的上界取自资金更多的点，它更紧。"
          : "\(bounded) points have the bound of a point with more money, which is tighter."
      )
    }
    let known = curve.intervals.count { ["flat", "none"].contains($0.known) }
    if known < curve.intervals.count {
      let (all, open) = (curve.intervals.count, curve.intervals.count - known)
      lines.append(
        zh
          ? "各点之间共 \(all) 段：\(known) 段已有定论，\(open) 段只知道表中所说的；加大 --points 或减小 --step 可以分得更细。"
          : "Of \(all) stretches between points, \(known) are settled; of \(open), only what the table says is known. More --points or a smaller --step divides them further."
      )
    }
    lines.append(
      curve.monotone
        ? zh
          ? "已证明：资金少时能行的方案，资金多时也能行，所以保底相同的，资金多不会更差。"
          : "Proven: a plan for less money is a plan for more, so with the same floors more money is never worse."
        : zh
          ? "有的规定随金额而变（按资金百分比的单笔下限、最低支出或会议决定的金额），资金多也可能更差，这几段不作断言。"
          : "Some rules follow the amounts (a least payment, a minimum spend or a pinned amount in per cent of a fund), so more money may be worse: nothing is said there."
    )
    return [""] + lines
  }

  private var percent: String {
    (Decimals(curve.gap).map { decimalText($0.value, digits: Decimals.digits - 2, trimmed: true) } ?? curve.gap) + "%"
  }
}
