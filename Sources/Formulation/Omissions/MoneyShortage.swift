import Model

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
  /// Those of them that have nothing left, or less than a hundredth of what is missing.
  public var usedUp: [FundID] = []
  /// Those of them whose own limits leave money that cannot be used for it, if that is a hundredth of what is missing.
  public var bars: [Bar]

  /// The rules besides the limits of each fund without which more could be paid.
  public var rules: [PaymentRule] = []
  /// Where the places' cost shares are among these rules: what they let funds pay.
  public var placeShares: [PlaceShares] = []
  /// Where it is among these rules: the most sources that the project may have.
  public var sources: Int?

  /// At least so much is missing, in minor units.
  public var missing: Int128 { cost - payable }

  /// What it costs and what can be paid, then what keeps money from it, in one line.
  func line(_ language: Language, _ currency: Currency) -> String {
    let zh = language == .zh
    func money(_ amount: Int128) -> String { decimalText(amount, digits: currency.digits, grouped: true) }
    let first =
      zh
      ? "最少要 \(money(cost))，最多能付 \(money(payable))"
      : "it costs at least \(money(cost)), and at most \(money(payable)) can be paid"
    return ([first] + causes(language, currency)).joined(separator: zh ? "；" : "; ")
  }

  /// What it costs, what can be paid and what is missing; then the funds whose money cannot be used, with their limits.
  func lines(_ language: Language, _ currency: Currency) -> [String] {
    let zh = language == .zh
    func money(_ amount: Int128) -> String { decimalText(amount, digits: currency.digits, grouped: true) }
    let payers = funds.isEmpty ? (zh ? "能付款的资金" : "the funds that may pay ") : names(funds, language)
    let first: String
    switch (language, payable) {
    case (_, 0):
      first = ([zh ? "最少要 \(money(cost))" : "it costs at least \(money(cost))"] + idle(language)).joined(
        separator: zh ? "，" : "; ")
    case (.zh, _): first = "最少要 \(money(cost))，\(payers)按规定最多还能付 \(money(payable))，差 \(money(missing))"
    case (.en, _):
      first =
        "it costs at least \(money(cost)); by the rules \(payers)can still pay at most \(money(payable)); \(money(missing)) is missing"
    }
    let causes = causes(language, currency)
    return [first] + (causes.isEmpty ? [] : [causes.joined(separator: zh ? "；" : "; ")])
  }

  /// Funds as the beginning of a sentence.
  private func names(_ funds: [FundID], _ language: Language) -> String {
    shortList(funds.map(\.text), language) + (language == .zh && funds.count > 4 ? "" : " ")
  }

  /// Of funds none of which can pay: those that are used up, and those that the rules keep from paying.
  private func idle(_ language: Language) -> [String] {
    let zh = language == .zh
    let kept = funds.filter { !usedUp.contains($0) }
    if funds.isEmpty {
      return [zh ? "能付款的资金按规定都不能再为它付款" : "the funds that may pay can pay nothing more for it by the rules"]
    }
    let spent =
      zh
      ? "\(names(usedUp, language))已用完或所剩无几"
      : "\(names(usedUp, language))\(usedUp.count == 1 ? "is" : "are") used up or nearly so"
    let barred =
      zh
      ? "\(names(kept, language))按规定\(kept.count == 1 ? "" : "都")不能再为它付款"
      : "\(names(kept, language))can pay nothing more for it by the rules"
    return (usedUp.isEmpty ? [] : [spent]) + (kept.isEmpty ? [] : [barred])
  }

  /// The funds whose money cannot be used, with their limits; then the rules that hold for all funds of the project.
  private func causes(_ language: Language, _ currency: Currency) -> [String] {
    let zh = language == .zh
    func money(_ amount: Int128) -> String { decimalText(amount, digits: currency.digits, grouped: true) }
    let barred = bars.map { bar in
      let limit = bar.limit.text(language, currency)
      return zh ? "\(bar.fund) 余 \(money(bar.left))，\(limit)" : "\(bar.fund) has \(money(bar.left)), but \(limit)"
    }
    let shares = placeShares.map { own in
      let (names, places) = (shortList(own.funds.map(\.text), language), shortList(own.places, language))
      return zh
        ? "\(names) 在各地点中只能用于\(places)，最多付其分担的 \(own.share.text)，即 \(money(own.most))"
        : "of its places, \(names) can only be used for \(places), and so for no more than the share of \(own.share.text) that falls there, \(money(own.most))"
    }
    let limit = sources.map { most in
      zh ? "资金来源最多 \(most) 个" : "it may have at most \(counted(most, "source"))"
    }
    return barred + shares + (limit.map { [$0] } ?? [])
  }
}

/// What funds may pay at most that are confined to some places of a joint project.
public struct PlaceShares: Sendable, Equatable {
  /// The names of the places.
  public var places: [String]
  /// The funds that reach no other place of the project.
  public var funds: [FundID]
  /// The share of the cost that falls to the places.
  public var share: Share
  /// The most that these funds may pay together, in minor units.
  public var most: Int128
}
