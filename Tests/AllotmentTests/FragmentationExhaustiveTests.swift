import Allotment
import Formulation
import Foundation
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch

/// What departments come to that do not pool, against exhaustive search with the funds of each alone.
@Suite struct FragmentationExhaustiveTests {
  private static let most = 250

  /// Lists in which each fund is of a department of its own, without decisions that something must be done.
  private func lists(seed: UInt64) -> Lists {
    var lists = twoProjects(seed: seed)
    for f in lists.funds.indices {
      lists.funds[f].department = seed % 5 == 0 ? "one" : lists.funds[f].id.text
      if seed % 3 != 0 { lists.funds[f].minimumSpend = .zero }
    }
    if seed % 3 != 0 {
      lists.pins.removeAll { $0.kind != .mustNot }
      for p in lists.projects.indices where lists.projects[p].status != .done { lists.projects[p].status = .proposed }
    }
    return lists
  }

  private func fragmentation(_ township: ExplainedTownship, threads: Int = 1) throws -> Fragmentation {
    let search = try FragmentSearch(township.explainer)
    return try #require(
      try search.fragmentation(threads: threads, known: { _ in nil }, keep: { _, _ in }, progress: {}))
  }

  /// What must be done by the lists, found by hand.
  private func obligations(_ lists: Lists) -> Set<Meaning> {
    var out: Set<Meaning> = []
    for pin in lists.pins where pin.kind != .mustNot {
      out.insert(Meaning("pins", [pin.project.text]))
      if let fund = pin.fund { out.insert(Meaning("pins", [pin.project.text, fund.text])) }
    }
    for project in lists.projects where project.status == .committed || project.status == .running {
      out.insert(Meaning("status", [project.id.text]))
    }
    for fund in lists.funds { out.insert(Meaning("minimum-spend", [fund.id.text])) }
    return out
  }

  private func hasSameFloors(_ one: ExhaustiveSearch.Score, _ other: ExhaustiveSearch.Score) -> Bool {
    one.worstShortfall == other.worstShortfall && abs(one.shortfallSum - other.shortfallSum) <= 1e-9
  }

  @Test func aDepartmentsPlanIsTheBestWithItsFundsAlone() throws {
    var (count, greedy, less, twice) = (0, 0, 0, 0)
    for seed in seeds(0, of: 1, count: 800, oneIn: 10) {
      let lists = lists(seed: seed)
      guard let instance = try? Instance(lists), let universe = AllAllocations(instance, atMost: Self.most),
        let township = try ExplainedTownship(lists)
      else { continue }
      let musts = obligations(lists)
      let found = try fragmentation(township)
      let names = lists.funds.map(\.department)
      #expect(
        found.departments.map(\.name)
          == Array(Set(names)).sorted { names.firstIndex(of: $0)! < names.firstIndex(of: $1)! })
      for (index, department) in found.departments.enumerated() {
        let comment = "seed \(seed) \(department.name)"
        let best = try #require(
          universe.best(givingUp: musts) { entry in
            entry.spent.allSatisfy { $0.value == 0 || department.funds.contains($0.key) }
          }, "\(comment)")
        let silo = found.silos[.optimal]![index]
        #expect(silo.value == best.value && silo.bound == best.value && !silo.isLimited, "\(comment)")
        if try expectGreedy(found.silos[.greedy]![index], department, universe, lists, "\(comment)") { greedy += 1 }
        count += 1
      }
      for choice in Fragmentation.Choice.allCases {
        let (one, comment) = (found.together[choice]!, "seed \(seed) \(choice)")
        let projects = Set(one.allocation.awards.map(\.project))
        // Each project is paid for by the first department that planned it, as well as that can be done.
        let payers = Dictionary(
          uniqueKeysWithValues: projects.map { id in
            (
              id,
              Set(found.departments[found.silos[choice]!.firstIndex { $0.allocation.projects.contains(id) }!].funds)
            )
          })
        for payment in one.allocation.payments where payment.amount > .zero {
          #expect(payers[payment.project]!.contains(payment.fund), "\(comment)")
        }
        if !one.doubled.isEmpty || !one.servedTwice.isEmpty { twice += 1 }
        // The pool is at least as good where the departments keep what binds it.
        let base = try #require(universe.best { _ in true })
        let score = ExhaustiveSearch(instance: instance).score(of: one.allocation)
        #expect(score.value == one.value, "\(comment)")
        if one.missed.isEmpty {
          #expect(!(base < score), "\(comment)")
          if hasSameFloors(base, score) {
            #expect(base.value >= one.value && one.bound <= base.value, "\(comment)")
            #expect(fragmentationCost(pooled: base.value, fragmented: one.value).map { $0 >= 0 } ?? true, "\(comment)")
            if base.value > one.value { less += 1 }
          }
        }
        if found.departments.count == 1, choice == .optimal, musts.allSatisfy({ $0.rule == "minimum-spend" }) {
          #expect(one.doubled.isEmpty && one.dropped.isEmpty && one.wasted == 0, "\(comment)")
        }
      }
      let served = Set(found.silos[.optimal]!.flatMap { $0.allocation.credits.filter { $0.micro > 0 }.map(\.need) })
      for need in found.onlyPooled {
        #expect(!served.contains(need) && township.served(need, in: township.plan.allocation) > 0, "seed \(seed)")
      }
      try expectJoint(found, township, universe, musts, "seed \(seed)")
    }
    #expect(count > 20 && greedy > 20 && less > 0 && twice > 0, "\(count) \(greedy) \(less) \(twice)")
  }

  /// A greedy plan is worth what its projects are worth at best, and has those that taking one after another gives.
  /// - Returns: Whether the order of the projects was beyond doubt, so that they were compared.
  private func expectGreedy(
    _ silo: Fragmentation.Silo, _ department: Fragmentation.Department, _ universe: AllAllocations, _ lists: Lists,
    _ comment: String
  ) throws -> Bool {
    let musts = obligations(lists)
    func isAlone(_ entry: AllAllocations.Entry, _ projects: Set<ProjectID>) -> Bool {
      entry.projects == projects && entry.broken.isSubset(of: musts)
        && entry.spent.allSatisfy { $0.value == 0 || department.funds.contains($0.key) }
    }
    func best(exactly projects: Set<ProjectID>) -> ExhaustiveSearch.Score? {
      universe.entries.filter { isAlone($0, projects) }.map(\.score).max()
    }
    let mine = try #require(best(exactly: silo.allocation.projects), "\(comment)")
    #expect(silo.value == mine.value, "\(comment)")
    var candidates: [(id: ProjectID, value: Int128, cost: Int128)] = []
    for id in lists.projects.map(\.id) {
      guard let alone = best(exactly: [id]), alone.value > 0 else { continue }
      let ways = universe.entries.filter { isAlone($0, [id]) && !($0.score < alone) }
      let costs = Set(ways.map { $0.spent.values.reduce(Int128(0)) { $0 + Int128($1) } })
      // Where equally good ways of a project cost differently, either may be the one that is compared.
      guard costs.count == 1 else { return false }
      candidates.append((id, alone.value, costs.first!))
    }
    var taken: Set<ProjectID> = []
    while !candidates.isEmpty {
      let next = candidates.indices.dropFirst().reduce(0) { first, index in
        candidates[index].value * candidates[first].cost > candidates[first].value * candidates[index].cost
          ? index : first
      }
      let candidate = candidates.remove(at: next)
      if best(exactly: taken.union([candidate.id])) != nil { taken.insert(candidate.id) }
    }
    #expect(silo.allocation.projects == taken, "\(comment)")
    return true
  }

  /// A project that is said to need several departments cannot be carried out by one.
  private func expectJoint(
    _ found: Fragmentation, _ township: ExplainedTownship, _ universe: AllAllocations, _ musts: Set<Meaning>,
    _ comment: String
  ) throws {
    for joint in found.joint {
      #expect(joint.departments.count > 1 && township.projects.contains(joint.project), "\(comment)")
      guard joint.isProven else { continue }
      for department in found.departments {
        let alone = universe.best(givingUp: musts) { entry in
          entry.projects.contains(joint.project)
            && entry.spent.allSatisfy { $0.value == 0 || department.funds.contains($0.key) }
        }
        #expect(alone == nil, "\(comment) \(joint.project)")
      }
    }
  }

  /// The result does not depend on the threads, and what an earlier run found is taken as it is.
  @Test func theResultDoesNotDependOnThreadsOrEarlierRuns() throws {
    for seed in 0..<8 as Range<UInt64> {
      guard let township = try ExplainedTownship(lists(seed: seed)) else { continue }
      let (one, three) = (try fragmentation(township), try fragmentation(township, threads: 3))
      #expect(one.silos == three.silos)
      let silos = Dictionary(
        uniqueKeysWithValues: Fragmentation.Choice.allCases.flatMap { choice in
          one.departments.enumerated().map { index, department in
            ("\(choice.rawValue) \(department.funds.map(\.text).joined(separator: " "))", one.silos[choice]![index])
          }
        })
      let again = try FragmentSearch(township.explainer).fragmentation(
        threads: 1,
        known: { name in
          silos[name].flatMap { try? JSONDecoder().decode(Fragmentation.Silo.self, from: JSONEncoder().encode($0)) }
        }, keep: { name, _ in Issue.record("\(name) is solved again") }, progress: {})
      #expect(again?.silos == one.silos && again?.together[.optimal]?.value == one.together[.optimal]?.value)
    }
  }
}
