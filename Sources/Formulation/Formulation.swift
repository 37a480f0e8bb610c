import ExactProgram
import IntegerProgram
import Model

/// An ``Instance`` as an integer program, with the mapping between points and allocations.
///
/// ``ColumnKey`` lists the columns, and `columnMap` converts between keys and columns. A value that follows from other
/// columns has no column but is an expression: if only one fund may pay a line, the amount is the line's cost; if only
/// one project serves a need, the credit is the project's offer. `start` and `use` columns exist only if there is a
/// choice of periods or assets. Expressions are kept by index, in the order of the instance.
///
/// The program has no columns for volunteers: ``StaffingCutGenerator`` and ``Staffing`` add Benders cuts for them. A
/// ``RosterProgram`` assigns volunteers to the projects that are carried out. The ``WholeProgram`` has both, for other
/// solvers.
public struct Formulation: Sendable {
  /// The instance that is formulated.
  public let instance: Instance
  /// The changes to the rules under which it is formulated.
  public let modelVariant: ModelVariant
  package var exact = ExactProgram()
  /// The keys of the columns.
  package internal(set) var columnMap = ColumnMap()
  /// `y(p,v)`: 1 if the variant is carried out. By project and variant, in the order of the instance.
  var chosen: [[Expression]] = []
  /// `g(p,v)`: the scale in thousandths, 0 if the variant is not carried out. By project and variant.
  var scale: [[Expression]] = []
  /// By project and variant: the periods in which it may start.
  var begun: [[[(period: Int, begun: Expression)]]] = []
  /// By project and cost type: the cost in minor units.
  var costs: [[String: Expression]] = []
  /// By project, variant and line: the cost in minor units; empty for a project whose costs all fall due at its start.
  var lineCosts: [[[Expression]]] = []
  /// By project, fund and cost type: the amount paid, in minor units.
  var payments: [[Int: [String: Expression]]] = []
  package internal(set) var sources: [[Int: Expression]] = []
  /// The shares of costs that need not come to whole minor units.
  var roundedShares: [RoundedShare] = []
  /// By project: whether the caps of its funds add up to the whole cost, so that they are rounded up.
  var capsAddUp: [Bool] = []
  /// By project, fund and cost type: what is paid by the end of some periods of the timeline, in minor units. Only
  /// payments have entries that may be made in several periods by a fund whose periods matter.
  var paidBy: [[Int: [String: [(period: Int, paid: Expression)]]]] = []
  /// By need and project: the quantity credited, in millionths of the need's unit.
  var credits: [[Int: Expression]] = []
  /// By need: the shortfall of its floor, in millionths of the need's unit.
  var shortfalls: [Int: (expression: Expression, required: Int128, rule: String)] = [:]
  /// The objective that a question minimises.
  package var measure: Expression?
  /// By fund: the projects that it may pay for.
  var payees: [[Int]] = []
  /// By project, variant and demand.
  var assetChoices: [[[[AssetChoice]]]] = []
  package let rosters: RosterCache
  let cutGeneratorCache = CutGeneratorCache()

  /// Formulates an instance as an integer program.
  /// - Parameter modelVariant: The changes that a question makes to the rules; none by default.
  public init(_ instance: Instance, _ modelVariant: ModelVariant = ModelVariant()) {
    self.init(instance, modelVariant, rosters: RosterCache())
  }

  /// - Parameter rosters: The cache of rosters found for the same people and roles.
  package init(_ instance: Instance, _ modelVariant: ModelVariant, rosters: RosterCache) {
    self.instance = instance
    self.modelVariant = modelVariant
    self.rosters = rosters
    payees = Array(repeating: [], count: instance.lists.funds.count)
    for project in instance.lists.projects { addProject(project) }
    let earmarks = instance.lists.funds.map { Earmark($0, in: instance) }
    let lineages = instance.lists.projects.map { Lineage($0, in: instance) }
    for project in instance.lists.projects.indices { addPayments(project, lineages[project], earmarks) }
    addCredits()
    addExtraMoney()
    addPermissions()
    addAssetChoices(lineages)
    for rule in rules { rule.emit(into: &self) }
    addWorstShortfall()
  }

  /// Whether any project has a role for volunteers.
  package var hasRoles: Bool { projects.contains { $0.variants.contains { !$0.roles.isEmpty } } }

  package var projects: [Project] { instance.lists.projects }
  package var funds: [Fund] { instance.lists.funds }
  package var volunteers: [Volunteer] { instance.lists.volunteers }

  /// `Y(p)`.
  package func carried(_ project: Int) -> Expression { chosen[project].sum() }

  /// `A(p)`.
  func cost(_ project: Int) -> Expression { costs[project].values.sum() }

  /// `A(f,p)`; nil where the fund may pay nothing.
  func paid(_ fund: Int, _ project: Int) -> Expression? {
    payments[project][fund].map { $0.values.sum() }
  }

  /// What a fund pays for each project.
  package func spending(_ fund: Int) -> [(project: Int, paid: Expression)] {
    payees[fund].map { ($0, paid(fund, $0)!) }
  }

  /// The upper bound of an expression under the columns' bounds.
  func largest(_ expression: Expression) -> Int128 { exact.range(of: expression).most }
}
