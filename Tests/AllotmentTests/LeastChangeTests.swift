import Audit
import Explanation
import IntegerProgram
import Model
import Testing

@testable import ExactProgram
@testable import ExhaustiveSearch
@testable import Formulation
@testable import Questions
@testable import allot

/// Checks the least change that makes a project chosen against every change and every plan of small instances.
@Suite struct LeastChangeTests {
  /// In lists with two projects every allocation is known, and with them the least amount of extra money.
  @Test func leastMoneyIsExhaustiveSearchs() throws {
    var found = 0
    for seed in seeds(0, of: 1, count: 1000, oneIn: 4) {
      guard let (township, universe) = try tried(twoProjects(seed: seed), atMost: 400) else { continue }
      let (instance, best) = (township.instance, universe.best(where: { _ in true })!)
      let search = ChangeSearch(Formulation(instance), .value, solve: township.solve)
      for project in outside(township) {
        let without = universe.best { !$0.projects.contains(project) }
        guard let without, !(without < best) else { continue }
        for fund in instance.lists.funds {
          let cap = Meaning("fund-cap", [fund.id.text])
          let needed = universe.entries.map { max(0, ($0.spent[fund.id] ?? 0) - fund.available.minorUnits) }
          let least = Set(needed).sorted().first { more in
            func reach(_ has: Bool) -> ExhaustiveSearch.Score? {
              universe.best(givingUp: [cap]) {
                $0.projects.contains(project) == has && ($0.spent[fund.id] ?? 0) <= fund.available.minorUnits + more
              }
            }
            guard let with = reach(true) else { return false }
            return reach(false).map { $0 < with } ?? true
          }
          found += try expect(
            least, .extraMoney(fund.id), project, township, search, "seed \(seed) \(project) \(fund.id)")
        }
      }
    }
    #expect(found > 0)
  }

  @Test(arguments: 0..<4) func leastCostCutsAreExhaustiveSearchs(batch: UInt64) throws {
    var found = 0
    for seed in seeds(batch, of: 4, count: 400, oneIn: 4) {
      guard let township = try ExplainedTownship(twoProjects(seed: seed)) else { continue }
      found += try expectLeastCosts(township, "seed \(seed)")
    }
    #expect(found > 0)
  }

  /// Checks least changes on lists with people, and on lists with periods, goods and venues.
  @Test(arguments: [twoProjectsWithPeople, randomListsWithResources])
  func leastChangesAreExhaustiveSearchsWithPeopleAndAssets(lists: @Sendable (UInt64) -> Lists) throws {
    var found = 0
    // Of the last two seeds, one releases a fund in parts; in the other, floors differ by less than a double can
    // represent.
    for seed in Array(seeds(0, of: 1, count: 48)) + [167, 420] {
      guard let township = try ExplainedTownship(lists(seed)) else { continue }
      found += try expectLeastCosts(township, "seed \(seed)")
      let search = ChangeSearch(Formulation(township.instance), .value, solve: township.solve)
      for project in outside(township) {
        for fund in township.instance.lists.funds {
          let most = township.instance.lists.projects.reduce(Int64(0)) { sum, project in
            sum + project.variants.flatMap { v in v.costs.map { Int64($0.cost(at: v.scaleMax)) } }.reduce(0, +)
          }
          let least = try (0...most).first {
            try isChosen(project, after: [.money(fund.id, Money($0))], township.instance)
          }
          found += try expect(
            least, .extraMoney(fund.id), project, township, search, "seed \(seed) \(project) \(fund.id)")
        }
      }
    }
    #expect(found > 0)
  }

  /// The plan is known only within a gap. Changes stated as sufficient, as too small or as least must be so.
  @Test(arguments: 0..<2) func statedLeastChangesHoldWithinAGap(batch: UInt64) throws {
    var (found, less) = (0, 0)
    for seed in seeds(batch, of: 2, count: 1000) {
      guard let township = try ExplainedTownship(twoProjects(seed: seed)) else { continue }
      let instance = township.instance
      var solve = township.solve
      solve.gap = 0.001
      let search = ChangeSearch(Formulation(instance), .value, solve: solve)
      var levels = try #require(Formulation(instance).lexicographicValue(of: township.plan, .value)).levels
      // The bound is as loose as the gap allows.
      let policy = levels.removeLast()
      levels.append(.init(stage: policy.stage, value: policy.value, bound: policy.value + policy.value / 1000))
      let base = LexicographicValue(levels: levels)
      guard base.hasNoShortfall else { continue }
      for project in outside(township) {
        let levers = [ModelVariant.ParametricChange.costCut(project)] + instance.lists.funds.map { .extraMoney($0.id) }
        for parametricChange in levers {
          let comment = "seed \(seed) \(project) \(parametricChange)"
          switch try search.least(
            parametricChange, bringing: [.carriedOut(project)], against: [.notCarriedOut(project)], base: base,
            near: township.plan.allocation)
          {
          case .found(let change):
            found += 1
            #expect(try isChosen(project, after: change.changes, instance), "\(comment): \(change.changes)")
          case .none(let most):
            guard case .extraMoney(let fund) = parametricChange, let most, most < 100 else { continue }
            #expect(try !isChosen(project, after: [.money(fund, Money(Int64(most)))], instance), "\(comment): \(most)")
          case .unclear, .undecided: continue
          }
          if case .extraMoney(let fund) = parametricChange {
            less += try expectNothingLost(project, fund, policy.value, base, search, instance, comment)
          }
        }
      }
    }
    #expect(found > 0 && less > 0, "\(found) \(less)")
  }

