import CGLPK
import IntegerProgram
import Synchronization

/// The result of one guarded call into GLPK.
struct Answer: Sendable {
  enum Status: Sendable { case optimal, feasible, infeasible, unbounded, undecided, failed }
  var status: Status
  var limit: Limit?
  /// One value for each column, if GLPK found any point.
  var point: [Double]?
  var objective: Double
  var bound: Double
  var work: Int
  var log: String

  var outcome: Outcome {
    let solution = Solution(values: point ?? [], objective: objective, bound: bound, work: work)
    switch status {
    case .optimal: return .optimal(solution)
    case .feasible: return .feasible(solution, gap: solution.gap, limit: limit ?? .work)
    case .infeasible: return .infeasible
    case .unbounded: return .unbounded
    case .undecided, .failed: return .undecided(limit ?? .work)
    }
  }
}

/// The request of a running call, which C holds as a pointer.
private final class Watcher {
  let request: SolveRequest
  init(_ request: SolveRequest) { self.request = request }
}

extension FlatProgram {
  /// Runs GLPK on a separate thread and waits for it.
  func solved(_ request: SolveRequest, start: [Double]?, strategy: GLPKStrategy) -> Answer {
    if isEmpty {
      return Answer(
        status: .infeasible, limit: nil, point: nil, objective: 0, bound: 0, work: 0, log: "")
    }
    return onOwnThread { call(request, start: start, strategy: strategy) }
  }

  private func call(_ request: SolveRequest, start: [Double]?, strategy: GLPKStrategy) -> Answer {
    let watcher = Watcher(request)
    var values = [Double](repeating: 0, count: max(1, isInteger.count))
    var raw = cglpk_answer()
    var log = [CChar](repeating: 0, count: CGLPK_LOG_BYTES)
    let usable = start.flatMap { isSatisfied(by: $0) ? $0 : nil }
    withExtendedLifetime(watcher) {
      values.withUnsafeMutableBufferPointer { values in
        raw.values = values.baseAddress
        log.withUnsafeMutableBufferPointer { log in
          raw.log = log.baseAddress
          withProblem { problem in
            var asked = rawRequest(watcher, strategy, hasStart: usable != nil)
            if let usable {
              usable.withUnsafeBufferPointer { start in
                asked.start = start.baseAddress
                solveOneAtATime(&problem, &asked, &raw)
              }
            } else {
              solveOneAtATime(&problem, &asked, &raw)
            }
          }
        }
      }
    }
    let point = raw.has_point == 1 ? Array(values.prefix(isInteger.count)) : nil
    return Answer(
      status: Self.status(raw.status), limit: Self.limit(raw.limit), point: point,
      objective: point.map(value(of:)) ?? 0, bound: raw.bound, work: Int(raw.work),
      log: String(decoding: log.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// The request in C; its `watch` reads `watcher`, which must outlive the call.
  private func rawRequest(_ watcher: Watcher, _ strategy: GLPKStrategy, hasStart: Bool) -> cglpk_request {
    let request = watcher.request
    var raw = cglpk_request()
    raw.relative_gap = request.relativeGap
    raw.work_limit = Int64(request.workLimit ?? -1)
    raw.time_limit_ms = request.timeLimit.map(Self.milliseconds) ?? -1
    raw.memory_limit_mib = Int32(clamping: request.memoryLimitMiB ?? 0)
    raw.branching = strategy.branching
    raw.cuts = strategy.cuts ? 1 : 0
    raw.pump = strategy.pump ? 1 : 0
    raw.presolve = strategy.presolve && !hasStart ? 1 : 0
    raw.integral_objective = hasIntegralObjective ? 1 : 0
    raw.context = Unmanaged.passUnretained(watcher).toOpaque()
    raw.watch = { context, objective, bound, nodes, work in
      let request = Unmanaged<Watcher>.fromOpaque(context!).takeUnretainedValue().request
      request.progress?(
        Progress(
          objective: objective.isNaN ? nil : objective, bound: bound.isFinite ? bound : nil, nodes: Int(nodes),
          work: Int(work)))
      return request.interruption?.isRaised == true ? Int32(CGLPK_STOP) : Int32(CGLPK_GO_ON)
    }
    return raw
  }

  private static func milliseconds(_ limit: Duration) -> Int32 {
    let parts = limit.components
    return Int32(clamping: max(1, min(2_000_000, parts.seconds) * 1000 + parts.attoseconds / 1_000_000_000_000_000))
  }

  private static func status(_ raw: Int32) -> Answer.Status {
    switch UInt32(raw) {
    case CGLPK_OPTIMAL.rawValue: .optimal
    case CGLPK_FEASIBLE.rawValue: .feasible
    case CGLPK_INFEASIBLE.rawValue: .infeasible
    case CGLPK_UNBOUNDED.rawValue: .unbounded
    case CGLPK_UNDECIDED.rawValue: .undecided
    default: .failed
    }
  }

  private static func limit(_ raw: Int32) -> Limit? {
    switch UInt32(raw) {
    case CGLPK_WORK.rawValue: .work
    case CGLPK_TIME.rawValue: .time
    case CGLPK_MEMORY.rawValue: .memory
    case CGLPK_STOPPED.rawValue: .interruption
    default: nil
    }
  }

  private func withProblem(_ body: (inout cglpk_problem) -> Void) {
    isInteger.withUnsafeBufferPointer { isInteger in
      lower.withUnsafeBufferPointer { lower in
        upper.withUnsafeBufferPointer { upper in
          objective.withUnsafeBufferPointer { objective in
            rowLower.withUnsafeBufferPointer { rowLower in
              rowUpper.withUnsafeBufferPointer { rowUpper in
                rowStarts.withUnsafeBufferPointer { rowStarts in
                  termColumns.withUnsafeBufferPointer { termColumns in
                    termValues.withUnsafeBufferPointer { termValues in
                      var problem = cglpk_problem(
                        column_count: Int32(isInteger.count), row_count: Int32(rowLower.count),
                        column_is_integer: isInteger.baseAddress, column_lower: lower.baseAddress,
                        column_upper: upper.baseAddress, objective: objective.baseAddress,
                        objective_constant: constant, maximize: maximize ? 1 : 0, row_lower: rowLower.baseAddress,
                        row_upper: rowUpper.baseAddress, row_starts: rowStarts.baseAddress,
                        term_columns: termColumns.baseAddress, term_values: termValues.baseAddress)
                      body(&problem)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// GLPK's cover cuts use static locals, so two trees must not run at once.
private let tree = Mutex<Void>(())

private func solveOneAtATime(
  _ problem: inout cglpk_problem, _ request: inout cglpk_request, _ answer: inout cglpk_answer
) {
  tree.withLock { _ in cglpk_solve(&problem, &request, &answer) }
}
