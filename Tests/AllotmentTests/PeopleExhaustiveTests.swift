import Audit
import DefaultSolver
import Model
import Testing

@testable import ExactProgram
@testable import ExhaustiveSearch
@testable import Formulation
@testable import Questions
@testable import allot

@Suite struct PeopleExhaustiveTests {
  /// On lists with people, the plan and its roster are the best that the audit passes.
  @Test(arguments: 0..<2) func theRosterIsTheBestOfAllThatPassTheAudit(batch: UInt64) throws {
    try expectTheBestRosters(batch, randomPeople)
  }

  /// Checks lists with people, periods, goods and venues.
  @Test(arguments: 0..<2) func theRosterIsTheBestWithPeriodsGoodsAndVenues(batch: UInt64) throws {
    try expectTheBestRosters(batch, randomTownship)
  }

  /// Checks lists with pins of people, and people who serve together or apart.
  @Test(arguments: 0..<2) func theRosterIsTheBestWithPinnedAndPairedPeople(batch: UInt64) throws {
    try expectTheBestRosters(batch, randomNamedPeople)
  }

  /// Checks lists with slots that meet at midnight or pass it, and people who ask for rest.
  @Test(arguments: 0..<2) func theRosterIsTheBestAroundMidnight(batch: UInt64) throws {
    try expectTheBestRosters(batch, randomNights)
  }

  private func expectTheBestRosters(_ batch: UInt64, _ lists: (UInt64) -> Lists) throws {
    var staffed = 0
    for seed in seeds(batch, of: 2, count: 1000, oneIn: 10) {
      guard let (instance, allocation) = try expectTheBest(lists(seed), seed) else { continue }
      guard let roster = RosterSearch(instance: instance).best(allocation.awards) else {
        Issue.record("seed \(seed): a roster, and exhaustive search has none")
        continue
      }
      if instance.lists.wishesDecide {
        let most = ExhaustiveSearch(instance: instance).mostWishes()
        #expect(wishes(in: instance, of: allocation) == most, "seed \(seed): \(allocation.assignments)")
      }
      if roster.score.isEmpty { continue }
      staffed += 1
      let mine = RosterSearch(instance: instance).score(allocation.assignments, allocation.awards)
      #expect(mine == roster.score, "seed \(seed): \(allocation.assignments), exhaustive \(roster.assignments)")
    }
    #expect(staffed > 5)
  }

  @Test func theOrderOfRowsNeverChangesARoster() throws {
    func plan(_ lists: Lists) throws -> Allocation? {
      let formulation = Formulation(try Instance(lists))
      let stages = formulation.stages(.value)
      guard case .allocated(let solution) = try StagedSolve(solver: defaultSolver).run(formulation, stages: stages)
      else {
        return nil
      }
      return formulation.allocation(of: solution)
    }
    var assigned = 0
    for seed in 0..<80 as Range<UInt64> {
      var lists = randomPeople(seed)
      let plain = try plan(lists)
      var random = SplitMix64(state: seed)
      lists.volunteers.shuffle(using: &random)
      lists.slots.shuffle(using: &random)
      lists.beneficiaries.shuffle(using: &random)
      lists.projects.shuffle(using: &random)
      for p in lists.projects.indices {
        lists.projects[p].variants.shuffle(using: &random)
        for v in lists.projects[p].variants.indices { lists.projects[p].variants[v].roles.shuffle(using: &random) }
      }
      #expect(try plan(lists) == plain, "seed \(seed)")
      assigned += plain?.assignments.count ?? 0
    }
    #expect(assigned > 20)
  }

  /// A roster of `GreedyRoster` passes the audit, with mentors, pauses and shifts. It finds one nearly always if there
  /// is one.
  @Test(arguments: [[randomPeople, randomTownship], [randomNamedPeople, randomNights]])
  func aGreedyRosterObeysEveryRule(lists: [@Sendable (UInt64) -> Lists]) throws {
    var (found, all) = (0, 0)
    for seed in 0..<600 as Range<UInt64> {
      let instance = try Instance(lists[Int(seed % 2)](seed))
      for project in instance.lists.projects {
        for variant in project.variants where !variant.roles.isEmpty {
          guard let start = instance.starts(variant, of: project).first else { continue }
          let award = Allocation.Award(
            project: project.id, variant: variant.id, scale: variant.scaleMin, period: instance.timeline[start].id)
          let roster = RosterProgram(instance, awards: [award])
          let holders = roster.people.ofPost.map { $0.map { roster.people.duties[$0].volunteer } }
          var greedyRoster = GreedyRoster(instance, roster.people.posts, holders)
          let assignments = greedyRoster.assignments()
          if let assignments {
            #expect(roster.point(of: assignments) != nil, "seed \(seed) \(project.id): \(assignments)")
            found += 1
          }
          if try assignments != nil
            || StagedSolve(solver: defaultSolver).canStaff([award], Formulation(instance)) == true
          {
            all += 1
          }
        }
      }
    }
    #expect(found > 200 && found * 10 > all * 8, "\(found) of \(all)")
  }

