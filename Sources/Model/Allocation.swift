/// The content of a plan: variants carried out and their scales, payments by fund and cost type, needs served, assets
/// used, assignments of volunteers and time-bank draws.
public struct Allocation: Sendable, Codable, Equatable {
  /// 安排. A variant that is carried out.
  public struct Award: Sendable, Codable, Equatable {
    /// The project.
    public var project: ProjectID
    /// The variant of it.
    public var variant: VariantID
    /// The scale, in thousandths of the variant's scale unit.
    public var scale: Quantity
    /// The period in which it starts; nil where the plan has one period only.
    public var period: PeriodID?
    /// Creates an award from its parts.
    public init(project: ProjectID, variant: VariantID, scale: Quantity, period: PeriodID? = nil) {
      self.project = project
      self.variant = variant
      self.scale = scale
      self.period = period
    }
  }

  /// 支付. What one fund pays for one type of cost of one project, in one period.
  public struct Payment: Sendable, Codable, Equatable {
    /// The fund that pays.
    public var fund: FundID
    /// The project paid for.
    public var project: ProjectID
    /// The type of cost.
    public var costType: String
    /// The amount, in minor units.
    public var amount: Money
    /// The period in which it is paid; nil for that in which the project starts.
    public var period: PeriodID?
    /// The cells of the lists that permit the payment.
    public var permittedBy: [Citation]
    /// Creates a payment from its parts.
    public init(
      fund: FundID, project: ProjectID, costType: String, amount: Money, period: PeriodID? = nil,
      permittedBy: [Citation] = []
    ) {
      self.fund = fund
      self.project = project
      self.costType = costType
      self.amount = amount
      self.period = period
      self.permittedBy = permittedBy
    }
  }

  /// 满足量. How much of a need a project serves.
  public struct Credit: Sendable, Codable, Equatable {
    /// The need.
    public var need: NeedID
    /// The project.
    public var project: ProjectID
    /// The amount, in millionths of the need's unit.
    public var micro: Int64
    /// Creates a credit from its parts.
    public init(need: NeedID, project: ProjectID, micro: Int64) {
      self.need = need
      self.project = project
      self.micro = micro
    }
  }

  /// 使用. What a project uses of one asset: a part of a stock, or of a venue's capacity in some slots of every period
  /// in which it runs.
  public struct Use: Sendable, Codable, Equatable {
    /// The project.
    public var project: ProjectID
    /// The asset.
    public var asset: AssetID
    /// The type that was asked for; nil where the asset was named.
    public var type: String?
    /// The slots; empty for all the time.
    public var slots: [SlotID]
    /// The amount, in millionths of the asset's unit.
    public var micro: Int64
    /// Creates a use from its parts.
    public init(project: ProjectID, asset: AssetID, type: String? = nil, slots: [SlotID] = [], micro: Int64) {
      self.project = project
      self.asset = asset
      self.type = type
      self.slots = slots
      self.micro = micro
    }
  }

  /// 安排. A volunteer on a role of a project.
  public struct Assignment: Sendable, Codable, Equatable {
    /// The volunteer.
    public var volunteer: VolunteerID
    /// The project.
    public var project: ProjectID
    /// The role, an id within the project.
    public var role: RoleID
    /// The slots in which they serve; empty where the role has none.
    public var slots: [SlotID]
    /// Minutes served in all.
    public var minutes: Int64
    /// Creates an assignment from its parts.
    public init(volunteer: VolunteerID, project: ProjectID, role: RoleID, slots: [SlotID] = [], minutes: Int64) {
      self.volunteer = volunteer
      self.project = project
      self.role = role
      self.slots = slots
      self.minutes = minutes
    }
  }

  /// 支取. Minutes that a beneficiary of the time bank receives and a balance pays for.
  public struct Draw: Sendable, Codable, Equatable {
    /// The beneficiary.
    public var beneficiary: BeneficiaryID
    /// Minutes drawn.
    public var minutes: Int64
    /// Creates a draw from its parts.
    public init(beneficiary: BeneficiaryID, minutes: Int64) {
      self.beneficiary = beneficiary
      self.minutes = minutes
    }
  }

  /// What is carried out.
  public var awards: [Award]
  /// What is paid.
  public var payments: [Payment]
  /// What is served.
  public var credits: [Credit]
  /// What is used of goods and venues.
  public var uses: [Use]
  /// Who holds which role.
  public var assignments: [Assignment]
  /// What is drawn from the time bank.
  public var draws: [Draw]

  /// Creates an allocation from its parts.
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

  /// Decodes an allocation; absent uses, assignments and draws are empty.
  /// - Throws: `DecodingError`.
  public init(from decoder: Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    awards = try container.decode([Award].self, forKey: .awards)
    payments = try container.decode([Payment].self, forKey: .payments)
    credits = try container.decode([Credit].self, forKey: .credits)
    uses = try container.decodeIfPresent([Use].self, forKey: .uses) ?? []
    assignments = try container.decodeIfPresent([Assignment].self, forKey: .assignments) ?? []
    draws = try container.decodeIfPresent([Draw].self, forKey: .draws) ?? []
  }

  /// Encodes the allocation; empty uses, assignments and draws are left out.
  /// - Throws: `EncodingError`.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(awards, forKey: .awards)
    try container.encode(payments, forKey: .payments)
    try container.encode(credits, forKey: .credits)
    if !uses.isEmpty { try container.encode(uses, forKey: .uses) }
    if !assignments.isEmpty { try container.encode(assignments, forKey: .assignments) }
    if !draws.isEmpty { try container.encode(draws, forKey: .draws) }
  }

  /// The sum of all payments, in minor units.
  public var moneyUsed: Int128 { payments.reduce(0) { $0 + Int128($1.amount.minorUnits) } }

  /// The sum of the payments by fund; a fund that pays nothing may be missing.
  public var spending: [FundID: Money] { payments.byFund }

  /// The sum of the payments by project, in minor units; a project without payments is missing.
  public var costs: [ProjectID: Int128] {
    payments.reduce(into: [:]) { $0[$1.project, default: 0] += Int128($1.amount.minorUnits) }
  }

  /// What is served by need, in millionths of its unit; a need without credits is missing.
  public var served: [NeedID: Int128] { credits.reduce(into: [:]) { $0[$1.need, default: 0] += Int128($1.micro) } }

  /// The sum of a fund's payments, in minor units.
  public func spent(by fund: FundID) -> Int128 {
    payments.reduce(0) { $1.fund == fund ? $0 + Int128($1.amount.minorUnits) : $0 }
  }
}

extension Sequence<Allocation.Payment> {
  /// The sum of the payments by fund; a fund that pays nothing may be missing.
  public var byFund: [FundID: Money] { reduce(into: [:]) { $0[$1.fund, default: .zero] += $1.amount } }

  /// The sum of the payments.
  public var total: Money { reduce(.zero) { $0 + $1.amount } }
}
