import Formulation
import Model

/// The result of a solve without some lines of the rulebook. It is kept, so that a later run need not solve again.
public struct LiftedEnd: Sendable, Codable, Equatable {
  /// The value and the bound of a stage, in its whole units.
  struct Level: Sendable, Codable, Equatable {
    let stage: String, value: String, bound: String
  }

  /// The floor stages and the policy stage; empty where the work limit came before the policy had a value.
  let levels: [Level]
  /// Whether a limit ended the search.
  let isLimited: Bool
  /// Whether all plans of the lists as they are are plans here, too.
  let isRelaxed: Bool
  /// The lines that the best plan breaks, if that was worked out.
  let needed: [String]?

  /// The end of a search that was not made.
  static let none = LiftedEnd(levels: [], isLimited: false, isRelaxed: false, needed: nil)

  init(levels: [Level], isLimited: Bool, isRelaxed: Bool, needed: [String]?) {
    (self.levels, self.isLimited, self.isRelaxed, self.needed) = (levels, isLimited, isRelaxed, needed)
  }

  init(_ value: LexicographicValue?, isLimited: Bool, isRelaxed: Bool, needed: [String]? = nil) {
    self.init(
      levels: value?.levels.map { Level(stage: $0.stage.rawValue, value: "\($0.value)", bound: "\($0.bound)") } ?? [],
      isLimited: isLimited, isRelaxed: isRelaxed, needed: needed)
  }

  /// The value and the bound of a stage; nil if the lists without the lines have no such stage.
  func level(_ stage: StageName) -> (value: Int128, bound: Int128)? {
    levels.first { $0.stage == stage.rawValue }.flatMap { level in
      Int128(level.value).flatMap { value in Int128(level.bound).map { (value, $0) } }
    }
  }
}