  /// Sets of projects that are forbidden before the solve have no roster. They are most of the sets of two that have
  /// none.
  @Test func unstaffablePairsOfVariantsAreFoundBeforeTheSolve() throws {
    var (cuts, missed) = (0, 0)
    for seed in 0..<400 as Range<UInt64> {
      let formulation = Formulation(try Instance(randomPeople(seed)))
      let search = RosterSearch(instance: formulation.instance)
      func award(_ item: StartedVariant) -> Allocation.Award {
        let project = formulation.projects[item.project]
        let variant = project.variants[item.variant]
        return .init(project: project.id, variant: variant.id, scale: variant.scaleMin)
      }
      let found = try Staffing(formulation, StagedSolve(solver: defaultSolver)).unstaffableInAdvance()
      for cut in found {
        cuts += cut.variants.count == 2 ? 1 : 0
        #expect(search.best(cut.variants.map(award)) == nil, "seed \(seed): \(cut)")
      }
      let forbidden = Set(found.map { Set($0.variants.map(\.project)) })
      let variants = formulation.projects.indices.filter { p in
        formulation.projects[p].variants.count == 1 && !formulation.projects[p].variants[0].roles.isEmpty
          && !forbidden.contains([p])
      }.map { StartedVariant(project: $0, variant: 0, start: nil) }
      for a in variants {
        for b in variants where a.project < b.project && !forbidden.contains([a.project, b.project]) {
          if search.best([award(a), award(b)]) == nil { missed += 1 }
        }
      }
    }
    #expect(cuts > 40 && missed * 5 < cuts, "\(cuts), and \(missed) besides")
  }

  /// Two volunteers have 90 minutes each. Their sum would do for three roles of an hour, but each can hold only one.
  @Test func anUnstaffableSetOfProjectsBecomesACut() throws {
    var lists = threeProjectsOfAnHour(for: ["H1", "H2"], minutes: 90)
    let formulation = Formulation(try Instance(lists))
    let solve = StagedSolve(solver: defaultSolver)
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.value)) else {
      Issue.record("no plan")
      return
    }
    #expect(solution.cuts == 1)
    let allocation = formulation.allocation(of: solution)
    #expect(allocation.awards.count == 2 && Set(allocation.assignments.map(\.volunteer)).count == 2)
    #expect(audit(allocation, of: formulation.instance, shortfalls: []) == [])
    // All three together are infeasible, and the rules about people are in the conflict.
    lists.pins = ["P1", "P2", "P3"].map { Pin(kind: .mustFund, project: $0) }
    let pinned = Formulation(try Instance(lists))
    guard case .infeasible = try solve.run(pinned, stages: pinned.stages(.value)) else {
      Issue.record("a plan where none is possible")
      return
    }
    let found = try #require(try solve.conflict(pinned))
    #expect(found.isMinimal)
    let conflict = found.all.map(\.rule)
    #expect(conflict.contains("pins") && conflict.contains("role-minutes") && conflict.contains("volunteer-minutes"))
  }
}

/// Three projects, each with one role of an hour.
func threeProjectsOfAnHour(for volunteers: [VolunteerID], minutes: Int64) -> Lists {
  var lists = Lists()
  lists.places = [Place(id: "V")]
  lists.funds = [Fund(id: "F")]
  lists.funds[0].amount = Money(100)
  for id in volunteers {
    var volunteer = Volunteer(id: id)
    volunteer.offer.minutes = minutes
    lists.volunteers.append(volunteer)
  }
  for n in 1...3 {
    var need = Need(id: NeedID("N\(n)"), place: "V", category: "c")
    need.quantity = .one
    lists.needs.append(need)
    var project = Project(id: ProjectID("P\(n)"), category: "c")
    project.responsible = "Wang"
    project.approved = true
    var role = Role(id: "R")
    role.minutes = 60
    role.headsMax = 1
    var variant = Variant(id: "1")
    variant.roles = [role]
    variant.costs = [CostLine(type: "t", fixed: Money(1))]
    variant.services = [Service(need: need.id, perUnit: .one)]
    project.variants = [variant]
    lists.projects.append(project)
  }
  return lists
}
