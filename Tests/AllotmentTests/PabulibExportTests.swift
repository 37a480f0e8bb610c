import Foundation
import Intake
import Model
import Reports
import Testing

@testable import SwiftSource

private let published = repository.deletingLastPathComponent().appending(path: "shared/data/pabulib")
private let header = PabulibHeader(country: "Poland", instance: "2026", begin: "03.06.2026", end: "04.06.2026")

/// Lists as elections in Pabulib's format.
@Suite struct PabulibExportTests {
  /// Small elections with every kind of key: budgets of categories and places, bounds, exclusions, groups, odd names.
  private static let made: [String] = [
    election(), election("min_project_score_threshold;2\nmax_project_cost;55\n"),
    election("comment;#1: Projects 1, 2 and 3 are mutually exclusive.\n"),
    election(
      "description;\"A; \"\"title\"\"\"\nunit;Town\ncurrency;PLN\ncategories;green,sport\nbudget_per_category;70,60.25\n",
      "project_id;cost;votes;name;category;beneficiaries\n1;60;2;\"Park; new\";green;youth,adults\n2;50.25;1;b;old,sport;\n3;40;1;c;;youth\n4;1;0;d;zoo;"
    ),
    election(
      "neighborhoods;North,South\nbudget_per_neighborhood;60,70\n",
      "project_id;cost;votes;name;neighborhood\n1;60;2;a;South\n2;50;1;b;North\n3;40;1;c;East"),
    election(
      "vote_type;cumulative\nmin_project_score_threshold;4\n",
      "project_id;cost;votes;score;name\n1;60;2;3;a\n2;50;1;4;b\n3;40;1;5;c",
      "voter_id;vote;points\na;1,2;1,4\nb;3,1;5,2"),
  ]

  private static let names = [
    "Poland_Katowice_2020_Brynow_Czesc_Wschodnia-Osiedle_Zgrzebnioka.pb", "Netherlands_Amsterdam_179.pb",
    "Poland_Warszawa_2019_Kamionek.pb", "Poland_Czestochowa_2024_Gnaszyn_-_Kawodrza.pb",
  ]

  private static func texts() throws -> [String] {
    try made + names.map { try String(contentsOf: published.appending(path: $0), encoding: .utf8) }
  }

  private func instance(_ text: String, _ utility: PabulibUtility) throws -> Instance {
    try Instance(readBack(importPabulib(Data(text.utf8), file: "e.pb", utility: utility)).lists)
  }

  /// The rows of each list, in any order; a title that is the id is none.
  private func contents(_ text: String, _ utility: PabulibUtility) throws -> [String: [String]] {
    try readBack(importPabulib(Data(text.utf8), file: "e.pb", utility: utility)).canonicalTexts().mapValues {
      $0.split(separator: "\n").map(String.init).sorted()
    }
  }

  @Test func anImportOfAnExportIsTheSameLists() throws {
    for (index, text) in try Self.texts().enumerated() {
      for utility in PabulibUtility.allCases {
        let exported = try PabulibText(instance(text, utility), awards: nil, header: header)
        // What is written names the projects even where the election did not.
        let named = try PabulibText(instance(exported.text, utility), awards: nil, header: header)
        #expect(try contents(named.text, utility) == contents(exported.text, utility), "\(index), \(utility)")
        guard text.contains(";name") else { continue }
        #expect(try contents(exported.text, utility) == contents(text, utility), "\(index), \(utility)")
      }
    }
  }

