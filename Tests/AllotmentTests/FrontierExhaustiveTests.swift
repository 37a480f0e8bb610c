import Allotment
import Foundation
import Intake
import Model
import Testing

@testable import ExhaustiveSearch
@testable import SwiftSource

/// Every point of a frontier, and what is said of the amounts between two points, against exhaustive search over the lists
/// edited by hand.
@Suite struct FrontierExhaustiveTests {
  /// Lists whose amounts change, and the best plans of exhaustive search by the change.
  private struct Edited {
    let lists: Lists
    let funds: Set<FundID>
    let folder: URL
    private var searches: [Int64: ExhaustiveSearch] = [:]

    init(_ lists: Lists, _ funds: Set<FundID>, _ folder: URL) {
      (self.lists, self.funds, self.folder) = (lists, funds, folder)
    }

    mutating func best(at change: Int64) throws -> ExhaustiveSearch.Score? {
      if searches[change] == nil {
        var edited = lists
        for f in edited.funds.indices where funds.contains(edited.funds[f].id) {
          let amount = edited.funds[f].amount.minorUnits
          edited.funds[f].amount = Money(amount + amount * change / 10_000)
        }
        let place = folder.appending(path: "\(change)")
        try ListsText(lists: edited).write(to: place)
        searches[change] = ExhaustiveSearch(instance: try Instance(readLists(place.path).lists))
      }
      return searches[change]!.best()
    }

    func score(of point: Frontier.Point) throws -> ExhaustiveSearch.Score? {
      try point.allocation.map { ExhaustiveSearch(instance: try Instance(lists)).score(of: $0) }
    }
  }

  private static let range: ClosedRange<Int64> = -6000...6000

  /// A frontier of random lists; nil if the lists do not hold together at an end.
  private func frontier(
    seed: UInt64, _ folder: URL, billionths: Int64
  ) throws -> (frontier: Frontier, edited: Edited)? {
    let lists = seed % 4 == 0 ? randomLists(seed: seed) : twoProjects(seed: seed)
    let place = folder.appending(path: "\(seed)")
    try ListsText(lists: lists).write(to: place.appending(path: "lists"))
    let funds: Set<FundID> = seed % 3 == 0 ? ["F1", "F2"] : seed % 3 == 1 ? ["F1"] : ["F2"]
    guard let read = try? readLists(place.path + "/lists"), (try? Instance(read.lists)) != nil else { return nil }
    for end in [Self.range.lowerBound, Self.range.upperBound] {
      guard let changed = try? read.withFunds(funds, changedBy: end), (try? Instance(changed.lists)) != nil else {
        return nil
      }
    }
    var request = Request()
    request.gap = Double(billionths) / 1e9
    var search = FrontierSearch(read, funds, request)
    search.range = Self.range
    search.step = 500
    search.most = 9
    let found = try #require(try search.frontier(threads: 2) { _ in })
    return (found, Edited(lists, funds, place))
  }

  private func hasFloors(_ one: ExhaustiveSearch.Score, _ other: ExhaustiveSearch.Score) -> Bool {
    one.worstShortfall == other.worstShortfall && abs(one.shortfallSum - other.shortfallSum) <= 1e-9
  }

  @Test func everyPointIsTheBestAndEveryClaimBetweenPointsHolds() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var known: [Frontier.Knowledge: Int] = [:]
    var (proven, infeasible) = (0, 0)
    for seed in seeds(0, of: 1, count: 320) {
      guard var (frontier, edited) = try frontier(seed: seed, folder, billionths: 0) else { continue }
      for point in frontier.points {
        let best = try edited.best(at: point.change)
        let mine = try edited.score(of: point)
        if point.status == .infeasible { infeasible += 1 }
        #expect(point.status == (best == nil ? .infeasible : .planned), "seed \(seed) \(point.change)")
        if let best, let mine, let value = point.value?.last {
          #expect(!(mine < best) && !(best < mine), "seed \(seed) \(point.change)")
          #expect(value.value == best.value && value.isExact, "seed \(seed) \(point.change)")
        }
        if !point.isSolved { proven += 1 }
      }
      // Without percentages of funds, less money is never better.
      #expect(frontier.isMonotone.allSatisfy { $0 })
      for (interval, ends) in zip(frontier.intervals, zip(frontier.points, frontier.points.dropFirst())) {
        known[interval, default: 0] += 1
        try expect(interval, ends.0, ends.1, &edited, "seed \(seed)")
      }
    }
    #expect(proven > 0 && infeasible > 0)
    for kind in [Frontier.Knowledge.flat, .between, .floors, .none, .begins] {
      #expect(known[kind, default: 0] > 0, "\(kind)")
    }
    #expect(known[.unclaimed] == nil)
  }

  /// Compares what is said of the amounts between two points with the best plans there.
  private func expect(
    _ known: Frontier.Knowledge, _ less: Frontier.Point, _ more: Frontier.Point, _ edited: inout Edited,
    _ comment: String
  ) throws {
    let (low, high) = (try edited.score(of: less), try edited.score(of: more))
    for change in stride(from: less.change + 300, to: more.change, by: 600) {
      let best = try edited.best(at: change)
      let place = "\(comment) \(known) \(less.change)...\(change)...\(more.change)"
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
      case .unclaimed: break
      }
    }
  }

  /// Within a gap, every best value lies between the value and the bound, and the curve never falls where floors stay.
  @Test func withinAGapTheBestValuesLieInTheBand() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var (open, count) = (0, 0)
    for seed in seeds(0, of: 1, count: 240) {
      guard var (frontier, edited) = try frontier(seed: seed, folder, billionths: 50_000_000) else { continue }
      for point in frontier.points {
        guard let value = point.value?.last, let mine = try edited.score(of: point) else { continue }
        let best = try #require(try edited.best(at: point.change))
        #expect(!(best < mine), "seed \(seed) \(point.change)")
        if hasFloors(best, mine) {
          #expect(value.value <= best.value && best.value <= value.bound, "seed \(seed) \(point.change)")
        }
        if !value.isExact { open += 1 }
      }
      for (interval, ends) in zip(frontier.intervals, zip(frontier.points, frontier.points.dropFirst()))
      where interval == .flat || interval == .between {
        let (less, more) = (ends.0.value!.last, ends.1.value!.last)
        #expect(less.value <= more.value && less.bound <= more.bound, "seed \(seed)")
        let floors = try #require(try edited.score(of: ends.0))
        for change in stride(from: ends.0.change + 300, to: ends.1.change, by: 600) {
          let best = try #require(try edited.best(at: change))
          guard hasFloors(best, floors) else { continue }
          #expect(less.value <= best.value && best.value <= more.bound, "seed \(seed) \(change)")
          count += 1
        }
      }
    }
    #expect(open > 0 && count > 100, "\(open) \(count)")
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
    var search = FrontierSearch(try readLists(folder.path + "/lists"), ["F1"], request)
    search.range = 0...20_000
    search.step = 100
    let frontier = try #require(try search.frontier(threads: 1) { _ in })
    // 30万元, of which at least 15万元 are to be spent: there are not so many old people's projects.
    #expect(frontier.points.first?.status == .planned && frontier.points.last?.status == .infeasible)
    #expect(frontier.isMonotone.allSatisfy { !$0 } && frontier.intervals.allSatisfy { $0 == .unclaimed })
    // The other funds have no such rule.
    var others = FrontierSearch(try readLists(folder.path + "/lists"), ["F3"], request)
    others.range = -2000...4000
    #expect(try #require(try others.frontier(threads: 1) { _ in }).isMonotone.allSatisfy { $0 })
  }
}
