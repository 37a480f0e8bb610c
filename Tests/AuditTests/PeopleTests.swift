import Audit
import Model
import Testing

/// H1 cooks for P1 in slots S1 and S2 at A; H2 drives for P2 at B for an hour.
@Suite struct PeopleTests {
  private let works = plain.held(
    by: work("H1", "P1", "cook", ["S1", "S2"], 120), work("H2", "P2", "drive", [], 60))

  private func staffed(_ change: (inout Lists) -> Void = { _ in }) throws -> Instance {
    try township {
      $0.slots = [("S1", 8), ("S2", 10), ("S3", 10)].map {
        Slot(id: SlotID($0.0), day: Day(2026, 4, 6)!, start: $0.1 * 60, end: $0.1 * 60 + 60)
      }
      $0.travel = [TravelTime(from: "A", to: "B", minutes: 90)]
      $0.volunteers = ["H1", "H2", "H3"].map { Volunteer(id: $0) }
      for index in $0.volunteers.indices { $0.volunteers[index].offer.minutes = 240 }
      var cook = Role(id: "cook")
      cook.slots = ["S1", "S2"]
      $0.projects[0].variants[0].roles = [cook]
      $0.projects[1].variants[0].roles = [Role(id: "drive")]
      change(&$0)
    }
  }

  @Test func skillAndLevel() throws {
    let instance = try staffed {
      $0.projects[0].variants[0].roles[0].skill = "cooking"
      $0.projects[0].variants[0].roles[0].level = 2
      $0.volunteers[0].offer.skills = ["cooking": 2]
      $0.volunteers[2].offer.skills = ["cooking": 1]
    }
    let broken = plain.held(by: work("H3", "P1", "cook", ["S1", "S2"], 120), work("H2", "P2", "drive", [], 60))
    expect("skill", ["H3", "P1", "cook"], in: instance, legal: works, broken: broken)
  }

  @Test func vetting() throws {
    let minors = try staffed { $0.projects[0].variants[0].roles[0].withMinors = true }
    #expect(audit(works, of: minors, shortfalls: []).map(\.rule) == ["vetting"])
    let vetted = try staffed {
      $0.projects[0].variants[0].roles[0].withMinors = true
      $0.volunteers[0].offer.isVetted = true
    }
    #expect(audit(works, of: vetted, shortfalls: []) == [])
  }

  @Test func willingness() throws {
    for change in [
      { $0.willing = ["light"] }, { $0.unwilling = ["works"] },
    ] as [(inout Offer) -> Void] {
      let instance = try staffed { change(&$0.volunteers[0].offer) }
      #expect(audit(works, of: instance, shortfalls: []).map(\.rule) == ["willingness"])
    }
  }

  @Test func aRoleForThoseWhoWishForIt() throws {
    func rules(_ preference: Quantity?) throws -> [String] {
      let instance = try staffed {
        $0.projects[0].variants[0].roles[0].isForWishersOnly = true
        $0.volunteers[0].offer.preferences["P1"] = preference
        $0.volunteers[0].offer.preferences["P2"] = .one
      }
      return audit(works, of: instance, shortfalls: []).map(\.rule)
    }
    #expect(try rules(nil) == ["wishers-only"])
    #expect(try rules(.zero) == ["wishers-only"])
    #expect(try rules(Quantity(milli: 1)) == [])
  }

  @Test func travel() throws {
    func living(_ home: PlaceID, _ most: Int64) throws -> [String] {
      let instance = try staffed {
        $0.volunteers[0].offer.home = home
        $0.volunteers[0].offer.travelMax = most
      }
      return audit(works, of: instance, shortfalls: []).map(\.rule)
    }
    #expect(try living("A", 0) == [])
    #expect(try living("B", 90) == [])
    #expect(try living("B", 89) == ["travel"])
  }

  @Test func nobodyIsInTwoPlacesAtOnce() throws {
    func also(_ slot: SlotID, at place: PlaceID, rest: Int64 = 0) throws -> [[String]] {
      let instance = try staffed {
        var second = Role(id: "drive")
        second.slots = [slot]
        second.place = place
        $0.projects[1].variants[0].roles = [second]
        $0.projects[0].variants[0].roles[0].slots = ["S1"]
        $0.volunteers[0].offer.rest = rest
      }
      let both = plain.held(by: work("H1", "P1", "cook", ["S1"], 60), work("H1", "P2", "drive", [slot], 60))
      return audit(both, of: instance, shortfalls: []).map { [$0.rule] + $0.subjects }
    }
    #expect(try also("S2", at: "A") == [])
    #expect(try also("S1", at: "A") == [["slot", "H1", "S1", "S1"]])
    // The pause between the slots is an hour, the way takes an hour and a half.
    #expect(try also("S2", at: "B") == [["slot", "H1", "S1", "S2"]])
    #expect(try also("S2", at: "A", rest: 61) == [["rest", "H1", "S1", "S2"]])
    let closed = try staffed { $0.volunteers[0].offer.slots = ["S1"] }
    #expect(audit(works, of: closed, shortfalls: []).map(\.rule) == ["slot"])
  }