  /// PyPI's pabulib-checker finds no error in what is written, with what a plan selects and without.
  @Test func theCheckerOfPabulibAcceptsWhatIsWritten() throws {
    let checker =
      ProcessInfo.processInfo.environment["ALLOT_PABULIB_CHECKER"].map { URL(filePath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache/allot/pabulib-checker")
    guard FileManager.default.fileExists(atPath: checker.appending(path: "pabulib/checker.py").path) else {
      Issue.record(
        "pabulib-checker is missing; .ci/run installs it: python3 -m pip install --target \(checker.path) pabulib-checker==1.0.8"
      )
      return
    }
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for (index, text) in try Self.texts().enumerated() {
      for utility in PabulibUtility.allCases {
        let instance = try instance(text, utility)
        let awards = instance.lists.projects.prefix(1).map {
          Allocation.Award(project: $0.id, variant: "1", scale: .one)
        }
        for (name, awards) in [("lists", nil), ("plan", Optional(awards))] {
          let path = folder.appending(path: "\(index)-\(utility)-\(name).pb")
          try Data(PabulibText(instance, awards: awards, header: header).text.utf8).write(to: path)
          paths.append(path.path)
        }
      }
    }
    // A file that the checker must refuse, so that a checker that says nothing is noticed.
    let wrong = folder.appending(path: "wrong.pb")
    try Data(election("num_votes;9\n").utf8).write(to: wrong)
    let errors = try errors(of: paths + [wrong.path], checker)
    #expect(errors.count == paths.count + 1)
    for (path, found) in zip(paths, errors) { #expect(found == "{}", "\(path): \(found)") }
    #expect(errors.last?.contains("different number of votes") == true)
  }

  /// The errors that the checker finds in each file, as JSON on one line each.
  private func errors(of paths: [String], _ checker: URL) throws -> [String] {
    let script = """
      import sys, io, json, contextlib
      from pabulib.checker import Checker
      for path in sys.argv[1:]:
          with contextlib.redirect_stdout(io.StringIO()):
              found = Checker().process_files([path])
          found = [item["results"] for name, item in found.items() if name not in ("metadata", "summary")]
          print(json.dumps(found[0]["errors"]))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + paths
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONPATH": checker.path]) { $1 }
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }

  @Test func whatTheFormatCannotSayIsRefusedAtItsCell() throws {
    func refused(_ change: (inout Lists) -> Void) throws -> [String] {
      var lists = try instance(election(), .votes).lists
      change(&lists)
      do { _ = try PabulibText(Instance(lists), awards: nil, header: header) } catch {
        return error.errors.map { "\($0.file):\($0.code):\($0.value)" }
      }
      return []
    }
    let code = "pabulib-inexpressible"
    #expect(try refused { _ in } == [])
    #expect(try refused { $0.funds[0].trancheMax = Money(5) } == ["funds.csv:\(code):general"])
    #expect(try refused { $0.funds[0].minimumSpend = Money(5) } == ["funds.csv:\(code):general"])
    #expect(try refused { $0.funds.append(Fund(id: "second")) }.count == 4)
    #expect(try refused { $0.projects[0].requires = ["2"] } == ["projects.csv:\(code):1"])
    #expect(try refused { $0.projects[0].approved = false } == ["projects.csv:\(code):1"])
    #expect(try refused { $0.projects[0].variants[0].scaleMax = Quantity(milli: 5000) } == ["projects.csv:\(code):1"])
    #expect(try refused { $0.needs[0].urgency = 5 } == ["needs.csv:\(code):1"])
    #expect(try refused { $0.pins = [Pin(kind: .mustFund, project: "1")] } == [":\(code):must_fund"])
    #expect(
      try refused { lists in
        // Two projects for one need: what one of them brings depends on the other.
        lists.projects[1].variants[0].services = lists.projects[0].variants[0].services
      } == ["needs.csv:\(code):1"])
    #expect(
      try refused { lists in
        // A threshold that the meeting lifted for one project.
        lists.pins = [Pin(kind: .mustNot, project: "2")]
        lists.pins[0].reason = "votes 1 < min_project_score_threshold 2"
      } == ["projects.csv:\(code):3"])
  }

  @Test func valuesThatAreNoVotesAreWrittenAsPoints() throws {
    var lists = try instance(election(), .votes).lists
    for index in lists.needs.indices { (lists.needs[index].unit, lists.needs[index].urgency) = ("people", 2) }
    let exported = try PabulibText(Instance(lists), awards: nil, header: header)
    #expect(exported.utility == .score && exported.text.contains("\n1;60;4;1\n") && !exported.text.contains(";votes"))
    #expect(exported.text.hasSuffix("\nvoter_id;vote;points\n1;1,2,3;4,2,2\n"))
    #expect(try rows("needs", of: exported.text).map { $0.hasSuffix("points") } == [true, true, true])
  }

  @Test func anExportOfAPlanSaysWhatItSelects() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(election().utf8).write(to: folder.appending(path: "in.pb"))
    #expect(try run(["import", "pabulib", "in.pb", "--out", "l", "--lang", "en"], in: folder).status == 0)
    #expect(try run(["solve", "l", "--out", "p", "--lang", "en"], in: folder).status == 0)
    let line = ["export", "pabulib", "p", "--out", "out.pb", "--country", "Poland", "--begin", "2026", "--lang", "en"]
    let first = try run(line, in: folder)
    #expect(first.status == 0 && first.error.contains("made up"), "\(first)")
    let text = try String(contentsOf: folder.appending(path: "out.pb"), encoding: .utf8)
    #expect(text.contains("project_id;cost;votes;name;selected\n1;60;2;1;1\n2;50;1;2;0\n3;40;1;3;1\n"), "\(text)")
    // Its own file is replaced, another is not.
    let second = try run(line, in: folder)
    #expect(second.status == 0 && second.error.contains("was replaced"))
    let foreign = try run(["export", "pabulib", "l", "--out", "in.pb", "--lang", "en"], in: folder)
    #expect(foreign.status == 73 && foreign.error.contains("[output-foreign]"))
    let xiaohe = repository.path + "/Scenarios/xiaohe/lists"
    let refused = try run(["export", "pabulib", xiaohe, "--out", "x.pb", "--lang", "en"], in: folder)
    #expect(refused.status == 65 && refused.error.contains("[pabulib-inexpressible]"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/x.pb"))
  }
}
