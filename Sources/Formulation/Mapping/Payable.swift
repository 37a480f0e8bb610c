import Model

/// What a fund may pay for, and which columns keep it from the rest.
extension Formulation {
  /// The projects, other than those done already, of which a fund may pay some cost, in the order of the lists.
  public func payees(of id: FundID) -> [ProjectID] {
    payees[instance.index(of: id)].map { projects[$0] }.filter { $0.status != .done }.map(\.id)
  }

  /// The costs of a project as it is carried out that a fund may pay, in minor units.
  public func payable(by id: FundID, _ award: Allocation.Award) -> Int128 {
    let variant = instance.project(award.project).variants.first { $0.id == award.variant }
    return variant.map { payable(by: id, award.project, $0, at: award.scale) } ?? 0
  }

  /// The most of a project's costs that a fund may pay, over all variants and scales, in minor units.
  public func mostPayable(by id: FundID, _ project: ProjectID) -> Int128 {
    instance.project(project).variants.map { payable(by: id, project, $0, at: $0.scaleMax) }.max() ?? 0
  }

  private func payable(by id: FundID, _ project: ProjectID, _ variant: Variant, at scale: Quantity) -> Int128 {
    let types = payments[instance.index(of: project)][instance.index(of: id)] ?? [:]
    return variant.costs.filter { types[$0.type] != nil }.reduce(0) { $0 + $1.cost(at: scale) }
  }

  /// For each column of the list of funds that states an earmark of a fund, the number of costs that it excludes and
  /// the number that it alone excludes; costs are counted by project and type. The column that excludes most comes
  /// first, among equals the one that alone excludes most.
  /// - Complexity: O(projects × cost types × entries of the fund's lists).
  public func exclusions(by id: FundID) -> [(field: FundField, costs: Int, alone: Int)] {
    let earmark = Earmark(instance.fund(id), in: instance)
    var excluded: [FundField: Int] = [:], alone: [FundField: Int] = [:]
    for (p, project) in projects.enumerated() {
      let payee = Payee(project, in: instance)
      for type in costs[p].keys {
        let fields = Set(EarmarkCondition.all.filter { !earmark.holds($0, for: payee, type) }.map(\.field))
        for field in fields { excluded[field, default: 0] += 1 }
        if fields.count == 1, let field = fields.first { alone[field, default: 0] += 1 }
      }
    }
    let all = excluded.map { (field: $0.key, costs: $0.value, alone: alone[$0.key] ?? 0) }
    return all.sorted { ($1.costs, $1.alone, $0.field.rawValue) < ($0.costs, $0.alone, $1.field.rawValue) }
  }

  /// The number of costs of all projects, by project and type.
  public var numberOfCosts: Int { costs.reduce(0) { $0 + $1.count } }
}
