import Formulation
import IntegerProgram
import Model
import Questions

/// Whose rules are, as answers say it.
extension Explainer {
  /// The level of who plans.
  var planner: Authority { instance.lists.planner }

  /// Whether who plans may waive a decision.
  func mayWaive(_ decision: Meaning) -> Bool { instance.mayWaive(decision, at: planner) }

  /// The planner's own level first, then those that can be asked, the nearest first.
  var levels: [Authority] { [planner] + planner.levelsToAsk }

  /// Whether a change that is somebody's is asked for at a level: the planner's own level answers for those below it.
  func isAsked(_ authority: Authority?, at level: Authority) -> Bool {
    guard let authority, authority != .law else { return false }
    return level == planner ? authority <= level : authority == level
  }

  /// A level, as answers call it.
  func level(_ authority: Authority) -> Value { .text(authority.name) }

  /// Words that say whose decisions are; none where all are the planner's own or nobody's to waive, how many are whose
  /// where they are of several holders.
  func owner(_ decisions: [Meaning]) -> Bilingual { owner(decisions.compactMap(instance.holder)) }

  /// Words that say whose things are, by the holder of each.
  func owner(_ holders: [RuleHolder]) -> Bilingual {
    let kinds = Self.holders.filter(holders.contains)
    if kinds.isEmpty || kinds == [.level(planner)] { return Bilingual("", "") }
    if kinds.count == 1 { return Bilingual("（\(kinds[0].owned.zh)）", " (\(kinds[0].owned.en))") }
    let counts = kinds.map { kind in (kind, holders.count { $0 == kind }) }
    return Bilingual(
      "（" + counts.map { "\($0.0.owned.zh) \($0.1) 条" }.joined(separator: "，") + "）",
      " (" + counts.map { "\($0.0.owned.en): \($0.1)" }.joined(separator: ", ") + ")")
  }

  /// Every holder of rules, the donors after the levels.
  private static let holders: [RuleHolder] = Authority.allCases.map { .level($0) } + [.donors]

  /// The values of a sentence that cites decisions: `owner` has the words of ``owner(_:)-swift.method``; `authority` has the level of each
  /// decision; `owners` counts the decisions of each holder, where there are several.
  func ownership(_ decisions: [Meaning]) -> [String: Value] {
    let authorities = decisions.map(instance.authority)
    let known = decisions.compactMap(instance.holder)
    var values: [String: Value] = [
      "owner": .text(owner(decisions)),
      "authority": .items(
        authorities.map { $0.map(\.value) ?? .text(Bilingual("", "")) }),
    ]
    let kinds = Self.holders.filter(known.contains)
    if kinds.count > 1 {
      values["owners"] = .items(kinds.map { kind in .labelled(kind.owned, .count(known.count { $0 == kind })) })
    }
    return values
  }
}

extension Authority {
  /// The level, in a sentence.
  var name: Bilingual {
    switch self {
    case .village: Bilingual("村里", "the village")
    case .township: Bilingual("镇里", "the township")
    case .county: Bilingual("县里", "the county")
    case .province: Bilingual("省里", "the province")
    case .law: Bilingual("法律", "the law")
    }
  }

  /// The level as the JSON of an answer gives it.
  var value: Value { .text(Bilingual(zh, rawValue)) }

  /// A name for the rules of the level, such as `县里的规定`; in English a possessive, such as `the county’s`.
  package var owned: Bilingual {
    self == .law ? Bilingual("法律规定", "law") : Bilingual("\(name.zh)的规定", "\(name.en)’s")
  }
}
