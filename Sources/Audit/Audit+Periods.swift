import Model

extension Ledger {
  /// The rules `plan-period`, `fund-period` and `fund-release`. Without a list of periods, only the slots of
  /// `plan-period` are checked.
  func periodBreaches() -> [Breach] {
    let slots = instance.lists.projects.flatMap(slotDays)
    guard !instance.lists.periods.isEmpty else { return slots }
    return slots + instance.lists.projects.flatMap(planPeriod)
      + spending.keys.sorted().flatMap { fundPeriod(instance.fund($0)) }
      + instance.lists.funds.flatMap(releases)
  }

  private var last: Int { instance.timeline.count - 1 }

  /// The periods in which a variant runs, cut off at the plan's last one.
  func run(of variant: Variant, from start: Int) -> ClosedRange<Int> {
    instance.lists.periods.isEmpty ? 0...0 : start...min(last, start + variant.lasts - 1)
  }

  private func planPeriod(_ project: Project) -> [Breach] {
    var found: [Breach] = []
    let id = project.id
    for (variant, _) in carriedOut[id] ?? [] {
      let subjects = [id.text, variant.id.text]
      guard let start = starts[id]?[variant.id] else {
        found.append(
          Breach(
            "plan-period", subjects, "项目 \(id) 立项，却没有开始期间", "project \(id) is carried out, but starts in no period"))
        continue
      }
      if start + variant.lasts - 1 > last {
        found.append(
          Breach(
            "plan-period", subjects, "项目 \(id) 从 \(name(start)) 起历时 \(variant.lasts) 期，超出方案的最后一期 \(name(last))",
            "project \(id) starts in \(name(start)) and lasts \(variant.lasts) periods, beyond the plan's last, \(name(last))"
          ))
      }
      for period in run(of: variant, from: start) where !instance.timeline[period].span.overlaps(project.period) {
        let own = text(project.period)
        found.append(
          Breach(
            "plan-period", subjects, "项目 \(id) 在 \(name(period)) 实施，与其起止日期 \(own.zh) 不重叠",
            "project \(id) runs in \(name(period)), which does not overlap its own days, \(own.en)"))
      }
    }
    return found
  }

  /// `plan-period`: every slot needed lies on the project's own days and begins in the periods in which it runs.
  private func slotDays(_ project: Project) -> [Breach] {
    (carriedOut[project.id] ?? []).flatMap { variant, _ -> [Breach] in
      let start = starts[project.id]?[variant.id]
      let running = start.map { run(of: variant, from: $0).map { instance.timeline[$0].span } }
      return Set(variant.roles.flatMap(\.slots) + variant.demands.flatMap(\.slots)).sorted().compactMap { slot in
        guard instance.slotIndex[slot] != nil else { return nil }
        let (day, last) = (instance.slot(slot).day, instance.slot(slot).lastDay)
        let (today, end) = (Period(from: day, to: day), Period(from: last, to: last))
        let isWithin = today.overlaps(project.period) && end.overlaps(project.period)
        if isWithin, running?.contains(where: { $0.overlaps(today) }) ?? true { return nil }
        return Breach(
          "plan-period", [project.id.text, variant.id.text],
          "项目 \(project.id) 需要时段 \(slot)（\(day)），当时并不在实施期内",
          "project \(project.id) needs slot \(slot), on \(day), when it does not run")
      }
    }
  }

  private func fundPeriod(_ fund: Fund) -> [Breach] {
    let window = spendingPeriod(of: fund)
    return (spending[fund.id] ?? [:]).filter { $0.value > 0 }.keys.sorted().flatMap { project in
      (starts[project] ?? [:]).values.sorted().filter { !instance.timeline[$0].span.overlaps(window) }.map { start in
        let period = text(window)
        return Breach(
          "fund-period", [fund.id.text, project.text],
          "资金 \(fund.id) 支付项目 \(project)，项目在 \(name(start)) 开始，不在资金使用期 \(period.zh) 之内",
          "fund \(fund.id) pays for project \(project), which starts in \(name(start)), not within the fund's days, \(period.en)"
        )
      }
    }
  }

  private func releases(of fund: Fund) -> [Breach] {
    guard !fund.releases.isEmpty else { return [] }
    var found: [Breach] = []
    var released: Int128 = 0
    for (index, period) in instance.timeline.enumerated() {
      released += fund.releases.reduce(0) { $1.period == period.id ? $0 + Int128($1.amount.minorUnits) : $0 }
      let used = (spending[fund.id] ?? [:]).reduce(Int128(0)) { sum, entry in
        let start = (starts[entry.key] ?? [:]).values.min() ?? 0
        return start <= index ? sum + entry.value : sum
      }
      guard used > released else { continue }
      found.append(
        Breach(
          "fund-release", [fund.id.text, period.id.text],
          "到 \(period.id) 末资金 \(fund.id) 已下达 \(money(released))，已开始的项目却用 \(money(used))",
          "by the end of \(period.id) fund \(fund.id) has been released \(money(released)), but what has started takes "
            + money(used)))
    }
    return found
  }

  func name(_ period: Int) -> String { instance.timeline[period].id.text }
}
