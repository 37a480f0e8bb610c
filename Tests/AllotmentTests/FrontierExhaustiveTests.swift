import Allotment
import Foundation
import Intake
import Model
import Testing

@testable import ExhaustiveSearch
@testable import SwiftSource

/// Every point of a frontier, and what is said of the places between two points, against exhaustive search over the lists
/// edited by hand.
@Suite struct FrontierExhaustiveTests {
  private static let range: ClosedRange<Int64> = -600_000_000_000...600_000_000_000

  /// A frontier of random lists; nil if the lists do not hold together at an end, and mostly if the ends are alike.
  private func frontier(
    seed: UInt64, _ folder: URL, billionths: Int64, ofFloors: Bool = false, atMost most: Int = 9
  ) throws -> (frontier: Frontier, edited: ListsAlongAxis)? {
    var lists =
      seed % 4 == 0 ? twoProjects(seed: seed) : seed % 8 == 2 ? randomLists(seed: seed) : rivalProjects(seed: seed)
    if ofFloors { for n in lists.needs.indices where n == 0 || seed % 2 == 0 { lists.needs[n].tier = .basic } }
    if ofFloors { lists.needs[0].floor = lists.needs[0].floor ?? Share(basisPoints: 4000) }
    let place = folder.appending(path: "\(seed)")
    try ListsText(lists: lists).write(to: place.appending(path: "lists"))
    let funds: Set<FundID> = seed % 3 == 0 ? ["F1", "F2"] : seed % 3 == 1 ? ["F1"] : ["F2"]
    let axis: FrontierAxis = ofFloors ? .floors : .money(funds)
    guard let read = try? readLists(place.path + "/lists"), (try? Instance(read.lists)) != nil else { return nil }
    var request = Request()
    request.gap = Double(billionths) / 1e9
    var search = FrontierSearch(read, axis, request)
    search.range = ofFloors ? -6000...6000 : Self.range
    search.step = most > 10 ? 1 : axis.whole / 20
    search.most = most
    for end in [search.range.lowerBound, search.range.upperBound] {
      guard let changed = try? axis.lists(read, at: end), (try? Instance(changed.lists)) != nil else { return nil }
    }
    // Most lists are alike at both ends and tell little.
    var edited = ListsAlongAxis(read.lists, axis)
    let (low, high) = (try edited.best(at: search.range.lowerBound), try edited.best(at: search.range.upperBound))
    let isAlike = low.map { low in high.map { !(low < $0) && !($0 < low) } ?? false } ?? (high == nil)
    if isAlike, seed % 8 != 0 { return nil }
    return (try #require(try search.frontier(threads: 2) { _ in }), edited)
  }

  private func hasFloors(_ one: ExhaustiveSearch.Score, _ other: ExhaustiveSearch.Score) -> Bool {
    one.worstShortfall == other.worstShortfall && abs(one.shortfallSum - other.shortfallSum) <= 1e-9
  }

  @Test func everyPointIsTheBestAndEveryClaimBetweenPointsHolds() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var known: [Frontier.Knowledge: Int] = [:]
    var proven = 0
    for seed in seeds(0, of: 1, count: 120) {
      guard var (frontier, edited) = try frontier(seed: seed, folder, billionths: 0, atMost: 3 + Int(seed % 6)) else {
        continue
      }
      for point in frontier.points {
        try expectBest(point, &edited, "seed \(seed)")
        if !point.isSolved { proven += 1 }
      }
      // Without percentages of funds, less money is never better.
      #expect(frontier.isMonotone.allSatisfy { $0 })
      for (interval, ends) in zip(frontier.intervals, zip(frontier.points, frontier.points.dropFirst())) {
        known[interval, default: 0] += 1
        try expect(interval, ends.0, ends.1, &edited, "seed \(seed)")
      }
    }
    #expect(proven > 0)
    for kind in [Frontier.Knowledge.flat, .between, .adjacent] {
      #expect(known[kind, default: 0] > 0, "\(kind)")
    }
    #expect(known[.unclaimed] == nil)
  }

  private func expectBest(_ point: Frontier.Point, _ edited: inout ListsAlongAxis, _ comment: String) throws {
    let (best, mine) = (try edited.best(at: point.place), try edited.score(of: point))
    #expect(point.status == (best == nil ? .infeasible : .planned), "\(comment) \(point.place)")
    if let best, let mine, let value = point.value?.last {
      #expect(!(mine < best) && !(best < mine), "\(comment) \(point.place)")
      #expect(value.value == best.value && value.isExact, "\(comment) \(point.place)")
    }
  }

