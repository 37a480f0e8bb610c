extension Lists {
  /// Finds what no single cell of the people's lists shows: dangling references and reversed bounds.
  func peopleInconsistencies() -> [Finding] {
    var found: [Finding] = []
    let placeIDs = Set(places.map(\.id)), projectIDs = Set(projects.map(\.id)), slotIDs = Set(slots.map(\.id))
    let volunteerIDs = Set(volunteers.map(\.id)), categoryIDs = Set(categories.map(\.id))
    let placeList = Bilingual("地点清单", "places"), projectList = Bilingual("项目清单", "projects")
    let slotList = Bilingual("时段清单", "slots"), volunteerList = Bilingual("志愿者清单", "volunteers")
    func refer<T>(
      _ ids: [Identifier<T>], _ known: Set<Identifier<T>>, _ origin: Origin, _ key: String, _ list: Bilingual
    ) {
      for id in ids { found += dangling(id, known, origin, key, list, guesses: found.count < 200) }
    }
    for volunteer in volunteers {
      let offer = volunteer.offer, origin = volunteer.origin
      refer(offer.home.map { [$0] } ?? [], placeIDs, origin, "home", placeList)
      refer(offer.past, projectIDs, origin, "past_projects", projectList)
      if !categories.isEmpty {
        refer(offer.willing, categoryIDs, origin, "willing", Bilingual("类别清单", "categories"))
        refer(offer.unwilling, categoryIDs, origin, "unwilling", Bilingual("类别清单", "categories"))
      }
    }
    for slot in slots where slot.end <= slot.start {
      found.append(
        Finding(
          "slot-reversed", at: slot.origin, "end", value: slot.id.text,
          expected: Bilingual("晚于开始时间", "later than the start"),
          mend: Bilingual("跨过零点的时段请分成两个", "write a slot that passes midnight as two")))
    }
    for project in projects {
      for role in project.variants.flatMap(\.roles) {
        refer(role.slots, slotIDs, role.origin, "slots", slotList)
        refer(role.place.map { [$0] } ?? [], placeIDs, role.origin, "place", placeList)
        if let most = role.headsMax, most < role.headsMin {
          found.append(
            .reversed("heads-reversed", role.origin, "heads_min", Bilingual("不超过人数上限", "no more than heads_max")))
        }
      }
    }
    for item in travel {
      refer([item.from], placeIDs, item.origin, "from", placeList)
      refer([item.to], placeIDs, item.origin, "to", placeList)
    }
    for item in beneficiaries {
      refer([item.project], projectIDs, item.origin, "project", projectList)
      refer(item.donor.map { [$0] } ?? [], volunteerIDs, item.origin, "donor", volunteerList)
    }
    return found
  }
}

extension Finding {
  /// Creates the finding that an id is not in its list.
  /// - Parameter known: The ids among which the intended one is looked for.
  public static func dangling(
    _ id: String, at origin: Origin, _ key: String, _ list: Bilingual, _ known: [String]
  ) -> Finding {
    Finding(
      "reference-dangling", at: origin, key, value: id,
      expected: Bilingual("\(list.zh)中已有的编号", "an id that stands in the list of \(list.en)"),
      mend: nearest(id, known).map {
        Bilingual(
          "是否应为“\($0)”？否则请在\(list.zh)中补上这一条", "did you mean ‘\($0)’? If not, add it to the list of \(list.en)")
      } ?? Bilingual("请在\(list.zh)中补上这一条，或改正编号", "add it to the list of \(list.en), or correct the id"))
  }
}
