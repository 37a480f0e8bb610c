import ExactProgram
import IntegerProgram
import Model

/// The policy stage as a program for other solvers, with the facts that its description states.
public struct PolicyProgram: Sendable {
  /// The program in doubles.
  public let program: Program
  /// The size of one unit of the program's objective, in the policy's unit.
  public let unit: Double
  /// The floor stages whose values rows of the program fix.
  public internal(set) var held: [Plan.Stage]
  /// The floor stages that a limit left open, so that no row fixes them.
  public internal(set) var open: [Plan.Stage]
  /// The limit at which a roster search ended undecided; floors better than the fixed ones may then be possible.
  public internal(set) var limit: Limit?
  /// Whether volunteers have columns and rows.
  public let hasPeople: Bool
  /// Whether amounts of money are whole minor units.
  public let hasWholeAmounts: Bool
  /// The number of coefficients and bounds that a double cannot represent exactly.
  public let rounded: Int
  /// The number of roles in all variants.
  public let roles: Int
  /// The number of volunteers in the lists.
  public let volunteers: Int
  /// The stages after the policy, which break its ties.
  public let later: [StageName]

  /// The names of the rules about volunteers.
  public static let rulesOfPeople = peopleRules.map { $0.name }

  /// Makes the program of the policy stage.
  /// - Parameters:
  ///   - isWhole: Whether the program includes volunteers and requires whole minor units.
  ///   - floors: The solution of the floor stages, volunteers included; nil if there are none.
  public init(_ instance: Instance, _ objective: PolicyObjective, isWhole: Bool, holding floors: StagedSolution?) {
    let whole = isWhole ? WholeProgram(instance) : nil
    let formulation = whole?.formulation ?? Formulation(instance)
    let stages = formulation.stages(objective)
    let policy = stages.firstIndex { $0.isPolicy }!, stage = stages[policy]
    var exact = whole?.exact ?? formulation.exact
    if let floors { exact.holdFloors(of: floors.lexicographicValue, Array(stages[..<policy])) }
    // Rows keep whole coefficients: on a scaled-down row, the tolerance would be many minor units
    // (docs/decisions/0011).
    let scaled = ScaledProgram(
      exact, objective: stage.objective, sense: stage.sense, wholeAmounts: isWhole,
      largest: isWhole ? 8_589_934_592 : 1)
    program = scaled.program
    unit = scaled.objectiveUnit / (0..<stage.digits).reduce(1.0) { unit, _ in unit * 10 }
    let reached = floors?.stages ?? []
    func hasLevel(_ stage: Plan.Stage) -> Bool { stage.stageName.flatMap { floors?.lexicographicValue[$0] } != nil }
    held = reached.filter(hasLevel)
    open = reached.filter { !hasLevel($0) }
    limit = reached.contains { $0.limit != nil } ? nil : floors?.limit
    hasPeople = isWhole && formulation.hasRoles
    hasWholeAmounts = isWhole
    rounded = exact.numbersBeyondDoubles + stage.objective.terms.filter { !$0.coefficient.isDouble }.count
    roles = formulation.projects.flatMap(\.variants).reduce(0) { $0 + $1.roles.count }
    volunteers = instance.lists.volunteers.count
    later = stages[(policy + 1)...].map(\.id) + (formulation.hasRoles ? [.roster] : [])
  }
}

extension Formulation {
  /// The roles of every variant that can start at all.
  var possiblePosts: [Post] { posts { !begun[$0][$1].isEmpty } }

  /// The number of pairs of a volunteer and a role that the volunteer may hold, each of which has columns in the whole
  /// program.
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
