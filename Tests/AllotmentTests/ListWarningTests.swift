import Formulation
import Model
import Testing

/// Warnings before a plan is made, about lists that would silently leave a project out.
@Suite struct ListWarningTests {
  /// Two places without coordinates, a role at each in slots of its own, people who live in a third.
  private func lists(_ change: (inout Lists) -> Void = { _ in }) throws -> [String] {
    var lists = Lists()
    lists.places = ["V1", "V2", "V3"].map { Place(id: $0) }
    lists.travel = [TravelTime(from: "V1", to: "V2", minutes: 20)]
    lists.volunteers = ["H1", "H2"].map { Volunteer(id: $0) }
    lists.slots = [(1, 5), (4, 5)].map { month, day in
      Slot(id: SlotID("M\(month)"), day: Day(2026, month, day)!, start: 480, end: 600)
    }
    lists.projects = ["P1", "P2"].map { Project(id: $0, category: "c") }
    for n in 0...1 {
      var role = Role(id: "R")
      role.slots = ["M1"]
      role.place = lists.places[n].id
      var variant = Variant(id: "1")
      variant.roles = [role]
      variant.costs = [CostLine(type: "t", fixed: .zero)]
      lists.projects[n].variants = [variant]
    }
    change(&lists)
    let instance = try Instance(lists)
    return (instance.warnings + Formulation(instance).warnings).map { "\($0.code) \($0.value)" }
  }

  private func quarters(_ lists: inout Lists, _ count: Int) {
    lists.periods = [(1, 3, 31), (4, 6, 30)].prefix(count).map { from, to, last in
      PlanPeriod(id: PeriodID("Q\(from)"), span: Period(from: Day(2026, from, 1), to: Day(2026, to, last)))
    }
  }

  @Test func soundListsAreNotRemarkedOn() throws { #expect(try lists() == []) }

  @Test func slotsThatNoPeriodOrTooFewPeriodsHold() throws {
    #expect(try lists { quarters(&$0, 2) } == [])
    // The plan ends before April.
    let late = try lists {
      quarters(&$0, 1)
      $0.projects[0].variants[0].roles[0].slots = ["M4"]
    }
    #expect(late == ["slot-outside M4"])
    func spanning(_ lasts: Int) throws -> [String] {
      try lists {
        quarters(&$0, 2)
        $0.projects[0].variants[0].roles[0].slots = ["M1", "M4"]
        $0.projects[0].variants[0].lasts = lasts
      }
    }
    #expect(try spanning(1) == ["slot-outside M1"])
    #expect(try spanning(2) == [])
  }

  @Test func rolesForWhichTooFewWillDo() throws {
    #expect(try lists { $0.projects[0].variants[0].roles[0].headsMin = 3 } == ["role-unheld R"])
    #expect(try lists { $0.projects[0].variants[0].roles[0].withMinors = true } == ["role-unheld R"])
    // These lists were made, not read, so both roles have the same origin, like a row that stands for several variants.
    #expect(try lists { $0.volunteers = [] } == ["role-unheld R"])
    let skilled = try lists {
      $0.projects[0].variants[0].roles[0].skill = "烹饪"
      $0.projects[0].variants[0].roles[0].headsMin = 2
      $0.volunteers[0].offer.skills = ["烹饪": 1]
    }
    #expect(skilled == ["role-unheld 烹饪"])
  }

  @Test func waysThatNobodyKnows() throws {
    // A travel time to another place does not help.
    let elsewhere = try lists { $0.travel = [TravelTime(from: "V2", to: "V3", minutes: 5)] }
    #expect(elsewhere == ["way-unknown V1", "way-unknown V2"])
    let mapped = try lists {
      $0.travel = []
      $0.places[0].coordinates = Coordinates(latitude: 0, longitude: 0)
    }
    #expect(mapped == ["way-unknown V2"])
    // The travel time from home matters only to volunteers with a travel limit.
    #expect(try lists { $0.volunteers[0].offer.home = "V3" } == ["distance-unknown V3", "home-missing H2"])
    // A volunteer without a home may have the id of a place.
    let named = try lists {
      $0.volunteers[0].offer.home = "V3"
      ($0.volunteers[1].id, $0.volunteers[1].offer.travelMax) = ("V3", 30)
    }
    #expect(named.contains("distance-unknown V3"), "\(named)")
    let limited = try lists {
      $0.volunteers[0].offer.home = "V3"
      $0.volunteers[0].offer.travelMax = 30
    }
    #expect(
      limited == ["volunteer-unplaced H1", "way-unknown V1", "way-unknown V2", "way-unknown V3", "home-missing H2"])
    #expect(try lists { ($0.places[1].parent, $0.travel) = ("V1", []) } == [])
  }
}
