import DefaultSolver
import Foundation
import Formulation
import Intake
import IntegerProgram
import Model
import Testing

@testable import ExactProgram
@testable import Formulation
@testable import SwiftSource
@testable import allot

@Suite struct ExportedProgramTests {
  /// `glpsol` reads an exported file and must find the same optimum.
  @Test(arguments: ["mps", "lp"]) func anotherReaderFindsTheSameOptimum(format: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = generateLists(TownshipSize(places: 3, needs: 12, funds: 4, projects: 10), seed: 6)
    for (name, text) in lists.files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let formulation = Formulation(try Instance(readLists(folder.path).lists))
    let floors = Array(formulation.stages(.value).prefix { !$0.isPolicy })
    #expect(!floors.isEmpty)
    guard case .allocated(let reached) = try StagedSolve(solver: defaultSolver).run(formulation, stages: floors) else {
      throw CocoaError(.featureUnsupported)
    }
    let program = PolicyProgram(formulation.instance, .value, isWhole: false, holding: reached).program
    let file = folder.appending(path: "program." + format)
    #expect(try run(["export", folder.path, "--format", format, "--out", file.path]).status == 0)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/glpsol")
    let read = format == "mps" ? "--freemps" : "--lp"
    process.arguments =
      [read, file.path, "-w", folder.appending(path: "out").path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // `s mip ROWS COLUMNS STATUS OBJECTIVE`
    let line = try #require(
      String(contentsOf: folder.appending(path: "out"), encoding: .utf8).split(separator: "\n").first {
        $0.hasPrefix("s mip")
      })
    // In MPS the objective is negated.
    let other = try #require(Double(line.split(separator: " ").last!)) * (format == "mps" ? -1 : 1)
    let ours = try #require(try defaultSolver.solve(program, SolveRequest(relativeGap: 0)).solution?.objective)
    #expect(abs(other - ours) <= 1e-6 * abs(ours), "\(other), ours \(ours)")
  }

  private func scenario(_ name: String, _ lists: String = "lists") -> String {
    repository.appending(path: "Scenarios/\(name)/\(lists)").path
  }

  /// The comment of a file, line by line.
  private func comment(of text: String, _ mark: String) -> String {
    text.split(separator: "\n").filter { $0.hasPrefix(mark + " ") }.map { $0.dropFirst(2) + "\n" }.joined()
  }

  /// The note is in the file and on standard error, in both languages and both formats.
  @Test(arguments: ["mps", "lp"]) func itSaysThatPeopleAreLeftOut(format: String) throws {
    let lists = scenario("qinghe")
    let said = [
      "en": [
        "left out: people. 120 volunteers", "skill, vetting", "time-bank", "--whole", "decided before and held: floors",
      ],
      "zh": ["未含：人员。120 名志愿者", "skill、vetting", "time-bank", "--whole", "已定并作为约束：保底"],
    ]
    for (language, words) in said {
      let result = try run(["export", lists, "--format", format, "--lang", language])
      #expect(result.status == 0)
      let note = comment(of: result.out, format == "mps" ? "*" : "\\")
      for word in words + ["thrift-sources"] {
        #expect(note.contains(word) && result.error.contains(word), "\(language) \(word): \(note)")
      }
    }
  }

  @Test func withPeopleItSaysSo() throws {
    let result = try run(["export", scenario("qinghe"), "--whole", "--lang", "en"])
    let note = comment(of: result.out, "*")
    #expect(result.status == 0 && !note.contains("left out: people") && !note.contains("continuous"))
    #expect(note.contains("with the people: 120 volunteers") && result.error.contains("with the people"))
    let program = try Program(mps: result.out)
    #expect(program.columns.contains { $0.meaning.rule.hasPrefix("heads_") && $0.kind == .integer })
    #expect(program.columns.contains { $0.meaning.rule.hasPrefix("draw_") })
  }

  @Test func withoutRolesNothingIsSaidOfPeople() throws {
    for options in [[], ["--whole"]] {
      let result = try run(["export", scenario("xiaohe"), "--lang", "en"] + options)
      #expect(result.status == 0 && result.error.contains("one unit of it is"))
      #expect(!result.error.contains("people") && !comment(of: result.out, "*").contains("people"))
    }
  }

  @Test func floorsThatAreNotProvenAreCalledSo() throws {
    let instance = try Instance(readLists(scenario("qinghe")).lists)
    let formulation = Formulation(instance)
    let floors = Array(formulation.stages(.value).prefix { !$0.isPolicy })
    guard case .allocated(let reached) = try StagedSolve(solver: defaultSolver).run(formulation, stages: floors) else {
      throw CocoaError(.featureUnsupported)
    }
    var exported = PolicyProgram(instance, .value, isWhole: false, holding: reached)
    func note(_ language: Language) -> String { exportNote(exported, .value, instance, language) }
    #expect(note(.en).contains("(proven best)") && !note(.en).contains("bound)"))
    exported.held[0].gap = 0.02
    #expect(note(.en).contains("within 2% of the lower bound") && note(.zh).contains("与下界相差 2%"))
    exported.held[0].limit = "work"
    #expect(note(.en).contains("stopped by the work limit") && note(.zh).contains("因达到计算量上限停止"))
    exported.open = [exported.held.removeLast()]
    #expect(note(.en).contains("left open, and not held: floors, sum") && note(.zh).contains("未定，没有约束：保底"))
    exported.limit = .work
    #expect(note(.en).contains("better floors may be possible") && note(.zh).contains("保底结果未必最好"))
  }

  @Test func whereTheFloorsHaveNoPlanNothingIsWritten() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "p.mps").path
    let none = try run(["export", scenario("xiaohe", "contradiction"), "--out", file, "--lang", "en"])
    #expect(none.status == 1 && none.out.isEmpty && none.error.contains("no plan obeys the rules"), "\(none)")
    let cut = try run(["export", scenario("qinghe"), "--work-limit", "1", "--out", file, "--lang", "en"])
    #expect(cut.status == 2 && cut.out.isEmpty && cut.error.contains("the work limit stopped the floors"), "\(cut)")
    #expect(!FileManager.default.fileExists(atPath: file))
  }
}
