import Model

extension Formulation {
  /// What funds, set-asides, limits and volunteers name and no project has, most likely misspelt or out of date.
  ///
  /// What a fund must not support may well be absent, so exclusions are not doubted.
  /// - Complexity: O(projects × depth of the tree + names).
  var unmatchedEarmarks: [Finding] {
    let known = KnownNames(projects, in: instance)
    let unusable = Set(funds.indices.filter { payees[$0].isEmpty })
    // For a fund that may pay for nothing at all there is a warning of its own.
    var found = funds.indices.filter { !unusable.contains($0) }.flatMap { unmatched(funds[$0], known) }
    for fund in funds {
      for rule in fund.setAsides where !known.has(rule) {
        found.append(unmatched(rule.of, rule.origin, .fundSetAsides(.of), rule.kind.name))
      }
    }
    for limit in instance.lists.limits where limit.kind == .category && !known.categories.contains(CategoryID(limit.of))
    {
      found.append(unmatched(limit.of, limit.origin, .limits(.of), SetAsideKind.category.name))
    }
    for volunteer in volunteers {
      found += volunteer.offer.willing.filter { !known.categories.contains($0) }.map {
        unmatched($0.text, volunteer.origin, .volunteers(.willing), SetAsideKind.category.name)
      }
    }
    return found
  }

  private func unmatched(_ fund: Fund, _ known: KnownNames) -> [Finding] {
    fund.categories.filter { !known.categories.contains($0) }.map {
      unmatched($0.text, fund.origin, .funds(.categories), SetAsideKind.category.name)
    }
      + fund.groups.filter { !known.groups.contains($0) }.map {
        unmatched($0, fund.origin, .funds(.groups), SetAsideKind.group.name)
      }
      + fund.costTypes.filter { !known.costTypes.contains($0) }.map {
        unmatched($0, fund.origin, .funds(.costTypes), Bilingual("支出", "cost type"))
      }
  }

  private func unmatched(_ name: String, _ origin: Origin, _ cell: CellKey, _ kind: Bilingual) -> Finding {
    Finding(
      .earmarkUnmatched, at: origin, cell, value: name,
      expected: Bilingual("至少有一个项目具有的\(kind.zh)", "a \(kind.en) that some project has"),
      mend: Bilingual(
        "没有项目具有此\(kind.zh)，写在这里不起作用；请核对写法，或申报这样的项目",
        "no project has it, so naming it has no effect; check how it is written, or propose such a project"))
  }
}

extension SetAsideKind {
  fileprivate var name: Bilingual {
    switch self {
    case .group: Bilingual("人群", "group")
    case .category: Bilingual("类别", "category")
    case .place: Bilingual("地点", "place")
    }
  }
}

/// The categories, places, groups and types of cost of the projects, the former two with all that they lie in.
private struct KnownNames {
  private(set) var categories: Set<CategoryID> = []
  private(set) var places: Set<PlaceID> = []
  private(set) var groups: Set<String> = []
  private(set) var costTypes: Set<String> = []

  init(_ projects: [Project], in instance: Instance) {
    for project in projects {
      let lineage = Lineage(project, in: instance)
      categories.formUnion(lineage.categories)
      places.formUnion(lineage.places)
      groups.formUnion(instance.groups(of: project))
      costTypes.formUnion(project.variants.flatMap { $0.costs.map(\.type) })
    }
  }

  func has(_ rule: SetAside) -> Bool {
    switch rule.kind {
    case .group: groups.contains(rule.of)
    case .category: categories.contains(CategoryID(rule.of))
    case .place: places.contains(PlaceID(rule.of))
    }
  }
}
