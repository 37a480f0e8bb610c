import Allotment
import Foundation
import Intake
import Model
import Testing

@testable import ExhaustiveSearch

/// The reasons that `diff` gives, on random lists that are edited at random: undoing a named change by hand undoes the
/// difference, and no difference is left out.
@Suite struct DiffExhaustiveTests {
  /// Lists, the same lists with a few changes, and a plan of each.
  private struct Pair {
    let lists: Lists, edited: Lists
    let before: PlanOfLists, after: PlanOfLists
    let comparison: ListsComparison
    let search: ReasonSearch
    let place: URL

    /// - Returns: nil if one of them has no plan.
    init?(seed: UInt64, _ folder: URL) throws {
      lists =
        seed % 4 == 3
        ? randomListsWithResources(seed: seed)
        : seed % 4 == 2 ? twoProjectsWithPeople(seed: seed) : randomLists(seed: seed)
      edited = RandomScenario(lists, seed: seed ^ 0xD1FF).lists
      place = folder.appending(path: "\(seed)")
      guard let first = try Self.plan(of: lists, place.appending(path: "a"), from: nil) else { return nil }
      // The plan of a scenario starts from that of the base.
      let start = seed % 8 < 4 ? nil : first.plan.allocation
      guard let second = try Self.plan(of: edited, place.appending(path: "b"), from: start) else { return nil }
      (before, after) = (first, second)
      comparison = ListsComparison(first.folder, second.folder)
      search = ReasonSearch(first, second, comparison, Self.request(from: nil))
    }

    static func request(from start: Allocation?) -> Request {
      var request = Request()
      (request.gap, request.start) = (0, start)
      return request
    }

    static func plan(of lists: Lists, _ folder: URL, from start: Allocation?) throws -> PlanOfLists? {
      try ListsText(lists: lists).write(to: folder)
      guard let read = try? readLists(folder.path), let instance = try? Instance(read.lists),
        case .planned(let plan, _, _) = try allocate(read, request(from: start))
      else { return nil }
      return PlanOfLists(plan: plan, folder: read, instance: instance)
    }

    /// The lists of the second plan with changes undone by hand.
    func undone(_ changes: [Int]) -> Lists {
      var byHand = ListsUndoneByHand(lists, edited)
      byHand.undo(changes.map { comparison.changes[$0] })
      return byHand.lists
    }

    /// The plan that allot makes of them, from the second plan.
    func plan(undoing changes: [Int]) throws -> PlanOfLists? {
      let name = "undone" + changes.map { "-\($0)" }.joined()
      return try Self.plan(of: undone(changes), place.appending(path: name), from: after.plan.allocation)
    }
  }

  @Test func undoingTheNamedChangeUndoesTheDifference() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var counts = (pairs: 0, named: 0, proven: 0, groups: 0, others: 0)
    for seed in seeds(0, of: 1, count: 400, oneIn: 8) {
      guard let pair = try Pair(seed: seed, folder) else { continue }
      let found = try #require(try pair.search.reasons(threads: 2) { _, _ in })
      counts.pairs += 1
      for (difference, reason) in zip(pair.search.differences, found.reasons) {
        let comment = "seed \(seed): \(difference) \(reason)"
        switch reason {
        case .changes(let causes, let proven):
          for cause in causes { try expectUndone(difference, by: [cause], pair, comment) }
          for cause in proven where seed % 4 < 2 { try expectWorse(difference, without: cause, pair, comment) }
          counts.named += causes.count
          counts.proven += proven.count
        case .group(let group, let isMinimal):
          try expectUndone(difference, by: group, pair, comment)
          #expect(isMinimal, "\(comment)")
          for spared in group {
            let rest = try pair.plan(undoing: group.filter { $0 != spared })
            #expect(rest.map { !agrees($0, with: difference) } ?? true, "\(comment)")
          }
          counts.groups += 1
        case .notRemade:
          #expect(agrees(try #require(try pair.plan(undoing: [])), with: difference), "\(comment)")
          counts.others += 1
        case .persists, .neither:
          let all = Array(pair.comparison.changes.indices)
          let undone = Traits(try #require(try pair.plan(undoing: all))).lines[name(of: difference.trait)] ?? []
          #expect(undone != told(difference.before), "\(comment)")
          #expect((undone == told(difference.after)) == (reason == .persists), "\(comment)")
          counts.others += 1
        case .unknown, .nothingDiffers: counts.others += 1
        }
      }
    }
    #expect(counts.pairs > 25 && counts.named > 25 && counts.proven > 2 && counts.groups > 0, "\(counts)")
  }

