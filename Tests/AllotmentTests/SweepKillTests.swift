import Allotment
import DefaultSolver
import Foundation
import Intake
import IntegerProgram
import Model
import Testing

@testable import SwiftSource

/// Runs of a sweep at the same time, and runs that are killed.
@Suite struct SweepKillTests {
  /// How often each task was finished, by folder, as the log of all runs tells.
  private func finished(_ log: String, _ sweep: Sweeps) throws -> [String: Int] {
    try sweep.lines(log).reduce(into: [:]) { counts, line in
      if let place = line["event"] as? String == "plan-written" ? line["folder"] : line["path"] {
        counts["\(place)", default: 0] += 1
      }
    }
  }

  @Test func twoRunsAtOnceDoNothingTwice() throws {
    let sweep = try Sweeps()
    try sweep.make()
    try sweep.run("whole")
    let log = sweep.folder + "/log"
    let runs = try (0..<3).map { try sweep.start("o", ["--threads", "\($0 + 1)", "--log", log]) }
    for run in runs {
      run.waitUntilExit()
      // A run ends when all of its tasks are done, whoever did them.
      #expect(run.terminationStatus == 1)
    }
    #expect(sweep.bytes("o") == sweep.bytes("whole"))
    let counts = try finished(log, sweep)
    #expect(counts.count == 20 && counts.values.allSatisfy { $0 == 1 }, "\(counts)")
  }

  /// Whenever a run is killed, the next one ends with the same bytes, and does nothing again that was done.
  @Test func aRunThatWasKilledGoesOnWithTheSameBytes() throws {
    let sweep = try Sweeps()
    try sweep.make()
    try sweep.run("whole")
    let wanted = sweep.bytes("whole")
    var (random, kept) = (SplitMix64(state: 64), 0)
    for number in 0..<4 {
      let (out, log) = ("killed-\(number)", sweep.folder + "/log-\(number)")
      let run = try sweep.start(out, ["--log", log])
      let least = Int.random(in: 0...18, using: &random)
      while run.isRunning, sweep.results(out).count < least { usleep(1000) }
      usleep(UInt32.random(in: 0...20_000, using: &random))
      kill(run.processIdentifier, SIGKILL)
      run.waitUntilExit()
      let before = sweep.results(out).count
      let again = try sweep.run(out, ["--json", "--log", log])
      #expect(again.status == 1 && again.out.contains("\"kept\":\(before)"), "\(again)")
      #expect(sweep.bytes(out) == wanted, "\(number)")
      #expect(try finished(log, sweep).values.allSatisfy { $0 == 1 })
      kept += before
    }
    #expect(kept > 0)
  }

  /// The task of another run is waited for, and done as soon as that run has died without it.
  @Test func aTaskThatAnotherRunHoldsIsWaitedFor() throws {
    let sweep = try Sweeps(townships: 2, contradiction: false)
    try sweep.make()
    try sweep.run("whole")
    let held = try #require(sweep.results("whole").first).replacing("/whole/", with: "/o/")
    try FileManager.default.createDirectory(atPath: PathParts(held).folder, withIntermediateDirectories: true)
    var lock: FolderLock? = try FolderLock(held)
    let run = try sweep.start("o")
    while run.isRunning, sweep.results("o").count < 9 { usleep(1000) }
    usleep(300_000)
    #expect(run.isRunning && sweep.results("o").count == 9)
    withExtendedLifetime(lock) {}
    lock = nil
    run.waitUntilExit()
    #expect(run.terminationStatus == 0 && sweep.bytes("o") == sweep.bytes("whole"))
  }

  /// A solver of the name of allot's own that always fails.
  private struct FailingSolver: Solver {
    var name: String { defaultSolver.name }
    var boundTolerance: Double { defaultSolver.boundTolerance }

    func solve(_ program: Program, _ request: SolveRequest) throws(SolverFault) -> Outcome {
      throw SolverFault("the engine failed")
    }
  }

  /// A task on which the solver fails leaves nothing, and the next run tries it again.
  @Test func aTaskThatFailedIsTriedAgain() throws {
    let sweep = try Sweeps(townships: 2, contradiction: false)
    try sweep.make()
    let manifest = try SweepManifest(sweep.manifest)
    let figures = SweepResult.Figures(
      projects: 0, needs: 0, needsWholly: 0, needsPartly: 0, belowFloor: 0, available: 0, used: 0, idle: 0)
    let broken = SweepSolve(
      manifest, manifest.tasks, into: sweep.folder + "/o", Interruption(), solver: FailingSolver()
    ) { _, _ in figures }
    let outcomes = try broken.run(threads: 1) { _, _ in }
    #expect(outcomes.count { if case .failed = $0 { true } else { false } } == 10, "\(outcomes)")
    #expect(sweep.results("o").isEmpty)
    let sound = try sweep.run("o", ["--json"])
    #expect(sound.status == 0 && sound.out.contains("\"kept\":0"), "\(sound)")
    try sweep.run("whole")
    #expect(sweep.bytes("o") == sweep.bytes("whole"))
  }

  /// A signal ends a run with whole results only, and the next one goes on.
  @Test func anInterruptedRunGoesOn() throws {
    let sweep = try Sweeps()
    try sweep.make()
    try sweep.run("whole")
    let run = try sweep.start("o")
    while run.isRunning, sweep.results("o").count < 3 { usleep(1000) }
    kill(run.processIdentifier, SIGTERM)
    run.waitUntilExit()
    #expect([1, 130].contains(run.terminationStatus))
    #expect(try sweep.run("o").status == 1)
    #expect(sweep.bytes("o") == sweep.bytes("whole"))
  }
}
