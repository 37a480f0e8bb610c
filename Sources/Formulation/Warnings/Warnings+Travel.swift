import Model

extension Formulation {
  /// Places without coordinates for which a travel time that matters is missing from the table.
  ///
  /// A missing time from the home of a volunteer with a travel limit to a role counts as too far. A missing time
  /// between roles with slots counts as zero.
  var unknownTravelTimes: [Finding] {
    let places = instance.lists.places.filter { $0.coordinates == nil }
    guard !volunteers.isEmpty else { return [] }
    func sites(_ isWanted: (Role) -> Bool) -> Set<PlaceID> {
      Set(
        projects.flatMap { project in
          project.variants.flatMap(\.roles).filter(isWanted).flatMap { instance.sites(of: $0, in: project) }
        })
    }
    let (all, inSlots) = (sites { _ in true }, sites { !$0.slots.isEmpty })
    let homes = Set(volunteers.filter { $0.offer.travelMax != nil }.compactMap(\.offer.home))
    let withoutHome = all.isEmpty ? [] : volunteers.filter { $0.offer.travelMax != nil && $0.offer.home == nil }
    let ways = places.compactMap { place in
      let others = (inSlots.contains(place.id) ? inSlots : []).union(all.contains(place.id) ? homes : [])
        .union(homes.contains(place.id) ? all : [])
      let unknown = others.sorted().first { instance.travel(from: place.id, to: $0) == nil }
      return unknown.map { wayUnknown(from: place, to: $0) }
    }
    return withoutHome.map(limitWithoutHome) + ways + waysTaken(to: all, besides: Set(ways.map(\.value)))
  }

  private func wayUnknown(from place: Place, to other: PlaceID) -> Finding {
    Finding(
      "way-unknown", severity: .warning, at: place.origin, .places(.latitude), value: place.id.text,
      expected: Bilingual("坐标，或路程表中到 \(other) 等处的时长", "coordinates, or rows in travel, to \(other) among others"),
      mend: Bilingual(
        "不知道要走多久：限了路程的志愿者不能去，两个时段之间不计路上时间；请补上其一",
        "how long the way is nobody knows: who has a limit cannot go, and between slots it takes no time; add one of the two"
      ))
  }

  private func limitWithoutHome(_ volunteer: Volunteer) -> Finding {
    Finding(
      "way-unknown", severity: .warning, at: volunteer.origin, .volunteers(.home), value: volunteer.id.text,
      expected: Bilingual("限了路程的志愿者的住地", "the home of a volunteer with a travel limit"),
      mend: Bilingual(
        "不知道从哪里出发，路程上限不起作用；请填写住地", "the limit has no effect, as it is not known where the way begins; fill in the home")
    )
  }

  /// Homes from which the way to a place of work is not known, and people without a home, where nobody has set a limit
  /// of travel. The way then counts as no time, so that the plan does not tell near from far.
  private func waysTaken(to sites: Set<PlaceID>, besides reported: Set<String>) -> [Finding] {
    let unlimited = volunteers.filter { $0.offer.travelMax == nil }
    let byHome = Dictionary(grouping: unlimited.filter { $0.offer.home != nil }) { $0.offer.home! }
    let inOrder = sites.sorted()
    let unmapped = inOrder.filter { instance.place($0).coordinates == nil }
    let unknown = byHome.sorted { $0.key < $1.key }.compactMap { home, people -> Finding? in
      guard !reported.contains(home.text) else { return nil }
      // Between two places with coordinates the way is known.
      let isMapped = instance.place(home).coordinates != nil
      let unknown = (isMapped ? unmapped : inOrder).first { instance.travel(from: home, to: $0) == nil }
      return unknown.map { distanceUnknown(home, people, to: $0) }
    }
    guard !sites.isEmpty, volunteers.contains(where: { $0.offer.home != nil }) else { return unknown }
    return unknown + unlimited.filter { $0.offer.home == nil }.map(homeMissing)
  }

  private func distanceUnknown(_ home: PlaceID, _ people: [Volunteer], to site: PlaceID) -> Finding {
    let names = people.prefix(5).map(\.id.text), rest = people.count - names.count
    return Finding(
      .distanceUnknown, at: instance.place(home).origin, .places(.latitude), value: home.text,
      expected: Bilingual(
        "坐标，或路程表中到 \(site) 等岗位地点的时长", "coordinates, or rows in travel, to \(site) among other places of work"),
      mend: Bilingual(
        "住在此处的志愿者（\(names.joined(separator: "、"))\(rest > 0 ? "等 \(people.count) 人" : "")）路程多远不知道，现按零计，可能派到很远的地方；请补上其一",
        "how far the people who live there (\(names.joined(separator: ", "))\(rest > 0 ? " and \(rest) more" : "")) have to travel is not known and counts as nothing, so that they may be sent far; add one of the two"
      ))
  }

  private func homeMissing(_ volunteer: Volunteer) -> Finding {
    Finding(
      .homeMissing, at: volunteer.origin, .volunteers(.home), value: volunteer.id.text,
      expected: Bilingual("住地", "a home"),
      mend: Bilingual(
        "不知住在哪里，路程按零计，可能派到很远的地方；请填写住地",
        "where they live is not known, and their way counts as nothing, so that they may be sent far; fill in the home")
    )
  }
}
