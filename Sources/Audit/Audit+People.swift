import Model

extension Ledger {
  /// The rules from `skill` to `mentor`: for each assignment, each person and each role.
  func peopleBreaches(_ staff: Staff) -> [Breach] {
    var found = staff.form + staff.all.flatMap(breaches)
    let byPerson = Dictionary(grouping: staff.all, by: \.volunteer.id)
    for (_, works) in byPerson { found += breaches(ofOne: works) }
    let byProject = Dictionary(grouping: staff.all, by: \.project.id)
    for (id, variants) in carriedOut {
      for role in variants.flatMap(\.variant.roles) {
        found += breaches(of: role, in: id, (byProject[id] ?? []).filter { $0.role.id == role.id })
      }
    }
    return found
  }

  private func breaches(of work: Staff.Work) -> [Breach] {
    var found: [Breach] = []
    let offer = work.volunteer.offer, role = work.role, project = work.project
    func breach(_ rule: String, _ zh: String, _ en: String) {
      found.append(Breach(rule, work.subjects, "\(work.text.zh)，\(zh)", "\(work.text.en), \(en)"))
    }
    if let skill = role.skill {
      let level = offer.skills[skill] ?? 0
      if level < role.level {
        breach(
          "skill", "“\(skill)”只有 \(level) 级，要求 \(role.level) 级",
          "but has ‘\(skill)’ at level \(level), not \(role.level)")
      }
    }
    if role.withMinors, !offer.isVetted {
      breach("vetting", "但未经审查，不得接触未成年人", "but is not vetted for work with minors")
    }
    let isKind = { self.instance.isKind(project.category, of: $0) }
    if !offer.willing.isEmpty && !offer.willing.contains(where: isKind) || offer.unwilling.contains(where: isKind) {
      breach("willingness", "但不愿参加类别 \(project.category)", "but does not want category \(project.category)")
    }
    if role.isForWishersOnly, (offer.preferences[project.id]?.milli ?? 0) <= 0 {
      breach("wishers-only", "但对该项目没有意向", "but has no preference for the project")
    }
    if let most = offer.travelMax, let home = offer.home {
      let sites = role.place.map { [$0] } ?? project.places.map(\.place)
      let travelTimes = sites.map { instance.travel(from: home, to: $0) }
      if !sites.isEmpty, !travelTimes.contains(where: { $0.map { $0 <= most } ?? false }) {
        let travelTime = travelTimes.compactMap { $0 }.min().map { minutesText(Int128($0)) }
        breach(
          "travel", "单程 \(travelTime ?? "未知")，超过本人上限 \(minutesText(Int128(most)))",
          "but the way there takes \(travelTime ?? "an unknown time"), more than their limit of \(minutesText(Int128(most)))"
        )
      }
    }
    // The audit states availability itself, apart from `Offer.isAvailable`, so that a mistake there is found.
    if let open = offer.slots {
      for slot in work.slots where !open.contains(slot.id) {
        breach("slot", "但在时段 \(slot.id) 没有空", "but is not available in slot \(slot.id)")
      }
    }
    let lasts = Int64(work.run?.count ?? 1)
    let least = offer.leastMinutes(on: role, lasts: lasts)
    if work.minutes < least {
      breach(
        "least-minutes", "时长 \(minutesText(Int128(work.minutes)))，少于 \(minutesText(Int128(least)))",
        "but for \(minutesText(Int128(work.minutes))), less than \(minutesText(Int128(least)))")
    }
    if role.slots.isEmpty, lasts > 1, work.minutes % lasts != 0 {
      breach(
        "whole-shifts", "时长 \(minutesText(Int128(work.minutes)))，不能平分到 \(lasts) 期",
        "but for \(minutesText(Int128(work.minutes))), which is not as much in each of \(lasts) periods")
    } else if let shift = offer.shift, work.minutes % (role.slots.isEmpty ? shift * lasts : shift) != 0 {
      breach(
        "whole-shifts", "时长 \(minutesText(Int128(work.minutes)))，不是整班（每班 \(minutesText(Int128(shift)))）",
        "but for \(minutesText(Int128(work.minutes))), which are no whole shifts of \(minutesText(Int128(shift)))")
    }
    let there = work.slots.reduce(Int128(0)) { $0 + Int128($1.minutes) }
    if !role.slots.isEmpty, Int128(work.minutes) != there {
      breach(
        "form", "时长 \(minutesText(Int128(work.minutes))) 与时段合计 \(minutesText(there)) 不符",
        "but for \(minutesText(Int128(work.minutes))), where the slots come to \(minutesText(there))")
    }
    if role.sameThroughout, work.slots.count != role.slots.count {
      breach("same-throughout", "但没有到所有时段", "but does not take all of its slots")
    }
    return found
  }

