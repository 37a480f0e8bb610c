import IntegerProgram
import Model

/// How much of earlier solves a solve reused: warm starts of its stages, and floor stages that it did not solve again.
public struct Reused: Sendable, Equatable {
  /// The reuse summed over all stages that were solved.
  public var stages: Reuse
  /// The number of floor stages that were fixed at their known value and not solved.
  public var floors: Int

  /// Makes a record of what was reused.
  public init(_ stages: Reuse = Reuse(), floors: Int = 0) {
    self.stages = stages
    self.floors = floors
  }

  /// Sums the reuse that the stages of a written plan record.
  public init(_ stages: some Sequence<Plan.Stage>) {
    self.init(
      stages.compactMap(\.reused).reduce(Reuse()) {
        $0 + Reuse(hasStart: $1.plan, basics: $1.basis, cuts: $1.cuts)
      })
  }
}
