import Model

/// ``randomLists(seed:)`` with few people and fewer minutes, so that every roster can be listed; every rule about people is
/// switched on in some of them.
@Sendable func randomPeople(_ seed: UInt64) -> Lists {
  var lists = randomLists(seed: seed)
  var random = SplitMix64(state: seed ^ 0xFEED)
  addPeople(to: &lists, days: [Day(2026, 3, 1)!], &random)
  return lists
}

/// Lists with people, periods, goods and venues, where a roster depends on the start of each project.
@Sendable func randomTownship(_ seed: UInt64) -> Lists {
  var lists = randomListsWithResources(seed: seed)
  var random = SplitMix64(state: seed ^ 0xF00D)
  // With people, slots need a day and a time.
  if lists.slots.isEmpty {
    for (slot, month) in [("S1", 2), ("S2", 10)] as [(SlotID, Int)] {
      lists.slots.append(Slot(id: slot, day: Day(2026, month, 1)!, start: 540, end: 600))
    }
  }
  addPeople(to: &lists, days: [Day(2026, 3, 1)!, Day(2026, 3, 1)!, Day(2026, 7, 1)!, Day(2026, 10, 1)!], &random)
  return lists
}

private func addPeople(to lists: inout Lists, days: [Day], _ random: inout SplitMix64) {
  var slots: [SlotID] = []
  for id in 1...Int.random(in: 1...3, using: &random) {
    let start = Int64.random(in: 480...484, using: &random)
    let day = days.count > 1 ? random.pick(days) : days[0]
    slots.append(SlotID("W\(id)"))
    lists.slots.append(
      Slot(id: slots.last!, day: day, start: start, end: start + Int64.random(in: 1...2, using: &random)))
  }
  if random.chance(60) {
    lists.travel = [TravelTime(from: "V1", to: "V2", minutes: Int64.random(in: 1...2, using: &random))]
  }
  for p in lists.projects.indices {
    for v in lists.projects[p].variants.indices where random.chance(65) {
      let count = random.chance(15) ? 2 : 1
      lists.projects[p].variants[v].roles = (1...count).map {
        role(RoleID("R\($0)"), slots, days.count > 1 ? 35 : 60, &random)
      }
    }
  }
  let projects = lists.projects.map(\.id)
  // A twin makes an equivalence class of two volunteers.
  var last: Offer?
  for n in 1...(random.chance(25) ? 3 : 2) {
    var volunteer = Volunteer(id: VolunteerID("H\(n)"))
    volunteer.offer = last.flatMap { random.chance(40) ? $0 : nil } ?? offer(slots, projects, &random)
    last = volunteer.offer
    volunteer.balance = Int64.random(in: 0...3, using: &random)
    lists.volunteers.append(volunteer)
  }
  for n in 1...2 where random.chance(40) {
    var person = Beneficiary(id: BeneficiaryID("B\(n)"), project: random.pick(projects))
    person.minutes = Int64.random(in: 1...4, using: &random)
    person.isElder = random.chance(50)
    if random.chance(40) { person.most = Int64.random(in: 1...3, using: &random) }
    if random.chance(60) { person.donor = random.pick(lists.volunteers).id }
    person.balance = Int64.random(in: 0...3, using: &random)
    lists.beneficiaries.append(person)
  }
  addAims(to: &lists, &random)
}

/// Adds least shares, roles for wishers only and an order of the roster's aims to some lists.
private func addAims(to lists: inout Lists, _ random: inout SplitMix64) {
  if random.chance(30) {
    for n in lists.volunteers.indices where random.chance(60) {
      lists.volunteers[n].offer.leastTotal = Int64.random(in: 1...5, using: &random)
    }
  }
  for p in lists.projects.indices {
    for v in lists.projects[p].variants.indices {
      for r in lists.projects[p].variants[v].roles.indices where random.chance(6) {
        lists.projects[p].variants[v].roles[r].isForWishersOnly = true
      }
    }
  }
  if random.chance(30) {
    let shuffled = RosterAim.allCases.shuffled(using: &random)
    lists.rosterOrder = RosterAim.order(beginningWith: Array(shuffled.prefix(Int.random(in: 1...7, using: &random))))
  }
}

private func role(_ id: RoleID, _ slots: [SlotID], _ slotted: Int, _ random: inout SplitMix64) -> Role {
  var role = Role(id: id)
  if random.chance(20) { role.skill = random.pick(["s1", "s2"]) }
  role.level = random.chance(30) ? 2 : 1
  role.headsMin = random.pick([0, 1, 1, 1, 1, 2])
  if random.chance(30) { role.headsMax = role.headsMin + Int.random(in: 0...1, using: &random) }
  if random.chance(40) { role.minutes = Int64.random(in: 1...4, using: &random) }
  if random.chance(slotted) { role.slots = random.some(slots, 60) }
  role.sameThroughout = random.chance(30)
  role.withMinors = random.chance(15)
  role.needsMentor = random.chance(12)
  role.isTimeBank = random.chance(40)
  if random.chance(15) { role.place = random.pick(["V1", "V2"]) }
  return role
}

private func offer(_ slots: [SlotID], _ projects: [ProjectID], _ random: inout SplitMix64) -> Offer {
  var offer = Offer()
  if random.chance(80) { offer.home = random.pick(["V1", "V2"]) }
  offer.minutes = Int64.random(in: 1...4, using: &random)
  if random.chance(20) { offer.travelMax = Int64.random(in: 0...2, using: &random) }
  if random.chance(30) { offer.projectsMax = random.pick([1, 1, 2]) }
  if random.chance(90) { offer.minutesMin = random.chance(22) ? 2 : 1 }
  if random.chance(25) { offer.shift = 2 }
  if random.chance(12) { offer.willing = [random.pick(["c1", "c2"])] }
  if random.chance(12) { offer.unwilling = [random.pick(["c1", "c2"])] }
  offer.isVetted = random.chance(80)
  offer.wantsMentor = random.chance(12)
  offer.canMentor = random.chance(40)
  offer.past = random.some(projects, 15)
  if random.chance(25) { offer.rest = Int64.random(in: 1...2, using: &random) }
  for skill in ["s1", "s2"] where random.chance(75) { offer.skills[skill] = Int.random(in: 1...2, using: &random) }
  if random.chance(25) { offer.slots = random.some(slots, 60) }
  for project in projects where random.chance(15) { offer.preferences[project] = Quantity(milli: 1000) }
  return offer
}

/// Random lists with people, without their third project.
@Sendable func twoProjectsWithPeople(seed: UInt64) -> Lists {
  var lists = randomPeople(seed)
  let last = lists.projects.removeLast().id
  lists.volunteers = Array(lists.volunteers.prefix(2))
  lists.pins.removeAll { $0.project == last }
  for i in lists.projects.indices {
    lists.projects[i].requires.removeAll { $0 == last }
    lists.projects[i].incompatible.removeAll { $0 == last }
  }
  for i in lists.funds.indices { lists.funds[i].projects.removeAll { $0 == last } }
  for i in lists.volunteers.indices {
    lists.volunteers[i].offer.past.removeAll { $0 == last }
    lists.volunteers[i].offer.preferences[last] = nil
  }
  let known = Set(lists.volunteers.map(\.id))
  lists.beneficiaries.removeAll { $0.project == last }
  for i in lists.beneficiaries.indices {
    if let donor = lists.beneficiaries[i].donor, !known.contains(donor) { lists.beneficiaries[i].donor = nil }
  }
  return lists
}