  @Test func midnightTakesNoWayAway() throws {
    func rules(_ minutes: Int64) throws -> [String] {
      let held = plain.held(by: work("H1", "P1", "cook", ["S1"], 120), work("H1", "P2", "drive", ["S2"], 120))
      return audit(
        held,
        of: try staffed {
          $0.slots[0] = Slot(id: "S1", day: Day(2026, 4, 6)!, start: 1320, end: 1440)
          $0.slots[1] = Slot(id: "S2", day: Day(2026, 4, 7)!, start: 0, end: 120)
          $0.travel[0].minutes = minutes
          $0.projects[0].variants[0].roles[0].slots = ["S1"]
          $0.projects[1].variants[0].roles[0].slots = ["S2"]
        }, shortfalls: []
      ).map(\.rule)
    }
    #expect(try rules(0) == [])
    #expect(try rules(90) == ["slot"])
  }

  @Test func howLongSomebodyServes() throws {
    func rules(_ change: (inout Offer) -> Void) throws -> [String] {
      audit(works, of: try staffed { change(&$0.volunteers[0].offer) }, shortfalls: []).map(\.rule)
    }
    #expect(try rules { $0.minutes = 119 } == ["volunteer-minutes"])
    #expect(try rules { $0.minutesMin = 121 } == ["least-minutes"])
    #expect(try rules { $0.shift = 90 } == ["whole-shifts"])
    #expect(try rules { $0.projectsMax = 0 } == ["volunteer-projects"])
    #expect(try rules { $0.shift = 60 } == [])
  }

  /// On a role without slots, the least time is half an hour unless the volunteer states or offers less; a slot may be
  /// of any length.
  @Test func nobodySetsOutForAMinute() throws {
    func rules(_ minutes: Int64, _ change: (inout Offer) -> Void = { _ in }) throws -> [String] {
      let held = plain.held(
        by: work("H1", "P1", "cook", ["S1", "S2"], 2), work("H2", "P2", "drive", [], minutes))
      return audit(
        held,
        of: try staffed {
          for n in 0...1 { $0.slots[n].end = $0.slots[n].start + 1 }
          change(&$0.volunteers[1].offer)
        }, shortfalls: []
      ).map(\.rule)
    }
    #expect(try rules(29) == ["least-minutes"])
    #expect(try rules(30) == [])
    #expect(try rules(1) { $0.minutesMin = 0 } == [])
    #expect(try rules(20) { $0.minutes = 20 } == [])
  }

  /// P2 starts in either half-year; minutes on a role without slots are split equally over the periods in which it
  /// runs.
  @Test func howLongSomebodyServesInEachPeriod() throws {
    func halves(_ lasts: Int, _ change: (inout Lists) -> Void = { _ in }) throws -> Instance {
      try staffed {
        $0.periods = [(1, 6), (7, 12)].map { from, to in
          PlanPeriod(
            id: PeriodID("K\(from)"), span: Period(from: Day(2026, from, 1)!, to: Day(2026, to, to == 6 ? 30 : 31)!))
        }
        $0.projects[1].variants[0].lasts = lasts
        change(&$0)
      }
    }
    func plan(_ start: PeriodID, _ minutes: Int64) -> Allocation {
      var out = plain.held(by: work("H1", "P1", "cook", ["S1", "S2"], 120), work("H2", "P2", "drive", [], minutes))
      for i in out.awards.indices { out.awards[i].period = "K1" }
      out.awards[1].period = start
      return out
    }
    func broken(_ plan: Allocation, _ instance: Instance) -> [String] {
      audit(plan, of: instance, shortfalls: []).map { ([$0.rule] + $0.subjects).joined(separator: " ") }
    }
    let once = try halves(1) { $0.volunteers[1].offer.minutes = 60 }
    #expect(broken(plan("K7", 60), once) == [])
    #expect(broken(plan("K7", 61), once) == ["volunteer-minutes H2 K7"])
    // Over two periods the limit is twice as high.
    let twice = try halves(2) { $0.volunteers[1].offer.minutes = 60 }
    #expect(broken(plan("K1", 120), twice) == [])
    #expect(broken(plan("K1", 122), twice) == ["volunteer-minutes H2 K1", "volunteer-minutes H2 K7"])
    #expect(broken(plan("K1", 119), twice) == ["whole-shifts H2 P2 drive"])
    let shifts = try halves(2) { $0.volunteers[1].offer.shift = 60 }
    #expect(broken(plan("K1", 60), shifts) == ["whole-shifts H2 P2 drive"])
    #expect(broken(plan("K1", 120), shifts) == [])
  }

  @Test func oneRoleOfAProject() throws {
    let instance = try staffed { $0.projects[1].variants[0].roles.append(Role(id: "guide")) }
    let legal = plain.held(
      by: work("H1", "P1", "cook", ["S1", "S2"], 120), work("H2", "P2", "drive", [], 60),
      work("H3", "P2", "guide", [], 60))
    let broken = plain.held(
      by: work("H1", "P1", "cook", ["S1", "S2"], 120), work("H2", "P2", "drive", [], 60),
      work("H2", "P2", "guide", [], 60))
    expect("one-role", ["H2", "P2"], in: instance, legal: legal, broken: broken)
  }

