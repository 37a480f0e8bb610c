import Model

/// A front of two aims as text for a terminal: its plans, what is proven of them, and how they were found.
/// - Complexity: O(points × projects).
public func paretoText(_ curve: ParetoCurve, _ language: Language) -> String {
  let text = ParetoText(curve: curve, language: language)
  return (text.head + text.table + text.projects + text.notes).joined(separator: "\n")
}

/// A front of two aims as a table for spreadsheets, which begins with its header.
public func paretoTable(_ curve: ParetoCurve, _ language: Language) -> [[String]] {
  let zh = language == .zh
  let aims =
    zh ? ["综合得分", "项目数", "安排的金额", "最低村得分"] : ["value", "project_count", "money_placed", "worst_off_points"]
  let header =
    (zh ? ["横轴", "横轴至多", "纵轴", "纵轴至多"] : ["x", "x_bound", "y", "y_bound"]) + aims
    + (zh
      ? ["最低的是哪个村", "未达保底", "项目", "与下一点之间已查清"] : ["worst_off_villages", "below_floor", "projects", "closed_to_next"])
  return [header]
    + curve.points.map { point in
      [point.x, point.xBound, point.y, point.yBound] + aimsInOrder.map { point.reached[$0] ?? "" } + [
        curve.named(point.leastServed).joined(separator: ";"), "\(point.shortfalls)",
        point.projects.joined(separator: ";"),
        point.closed.map { $0 ? zh ? "是" : "yes" : zh ? "否" : "no" } ?? "",
      ]
    }
}

private struct ParetoText {
  let curve: ParetoCurve
  let language: Language

  private var zh: Bool { language == .zh }

  var head: [String] {
    let (x, y) = (aimWords(curve.x.aim, language), aimWords(curve.y.aim, language))
    let unit = currencyName(curve.currency, language)
    return [
      zh
        ? "两头兼顾：\(x)与\(y)，金额单位：\(unit)；各方案的保底都尽可能达到"
        : "Two aims: \(x) and \(y), in \(unit); every plan serves the floors as well as can be"
    ]
  }

  private func shown(_ text: String?, _ aim: String, asBound: Bool = false) -> String {
    guard let text, let number = Decimals(text) else { return "" }
    guard aim == "money" else { return number.shown(roundsUp: asBound) }
    let minorUnits = number.value / tenTo(Decimals.digits - curve.currency.digits)
    return curve.currency.text(Money(Int64(clamping: minorUnits)))
  }

  var table: [String] {
    guard !curve.points.isEmpty else {
      return [
        curve.status == "infeasible"
          ? zh ? "没有方案能遵守全部规定；solve 说明哪些规定互相冲突。" : "No plan obeys all rules; solve says which contradict each other."
          : zh ? "在工作量的限制内没有算出方案；请加大 --work-limit。" : "No plan was found within the work limit; raise --work-limit."
      ]
    }
    let isExact = curve.points.allSatisfy { $0.x == $0.xBound && $0.y == $0.yBound }
    let own = [curve.x.aim, curve.y.aim]
    let others = aimsInOrder.filter { !own.contains($0) }
    var columns: [(String, TextTable.Alignment)] = []
    for aim in own {
      columns.append((aimWords(aim, language), .right))
      if !isExact { columns.append((zh ? "至多" : "at most", .right)) }
    }
    columns += others.map { (aimWords($0, language), .right) }
    columns += [(zh ? "是哪个村" : "which village", .left), (zh ? "未达保底" : "below floor", .right)]
    if !curve.complete { columns.append((zh ? "到下一行之间" : "up to the next row", .left)) }
    var table = TextTable(columns)
    for point in curve.points {
      var row: [String] = []
      for (aim, value, bound) in [(own[0], point.x, point.xBound), (own[1], point.y, point.yBound)] {
        row.append(shown(value, aim))
        if !isExact { row.append(shown(bound, aim, asBound: true)) }
      }
      row += others.map { shown(point.reached[$0], $0) }
      row += [villages(point), "\(point.shortfalls)"]
      if !curve.complete {
        row.append(
          point.closed.map { $0 ? zh ? "没有别的" : "no others" : zh ? "可能还有" : "perhaps others" } ?? "")
      }
      table.add(row)
    }
    return [table.text(widest: 40)]
  }

  /// The villages with fewest points; several are counted.
  private func villages(_ point: ParetoCurve.Point) -> String {
    let names = curve.named(point.leastServed)
    guard names.count > 2 else { return names.joined(separator: zh ? "、" : ", ") }
    return zh ? "\(names[0])等 \(names.count) 个" : "\(names[0]) and \(names.count - 1) more"
  }

  /// The projects that come in and go out from each row to the next.
  var projects: [String] {
    projectMoves(
      curve.points.enumerated().map { (zh ? "第 \($0 + 1) 行" : "row \($0 + 1)", $1.projects) }, language)
  }

  /// What is proven.
  var notes: [String] {
    guard !curve.points.isEmpty else { return [] }
    let (x, y) = (aimWords(curve.x.aim, language), aimWords(curve.y.aim, language))
    let isExact = curve.points.allSatisfy { $0.x == $0.xBound && $0.y == $0.yBound }
    var lines = [""]
    if isExact, curve.points.count > 1 {
      lines.append(
        zh
          ? "已证明：每一行，\(x)要更高，\(y)就得降；\(y)要更高，\(x)就得降。"
          : "Proven: in each row, more of the one (\(x)) costs some of the other (\(y)), and the other way round.")
    } else if !isExact {
      lines.append(
        zh
          ? "“至多”：另一头不少于这一行的方案，这一头都不超过它。"
          : "‘At most’: no plan with as much of the other aim as the row has more of this one.")
    }
    let limited = curve.points.count { $0.limit != nil }
    if limited > 0 {
      lines.append(
        zh ? "其中 \(limited) 行先到了工作量的限制。" : "\(limited) rows came to the work limit first.")
    }
    lines.append(completeness)
    let own = [curve.x.aim, curve.y.aim]
    if own.contains("worst-off") {
      lines.append(
        zh
          ? "比较的村：有未办结的需求、并有项目可以满足的 \(curve.villages.count) 个村；服务得分不计各地权重。"
          : "Villages compared: the \(curve.villages.count) with an open need that some project may serve; points without the weights of places."
      )
    }
    return lines
  }

  private var completeness: String {
    if curve.complete {
      if curve.points.count == 1 {
        return zh ? "两头没有矛盾：这一个方案两头都最好\(within)。" : "The two do not conflict: this one plan has most of both\(within)."
      }
      return zh
        ? "共 \(curve.points.count) 个方案，已全部列出\(within)。" : "These \(curve.points.count) are all there are\(within)."
    }
    let open = curve.points.count { $0.closed == false }
    return zh
      ? "没有全部列出：相邻两行之间有 \(open) 处可能还有别的方案；加大 --points 或 --work-limit 可以接着找。"
      : "Not all are listed: between \(open) pairs of neighbouring rows others may lie. More --points or a greater --work-limit finds them."
  }

  /// The gap within which the front is known; nothing where it is exact.
  private var within: String {
    guard let gap = Decimals(curve.gap), gap.value > 0 else { return "" }
    let percent = percentText(ofGap: curve.gap)
    return zh ? "（相差在 \(percent) 之内的不另列）" : " (those within \(percent) of one of these left out)"
  }
}
