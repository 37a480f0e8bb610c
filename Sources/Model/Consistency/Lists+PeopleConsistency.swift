extension Lists {
  /// Finds what no single cell of the people's lists shows: dangling references and reversed bounds.
  func peopleInconsistencies() -> [Finding] {
    var found: [Finding] = []
    let placeIDs = Set(places.map(\.id)), projectIDs = Set(projects.map(\.id)), slotIDs = Set(slots.map(\.id))
    let volunteerIDs = Set(volunteers.map(\.id)), categoryIDs = Set(categories.map(\.id))
    func checkReference<T>(
      _ ids: [Identifier<T>], _ known: Set<Identifier<T>>, _ origin: Origin, _ cell: CellKey, in list: ListName
    ) {
      for id in ids { found += dangling(id, known, origin, cell, in: list, guesses: found.count < 200) }
    }
    for volunteer in volunteers {
      let offer = volunteer.offer, origin = volunteer.origin
      checkReference(offer.home.map { [$0] } ?? [], placeIDs, origin, .volunteers(.home), in: .places)
      checkReference(offer.past, projectIDs, origin, .volunteers(.pastProjects), in: .projects)
      if !categories.isEmpty {
        checkReference(offer.willing, categoryIDs, origin, .volunteers(.willing), in: .categories)
        checkReference(offer.unwilling, categoryIDs, origin, .volunteers(.unwilling), in: .categories)
      }
    }
    for slot in slots where slot.end <= slot.start {
      found.append(
        Finding(
          "slot-reversed", at: slot.origin, .slots(.end), value: slot.id.text,
          expected: Bilingual("晚于开始时间", "later than the start"),
          mend: Bilingual("跨过零点的时段请分成两个", "write a slot that passes midnight as two")))
    }
    for project in projects {
      for role in project.variants.flatMap(\.roles) {
        checkReference(role.slots, slotIDs, role.origin, .projectRoles(.slots), in: .slots)
        checkReference(role.place.map { [$0] } ?? [], placeIDs, role.origin, .projectRoles(.place), in: .places)
        if let most = role.headsMax, most < role.headsMin {
          found.append(
            .reversed(
              "heads-reversed", role.origin, .projectRoles(.headsMin), Bilingual("不超过人数上限", "no more than heads_max")))
        }
      }
    }
    for item in travel {
      checkReference([item.from], placeIDs, item.origin, .travel(.from), in: .places)
      checkReference([item.to], placeIDs, item.origin, .travel(.to), in: .places)
    }
    for item in beneficiaries {
      checkReference([item.project], projectIDs, item.origin, .timeBank(.project), in: .projects)
      checkReference(item.donor.map { [$0] } ?? [], volunteerIDs, item.origin, .timeBank(.donor), in: .volunteers)
    }
    return found
  }
}
