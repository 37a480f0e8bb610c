import IntegerProgram
import Model

/// What keeps a fund from paying for a project, given up: rules about the two of them alone.
public struct Permission: Sendable, Hashable {
  public let project: ProjectID
  /// Earmarks, or else the share that the fund may bear.
  public let rules: [Meaning]
}

extension Instance {
  /// For each project that a fund may not pay wholly, what keeps it from that.
  /// - Complexity: O(projects × cost types × entries of the fund's lists).
  public func permissions(of id: FundID) -> [Permission] {
    let fund = fund(id)
    return lists.projects.compactMap { project in
      let types = Set(project.variants.flatMap { $0.costs.map(\.type) }).sorted()
      var rules = Set(types.flatMap { obstacles(fund, project, $0) }.map(\.rule)).sorted()
      if rules.isEmpty, !types.isEmpty, fund.shareMax != nil { rules = [ShareCap.name] }
      return rules.isEmpty
        ? nil : Permission(project: project.id, rules: rules.map { Meaning($0, [id.text, project.id.text]) })
    }
  }
}

extension Inquiry {
  /// One fund is let pay for one project more, whichever the program finds best.
  public struct OnePermission: Sendable, Hashable {
    let fund: FundID
    let rules: [ProjectID: [Meaning]]

    public init(_ fund: FundID, _ permissions: [Permission]) {
      self.fund = fund
      rules = Dictionary(uniqueKeysWithValues: permissions.map { ($0.project, $0.rules) })
    }
  }
}

extension Formulation {
  /// `w(p)`: whether the fund is let pay for a project; `Σ w ≤ 1`, and what an earmark forbids is paid only with it.
  mutating func addPermissions() {
    guard let one = inquiry.onePermission, let f = instance.fundIndex[one.fund] else { return }
    for (p, project) in projects.enumerated() where one.rules[project.id] != nil && payments[p][f] != nil {
      let subjects = [one.fund.text, project.id.text]
      let w = exact.addColumn(Meaning("permission", subjects), .choice, upper: 1, block: project.id.text)
      permitted[p] = w
      for type in barred(f, project) {
        guard let paid = payments[p][f]![type] else { continue }
        exact.add(
          Meaning("permission", subjects + [type]), paid - w * largest(paid), atMost: 0, block: project.id.text)
      }
    }
    exact.add(Meaning("permission", [one.fund.text]), permitted.keys.sorted().map { permitted[$0]! }.sum(), atMost: 1)
  }

  private func barred(_ f: Int, _ project: Project) -> [String] {
    Set(project.variants.flatMap { $0.costs.map(\.type) }).sorted().filter {
      !instance.obstacles(funds[f], project, $0).isEmpty
    }
  }

  /// The same lists, with one of some permissions given.
  public func permittingOne(of permissions: [Permission], to fund: FundID) -> Formulation {
    Formulation(
      instance, Inquiry(onePermission: Inquiry.OnePermission(fund, permissions)), rosters: rosters)
  }

  /// Whether a permission lifts a rule: `w(p)` where it may, else nothing.
  func lifted(_ rule: any Rule.Type, _ fund: Int, _ p: Int) -> Expression {
    let decision = Meaning(rule.name, [funds[fund].id.text, projects[p].id.text])
    let isLifted = inquiry.onePermission?.rules[projects[p].id]?.contains(decision) ?? false
    return isLifted ? permitted[p] ?? .zero : .zero
  }

  /// The project that a solution lets the fund pay for; nil where it makes no use of any permission.
  public func permission(in solution: StagedSolution) -> Permission? {
    guard let p = permitted.keys.sorted().first(where: { permitted[$0]!.value(at: solution.point) == 1 }) else {
      return nil
    }
    let id = projects[p].id
    return Permission(project: id, rules: inquiry.onePermission!.rules[id]!)
  }

  /// The permission that an allocation needs.
  func setPermission(_ allocation: Allocation, _ point: inout [Int128]) {
    guard let one = inquiry.onePermission, let f = instance.fundIndex[one.fund] else { return }
    for (p, w) in permitted {
      let types = barred(f, projects[p])
      let isNeeded = allocation.payments.contains {
        $0.fund == one.fund && $0.project == projects[p].id && (types.isEmpty || types.contains($0.costType))
      }
      if isNeeded { point[w.terms[0].column] = 1 }
    }
  }
}
