import BranchAndCut
import Foundation
import GLPKSolver
import IntegerProgram
import Synchronization

/// Solves one MPS file and prints how the certified gap fell: one line `seconds objective bound` for each change, and
/// at the end one line of JSON.
///
/// `bench FILE [--gap G] [--time SECONDS] [--work ITERATIONS] [--solver branch-and-cut|glpk] [--quiet]`
@main struct Bench {
  nonisolated static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String) -> String? {
      guard let at = arguments.firstIndex(of: name), at + 1 < arguments.count else { return nil }
      defer { arguments.removeSubrange(at...at + 1) }
      return arguments[at + 1]
    }
    let gap = option("--gap").flatMap(Double.init) ?? 0
    let time = option("--time").flatMap(Double.init)
    let work = option("--work").flatMap(Int.init)
    let isPlain = option("--solver") == "glpk"
    let isQuiet = arguments.contains("--quiet")
    let path = arguments.first { !$0.hasPrefix("--") } ?? ""
    let program = try Program(mps: String(contentsOfFile: path, encoding: .utf8))
    let solver: any Solver = isPlain ? GLPKSolver() : BranchAndCut(engine: GLPKSolver(), fallback: GLPKSolver())
    let clock = ContinuousClock()
    let start = clock.now
    @Sendable func seconds() -> Double { Double((clock.now - start) / .milliseconds(1)) / 1000 }
    let last = Mutex<(Double?, Double?)>((nil, nil))
    let nodes = Mutex(0)
    let request = SolveRequest(
      relativeGap: gap, workLimit: work, timeLimit: time.map { .milliseconds(Int64($0 * 1000)) },
      progress: { moment in
        nodes.withLock { $0 = moment.nodes }
        let isNew = last.withLock { known in
          if known == (moment.objective, moment.bound) { return false }
          known = (moment.objective, moment.bound)
          return true
        }
        if isNew, !isQuiet {
          print(
            seconds(), moment.objective.map { "\($0)" } ?? "-", moment.bound.map { "\($0)" } ?? "-", moment.nodes,
            moment.work)
        }
      })
    let outcome = try solver.solve(program, request)
    var status = "optimal"
    switch outcome {
    case .optimal: break
    case .feasible(_, _, let limit): status = "feasible (\(limit.rawValue))"
    case .infeasible: status = "infeasible"
    case .unbounded: status = "unbounded"
    case .undecided(let limit): status = "undecided (\(limit.rawValue))"
    }
    let name = URL(fileURLWithPath: path).lastPathComponent
    let solution = outcome.solution
    print(
      "{\"name\":\"\(name)\",\"status\":\"\(status)\",\"objective\":\(solution.map { "\($0.objective)" } ?? "null"),"
        + "\"bound\":\(solution.map { $0.bound.isFinite ? "\($0.bound)" : "null" } ?? "null"),\"work\":\(solution?.work ?? 0),"
        + "\"nodes\":\(nodes.withLock { $0 }),\"seconds\":\(seconds())}")
  }
}
