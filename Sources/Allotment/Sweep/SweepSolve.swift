import DefaultSolver
import Explanation
import Foundation
import Intake
import IntegerProgram
import Model

/// Does the tasks of a sweep. Each has a folder of its own, `ab/<id>` for an id that begins with `ab`, and is claimed by
/// the lock of that folder: of several runs at once, one does it.
///
/// A result depends on the task alone, so it is the same in whichever order, on however many threads and machines tasks are
/// done.
public final class SweepSolve: Sendable {
  /// What became of a task in one run.
  public enum Outcome: Sendable {
    /// It has its result; `isKept` if an earlier run or another one at the same time wrote it.
    case done(SweepResult, isKept: Bool)
    /// Its lists were refused.
    case refused(Findings)
    /// Its folder holds files that may not be replaced.
    case blocked(OutputRefused)
    /// The solver failed, or the plan failed the audit. Nothing was written.
    case failed(any Error)
    /// Another run is doing it.
    case claimed
    /// The run was interrupted before the task was done.
    case interrupted
  }

  private let tasks: [SweepTask]
  private let lists: SweepLists
  private let out: String
  private let manifest: SweepManifest
  private let interruption: Interruption
  private let figures: @Sendable (Plan, Instance) -> SweepResult.Figures
  private let solver: any Solver

  /// - Parameters:
  ///   - tasks: The tasks of the manifest that are to be done.
  ///   - out: The folder of the results.
  ///   - figures: What a plan does.
  public init(
    _ manifest: SweepManifest, _ tasks: [SweepTask], into out: String, _ interruption: Interruption,
    solver: any Solver = defaultSolver, figures: @escaping @Sendable (Plan, Instance) -> SweepResult.Figures
  ) {
    (self.manifest, self.tasks, self.out, self.interruption) = (manifest, tasks, out, interruption)
    (self.figures, self.solver) = (figures, solver)
    lists = SweepLists(manifest, for: tasks)
  }

  /// The path of a task's folder.
  public static func path(of task: SweepTask, in out: String) -> String { "\(out)/\(task.id.prefix(2))/\(task.id)" }

  /// Does the tasks that are not done. Waits for those that another run is doing, and does them itself if that run ends
  /// without them.
  /// - Parameter tell: Called with each task that this run is through with.
  /// - Returns: What became of the tasks, in their order; `interrupted` for those that were not begun.
  /// - Throws: ``WriteFault`` if a folder cannot be written, ``Findings`` if the manifest is of another version or solver; no
  ///   more tasks are begun then.
  public func run(threads: Int, tell: @Sendable (SweepTask, Outcome) -> Void) throws -> [Outcome] {
    var outcomes = [Outcome](repeating: .interrupted, count: tasks.count)
    var left = Array(tasks.indices)
    while !left.isEmpty, !interruption.isRaised {
      let round = left
      let found = try concurrentMap(round.count, threads: threads, unless: { interruption.isRaised }) { index in
        let task = tasks[round[index]]
        let outcome = try attempt(task)
        if case .claimed = outcome { return outcome }
        lists.release(task)
        tell(task, outcome)
        return outcome
      }
      for (index, outcome) in zip(round, found) { outcomes[index] = outcome ?? .interrupted }
      left = left.filter { if case .claimed = outcomes[$0] { true } else { false } }
      if left.count == round.count { usleep(100_000) }
    }
    for index in left { outcomes[index] = .interrupted }
    return outcomes
  }

  private func attempt(_ task: SweepTask) throws -> Outcome {
    let path = Self.path(of: task, in: out)
    if let result = kept(task, path) {
      // A killed run may have left its lock, and a mark in the folder that it had just finished.
      if status(TemporaryName(path).lock) != nil { _ = try? OutputFolder(path, for: .solve) }
      return .done(result, isKept: true)
    }
    let folder: OutputFolder
    do {
      try makeFolders(of: path)
      folder = try OutputFolder(path, for: .solve)
    } catch let fault as WriteFault where fault.isInUse {
      return .claimed
    } catch let refused as OutputRefused { return .blocked(refused) }
    // Another run may have finished it before this one claimed it.
    if let result = kept(task, path) { return .done(result, isKept: true) }
    do {
      return try solve(task, in: folder)
    } catch let refused as OutputRefused {
      return .blocked(refused)
    } catch  where error is AuditFault || error is SolverFault { return .failed(error) }
  }

  /// The result of a task that needs no further run.
  private func kept(_ task: SweepTask, _ path: String) -> SweepResult? {
    SweepResult(of: task, at: path).flatMap { $0.status == .refused ? nil : $0 }
  }

  /// Makes the folders above a task's. They stay: another run may be about to use them.
  private func makeFolders(of path: String) throws(WriteFault) {
    for folder in foldersAbove(path).map({ path.hasPrefix("/") ? "/" + $0 : $0 })
    where !FileManager.default.fileExists(atPath: folder) {
      do throws(WriteFault) { try Disk().makeFolder(folder) } catch {
        // Another run may have made it meanwhile.
        guard FileManager.default.fileExists(atPath: folder) else { throw WriteFault(path: out, reason: error.reason) }
      }
    }
  }

  /// Solves a task that this run has claimed, and writes its folder.
  private func solve(_ task: SweepTask, in folder: OutputFolder) throws -> Outcome {
    let isOwn = task.version == allotVersion && task.solver == solver.name
    let lists: ListsFolder
    do throws(Findings) { lists = try self.lists.lists(of: task) } catch {
      // For a manifest of another version, nothing is written at all.
      if isOwn { try folder.write([SweepResult.name: OutputFile(try jsonLine(SweepResult(task, refused: error)))]) }
      return .refused(error)
    }
    guard isOwn, let request = task.options.request(interruption) else { throw Findings(outdated(task)) }
    let run = try allocate(lists, request, solver: solver)
    if interruption.isRaised { return .interrupted }
    var files = lists.copies
    let result: SweepResult
    var times: Timings?
    switch run {
    case .planned(let plan, _, let timings):
      result = SweepResult(task, plan, figures(plan, try Instance(lists.lists)))
      times = timings
      files["plan.json"] = OutputFile(try plan.json())
      // `allocate` gives no plan that fails the audit.
      files[AuditVerdict.name] = OutputFile(try jsonLine(AuditVerdict([], seal: plan.seal)))
    case .infeasible(let conflict):
      let clashes = conflict.map { ScenarioRecord.Clash(rule: $0.rule, subjects: $0.subjects) }
      result = SweepResult(task, .infeasible, lists.lists.currency, conflict: clashes)
    case .undecided: result = SweepResult(task, .undecided, lists.lists.currency)
    }
    files[SweepResult.name] = OutputFile(try jsonLine(result))
    try folder.write(files, timings: times)
    return .done(result, isKept: false)
  }

  private func outdated(_ task: SweepTask) -> Finding {
    Finding(
      "manifest-outdated", file: manifest.path, value: "\(task.version), \(task.solver)",
      expected: Bilingual(
        "这个版本的 allot 用同一求解器写出的任务单", "a manifest that this version of allot made, with the same solver"),
      mend: Bilingual(
        "请用 allot sweep make 重新生成任务单，或用写出它的版本来算",
        "make the manifest again with allot sweep make, or run the version that made it"))
  }
}
