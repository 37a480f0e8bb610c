import Foundation
import Formulation
import Intake
import Model
import Testing

@testable import Allotment
@testable import Explanation
@testable import ExhaustiveSearch
@testable import SwiftSource
@testable import allot

/// What `allot pack` writes for a meeting.
@Suite struct PackTests {
  /// Every price is what the best plan loses if the other decision stands in the lists.
  @Test func pricesAreThoseOfListsWithTheOtherDecision() throws {
    var priced = 0
    for seed in seeds(0, of: 1, count: 240, oneIn: 24) {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      let (explainer, instance) = (township.explainer, township.instance)
      let search = AgendaSearch(explainer, instance.lists)
      let found = try #require(
        try search.decisions(threads: 1, known: { _ in nil }, keep: { _, _ in }, progress: { _ in }))
      #expect(found.map(\.project) == search.projects.map(\.text))
      let stages = explainer.stages
      for decision in found {
        let id = ProjectID(decision.project)
        #expect(decision.isIn == township.projects.contains(id), "seed \(seed) \(id)")
        // The decision as a pin, in lists of their own.
        var lists = instance.lists
        lists.pins.append(Pin(kind: decision.isIn ? .mustNot : .mustFund, project: id))
        guard let other = try ExplainedTownship(lists) else {
          #expect(decision.end == .impossible, "seed \(seed) \(id)")
          continue
        }
        let (mine, theirs) = (explainer.base, other.explainer.base)
        guard decision.end == .plan else {
          #expect(decision.end == .floors && theirs.fallsBelow(mine), "seed \(seed) \(id): \(decision.end)")
          continue
        }
        let loss = mine.last.value - theirs.last.value
        #expect(decision.price.least == max(0, loss) && decision.price.most == max(0, loss), "seed \(seed) \(id)")
        #expect(stages.last?.digits == other.explainer.stages.last?.digits && !theirs.fallsBelow(mine))
        #expect(!decision.zh.isEmpty && decision.zh.count == decision.en.count)
        #expect(!decision.comes.contains(id.text) && !decision.goes.contains(id.text))
        priced += 1
      }
      let order = found.bySmallestPrice.map(\.price.most)
      #expect(order == order.sorted())
    }
    #expect(priced > 2)
  }

  /// None of the plans side by side betters another, and each obeys the lists.
  @Test func noPlanBesideBettersAnother() throws {
    var beside = 0
    for seed in seeds(0, of: 1, count: 60, oneIn: 12) {
      guard let township = try ExplainedTownship(randomLists(seed: seed)) else { continue }
      var request = Request()
      request.gap = 0
      let found = try SideBySideSearch(township.instance, request).plans(
        beside: township.plan, threads: 1, progress: { _ in })
      let plans = try #require(found)
      let all = [plans.plan] + plans.others
      for one in all {
        #expect(!plans.others.contains { one.betters($0) }, "seed \(seed)")
        #expect(one.reached == Aim.allCases.compactMap { plans.formulation.worth(of: one.allocation, $0) })
      }
      #expect(Set(all.map { Set($0.allocation.awards.map(\.project)) }).count == all.count, "seed \(seed)")
      beside += plans.others.count
    }
    #expect(beside > 0)
  }

  /// The pack of a township, in both languages; its sheet of overrides is read as it was written, and filled in.
  @Test func thePackIsWholeAndItsSheetFeedsBack() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = repository.appending(path: "Scenarios/xiaohe/lists").path
    #expect(try run(["solve", lists, "--out", "p"], in: folder).status == 0)
    for (language, threads) in [("zh", "1"), ("en", "2")] {
      let packed = try run(
        ["pack", "p", "--out", language, "--most", "3", "--lang", language, "--threads", threads, "--json"], in: folder)
      #expect(packed.status == 0, "\(packed)")
      #expect(try SchemaChecker().breaches(of: [packed.out], schema: "pack")[0].isEmpty, "\(packed.out)")
      let text = try run(["pack", "p", "--out", language + "2", "--most", "3", "--lang", language], in: folder)
      #expect(text.status == 0 && text.out.contains(language == "zh" ? "议程：可以再议的决定" : "Agenda: decisions"))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + language).sorted()
      #expect(
        names == [
          ".allot.json", "agenda.html", "alternatives.csv", "notice.html", "notice.txt", "overrides.csv", "plan.xlsx",
          "report.html",
        ])
      for name in names {
        let (one, other) = [language, language + "2"].map { fileContents("\(folder.path)/\($0)/\(name)") }.pair
        #expect(one == other, "\(name)")
      }
      for name in ["agenda.html", "notice.html", "report.html"] {
        let page = PageReader(try String(contentsOf: folder.appending(path: "\(language)/\(name)"), encoding: .utf8))
        #expect(page.isWellFormed && Set(page.ids).count == page.ids.count, "\(name)")
      }
    }
    let sheet = folder.appending(path: "zh/overrides.csv")
    let bare = try run(["check", lists, "--overrides", sheet.path, "--lang", "en"], in: folder)
    #expect(bare.status == 0 && bare.error.contains("overrides: 0 decisions taken; 3 rows"), "\(bare)")
    let filled = try String(contentsOf: sheet, encoding: .utf8).replacing(
      ",,,,议程第 1 项", with: ",张镇长,2026-03-02,会上商定,议程第 1 项")
    #expect(filled.contains("张镇长"))
    try filled.write(to: sheet, atomically: true, encoding: .utf8)
    let solved = try run(["solve", lists, "--overrides", sheet.path, "--out", "q", "--json"], in: folder)
    #expect(solved.status == 0 && solved.out.contains("\"overrides\":{\"blank\":2,\"taken\":1}"), "\(solved)")
    #expect(try run(["verify", "q"], in: folder).status == 0)
    let plans = try ["p", "q"].map { try PlanWithLists(folder.path + "/" + $0, lists: nil, .en).plan }
    let decided = try #require(plans[1].overrides?.first)
    let (before, after) = (plans[0].allocation.projects, plans[1].allocation.projects)
    #expect(before.contains(decided.project) != after.contains(decided.project))
    // What the meeting settled is not on the next agenda.
    let next = try run(["pack", "q", "--out", "zh3", "--json"], in: folder)
    #expect(next.status == 0 && !next.out.contains("\"project\":\"\(decided.project)\""), "\(next)")
  }
}

extension [Data?] {
  fileprivate var pair: (Data?, Data?) { (self[0], self[1]) }
}
