import Allotment
import Formulation
import Foundation
import Intake
import Model
import Testing

/// Rows, projects and funds that stand twice and count twice.
@Suite struct RepeatTests {
  private func warnings(_ changes: [String: String]) throws -> [String] {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var files = [
      "funds": "id,name,department,amount\nF,奖补,财政局,100\n",
      "projects": "id,title,category,responsible,approved,from,to\nD,路灯,c,x,yes,,\n",
      "costs": "project,variant,cost_type,fixed,备注\nD,,m,90,\n",
    ]
    for (name, rows) in changes { files[name]! += rows + "\n" }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: "\(name).csv")) }
    let read = try readLists(folder.path)
    let found = read.warnings + Formulation(try Instance(read.lists)).warnings
    return found.filter { $0.code.hasSuffix("-repeated") }.map { "\($0.file):\($0.line) \($0.code)" }
  }

  @Test(arguments: ["D,,m,90,", "D,,m,90.00,", "D,,m,90元,"]) func aCostThatStandsTwiceIsTold(row: String) throws {
    #expect(try warnings(["costs": row]) == ["costs.csv:3 row-repeated"])
  }

  @Test(arguments: ["D,,m,91,", "D,,n,90,", "D,,m,90,第二盏"]) func otherCostsAreNoRepeats(row: String) throws {
    #expect(try warnings(["costs": row]) == [])
  }

  @Test(arguments: ["路灯", "路 灯", "路灯（重复）"]) func aProjectThatStandsTwiceIsTold(title: String) throws {
    let again = ["projects": "E,\(title),c,x,yes,,", "costs": "E,,m,90,"]
    #expect(try warnings(again) == ["projects.csv:3 item-repeated"])
  }

  @Test func otherProjectsAndFundsAreNoRepeats() throws {
    #expect(try warnings(["projects": "E,路灯,c,x,yes,,", "costs": "E,,m,80,"]) == [])
    #expect(try warnings(["projects": "E,路灯二期,c,x,yes,,", "costs": "E,,m,90,"]) == [])
    #expect(try warnings(["funds": "G,奖补,财政局,101"]) == [])
    #expect(try warnings(["funds": "G,奖补,民政局,100"]) == [])
    #expect(try warnings(["funds": "G,奖补,财政局,100"]) == ["funds.csv:3 item-repeated"])
  }
}
