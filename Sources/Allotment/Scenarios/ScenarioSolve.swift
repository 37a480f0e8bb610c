import Audit
import DefaultSolver
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model

/// A scenario that was solved, now or by an earlier run.
public struct SolvedScenario: Sendable {
  /// What was asked, and how the solve ended.
  public let record: ScenarioRecord
  /// The lists with the changes.
  public let folder: ListsFolder
  /// The lists with the changes, checked.
  public let instance: Instance
  /// What the policy maximises.
  public let objective: PolicyObjective
  /// The plan; nil unless the status is `planned`.
  public let plan: Plan?
  /// How long the run took that made the plan; nil for a scenario that an earlier run solved, or that has no plan.
  public let timings: Timings?
  /// Whether an earlier run solved the scenario.
  public let isKept: Bool
}

/// Solves scenarios one by one; each has a folder of its own, which a later run reads instead of solving again.
///
/// A scenario's result depends on its lists, the options and the base plan, so it is the same in whichever order and on
/// however many threads scenarios are solved.
public struct ScenarioSolve: Sendable {
  /// The options of each solve. The objective is that of scenarios that do not name one.
  public var request: Request
  private let solver: any Solver
  /// The folder in which each scenario has its folder.
  private let out: String

  /// - Parameter out: The folder in which each scenario has, or will have, its folder.
  public init(_ request: Request, into out: String, solver: any Solver = defaultSolver) {
    (self.request, self.out, self.solver) = (request, out, solver)
    self.request.rosters = KnownRosters()
  }

  /// Solves the lists without changes.
  /// - Returns: nil if the run was interrupted.
  /// - Throws: As ``solved(_:from:)``.
  public func base(_ folder: ListsFolder) throws -> SolvedScenario? {
    try solved(Scenario.base, [], folder, request.objective, from: nil)
  }

  /// Solves a scenario, or reads the plan that an earlier run wrote for the same lists and options.
  /// - Parameter base: The lists without changes. The policy stage starts from their plan; a scenario that only leaves less
  ///   money has the same plan if the plan obeys its rules.
  /// - Returns: nil if the run was interrupted.
  /// - Throws: `Findings` for inconsistent lists, `SolverFault` if the solver fails, ``AuditFault`` if the plan fails the
  ///   audit.
  public func solved(_ scenario: Scenario, from base: SolvedScenario) throws -> SolvedScenario? {
    let objective = scenario.objective.flatMap(PolicyObjective.init(rawValue:)) ?? request.objective
    return try solved(scenario.name, scenario.changes, scenario.folder, objective, from: base)
  }

  private func solved(
    _ name: String, _ changes: [Scenario.Change], _ folder: ListsFolder, _ objective: PolicyObjective,
    from base: SolvedScenario?
  ) throws -> SolvedScenario? {
    var request = request
    request.objective = objective
    request.start = base?.plan?.allocation
    request.isStartCertified = base?.plan?.stage(.utilitarian).map { $0.certificate == "exact" } ?? true
    var record = ScenarioRecord(name, changes, folder, request, solver: solver.name, start: base?.plan)
    let instance = try Instance(folder.lists)
    if let kept = try kept(record, folder, instance, objective) { return kept }
    let began = ContinuousClock.now
    if let base, let plan = try base.plan?.forLessMoney(of: changes, folder, instance, than: base.instance, objective) {
      let timings = Timings(plan: plan.seal, seconds: ["audit": (ContinuousClock.now - began).seconds])
      return SolvedScenario(
        record: record, folder: folder, instance: instance, objective: objective, plan: plan, timings: timings,
        isKept: false)
    }
    let run = try allocate(folder, request, solver: solver)
    if request.interruption?.isRaised ?? false { return nil }
    var (plan, timings): (Plan?, Timings?)
    switch run {
    case .planned(let made, _, let times): (plan, timings) = (made, times)
    case .infeasible(let conflict):
      record.status = .infeasible
      record.conflict = conflict.map { ScenarioRecord.Clash(rule: $0.rule, subjects: $0.subjects) }
    case .undecided: record.status = .undecided
    }
    return SolvedScenario(
      record: record, folder: folder, instance: instance, objective: objective, plan: plan, timings: timings,
      isKept: false)
  }

  /// Finds out whether the folders of scenarios can be written, before anything is solved, and removes what a killed run left
  /// beside them.
  /// - Throws: ``WriteFault`` or ``OutputRefused`` if one holds what a run may not replace.
  public func refuseForeignFolders(of names: [String]) throws {
    for name in names { _ = try OutputFolder(path(of: name), for: .solve) }
  }

  /// The folders of scenarios that an earlier run wrote and this one does not.
  /// - Parameter names: The scenarios of this run, the base among them.
  public func strangers(beside names: [String]) -> [String] {
    (Allotment.names(in: out) ?? []).filter { !names.contains($0) && ScenarioRecord.read(of: path(of: $0)) != nil }
      .sorted()
  }

  /// The path of a scenario's folder.
  public func path(of name: String) -> String { out + "/" + name }

  /// What an earlier run found for the same lists and options; nil if there is nothing, or it was changed since.
  private func kept(
    _ asked: ScenarioRecord, _ folder: ListsFolder, _ instance: Instance, _ objective: PolicyObjective
  ) throws -> SolvedScenario? {
    let path = path(of: asked.scenario)
    let survey = FolderSurvey(of: path)
    guard survey.command == .solve, survey.edited.isEmpty, survey.own.contains(ScenarioRecord.name),
      let record = ScenarioRecord.read(of: path), record.asksTheSame(as: asked)
    else { return nil }
    var plan: Plan?
    if record.status == .planned {
      guard survey.own.contains("plan.json"), let data = fileData(path + "/plan.json"),
        let read = try? Plan(json: data, file: "plan.json"), try read.seal == read.computedSeal(),
        try read.json() == data
      else { return nil }
      let breaches =
        audit(read.allocation, of: instance, shortfalls: read.shortfalls) + auditWeights(read, of: instance)
        + auditRecord(read, of: instance)
      guard breaches.isEmpty else { throw AuditFault(breaches: breaches) }
      plan = read
    }
    return SolvedScenario(
      record: record, folder: folder, instance: instance, objective: objective, plan: plan, timings: nil, isKept: true)
  }

  /// Writes the folder of a scenario that this run solved: the lists, the record, and with a plan its files.
  /// - Parameter tables: The tables beside a plan, by file name.
  /// - Throws: ``WriteFault`` or ``OutputRefused``; a folder of an earlier run is then unchanged.
  public func write(_ solved: SolvedScenario, tables: [String: Data]) throws {
    let path = path(of: solved.record.scenario)
    var files = tables.mapValues { OutputFile($0) }
    files[ScenarioRecord.name] = OutputFile(try solved.record.json())
    if let plan = solved.plan { files["plan.json"] = OutputFile(try plan.json()) }
    files.merge(solved.folder.copies) { $1 }
    try OutputFolder(path, for: .solve).write(files, timings: solved.timings)
  }
}