  /// Compares what is said of the amounts between two points with the best plans there.
  private func expect(
    _ known: Frontier.Knowledge, _ less: Frontier.Point, _ more: Frontier.Point, _ edited: inout ListsAlongAxis,
    _ comment: String
  ) throws {
    let (low, high) = (try edited.score(of: less), try edited.score(of: more))
    let inside = edited.changes(in: less.place...more.place).filter { $0 > less.place && $0 < more.place }
    if known == .adjacent { #expect(inside.isEmpty && more.place == less.place + 1) }
    for place in inside {
      let best = try edited.best(at: place)
      let place = "\(comment) \(known) \(less.place)...\(place)...\(more.place)"
      switch known {
      case .flat, .between:
        let (best, low) = (try #require(best), try #require(low))
        #expect(hasFloors(best, low), "\(place)")
        #expect(less.value!.last.value <= best.value && best.value <= more.value!.last.bound, "\(place)")
        if known == .flat { #expect(best.value == less.value!.last.value, "\(place)") }
      case .floors:
        let (best, low, high) = (try #require(best), try #require(low), try #require(high))
        #expect(!(best < low) && !(high < best) && !hasFloors(low, high), "\(place)")
      case .none: #expect(best == nil, "\(place)")
      case .begins: #expect(best.map { best in high.map { !($0 < best) } ?? false } ?? true, "\(place)")
      case .unclaimed, .adjacent: break
      }
    }
  }

  /// With gap 0 and points enough, every amount of money has its best value, and the steps are exactly where exhaustive
  /// search has them.
  @Test func withPointsEnoughTheStaircaseIsThatOfExhaustiveSearch() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var steps = 0
    for seed in seeds(0, of: 1, count: 100) {
      guard var (frontier, edited) = try frontier(seed: 1000 + seed, folder, billionths: 0, atMost: 200) else {
        continue
      }
      let settled: [Frontier.Knowledge] = [.flat, .adjacent, .none]
      #expect(frontier.intervals.allSatisfy(settled.contains), "seed \(seed) \(frontier.intervals)")
      var expected: [Int64] = []
      var before = try edited.best(at: Self.range.lowerBound)
      for place in edited.changes(in: Self.range) where place > Self.range.lowerBound {
        let best = try edited.best(at: place)
        let point = try #require(frontier.points.last { $0.place <= place })
        #expect(point.value?.last.value == best?.value, "seed \(seed) \(place)")
        let isSame =
          before.map { old in best.map { hasFloors(old, $0) && old.value == $0.value } ?? false } ?? (best == nil)
        if !isSame { expected.append(place) }
        before = best
      }
      let found = zip(frontier.points.dropFirst(), frontier.isStep).filter { $0.1 }.map(\.0.place)
      #expect(found == expected, "seed \(seed)")
      steps += found.count
    }
    #expect(steps > 20, "\(steps)")
  }

  /// Higher floors are never worth more while all are served, and the levels at which the value changes are exact.
  @Test func everyClaimOfAFrontierOfFloorsHolds() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var known: [Frontier.Knowledge: Int] = [:]
    var steps = 0
    for seed in seeds(0, of: 1, count: 80) {
      guard
        var (frontier, edited) = try frontier(
          seed: 3000 + seed, folder, billionths: 0, ofFloors: true, atMost: seed % 3 == 0 ? 5 : 60)
      else { continue }
      for point in frontier.points { try expectBest(point, &edited, "seed \(seed)") }
      for (index, ends) in zip(frontier.points, frontier.points.dropFirst()).enumerated() {
        let (less, more) = ends
        known[frontier.intervals[index], default: 0] += 1
        for place in Set([less.place, less.place + 1, (less.place + more.place) / 2, more.place - 1]) {
          let comment = "seed \(seed) \(frontier.intervals[index]) \(less.place)...\(place)...\(more.place)"
          let best = try edited.best(at: place)
          switch frontier.intervals[index] {
          case .flat, .between:
            let best = try #require(best)
            if place > less.place {
              let high = try #require(try edited.best(at: more.place))
              #expect(hasFloors(best, high), "\(comment)")
            }
            #expect(less.value!.last.value <= best.value && best.value <= more.value!.last.bound, "\(comment)")
            if frontier.intervals[index] == .flat, place > less.place {
              #expect(best.value == more.value!.last.value, "\(comment)")
            }
          case .floors:
            let (best, high) = (try #require(best), try #require(try edited.best(at: more.place)))
            #expect(best.worstShortfall >= high.worstShortfall, "\(comment)")
          case .none: #expect(best == nil, "\(comment)")
          case .adjacent: break
          case .begins, .unclaimed: Issue.record("\(comment)")
          }
        }
        guard frontier.isStep[index] else { continue }
        let (below, above) = (
          try #require(try edited.best(at: more.place)), try #require(try edited.best(at: less.place))
        )
        #expect(!hasFloors(above, below) || above.value < below.value, "seed \(seed)")
        steps += 1
      }
    }
    for kind in [Frontier.Knowledge.flat, .adjacent, .floors] { #expect(known[kind, default: 0] > 0, "\(kind)") }
    #expect(steps > 5, "\(steps)")
  }

  /// Within a gap, every best value lies between the value and the bound, and the curve never falls where floors stay.
  @Test func withinAGapTheBestValuesLieInTheBand() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var (open, count) = (0, 0)
    for seed in seeds(0, of: 1, count: 100) {
      guard
        var (frontier, edited) = try frontier(
          seed: seed, folder, billionths: 100_000_000, atMost: seed % 2 == 0 ? 7 : 100)
      else { continue }
      for point in frontier.points {
        guard let value = point.value?.last, let mine = try edited.score(of: point) else { continue }
        let best = try #require(try edited.best(at: point.place))
        #expect(!(best < mine), "seed \(seed) \(point.place)")
        if hasFloors(best, mine) {
          #expect(value.value <= best.value && best.value <= value.bound, "seed \(seed) \(point.place)")
        }
        if !value.isExact { open += 1 }
      }
      for (interval, ends) in zip(frontier.intervals, zip(frontier.points, frontier.points.dropFirst()))
      where interval == .flat || interval == .between {
        let (less, more) = (ends.0.value!.last, ends.1.value!.last)
        if interval == .between { #expect(seed % 2 == 0, "seed \(seed)") }
        #expect(less.value <= more.value && less.bound <= more.bound, "seed \(seed)")
        let floors = try #require(try edited.score(of: ends.0))
        for place in edited.changes(in: ends.0.place...ends.1.place) where place < ends.1.place {
          let best = try #require(try edited.best(at: place))
          guard hasFloors(best, floors) else { continue }
          #expect(less.value <= best.value && best.value <= more.bound, "seed \(seed) \(place)")
          count += 1
        }
      }
    }
    #expect(open > 0 && count > 30, "\(open) \(count)")
  }

  /// A minimum spend in per cent of the fund grows with the fund, and what there is to pay does not.
  @Test func nothingIsSaidWhereMoreMoneyMayBeWorse() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = repository.appending(path: "Scenarios/xiaohe/lists")
    try FileManager.default.copyItem(at: lists, to: folder.appending(path: "lists"))
    let file = folder.appending(path: "lists/资金.csv")
    let row = "F1,居家养老补助,民政局,10万元,,2026-01-01,2026-12-31,,养老,,,,,,,,,,80%,,,"
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(row + ","))
    try text.replacing(row + ",", with: row + "50%,").write(to: file, atomically: true, encoding: .utf8)
    var request = Request()
    request.gap = 0
    var search = FrontierSearch(try readLists(folder.path + "/lists"), .money(["F1"]), request)
    search.range = 0...2_000_000_000_000
    search.step = 10_000_000_000
    let frontier = try #require(try search.frontier(threads: 1) { _ in })
    // 30万元, of which at least 15万元 are to be spent: there are not so many old people's projects.
    #expect(frontier.points.first?.status == .planned && frontier.points.last?.status == .infeasible)
    #expect(frontier.isMonotone.allSatisfy { !$0 } && frontier.intervals.allSatisfy { $0 == .unclaimed })
    // The other funds have no such rule.
    var others = FrontierSearch(try readLists(folder.path + "/lists"), .money(["F3"]), request)
    others.range = -200_000_000_000...400_000_000_000
    #expect(try #require(try others.frontier(threads: 1) { _ in }).isMonotone.allSatisfy { $0 })
  }
}
