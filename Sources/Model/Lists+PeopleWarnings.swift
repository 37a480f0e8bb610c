extension Lists {
  /// What may be meant and is most likely a slip of the pen: each leaves a role that nobody can hold, or hours that nobody
  /// can draw, and without a word the project would be missing from the plan.
  func peopleWarnings() -> [Finding] {
    slotsOutside() + skillsMissing() + waysUnknown() + claimsUnserved()
  }

  private func slotsOutside() -> [Finding] {
    let days = Dictionary(slots.map { ($0.id, $0.day) }, uniquingKeysWith: { a, _ in a })
    return projects.flatMap { project in
      let needed = project.variants.flatMap { variant in
        variant.roles.map { ($0.slots, $0.origin) } + variant.demands.map { ($0.slots, $0.origin) }
      }
      return needed.flatMap { ids, origin in
        ids.compactMap { id -> Finding? in
          guard let day = days[id], !project.period.overlaps(Period(from: day, to: day)) else { return nil }
          return Finding(
            "slot-outside", severity: .warning, at: origin, "slots", value: id.text,
            expected: Bilingual("项目起止日期之内的时段", "a slot on the project's own days"),
            mend: Bilingual(
              "时段在 \(day)，项目 \(project.id) 当时不实施，因此不能立项；请改正时段或项目日期",
              "it is on \(day), when project \(project.id) does not run, so that it cannot be carried out; correct either"
            ))
        }
      }
    }
  }

  private func skillsMissing() -> [Finding] {
    guard !volunteers.isEmpty else { return [] }
    var best: [String: Int] = [:]
    for volunteer in volunteers { best.merge(volunteer.offer.skills, uniquingKeysWith: max) }
    return projects.flatMap { $0.variants.flatMap(\.roles) }.compactMap { role in
      guard let skill = role.skill, role.level > best[skill] ?? 0, role.headsMin > 0 || role.minutes > 0 else {
        return nil
      }
      let guess = best[skill] == nil ? nearest(skill, best.keys.sorted()) : nil
      return Finding(
        "skill-missing", severity: .warning, at: role.origin, "skill", value: skill,
        expected: Bilingual("有志愿者达到 \(role.level) 级的技能", "a skill that some volunteer has at level \(role.level)"),
        mend: guess.map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
          ?? Bilingual(
            "没有人能担任，项目因此不能立项；请核对技能与等级，或招募志愿者",
            "nobody can hold the role, so that the project cannot be carried out; check it, or find somebody"))
    }
  }

  /// Without a way between two places nobody is kept from both, one after the other.
  private func waysUnknown() -> [Finding] {
    guard !volunteers.isEmpty else { return [] }
    let sites = Set(
      projects.flatMap { project in
        project.variants.flatMap(\.roles).filter { !$0.slots.isEmpty }.flatMap { role in
          role.place.map { [$0] } ?? project.places.map(\.place)
        }
      })
    let known = Set(travel.flatMap { [$0.from, $0.to] })
    guard sites.count > 1 else { return [] }
    return places.filter { sites.contains($0.id) && $0.coordinates == nil && !known.contains($0.id) }.map { place in
      Finding(
        "way-unknown", severity: .warning, at: place.origin, "latitude", value: place.id.text,
        expected: Bilingual("坐标，或路程表中到其他地点的时长", "coordinates, or rows in travel"),
        mend: Bilingual(
          "不知道去别处要多久，排班时不计路上时间；请补上其一",
          "how long the way elsewhere takes is not known, and rosters reckon without it; add one of the two"))
    }
  }

  private func claimsUnserved() -> [Finding] {
    let serving = Set(
      projects.filter { $0.variants.contains { $0.roles.contains(where: \.isTimeBank) } }.map(\.id))
    let known = Set(projects.map(\.id))
    return beneficiaries.flatMap { person -> [Finding] in
      var found: [Finding] = []
      if known.contains(person.project), !serving.contains(person.project) {
        found.append(
          Finding(
            "claim-unserved", severity: .warning, at: person.origin, "project", value: person.project.text,
            expected: Bilingual("有时间银行岗位的项目", "a project with a time-bank role"),
            mend: Bilingual(
              "此项目没有可支取的时长；请在岗位表注明“时间银行”，或改正项目",
              "it has no hours to draw; mark its role as time bank, or correct the project")))
      }
      if person.donor != nil, person.balance > 0 {
        found.append(
          Finding(
            "balance-unused", severity: .warning, at: person.origin, "balance",
            value: minutesText(Int128(person.balance)),
            expected: Bilingual("有转赠人的，本人余额空白", "blank where a donor pays"),
            mend: Bilingual(
              "从转赠人的余额支取，本人余额不会动用；请删去其一", "the donor's balance pays and this one is left alone; delete either")))
      }
      return found
    }
  }
}
