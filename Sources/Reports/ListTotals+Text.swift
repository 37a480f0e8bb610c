import Model

extension ListTotals {
  /// The totals as a table that is short enough to be read aloud.
  /// - Parameter language: The language of the text.
  public func text(_ language: Language) -> String {
    let isChinese = language == .zh
    var table = TextTable([
      (isChinese ? "读到的" : "Read", .left), (isChinese ? "数目" : "Number", .right), (isChinese ? "合计" : "Total", .left),
    ])
    let rows = [settingsRow, fundsRow] + departmentRows + [projectsRow] + needsRows + peopleRows + periodRows
    for (name, count, total) in rows { table.add([name[language], count, total[language]]) }
    return table.text(widest: 160)
  }

  private typealias Row = (name: Bilingual, count: String, total: Bilingual)

  private var settingsRow: Row {
    let digits = settings.digits
    let yuan = settings.currency == "CNY" ? "元（CNY）" : settings.currency
    return (
      Bilingual("币种", "Currency"), "", Bilingual("\(yuan)，\(digits) 位小数", "\(settings.currency), \(digits) decimals")
    )
  }

  private var fundsRow: Row {
    let reserve =
      funds.reserve == 0
      ? Bilingual("", "")
      : Bilingual("，其中预留 \(money(funds.reserve).zh)", ", of it \(money(funds.reserve).en) in reserve")
    let sum = money(funds.amount)
    return (Bilingual("资金", "Funds"), "\(funds.count)", Bilingual(sum.zh + reserve.zh, sum.en + reserve.en))
  }

  /// The departments, at most four of them and the rest.
  private var departmentRows: [Row] {
    guard departments.count > 1 else { return [] }
    let shown = departments.count <= 5 ? departments.count : 4
    let rest = departments.dropFirst(shown).map(\.funds)
    let rows: [Row] = departments.prefix(shown).map { department in
      let name =
        department.name.isEmpty ? Bilingual("（未注明部门）", "(no department)") : Bilingual(department.name, department.name)
      return (Bilingual("  " + name.zh, "  " + name.en), "\(department.funds.count)", money(department.funds.amount))
    }
    guard !rest.isEmpty else { return rows }
    let sum = Int64(clamping: rest.reduce(Int128(0)) { $0 + Int128($1.amount) })
    let count = departments.count - shown
    return rows + [
      (Bilingual("  其余 \(count) 个部门", "  \(count) others"), "\(rest.reduce(0) { $0 + $1.count })", money(sum))
    ]
  }

  private var projectsRow: Row {
    let (least, most) = (money(projects.leastCost), money(projects.mostCost))
    let range =
      projects.leastCost == projects.mostCost
      ? Bilingual("费用 \(least.zh)", "cost \(least.en)")
      : Bilingual("费用至少 \(least.zh)，至多 \(most.zh)", "cost \(least.en) at least, \(most.en) at most")
    let done =
      projects.done == 0
      ? Bilingual("", "") : Bilingual("，已完成的 \(projects.done) 个不计", ", without \(projects.done) that are done")
    return (
      Bilingual("项目", "Projects"), "\(projects.count)", Bilingual(range.zh + done.zh, range.en + done.en)
    )
  }

  private var needsRows: [Row] {
    let closed = needs.count - needs.open
    let open =
      closed == 0 ? Bilingual("", "") : Bilingual("待办 \(needs.open) 项，", "\(needs.open) open, ")
    let first: Row = (
      Bilingual("需求", "Needs"), "\(needs.count)",
      Bilingual(
        "\(open.zh)基本 \(needs.basic)、特色 \(needs.featured)，有保底的 \(needs.withFloor)，急迫程度 5 的 \(needs.mostUrgent)",
        "\(open.en)\(needs.basic) basic, \(needs.featured) featured, \(needs.withFloor) with a floor, \(needs.mostUrgent) of urgency 5"
      )
    )
    let shown = needs.units.prefix(6), rest = needs.units.count - shown.count
    func amount(_ sum: UnitSum) -> String {
      Quantity(milli: sum.quantityMilli).text + (sum.unit.isEmpty ? "" : " \(sum.unit)")
    }
    let sums = shown.map(amount)
    if sums.isEmpty { return [first] }
    return [
      first,
      (
        Bilingual("  数量", "  Quantity"), "",
        Bilingual(
          sums.joined(separator: "、") + (rest > 0 ? "，另有 \(rest) 种单位" : ""),
          sums.joined(separator: ", ") + (rest > 0 ? ", and \(rest) other units" : ""))
      ),
      (Bilingual("  价值", "  Value"), "", Bilingual("\(grouped(needs.value)) 分", "\(grouped(needs.value)) points")),
    ]
  }

  private var peopleRows: [Row] {
    guard people.volunteers + people.roles > 0 else { return [] }
    let offered = hours(people.minutesOffered), asked = hours(people.minutesAsked)
    return [
      (
        Bilingual("志愿者", "Volunteers"), "\(people.volunteers)",
        Bilingual("可提供 \(offered) 小时", "offer \(offered) hours")
      ),
      (Bilingual("岗位", "Roles"), "\(people.roles)", Bilingual("至少要 \(asked) 小时", "ask for \(asked) hours at least")),
    ]
  }

  private var periodRows: [Row] {
    guard let first = periods.first, let last = periods.last else { return [] }
    let released = Int64(clamping: periods.reduce(Int128(0)) { $0 + Int128($1.released) })
    let sum = money(released)
    return [
      (
        Bilingual("期间", "Periods"), "\(periods.count)",
        Bilingual(
          "\(first.from) 至 \(last.to)" + (released > 0 ? "，分期下达 \(sum.zh)" : ""),
          "\(first.from) to \(last.to)" + (released > 0 ? ", \(sum.en) released by period" : ""))
      )
    ]
  }

  /// An amount in major units; in 万元 as well where it is large and in yuan.
  private func money(_ minorUnits: Int64) -> Bilingual {
    let text = decimalText(Int128(minorUnits), digits: settings.digits, grouped: true)
    guard settings.currency == "CNY" else {
      return Bilingual("\(text) \(settings.currency)", "\(settings.currency) \(text)")
    }
    // A hundredth of 10,000 yuan is near enough to be read aloud, and the exact amount stands beside it.
    let tenThousand = (0..<settings.digits).reduce(Int128(10_000)) { product, _ in product * 10 }
    guard Int128(minorUnits) >= tenThousand else { return Bilingual("\(text) 元", "CNY \(text)") }
    let hundredths = (Int128(minorUnits) * 200 + tenThousand) / (2 * tenThousand)
    let isExact = hundredths * tenThousand == Int128(minorUnits) * 100
    let wan = decimalText(hundredths, digits: 2, grouped: true, trimmed: true)
    return Bilingual("\(text) 元（\(isExact ? "" : "约 ")\(wan) 万元）", "CNY \(text) (\(isExact ? "" : "about ")\(wan) 万元)")
  }

  /// Minutes as hours in decimals, rounded down to a hundredth.
  private func hours(_ minutes: Int64) -> String {
    decimalText(Int128(minutes) * 100 / 60, digits: 2, grouped: true, trimmed: true)
  }
}
