import IntegerProgram
import Model

/// The outcome of a lexicographic solve.
public enum StagedOutcome: Sendable {
  /// A feasible point was found; limits may have ended stages before their proof.
  case allocated(StagedSolution)
  /// No point obeys every row.
  case infeasible
  /// A limit ended the solve before it found a point.
  case undecided(Limit)
}

/// A point in exact integers, with the result of each stage.
public struct StagedSolution: Sendable {
  package let point: [Int128]
  /// The record of each stage, as a plan writes it.
  public internal(set) var stages: [Plan.Stage]
  /// Values and bounds of the floor stages and the policy stage, in whole units.
  public var lexicographicValue: LexicographicValue
  /// The most severe limit that ended a stage before its proof; nil if every stage is proven.
  public internal(set) var limit: Limit?
  /// The solver's work, summed over the stages, in simplex iterations.
  public let work: Int
  /// Wall-clock time of each stage that was solved, by stage name.
  public internal(set) var durations: [String: Duration]
  /// The roster: which volunteer holds which role.
  public var assignments: [Allocation.Assignment] = []
  /// The number of Benders cut rounds: how often a decision of a stage could not be staffed.
  public var cuts = 0
  /// How much of earlier solves this solve reused.
  public internal(set) var reused = Reused()
}

/// The beginning or the end of a stage of a lexicographic solve.
public enum StageEvent: Sendable {
  /// A stage begins.
  case begun(StageName)
  /// A stage has ended, with its value at that time; later stages may still improve it within its gap.
  case ended(Plan.Stage)
}

/// The progress of a lexicographic solve at one moment, in whole units of the stage.
public struct StageProgress: Sendable {
  /// The name of the stage being solved.
  public var stage: String
  /// The objective value of the incumbent; nil if there is none yet.
  public var value: Double?
  /// The best bound; nil if there is none yet.
  public var bound: Double?
}
