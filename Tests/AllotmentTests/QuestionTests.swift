import Audit
import ExactProgram
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch
@testable import Formulation
@testable import allot

/// Checks conflicts and repairs against every allocation of a thousand small instances.
@Suite struct QuestionTests {
  private let solve = StagedSolve.exact

  @Test(arguments: 0..<4) func conflictsAreMinimalAndRepairsAreFewest(batch: UInt64) throws {
    var (found, done) = (0, 0)
    for seed in batch * 250..<batch * 250 + 250 {
      var lists = twoProjects(seed: seed)
      // A province may waive all that is not law.
      lists.planner = .province
      let instance = try Instance(lists)
      guard let universe = AllAllocations(instance, atMost: 250) else { continue }
      for project in instance.lists.projects.map(\.id)
      where universe.best(where: { $0.projects.contains(project) }) == nil {
        found += 1
        let condition = [SideConstraint.carriedOut(project)]
        // The enumeration may waive every earmark, so every one has a row.
        var scope = ModelVariant.Scope()
        scope.projects = Set(instance.lists.projects.map(\.id))
        let spelled = Formulation(instance, ModelVariant(spelledOut: scope))
        guard let conflict = try solve.conflict(spelled, subjectTo: condition) else {
          Issue.record("seed \(seed) \(project): no conflict")
          continue
        }
        let members = Set(conflict.decisions)
        let with = universe.entries.filter { $0.projects.contains(project) }
        #expect(conflict.isMinimal)
        #expect(with.allSatisfy { !$0.broken.isDisjoint(with: members) }, "seed \(seed) \(project): \(members)")
        for member in members {
          #expect(
            with.contains { $0.broken.isDisjoint(with: members.subtracting([member])) },
            "seed \(seed) \(project): \(member) of \(members)")
        }
        // What is done stays done.
        let levels = StatedLevels(instance: instance)
        let mendable = with.filter { !$0.broken.contains(where: levels.isDone) }
        let all = try solve.repairs(spelled, subjectTo: condition, first: conflict)
        let repairs = all.own
        #expect(
          repairs.isProven && repairs.sets.first?.count == mendable.map(\.broken.count).min(),
          "seed \(seed) \(project)")
        done += mendable.isEmpty ? 1 : 0
        #expect(all.facts.isEmpty == !mendable.isEmpty, "seed \(seed) \(project): \(all.facts)")
        for set in repairs.sets {
          #expect(mendable.contains { $0.broken.isSubset(of: set) }, "seed \(seed) \(project): \(set)")
        }
      }
    }
    #expect(found > 0 && done > 0, "\(found) \(done)")
  }

  /// `must-serve` and `basic-floor` ask the same of an urgent basic need; waiving one leaves the other.
  @Test func aBasicNeedKeepsItsFloorWhereMustServeIsWaived() throws {
    var lists = twoProjects(seed: 1)
    lists.needs[0].status = .open
    lists.needs[0].urgency = 5
    lists.needs[0].tier = .basic
    lists.needs[0].floor = Share(basisPoints: 5000)
    let instance = try Instance(lists), subjects = [lists.needs[0].id.text]
    func floors(without waived: [String]) -> [String] {
      let variant = ModelVariant(waived: Set(waived.map { Meaning($0, subjects) }))
      return Formulation(instance, variant).exact.rows.map(\.meaning)
        .filter { $0.subjects == subjects && ["basic-floor", "must-serve"].contains($0.rule) }.map(\.rule)
    }
    #expect(floors(without: []) == ["must-serve"])
    #expect(floors(without: ["must-serve"]) == ["basic-floor"])
    #expect(floors(without: ["basic-floor"]) == ["must-serve"])
    #expect(floors(without: ["basic-floor", "must-serve"]) == [])
  }
}