  @Test func headsAndMinutesOfARole() throws {
    let half = plain.held(by: work("H1", "P1", "cook", ["S1"], 60), work("H2", "P2", "drive", [], 60))
    expect("role-heads", ["P1", "cook", "S2"], in: try staffed(), legal: works, broken: half)
    let long = try staffed { $0.projects[1].variants[0].roles[0].minutes = 61 }
    #expect(audit(works, of: long, shortfalls: []).map(\.rule) == ["role-minutes"])
    let none = try staffed {
      $0.projects[0].variants[0].roles[0].headsMax = 0; $0.projects[0].variants[0].roles[0].headsMin = 0
    }
    #expect(audit(works, of: none, shortfalls: []).map(\.rule) == ["role-heads", "role-heads"])
    let idle = plain.without("P2").held(
      by: work("H1", "P1", "cook", ["S1", "S2"], 120), work("H2", "P2", "drive", [], 60))
    #expect(audit(idle, of: try staffed(), shortfalls: []).map(\.rule) == ["role-heads"])
  }

  @Test func theSamePersonThroughout() throws {
    let shared = plain.held(
      by: work("H1", "P1", "cook", ["S1"], 60), work("H3", "P1", "cook", ["S2"], 60), work("H2", "P2", "drive", [], 60))
    #expect(audit(shared, of: try staffed(), shortfalls: []) == [])
    let same = try staffed { $0.projects[0].variants[0].roles[0].sameThroughout = true }
    #expect(audit(shared, of: same, shortfalls: []).map(\.rule) == ["same-throughout", "same-throughout"])
  }

  @Test func mentor() throws {
    let needed = try staffed { $0.projects[1].variants[0].roles[0].needsMentor = true }
    #expect(audit(works, of: needed, shortfalls: []).map(\.rule) == ["mentor"])
    let wanted = try staffed { $0.volunteers[1].offer.wantsMentor = true }
    #expect(audit(works, of: wanted, shortfalls: []).map(\.subjects) == [["H2", "P2", "drive"]])
    let there = try staffed {
      $0.volunteers[1].offer.wantsMentor = true
      $0.volunteers[2].offer.canMentor = true
    }
    let both = plain.held(
      by: work("H1", "P1", "cook", ["S1", "S2"], 120), work("H2", "P2", "drive", [], 60),
      work("H3", "P2", "drive", [], 60))
    #expect(audit(both, of: there, shortfalls: []) == [])
  }

  @Test func timeBank() throws {
    func rules(_ draws: [(BeneficiaryID, Int64)], _ change: (inout Lists) -> Void = { _ in }) throws -> [String] {
      let instance = try staffed {
        $0.projects[1].variants[0].roles[0].isTimeBank = true
        $0.volunteers[2].balance = 50
        $0.beneficiaries = ["B1", "B2"].map { Beneficiary(id: $0, project: "P2") }
        for index in 0...1 { $0.beneficiaries[index].minutes = 60 }
        $0.beneficiaries[0].isElder = true
        $0.beneficiaries[0].donor = "H3"
        $0.beneficiaries[1].balance = 40
        change(&$0)
      }
      var allocation = works
      allocation.draws = draws.map { .init(beneficiary: $0.0, minutes: $0.1) }
      return audit(allocation, of: instance, shortfalls: []).map(\.rule)
    }
    #expect(try rules([("B1", 50), ("B2", 10)]) == [])
    #expect(try rules([("B1", 51)]) == ["time-bank"])
    #expect(try rules([("B1", 50), ("B2", 11)]) == ["time-bank"])
    #expect(try rules([("B1", 10), ("B2", 40)]) == ["time-bank"])
    #expect(try rules([("B1", 41)]) { $0.beneficiaries[0].most = 40 } == ["time-bank"])
    #expect(try rules([("B9", 1)]) == ["form"])
  }

  @Test func formOfAssignments() throws {
    for broken in [
      work("H9", "P1", "cook", ["S1"], 60), work("H3", "P9", "cook", ["S1"], 60), work("H3", "P1", "chef", ["S1"], 60),
      work("H3", "P1", "cook", ["S3"], 60), work("H3", "P1", "cook", ["S1"], 59), work("H2", "P2", "drive", [], 60),
    ] {
      var allocation = works
      allocation.assignments.append(broken)
      #expect(audit(allocation, of: try staffed(), shortfalls: []).map(\.rule) == ["form"], "\(broken)")
    }
  }
}

private func work(
  _ volunteer: VolunteerID, _ project: ProjectID, _ role: RoleID, _ slots: [SlotID], _ minutes: Int64
) -> Allocation.Assignment {
  .init(volunteer: volunteer, project: project, role: role, slots: slots, minutes: minutes)
}

extension Allocation {
  /// The allocation with these assignments.
  fileprivate func held(by works: Assignment...) -> Allocation {
    var out = self
    out.assignments = works
    return out
  }
}
