import Explanation
import Formulation
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// No sentence of an answer says more than its solves prove, and none contradicts another; over random lists, with exact
/// plans and within a gap.
@Suite struct AnswersAgreeTests {
  /// The value and the bound of the policy in a solve of an answer.
  private func level(_ name: String, _ answer: Answer) -> LexicographicValue? {
    answer.solves.first { $0.name == name }?.lexicographicValue
  }

  private func objective(_ value: Value?) -> Int128? { if case .objective(let whole)? = value { whole } else { nil } }
  private func rounded(_ value: Value?) -> Int128? { if case .rounded(let whole)? = value { whole } else { nil } }

  private func ids(_ value: Value?) -> Set<String> {
    switch value {
    case .item(let id, _)?: [id]
    case .items(let items)?: Set(items.compactMap { if case .item(let id, _) = $0 { id } else { nil } })
    default: []
    }
  }

  /// Every answer about the projects and funds of some lists, with what would bring projects in.
  private func answers(_ township: ExplainedTownship, _ explainer: Explainer) throws -> [Answer] {
    let lists = township.instance.lists
    return try lists.projects.map { try explainer.whyNot(.project($0.id)) }
      + lists.funds.map { try explainer.answer(.fund($0.id)) } + explainer.advice()
      + lists.funds.map { try explainer.next(.fund($0.id), percents: [10, 50]) }
  }

  @Test(arguments: [false, true]) func nothingIsSaidToBeWorseWithinTheError(isLimited: Bool) throws {
    var (worse, alike) = (0, 0)
    for seed in seeds(0, of: 1, count: 240, oneIn: 6) {
      guard let township = try ExplainedTownship(twoProjects(seed: seed)) else { continue }
      let explainer = try #require(isLimited ? township.limited : township.explainer)
      for answer in try answers(township, explainer) {
        let plan = try #require(level("plan", answer))
        for sentence in answer.sentences {
          let comment = "seed \(seed) \(answer.question): \(sentence.text.en)"
          switch sentence.message {
          case .priceWithin, .priceMore, .priceBetween, .gainBetween:
            #expect((objective(sentence.values["least"]) ?? 0) > 0, "\(comment)")
          case .priceUnclear, .changeUnclear, .priceAlike, .priceZero: alike += 1
          case .repairNotEnough, .repairAlike:
            let (with, free) = (level(sentence.from[0], answer), level(sentence.from[1], answer))
            guard let with, let free else {
              Issue.record("\(comment): both solves")
              continue
            }
            // Another plan is better for certain: in a floor, or beyond what any plan with the project reaches.
            let isBetter = with.fallsBelow(free) || free.last.value > with.last.bound
            if sentence.message == .repairNotEnough {
              worse += 1
              #expect(isBetter, "\(comment)")
            }
          case .fundOutside:
            guard case .text(let reason)? = sentence.values["reason"], let with = level(sentence.from[0], answer) else {
              continue
            }
            if reason.en.hasSuffix("lower") || reason.en.contains(" lower (") {
              worse += 1
              #expect(plan.last.value > with.last.bound, "\(comment)")
            }
            if reason.en.contains("the meeting may choose") {
              alike += 1
              #expect(plan.last.value <= with.last.bound, "\(comment)")
            }
          default: break
          }
        }
      }
    }
    #expect(worse > 3 && (alike > 0 || !isLimited), "\(worse) \(alike)")
  }

  /// Rounding for reading widens a range and never narrows it.
  @Test(arguments: [false, true]) func whatIsRoundedForReadingStaysTrue(isLimited: Bool) throws {
    var ranges = 0
    for seed in 0..<150 as Range<UInt64> {
      guard let township = try ExplainedTownship(twoProjects(seed: seed)) else { continue }
      let explainer = try #require(isLimited ? township.limited : township.explainer)
      for answer in try answers(township, explainer) {
        for sentence in answer.sentences {
          let comment = "seed \(seed) \(answer.question): \(sentence.text.en)"
          if let least = objective(sentence.values["least"]), let low = rounded(sentence.values["low"]) {
            ranges += 1
            #expect(low <= least, "\(comment)")
          }
          if let most = objective(sentence.values["most"]), let high = rounded(sentence.values["high"]) {
            #expect(high >= most, "\(comment)")
          }
          for name in ["error", "most"] where sentence.values["high"] == nil {
            guard let exact = objective(sentence.values[name]), let shown = rounded(sentence.values["shown"]),
              sentence.message != .priceGain
            else { continue }
            #expect(shown >= exact, "\(comment)")
          }
        }
      }
    }
    #expect(isLimited ? ranges > 0 : ranges == 0, "\(ranges)")
  }

  /// What takes most money is one of the projects that come in; nothing both comes in and leaves.
  @Test func whatTakesMostMoneyIsAmongWhatComesIn() throws {
    var told = 0
    for seed in seeds(0, of: 1, count: 200) {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      for project in township.instance.lists.projects {
        let said = try township.explainer.answer(.project(project.id)).sentences
        guard let most = said.first(where: { [.takesMost, .takesMoney].contains($0.message) }) else { continue }
        told += 1
        let come = said.filter { [.comesIn, .comesInBesides].contains($0.message) }.map { ids($0.values["projects"]) }
        let gone = said.filter { $0.message == .goesOut }.map { ids($0.values["projects"]) }
        let comment = "seed \(seed) \(project.id)"
        #expect(come.count == 1 && ids(most.values["project"]).isSubset(of: come[0]), "\(comment)")
        #expect((most.message == .takesMoney) == (come[0].count == 1), "\(comment)")
        #expect(gone.allSatisfy { $0.isDisjoint(with: come[0]) }, "\(comment)")
        #expect(come[0].isDisjoint(with: township.projects.map(\.text)), "\(comment)")
      }
    }
    #expect(told > 2, "\(told)")
  }

  /// A plan with no lower score that is not chosen is said to leave a need without what is guaranteed.
  @Test func aBetterScoreThatIsNotChosenIsExplained() throws {
    var explained = 0
    for seed in seeds(0, of: 1, count: 600, oneIn: 6) {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      for project in township.instance.lists.projects.map(\.id) {
        let said = try township.explainer.answer(.project(project)).sentences
        let isHigher = said.contains { $0.message == .priceGain || $0.message == .sameAchieved }
        #expect(said.contains { $0.message == .floorsFirst } == isHigher, "seed \(seed) \(project)")
        if isHigher {
          explained += 1
          #expect(said.contains { $0.message == .floorsWorse }, "seed \(seed) \(project)")
        }
      }
    }
    #expect(explained > 0, "\(explained)")
  }
}
