@testable import Formulation
@testable import SwiftSource
@testable import allot
import DefaultSolver
import Foundation
import Intake
import Model
import Reports
import Testing

private func instance(_ scenario: String) throws -> Instance {
  try Instance(try readLists(repository.appending(path: "Scenarios/\(scenario)/lists").path).lists)
}

/// The catalogue of stages against the stages that solves have, and against the documents.
@Suite struct StageCatalogueTests {
  /// Shimen has periods and people.
  @Test func everyStageThatASolveRecordsHasTheNameUnitAndDigitsOfTheCatalogue() throws {
    let formulation = Formulation(try instance("shimen"))
    let solve = StagedSolve(solver: defaultSolver)
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.value)) else {
      Issue.record("no plan")
      return
    }
    var names: [StageName] = []
    for stage in solution.stages {
      let name = try #require(stage.stageName, "\(stage.name)")
      names.append(name)
      #expect(stage.unit == (name.unit ?? .points).rawValue, "\(stage.name)")
      let places = stage.value.split(separator: ".").dropFirst().first?.count ?? 0
      #expect(places <= name.digits ?? 24, "\(stage.name)")
    }
    let plan = names.filter { !$0.isOfRoster }, order = formulation.instance.lists.rosterOrder.map(\.stage)
    #expect(plan == StageName.allCases.filter(plan.contains), "they are in the catalogue's order")
    #expect(names == plan + order.filter(names.contains), "those of the roster follow, in the order of the lists")
    #expect(names.allSatisfy(\.isOfPlan) && names.contains(.orderStart) && names.contains(where: \.isOfRoster))
  }

  @Test func everyStageOfAPlanBeforeItsRosterIsAStageOfSomeLists() throws {
    let stages = try ["qinghe", "shimen"].map { Formulation(try instance($0)).stages(.value).map(\.id) }
    for some in stages { #expect(some == StageName.allCases.filter(some.contains)) }
    #expect(Set(stages.joined()) == Set(StageName.allCases.filter { $0.isOfPlan && !$0.isOfRoster }))
  }

  @Test(arguments: StageName.allCases.filter(\.isOfPlan)) func theRulesPageListsEveryStageOfAPlan(
    stage: StageName
  ) throws {
    let page = try String(contentsOf: repository.appending(path: "docs/rules.md"), encoding: .utf8)
    let row = try #require(
      page.split(separator: "\n").first { $0.hasPrefix("| `\(stage.rawValue)` | \(stage.label.zh) |") })
    let units = stage.unit.map { [$0] } ?? [.points, .projects]
    for unit in units { #expect(row.contains("`\(unit.rawValue)`"), "\(stage)") }
  }

  @Test(arguments: StageName.allCases.filter { !$0.isOfPlan }) func theExplanationsPageNamesEveryStageOfAQuestion(
    stage: StageName
  ) throws {
    let page = try String(contentsOf: repository.appending(path: "docs/explanations.md"), encoding: .utf8)
    #expect(page.contains("`\(stage.rawValue)`"), "\(stage)")
  }

  @Test(arguments: StageUnit.allCases) func everyUnitIsNamedInBothLanguages(unit: StageUnit) {
    #expect(stageUnitText(unit.rawValue) == unit.label)
    #expect(unit.label.zh != unit.label.en)
  }
}
