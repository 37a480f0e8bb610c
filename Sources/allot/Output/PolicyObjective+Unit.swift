import Formulation
import Model

extension PolicyObjective {
  /// The unit of the policy's values as JSON names it: a kind of unit, or the currency's code.
  func unit(in currency: Currency) -> String {
    switch self {
    case .count: StageUnit.projects.rawValue
    case .money: currency.code
    case .value: StageUnit.points.rawValue
    }
  }
}