  private func breaches(ofOne works: [Staff.Work]) -> [Breach] {
    var found: [Breach] = []
    let id = works[0].volunteer.id, offer = works[0].volunteer.offer
    for (period, total) in load(of: works) where total > Int128(offer.minutes) {
      let when = instance.hasPeriods ? Bilingual("在 \(name(period)) ", " in \(name(period))") : Bilingual("", "")
      found.append(
        Breach(
          "volunteer-minutes", [id.text] + (instance.hasPeriods ? [name(period)] : []),
          "志愿者 \(id) \(when.zh)共服务 \(minutesText(total))，超过可用的 \(minutesText(Int128(offer.minutes)))",
          "volunteer \(id) serves \(minutesText(total))\(when.en), more than the \(minutesText(Int128(offer.minutes))) offered"
        ))
    }
    let projects = Set(works.map(\.project.id))
    if let most = offer.projectsMax, projects.count > most {
      found.append(
        Breach(
          "volunteer-projects", [id.text], "志愿者 \(id) 参加 \(projects.count) 个项目，超过上限 \(most) 个",
          "volunteer \(id) serves in \(projects.count) projects, more than \(most)"))
    }
    for project in projects.sorted() {
      let roles = works.filter { $0.project.id == project }.map(\.role.id).sorted()
      guard roles.count > 1 else { continue }
      found.append(
        Breach(
          "one-role", [id.text, project.text],
          "志愿者 \(id) 在项目 \(project) 担任 \(roles.map(\.text).joined(separator: "、"))，应一人一岗",
          "volunteer \(id) holds \(roles.map(\.text).joined(separator: ", ")) in project \(project), more than one role"
        ))
    }
    // Every pair of times at which the person serves in a slot.
    let times = works.flatMap(stretches)
    for (index, a) in times.enumerated() {
      for b in times[(index + 1)...] { found += clash(id, offer, a, b) }
    }
    return found
  }

  /// The minutes that one person serves in each period. Minutes in a slot fall in the period of its day; minutes
  /// without slots are split equally over the periods in which the project runs, rounded up.
  func load(of works: [Staff.Work]) -> [(period: Int, minutes: Int128)] {
    var load = instance.timeline.map { _ in Int128(0) }
    for work in works {
      if work.slots.isEmpty {
        let run = instance.hasPeriods ? work.run.map(Array.init) ?? [] : [0]
        let (each, rest) = Int128(work.minutes).quotientAndRemainder(dividingBy: Int128(max(1, run.count)))
        for period in run { load[period] += each + (rest > 0 ? 1 : 0) }
      }
      for slot in work.slots {
        let day = Period(from: slot.day, to: slot.day)
        let period = instance.timeline.firstIndex { $0.span.overlaps(day) } ?? (instance.hasPeriods ? nil : 0)
        if let period { load[period] += Int128(slot.minutes) }
      }
    }
    return Array(load.enumerated()).map { ($0.offset, $0.element) }
  }

  private typealias Time = (work: Staff.Work, slot: Slot, stretch: Int)

  /// The slots of one assignment in order of time. Slots that meet at midnight have the same stretch.
  private func stretches(_ work: Staff.Work) -> [Time] {
    var out: [Time] = []
    for slot in work.slots.sorted(by: { ($0.begins, $0.id) < ($1.begins, $1.id) }) {
      let goesOn = out.last.map { $0.slot.ends == slot.begins && slot.start == 0 } ?? true
      out.append((work, slot, (out.last?.stretch ?? 0) + (goesOn ? 0 : 1)))
    }
    return out
  }

