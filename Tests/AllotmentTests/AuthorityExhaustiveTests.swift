import Explanation
import IntegerProgram
import Model
import Testing

@testable import ExactProgram
@testable import ExhaustiveSearch
@testable import Formulation
@testable import Questions

/// Checks suggested repairs, waivers and permissions of a thousand small lists with authorities against every
/// allocation: first what the planner's level may change, then the nearest level that must be asked, and never the law.
@Suite struct AuthorityExhaustiveTests {
  private let solve = StagedSolve.exact

  @Test(arguments: 0..<2) func repairsAreTheFewestThatThePlannersLevelMayMake(batch: UInt64) throws {
    var (own, asked) = (0, 0)
    for seed in seeds(batch, of: 2, count: 1000) {
      let instance = try Instance(listsWithAuthorities(seed: seed))
      guard let universe = AllAllocations(instance, atMost: 150) else { continue }
      let levels = StatedLevels(instance: instance)
      for project in instance.lists.projects.map(\.id)
      where universe.best(where: { $0.projects.contains(project) }) == nil {
        let with = universe.entries.filter { $0.projects.contains(project) }.map(\.broken)
        func repairs(_ planner: Authority) -> [Set<Meaning>] {
          with.filter { $0.allSatisfy { levels.may(planner, waive: $0) } }
        }
        let condition = [SideConstraint.carriedOut(project)]
        let spelled = Formulation(
          instance, ModelVariant(spelledOut: .init(everyProjectOf: instance)))
        let conflict = try #require(try solve.conflict(spelled, subjectTo: condition), "seed \(seed) \(project)")
        let found = try solve.repairs(spelled, subjectTo: condition, first: conflict)
        let comment = "seed \(seed) \(project): \(found)"
        let fewest = repairs(instance.lists.planner).map(\.count).min()
        #expect(found.own.sets.first?.count == fewest, "\(comment)")
        for set in found.own.sets {
          #expect(repairs(instance.lists.planner).contains { $0.isSubset(of: set) }, "\(comment)")
        }
        // The nearest level with whose consent there is a repair, or a smaller one.
        let above = Authority.allCases.filter { $0 > instance.lists.planner && $0 != .law }
        let level = above.first { repairs($0).contains { $0.count < fewest ?? .max } }
        #expect(found.asked?.level == level, "\(comment)")
        #expect(
          found.asked?.repairs.sets.first?.count == level.flatMap { repairs($0).map(\.count).min() }, "\(comment)")
        for set in found.asked?.repairs.sets ?? [] {
          #expect(repairs(level ?? .village).contains { $0.isSubset(of: set) }, "\(comment)")
        }
        if fewest == nil && level == nil { #expect(found.isProvenNone, "\(comment)") }
        own += fewest == nil ? 0 : 1
        asked += level == nil ? 0 : 1
      }
    }
    #expect(own > 0 && asked > 0, "\(own) \(asked)")
  }

  @Test(arguments: 0..<2) func aSingleWaiverIsFoundWhereThePlannersLevelHasOne(batch: UInt64) throws {
    let worth: Set = ["basic-floor", "must-serve", "due-period"]
    var (found, withheld) = (0, 0)
    for seed in seeds(batch, of: 2, count: 1000, oneIn: 6) {
      let lists = listsWithAuthorities(seed: seed)
      let instance = try Instance(lists)
      guard let universe = AllAllocations(instance, atMost: 100), universe.best(where: { _ in true }) != nil,
        let township = try ExplainedTownship(lists)
      else { continue }
      let levels = StatedLevels(instance: instance)
      let search = ChangeSearch(Formulation(instance), .value, solve: township.solve)
      let base = try #require(Formulation(instance).lexicographicValue(of: township.plan, .value))
      for project in instance.lists.projects.map(\.id) where !township.projects.contains(project) {
        func isEnough(_ rule: Meaning) -> Bool {
          let universe = worth.contains(rule.rule) ? AllAllocations(instance, atMost: 100, givingUp: [rule])! : universe
          guard let with = universe.best(givingUp: [rule], where: { $0.projects.contains(project) }) else {
            return false
          }
          return universe.best(givingUp: [rule]) { !$0.projects.contains(project) }.map { $0 < with } ?? true
        }
        let enough = search.waivableRules(about: project).filter(isEnough)
        let mine = enough.filter { levels.may(lists.planner, waive: $0) }
        let said = try search.leastWaiver(
          project, base: base, near: township.plan.allocation,
          among: { instance.mayWaive($0, at: lists.planner) })
        switch said {
        case .found(let rule, _):
          found += 1
          #expect(mine.contains(rule), "seed \(seed) \(project): \(rule)")
        case .none(let open, _):
          #expect(open.isEmpty && mine.isEmpty, "seed \(seed) \(project): \(mine)")
          if !enough.isEmpty { withheld += 1 }
        }
      }
    }
    #expect(found > 0 && withheld > 0, "\(found) \(withheld)")
  }

