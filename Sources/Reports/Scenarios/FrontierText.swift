import Model

/// A frontier as text for a terminal: the points, what is proven between them, and how it was found.
/// - Complexity: O(points × projects).
public func frontierText(_ curve: FrontierCurve, _ language: Language) -> String {
  let text = FrontierText(curve: curve, language: language)
  return (text.head + text.table + text.projects + text.notes).joined(separator: "\n")
}

/// A frontier as a table for spreadsheets, which begins with its header. Amounts are in the currency's major unit; changes are
/// in per cent, of floors in percentage points.
public func frontierTable(_ curve: FrontierCurve, _ language: Language) -> [[String]] {
  let zh = language == .zh
  let header =
    zh
    ? [
      "增减", "金额", "结果", "得分", "至多", "单位", "项目数", "项目", "安排资金", "未达保底", "恰在此处", "已求解", "方案取自", "上界取自", "到下一点", "其间至少",
      "其间至多",
    ]
    : [
      "change", "amount", "status", "value", "bound", "unit", "project_count", "projects", "used", "below_floor",
      "exact", "solved", "value_from", "bound_from", "to_next", "least", "most",
    ]
  func money(_ minorUnits: Int64) -> String { decimalText(Int128(minorUnits), digits: curve.currency.digits) }
  func word(_ isSo: Bool) -> String { isSo ? zh ? "是" : "yes" : zh ? "否" : "no" }
  return [header]
    + curve.points.enumerated().map { index, point in
      let next = index < curve.intervals.count ? curve.intervals[index] : nil
      let isPlanned = point.value != nil
      return [
        point.change, point.amount.map(money) ?? "", point.status, point.value ?? "", point.bound ?? "",
        isPlanned ? curve.unit : "", isPlanned ? "\(point.projects.count)" : "", point.projects.joined(separator: ";"),
        isPlanned ? money(point.used) : "", isPlanned ? "\(point.shortfalls)" : "", word(point.exact),
        word(point.solved), point.valueFrom ?? "", point.boundFrom ?? "", next?.known ?? "", next?.least ?? "",
        next?.most ?? "",
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
    let from = curve.changeText(curve.points.first?.change ?? "")
    let to = curve.changeText(curve.points.last?.change ?? "")
    let head =
      curve.isOfFloors
      ? zh
        ? "保底与得分曲线：\(scope)升降 \(from) 至 \(to) 个百分点，金额单位：\(unit)"
        : "Frontier of value against guarantee: \(scope) moved by \(from) to \(to) percentage points, in \(unit)"
      : zh
        ? "资金效益曲线：\(scope)，金额 \(from) 至 \(to)，金额单位：\(unit)"
        : "Frontier of value against money: \(scope), from \(from) to \(to), in \(unit)"
    return [head.printable]
  }

  var table: [String] {
    let amount: [(String, TextTable.Alignment)] = curve.isOfFloors ? [] : [(zh ? "金额" : "amount", .right)]
    let change =
      curve.isOfFloors ? zh ? "升降" : "moved by" : zh ? "增减" : "change"
    var table = TextTable(
      [(change, .right)] + amount + [
        (zh ? "得分" : "value", .right), (zh ? "至多" : "at most", .right), (zh ? "项目" : "projects", .right),
        (zh ? "安排" : "used", .right), (zh ? "未达保底" : "below floor", .right), (zh ? "台阶" : "step", .left),
        (zh ? "到下一行之间" : "up to the next row", .left),
      ])
    for stair in curve.stairs {
      let point = stair.point
      let between = stair.interval.map(words) ?? ""
      let place = [curve.changeText(point.change)] + (point.amount.map { [money($0)] } ?? [])
      let step = point.exact ? stepWords : ""
      guard let value = point.value.flatMap(Decimals.init), let bound = point.bound.flatMap(Decimals.init) else {
        let status = point.status == "infeasible" ? zh ? "没有方案" : "no plan" : zh ? "未算出" : "undecided"
        table.add(place + [status, "", "", "", "", step, between])
        continue
      }
      table.add(
        place + [
          value.shown(), bound.shown(roundsUp: true), "\(point.projects.count)", money(point.used),
          "\(point.shortfalls)", step, between,
        ])
    }
    return [table.text(widest: 60)]
  }

  private var stepWords: String {
    curve.isOfFloors ? zh ? "恰到此止" : "ends here" : zh ? "恰从此起" : "begins here"
  }

  /// What is proven between two rows.
  private func words(_ interval: FrontierCurve.Interval) -> String {
    let least = interval.least.flatMap(Decimals.init)
    let most = interval.most.flatMap(Decimals.init)
    switch interval.known {
    case "flat":
      guard least?.value == most?.value else { return zh ? "得分已知，在误差之内" : "value known within the gap" }
      return curve.isOfFloors
        ? zh ? "得分与下一行相同" : "the value of the next row" : zh ? "得分不变" : "the same value"
    case "between":
      let (low, high) = (least?.shown() ?? "", most?.shown(roundsUp: true) ?? "")
      return zh ? "得分在 \(low) 至 \(high) 之间" : "value from \(low) to \(high)"
    case "adjacent": return zh ? "紧接下一行" : "next to it"
    case "floors":
      return curve.isOfFloors
        ? zh ? "保底渐难达到，得分不作断言" : "floors served less well; no claim on the value"
        : zh ? "保底有改善，得分不作断言" : "floors get better; no claim on the value"
    case "none": return zh ? "都没有方案" : "no plan"
    case "begins": return zh ? "从其间某处起有方案" : "plans begin somewhere"
    default: return zh ? "不作断言" : "no claim"
    }
  }

  /// The projects that come in and go out from each row to the next.
  var projects: [String] {
    projectMoves(
      curve.stairs.map(\.point).filter { $0.value != nil }.map { (curve.changeText($0.change), $0.projects) }, language)
  }
}

extension FrontierText {
  /// What the result rests on.
  var notes: [String] { [""] + solves + knowledge }

  private var solves: [String] {
    let solved = curve.points.count { $0.solved }
    let proven = curve.points.count - solved
    let limited = curve.points.count { $0.limit != nil }
    let isExact = Decimals(curve.gap)?.value == 0
    let half = percentText(ofGap: curve.gap, parts: 2)
    var lines = [
      zh
        ? "求解 \(solved) 点，每点要求\(isExact ? "证明最好" : "离最好的差距在 \(half) 之内")。"
        : "\(solved) points were solved, each asked to be \(isExact ? "proven the best" : "within \(half) of the best")."
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
          ? "另有 \(proven) 点不用求解：条件更宽的一点的方案在此也行，或那里也没有方案。"
          : "\(proven) more needed no solve: the plan of a point with easier lists fits there, or not even that has one."
      )
    }
    let carried = curve.points.count { $0.valueFrom != nil }
    if carried > 0 {
      lines.append(
        zh
          ? "有 \(carried) 点用的是条件更严的一点的方案，它更好。"
          : "\(carried) points have the plan of a point with stricter lists, which is better.")
    }
    return lines
  }

  private var knowledge: [String] {
    var lines: [String] = []
    let exact = curve.points.count { $0.exact }
    if exact > 0 {
      lines.append(
        curve.isOfFloors
          ? zh
            ? "标明“恰到此止”的 \(exact) 处：已证明保底再高 0.01 个百分点，就做不到这一行的结果。"
            : "\(exact) rows say ‘ends here’: with floors 0.01 points higher, their result is proven impossible."
          : zh
            ? "标明“恰从此起”的 \(exact) 处：已证明金额再少一点，就做不到这一行的结果。"
            : "\(exact) rows say ‘begins here’: with any less money, their result is proven impossible.")
    }
    let all = curve.intervals.filter { !$0.isAdjacent }
    let known = all.count { ["flat", "none"].contains($0.known) }
    if known < all.count {
      lines.append(
        zh
          ? "各点之间共 \(all.count) 段：\(known) 段已有定论，\(all.count - known) 段只知道表中所说的；加大 --points 可以分得更细。"
          : "Of \(all.count) stretches between points, \(known) are settled; of \(all.count - known), only what the table says is known. More --points divide them further."
      )
    } else if curve.monotone {
      let (isExact, gap) = (Decimals(curve.gap)?.value == 0, percentText(ofGap: curve.gap))
      lines.append(
        zh
          ? "全程每一处的结果都已\(isExact ? "确知" : "知道，得分误差在 \(gap) 之内")。"
          : "The result is known \(isExact ? "exactly" : "within \(gap)") everywhere on the curve.")
    }
    return lines + [curve.isOfFloors ? floorProof : moneyProof]
  }

  private var floorProof: String {
    zh
      ? "已证明：保底降低后，原来的方案仍能行，保底达到得不比原来差；所以达到程度相同的，保底低的得分不会更低。"
      : "Proven: with lower floors, every plan is still one and serves them no worse; so where they are served alike, lower floors are never worth less."
  }

  private var moneyProof: String {
    curve.monotone
      ? zh
        ? "已证明：资金少时能行的方案，资金多时也能行，所以保底相同的，资金多不会更差。"
        : "Proven: a plan for less money is a plan for more, so with the same floors more money is never worse."
      : zh
        ? "有的规定随金额而变（按资金百分比的单笔下限、最低支出或会议决定的金额），资金多也可能更差，这几段不作断言。"
        : "Some rules follow the amounts (a least payment, a minimum spend or a pinned amount in per cent of a fund), so more money may be worse: nothing is said there."
  }
}
