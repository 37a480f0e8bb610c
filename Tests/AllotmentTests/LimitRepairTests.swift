import Explanation
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Which of the limits of projects and of money is to be raised, against every plan of small lists.
@Suite struct LimitRepairTests {
  private enum Said: Hashable { case projects, money, either, both }

  /// - Returns: nil if the sentence is about no limit, or about more than one rule.
  private func said(_ sentence: Sentence) -> Said? {
    guard sentence.message == .repair, case .items(let rules)? = sentence.values["waive"], rules.count == 1,
      case .text(let rule) = rules[0], rule.en.hasPrefix("allotment-limit")
    else { return nil }
    let (zh, en) = (sentence.text.zh, sentence.text.en)
    if zh.contains("放宽一个就够"), en.contains("either of which is enough") { return .either }
    if zh.contains("两个都要放宽"), en.contains("both the limit") { return .both }
    if zh.contains("金额上限"), !zh.contains("项目数上限"), en.contains("the limit of money") { return .money }
    if zh.contains("项目数上限"), !zh.contains("金额上限"), en.contains("the limit of projects") { return .projects }
    Issue.record("\(sentence.text)")
    return nil
  }

  @Test func theLimitThatIsNamedIsTheOneInTheWay() throws {
    var found: [Said: Int] = [:]
    for seed in seeds(0, of: 1, count: 400, oneIn: 6) {
      var lists = randomLists(seed: seed)
      guard let free = try ExplainedTownship(lists) else { continue }
      let paid = free.plan.allocation.moneyUsed
      var limit = AllotmentLimit(kind: .total, of: "")
      limit.mostProjects = max(1, free.projects.count - Int(seed % 2))
      limit.mostMoney = Money(Int64(paid - paid / 3 * Int128(seed / 2 % 2)))
      lists.limits = [limit]
      guard let township = try ExplainedTownship(lists) else { continue }
      for project in lists.projects where !township.projects.contains(project.id) {
        for sentence in try township.explainer.answer(.project(project.id)).sentences {
          guard let said = said(sentence) else { continue }
          found[said, default: 0] += 1
          func isPossible(_ lift: (inout AllotmentLimit) -> Void) throws -> Bool {
            var lifted = lists
            lift(&lifted.limits[0])
            var search = ExhaustiveSearch(instance: try Instance(lifted))
            return search.best { $0.projects.contains(project.id) } != nil
          }
          let (projects, money) = (try isPossible { $0.mostProjects = nil }, try isPossible { $0.mostMoney = nil })
          let expected: Said = projects && money ? .either : projects ? .projects : money ? .money : .both
          #expect(said == expected, "seed \(seed) \(project.id): \(sentence.text.zh)")
        }
      }
    }
    #expect(found[.money, default: 0] > 0 && found[.both, default: 0] > 0, "\(found)")
  }
}
