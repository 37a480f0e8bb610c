import ExactProgram
import IntegerProgram
import Model

/// The rules about one fund and one project whose waiver lets the fund pay for the project.
public struct Permission: Sendable, Hashable {
  /// The fund that would pay.
  public let fund: FundID
  /// The project that would be paid for.
  public let project: ProjectID
  /// The earmarks that forbid a payment, or else the cap on the share that the fund may bear.
  public let rules: [Meaning]
}

extension Instance {
  /// Lists, for each project that a fund may not pay for wholly, the rules that forbid it.
  /// - Complexity: O(projects × cost types × entries of the fund's lists).
  public func permissions(of id: FundID) -> [Permission] {
    lists.projects.compactMap { permission(fund(id), $0) }
  }

  /// Lists, for each fund that may not pay for a project wholly, the rules that forbid it.
  /// - Complexity: O(funds × cost types × entries of the fund's lists).
  public func permissions(for id: ProjectID) -> [Permission] {
    lists.funds.compactMap { permission($0, project(id)) }
  }

  /// The rules whose waiver is equal to one permission, or has no effect. The first kind is the only rule between a
  /// fund and the project. The second kind is one of several rules and is never the only obstacle to a cost type.
  package func rulesCoveredByPermissions(for id: ProjectID) -> [Meaning] {
    let project = project(id)
    let types = Set(project.variants.flatMap { $0.costs.map(\.type) }).sorted()
    return permissions(for: id).flatMap { permission in
      if permission.rules.count == 1 { return permission.rules }
      let alone = types.map { Set(obstacles(fund(permission.fund), project, $0).map(\.rule)) }.filter { $0.count == 1 }
      return permission.rules.filter { !alone.contains([$0.rule]) }
    }
  }

  private func permission(_ fund: Fund, _ project: Project) -> Permission? {
    let types = Set(project.variants.flatMap { $0.costs.map(\.type) }).sorted()
    var rules = Set(types.flatMap { obstacles(fund, project, $0) }.map(\.rule)).sorted()
    if rules.isEmpty, !types.isEmpty, fund.shareMax != nil { rules = [ShareCap.name] }
    if rules.isEmpty { return nil }
    return Permission(
      fund: fund.id, project: project.id, rules: rules.map { Meaning($0, [fund.id.text, project.id.text]) })
  }
}

extension ModelVariant {
  /// A variant of the model that grants one permission, whichever the program finds best.
  public struct OnePermission: Sendable, Hashable {
    let rules: [ProjectID: [FundID: [Meaning]]]

    /// Creates the variant from the permissions to choose from.
    /// - Complexity: O(permissions).
    public init(of permissions: [Permission]) {
      var rules: [ProjectID: [FundID: [Meaning]]] = [:]
      for permission in permissions { rules[permission.project, default: [:]][permission.fund] = permission.rules }
      self.rules = rules
    }
  }
}

extension Formulation {
  /// The formulation of the same lists with one of some permissions granted.
  public func permittingOne(of permissions: [Permission]) -> Formulation {
    Formulation(instance, ModelVariant(onePermission: .init(of: permissions)), rosters: rosters)
  }

  /// Adds `w(f,p)`, which is 1 if a fund is permitted to pay for a project, with `Σ w ≤ 1`. What an earmark forbids
  /// is paid only where it is 1.
  mutating func addPermissions() {
    guard let one = modelVariant.onePermission else { return }
    var all = Expression.zero
    for (p, project) in projects.enumerated() {
      for f in funds.indices where one.rules[project.id]?[funds[f].id] != nil && payments[p][f] != nil {
        let key = ColumnKey.permission(sourceKey(f, p))
        let w = addColumn(key, .choice, upper: 1)
        all += w
        for type in barred(f, project) {
          guard let paid = payments[p][f]![type] else { continue }
          exact.add(key.meaning(ofRow: type), paid - w * largest(paid), atMost: 0, block: project.id.text)
        }
      }
    }
    exact.add(Meaning("permission"), all, atMost: 1)
  }

  private func barred(_ f: Int, _ project: Project) -> [String] {
    Set(project.variants.flatMap { $0.costs.map(\.type) }).sorted().filter {
      !instance.obstacles(funds[f], project, $0).isEmpty
    }
  }

  /// `w(f,p)` where the permission may lift the rule, otherwise zero.
  func lifted(_ rule: any Rule.Type, _ fund: Int, _ p: Int) -> Expression {
    let decision = Meaning(rule.name, [funds[fund].id.text, projects[p].id.text])
    let isLifted = modelVariant.onePermission?.rules[projects[p].id]?[funds[fund].id]?.contains(decision) ?? false
    return isLifted ? column(.permission(sourceKey(fund, p))) ?? .zero : .zero
  }

  /// The permission that a solution uses; nil where it uses none.
  public func permission(in solution: StagedSolution) -> Permission? { permission(at: solution.point) }

  package func permission(at point: [Int128]) -> Permission? {
    guard let rules = modelVariant.onePermission?.rules else { return nil }
    for (column, key) in columnMap.keys.enumerated() where point[column] == 1 {
      guard case .permission(let source) = key, let lifted = rules[source.project]?[source.fund] else { continue }
      return Permission(fund: source.fund, project: source.project, rules: lifted)
    }
    return nil
  }

  /// Sets the columns of the permissions that an allocation needs.
  func setPermission(_ allocation: Allocation, _ point: inout [Int128]) {
    guard modelVariant.onePermission != nil else { return }
    for (column, key) in columnMap.keys.enumerated() {
      guard case .permission(let source) = key else { continue }
      let types = barred(instance.index(of: source.fund), instance.project(source.project))
      let isNeeded = allocation.payments.contains {
        $0.fund == source.fund && $0.project == source.project && (types.isEmpty || types.contains($0.costType))
      }
      if isNeeded { point[column] = 1 }
    }
  }
}
