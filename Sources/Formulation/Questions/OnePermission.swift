import IntegerProgram
import Model

/// What keeps a fund from paying for a project, given up: rules about the two of them alone.
public struct Permission: Sendable, Hashable {
  public let fund: FundID
  public let project: ProjectID
  /// Earmarks, or else the share that the fund may bear.
  public let rules: [Meaning]
}

extension Instance {
  /// For each project that a fund may not pay wholly, what keeps it from that.
  /// - Complexity: O(projects × cost types × entries of the fund's lists).
  public func permissions(of id: FundID) -> [Permission] {
    lists.projects.compactMap { permission(fund(id), $0) }
  }

  /// For each fund that may not pay a project wholly, what keeps it from that.
  public func permissions(for id: ProjectID) -> [Permission] {
    lists.funds.compactMap { permission($0, project(id)) }
  }

  /// The rules that alone keep a fund from some cost of a project, where they keep it from nothing together with others, and
  /// those that keep it from nothing alone: to give up one of them is one permission, or nothing.
  func bars(to id: ProjectID) -> [Meaning] {
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
  /// One permission is given, whichever the program finds best.
  public struct OnePermission: Sendable, Hashable {
    let rules: [ProjectID: [FundID: [Meaning]]]

    public init(of permissions: [Permission]) {
      var rules: [ProjectID: [FundID: [Meaning]]] = [:]
      for permission in permissions { rules[permission.project, default: [:]][permission.fund] = permission.rules }
      self.rules = rules
    }
  }
}

extension Formulation {
  /// The same lists, with one of some permissions given.
  public func permittingOne(of permissions: [Permission]) -> Formulation {
    Formulation(instance, ModelVariant(onePermission: .init(of: permissions)), rosters: rosters)
  }

  /// `w(f,p)`: whether a fund is let pay for a project; `Σ w ≤ 1`, and what an earmark forbids is paid only with it.
  mutating func addPermissions() {
    guard let one = modelVariant.onePermission else { return }
    var all = Expression.zero
    for (p, project) in projects.enumerated() {
      for f in funds.indices where one.rules[project.id]?[funds[f].id] != nil && payments[p][f] != nil {
        let subjects = [funds[f].id.text, project.id.text]
        let w = exact.addColumn(Meaning("permission", subjects), .choice, upper: 1, block: project.id.text)
        permitted[p, default: [:]][f] = w
        all += w
        for type in barred(f, project) {
          guard let paid = payments[p][f]![type] else { continue }
          exact.add(
            Meaning("permission", subjects + [type]), paid - w * largest(paid), atMost: 0, block: project.id.text)
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

  /// Whether a permission lifts a rule: `w(f,p)` where it may, else nothing.
  func lifted(_ rule: any Rule.Type, _ fund: Int, _ p: Int) -> Expression {
    let decision = Meaning(rule.name, [funds[fund].id.text, projects[p].id.text])
    let isLifted = modelVariant.onePermission?.rules[projects[p].id]?[funds[fund].id]?.contains(decision) ?? false
    return isLifted ? permitted[p]?[fund] ?? .zero : .zero
  }

  /// The permission of which a solution makes use, if it does of any.
  public func permission(in solution: StagedSolution) -> Permission? { permission(at: solution.point) }

  func permission(at point: [Int128]) -> Permission? {
    for p in permitted.keys.sorted() {
      guard let f = permitted[p]!.keys.sorted().first(where: { permitted[p]![$0]!.value(at: point) == 1 }) else {
        continue
      }
      let (fund, project) = (funds[f].id, projects[p].id)
      return Permission(fund: fund, project: project, rules: modelVariant.onePermission!.rules[project]![fund]!)
    }
    return nil
  }

  /// The permission that an allocation needs.
  func setPermission(_ allocation: Allocation, _ point: inout [Int128]) {
    for (p, byFund) in permitted {
      for (f, w) in byFund {
        let types = barred(f, projects[p])
        let isNeeded = allocation.payments.contains {
          $0.fund == funds[f].id && $0.project == projects[p].id && (types.isEmpty || types.contains($0.costType))
        }
        if isNeeded { point[w.terms[0].column] = 1 }
      }
    }
  }
}
