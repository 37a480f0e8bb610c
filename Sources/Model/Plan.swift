/// A plan as it is written to `plan.json`.
///
/// Equal lists, options and versions give equal plans: nothing in it depends on a clock, unless a time limit or a signal
/// ended the search.
public struct Plan: Sendable, Codable, Equatable {
  /// The result of one stage of the optimisation.
  public struct Stage: Sendable, Codable, Equatable {
    /// Name of the stage, such as `utilitarian`.
    public var name: String
    /// The objective value, exact, as decimal text in the stage's unit.
    public var value: String
    /// The bound that no plan passes, as decimal text in the stage's unit; equal to the value where the stage is proven
    /// optimal.
    public var bound: String
    /// `|bound − value| / max(1, |value|)` in the stage's smallest units, rounded up to 10⁻⁹.
    public var gap: Double
    /// Unit of value and bound, such as `points`.
    public var unit: String
    /// The limit that ended the stage before its proof: `work`, `time`, `memory` or `interruption`; nil for none.
    public var limit: String?
    /// The number of times the solver failed and the solve continued in another way; nil for none.
    public var rescues: Int?
    /// What earlier solves left to the stage; nil for nothing.
    public var reused: Reused?
    /// What the bound rests on: `exact` where it was decided anew in integers, apart from the search; `numeric` where
    /// it is the search's own bound, from floating-point multipliers with their rounding errors taken off; nil in plans
    /// of older versions.
    public var certificate: String?

    /// What a stage reused from earlier solves.
    public struct Reused: Sendable, Codable, Equatable {
      /// Whether the stage began from a known plan.
      public var plan: Bool
      /// The number of columns and rows that the known basis covered.
      public var basis: Int
      /// The number of known cuts.
      public var cuts: Int
      /// Creates a record from its parts.
      public init(plan: Bool, basis: Int, cuts: Int) {
        self.plan = plan
        self.basis = basis
        self.cuts = cuts
      }
    }

    /// Creates a stage from its parts.
    public init(
      name: String, value: String, bound: String, gap: Double, unit: String, limit: String? = nil, rescues: Int? = nil,
      reused: Reused? = nil, certificate: String? = nil
    ) {
      self.name = name
      self.value = value
      self.bound = bound
      self.gap = gap
      self.unit = unit
      self.limit = limit
      self.rescues = rescues
      self.reused = reused
      self.certificate = certificate
    }
  }

  /// 缺口. The part of a need that should be served and is not.
  public struct Shortfall: Sendable, Codable, Equatable {
    /// The need.
    public var need: NeedID
    /// The amount missing, in millionths of the need's unit.
    public var micro: Int64
    /// The rule that asks for it: `basic-floor` or `must-serve`.
    public var rule: String
    /// Creates a shortfall from its parts.
    public init(need: NeedID, micro: Int64, rule: String) {
      self.need = need
      self.micro = micro
      self.rule = rule
    }
  }

  /// 权重. The weight of a place's needs, and the terms of which it is the sum.
  public struct Weight: Sendable, Codable, Equatable {
    /// What one indicator adds to the weight.
    public struct Term: Sendable, Codable, Equatable {
      /// The indicator, by its name in the lists.
      public var indicator: String
      /// The place from which the indicator was taken: the place itself or one in which it lies.
      public var of: PlaceID
      /// The indicator's value.
      public var value: Quantity
      /// What it adds, in ten-thousandths.
      public var adds: Share
      /// Creates a term from its parts.
      public init(indicator: String, of: PlaceID, value: Quantity, adds: Share) {
        self.indicator = indicator
        self.of = of
        self.value = value
        self.adds = adds
      }
    }

    /// The place whose needs are weighted.
    public var place: PlaceID
    /// Version of the weight formula.
    public var version: String
    /// The formula's base.
    public var base: Share
    /// The terms, one for each indicator that the place or one in which it lies has.
    public var terms: [Term]
    /// The base plus the terms, at most the formula's cap.
    public var weight: Share
    /// Creates a weight from its parts.
    public init(place: PlaceID, version: String, base: Share, terms: [Term], weight: Share) {
      self.place = place
      self.version = version
      self.base = base
      self.terms = terms
      self.weight = weight
    }
  }

  /// The schema that this version writes and reads.
  public static let currentSchema = "allot-plan-2"

  /// Schema of the file.
  public var schema = Plan.currentSchema
  /// Title of the lists.
  public var title = ""
  /// The policy that was followed.
  public var policy = StageName.utilitarian.rawValue
  /// What the policy maximises: `value`, `money` or `count`.
  public var objective = "value"
  /// Currency of all amounts.
  public var currency = Currency()
  /// SHA-256 of the canonical form of each list, by file name.
  public var lists: [String: String] = [:]
  /// Name of the solver.
  public var solver = ""
  /// The relative gap that was asked for.
  public var requestedGap = 0.0
  /// The stages, in the order in which they were solved.
  public var stages: [Stage] = []
  /// Needs that are served less than they should be.
  public var shortfalls: [Shortfall] = []
  /// What is carried out, paid, served, used, assigned and drawn.
  public var allocation = Allocation()
  /// The weight of each place that has needs; nil without a weight formula.
  public var weights: [Weight]?
  /// The decisions of the joint meeting that have a day, by day and project; nil where there is none.
  public var overrides: [Override]?
  /// SHA-256 of the written plan without the seal.
  public var seal = ""

  /// Creates an empty plan of the current schema.
  public init() {}
}
