import Audit
import DefaultSolver
import Model
import Testing

@testable import ExhaustiveSearch
@testable import Formulation

/// Wishes that decide what is carried out.
@Suite struct WishesTests {
  private struct Group {
    let id: ProjectID
    var headsMin = 3
    var headsMax: Int? = 4
  }

  /// Groups that meet at the same time, and volunteers with a preference for each of them.
  private func lists(_ groups: [Group], _ preferences: [[Int64]]) -> Lists {
    var lists = Lists()
    lists.slots = [Slot(id: "term", day: Day(2026, 1, 1)!, start: 0, end: 60)]
    lists.funds = [Fund(id: "F")]
    for group in groups {
      var project = Project(id: group.id, category: "c")
      (project.responsible, project.approved) = ("王", true)
      var role = Role(id: "g")
      (role.headsMin, role.headsMax, role.slots) = (group.headsMin, group.headsMax, ["term"])
      var variant = Variant(id: "1")
      variant.roles = [role]
      project.variants = [variant]
      lists.projects.append(project)
    }
    for (n, own) in preferences.enumerated() {
      var volunteer = Volunteer(id: VolunteerID("V\(n + 1)"))
      volunteer.offer.minutes = 60
      for (group, preference) in zip(groups, own) where preference > 0 {
        volunteer.offer.preferences[group.id] = Quantity(milli: preference * 1000)
      }
      lists.volunteers.append(volunteer)
    }
    return lists
  }

