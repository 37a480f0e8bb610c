import ExactProgram
import IntegerProgram
import Model

/// A program that ``StagedSolve`` solves stage by stage: ``Formulation`` or ``RosterProgram``.
protocol StagedProgram: Sendable {
  /// The rows that every stage obeys.
  var exact: ExactProgram { get }

  /// The search for rosters of the program's points; nil where no point needs a roster.
  func staffing(by solve: StagedSolve) -> Staffing?

  /// Sets the columns that may exceed what a point's decisions imply to what they imply.
  func settle(_ point: inout [Int128])

  /// Adds a row that keeps the optimum of a stage that was not solved, unless the rows imply it already.
  func hold(_ stage: Stage, in exact: inout ExactProgram)

  /// The program of one stage.
  /// - Parameter point: The point of the stages before, some of whose decisions the stage may not change.
  func restricted(_ exact: ExactProgram, to stage: Stage, at point: [Int128]) -> ExactProgram

  /// A point from which a stage starts that is at least as good in it as the point of the stages before.
  func start(of solve: StageSolve, from point: [Int128]) -> [Int128]

  /// Replaces the point of all stages by the first in the order of ids of those that are equal in all of them, as far
  /// as the program settles equals.
  /// - Parameter exact: The program with a row for the result of each stage.
  func settleEquals(_ point: inout [Int128], in exact: ExactProgram)

  /// Solves a stage by a method of the program's own.
  /// - Parameter solve: The stage as one program, with its limits.
  /// - Returns: The end of the stage, and the program with the bounds that it reached; nil where the stage is solved as
  ///   one program.
  func specializedEnd(
    of solve: inout StageSolve, from point: [Int128]
  ) throws(SolverFault) -> (end: StageSolve.End, exact: ExactProgram)?

  /// Recomputes every column that follows from the decisions, so that none is larger than necessary.
  /// - Parameter stages: The stages that were solved.
  /// - Returns: nil if the stages do not decide everything, or if the recomputed point violates a row.
  func restated(_ point: [Int128], after stages: [Stage], _ assignments: [Allocation.Assignment]) -> [Int128]?
}

extension Formulation: StagedProgram {
  package func staffing(by solve: StagedSolve) -> Staffing? { hasRoles ? Staffing(self, solve) : nil }

  // Overshoots have rows only in the stages that weigh or keep them.
  func settle(_ point: inout [Int128]) { setOvershoots(&point) }

  // Floors without a shortfall stay so, since the worst shortfall is fixed.
  func hold(_ stage: Stage, in exact: inout ExactProgram) {
    if [.floorsWorst, .thriftRounding].contains(stage.id) {
      exact.add(Meaning("stage", [stage.name]), stage.objective, atMost: 0)
    }
  }

  func restricted(_ exact: ExactProgram, to stage: Stage, at point: [Int128]) -> ExactProgram {
    guard stage.holdsAwards else { return exact }
    var held = holdingAwards(of: exact, at: point, freesStarts: stage.freesStarts)
    if [.thriftRounding, .thriftFlexible, .thriftExpiry].contains(stage.id) { addOvershootRows(to: &held, at: point) }
    return held
  }

  // Of last minor units, and of money that others may use, most moves among funds that pay anyway; the sources need not
  // be searched for these.
  func start(of solve: StageSolve, from point: [Int128]) -> [Int128] {
    guard solve.stage.id == .thriftRounding || solve.stage.id == .thriftFlexible else { return point }
    var held = solve
    for (column, key) in columnMap.keys.enumerated() {
      if case .source = key { held.exact.fix(column, at: point[column]) }
    }
    guard case .solved(let end)? = try? held.search(from: point) else { return point }
    return end.value < solve.stage.objective.value(at: point) ? end.point : point
  }

  func specializedEnd(
    of solve: inout StageSolve, from point: [Int128]
  ) throws(SolverFault) -> (end: StageSolve.End, exact: ExactProgram)? { nil }

  func restated(_ point: [Int128], after stages: [Stage], _ assignments: [Allocation.Assignment]) -> [Int128]? {
    guard stages.contains(where: \.holdsAwards) else { return nil }
    var allocation = allocation(at: point)
    allocation.assignments = assignments
    return self.point(of: allocation)
  }
}

extension RosterProgram: StagedProgram {
  func staffing(by solve: StagedSolve) -> Staffing? { nil }

  // A load column may exceed the actual load.
  func settle(_ point: inout [Int128]) { setLoads(&point) }

  func hold(_ stage: Stage, in exact: inout ExactProgram) {
    exact.add(Meaning("stage", [stage.name]), stage.objective, atMost: 0)
  }

  func restricted(_ exact: ExactProgram, to stage: Stage, at point: [Int128]) -> ExactProgram { exact }

  func start(of solve: StageSolve, from point: [Int128]) -> [Int128] { point }

  func settleEquals(_ point: inout [Int128], in exact: ExactProgram) {}

  func specializedEnd(
    of solve: inout StageSolve, from point: [Int128]
  ) throws(SolverFault) -> (end: StageSolve.End, exact: ExactProgram)? {
    solve.stage.isLeastLoad ? try leastLoad(&solve, from: point) : nil
  }

  func restated(_ point: [Int128], after stages: [Stage], _ assignments: [Allocation.Assignment]) -> [Int128]? {
    stages.count > 1 ? self.point(of: people.assignments(at: point)) : nil
  }
}
