import Explanation
import Formulation
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Checks warnings and suggested remedies against every plan and every roster of small instances.
@Suite struct AdviceTests {
  /// Checks the remedies for urgent unmet needs and for idle money.
  @Test(arguments: 0..<4) func movesThatAreAdvisedAreExhaustiveSearchs(batch: UInt64) throws {
    var moves = 0
    for seed in batch * 50..<batch * 50 + 50 {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      let lists = township.instance.lists, plan = township.plan.allocation
      var search = ExhaustiveSearch(instance: township.instance)
      guard let best = search.best() else { continue }
      let answers = try township.explainer.advice()
      func answer(_ id: String) -> Answer? { answers.first { $0.question == id } }
      for need in lists.needs where need.status == .open {
        let whole = Int128(need.quantity.milli) * 1000
        let isMissing = need.urgency >= 5 && township.served(need.id, in: plan) < whole
        #expect((answer(need.id.text) != nil) == isMissing, "seed \(seed) \(need.id)")
        guard let said = answer(need.id.text)?.price("If it were made up as far as it can") else { continue }
        moves += 1
        let most = min(whole, Formulation(township.instance).mostServed(need.id))
        ExplainedPricesTests.expect(said, township, best, &search, "seed \(seed) \(need.id)") {
          township.served(need.id, in: $0) >= most
        }
      }
      for fund in lists.funds {
        let idle = fund.available.minorUnits - plan.spent(fund.id)
        #expect((answer(fund.id.text) != nil) == (idle > 0), "seed \(seed) \(fund.id)")
        guard let sentences = answer(fund.id.text)?.sentences else { continue }
        let most = Array(0...fund.available.minorUnits).reversed().first { amount in
          search.best { $0.spent(fund.id) == amount } != nil
        }
        for sentence in sentences {
          switch sentence.message {
          case .fundIdleForced, .fundIdleChosen:
            #expect(sentence.values["most"] == .money(Int128(most ?? -1)), "seed \(seed) \(fund.id)")
            #expect((sentence.message == .fundIdleForced) == (most == plan.spent(fund.id)), "seed \(seed) \(fund.id)")
          default: break
          }
        }
        guard let said = answer(fund.id.text)?.price("If so much of it had to be spent"), let most else { continue }
        moves += 1
        ExplainedPricesTests.expect(said, township, best, &search, "seed \(seed) \(fund.id)") {
          $0.spent(fund.id) >= most
        }
      }
    }
    #expect(moves > 20)
  }

  /// The permission that makes idle money most useful: each permission is tried alone.
  @Test(arguments: 0..<2) func theBestPermissionIsExhaustiveSearchs(batch: UInt64) throws {
    var (helps, none) = (0, 0)
    for seed in seeds(batch, of: 2, count: 1000, oneIn: 6) {
      let lists = twoProjects(seed: seed)
      guard let universe = AllAllocations(try Instance(lists), atMost: 250), let township = try ExplainedTownship(lists)
      else { continue }
      let best = try #require(universe.best(where: { _ in true }), "seed \(seed)")
      let answers = try township.explainer.advice()
      for fund in lists.funds {
        guard let answer = answers.first(where: { $0.question == fund.id.text }) else { continue }
        let permissions = township.instance.permissions(of: fund.id)
        let reached = permissions.map { ($0.project, universe.best(givingUp: Set($0.rules), where: { _ in true })!) }
        let most = reached.map(\.1).max()
        let comment = "seed \(seed) \(fund.id)"
        func has(_ message: Message) -> Bool { answer.sentences.contains { $0.message == message } }
        guard let most, best < most else {
          none += 1
          #expect(has(.permissionNone) == !permissions.isEmpty && !has(.permissionCells), "\(comment)")
          continue
        }
        helps += 1
        let said = answer.sentences.first { sentence in
          [.priceGain, .sameAchieved, .priceExact].contains(sentence.message)
            && sentence.values["what"].map {
              if case .text(let text) = $0 {
                text.en.contains("allowed to pay") || text.en.contains("its share")
              } else {
                false
              }
            }
              ?? false
        }
        #expect(said?.values["after"] == .objective(most.value), "\(comment)")
        #expect(has(.permissionBest), "\(comment)")
        // The named project reaches this value.
        guard case .text(let what)? = said?.values["what"] else { continue }
        #expect(reached.contains { what.en.contains($0.0.text) && $0.1 == most }, "\(comment): \(what.en)")
      }
    }
    #expect(helps > 5 && none > 5, "\(helps) \(none)")
  }

