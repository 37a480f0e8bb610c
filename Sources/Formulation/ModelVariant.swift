import IntegerProgram
import Model

/// What a question changes about the rules before they are written down as rows.
public struct ModelVariant: Sendable, Hashable {
  /// Rules given up, each by its name and subjects as the audit names them, such as `readiness(P07)`.
  public var waived: Set<Meaning>
  /// Rules that elsewhere hold because a column is absent stand as rows here, so that they can be named and given up.
  public var spelledOut: Scope?
  /// What the answer is to be counted in.
  public var parametricChange: ParametricChange?
  /// A choice that is left to the program.
  public var onePermission: OnePermission?

  public init(
    waived: Set<Meaning> = [], spelledOut: Scope? = nil, parametricChange: ParametricChange? = nil,
    onePermission: OnePermission? = nil
  ) {
    self.waived = waived
    self.spelledOut = spelledOut
    self.parametricChange = parametricChange
    self.onePermission = onePermission
  }

  /// The projects whose absent columns are spelled out; the earmarks on others are taken for granted.
  public struct Scope: Sendable, Hashable {
    public var projects: Set<ProjectID> = []
    public init() {}
    init(everyProjectOf instance: Instance) { projects = Set(instance.lists.projects.map(\.id)) }
  }

  /// A quantity that a change is made of, and that a solve makes least.
  public enum ParametricChange: Sendable, Hashable {
    /// What the project's cost falls by.
    case costCut(ProjectID)
    /// What the fund has more.
    case extraMoney(FundID)
  }

  func mayWaive(_ decision: Meaning) -> Bool { spelledOut != nil || waived.contains(decision) }
}

extension Formulation {
  /// What bounds any payment of a fund: what is available, unless that may change.
  func room(_ fund: Int) -> Int128 {
    let item = funds[fund]
    let isOpen =
      modelVariant.spelledOut != nil || modelVariant.parametricChange == .extraMoney(item.id)
      || modelVariant.waived.contains(Meaning(FundCap.name, [item.id.text]))
    return isOpen ? Int128(Money.limit.minorUnits) : Int128(item.available.minorUnits)
  }

  /// Whether a payment that an earmark forbids has a column all the same: what forbids it is waived or spelled out.
  func opens(_ fund: Int, _ project: Project, _ costType: String) -> Bool {
    guard room(fund) > 0 else { return false }
    if modelVariant.spelledOut?.projects.contains(project.id) ?? false { return true }
    if modelVariant.onePermission?.rules[project.id]?[funds[fund].id] != nil { return true }
    let subjects = [funds[fund].id.text, project.id.text]
    return !modelVariant.waived.isEmpty
      && instance.obstacles(funds[fund], project, costType).allSatisfy {
        modelVariant.waived.contains(Meaning($0.rule, subjects))
      }
  }

  /// Whether a credit that comes too early or too late has a column, in the same way.
  func opens(_ project: Project, _ need: Need) -> Bool {
    modelVariant.spelledOut?.projects.contains(project.id) ?? false
      || modelVariant.waived.contains(Meaning(DuePeriod.name, [project.id.text, need.id.text]))
  }

  /// Every project where the lists are small enough for each earmark to be named; else those that must be done anyhow.
  public static func scope(ofAll instance: Instance) -> ModelVariant.Scope {
    instance.lists.projects.count * instance.lists.funds.count <= 5000
      ? ModelVariant.Scope(everyProjectOf: instance) : scope(of: [], instance)
  }

  /// Changed lists with the rules spelled out that forces may meet.
  public static func spelledOut(
    _ instance: Instance, under changes: [Change], _ constraints: [SideConstraint]
  ) throws(Findings) -> Formulation {
    let instance = try instance.changed(by: changes)
    var modelVariant = ModelVariant(spelledOut: scope(of: constraints, instance))
    for case .waived(let decision) in changes { modelVariant.waived.insert(decision) }
    return Formulation(instance, modelVariant)
  }

  /// The projects that the forces are about or that must be carried out anyhow, with all that these require.
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
