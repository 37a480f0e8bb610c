import IntegerProgram
import Model

/// What a question changes about the rules before they are written down as rows.
public struct Inquiry: Sendable, Hashable {
  /// Rules given up, each by its name and subjects as the audit names them, such as `readiness(P07)`.
  public var waived: Set<Meaning>
  /// Rules that elsewhere hold because a column is absent stand as rows here, so that they can be named and given up.
  public var spelledOut: Scope?
  /// What the answer is to be counted in.
  public var lever: Lever?
  /// A choice that is left to the program.
  public var onePermission: OnePermission?

  public init(
    waived: Set<Meaning> = [], spelledOut: Scope? = nil, lever: Lever? = nil, onePermission: OnePermission? = nil
  ) {
    self.waived = waived
    self.spelledOut = spelledOut
    self.lever = lever
    self.onePermission = onePermission
  }

  /// The projects whose absent columns are spelled out; the earmarks on others are taken for granted.
  public struct Scope: Sendable, Hashable {
    public var projects: Set<ProjectID> = []
    public init() {}
    init(everyProjectOf instance: Instance) { projects = Set(instance.lists.projects.map(\.id)) }
  }

  /// A quantity that a change is made of, and that a solve makes least.
  public enum Lever: Sendable, Hashable {
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
      inquiry.spelledOut != nil || inquiry.lever == .extraMoney(item.id)
      || inquiry.waived.contains(Meaning(FundCap.name, [item.id.text]))
    return isOpen ? Int128(Money.limit.minorUnits) : Int128(item.available.minorUnits)
  }

  /// Whether a payment that an earmark forbids has a column all the same: what forbids it is waived or spelled out.
  func opens(_ fund: Int, _ project: Project, _ costType: String) -> Bool {
    guard room(fund) > 0 else { return false }
    if inquiry.spelledOut?.projects.contains(project.id) ?? false { return true }
    if inquiry.onePermission?.rules[project.id]?[funds[fund].id] != nil { return true }
    let subjects = [funds[fund].id.text, project.id.text]
    return !inquiry.waived.isEmpty
      && instance.obstacles(funds[fund], project, costType).allSatisfy {
        inquiry.waived.contains(Meaning($0.rule, subjects))
      }
  }

  /// Whether a credit that comes too early or too late has a column, in the same way.
  func opens(_ project: Project, _ need: Need) -> Bool {
    inquiry.spelledOut?.projects.contains(project.id) ?? false
      || inquiry.waived.contains(Meaning(DuePeriod.name, [project.id.text, need.id.text]))
  }

  /// Every project where the lists are small enough for each earmark to be named; else those that must be done anyhow.
  public static func scope(ofAll instance: Instance) -> Inquiry.Scope {
    instance.lists.projects.count * instance.lists.funds.count <= 5000
      ? Inquiry.Scope(everyProjectOf: instance) : scope(of: [], instance)
  }

  /// Changed lists with the rules spelled out that forces may meet.
  public static func spelledOut(
    _ instance: Instance, under changes: [Change], _ forces: [Force]
  ) throws(Findings) -> Formulation {
    let instance = try instance.changed(by: changes)
    var inquiry = Inquiry(spelledOut: scope(of: forces, instance))
    for case .waived(let decision) in changes { inquiry.waived.insert(decision) }
    return Formulation(instance, inquiry)
  }

  /// The projects that the forces are about or that must be carried out anyhow, with all that these require.
  public static func scope(of forces: [Force], _ instance: Instance) -> Inquiry.Scope {
    var scope = Inquiry.Scope()
    var open = forces.flatMap { $0.projects(instance) }
    open += instance.lists.pins.filter { $0.kind != .mustNot }.map(\.project)
    open += instance.lists.projects.filter { [.committed, .running].contains($0.status) }.map(\.id)
    while let id = open.popLast() {
      if scope.projects.insert(id).inserted { open += instance.project(id).requires }
    }
    return scope
  }
}
