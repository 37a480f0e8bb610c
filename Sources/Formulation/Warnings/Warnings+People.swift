import Model

extension Formulation {
  /// Warnings about valid input that is most likely a mistake.
  ///
  /// Each leaves a role that nobody can hold, a person whom no role can use, or hours that nobody can draw. Without a
  /// warning the project or the person would silently be missing from the plan.
  var peopleWarnings: [Finding] {
    // Variants of a project can share an input row, which is reported once.
    var seen: Set<[String]> = []
    return
      (slotsOutsidePeriods() + postWarnings + unservablePins() + unknownTravelTimes + unusableTimeBankEntries())
      .filter { seen.insert([$0.code, $0.file, String($0.line), $0.value]).inserted }
  }

  private func slotsOutsidePeriods() -> [Finding] {
    let spans = instance.timeline.map(\.span)
    return projects.enumerated().flatMap { p, project in
      project.variants.enumerated().filter { begun[p][$0.offset].isEmpty }.flatMap { _, variant -> [Finding] in
        let needed =
          variant.roles.map { ($0.slots, $0.origin, CellKey.projectRoles(.slots)) }
          + variant.demands.map { ($0.slots, $0.origin, CellKey.projectAssets(.slots)) }
        let pairs = needed.flatMap { ids, origin, cell in
          ids.filter { instance.slotIndex[$0] != nil }.map { id in
            let slot = instance.slot(id)
            return (id: id, slot: slot, today: Period(from: slot.day, to: slot.day), origin: origin, cell: cell)
          }
        }
        func finding(
          _ id: SlotID, _ origin: Origin, _ cell: CellKey, _ expected: Bilingual, _ why: Bilingual
        ) -> Finding {
          Finding(
            "slot-outside", severity: .warning, at: origin, cell, value: id.text, expected: expected,
            mend: Bilingual(
              "\(why.zh)，项目 \(project.id) 因此不能立项；请改正时段或日期",
              "\(why.en), so that project \(project.id) cannot be carried out; correct the slot or the days"))
        }
        let outside = pairs.filter { !project.period.contains($0.slot.days) }
        guard outside.isEmpty else {
          return outside.map { id, slot, today, origin, cell in
            let day = today.overlaps(project.period) ? slot.lastDay : slot.day
            return finding(
              id, origin, cell, Bilingual("项目起止日期之内的时段", "a slot on the project's own days"),
              Bilingual("时段在 \(day)，当时项目不实施", "it is on \(day), when the project does not run"))
          }
        }
        // The periods of a run are consecutive and must contain all its slots.
        guard let first = pairs.min(by: { $0.today.from! < $1.today.from! }) else { return [] }
        let held = spans.indices.filter { k in pairs.contains { $0.today.overlaps(spans[k]) } }
        let isOutside = pairs.contains { pair in !spans.contains { $0.overlaps(pair.today) } }
        guard isOutside || held.last! - held.first! >= variant.lasts else { return [] }
        let item = pairs.first { pair in !spans.contains { $0.overlaps(pair.today) } } ?? first
        return [
          finding(
            item.id, item.origin, item.cell,
            Bilingual("方案各期之内、项目历时之内的时段", "slots within the plan, in as many periods as it lasts"),
            isOutside
              ? Bilingual("时段在 \(item.today.from!)，不在方案的任何一期", "it is on \(item.today.from!), in no period of the plan")
              : Bilingual(
                "所用时段跨 \(held.last! - held.first! + 1) 期，项目只历时 \(variant.lasts) 期",
                "its slots span \(held.last! - held.first! + 1) periods, and it lasts \(variant.lasts)"))
        ]
      }
    }
  }

  private func unusableTimeBankEntries() -> [Finding] {
    let serving = Set(
      projects.filter { $0.variants.contains { $0.roles.contains(where: \.isTimeBank) } }.map(\.id))
    return instance.lists.beneficiaries.flatMap { person -> [Finding] in
      var found: [Finding] = []
      if !serving.contains(person.project) {
        found.append(
          Finding(
            "claim-unserved", severity: .warning, at: person.origin, .timeBank(.project), value: person.project.text,
            expected: Bilingual("有时间银行岗位的项目", "a project with a time-bank role"),
            mend: Bilingual(
              "此项目没有可支取的时长；请在岗位表注明“时间银行”，或改正项目",
              "it has no hours to draw; mark its role as time bank, or correct the project")))
      }
      if person.donor != nil, person.balance > 0 {
        found.append(
          Finding(
            "balance-unused", severity: .warning, at: person.origin, .timeBank(.balance),
            value: minutesText(Int128(person.balance)),
            expected: Bilingual("有转赠人的，本人余额空白", "blank where a donor pays"),
            mend: Bilingual(
              "从转赠人的余额支取，本人余额不会动用；请删去其一", "the donor's balance pays and this one is left alone; delete either")))
      }
      return found
    }
  }
}