  /// Checks the least money with which a project loses nothing.
  private func expectNothingLost(
    _ project: ProjectID, _ fund: FundID, _ value: Int128, _ base: LexicographicValue, _ search: ChangeSearch,
    _ instance: Instance,
    _ comment: String
  ) throws -> Int {
    func losesNothing(_ more: Int128) throws -> Bool {
      var search = ExhaustiveSearch(instance: try instance.changed(by: [.money(fund, Money(Int64(more)))]))
      let best = search.best { $0.projects.contains(project) }
      return best.map { $0.worstShortfall == 0 && $0.value >= value } ?? false
    }
    switch try search.leastMoneyWithoutLoss(fund, bringing: project, base: base) {
    case .found(let found):
      #expect(try losesNothing(found.amount), "\(comment): \(found.amount)")
      if let less = found.tooLittle { #expect(try !losesNothing(less), "\(comment): \(less)") }
      guard found.isLeast, found.amount > 0 else { return 0 }
      #expect(try !losesNothing(found.amount - 1), "\(comment): \(found.amount)")
      return 1
    case .none: #expect(try !losesNothing(50), "\(comment)")
    case .unclear, .undecided: Issue.record("\(comment)")
    }
    return 0
  }

  /// A single waiver that makes the project chosen is found exactly if exhaustive search finds one.
  @Test func waiversAreExhaustiveSearchs() throws {
    let worth: Set = ["basic-floor", "must-serve", "due-period"]
    var (found, worthless) = (0, 0)
    for seed in seeds(0, of: 1, count: 1000, oneIn: 6) {
      guard let (township, universe) = try tried(twoProjects(seed: seed), atMost: 250) else { continue }
      let instance = township.instance
      for project in outside(township) {
        let condition = [SideConstraint.carriedOut(project)]
        let spelled = Formulation(instance, ModelVariant(spelledOut: Formulation.scope(of: condition, instance)))
        func isEnough(_ rule: Meaning) -> Bool {
          // Waiving a floor or a due period changes the value of every plan.
          let universe = worth.contains(rule.rule) ? AllAllocations(instance, atMost: 250, givingUp: [rule])! : universe
          guard let with = universe.best(givingUp: [rule], where: { $0.projects.contains(project) }) else {
            return false
          }
          return universe.best(givingUp: [rule]) { !$0.projects.contains(project) }.map { $0 < with } ?? true
        }
        let enough = spelled.decisions(about: project).filter {
          $0.rule != "fund-cap" && waivableRules.contains($0.rule) && isEnough($0)
        }
        worthless += enough.count { worth.contains($0.rule) }
        let base = try #require(Formulation(instance).lexicographicValue(of: township.plan, .value))
        // Within a gap the program chooses which of several obstacles to a fund to waive.
        for gap in [0, 0.001] {
          var solve = township.solve
          solve.gap = gap
          var search = ChangeSearch(Formulation(instance), .value, solve: solve)
          if case .allocated(let forced) = try solve.run(
            Formulation(instance), stages: Formulation(instance).decidingStages(.value), subjectTo: condition)
          {
            search.forced = Formulation(instance).allocation(of: forced)
          }
          switch try search.leastWaiver(project, base: base, near: township.plan.allocation, among: { _ in true }) {
          case .found(let rule, _):
            found += 1
            #expect(isEnough(rule), "seed \(seed) \(project) \(gap): \(rule)")
          case .none(let open, _):
            #expect(gap > 0 || open.isEmpty, "seed \(seed) \(project)")
            #expect(!open.isEmpty || enough.isEmpty, "seed \(seed) \(project) \(gap): \(enough)")
          }
        }
      }
    }
    #expect(found > 10 && worthless > 0)
  }

  /// Checks the least hours of a skill against newcomers with every number of minutes.
  @Test func leastHoursAreExhaustiveSearchs() throws {
    var (found, several) = (0, 0)
    for seed in seeds(0, of: 1, count: 360, oneIn: 6) {
      guard let township = try ExplainedTownship(twoProjectsWithPeople(seed: seed)) else { continue }
      let instance = township.instance
      let search = ChangeSearch(Formulation(instance), .value, solve: township.solve)
      let base = try #require(Formulation(instance).lexicographicValue(of: township.plan, .value))
      for project in outside(township) {
        let roles = instance.project(project).variants.flatMap(\.roles)
        guard !roles.isEmpty else { continue }
        for skill in Set(roles.map { $0.skill ?? "" }).sorted() {
          let kind = Newcomer(skill: skill.isEmpty ? nil : skill, level: 2)
          let heads = roles.filter { $0.skill == kind.skill }.map(\.headsMin).max() ?? 1
          // The fewest newcomers, and of these the least time.
          var least: (count: Int, minutes: Int64)?
          for count in 1...max(1, heads) where least == nil {
            least = try (0...12 as ClosedRange<Int64>).first { minutes in
              try isChosen(project, after: [.newcomers(count, kind, minutes: minutes)], instance)
            }.map { (count, $0) }
          }
          let comment = "seed \(seed) \(project) \(skill)"
          switch try search.leastHours(kind, of: project, base: base, near: township.plan.allocation) {
          case .found(let change):
            found += 1
            if let least, least.count > 1 { several += 1 }
            #expect(change.isLeast, "\(comment)")
            #expect(
              least.map { [.newcomers($0.count, kind, minutes: $0.minutes)] } == change.changes,
              "\(comment): \(change.changes), \(String(describing: least))")
          case .none: #expect(least == nil, "\(comment): none")
          case .unclear, .undecided: Issue.record("\(comment)")
          }
        }
      }
    }
    #expect(several > 0)
    #expect(found > 0)
  }

