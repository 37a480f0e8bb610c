import Allotment
import DefaultSolver
import Foundation
import Formulation
import Intake
import Model
import Testing

@testable import SwiftSource

private let published = repository.deletingLastPathComponent().appending(path: "shared/data/pabulib")
private let files = ((try? FileManager.default.contentsOfDirectory(atPath: published.path)) ?? []).filter {
  $0.hasSuffix(".pb")
}.sorted()

/// Lists that an import wrote, read back from a folder.
func readBack(_ lists: WrittenLists) throws -> ListsFolder {
  let folder = try temporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in lists.files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  return try readLists(folder.path)
}

/// The utilities under which a file is tried: one in a run, in turn, and all before a release.
private func utilities(of file: String) -> [PabulibUtility] {
  let all = PabulibUtility.allCases
  return exhaustive == nil ? [all[files.firstIndex(of: file)! % all.count]] : all
}

/// Every published election reaches its optimum under every utility, with its thresholds.
@Suite struct PabulibOptimaTests {
  @Test func publicFilesAreThere() { #expect(files.count > 20) }

  @Test(arguments: files) func everyUtilityReachesItsOptimum(file: String) throws {
    let data = try Data(contentsOf: published.appending(path: file))
    let election = PublishedElection(String(decoding: data, as: UTF8.self))
    for utility in utilities(of: file) {
      let read = try readBack(importPabulib(data, file: file, utility: utility))
      var request = Request()
      request.gap = 0
      guard case .planned(let plan, _, _) = try allocate(read, request, solver: defaultSolver) else {
        Issue.record("\(file): no plan")
        continue
      }
      let stage = try #require(plan.stages.first { $0.name == "utilitarian" })
      // The optimum is in cents where costs are counted.
      let value = try exactDecimal(stage.value, digits: 2, limit: .max / 16) / (utility == .cost ? 1 : 100)
      #expect(value == election.optimum(utility), "\(file), \(utility)")
      let funded = Set(plan.allocation.awards.map(\.project.text))
      #expect(funded.isDisjoint(with: election.barred), "\(file), \(utility)")
    }
  }

  @Test func theSearchFindsTheBestOfAllSets() {
    var random = SplitMix64(state: 30)
    for _ in 0..<200 {
      let items = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        (value: Int64.random(in: 0...30, using: &random), cost: Int64.random(in: 1...30, using: &random))
      }
      let budget = Int64.random(in: 0...90, using: &random)
      var best: Int64 = 0
      for set in 0..<(1 << items.count) {
        let chosen = items.indices.filter { set >> $0 & 1 == 1 }.map { items[$0] }
        if chosen.reduce(0, { $0 + $1.cost }) <= budget { best = max(best, chosen.reduce(0) { $0 + $1.value }) }
      }
      #expect(Knapsack(items, budget).best == best)
    }
  }
}

/// A published election, read by the test itself.
private struct PublishedElection {
  private var meta: [String: String] = [:]
  private var projects: [[String: String]] = []
  /// The projects, as the lists name them, below the threshold.
  private(set) var barred: Set<String> = []

  init(_ text: String) {
    var section = "", header: [String]?
    for line in text.split(whereSeparator: \.isNewline).map(String.init) {
      if ["META", "PROJECTS", "VOTES"].contains(line) { (section, header) = (line, nil); continue }
      let cells = Self.cells(line)
      guard let names = header else { header = cells; continue }
      if section == "META" { meta[cells[0]] = cells[1] }
      if section == "PROJECTS" { projects.append(Dictionary(uniqueKeysWithValues: zip(names, cells))) }
    }
    let threshold = Int64(meta["min_project_score_threshold"] ?? "0")!
    let below = projects.filter { Int64($0["score"] ?? $0["votes"]!)! < threshold }.map { $0["project_id"]! }
    projects.removeAll { below.contains($0["project_id"]!) }
    barred = Set(below.map { $0.replacingOccurrences(of: "/", with: "-") })
  }

  /// Quotes stand around whole cells in these files, and separators within them.
  private static func cells(_ line: String) -> [String] {
    var out = [""], isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ";", !isQuoted {
        out.append("")
      } else {
        out[out.count - 1].append(character)
      }
    }
    return out
  }

  /// An amount in cents.
  private func cents(_ text: String) -> Int64 {
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1].prefix(2)) : ""
    return Int64(parts[0])! * 100 + Int64((fraction + "00").prefix(2))!
  }

  /// The greatest sum of a utility within the budget; by category, where categories have budgets that add up to it.
  func optimum(_ utility: PabulibUtility) -> Int64 {
    func items(_ category: String?) -> [(value: Int64, cost: Int64)] {
      projects.filter { category == nil || $0["category"] == category }.map { project in
        let votes = Int64(project["votes"]!)!, cost = cents(project["cost"]!)
        return switch utility {
        case .votes: (votes, cost)
        case .score: (project["score"].map { Int64($0)! } ?? votes, cost)
        case .cost: (votes * cost, cost)
        }
      }
    }
    guard let amounts = meta["budget_per_category"], let names = meta["categories"] else {
      return Knapsack(items(nil), cents(meta["budget"]!)).best
    }
    let budgets = amounts.split(separator: ",").map { cents(String($0)) }
    precondition(budgets.reduce(0, +) == cents(meta["budget"]!))
    return zip(names.split(separator: ",").map(String.init), budgets).reduce(0) {
      $0 + Knapsack(items($1.0), $1.1).best
    }
  }
}

/// The 0-1 knapsack by branch and bound (Horowitz and Sahni 1974), in whole numbers.
private struct Knapsack {
  private let items: [(value: Int64, cost: Int64)]
  private(set) var best: Int64 = 0

  init(_ items: [(value: Int64, cost: Int64)], _ budget: Int64) {
    // By value for each unit of cost, the greatest first.
    self.items = items.filter { $0.value > 0 && $0.cost <= budget }.sorted {
      Int128($0.value) * Int128($1.cost) > Int128($1.value) * Int128($0.cost)
    }
    search(from: 0, value: 0, room: budget)
  }

  private mutating func search(from index: Int, value: Int64, room: Int64) {
    best = max(best, value)
    guard index < items.count, bound(from: index, room) > Int128(best - value) else { return }
    let item = items[index]
    if item.cost <= room { search(from: index + 1, value: value + item.value, room: room - item.cost) }
    search(from: index + 1, value: value, room: room)
  }

  /// The value of the rest if the first item that does not fit could be divided (Dantzig 1957), rounded down.
  private func bound(from index: Int, _ room: Int64) -> Int128 {
    var (sum, room) = (Int128(0), Int128(room))
    for item in items[index...] {
      if Int128(item.cost) > room { return sum + Int128(item.value) * room / Int128(item.cost) }
      sum += Int128(item.value)
      room -= Int128(item.cost)
    }
    return sum
  }
}
