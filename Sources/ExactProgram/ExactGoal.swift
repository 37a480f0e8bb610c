import IntegerProgram

/// What a solve of an ``ExactProgram`` optimises.
package struct ExactGoal: Sendable {
  let name: String
  let objective: Expression
  let sense: Objective.Sense

  /// Makes a goal; its name stands in the row that demands a value of it.
  package init(name: String, objective: Expression, sense: Objective.Sense) {
    (self.name, self.objective, self.sense) = (name, objective, sense)
  }

  /// Any feasible point.
  package static var any: ExactGoal { ExactGoal(name: "any", objective: .zero, sense: .minimize) }
}
