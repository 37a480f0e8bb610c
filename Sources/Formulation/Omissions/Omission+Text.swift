import Model

extension Omission {
  /// The kind of the reason without what it is about, for counting.
  public var kind: Bilingual {
    switch self {
    case .done: Bilingual("已完成", "done already")
    case .decidedAgainst: Bilingual("会议决定不办", "decided against by the meeting")
    case .noResponsible: Bilingual("没有负责人", "nobody responsible")
    case .noApproval: Bilingual("未立项", "no approval")
    case .noStart: Bilingual("期间内开不了工", "cannot start within the plan")
    case .noFund(_, nil): Bilingual("没有资金可以付它的这类费用", "no fund may pay this kind of its costs")
    case .noFund: Bilingual("项目起止不在资金使用期内", "the project's days are outside those of the funds")
    case .noAsset: Bilingual("没有可用的物资场地", "no goods or venue that it may use")
    case .tooFewAble: Bilingual("符合条件的志愿者不够", "too few volunteers who qualify")
    case .prerequisite: Bilingual("前置项目未安排", "a project that must be done before or with it is not in the plan")
    case .incompatible: Bilingual("不能与已安排的项目同时办", "cannot be done together with a project in the plan")
    case .servesNothing: Bilingual("不对应任何需求", "serves no need")
    case .needsClosed: Bilingual("对应的需求已办结或撤回", "the needs that it serves are closed")
    case .outOfTime(let missed): missed.kind
    case .needsServed: Bilingual("对应的需求已由其他项目满足", "what it could serve is served by others")
    case .limit(let limit):
      switch limit.measure {
      case .projects: Bilingual("项目数已满", "a limit of projects is reached")
      case .money: Bilingual("会超过金额上限", "a limit of money would be exceeded")
      }
    case .moneyShort: Bilingual("凑不齐资金", "its cost cannot be covered")
    case .ruledOut(let shortage): PaymentRule.kind(of: shortage.rules)
    case .assetShort: Bilingual("余下的物资场地不够", "too little is left of goods or venues")
    case .peopleShort: Bilingual("余下的志愿者不够", "too few volunteers are left")
    case .variants(let all) where Set(all.map(\.reason.kind)).count == 1: all[0].reason.kind
    case .variants: Bilingual("各种做法各有原因", "each way of doing it fails for its own reason")
    case .weighed: Bilingual("全盘比较后没有选上", "weighed against the rest and not chosen")
    }
  }

  /// The reason in words, with its names and figures: one line, or two where money is missing.
  /// - Parameter currency: The currency of the plan.
  public func lines(_ language: Language, _ currency: Currency) -> [String] {
    let zh = language == .zh
    switch self {
    case .limit(let limit): return [limit.text(language, currency)]
    case .outOfTime(let missed): return [missed.text(language)]
    case .variants(let all):
      return all.map { variant in
        let lines = variant.reason.lines(language, currency)
        return variant.title + (zh ? "：" : ": ") + lines.joined(separator: zh ? "；" : "; ")
      }
    case .moneyShort(let shortage):
      let lines = shortage.lines(language, currency)
      return [kind[language] + (zh ? "：" : ": ") + lines[0]] + lines.dropFirst()
    case .ruledOut(let shortage): return [kind[language] + (zh ? "：" : ": ") + shortage.line(language, currency)]
    default: return [kind[language] + (subject(language).map { (zh ? "：" : ": ") + $0 } ?? "")]
    }
  }

  private func subject(_ language: Language) -> String? {
    let zh = language == .zh
    switch self {
    case .noFund(let types, let days):
      let types = types.joined(separator: zh ? "、" : ", ")
      guard let days else { return types }
      return zh
        ? "\(types)（项目 \(days.days)）" : "\(types) (the project runs \(days.days))"
    case .noAsset(let name): return name
    case .assetShort(let shortage): return shortage.text(language)
    case .tooFewAble(let shortage): return shortage.text(language, Bilingual("符合条件的", "qualify"))
    case .peopleShort(let shortage): return shortage.text(language, Bilingual("还有空的", "are left"))
    case .prerequisite(let id), .incompatible(let id): return id.text
    default: return nil
    }
  }
}

