import Model

/// What keeps a fund with money left from paying more for a project.
public enum FundLimit: Hashable, Sendable {
  /// Of the whole cost it pays no more than this share.
  case share(Share)
  /// It pays for one project at most so much.
  case tranche(Money)
  /// It pays for a project at least so much, and less is left or asked for.
  case least(Money)
  /// It pays at most so much on each place.
  case place(Money)
  /// It pays for at most so many projects, and does.
  case projects(Int)
  /// These funds have to pay their match, and can pay too little.
  case match([FundID])
  /// These funds have to pay their match, and may not pay for these projects.
  case unmatched(by: [FundID], for: [ProjectID])
  /// At least this share of what it pays goes to a group, category or place of this name; so it can pay no more than so
  /// much, in minor units, for others.
  case setAside(Share, of: String, most: Int128)
  /// The joint meeting decided that it does not pay for the project.
  case pinned
  /// The rest is released too late for the project.
  case released

  /// The limit in words, as the end of a sentence about the fund.
  public func text(_ language: Language, _ currency: Currency) -> String {
    let zh = language == .zh
    switch self {
    case .share(let share):
      return zh ? "最多付总费用的 \(share.text)" : "it pays at most \(share.text) of a cost"
    case .tranche(let most):
      return zh ? "每个项目最多付 \(currency.text(most))" : "it pays at most \(currency.text(most)) for a project"
    case .least(let least):
      return zh ? "每个项目至少付 \(currency.text(least))" : "it pays at least \(currency.text(least)) for a project"
    case .place(let most):
      return zh ? "每村（社区）最多 \(currency.text(most))" : "it pays at most \(currency.text(most)) on each place"
    case .projects(let most):
      return zh ? "最多付 \(most) 个项目，已安排满" : "it pays for at most \(counted(most, "project")), and does"
    case .match(let funds):
      let names = shortList(funds.map(\.text), language)
      return zh ? "须由 \(names) 配套，配套资金不够" : "\(names) must match it, and the match falls short"
    case .unmatched(let funds, let projects):
      let (names, whom) = (shortList(funds.map(\.text), language), shortList(projects.map(\.text), language))
      return zh ? "须由 \(names) 配套，而 \(names) 不能为 \(whom) 付款" : "\(names) must match it and may not pay for \(whom)"
    case .setAside(let share, let name, let most):
      let amount = decimalText(most, digits: currency.digits, grouped: true)
      return zh
        ? "支出至少 \(share.text) 须用于\(name)，其他项目最多还能付 \(amount)"
        : "at least \(share.text) of what it pays goes to \(name), so it can pay at most \(amount) more for others"
    case .pinned: return zh ? "会议决定不由它付款" : "the meeting decided that it does not pay for it"
    case .released: return zh ? "其余的下达太晚" : "the rest is released too late"
    }
  }
}

/// The first names of a list, and how many there are if not all are named.
func shortList(_ names: [String], _ language: Language) -> String {
  let zh = language == .zh
  let some = names.prefix(4).joined(separator: zh ? "、" : ", ")
  guard names.count > 4 else { return some }
  return some + (zh ? " 等 \(names.count) 个" : " and \(names.count - 4) more")
}
