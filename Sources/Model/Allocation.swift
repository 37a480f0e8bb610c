/// What a plan does: which variants are funded at what scale, and which fund pays how much for which of their costs.
///
/// Who serves whom follows from it: ``served(_:)``.
public struct Allocation: Sendable, Codable, Equatable {
  /// A project that is funded.
  public struct Award: Sendable, Codable, Equatable {
    public var project: ProjectID
    public var variant: VariantID
    /// In thousandths of the variant's scale unit.
    public var scale: Quantity
    /// The period in which it starts; nil where the plan has but one.
    public var period: PeriodID?
    public init(project: ProjectID, variant: VariantID, scale: Quantity, period: PeriodID? = nil) {
      self.project = project
      self.variant = variant
      self.scale = scale
      self.period = period
    }
  }

  /// What one fund pays for one type of cost of one project.
  public struct Payment: Sendable, Codable, Equatable {
    public var fund: FundID
    public var project: ProjectID
    public var costType: String
    public var amount: Money
    /// The cells that let this fund pay for this cost.
    public var permittedBy: [Citation]
    public init(fund: FundID, project: ProjectID, costType: String, amount: Money, permittedBy: [Citation] = []) {
      self.fund = fund
      self.project = project
      self.costType = costType
      self.amount = amount
      self.permittedBy = permittedBy
    }
  }

  /// What a project does for a need, in millionths of the need's unit.
  public struct Credit: Sendable, Codable, Equatable {
    public var need: NeedID
    public var project: ProjectID
    public var micro: Int64
    public init(need: NeedID, project: ProjectID, micro: Int64) {
      self.need = need
      self.project = project
      self.micro = micro
    }
  }

  /// What a project has of one asset: a part of a stock, or of what a venue holds in these slots for as long as it runs.
  public struct Use: Sendable, Codable, Equatable {
    public var project: ProjectID
    public var asset: AssetID
    /// The type that was asked for; nil where the asset itself was.
    public var type: String?
    /// Empty where it is needed all the time.
    public var slots: [SlotID]
    /// In millionths of the asset's unit.
    public var micro: Int64
    public init(project: ProjectID, asset: AssetID, type: String? = nil, slots: [SlotID] = [], micro: Int64) {
      self.project = project
      self.asset = asset
      self.type = type
      self.slots = slots
      self.micro = micro
    }
  }

  public var awards: [Award]
  public var payments: [Payment]
  public var credits: [Credit]
  public var uses: [Use]

  public init(
    awards: [Award] = [], payments: [Payment] = [], credits: [Credit] = [], uses: [Use] = []
  ) {
    self.awards = awards
    self.payments = payments
    self.credits = credits
    self.uses = uses
  }

  private enum CodingKeys: String, CodingKey { case awards, payments, credits, uses }

  public init(from decoder: Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    awards = try container.decode([Award].self, forKey: .awards)
    payments = try container.decode([Payment].self, forKey: .payments)
    credits = try container.decode([Credit].self, forKey: .credits)
    uses = try container.decodeIfPresent([Use].self, forKey: .uses) ?? []
  }

  /// What a township does not have is not written at all.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(awards, forKey: .awards)
    try container.encode(payments, forKey: .payments)
    try container.encode(credits, forKey: .credits)
    if !uses.isEmpty { try container.encode(uses, forKey: .uses) }
  }

  public var moneyUsed: Int128 { payments.reduce(0) { $0 + Int128($1.amount.minorUnits) } }
}
