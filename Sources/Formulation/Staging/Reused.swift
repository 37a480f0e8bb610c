import IntegerProgram
import Model

/// What a question's solve took over of what was known: how its stages began, and what it need not solve.
public struct Reused: Sendable, Equatable {
  /// Of all stages that were solved.
  public var stages: Reuse
  /// Stages of floors that were held where they stood, and not solved.
  public var floors: Int

  public init(_ stages: Reuse = Reuse(), floors: Int = 0) {
    self.stages = stages
    self.floors = floors
  }

  /// What stages of a written plan say.
  public init(_ stages: some Sequence<Plan.Stage>) {
    self.init(
      stages.compactMap(\.reused).reduce(Reuse()) {
        $0 + Reuse(hasStart: $1.plan, basics: $1.basis, cuts: $1.cuts)
      })
  }
}