  /// The whole answer: the planner's own waiver, or else the nearest level's, apart; law is in no suggestion.
  @Test func whyNotSuggestsTheNearestLevelsWaiver() throws {
    var (own, asked) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      let lists = listsWithAuthorities(seed: seed)
      guard let township = try ExplainedTownship(lists) else { continue }
      let levels = StatedLevels(instance: township.instance)
      for project in lists.projects.map(\.id) where !township.projects.contains(project) {
        for sentence in try township.explainer.whyNot(.project(project)).sentences {
          let comment = "seed \(seed) \(project): \(sentence.text.en)"
          switch sentence.message {
          case .repair, .takeWaiver, .takeWaiverAsks:
            #expect(!Self.words(sentence.values["authority"]).contains("law"), "\(comment)")
          default: continue
          }
          switch sentence.message {
          case .takeWaiver:
            own += 1
            #expect(
              Self.words(sentence.values["authority"]).allSatisfy { Authority(rawValue: $0)! <= lists.planner },
              "\(comment)")
          case .takeWaiverAsks:
            asked += 1
            #expect(
              Self.words(sentence.values["authority"]).allSatisfy { Authority(rawValue: $0)! > lists.planner },
              "\(comment)")
          default:
            for rule in Self.words(sentence.values["waive"]) {
              let parts = rule.split(whereSeparator: { "(),".contains($0) }).map(String.init)
              let owner = levels.level(of: Meaning(parts[0], Array(parts.dropFirst())))
              #expect(owner != nil && owner != .law, "\(comment): \(rule)")
            }
          }
        }
      }
    }
    #expect(own + asked > 0, "\(own) \(asked)")
  }

  /// The permission for idle money is one that the planner may give, or else one of the nearest level.
  @Test func thePermissionIsTheNearestLevels() throws {
    var (own, asked) = (0, 0)
    for seed in seeds(0, of: 1, count: 200) {
      let lists = listsWithAuthorities(seed: seed)
      let instance = try Instance(lists)
      guard let universe = AllAllocations(instance, atMost: 150), let township = try ExplainedTownship(lists) else {
        continue
      }
      let best = try #require(universe.best(where: { _ in true }), "seed \(seed)")
      let levels = StatedLevels(instance: instance)
      let answers = try township.explainer.advice()
      for fund in lists.funds {
        guard let answer = answers.first(where: { $0.question == fund.id.text }) else { continue }
        let permissions = instance.permissions(of: fund.id)
        let helpful = permissions.filter { best < universe.best(givingUp: Set($0.rules), where: { _ in true })! }
        let level = Authority.allCases.filter { $0 >= lists.planner && $0 != .law }.first { level in
          helpful.contains { $0.rules.allSatisfy { levels.may(level, waive: $0) } }
        }
        let comment = "seed \(seed) \(fund.id)"
        let cells = answer.sentences.first { $0.message == .permissionCells }
        #expect((cells != nil) == (level != nil), "\(comment)")
        if let level {
          own += level == lists.planner ? 1 : 0
          asked += level == lists.planner ? 0 : 1
          let owners = Self.words(cells?.values["authority"]).compactMap(Authority.init)
          #expect(owners.max().map { level == lists.planner ? $0 <= level : $0 == level } ?? false, "\(comment)")
        }
        let isLawAlone = !permissions.isEmpty && permissions.allSatisfy { $0.authority(in: instance) == .law }
        #expect(answer.sentences.contains { $0.message == .permissionLaw } == isLawAlone, "\(comment)")
      }
    }
    #expect(own + asked > 0, "\(own) \(asked)")
  }

  /// The English words of a value with several.
  static func words(_ value: Value?) -> [String] {
    guard case .items(let items)? = value else { return [] }
    return items.compactMap { if case .text(let text) = $0, !text.en.isEmpty { text.en } else { nil } }
  }
}
