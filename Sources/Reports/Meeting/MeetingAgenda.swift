import Model

/// 议程和备选方案. What the joint meeting may decide otherwise at what price, and plans that stand beside the plan
/// (docs/pack.md).
///
/// Amounts of what the policy maximises are decimal texts in its unit: points, projects or the currency's major unit.
public struct MeetingAgenda: Sendable, Encodable {
  /// A decision that may be taken otherwise.
  public struct Decision: Sendable, Encodable {
    /// The project.
    public let project: String
    /// Whether the plan carries it out; the other decision is to leave it out, or else to put it in.
    public let isIn: Bool
    /// The least and the most that the other decision costs; the same where it is known exactly.
    public let least: String, most: String
    /// The other projects that come in and go out.
    public let comes: [String], goes: [String]
    /// What an explanation says of it.
    public let zh: [String], en: [String]

    /// Creates a decision from its parts.
    public init(
      project: String, isIn: Bool, price: (least: String, most: String), comes: [String], goes: [String],
      words: (zh: [String], en: [String])
    ) {
      (self.project, self.isIn, self.comes, self.goes) = (project, isIn, comes, goes)
      (least, most) = price
      (zh, en) = words
    }
  }

  /// A plan in a row of plans: what it reaches, and the projects that come and go against the plan.
  public struct Alternative: Sendable, Encodable {
    /// What it reaches of each aim, by the aim's name.
    public let reached: [String: String]
    /// The villages that get fewest points.
    public let leastServed: [String]
    /// The projects that it has and the plan has not, and the other way round.
    public let comes: [String], goes: [String]

    /// Creates an alternative from its parts.
    public init(reached: [String: String], leastServed: [String], comes: [String], goes: [String]) {
      (self.reached, self.leastServed, self.comes, self.goes) = (reached, leastServed, comes, goes)
    }
  }

  /// How many projects came to what.
  public struct Counts: Sendable, Encodable {
    /// The projects of the lists.
    public let projects: Int
    /// Those that the meeting settled already, or that are done.
    public let settled: Int
    /// Those with a price that leaves what is guaranteed as it is.
    public let priced: Int
    /// Those of which the other decision serves what is guaranteed worse.
    public let floors: Int
    /// Those of which the rules forbid the other decision.
    public let impossible: Int
    /// Those for which a limit came first.
    public let undecided: Int

    /// Creates counts from their parts.
    public init(projects: Int, settled: Int, priced: Int, floors: Int, impossible: Int, undecided: Int) {
      (self.projects, self.settled, self.priced) = (projects, settled, priced)
      (self.floors, self.impossible, self.undecided) = (floors, impossible, undecided)
    }
  }

  let schema = "allot-pack-1"
  /// The seal of the plan.
  public let seal: String
  /// The unit of what the policy maximises.
  public let unit: String
  /// The simplex iterations after which each solve stops.
  public let workLimit: Int
  /// How many projects came to what.
  public let counts: Counts
  /// The decisions with the smallest prices, these first.
  public let decisions: [Decision]
  /// What the plan reaches.
  public let plan: Alternative
  /// The plans beside it, by falling value.
  public let alternatives: [Alternative]
  /// Whether a limit ended a search for them before its proof.
  public let isLimited: Bool
  /// The files that were written, by their names.
  public var files: [String] = []

  /// Creates an agenda from its parts.
  public init(
    seal: String, unit: String, workLimit: Int, counts: Counts, decisions: [Decision], plan: Alternative,
    alternatives: [Alternative], isLimited: Bool
  ) {
    (self.seal, self.unit, self.workLimit, self.counts) = (seal, unit, workLimit, counts)
    (self.decisions, self.plan, self.alternatives, self.isLimited) = (decisions, plan, alternatives, isLimited)
  }
}
