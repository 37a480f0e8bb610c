import Foundation
import Formulation
import Intake
import IntegerProgram
import Model
import Testing

@testable import allot

@Suite struct ExportedProgramTests {
  /// GLPK's own command reads what we write; the optimum must be the same.
  @Test(arguments: ["mps", "lp"]) func anotherReaderFindsTheSameOptimum(format: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = generateLists(TownshipSize(places: 3, needs: 12, funds: 4, projects: 10), seed: 11)
    for (name, text) in lists.files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let formulation = Formulation(try Instance(readLists(folder.path).lists))
    let stage = try #require(formulation.stages(.value).first { $0.isPolicy })
    let program = formulation.program(for: stage)
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
    // MPS has the objective negated.
    let other = try #require(Double(line.split(separator: " ").last!)) * (format == "mps" ? -1 : 1)
    let ours = try #require(try productSolver.solve(program, SolveRequest(relativeGap: 0)).solution?.objective)
    #expect(abs(other - ours) <= 1e-6 * abs(ours), "\(other), ours \(ours)")
  }
}