  // MARK: What exhaustive search says

  private func outside(_ township: ExplainedTownship) -> [ProjectID] {
    township.instance.lists.projects.map(\.id).filter { !township.projects.contains($0) }
  }

  private func tried(_ lists: Lists, atMost limit: Int) throws -> (ExplainedTownship, AllAllocations)? {
    guard let universe = AllAllocations(try Instance(lists), atMost: limit), universe.best(where: { _ in true }) != nil,
      let township = try ExplainedTownship(lists)
    else { return nil }
    return (township, universe)
  }

  /// Whether every best plan of the changed lists has a project.
  private func isChosen(_ project: ProjectID, after changes: [Change], _ instance: Instance) throws -> Bool {
    var search = ExhaustiveSearch(instance: try instance.changed(by: changes))
    guard let with = search.best(where: { $0.projects.contains(project) }) else { return false }
    return search.best { !$0.projects.contains(project) }.map { $0 < with } ?? true
  }

  /// - Returns: how many changes were found.
  private func expect(
    _ least: Int64?, _ parametricChange: ModelVariant.ParametricChange, _ project: ProjectID,
    _ township: ExplainedTownship,
    _ search: ChangeSearch, _ comment: String
  ) throws -> Int {
    let base = try #require(Formulation(township.instance).lexicographicValue(of: township.plan, .value))
    switch try search.least(
      parametricChange, bringing: [.carriedOut(project)], against: [.notCarriedOut(project)], base: base,
      near: township.plan.allocation)
    {
    case .found(let found):
      #expect(Int64(found.amount) == least && found.isLeast, "\(comment): \(found.amount), \(least ?? -1)")
      // The plan of the changed lists has the project without a side constraint.
      let lists = try township.instance.changed(by: found.changes)
      let changed = Formulation(lists)
      guard case .allocated(let after) = try township.solve.run(changed, stages: changed.stages(.value)) else {
        Issue.record("\(comment): no plan after the change")
        return 0
      }
      let plan = changed.allocation(of: after)
      #expect(plan.projects.contains(project), "\(comment)")
      #expect(audit(plan, of: lists, shortfalls: changed.shortfalls(of: plan)).isEmpty, "\(comment)")
      return 1
    case .none: #expect(least == nil, "\(comment): none, \(least ?? -1)")
    case .unclear, .undecided: Issue.record("\(comment): undecided, \(least ?? -1)")
    }
    return 0
  }

  /// Checks least cost cuts of projects with one cost line, where every cut can be tried.
  /// - Returns: how many cuts were found.
  private func expectLeastCosts(_ township: ExplainedTownship, _ comment: String) throws -> Int {
    var found = 0
    let search = ChangeSearch(Formulation(township.instance), .value, solve: township.solve)
    for id in outside(township) {
      let project = township.instance.project(id)
      guard project.variants.count == 1, project.variants[0].costs.count == 1 else { continue }
      let variant = project.variants[0]
      let most = Int64(variant.costs[0].cost(at: variant.scaleMin))
      let least = try (0...most).first {
        try isChosen(id, after: [.cost(id, variant.id, line: 0, Money($0))], township.instance)
      }
      found += try expect(least, .costCut(id), id, township, search, "\(comment) \(id) cost")
    }
    return found
  }
}
