extension Plan {
  /// 会上改定. A decision of the joint meeting with the day on which it was made: who decided what, when and why.
  public struct Override: Sendable, Codable, Hashable {
    /// The decision, as ``PinKind`` names it.
    public var kind: String
    /// The project it is about.
    public var project: ProjectID
    /// The fund it is about; nil for none.
    public var fund: FundID?
    /// The amount kept; nil for none.
    public var amount: Money?
    /// The share of the project's cost kept; nil for none.
    public var share: Share?
    /// The volunteer it is about; nil for none.
    public var volunteer: VolunteerID?
    /// The role of the volunteer; nil for none.
    public var role: RoleID?
    /// Who decided.
    public var by: String
    /// When.
    public var on: Day
    /// Why.
    public var reason: String

    /// The record of a decision; nil for one without a day.
    init?(_ pin: Pin) {
      guard let on = pin.on else { return nil }
      (kind, project, fund, amount, share) = (pin.kind.rawValue, pin.project, pin.fund, pin.amount, pin.share)
      (volunteer, role, by, self.on, reason) = (pin.volunteer, pin.role, pin.by, on, pin.reason)
    }

    /// By what overrides are sorted: the day, and then everything else that one says.
    fileprivate var order: [String] {
      [
        on.description, project.text, kind, fund?.text ?? "", volunteer?.text ?? "", role?.text ?? "",
        amount.map { "\($0.minorUnits)" } ?? "", share?.text ?? "", by, reason,
      ]
    }
  }
}

extension Plan.Override {
  /// What was decided, in words; people, funds and roles by their ids.
  public func decision(_ currency: Currency) -> Bilingual {
    let isNot = kind == PinKind.mustNot.rawValue
    if let volunteer {
      let post = role.map { Bilingual("岗位 \($0)", " as \($0)") } ?? Bilingual("", "")
      return isNot
        ? Bilingual("\(volunteer) 不参加\(post.zh)", "\(volunteer) does not serve\(post.en)")
        : Bilingual("\(volunteer) 参加\(post.zh)", "\(volunteer) serves\(post.en)")
    }
    guard let fund else { return isNot ? Bilingual("不安排", "not carried out") : Bilingual("安排", "carried out") }
    if isNot { return Bilingual("资金 \(fund) 不支付", "fund \(fund) pays nothing") }
    if let amount {
      return Bilingual(
        "安排，资金 \(fund) 支付 \(currency.text(amount))", "carried out; fund \(fund) pays \(currency.text(amount))")
    }
    if let share {
      return Bilingual(
        "安排，资金 \(fund) 支付费用的 \(share.text)", "carried out; fund \(fund) pays \(share.text) of the cost")
    }
    return Bilingual("安排，资金 \(fund) 支付", "carried out; fund \(fund) pays")
  }
}

extension Lists {
  /// The decisions of the joint meeting that have a day, each once, as a plan records them; nil where there is none.
  /// - Complexity: O(n log n) in the number of pins.
  public var overrides: [Plan.Override]? {
    let found = Set(pins.compactMap(Plan.Override.init)).sorted { $0.order.lexicographicallyPrecedes($1.order) }
    return found.isEmpty ? nil : found
  }
}
