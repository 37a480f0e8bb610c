import IntegerProgram
import Model

/// The policy stage as another solver reads it, and what has to be said of it.
public struct PolicyProgram: Sendable {
  public let program: Program
  /// How many of the policy's units one unit of the program's objective is.
  public let unit: Double
  /// What the floors reached, which rows of the program hold.
  public internal(set) var held: [Plan.Stage]
  /// Floors that a limit left open: no row holds them.
  public internal(set) var open: [Plan.Stage]
  /// The limit at which a search for people ended without an answer: floors that nobody was found for may be possible.
  public internal(set) var limit: Limit?
  /// Whether people have columns and rows.
  public let hasPeople: Bool
  /// Whether amounts of money are whole minor units.
  public let hasWholeAmounts: Bool
  /// Of coefficients and bounds, how many need more digits than a double has.
  public let rounded: Int
  /// The roles that ask for people, and those who might hold them.
  public let roles: Int
  public let volunteers: Int
  /// The stages that come after the policy, and choose among plans that it leaves equal.
  public let later: [String]

  /// The names of the rules about people.
  public static let rulesOfPeople = peopleRules.map { $0.name }

  /// - Parameters:
  ///   - isWhole: The lawful optimum: with people, and with money in whole minor units.
  ///   - floors: How far the floors came, people included; nil where there are none.
  public init(_ instance: Instance, _ objective: PolicyObjective, isWhole: Bool, holding floors: StagedSolution?) {
    let formulation = isWhole ? Formulation(whole: instance) : Formulation(instance)
    let stages = formulation.stages(objective)
    let policy = stages.firstIndex { $0.isPolicy }!, stage = stages[policy]
    var exact = formulation.exact
    if let floors { exact.holdFloors(of: floors.lexicographicValue, Array(stages[..<policy])) }
    // Rows in whole numbers: a tolerance on a row that was divided would be many minor units (docs/decisions/0011).
    let scaled = ScaledProgram(
      exact, objective: stage.objective, sense: stage.sense, wholeAmounts: isWhole,
      largest: isWhole ? 8_589_934_592 : 1)
    program = scaled.program
    unit = scaled.objectiveUnit / (0..<stage.digits).reduce(1.0) { unit, _ in unit * 10 }
    let reached = floors?.stages ?? []
    held = reached.filter { floors?.lexicographicValue[$0.name] != nil }
    open = reached.filter { floors?.lexicographicValue[$0.name] == nil }
    limit = reached.contains { $0.limit != nil } ? nil : floors?.limit
    hasPeople = isWhole && formulation.hasRoles
    hasWholeAmounts = isWhole
    rounded = exact.numbersBeyondDoubles + stage.objective.terms.filter { !$0.coefficient.isDouble }.count
    roles = formulation.projects.flatMap(\.variants).reduce(0) { $0 + $1.roles.count }
    volunteers = instance.lists.volunteers.count
    let roster = formulation.hasRoles ? ["roster"] : []
    later = stages[(policy + 1)...].map(\.name) + roster
  }
}

extension Formulation {
  /// The roles of every variant that can start at all.
  var possiblePosts: [Post] { posts { !begun[$0][$1].isEmpty } }

  /// How many columns for a volunteer on a role the whole program has.
  public var possibleDuties: Int {
    QualifiedVolunteers(instance).holders(of: possiblePosts).reduce(0) { $0 + $1.count }
  }
}

extension ExactProgram {
  fileprivate var numbersBeyondDoubles: Int {
    rows.reduce(0) { count, row in
      count + row.terms.filter { !$0.coefficient.isDouble }.count
        + [row.lower, row.upper].compactMap { $0 }.filter { !$0.isDouble }.count
    }
  }
}

extension Int128 {
  fileprivate var isDouble: Bool { Int128(exactly: rounded) == self }
}
