import Formulation
import IntegerProgram
import Model

/// Who holds a rule, and who has to consent before it is waived.
enum RuleHolder: Hashable {
  /// A level of government, or the law.
  case level(Authority)
  /// Those who gave the money of a fund, on terms of their own.
  case donors

  /// The holder, in a sentence.
  var name: Bilingual {
    switch self {
    case .level(let level): level.name
    case .donors: Bilingual("捐赠人", "the donors")
    }
  }

  /// A name for the rules of the holder, such as `县里的规定`; in English a possessive, such as `the county’s`.
  var owned: Bilingual {
    switch self {
    case .level(let level): level.owned
    case .donors: Bilingual("捐赠时约定的", "as agreed with the donors")
    }
  }
}

extension Instance {
  /// Who holds a decision's rule; nil for what nobody can waive.
  func holder(of decision: Meaning) -> RuleHolder? {
    guard let authority = authority(of: decision) else { return nil }
    return authority != .law && isTermOfGift(decision) ? .donors : .level(authority)
  }

  /// Whether a decision is a term on which a fund was given by donors: what it may be spent on, how, and how much it is.
  func isTermOfGift(_ decision: Meaning) -> Bool {
    guard let rule = RuleName(rawValue: decision.rule), rule.isTermOfFund, let id = decision.subjects.first,
      let f = fundIndex[FundID(id)]
    else { return false }
    return lists.funds[f].isDonated
  }

  /// Who has to consent, each once, before decisions are waived at a level: the donors for the terms of a gift, and levels
  /// above for what is theirs. Nobody where all are the level's own.
  func consenting(to decisions: [Meaning]) -> [RuleHolder] {
    consenting(to: decisions.map { ($0, authority(of: $0)) })
  }

  /// The same of decisions with the level of each.
  func consenting(to held: [(decision: Meaning, authority: Authority?)]) -> [RuleHolder] {
    let above = held.compactMap { decision, authority -> Authority? in
      guard let authority, authority > lists.planner, authority != .law else { return nil }
      // A gift is the donors' and nobody else's, unless the lists name another level than the usual one.
      let isUsual = authority == RuleName(rawValue: decision.rule)?.defaultAuthority
      return isTermOfGift(decision) && isUsual ? nil : authority
    }
    let levels = Authority.allCases.filter(above.contains).map { RuleHolder.level($0) }
    return levels + (held.contains { $0.authority != .law && isTermOfGift($0.decision) } ? [.donors] : [])
  }
}

extension Explainer {
  /// Who has to consent, each once, before who plans may waive decisions.
  func consenting(to decisions: [Meaning]) -> [RuleHolder] { instance.consenting(to: decisions) }

  /// Those who have to consent, in a sentence; empty where nobody has to.
  /// - Parameter isEither: Whether the one or the other is enough, rather than all.
  func names(of holders: [RuleHolder], isEither: Bool = false) -> Bilingual {
    Bilingual(
      holders.map(\.name.zh).joined(separator: isEither ? "或" : "和"),
      holders.map(\.name.en).joined(separator: isEither ? " or " : " and "))
  }

  /// Says who has to consent before a fund has more money, if it is not the planner's own.
  func sayConsent(toMore fund: FundID, depth: Int = 1, _ out: inout AnswerBuilder) {
    let holders = consenting(to: [Meaning(FundCap.name, [fund.text])])
    if !holders.isEmpty { out.say(.moneyConsent, ["who": .text(names(of: holders))], depth: depth) }
  }

  /// Says of each waiver that is supposed whose rule it is, unless it is the planner's to waive.
  func sayOwners(of changes: [Change], _ out: inout AnswerBuilder) {
    for case .waived(let decision) in changes {
      var values: [String: Value] = [
        "rule": sentence(decision), "subjects": subjects(decision), "planner": level(planner),
      ]
      guard let authority = instance.authority(of: decision), let holder = instance.holder(of: decision) else {
        if instance.isFact(decision) { out.say(.whatIfFact, values) }
        continue
      }
      let holders = consenting(to: [decision])
      values["authority"] = authority.value
      values["owned"] = .text(holder.owned)
      values["level"] = .text(holders.isEmpty ? authority.name : names(of: holders))
      if authority == .law {
        out.say(.whatIfLaw, values)
      } else if !holders.isEmpty {
        out.say(.whatIfAsks, values)
      }
    }
  }
}

extension RuleName {
  /// Whether the rule is one on which a fund's money was given: it is read from the fund's lists.
  fileprivate var isTermOfFund: Bool {
    switch self {
    case .fundCap, .eligibility, .noDoubleFunding, .tranche, .shareCap, .matching, .mostProjects, .capPerPlace,
      .setAside, .minimumSpend, .fundPeriod, .fundRelease:
      true
    default: false
    }
  }
}

extension Fund {
  /// Whether its money was given by donors, who alone may permit another use: it names its projects, as only donors do, or
  /// its name or department says so.
  var isDonated: Bool {
    if !projects.isEmpty { return true }
    // What government spends on donations is no gift.
    let words = ["遗体捐", "捐献工作", "捐赠站", "捐助站"].reduce((name + " " + department).lowercased()) {
      $0.replacing($1, with: "")
    }
    let gifts = [
      "捐", "善款", "慈善", "乡贤", "赞助", "众筹", "爱心款", "donat", "donor", "charit", "gift", "endowment", "bequest", "sponsor",
    ]
    return gifts.contains { words.contains($0) }
  }
}
