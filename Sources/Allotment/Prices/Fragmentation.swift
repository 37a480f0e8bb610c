import Formulation
import IntegerProgram
import Model

/// 各自为政. What departments come to that each plan with their own funds alone, against the plan that pools them
/// (docs/prices.md).
public struct Fragmentation: Sendable {
  /// How a department chooses.
  public enum Choice: String, Sendable, CaseIterable {
    /// The best plan with its own funds.
    case optimal
    /// One project after another, by value for each unit of money.
    case greedy
  }

  /// A department.
  public struct Department: Sendable {
    /// The department as the funds name it; empty for funds that name none.
    public let name: String
    /// Its funds.
    public let funds: [FundID]
  }

  /// What one department plans for itself, as if there were no other.
  public struct Silo: Sendable, Codable, Equatable {
    /// Its plan; empty where the work limit came first.
    public let allocation: Allocation
    /// The value of the plan, and what no plan of the department passes whose floors are as good, in the policy's units as
    /// decimal digits; nil where the work limit came first.
    let valueText: String?, boundText: String?
    /// Whether a limit ended a search.
    public let isLimited: Bool

    /// The value in the policy stage's whole units.
    public var value: Int128? { valueText.flatMap { Int128($0) } }
    /// The bound in the policy stage's whole units.
    public var bound: Int128? { boundText.flatMap { Int128($0) } }
  }

  /// The plans of all departments, combined.
  public struct Together: Sendable {
    /// The combined allocation. The first department that plans a project carries it out.
    public let allocation: Allocation
    /// What it is worth at least and at most, in the policy stage's whole units.
    public let value: Int128, bound: Int128
    /// The projects that several departments plan.
    public let doubled: [ProjectID]
    /// What departments spend on projects that another carries out, in minor units.
    public let wasted: Int128
    /// The projects that find no people, goods or room any more, as the plans before took them.
    public let dropped: [ProjectID]
    /// The needs of which several departments serve more together than there is, or the same by the same project.
    public let servedTwice: [NeedID]
    /// The needs that get less than their floor asks for.
    public let belowFloor: Set<NeedID>
    /// What must be done and is not.
    public let missed: [Meaning]
    /// Whether a limit ended a search.
    public let isLimited: Bool
  }

  /// The departments, in the order of the funds.
  public internal(set) var departments: [Department] = []
  /// By choice: the plan of each department.
  public internal(set) var silos: [Choice: [Silo]] = [:]
  /// By choice: what they come to together.
  public internal(set) var together: [Choice: Together] = [:]
  /// The needs that the pooled plan serves and that no department serves, where each has its best plan.
  public internal(set) var onlyPooled: [NeedID] = []
  /// The projects of the pooled plan that several departments pay for, and whether no department is able to pay alone.
  public internal(set) var joint: [(project: ProjectID, departments: [Int], isProven: Bool)] = []
}

/// The part of the pooled value that is lost, in millionths, rounded down; below 0 if the departments reach more, as they
/// may where they serve floors worse or leave undone what must be done.
public func fragmentationCost(pooled: Int128, fragmented: Int128) -> Int128? {
  pooled > 0 ? (pooled - fragmented) * 1_000_000 / pooled : nil
}
