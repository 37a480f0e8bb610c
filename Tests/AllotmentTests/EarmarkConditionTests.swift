@testable import Formulation
@testable import SwiftSource
import Foundation
import Intake
import Model
import Testing

/// The conditions of earmarks, which a formulation and its explanations ask for.
@Suite struct EarmarkConditionTests {
  @Test(arguments: EarmarkCondition.allCases)
  func everyConditionIsReadFromAFieldThatItsRuleCites(condition: EarmarkCondition) throws {
    let rule = try #require(rules.first { $0.name == condition.rule })
    #expect(rule.cells.contains { $0.key == .funds(condition.field) })
  }

  /// The fast test without a type of cost is the one that leaves out the conditions on types.
  @Test func aProjectIsPermittedWithoutATypeIfOnlyTypesAreObstacles() throws {
    let lists = try readLists(repository.appending(path: "Scenarios/qinghe/lists").path).lists
    let instance = try Instance(lists)
    var (permitted, barred) = (0, 0)
    for fund in instance.lists.funds {
      let earmark = Earmark(fund, in: instance)
      let ofTypes = [FundField.costTypes, .excludedCostTypes].map { Citation(.funds($0), of: fund.id.text) }
      for project in instance.lists.projects {
        let payee = Payee(project, in: instance)
        for type in Set(project.variants.flatMap { $0.costs.map(\.type) }) {
          let obstacles = instance.obstacles(fund, project, type)
          #expect(earmark.permits(payee, type) == obstacles.isEmpty)
          #expect(earmark.permits(payee) == obstacles.allSatisfy { ofTypes.contains($0.cell) })
          if obstacles.isEmpty { permitted += 1 } else { barred += 1 }
        }
      }
    }
    #expect(permitted > 100 && barred > 100)
  }
}
