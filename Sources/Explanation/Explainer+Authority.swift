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

  /// Who has to consent to waive decisions of a level: the donors where all of them are earmarks of gifts.
  func consenting(_ level: Authority, to decisions: [Meaning]) -> Bilingual {
    let isGift =
      !decisions.isEmpty
      && decisions.allSatisfy { decision in
        decision.rule == RuleName.eligibility.rawValue
          && decision.subjects.first
            .flatMap { instance.fundIndex[FundID($0)] }.map { instance.lists.funds[$0].isDonated } == true
      }
    return isGift ? Bilingual("捐赠人", "the donors") : level.name
  }

  /// Words that say whose decisions are; none where all are the planner's own or nobody's to waive.
  func owner(_ decisions: [Meaning]) -> Bilingual { owner(decisions.compactMap(instance.authority)) }

  /// Words that say whose things are; how many are whose, where they are of several levels.
  func owner(_ authorities: [Authority]) -> Bilingual {
    let kinds = Authority.allCases.filter(authorities.contains)
    if kinds.isEmpty || kinds == [planner] { return Bilingual("", "") }
    if kinds.count == 1 { return Bilingual("（\(kinds[0].owned.zh)）", " (\(kinds[0].owned.en))") }
    let counts = kinds.map { kind in (kind, authorities.count { $0 == kind }) }
    return Bilingual(
      "（" + counts.map { "\($0.0.owned.zh) \($0.1) 条" }.joined(separator: "，") + "）",
      " (" + counts.map { "\($0.0.owned.en): \($0.1)" }.joined(separator: ", ") + ")")
  }

  /// The values of a sentence that cites decisions: `owner` has the words of ``owner(_:)-swift.method``; `authority` has the
  /// level of each decision; `owners` counts the decisions of each level, where there are several levels.
  func ownership(_ decisions: [Meaning]) -> [String: Value] {
    let authorities = decisions.map(instance.authority)
    let known = authorities.compactMap(\.self)
    var values: [String: Value] = [
      "owner": .text(owner(decisions)),
      "authority": .items(
        authorities.map { $0.map(\.value) ?? .text(Bilingual("", "")) }),
    ]
    let kinds = Authority.allCases.filter(known.contains)
    if kinds.count > 1 {
      values["owners"] = .items(kinds.map { kind in .labelled(kind.owned, .count(known.count { $0 == kind })) })
    }
    return values
  }

  /// Says of each waiver that is supposed whose rule it is, unless it is the planner's to waive.
  func sayOwners(of changes: [Change], _ out: inout AnswerBuilder) {
    for case .waived(let decision) in changes where !mayWaive(decision) {
      guard let authority = instance.authority(of: decision) else { continue }
      let values: [String: Value] = [
        "rule": sentence(decision), "subjects": subjects(decision), "planner": level(planner),
        "level": level(authority), "authority": authority.value,
      ]
      out.say(authority == .law ? .whatIfLaw : .whatIfAsks, values)
    }
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