  /// Whether a plan has the trait of a difference as the first of the two plans.
  private func agrees(_ undone: PlanOfLists, with difference: PlanDifference) -> Bool {
    Traits(undone).lines[name(of: difference.trait)] ?? [] == told(difference.before)
  }

  private func expectUndone(
    _ difference: PlanDifference, by changes: [Int], _ pair: Pair, _ comment: String
  ) throws {
    let undone = try #require(try pair.plan(undoing: changes), "\(comment)")
    #expect(agrees(undone, with: difference), "\(comment)")
  }

  /// Expects that exhaustive search finds every plan worse that has a project as the second plan has it.
  private func expectWorse(
    _ difference: PlanDifference, without cause: Int, _ pair: Pair, _ comment: String
  ) throws {
    var search = ExhaustiveSearch(instance: try Instance(pair.undone([cause])))
    let found = search.best()
    let best = try #require(found, "\(comment)")
    let isIn = !difference.after.isEmpty
    let asThere = search.best { $0.awards.contains { $0.project.text == difference.trait.item } == isIn }
    #expect(asThere.map { $0 < best } ?? true, "\(comment)")
  }

  /// Every line of either plan that the other lacks is told, and nothing else is.
  @Test func everyDifferenceIsTold() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var count = 0
    for seed in seeds(0, of: 1, count: 400, oneIn: 8) {
      guard let pair = try Pair(seed: seed, folder) else { continue }
      let (before, after) = (Traits(pair.before), Traits(pair.after))
      let names = Set(before.lines.keys).union(after.lines.keys).filter { before.lines[$0] != after.lines[$0] }
      let expected = names.filter { name in
        if let coarser = Traits.coarser(name), names.contains(coarser) { return false }
        return Traits.project(name).map { before.has($0) && after.has($0) } ?? true
      }
      #expect(Set(pair.search.differences.map { name(of: $0.trait) }) == expected, "seed \(seed)")
      for difference in pair.search.differences {
        let name = name(of: difference.trait)
        #expect(told(difference.before) == before.lines[name] ?? [], "seed \(seed) \(name)")
        #expect(told(difference.after) == after.lines[name] ?? [], "seed \(seed) \(name)")
      }
      count += expected.count
    }
    #expect(count > 35, "\(count)")
  }

  /// The lists with any of their changes undone are those that are undone by hand, and with all of them the old ones.
  @Test func listsWithChangesUndoneAreThoseUndoneByHand() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var (count, refused) = (0, 0)
    for seed in seeds(0, of: 1, count: 400, oneIn: 8) {
      guard let pair = try Pair(seed: seed, folder) else { continue }
      let changes = Array(pair.comparison.changes.indices)
      #expect(changes.isEmpty == (pair.before.folder.canonicalTexts() == pair.after.folder.canonicalTexts()))
      for undone in changes.map({ [$0] }) + [changes, Array(changes.dropFirst())] {
        let place = pair.place.appending(path: "lists" + undone.map { "-\($0)" }.joined())
        try ListsText(lists: pair.undone(undone)).write(to: place)
        let byHand = try? readLists(place.path)
        let made = try? pair.comparison.folder(undoing: Set(undone))
        let isSound = [byHand, made].map { $0.map { (try? Instance($0.lists)) != nil } ?? false }
        #expect(isSound[0] == isSound[1], "seed \(seed) \(undone)")
        guard isSound == [true, true] else {
          refused += 1
          continue
        }
        #expect(byHand!.canonicalTexts() == made!.canonicalTexts(), "seed \(seed) \(undone)")
        #expect(ListsComparison(byHand!, made!).changes.isEmpty, "seed \(seed) \(undone)")
        count += 1
      }
    }
    #expect(count > 35 && refused > 0, "\(count) \(refused)")
  }

  private func name(of trait: PlanTrait) -> String { "\(trait.aspect.rawValue) \(trait.item)" }

  private func told(_ lines: [TraitLine]) -> Set<String> {
    Set(lines.map { ($0.key + ["\($0.amount)"]).joined(separator: "|") })
  }
}

