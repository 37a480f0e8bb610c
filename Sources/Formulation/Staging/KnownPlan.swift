import ExactProgram
import Model

/// A plan of similar lists, in terms of a program's columns: it says where a search starts and is never taken on trust.
struct KnownPlan: Sendable {
  /// The columns of the sources that do not pay in the plan.
  private let idle: [Int]

  /// - Complexity: O(columns + payments).
  init(_ plan: Allocation, _ formulation: Formulation) {
    let paying = Set(plan.payments.map { SourceKey(fund: $0.fund, project: $0.project) })
    idle = formulation.columnMap.keys.enumerated().compactMap { column, key in
      if case .source(let source) = key, !paying.contains(source) { column } else { nil }
    }
  }

  /// Prepares a stage after the policy.
  ///
  /// These stages break ties: their best points are found soon and proven late, so they get as much work as usually finds
  /// them, and little is spent on certificates (decision 0066).
  /// - Parameter point: The point of the stages before.
  /// - Returns: The point from which the stage of the sources then starts; nil for other stages.
  func prepare(_ solve: inout StageSolve, from point: [Int128]) -> [Int128]? {
    solve.isBrief = true
    guard !solve.stage.freesStarts else { return nil }
    let (size, usual) = (solve.exact.rows.count + solve.exact.columns.count, solve.workLimit)
    func limit(_ iterations: Int) -> Int? { usual.map { max(1, min($0 / 10, iterations)) } }
    solve.workLimit = limit(solve.stage.id == .wishes ? 2 * size : size / 2)
    return solve.stage.id == .thriftSources ? start(of: solve, from: point, workLimit: limit(2 * size)) : nil
  }

  /// The point from which the stage of the sources starts: the best that is found with the sources of the plan and those of
  /// a point.
  private func start(of solve: StageSolve, from point: [Int128], workLimit: Int?) -> [Int128] {
    var held = solve
    held.workLimit = workLimit
    for column in idle where point[column] == 0 { held.exact.fix(column, at: 0) }
    guard case .solved(let end)? = try? held.search(from: point) else { return point }
    return end.value < solve.stage.objective.value(at: point) ? end.point : point
  }
}
