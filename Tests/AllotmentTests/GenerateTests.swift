import Allotment
import DefaultSolver
import Formulation
import Foundation
import Intake
import Model
import Reports
import Testing

@testable import allot

@Suite struct GenerateTests {
  private func read(_ files: [String: String]) throws -> ListsFolder {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try OutputFolder(folder, for: .generate).write(files.mapValues { OutputFile(Data($0.utf8)) })
    return try readLists(folder)
  }

  @Test func theSizesAreThoseThatTheyAreCalledBy() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try run([
      "generate", "--size", "M", "--funds", "9", "--assets", "12", "--periods", "3", "--out", folder.path,
    ])
    #expect(made.status == 0)
    let lists = try Instance(readLists(folder.path).lists).lists
    #expect(lists.needs.count == 300 && lists.projects.count == 200 && lists.funds.count == 9)
    #expect(lists.volunteers.count == 600 && !lists.projects.flatMap(\.variants).flatMap(\.roles).isEmpty)
    #expect(lists.assets.count == 12 && lists.periods.map(\.id) == ["2026Q1", "2026Q2", "2026Q3"])
    let offers = lists.volunteers.map(\.offer), roles = lists.projects.flatMap(\.variants).flatMap(\.roles)
    #expect(offers.contains { !$0.willing.isEmpty } && offers.contains { !$0.past.isEmpty })
    #expect(offers.contains { $0.rest > 0 } && offers.contains { !$0.preferences.isEmpty })
    #expect(roles.contains { $0.headsMax != nil } && roles.contains(where: \.sameThroughout))
    #expect(lists.beneficiaries.contains { $0.donor != nil } && lists.beneficiaries.contains { $0.balance > 0 })
    #expect(!lists.travel.isEmpty && lists.weightFormula == nil)
    let large = try Instance(read(generateLists(.extraLarge, seed: 1).files).lists).lists
    #expect(large.places.count == 1_001 && large.needs.count == 10_000)
    #expect(large.funds.count == 200 && large.projects.count == 8_000 && large.volunteers.count == 30_000)
  }

  @Test func timeAndThingsAreDrawnApartFromTheRest() {
    let size = TownshipSize(places: 5, needs: 20, funds: 5, projects: 15)
    var more = size
    more.assets = 6
    let (plain, equipped) = (generateLists(size, seed: 4).files, generateLists(more, seed: 4).files)
    #expect(plain.allSatisfy { equipped[$0.key] == $0.value })
    #expect(Set(equipped.keys).subtracting(plain.keys).contains("assets.csv"))
  }

  @Test func jointProjectsAndProfilesAreDrawnApartFromTheRest() throws {
    let size = TownshipSize(places: 5, needs: 20, funds: 5, projects: 15, volunteers: 10)
    var more = size
    (more.joint, more.hasProfiles) = (4, true)
    let (plain, whole) = (generateLists(size, seed: 4).files, generateLists(more, seed: 4).files)
    #expect(plain.allSatisfy { whole[$0.key] == $0.value })
    #expect(
      Set(whole.keys).subtracting(plain.keys) == ["project_places.csv", "place_indicators.csv", "weights.csv"])
    let lists = try Instance(read(whole).lists).lists
    #expect(lists.projects.count { $0.places.count > 1 } == 4 && lists.weightFormula?.terms.count == 2)
  }

  /// With months, releases, goods and venues: the order of the rows does not change the plan, which passes the audit
  /// and is printed with all of them.
  @Test func aPlanWithPeriodsAndAssetsDoesNotDependOnTheOrderOfRows() throws {
    var files = generateLists(
      TownshipSize(places: 4, needs: 14, funds: 5, projects: 20, assets: 8, periods: 5), seed: 6
    ).files
    files["place_indicators.csv"] = "place,indicator,value\nV1,老龄,22.5\nT,偏远,2\nV3,老龄,9\n"
    files["weights.csv"] = "version,kind,indicator,above,value,at_most\n2026,base,,,100%,\n2026,indicator,老龄,15,1.5%,\n"
    var texts: [String] = []
    for seed in 0..<3 as Range<UInt64> {
      var random = SplitMix64(state: seed)
      let folder = try read(
        files.mapValues { text in
          let lines = text.split(separator: "\n")
          return ([lines[0]] + lines.dropFirst().shuffled(using: &random)).joined(separator: "\n")
        })
      guard case .planned(let plan, _, _) = try allocate(folder, Request(), solver: defaultSolver) else {
        Issue.record("no plan")
        return
      }
      let instance = try Instance(folder.lists)
      let matching = matchingList(plan, instance, .en) { $0.field }
      #expect(matching.allSatisfy { $0.count == matching[0].count })
      let written = try plan.json()
      #expect(try Plan(json: written, file: "plan.json") == plan)
      texts.append(
        String(decoding: written, as: UTF8.self) + planText(plan, instance, .en)
          + matching.map { $0.joined(separator: ",") }.joined(separator: "\n"))
    }
    #expect(texts[0] == texts[1] && texts[1] == texts[2])
    for words in ["2026-0", "Goods and venues", "Weights of needs (formula 2026)", "老龄 22.5 +11.25%", "\"micro\""] {
      #expect(texts[0].contains(words), "\(words)")
    }
  }
}
