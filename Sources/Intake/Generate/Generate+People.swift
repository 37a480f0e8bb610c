import Model

extension SyntheticTownship {
  private static let skills = ["护理", "心理", "辅导", "电工", "法律", "烹饪", "驾驶", "农技", "文艺", "财务"]

  /// Twenty-eight slots over the year, alternately mornings and afternoons.
  static let slots: [(id: String, day: Day)] = (0..<28).map { n in
    ("S\(n < 9 ? "0" : "")\(n + 1)", Day(number: Day(2026, 1, 10)!.number + n * 12))
  }

  func writeSlots(into out: inout WrittenLists) {
    out.write(
      Self.slots.enumerated().map { n, slot -> [SlotField: String] in
        [
          .id: slot.id, .day: slot.day.description, .start: n % 2 == 0 ? "08:30" : "14:00",
          .end: n % 2 == 0 ? "11:30" : "17:00",
        ]
      })
  }

  /// The slots in which each project may need people or a venue: up to three consecutive slots within its dates and
  /// within one period.
  func meetings(of projects: [[ProjectField: String]]) -> [String: [String]] {
    var random = SplitMix64(state: seed ^ 0x51_07)
    let periods = size.periods > 1 ? Self.calendar(size.periods) : []
    func period(_ n: Int) -> Int? { periods.firstIndex { Self.slots[n].day.description <= $0[.to]! } }
    return Dictionary(
      uniqueKeysWithValues: projects.map { project in
        let able = Self.slots.indices.filter { n in
          let day = Self.slots[n].day.description
          return (project[.from] ?? "") <= day && day <= project[.to] ?? "9" && (periods.isEmpty || period(n) != nil)
        }
        guard let first = able.randomElement(using: &random) else { return (project[.id]!, []) }
        return (
          project[.id]!,
          able.filter { (first...first + 2).contains($0) && period($0) == period(first) }.map { Self.slots[$0].id }
        )
      })
  }

  /// Writes volunteers and the roles of projects.
  ///
  /// Skills are as uneven as in practice: one in twelve can nurse, one in three can cook. Most people have a few hours
  /// a week, and only some may work with minors.
  mutating func staff(
    _ projects: [[ProjectField: String]], _ meetings: [String: [String]], into out: inout WrittenLists
  ) {
    var random = SplitMix64(state: seed ^ 0x70E0_91E)
    // A separate generator, so that the draws from `random` do not depend on these columns and lists.
    var wishes = SplitMix64(state: seed ^ 0x3157_E5)
    var skills: [[VolunteerSkillField: String]] = [], times: [[VolunteerSlotField: String]] = []
    var preferences: [[VolunteerPreferenceField: String]] = []
    let volunteers = (0..<size.volunteers).map { n -> [VolunteerField: String] in
      let id = "U\(n + 1)"
      for (rarity, skill) in Self.skills.enumerated() where random.chance(8 + rarity * 3) {
        skills.append([.volunteer: id, .skill: skill, .level: String(Int.random(in: 1...5, using: &random))])
      }
      if random.chance(85) {
        let free = random.some(Self.slots.map(\.id), 35)
        times.append([
          .volunteer: id, .slots: (free.isEmpty ? [Self.slots[n % 28].id] : free).joined(separator: ";"),
        ])
      }
      if wishes.chance(15) {
        preferences.append([
          .volunteer: id, .project: wishes.pick(projects)[.id]!,
          .preference: String(Int.random(in: 1...3, using: &wishes)),
        ])
      }
      return [
        .id: id, .name: "志愿者\(n + 1)", .home: village(Int.random(in: 0..<size.places, using: &random)),
        .minutes: String(Int.random(in: 2...10, using: &random) * 180),
        .travelMax: random.chance(70) ? String(Int.random(in: 3...9, using: &random) * 5) : "",
        .projectsMax: String(Int.random(in: 1...3, using: &random)),
        .minutesMin: random.chance(20) ? "60" : "", .shift: random.chance(10) ? "60" : "",
        .willing: wishes.chance(8) ? wishes.some(Self.categories, 60).joined(separator: ";") : "",
        .pastProjects: wishes.chance(15) ? wishes.pick(projects)[.id]! : "",
        .balance: wishes.chance(10) ? String(Int.random(in: 1...6, using: &wishes) * 60) : "",
        .rest: wishes.chance(12) ? "30" : "",
        .unwilling: random.chance(12) ? random.pick(Self.categories) : "", .vetted: random.chance(30) ? "是" : "",
        .wantsMentor: random.chance(8) ? "是" : "", .canMentor: random.chance(12) ? "是" : "",
      ]
    }
    out.write(volunteers)
    if !skills.isEmpty { out.write(skills) }
    if !times.isEmpty { out.write(times) }
    if !preferences.isEmpty { out.write(preferences) }
    lengthenTravelTimes(&wishes, into: &out)
    let roles = roles(of: projects, meetings, &random, &wishes)
    if !roles.isEmpty { out.write(roles) }
    openAccounts(roles, donors: volunteers.filter { !$0[.balance]!.isEmpty }, &wishes, into: &out)
  }

  /// The roles of some of the projects, in the slots of their meetings or as agreed.
  private func roles(
    of projects: [[ProjectField: String]], _ meetings: [String: [String]], _ random: inout SplitMix64,
    _ wishes: inout SplitMix64
  ) -> [[ProjectRoleField: String]] {
    var roles: [[ProjectRoleField: String]] = []
    for project in projects where random.chance(45) {
      for number in 1...(random.chance(30) ? 2 : 1) {
        var role: [ProjectRoleField: String] = [.project: project[.id]!, .role: "R\(number)"]
        if random.chance(65) {
          role[.skill] = random.pick(Self.skills)
          role[.level] = String(Int.random(in: 1...3, using: &random))
        }
        role[.headsMin] = String(Int.random(in: 1...2, using: &random))
        let meetings = meetings[project[.id]!]!
        if random.chance(45), !meetings.isEmpty {
          role[.slots] = meetings.prefix(Int.random(in: 1...3, using: &random)).joined(separator: ";")
        } else {
          role[.minutes] = String(Int.random(in: 4...40, using: &random) * 60)
        }
        if project[.category] == "教育" { role[.withMinors] = "是" }
        if random.chance(6) { role[.needsMentor] = "是" }
        if random.chance(8) { role[.timeBank] = "是" }
        let heads = Int(role[.headsMin]!)!
        if wishes.chance(20) { role[.headsMax] = String(heads + Int.random(in: 1...2, using: &wishes)) }
        if wishes.chance(20), role[.slots] != nil { role[.sameThroughout] = "是" }
        roles.append(role)
      }
    }
    return roles
  }

  /// Places the villages on a grid, some kilometres apart, so that travel times can be computed.
  func locate(_ places: inout [[PlaceField: String]]) {
    var side = 1
    while side * side < size.places { side += 1 }
    for i in places.indices {
      let n = max(0, i - 1)
      places[i][.latitude] = decimalText(Int128(30_000 + n / side * 25), digits: 3)
      places[i][.longitude] = decimalText(Int128(112_000 + n % side * 25), digits: 3)
    }
  }
}
