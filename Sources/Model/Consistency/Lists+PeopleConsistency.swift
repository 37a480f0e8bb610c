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
    for slot in slots where slot.start >= 1440 {
      found.append(
        Finding(
          "time-malformed", at: slot.origin, .slots(.start), value: "24:00",
          expected: Bilingual("早于 24:00", "earlier than 24:00"),
          mend: Bilingual("请把日期写成次日，从 00:00 开始", "write the next day, and a start at 00:00")))
    }
    for slot in slots where slot.end <= slot.start && slot.start < 1440 {
      found.append(
        Finding(
          "slot-reversed", at: slot.origin, .slots(.end), value: slot.id.text,
          expected: Bilingual("晚于开始时间", "later than the start"),
          mend: nextDay(slot)))
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

  /// The advice for a slot that ends no later than it starts: how to write an end on the next day.
  private func nextDay(_ slot: Slot) -> Bilingual {
    let (hours, rest) = slot.end.quotientAndRemainder(dividingBy: 60)
    func clock(_ hours: Int64) -> String { "\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)" }
    guard hours < 24 else { return Bilingual("请改正开始和结束", "correct the start and the end") }
    return Bilingual(
      "到次日才结束的，请写“次日\(clock(hours))”或“\(clock(hours + 24))”；否则请改正时间",
      "for an end on the next day, write \(clock(hours))+1 or \(clock(hours + 24)); otherwise correct the times")
  }
}
