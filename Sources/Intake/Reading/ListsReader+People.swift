import Model

extension ListsReader {
  /// Reads slots, volunteers and their offers, roles, travel times and the time bank.
  mutating func readPeople() {
    readSlots()
    readVolunteers()
    readOffers()
    readPairs()
    readRoles()
    readTravel()
    readTimeBank()
  }

  private mutating func readSlots() {
    each(SlotField.self) { row, lists in
      let (start, end) = (row.clock(.start), row.endClock(.end))
      guard let id: SlotID = row.identifier(.id), let day = row.day(.day), let start, let end else { return }
      var slot = Slot(id: id, day: day, start: start, end: end)
      slot.origin = row.origin
      lists.slots.append(slot)
    }
  }

  private mutating func readVolunteers() {
    each(VolunteerField.self) { row, lists in
      let minutes = row.minutes(.minutes)
      guard let id: VolunteerID = row.identifier(.id) else { return }
      var volunteer = Volunteer(id: id)
      volunteer.name = row.optionalText(.name) ?? id.text
      volunteer.balance = row.minutes(.balance) ?? 0
      var offer = Offer()
      offer.home = row.identifier(.home)
      offer.minutes = minutes ?? 0
      offer.travelMax = row.minutes(.travelMax)
      offer.projectsMax = row.integer(.projectsMax, 0...1000).map { Int($0) }
      offer.minutesMin = row.minutes(.minutesMin)
      offer.shift = row.minutes(.shift).flatMap { $0 > 0 ? $0 : nil }
      offer.willing = row.identifiers(.willing)
      offer.unwilling = row.identifiers(.unwilling)
      offer.isVetted = row.flag(.vetted)
      offer.wantsMentor = row.flag(.wantsMentor)
      offer.canMentor = row.flag(.canMentor)
      offer.past = row.identifiers(.pastProjects)
      offer.rest = row.minutes(.rest) ?? 0
      offer.leastTotal = row.minutes(.leastTotal) ?? 0
      volunteer.offer = offer
      volunteer.origin = row.origin
      lists.volunteers.append(volunteer)
    }
  }

  /// Reads the tables that extend a volunteer's offer: skills, slots and preferences.
  private mutating func readOffers() {
    let index = Dictionary(lists.volunteers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    let projects = Set(lists.projects.map(\.id)), slots = Set(lists.slots.map(\.id))
    func offer<Field: VolunteerReference>(
      _ row: inout RowReader<Field>, _ lists: inout Lists, _ body: (inout RowReader<Field>, inout Offer) -> Void
    ) {
      guard let id: VolunteerID = row.identifier(.volunteer) else { return }
      guard let i = index[id] else {
        return row.dangling(.volunteer, in: .volunteers, index.keys.map(\.text))
      }
      body(&row, &lists.volunteers[i].offer)
    }
    each(VolunteerSkillField.self) { row, lists in
      offer(&row, &lists) { row, offer in
        let skill = row.text(.skill)
        offer.skills[skill] = max(offer.skills[skill] ?? 0, Int(row.integer(.level, 1...9) ?? 1))
      }
    }
    each(VolunteerSlotField.self) { row, lists in
      offer(&row, &lists) { row, offer in
        let ids: [SlotID] = row.identifiers(.slots)
        for id in ids where !slots.contains(id) {
          row.dangling(.slots, id.text, in: .slots, slots.map(\.text))
        }
        offer.slots = Set((offer.slots ?? []) + ids).sorted()
      }
    }
    each(VolunteerPreferenceField.self) { row, lists in
      offer(&row, &lists) { row, offer in
        guard let project: ProjectID = row.identifier(.project), let preference = row.quantity(.preference) else {
          return
        }
        guard projects.contains(project) else {
          return row.dangling(.project, in: .projects, projects.map(\.text))
        }
        offer.preferences[project] = preference
      }
    }
  }

  private mutating func readPairs() {
    each(VolunteerPairField.self) { row, lists in
      guard let volunteer: VolunteerID = row.identifier(.volunteer), let with: VolunteerID = row.identifier(.with),
        let kind: PairKind = row.choice(.kind)
      else { return }
      var pair = VolunteerPair(kind, volunteer, with: with)
      pair.reason = row.text(.reason)
      pair.origin = row.origin
      lists.pairs.append(pair)
    }
  }

  private mutating func readRoles() {
    let index = ProjectIndex(lists)
    each(ProjectRoleField.self) { row, lists in
      guard let id: RoleID = row.identifier(.role) else { return }
      var role = Role(id: id)
      role.skill = row.optionalText(.skill)
      role.level = Int(row.integer(.level, 1...9) ?? 1)
      role.headsMin = Int(row.integer(.headsMin, 0...100_000) ?? 1)
      role.headsMax = row.integer(.headsMax, 0...100_000).map { Int($0) }
      role.minutes = row.minutes(.minutes) ?? 0
      role.slots = row.identifiers(.slots)
      role.sameThroughout = row.flag(.sameThroughout)
      role.withMinors = row.flag(.withMinors)
      role.needsMentor = row.flag(.needsMentor)
      role.isTimeBank = row.flag(.timeBank)
      role.place = row.identifier(.place)
      role.isForWishersOnly = row.flag(.wishersOnly)
      role.origin = row.origin
      row.eachVariant(index, &lists) { $0.roles.append(role) }
    }
  }

  private mutating func readTravel() {
    each(TravelField.self) { row, lists in
      guard let from: PlaceID = row.identifier(.from), let to: PlaceID = row.identifier(.to),
        let minutes = row.minutes(.minutes)
      else { return }
      lists.travel.append(TravelTime(from: from, to: to, minutes: minutes, origin: row.origin))
    }
  }

  private mutating func readTimeBank() {
    each(TimeBankField.self) { row, lists in
      let minutes = row.minutes(.minutes)
      guard let id: BeneficiaryID = row.identifier(.id), let project: ProjectID = row.identifier(.project) else {
        return
      }
      var beneficiary = Beneficiary(id: id, project: project)
      beneficiary.name = row.optionalText(.name) ?? id.text
      beneficiary.minutes = minutes ?? 0
      beneficiary.most = row.minutes(.minutesMax)
      beneficiary.isElder = row.flag(.elder)
      beneficiary.donor = row.identifier(.donor)
      beneficiary.balance = row.minutes(.balance) ?? 0
      beneficiary.origin = row.origin
      lists.beneficiaries.append(beneficiary)
    }
  }
}

/// The columns of a list whose rows extend the offer of a volunteer.
private protocol VolunteerReference: ListField {
  static var volunteer: Self { get }
}

extension VolunteerSkillField: VolunteerReference {}
extension VolunteerSlotField: VolunteerReference {}
extension VolunteerPreferenceField: VolunteerReference {}
