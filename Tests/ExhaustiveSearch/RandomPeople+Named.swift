import Model

/// ``randomPeople(_:)`` with pins of people, and people who serve together or apart.
@Sendable func randomNamedPeople(_ seed: UInt64) -> Lists {
  var lists = randomPeople(seed)
  var random = SplitMix64(state: seed ^ 0xBEEF)
  let people = lists.volunteers.map(\.id)
  for _ in 1...2 where random.chance(55) {
    let project = random.pick(lists.projects)
    var pin = Pin(kind: random.pick([.mustFund, .keep, .mustNot, .mustNot]), project: project.id)
    pin.volunteer = random.pick(people)
    let roles = Set(project.variants.flatMap(\.roles).map(\.id)).sorted()
    if !roles.isEmpty, random.chance(30) { pin.role = random.pick(roles) }
    lists.pins.append(pin)
  }
  if random.chance(70) {
    lists.pairs.append(VolunteerPair(random.pick([.together, .apart]), "H2", with: "H1"))
  }
  if people.count > 2, random.chance(50) {
    // Two pairs of three people never contradict each other.
    lists.pairs.append(VolunteerPair(random.pick([.together, .apart]), random.pick(["H1", "H2"]), with: "H3"))
  }
  return lists
}

/// ``randomPeople(_:)`` with slots around midnight, and people who ask for rest.
@Sendable func randomNights(_ seed: UInt64) -> Lists {
  var lists = randomPeople(seed)
  var random = SplitMix64(state: seed ^ 0xDA4C)
  let (first, second, third) = (Day(2026, 3, 1)!, Day(2026, 3, 2)!, Day(2026, 3, 3)!)
  // A stretch over a whole day matters only where more than a day of rest is asked for.
  let isLong = random.chance(25)
  let evening = Int64.random(in: 1437...1439, using: &random)
  var slots = [
    Slot(id: "W1", day: first, start: evening, end: 1440),
    Slot(id: "W2", day: second, start: 0, end: isLong ? 1440 : Int64.random(in: 1...2, using: &random)),
    random.chance(50)
      ? Slot(id: "W3", day: isLong ? third : second, start: isLong ? 0 : 2, end: 4)
      : Slot(id: "W3", day: isLong ? second : first, start: 1439, end: 1441),
  ]
  if random.chance(20) { slots[1] = Slot(id: "W2", day: first, start: 1438, end: 1442) }
  lists.slots = slots
  for p in lists.projects.indices {
    if random.chance(15) { lists.projects[p].period = Period(to: first) }
    for v in lists.projects[p].variants.indices {
      for r in lists.projects[p].variants[v].roles.indices
      where isLong || !lists.projects[p].variants[v].roles[r].slots.isEmpty {
        lists.projects[p].variants[v].roles[r].slots = random.some(slots.map(\.id), 75)
        lists.projects[p].variants[v].roles[r].minutes = 0
        if lists.projects[p].variants[v].roles[r].slots.isEmpty {
          lists.projects[p].variants[v].roles[r].slots = ["W1", "W2"]
        }
      }
    }
  }
  for i in lists.volunteers.indices {
    if random.chance(70) { lists.volunteers[i].offer.rest = Int64.random(in: 1...3, using: &random) }
    if isLong, random.chance(70) { lists.volunteers[i].offer.rest = 1500 }
    if isLong { lists.volunteers[i].offer.minutes = 3000 }
    if let open = lists.volunteers[i].offer.slots, open.isEmpty || random.chance(60) {
      lists.volunteers[i].offer.slots = nil
    } else if lists.volunteers[i].offer.slots != nil {
      lists.volunteers[i].offer.slots = random.some(slots.map(\.id), 70)
    }
  }
  return lists
}
