/// A plan as it is written to `plan.json`.
public struct Plan: Sendable, Codable, Equatable {
  /// How one stage ended.
  public struct Stage: Sendable, Codable, Equatable {
    public var name: String
    /// Exact, as decimal text, in the stage's unit.
    public var value: String
    /// No plan does better, as decimal text; equal to the value where that is proven.
    public var bound: String
    /// `|bound - value| / |value|`.
    public var gap: Double
    public var unit: String
    /// The limit that ended the stage before its proof: `work`, `time`, `memory` or `interruption`.
    public var limit: String?
    /// How often the solver failed and went on another way; nil where it never did.
    public var rescues: Int?
    /// What the stage began with that was known before; nil where that was nothing.
    public var reused: Reused?
    /// What the bound rests on: `exact` where it was decided anew in integers, apart from the search; `numeric` where it is the
    /// search's own, from floating-point multipliers with their rounding errors taken off. nil in plans of older versions.
    public var certificate: String?

    /// What earlier solves left to a stage.
    public struct Reused: Sendable, Codable, Equatable {
      /// Whether a plan was known.
      public var plan: Bool
      /// Columns and rows that were in the basis already.
      public var basis: Int
      /// Cuts that were known.
      public var cuts: Int
      public init(plan: Bool, basis: Int, cuts: Int) {
        self.plan = plan
        self.basis = basis
        self.cuts = cuts
      }
    }

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

  /// A need that should have been served and could not be, wholly.
  public struct Shortfall: Sendable, Codable, Equatable {
    public var need: NeedID
    /// In millionths of the need's unit.
    public var micro: Int64
    public var rule: String
    public init(need: NeedID, micro: Int64, rule: String) {
      self.need = need
      self.micro = micro
      self.rule = rule
    }
  }

  /// What the needs of a place count for, and the terms that make it so.
  public struct Weight: Sendable, Codable, Equatable {
    /// What one indicator adds.
    public struct Term: Sendable, Codable, Equatable {
      public var indicator: String
      /// The place that the indicator was read from: the place itself or one in which it lies.
      public var of: PlaceID
      public var value: Quantity
      public var adds: Share
      public init(indicator: String, of: PlaceID, value: Quantity, adds: Share) {
        self.indicator = indicator
        self.of = of
        self.value = value
        self.adds = adds
      }
    }

    public var place: PlaceID
    /// Of the weight formula.
    public var version: String
    public var base: Share
    public var terms: [Term]
    /// The base and the terms, no more than the formula's cap.
    public var weight: Share
    public init(place: PlaceID, version: String, base: Share, terms: [Term], weight: Share) {
      self.place = place
      self.version = version
      self.base = base
      self.terms = terms
      self.weight = weight
    }
  }

  public static let currentSchema = "allot-plan-1"

  public var schema = Plan.currentSchema
  public var title = ""
  public var policy = "utilitarian"
  public var objective = "value"
  public var currency = Currency()
  /// SHA-256 of each list in canonical form, by file name.
  public var lists: [String: String] = [:]
  public var solver = ""
  public var requestedGap = 0.0
  public var stages: [Stage] = []
  public var shortfalls: [Shortfall] = []
  public var allocation = Allocation()
  /// Of each place that has needs; nil without a weight formula.
  public var weights: [Weight]?
  /// SHA-256 of all that is written but itself and the timings.
  public var seal = ""
  /// Wall-clock seconds by step; the only part that differs between two runs, and that nothing vouches for.
  public var timings: [String: Double] = [:]

  public init() {}
}
