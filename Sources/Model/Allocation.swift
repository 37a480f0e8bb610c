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
    public init(project: ProjectID, variant: VariantID, scale: Quantity) {
      self.project = project
      self.variant = variant
      self.scale = scale
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

  public var awards: [Award]
  public var payments: [Payment]
  public var credits: [Credit]

  public init(awards: [Award] = [], payments: [Payment] = [], credits: [Credit] = []) {
    self.awards = awards
    self.payments = payments
    self.credits = credits
  }

  public var moneyUsed: Int128 { payments.reduce(0) { $0 + Int128($1.amount.minorUnits) } }
}
