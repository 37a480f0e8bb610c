import IntegerProgram
import Model

/// The changes that a question makes to the rules before they become rows.
public struct ModelVariant: Sendable, Hashable {
  /// The waived rules, each by its name and subjects as the audit names them, such as `readiness(P07)`.
  public var waived: Set<Meaning>
  /// The projects whose rules become rows instead of absent columns, so that they can be named and waived; nil for none.
  public var spelledOut: Scope?
  /// The quantity that the question minimises, if there is one.
  public var parametricChange: ParametricChange?
  /// A permission that the program chooses, if there is one.
  public var onePermission: OnePermission?
  /// Whether every payment that may be made in several periods has columns for them, whichever fund makes it, so that
  /// the program states when each payment is made.
  var timesEveryPayment = false

  /// Makes a model variant; without arguments, the rules are unchanged.
  public init(
    waived: Set<Meaning> = [], spelledOut: Scope? = nil, parametricChange: ParametricChange? = nil,
    onePermission: OnePermission? = nil
  ) {
    self.waived = waived
    self.spelledOut = spelledOut
    self.parametricChange = parametricChange
    self.onePermission = onePermission
  }

  /// The projects whose absent columns are replaced by rows; the earmarks on other projects are assumed to hold.
  public struct Scope: Sendable, Hashable {
    /// The ids of the projects.
    public var projects: Set<ProjectID> = []
    /// The fund whose earmarks stay absent columns, as where the question is what it may pay for; nil for none.
    public var granted: FundID?
    /// Makes an empty scope.
    public init() {}
    init(everyProjectOf instance: Instance) { projects = Set(instance.lists.projects.map(\.id)) }
  }

  /// A change of variable size that a solve minimises, in minor units.
  public enum ParametricChange: Sendable, Hashable {
    /// A reduction of the project's cost.
    case costCut(ProjectID)
    /// An increase of the fund's amount.
    case extraMoney(FundID)
  }

  func mayWaive(_ decision: Meaning) -> Bool { spelledOut != nil || waived.contains(decision) }
}

extension Formulation {
  /// The upper bound on a fund's spending, in minor units: the available amount, or the money limit if the amount may
  /// change.
  func spendingLimit(_ fund: Int) -> Int128 {
    let item = funds[fund]
    let mayChange =
      modelVariant.spelledOut != nil || modelVariant.parametricChange == .extraMoney(item.id)
      || modelVariant.waived.contains(Meaning(FundCap.name, [item.id.text]))
    return mayChange ? Int128(Money.limit.minorUnits) : Int128(item.available.minorUnits)
  }

  /// Whether a payment has a column although an earmark may forbid it: the earmark is waived, spelled out as a row, or
  /// lifted by a permission that the program may choose.
  func hasPaymentColumnDespiteEarmark(_ fund: Int, _ project: Project, _ costType: String) -> Bool {
    guard spendingLimit(fund) > 0 else { return false }
    if let scope = modelVariant.spelledOut, scope.projects.contains(project.id), scope.granted != funds[fund].id {
      return true
    }
    if modelVariant.onePermission?.rules[project.id]?[funds[fund].id] != nil { return true }
    let subjects = [funds[fund].id.text, project.id.text]
    return !modelVariant.waived.isEmpty
      && instance.obstacles(funds[fund], project, costType).allSatisfy {
        modelVariant.waived.contains(Meaning($0.rule, subjects))
      }
  }

  /// Whether a credit outside the due period has a column, since the rule is waived or spelled out as a row.
  func hasCreditColumnDespiteDuePeriod(_ project: Project, _ need: Need) -> Bool {
    modelVariant.spelledOut?.projects.contains(project.id) ?? false
      || modelVariant.waived.contains(Meaning(DuePeriod.name, [project.id.text, need.id.text]))
  }

  /// The scope of all projects if projects × funds is at most 5000; otherwise only the projects that must be carried
  /// out.
  public static func scope(ofAll instance: Instance) -> ModelVariant.Scope {
    instance.lists.projects.count * instance.lists.funds.count <= 5000
      ? ModelVariant.Scope(everyProjectOf: instance) : scope(of: [], instance)
  }

  /// Formulates the changed lists, with the rules spelled out for the projects that the side constraints concern.
  /// - Parameters:
  ///   - projects: Further projects for which the rules are spelled out.
  ///   - granted: The fund whose earmarks are taken for granted; nil for none.
  /// - Throws: ``Findings`` if the changed lists are invalid.
  public static func spelledOut(
    _ instance: Instance, under changes: [Change], _ constraints: [SideConstraint], and projects: [ProjectID] = [],
    granting granted: FundID? = nil
  ) throws(Findings) -> Formulation {
    let instance = try instance.changed(by: changes)
    var spelledOut = scope(of: constraints, instance)
    spelledOut.projects.formUnion(projects)
    spelledOut.granted = granted
    var modelVariant = ModelVariant(spelledOut: spelledOut)
    for case .waived(let decision) in changes { modelVariant.waived.insert(decision) }
    return Formulation(instance, modelVariant)
  }

  /// The scope of the projects that the side constraints concern or that must be carried out, with all their
  /// prerequisites.
  public static func scope(of constraints: [SideConstraint], _ instance: Instance) -> ModelVariant.Scope {
    var scope = ModelVariant.Scope()
    var open = constraints.flatMap { $0.projects(instance) }
    open += instance.lists.pins.filter { $0.kind != .mustNot }.map(\.project)
    open += instance.lists.projects.filter { [.committed, .running].contains($0.status) }.map(\.id)
    while let id = open.popLast() {
      if scope.projects.insert(id).inserted { open += instance.project(id).requires }
    }
    return scope
  }
}
