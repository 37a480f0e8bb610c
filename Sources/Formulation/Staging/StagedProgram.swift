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

  func settle(_ point: inout [Int128]) {}

  // Floors without a shortfall stay so, since the worst shortfall is fixed.
  func hold(_ stage: Stage, in exact: inout ExactProgram) {}

  func restricted(_ exact: ExactProgram, to stage: Stage, at point: [Int128]) -> ExactProgram {
    stage.holdsAwards ? holdingAwards(of: exact, at: point, freesStarts: stage.freesStarts) : exact
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

  func specializedEnd(
    of solve: inout StageSolve, from point: [Int128]
  ) throws(SolverFault) -> (end: StageSolve.End, exact: ExactProgram)? {
    solve.stage.isLeastLoad ? try leastLoad(&solve, from: point) : nil
  }

  func restated(_ point: [Int128], after stages: [Stage], _ assignments: [Allocation.Assignment]) -> [Int128]? {
    stages.count > 1 ? self.point(of: people.assignments(at: point)) : nil
  }
}