  private func solution(_ lists: Lists) throws -> (groups: [ProjectID], solution: StagedSolution)? {
    let formulation = Formulation(try Instance(lists))
    var solve = StagedSolve(solver: defaultSolver)
    (solve.gap, solve.certifies) = (0, true)
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.count)) else {
      return nil
    }
    let allocation = formulation.allocation(of: solution)
    #expect(audit(allocation, of: formulation.instance, shortfalls: []) == [])
    return (allocation.awards.map(\.project), solution)
  }

  /// Seven people fill two of three groups. A and B grant wishes of 32, B and C of 23.
  @Test func groupsRunThatGrantTheMostWishes() throws {
    let groups = [Group(id: "A"), Group(id: "B"), Group(id: "C")]
    let preferences: [[Int64]] = [[5, 2, 1], [5, 2, 1]] + (1...5).map { _ in [2, 5, 1] }
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      let found = try #require(
        try solution(lists(order.map { groups[$0] }, preferences.map { own in order.map { own[$0] } })))
      #expect(found.groups.sorted() == ["A", "B"])
      #expect(found.solution.stages.first { $0.stageName == .wishes }?.value == "32")
      #expect(found.solution.stages.first { $0.stageName == .rosterWishes }?.value == "32")
    }
  }

  /// On random groups, the wishes are the most that any choice of as many groups grants.
  @Test(arguments: 0..<6) func noChoiceOfAsManyGroupsGrantsMoreWishes(batch: UInt64) throws {
    var decided = 0
    for seed in batch * 20..<batch * 20 + 20 {
      var random = SplitMix64(state: seed)
      let groups = ["A", "B", "C"].map { id -> Group in
        let least = Int.random(in: 1...2, using: &random)
        return Group(id: ProjectID(id), headsMin: least, headsMax: random.chance(70) ? least + 1 : nil)
      }
      var lists = lists(
        groups,
        (1...Int.random(in: 2...5, using: &random)).map { _ in
          groups.map { _ in random.chance(60) ? Int64.random(in: 1...5, using: &random) : 0 }
        })
      for p in lists.projects.indices where random.chance(20) {
        lists.projects[p].variants[0].roles[0].isForWishersOnly = true
      }
      let instance = try Instance(lists)
      let choices = (0..<8).compactMap { set -> (count: Int, wishes: Int128)? in
        let awards = groups.indices.filter { set & (1 << $0) != 0 }.map {
          Allocation.Award(project: groups[$0].id, variant: "1", scale: .one)
        }
        guard let best = RosterSearch(instance: instance).best(awards) else { return nil }
        return (awards.count, best.score.isEmpty ? 0 : best.score[1])
      }
      let most = try #require(choices.map(\.count).max())
      let found = try #require(try solution(lists), "seed \(seed)")
      #expect(found.groups.count == most, "seed \(seed)")
      guard let stage = found.solution.stages.first(where: { $0.stageName == .wishes }) else { continue }
      let wishes = choices.filter { $0.count == most }.map(\.wishes)
      #expect(stage.value == "\(wishes.max()! / 1000)", "seed \(seed)")
      #expect(stage.gap == 0 && stage.limit == nil, "seed \(seed)")
      if Set(wishes).count > 1 { decided += 1 }
    }
    #expect(decided > 2)
  }

  /// Only N can nurse. N wishes for A, where anybody may serve, but two groups run only if N serves in B.
  @Test func aVolunteerWhoIsNeededElsewhereGrantsNoWish() throws {
    var lists = lists([Group(id: "A", headsMin: 1), Group(id: "B", headsMin: 1)], [[5, 0], [0, 0], [3, 0]])
    lists.projects[1].variants[0].roles[0].skill = "nursing"
    lists.volunteers[0].offer.skills = ["nursing": 1]
    let found = try #require(try solution(lists))
    #expect(found.groups.sorted() == ["A", "B"])
    #expect(found.solution.stages.first { $0.stageName == .wishes }?.value == "3")
  }

  @Test func wishesThatAreNotTheFirstAimDecideNothing() throws {
    func stages(_ change: (inout Lists) -> Void) throws -> [StageName] {
      var lists = lists([Group(id: "A", headsMin: 1)], [[5]])
      change(&lists)
      return Formulation(try Instance(lists)).stages(.count).map(\.id)
    }
    #expect(try stages { _ in }.contains(.wishes))
    #expect(try !stages { $0.rosterOrder = RosterAim.order(beginningWith: [.minutes]) }.contains(.wishes))
    #expect(try !stages { $0.volunteers[0].offer.leastTotal = 1 }.contains(.wishes))
    #expect(
      try stages {
        $0.volunteers[0].offer.leastTotal = 1
        $0.rosterOrder = RosterAim.order(beginningWith: [.wishes])
      }.contains(.wishes))
    #expect(try !stages { $0.volunteers[0].offer.preferences = ["A": .zero] }.contains(.wishes))
    #expect(try !stages { $0.projects[0].variants[0].roles = [] }.contains(.wishes))
  }

  /// A group for wishers only runs if as many wish for it as it needs.
  @Test func aGroupThatTooFewWishForDoesNotRun() throws {
    for wishers in 2...3 {
      var lists = lists([Group(id: "A"), Group(id: "B")], (1...7).map { $0 <= wishers ? [1, 0] : [0, 0] })
      lists.projects[0].variants[0].roles[0].isForWishersOnly = true
      let found = try #require(try solution(lists))
      #expect(found.groups.sorted() == (wishers == 3 ? ["A", "B"] : ["B"]))
      let gaps = Formulation(try Instance(lists)).unstaffable("A")
      #expect(gaps.flatMap(\.excluded).map(\.rule) == (wishers == 3 ? [] : ["wishers-only"]))
      // Somebody who would do any project is one more who wishes for it.
      let more = try Instance(lists).changed(by: [.newcomers(1, Newcomer(skill: nil), minutes: 60)])
      #expect(Formulation(more).unstaffable("A").isEmpty)
    }
  }
}

/// The wishes that a plan's roster grants, in thousandths.
func wishes(in instance: Instance, of plan: Allocation) -> Int128 {
  plan.assignments.reduce(0) {
    $0 + Int128(instance.volunteer($1.volunteer).offer.preferences[$1.project]?.milli ?? 0)
  }
}

extension ExhaustiveSearch {
  /// The greatest sum of wishes among the rosters of all plans that are as good as the best, in thousandths.
  ///
  /// - Precondition: Wishes are the first aim of a roster, so that its best one has the most.
  consuming func mostWishes() -> Int128? {
    var search = self
    var (most, best): (Int128?, Score?) = (nil, nil)
    var seen: Set<[String]> = []
    func key(_ plan: Allocation) -> [String] {
      plan.awards.map { "\($0.project) \($0.variant) \($0.period?.text ?? "")" }
    }
    while let (score, plan) = search.bestPlan(where: { !seen.contains(key($0)) }) {
      if let best, score < best { break }
      best = score
      seen.insert(key(plan))
      let roster = RosterSearch(instance: search.instance).best(plan.awards)?.assignments ?? []
      most = max(most ?? 0, wishes(in: search.instance, of: Allocation(assignments: roster)))
    }
    return most
  }
}
