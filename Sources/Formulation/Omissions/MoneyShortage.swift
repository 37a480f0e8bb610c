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
  /// These funds have to pay their match, and have too little left.
  case match([FundID])
  /// The rest is released too late for the project.
  case released

  /// The limit in words, as the end of a sentence about the fund.
  public func text(_ language: Language, _ currency: Currency) -> String {
    let zh = language == .zh
    switch self {
    case .share(let share):
      return zh ? "最多付总费用的 \(share.text)" : "it pays at most \(share.text) of a cost"
    case .tranche(let most):
      return zh ? "单笔最多 \(currency.text(most))" : "it pays at most \(currency.text(most)) for a project"
    case .least(let least):
      return zh ? "单笔至少 \(currency.text(least))" : "it pays at least \(currency.text(least)) for a project"
    case .place(let most):
      return zh ? "每村（社区）最多 \(currency.text(most))" : "it pays at most \(currency.text(most)) on each place"
    case .projects(let most):
      return zh ? "最多付 \(most) 个项目，已付满" : "it pays for at most \(counted(most, "project")), and does"
    case .match(let funds):
      let names = shortList(funds.map(\.text), language)
      return zh ? "须由 \(names) 配套，配套资金不够" : "\(names) must match it and cannot"
    case .released: return zh ? "其余的下达太晚" : "the rest is released too late"
    }
  }
}

/// The money that is missing for a project beside the plan as it is, at its least scale.
public struct MoneyShortage: Sendable, Equatable {
  /// A fund that has more left than it can pay for the project, and why.
  public struct Bar: Sendable, Equatable {
    /// The fund.
    public var fund: FundID
    /// What is left of it, in minor units.
    public var left: Int128
    /// The limit that leaves least.
    public var limit: FundLimit
  }

  /// The project's cost at its least scale, in minor units.
  public var cost: Int128
  /// No more than this can be paid for it, in minor units.
  public var payable: Int128
  /// The funds that may pay for it.
  public var funds: [FundID]
  /// Those of them whose own limits leave money that cannot be used for it, if that is a hundredth of what is missing.
  public var bars: [Bar]

  /// At least so much is missing, in minor units.
  public var missing: Int128 { cost - payable }

  /// What it costs, what can be paid and what is missing; then the funds whose money cannot be used, with their limits.
  func lines(_ language: Language, _ currency: Currency) -> [String] {
    let zh = language == .zh
    func money(_ amount: Int128) -> String { decimalText(amount, digits: currency.digits, grouped: true) }
    let names = funds.isEmpty ? (zh ? "能付款的资金" : "the funds that may pay") : shortList(funds.map(\.text), language)
    let payers = names + (zh && (funds.isEmpty || funds.count > 4) ? "" : " ")
    let first: String
    switch (language, payable) {
    case (.zh, 0): first = "最少要 \(money(cost))，\(payers)\(funds.count == 1 ? "" : "都")已付不出"
    case (.zh, _): first = "最少要 \(money(cost))，\(payers)最多还能付 \(money(payable))，差 \(money(missing))"
    case (.en, 0): first = "it costs at least \(money(cost)); \(payers)can pay no more"
    case (.en, _):
      first =
        "it costs at least \(money(cost)); \(payers)can still pay at most \(money(payable)); \(money(missing)) is missing"
    }
    let barred = bars.map { bar in
      let limit = bar.limit.text(language, currency)
      return zh ? "\(bar.fund) 余 \(money(bar.left))，\(limit)" : "\(bar.fund) has \(money(bar.left)), but \(limit)"
    }
    return [first] + (barred.isEmpty ? [] : [barred.joined(separator: zh ? "；" : "; ")])
  }
}

/// The first names of a list, and how many there are if not all are named.
func shortList(_ names: [String], _ language: Language) -> String {
  let zh = language == .zh
  let some = names.prefix(4).joined(separator: zh ? "、" : ", ")
  guard names.count > 4 else { return some }
  return some + (zh ? " 等 \(names.count) 个" : " and \(names.count - 4) more")
}