  /// The smallest set of infeasible floors, single or joint, against every plan.
  @Test(arguments: 0..<2) func floorsThatCannotHoldAreExhaustiveSearchs(batch: UInt64) throws {
    var (alone, together) = (0, 0)
    for seed in seeds(batch, of: 2, count: 400) {
      let instance = try Instance(randomLists(seed: seed))
      var search = ExhaustiveSearch(instance: instance)
      guard let best = search.best() else { continue }
      let solve = StagedSolve.exact
      let answer = try Explainer.conflicts(instance, solve: solve, cell: { cell, _ in cell.list })
      let floors = Formulation(instance).floors
      func needs(_ message: Message) -> Set<NeedID> {
        guard case .items(let items)? = answer.sentences.first(where: { $0.message == message })?.values["needs"] else {
          return []
        }
        return Set(items.compactMap { if case .item(let id, _) = $0 { NeedID(id) } else { nil } })
      }
      func canHold(_ needs: Set<NeedID>) -> Bool {
        search.best { plan in
          floors.allSatisfy { floor in
            !needs.contains(floor.need)
              || plan.credits.filter { $0.need == floor.need }.reduce(0) { $0 + Int128($1.micro) } >= floor.required
          }
        } != nil
      }
      let unreachable = needs(.floorsWithoutServers), clash = needs(.floorsCannotHold)
      #expect((best.worstShortfall == 0) == (unreachable.isEmpty && clash.isEmpty), "seed \(seed)")
      for need in unreachable { #expect(!canHold([need]), "seed \(seed) \(need)") }
      alone += unreachable.count
      let others = Set(floors.map(\.need)).subtracting(unreachable)
      #expect(canHold(others) == clash.isEmpty, "seed \(seed)")
      guard !clash.isEmpty else { continue }
      together += 1
      #expect(!canHold(clash), "seed \(seed) \(clash)")
      for need in clash { #expect(canHold(clash.subtracting([need])), "seed \(seed) \(clash) without \(need)") }
    }
    #expect(alone + together > 5, "\(alone) \(together)")
  }

  /// Indispensable volunteers, fully used volunteers, and those who could relieve them.
  @Test func indispensableVolunteersAndTheirReliefAreThoseOfEveryRoster() throws {
    var (dependent, replacements, relieved) = (0, 0, 0)
    for seed in seeds(0, of: 1, count: 200) {
      guard let township = try ExplainedTownship(twoProjectsWithPeople(seed: seed)) else { continue }
      let plan = township.plan.allocation, instance = township.instance
      let answers = try township.explainer.advice()
      let all = RosterSearch(instance: instance).all(plan.awards)
      // Those without time to spare whom others can replace stand together in one sentence.
      let replaceable = SaidProjects(
        answers.flatMap(\.sentences).first { $0.message == .volunteersFull }?.values["people"]
      ).ids.map(\.text)
      for volunteer in instance.lists.volunteers {
        let comment = "seed \(seed) \(volunteer.id)"
        let works = plan.assignments.filter { $0.volunteer == volunteer.id }
        let said = answers.first { $0.question == volunteer.id.text }?.sentences ?? []
        guard !works.isEmpty else {
          #expect(said.isEmpty, "\(comment)")
          continue
        }
        func serves(_ project: ProjectID?) -> Bool {
          all.allSatisfy { roster in
            roster.contains { $0.volunteer == volunteer.id && (project == nil || $0.project == project) }
          }
        }
        let projects = Set(works.map(\.project))
        if serves(nil) {
          dependent += 1
          let needed = projects.filter { serves($0) }
          #expect(said.first?.message == .dependsOnOne, "\(comment)")
          #expect(
            SaidProjects(said.first?.values["projects"]).ids == (needed.isEmpty ? projects : needed), "\(comment)")
          let mine = works.filter { needed.isEmpty || needed.contains($0.project) }
          let least = try leastReplacement(for: volunteer, mine, plan.awards, instance)
          replacements += least == nil ? 0 : 1
          expect(least, said, comment)
          continue
        }
        let periods = Int64(instance.hasPeriods ? instance.timeline.count : 1)
        let served = works.reduce(Int64(0)) { $0 + $1.minutes }
        let isFull = served * 10 >= volunteer.offer.minutes * periods * 9
        #expect(said.isEmpty, "\(comment)")
        #expect(replaceable.contains(volunteer.id.text) == isFull, "\(comment)")
        relieved += isFull ? 1 : 0
      }
    }
    #expect(dependent > 3 && replacements > 2 && relieved > 0, "\(dependent) \(replacements) \(relieved)")
  }

  /// The summary adds up what the advice on each fund says, by the day on which the money lapses.
  @Test(arguments: 0..<2) func theSummaryAddsUpWhatIsIdle(batch: UInt64) throws {
    var sums = 0
    for seed in batch * 50..<batch * 50 + 50 {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      let plan = township.plan.allocation
      let answers = try township.explainer.advice()
      var idle: [Day?: Int128] = [:]
      for fund in township.instance.lists.funds where fund.available.minorUnits > plan.spent(fund.id) {
        let left = Int128(fund.available.minorUnits - plan.spent(fund.id))
        guard left * 100 >= Int128(fund.available.minorUnits) else { continue }
        idle[fund.carryOver ? nil : fund.period.to, default: 0] += left
      }
      let said = answers.first { $0.question == "summary" }?.sentences ?? []
      let lapses = said.filter { [.summaryLapses, .summaryStays].contains($0.message) }
      #expect(lapses.count == idle.count, "seed \(seed)")
      for sentence in lapses {
        let day: Day? = if case .day(let day)? = sentence.values["day"] { day } else { nil }
        #expect(sentence.values["sum"] == idle[day].map { .money($0) }, "seed \(seed): \(sentence.text.en)")
        sums += 1
      }
      #expect(said.isEmpty || answers[0].question == "summary", "seed \(seed)")
    }
    #expect(sums > 20, "\(sums)")
  }

  private func expect(_ least: Int64?, _ said: [Sentence], _ comment: String) {
    let replacement = said.first { [.standIn, .standInAny].contains($0.message) }
    // One minute is the least of all: it is not told as a time.
    #expect(replacement.map { $0.message == .standInAny } == least.map { $0 == 1 }, "\(comment)")
    #expect(replacement?.values["each"] == least.map { .minutes(Int128($0)) }, "\(comment)")
    #expect(said.contains { $0.message == .standInNone } == (least == nil), "\(comment)")
  }

  /// Tries every number of minutes of every kind of newcomer.
  private func leastReplacement(
    for volunteer: Volunteer, _ works: [Allocation.Assignment], _ awards: [Allocation.Award], _ instance: Instance
  ) throws -> Int64? {
    var lists = instance.lists
    lists.volunteers.removeAll { $0.id == volunteer.id }
    for i in lists.beneficiaries.indices where lists.beneficiaries[i].donor == volunteer.id {
      lists.beneficiaries[i].donor = nil
    }
    let fewer = try Instance(lists)
    var levels: [String: Int] = [:]
    for work in works {
      let role = instance.project(work.project).variants.flatMap(\.roles).first { $0.id == work.role }!
      levels[role.skill ?? ""] = max(levels[role.skill ?? ""] ?? 1, role.level)
    }
    return try (1...max(1, volunteer.offer.minutes)).first { minutes in
      guard minutes <= volunteer.offer.minutes else { return false }
      return try levels.contains { skill, level in
        let kind = Newcomer(skill: skill.isEmpty ? nil : skill, level: level)
        let changed = try fewer.changed(by: [.newcomers(1, kind, minutes: minutes)])
        return RosterSearch(instance: changed).best(awards) != nil
      }
    }
  }
}

private struct SaidProjects {
  var ids: Set<ProjectID> = []

  init(_ value: Value?) {
    guard case .items(let items)? = value else { return }
    ids = Set(items.compactMap { if case .item(let id, _) = $0 { ProjectID(id) } else { nil } })
  }
}
