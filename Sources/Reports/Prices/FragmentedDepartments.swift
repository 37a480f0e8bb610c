import Model

/// 各自为政. What departments come to that plan with their own funds alone, as it is told (docs/prices.md). Money is in minor
/// units; values are decimal texts in the unit of the policy.
public struct FragmentedDepartments: Sendable, Encodable {
  /// What one department plans for itself.
  public struct Silo: Sendable, Encodable {
    /// What it is worth, and what no plan of the department passes whose floors are as good; nil where nothing was found.
    public let value: String?, bound: String?
    /// Its projects.
    public let projects: [String]
    /// What its funds pay.
    public let used: Int64
    /// Whether a limit ended the search.
    public let isLimited: Bool

    /// Creates a record from its parts.
    public init(value: String?, bound: String?, projects: [String], used: Int64, isLimited: Bool) {
      (self.value, self.bound, self.projects, self.used, self.isLimited) = (value, bound, projects, used, isLimited)
    }
  }

  /// A department.
  public struct Department: Sendable, Encodable {
    /// Its name; empty for funds that name none. Its funds, and what they may spend.
    public let name: String, funds: [String], available: Int64
    /// Its best plan, and that by value for each unit of money.
    public let optimal: Silo, greedy: Silo

    /// Creates a department from its parts.
    public init(name: String, funds: [String], available: Int64, optimal: Silo, greedy: Silo) {
      (self.name, self.funds, self.available) = (name, funds, available)
      (self.optimal, self.greedy) = (optimal, greedy)
    }
  }

  /// What plans come to: the pooled one, or those of all departments together.
  public struct Outcome: Sendable, Encodable {
    /// What it is worth at least and at most.
    public let value: String, bound: String
    /// The part of the pooled value that is lost, as decimal text; nil for the pooled plan, and where there is none to lose.
    public let cost: String?
    /// What is carried out.
    public let projects: [String]
    /// What is paid, and what departments spend on projects that another carries out.
    public let used: Int64, wasted: Int64
    /// The projects that several departments plan, and those that people, goods, venues or limits do not suffice for.
    public let doubled: [String], dropped: [String]
    /// The needs that are served at all, those that departments serve twice, and those below their floor.
    public let served: Int, servedTwice: [String], belowFloor: [String]
    /// The decisions that something must be done that are not met.
    public let missed: [String]
    /// Whether a limit ended a search.
    public let isLimited: Bool

    /// Creates an outcome from its parts.
    public init(
      value: String, bound: String, cost: String?, projects: [String], used: Int64, wasted: Int64 = 0,
      doubled: [String] = [], dropped: [String] = [], served: Int, servedTwice: [String] = [], belowFloor: [String],
      missed: [String] = [], isLimited: Bool = false
    ) {
      (self.value, self.bound, self.cost, self.projects) = (value, bound, cost, projects)
      (self.used, self.wasted, self.doubled, self.dropped) = (used, wasted, doubled, dropped)
      (self.served, self.servedTwice, self.belowFloor) = (served, servedTwice, belowFloor)
      (self.missed, self.isLimited) = (missed, isLimited)
    }
  }

  /// A project of the pooled plan that several departments pay for.
  public struct Joint: Sendable, Encodable {
    /// The project and its title.
    public let project: String, title: String
    /// The departments that pay.
    public let departments: [String]
    /// Whether it is proven that no department is able to carry it out alone.
    public let isProven: Bool

    /// Creates a record from its parts.
    public init(project: String, title: String, departments: [String], isProven: Bool) {
      (self.project, self.title, self.departments, self.isProven) = (project, title, departments, isProven)
    }
  }

  /// A need that only the pooled plan serves.
  public struct Need: Sendable, Encodable {
    /// The need and its title.
    public let need: String, title: String

    /// Creates a record from its parts.
    public init(need: String, title: String) { (self.need, self.title) = (need, title) }
  }

  /// The departments, in the order of the funds.
  public let departments: [Department]
  /// The pooled plan, and the departments together, each with its best plan or by value for each unit of money.
  public let pooled: Outcome, optimal: Outcome, greedy: Outcome
  /// The needs that the pooled plan serves and no department, where each has its best plan.
  public let onlyPooled: [Need]
  /// The projects of the pooled plan that several departments pay for.
  public let joint: [Joint]

  /// Creates the record from its parts.
  public init(
    departments: [Department], pooled: Outcome, optimal: Outcome, greedy: Outcome, onlyPooled: [Need], joint: [Joint]
  ) {
    (self.departments, self.pooled, self.optimal, self.greedy) = (departments, pooled, optimal, greedy)
    (self.onlyPooled, self.joint) = (onlyPooled, joint)
  }

  /// Whether floors and what must be done are served as well in an outcome as in the pooled plan, so that the values compare.
  func isComparable(_ outcome: Outcome) -> Bool {
    outcome.missed.isEmpty && Set(outcome.belowFloor).isSubset(of: pooled.belowFloor)
  }
}
