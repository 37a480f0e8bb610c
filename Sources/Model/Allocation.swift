/// What a plan does: which variants are funded at what scale, which fund pays how much for which of their costs, and who
/// works on them.
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

  /// Who holds a role, when and for how long.
  public struct Assignment: Sendable, Codable, Equatable {
    public var volunteer: VolunteerID
    public var project: ProjectID
    public var role: RoleID
    /// Empty where the role has none.
    public var slots: [SlotID]
    public var minutes: Int64
    public init(volunteer: VolunteerID, project: ProjectID, role: RoleID, slots: [SlotID] = [], minutes: Int64) {
      self.volunteer = volunteer
      self.project = project
      self.role = role
      self.slots = slots
      self.minutes = minutes
    }
  }

  /// Minutes of a project that a beneficiary of the time bank receives, and a balance pays for.
  public struct Draw: Sendable, Codable, Equatable {
    public var beneficiary: BeneficiaryID
    public var minutes: Int64
    public init(beneficiary: BeneficiaryID, minutes: Int64) {
      self.beneficiary = beneficiary
      self.minutes = minutes
    }
  }

  public var awards: [Award]
  public var payments: [Payment]
  public var credits: [Credit]
  public var uses: [Use]
  public var assignments: [Assignment]
  public var draws: [Draw]

  public init(
    awards: [Award] = [], payments: [Payment] = [], credits: [Credit] = [], uses: [Use] = [],
    assignments: [Assignment] = [], draws: [Draw] = []
  ) {
    self.awards = awards
    self.payments = payments
    self.credits = credits
    self.uses = uses
    self.assignments = assignments
    self.draws = draws
  }

  private enum CodingKeys: String, CodingKey { case awards, payments, credits, uses, assignments, draws }

  public init(from decoder: Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    awards = try container.decode([Award].self, forKey: .awards)
    payments = try container.decode([Payment].self, forKey: .payments)
    credits = try container.decode([Credit].self, forKey: .credits)
    uses = try container.decodeIfPresent([Use].self, forKey: .uses) ?? []
    assignments = try container.decodeIfPresent([Assignment].self, forKey: .assignments) ?? []
    draws = try container.decodeIfPresent([Draw].self, forKey: .draws) ?? []
  }

  /// What a township does not have is not written at all.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(awards, forKey: .awards)
    try container.encode(payments, forKey: .payments)
    try container.encode(credits, forKey: .credits)
    if !uses.isEmpty { try container.encode(uses, forKey: .uses) }
    if !assignments.isEmpty { try container.encode(assignments, forKey: .assignments) }
    if !draws.isEmpty { try container.encode(draws, forKey: .draws) }
  }

  public var moneyUsed: Int128 { payments.reduce(0) { $0 + Int128($1.amount.minorUnits) } }
}