extension PaymentRule {
  /// The kind of reason that some rules are.
  fileprivate static func kind(of rules: [PaymentRule]) -> Bilingual {
    guard rules.count == 1 else {
      return Bilingual("几项付款规定合在一起，钱付不全", "several rules together keep it from being paid")
    }
    return switch rules[0] {
    case .pins: Bilingual("会议决定不由能付的资金支付", "decided by the meeting that a fund does not pay for it")
    case .matching: Bilingual("该配套的资金不能为它付款", "funds that have to match may not pay for it")
    case .setAside: Bilingual("专门比例不够付", "a set-aside leaves too little for it")
    case .costShares: Bilingual("分担比例不够付", "its places' cost shares leave too little for it")
    case .sources: Bilingual("资金来源个数不够", "it may have too few sources")
    }
  }
}

extension MissedNeed {
  /// Whether the project comes too late, too early, or in no period in which the need is due.
  fileprivate var kind: Bilingual {
    if let last = due.to, let first = days.from, first > last {
      return Bilingual("晚于需求期限", "too late for the needs that it serves")
    }
    if let first = due.from, let last = days.to, last < first {
      return Bilingual("早于需求期限", "too early for the needs that it serves")
    }
    return Bilingual("赶不上需求期限", "in no period in which the needs that it serves are due")
  }

  fileprivate func text(_ language: Language) -> String {
    let zh = language == .zh
    return zh
      ? "\(kind.zh)：项目 \(days.days)，\(need) 的期限 \(due.days)"
      : "\(kind.en): the project runs \(days.days), \(need) has to be served in \(due.days)"
  }
}

extension ReachedLimit {
  fileprivate func text(_ language: Language, _ currency: Currency) -> String {
    func money(_ amount: Int128) -> String { decimalText(amount, digits: currency.digits, grouped: true) }
    let scope =
      switch kind {
      case .total: Bilingual("全部", "")
      case .place: Bilingual(name, name + ": ")
      case .category: Bilingual(name.hasSuffix("类") ? name : name + "类", name + ": ")
      }
    switch (measure, language) {
    case (.projects(let most, let count), .zh): return "\(scope.zh)项目数已满（上限 \(most) 个，已安排 \(count) 个）"
    case (.projects(let most, let count), .en):
      return "\(scope.en)the limit of projects is reached (at most \(most), \(count) in the plan)"
    case (.money(let most, let spent, let least), .zh):
      return "会超过\(scope.zh)金额上限（上限 \(money(most))，已安排 \(money(spent))，它最少要 \(money(least))）"
    case (.money(let most, let spent, let least), .en):
      return
        "\(scope.en)the limit of money would be exceeded (at most \(money(most)), \(money(spent)) allotted in this plan; it costs at least \(money(least)))"
    }
  }
}

extension AssetShortage {
  fileprivate func text(_ language: Language) -> String {
    func amount(_ micro: Int128) -> String {
      decimalText(micro, digits: 6, grouped: true, trimmed: true) + (unit.isEmpty ? "" : " " + unit)
    }
    guard let left else { return name + (language == .zh ? "（要用的时段没有空）" : " (no room in its slots)") }
    return language == .zh
      ? "\(name)（要 \(amount(asked))，余得最多的一处只有 \(amount(left))）"
      : "\(name) (it needs \(amount(asked)), and no stock has more than \(amount(left)) left)"
  }
}

extension StaffShortage {
  fileprivate func text(_ language: Language, _ who: Bilingual) -> String {
    switch (measure, language) {
    case (.people(let asked, let found, let slot), .zh):
      return "岗位“\(role)”\(slot.map { "时段 \($0) " } ?? "")要 \(asked) 人，\(who.zh) \(found) 人"
    case (.people(let asked, let found, let slot), .en):
      return "role ‘\(role)’\(slot.map { " in slot \($0)" } ?? "") asks for \(asked), \(found) \(who.en)"
    case (.minutes(let asked, let found), .zh):
      return "岗位“\(role)”要 \(durationText(asked, .zh))，\(who.zh)人共有 \(durationText(found, .zh))"
    case (.minutes(let asked, let found), .en):
      return "role ‘\(role)’ asks for \(durationText(asked, .en)), those who \(who.en) have \(durationText(found, .en))"
    }
  }
}

extension Period {
  /// The period as `2026-01-01—2026-06-30`; an open end is left blank.
  fileprivate var days: String { "\(from?.description ?? "")—\(to?.description ?? "")" }
}
