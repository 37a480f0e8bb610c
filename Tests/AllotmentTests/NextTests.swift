import Explanation
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Checks the worth of a little more of a fund, a skill or an asset against every plan of lists that have it.
@Suite struct NextTests {
  @Test func aLittleMoreOfAFundIsWorthWhatExhaustiveSearchSays() throws {
    var gains = 0
    for seed in seeds(0, of: 1, count: 1000, oneIn: 4) {
      // More money can be split in more ways.
      guard let township = try ExplainedTownship(twoProjects(seed: seed)) else { continue }
      for fund in township.instance.lists.funds.map(\.id) {
        gains += try expect(.fund(fund), township, percents: [20, 100], "seed \(seed) \(fund)")
      }
    }
    #expect(gains > 10)
  }

  @Test func aLittleMoreOfAnAssetIsWorthWhatExhaustiveSearchSays() throws {
    var gains = 0
    for seed in seeds(0, of: 1, count: 480) {
      guard let township = try ExplainedTownship(randomListsWithResources(seed: seed)) else { continue }
      for asset in township.instance.lists.assets.map(\.id) {
        gains += try expect(.asset(asset), township, percents: [50, 200], "seed \(seed) \(asset)")
      }
    }
    #expect(gains > 0)
  }

  @Test func oneMoreVolunteerIsWorthWhatExhaustiveSearchSays() throws {
    var gains = 0
    for seed in seeds(0, of: 1, count: 480) {
      guard let township = try ExplainedTownship(twoProjectsWithPeople(seed: seed)) else { continue }
      for skill in township.instance.skillsAsked {
        gains += try expect(.skill(skill), township, percents: [10, 50], "seed \(seed) \(skill)")
      }
    }
    #expect(gains > 0)
  }

  /// - Returns: how many steps have a positive worth.
  private func expect(
    _ supply: Supply, _ township: ExplainedTownship, percents: [Int], _ comment: String
  ) throws -> Int {
    let answer = try township.explainer.next(supply, percents: percents)
    let steps = answer.sentences.filter { [.nextStepExact, .nextSame].contains($0.message) }
    guard !steps.isEmpty else {
      // It has no worth in any plan.
      #expect(
        answer.sentences.contains { [.nextNothing, .nextUnused].contains($0.message) },
        "\(comment): \(answer.text(.en))")
      return 0
    }
    var gains = 0
    var search = ExhaustiveSearch(instance: township.instance)
    guard let before = search.best() else {
      Issue.record("\(comment): a plan, and exhaustive search has none")
      return 0
    }
    for step in steps {
      let change: Change
      switch (supply, step.values["more"]) {
      case (.fund(let id), .money(let more)): change = .money(id, Money(Int64(more)))
      case (.asset(let id), .amount(let micro, _)): change = .asset(id, Quantity(milli: Int64(micro / 1000)))
      case (.skill(let name), .minutes(let minutes)):
        let roles = township.instance.lists.projects.flatMap { $0.variants.flatMap(\.roles) }
        let level = roles.filter { $0.skill == name }.map(\.level).max()!
        change = .newcomers(1, Newcomer(skill: name, level: level), minutes: Int64(minutes))
      default:
        Issue.record("\(comment): \(step.text.en)")
        continue
      }
      var changed = ExhaustiveSearch(instance: try township.instance.changed(by: [change]))
      guard let after = changed.best() else {
        Issue.record("\(comment): no plan with more")
        continue
      }
      #expect(step.values["after"] == .objective(after.value), "\(comment): \(step.text.en)")
      #expect(step.values["gain"] == .objective(after.value - before.value), "\(comment): \(step.text.en)")
      let hasBetterFloors =
        after.worstShortfall < before.worstShortfall || after.shortfallSum < before.shortfallSum - 1e-9
      let saysSo = answer.sentences.contains { $0.message == .floorsBetter && $0.from.last == step.from.last }
      #expect(saysSo == hasBetterFloors, "\(comment): \(answer.text(.en))")
      #expect((step.message == .nextSame) == (after.value == before.value), "\(comment): \(step.text.en)")
      if after.value != before.value || hasBetterFloors { gains += 1 }
    }
    return gains
  }
}
