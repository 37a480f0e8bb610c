import Allotment
import Formulation
import Intake
import Model
import Reports

extension PlanWithLists {
  /// The plan as pages, with the warnings about its lists.
  /// - Parameter isLarge: Whether letters have large print.
  func pages(_ language: Language, isLarge: Bool = false) -> PlanPages {
    let findings = folder.warnings + instance.warnings + Formulation(instance).warnings
    return PlanPages(of: plan, instance, language, findings: findings.inOrder, isLarge: isLarge)
  }
}
