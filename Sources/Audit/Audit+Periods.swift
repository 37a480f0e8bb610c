import Model

extension Ledger {
  /// The rules `plan-period`, `fund-period`, `payment-period` and `fund-release`. Without a list of periods, only the slots of
  /// `plan-period` are checked.
  func periodBreaches() -> [Breach] {
    let slots = instance.lists.projects.flatMap(slotDays)
    guard !instance.lists.periods.isEmpty else { return slots }
    return slots + instance.lists.projects.flatMap(planPeriod)
      + paymentPeriodBreaches()
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

  func name(_ period: Int) -> String { instance.timeline[period].id.text }
}
