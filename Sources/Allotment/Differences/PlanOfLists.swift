import Formulation
import Intake
import Model

/// A plan and the lists that it was made from.
public struct PlanOfLists: Sendable {
  /// The plan, which obeys the rules of the lists.
  public let plan: Plan
  /// The lists.
  public let folder: ListsFolder
  /// The lists, checked.
  public let instance: Instance
  /// Whether plan and lists are as they were written, so that the bounds of the plan hold.
  public let isAsWritten: Bool

  /// Joins a plan and its lists.
  public init(plan: Plan, folder: ListsFolder, instance: Instance, isAsWritten: Bool = true) {
    (self.plan, self.folder, self.instance, self.isAsWritten) = (plan, folder, instance, isAsWritten)
  }

  /// The value of the policy that the plan reaches, computed anew from what it does, as decimal text in the stage's unit; nil
  /// if the rules of a solve forbid the plan.
  /// - Complexity: that of formulating the lists.
  public var value: String? {
    let formulation = Formulation(instance)
    let stages = formulation.decidingStages(PolicyObjective(rawValue: plan.objective) ?? .value)
    guard let last = stages.last, let reached = formulation.reached(plan.allocation, stages) else { return nil }
    return decimalText(reached.last.value, digits: last.digits, trimmed: true)
  }
}