/// The lines of a plan as somebody reads them off its parts, by what they are about.
private struct Traits {
  private(set) var lines: [String: Set<String>] = [:]

  init(_ made: PlanOfLists) {
    let plan = made.plan.allocation
    for award in plan.awards {
      let project = made.instance.lists.projects.first { $0.id == award.project }!
      lines["carried_out \(project.id)"] = ["1"]
      lines["variant \(project.id)"] = ["\(award.variant)|1"]
      if award.scale.milli > 0 { lines["scale \(project.id)"] = ["\(award.scale.milli)"] }
      if let period = award.period { lines["period \(project.id)"] = ["\(period)|1"] }
      let dates = [project.period.from, project.period.to].map { $0?.description ?? "" }
      lines["dates \(project.id)"] = [dates.joined(separator: "|") + "|1"]
      lines["places \(project.id)"] = Set(project.places.map { "\($0.place)|\($0.share.basisPoints)" })
    }
    add("payers", plan.payments.map { ("\($0.project)", "\($0.fund)|", $0.amount.minorUnits) })
    add(
      "payments",
      plan.payments.map {
        ("\($0.project)", "\($0.fund)|\($0.costType)|\($0.period?.text ?? "")|", $0.amount.minorUnits)
      })
    add("used", plan.payments.map { ("\($0.fund)", "", $0.amount.minorUnits) })
    add("served", plan.credits.map { ("\($0.need)", "", $0.micro) })
    add("servers", plan.credits.map { ("\($0.need)", "\($0.project)|", $0.micro) })
    add("shortfall", made.plan.shortfalls.map { ("\($0.need)", "", $0.micro) })
    func slots(_ slots: [SlotID]) -> String { slots.map(\.text).joined(separator: " ") }
    add("assets", plan.uses.map { ("\($0.project)", "\($0.asset)|\($0.type ?? "")|\(slots($0.slots))|", $0.micro) })
    add(
      "people",
      plan.assignments.map { ("\($0.project)", "\($0.volunteer)|\($0.role)|\(slots($0.slots))|", $0.minutes) })
    add("drawn", plan.draws.map { ("\($0.beneficiary)", "", $0.minutes) })
  }

  private mutating func add(_ aspect: String, _ parts: [(item: String, key: String, amount: Int64)]) {
    for (item, own) in Dictionary(grouping: parts, by: \.item) {
      let sums = Dictionary(grouping: own, by: \.key).mapValues { $0.reduce(0) { $0 + $1.amount } }
      let told = sums.filter { $0.value != 0 }.map { "\($0.key)\($0.value)" }
      if !told.isEmpty { lines["\(aspect) \(item)"] = Set(told) }
    }
  }

  func has(_ project: String) -> Bool { lines["carried_out \(project)"] != nil }

  /// The project that a line is about, besides whether it is carried out.
  static func project(_ name: String) -> String? {
    let parts = name.split(separator: " ")
    let others = ["carried_out", "used", "served", "servers", "shortfall", "drawn"]
    return others.contains(String(parts[0])) ? nil : String(parts[1])
  }

  /// What says the same less closely.
  static func coarser(_ name: String) -> String? {
    let parts = name.split(separator: " ")
    return ["payments": "payers", "servers": "served"][String(parts[0])].map { "\($0) \(parts[1])" }
  }
}
