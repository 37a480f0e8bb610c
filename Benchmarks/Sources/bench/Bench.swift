import DefaultSolver
import Formulation
import Foundation
import GLPKSolver
import Intake
import IntegerProgram
import Model

/// Solves one MPS file, or the policy of a lists folder, and prints how the certified gap falls: one line
/// `seconds objective bound nodes work` for each change, and one line of JSON at the end.
///
/// `bench FILE|LISTS [--gap G] [--time SECONDS] [--work ITERATIONS] [--objective count|money|value]
/// [--solver branch-and-cut|glpk] [--quiet]`
@main struct Bench {
  nonisolated static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String) -> String? {
      guard let at = arguments.firstIndex(of: name), at + 1 < arguments.count else { return nil }
      defer { arguments.removeSubrange(at...at + 1) }
      return arguments[at + 1]
    }
    let limits = Limits(
      gap: option("--gap").flatMap(Double.init) ?? 0,
      time: option("--time").flatMap(Double.init).map { .milliseconds(Int64($0 * 1000)) },
      work: option("--work").flatMap(Int.init))
    let objective = option("--objective").flatMap(PolicyObjective.init) ?? .value
    let solver: any Solver = option("--solver") == "glpk" ? GLPKSolver() : defaultSolver
    let trace = Trace(isQuiet: arguments.contains("--quiet"))
    guard let path = arguments.first(where: { !$0.hasPrefix("--") }) else {
      FileHandle.standardError.write(
        Data("usage: bench FILE|LISTS [--gap G] [--time SECONDS] [--work ITERATIONS] [--solver glpk] [--quiet]\n".utf8))
      exit(64)
    }
    var isFolder: ObjCBool = false
    let end =
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
      ? try policy(of: path, objective, solver, limits, trace) : try solution(of: path, solver, limits, trace)
    let name = URL(fileURLWithPath: path).lastPathComponent
    print(
      "{\"name\":\"\(name)\",\"status\":\"\(end.status)\",\"objective\":\(end.objective.map { "\($0)" } ?? "null"),"
        + "\"bound\":\(end.bound.map { "\($0)" } ?? "null"),\"work\":\(end.work),\"nodes\":\(trace.nodes),"
        + "\"seconds\":\(trace.seconds)\(end.stages)}")
  }

  /// Reads an MPS file and solves it.
  static func solution(of path: String, _ solver: any Solver, _ limits: Limits, _ trace: Trace) throws -> End {
    let program = try Program(mps: String(contentsOfFile: path, encoding: .utf8))
    let request = SolveRequest(
      relativeGap: limits.gap, workLimit: limits.work, timeLimit: limits.time,
      progress: { trace.add($0.objective, $0.bound, nodes: $0.nodes, work: $0.work) })
    let outcome = try solver.solve(program, request)
    var end = End(
      objective: outcome.solution?.objective, bound: outcome.solution.flatMap { $0.bound.isFinite ? $0.bound : nil },
      work: outcome.solution?.work ?? 0)
    switch outcome {
    case .optimal: break
    case .feasible(_, _, let limit): end.status = "feasible (\(limit.rawValue))"
    case .infeasible: end.status = "infeasible"
    case .unbounded: end.status = "unbounded"
    case .undecided(let limit): end.status = "undecided (\(limit.rawValue))"
    }
    return end
  }

  /// Solves a lists folder to the end of the policy stage, including floors and people: the time that a planner waits
  /// for.
  static func policy(
    of folder: String, _ objective: PolicyObjective, _ solver: any Solver, _ limits: Limits, _ trace: Trace
  ) throws -> End {
    let formulation = Formulation(try Instance(try readLists(folder).lists))
    let stages = formulation.stages(objective)
    let policy = stages.firstIndex { $0.isPolicy }!
    var solve = StagedSolve(solver: solver)
    (solve.gap, solve.timeLimit, solve.workLimit) = (limits.gap, limits.time, limits.work ?? solve.workLimit)
    solve.progress = { if $0.stage == stages[policy].name { trace.add($0.value, $0.bound) } }
    switch try solve.run(formulation, stages: Array(stages[...policy])) {
    case .infeasible: return End(status: "infeasible")
    case .undecided(let limit): return End(status: "undecided (\(limit.rawValue))")
    case .allocated(let solution):
      let stage = solution.stages.last { $0.name == stages[policy].name }!
      let told = solution.stages.map { stage in
        let seconds = (solution.durations[stage.name] ?? .zero) / .milliseconds(1) / 1000
        return "{\"name\":\"\(stage.name)\",\"value\":\(stage.value),\"bound\":\(stage.bound),\"seconds\":\(seconds)}"
      }
      return End(
        status: stage.limit.map { "feasible (\($0))" } ?? "optimal", objective: Double(stage.value),
        bound: Double(stage.bound), work: solution.work, stages: ",\"stages\":[\(told.joined(separator: ","))]")
    }
  }
}

struct Limits {
  var gap: Double
  var time: Duration?
  var work: Int?
}

struct End {
  var status = "optimal"
  var objective: Double?
  var bound: Double?
  var work = 0
  /// Further fields of the JSON: the stages up to the policy, each with its wall-clock seconds.
  var stages = ""
}