  private func clash(_ id: VolunteerID, _ offer: Offer, _ a: Time, _ b: Time) -> [Breach] {
    let (first, second) = a.slot.begins <= b.slot.begins ? (a, b) : (b, a)
    let pause = second.slot.begins - first.slot.ends
    let subjects = [id.text] + [a.slot.id.text, b.slot.id.text].sorted()
    if pause < 0 {
      return [
        Breach(
          "slot", subjects, "志愿者 \(id) 同时在时段 \(first.slot.id) 和 \(second.slot.id)",
          "volunteer \(id) is in slots \(first.slot.id) and \(second.slot.id) at once")
      ]
    }
    var found: [Breach] = []
    let isOneStretch = a.work.subjects == b.work.subjects && a.stretch == b.stretch
    if pause < offer.rest, !isOneStretch {
      found.append(
        Breach(
          "rest", subjects, "志愿者 \(id) 在时段 \(first.slot.id) 和 \(second.slot.id) 之间只休息 \(pause) 分钟，应为 \(offer.rest) 分钟",
          "volunteer \(id) rests \(pause) minutes between slots \(first.slot.id) and \(second.slot.id), not \(offer.rest)"
        ))
    }
    let sites = [first, second].map { $0.work.role.place.map { [$0] } ?? $0.work.project.places.map(\.place) }
    let travelTimes = sites[0].flatMap { from in sites[1].compactMap { instance.travel(from: from, to: $0) } }
    if let travelTime = travelTimes.min(), travelTime > pause {
      found.append(
        Breach(
          "slot", subjects, "志愿者 \(id) 从时段 \(first.slot.id) 赶不到时段 \(second.slot.id)：路上 \(travelTime) 分钟，间隔 \(pause) 分钟",
          "volunteer \(id) cannot get from slot \(first.slot.id) to slot \(second.slot.id): the way takes \(travelTime) minutes, the pause is \(pause)"
        ))
    }
    return found
  }

  private func breaches(of role: Role, in project: ProjectID, _ works: [Staff.Work]) -> [Breach] {
    var found: [Breach] = []
    func breach(_ rule: String, _ slot: Slot?, _ zh: String, _ en: String) {
      let place = slot.map { Bilingual("在时段 \($0.id) ", " in slot \($0.id)") } ?? Bilingual("", "")
      found.append(
        Breach(
          rule, [project.text, role.id.text] + (slot.map { [$0.id.text] } ?? []),
          "项目 \(project) 的岗位 \(role.id)\(place.zh)\(zh)",
          "role \(role.id) of project \(project)\(place.en) \(en)"))
    }
    let total = works.reduce(Int128(0)) { $0 + Int128($1.minutes) }
    if total < Int128(role.minutes) {
      breach(
        "role-minutes", nil, "共 \(minutesText(total))，应有 \(minutesText(Int128(role.minutes)))",
        "gets \(minutesText(total)), not \(minutesText(Int128(role.minutes)))")
    }
    let moments: [Slot?] = role.slots.isEmpty ? [nil] : role.slots.map(instance.slot)
    for slot in moments {
      let there = works.filter { work in slot.map { slot in work.slots.contains { $0.id == slot.id } } ?? true }
      if there.count < role.headsMin {
        breach(
          "role-heads", slot, "有 \(there.count) 人，应有 \(role.headsMin) 人",
          "has \(there.count) people, not \(role.headsMin)")
      }
      if let most = role.headsMax, there.count > most {
        breach("role-heads", slot, "有 \(there.count) 人，至多 \(most) 人", "has \(there.count) people, more than \(most)")
      }
      let hasMentor = there.contains { $0.volunteer.offer.canMentor }
      if role.needsMentor, !hasMentor { breach("mentor", slot, "没有可带教的人在场", "has nobody who can mentor") }
      for work in there where work.volunteer.offer.wantsMentor && !hasMentor {
        let place = slot.map { [$0.id.text] } ?? []
        found.append(
          Breach(
            "mentor", work.subjects + place, "\(work.text.zh)，需带教，却没有可带教的人在场",
            "\(work.text.en) and wants a mentor, but there is none"))
      }
    }
    return found
  }
}
