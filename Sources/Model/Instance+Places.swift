extension Instance {
  /// The row in which a cell stands; nil if the lists have no such row, or were not read from files.
  /// - Parameter subjects: What the decision is about that cites the cell, which tells rows of one item apart.
  /// - Complexity: O(rows of the list).
  public func origin(of cell: Citation, about subjects: [String] = []) -> Origin? {
    let found = origins(of: cell, about: subjects).filter { $0.line > 0 }
    return found.first
  }

  private func origins(of cell: Citation, about subjects: [String]) -> [Origin] {
    let fund = fundIndex[FundID(cell.id)].map { lists.funds[$0] }
    let project = projectIndex[ProjectID(cell.id)].map { lists.projects[$0] }
    let asset = assetIndex[AssetID(cell.id)].map { lists.assets[$0] }
    switch ListName(rawValue: cell.list) {
    case .funds: return fund.map { [$0.origin] } ?? []
    case .fundMatching: return fund?.matching.map(\.origin) ?? []
    case .fundSetAsides: return fund?.setAsides.filter { subjects.contains($0.of) }.map(\.origin) ?? []
    case .fundReleases: return fund?.releases.map(\.origin) ?? []
    case .needs: return needIndex[NeedID(cell.id)].map { [lists.needs[$0].origin] } ?? []
    case .projects: return project.map { [$0.origin] } ?? []
    case .variants: return project?.variants.map(\.origin) ?? []
    case .costs: return project?.variants.flatMap { $0.costs.map(\.origin) } ?? []
    case .projectAssets: return project?.variants.flatMap { $0.demands.map(\.origin) } ?? []
    case .assets: return asset.map { [$0.origin] } ?? []
    case .assetSlots: return asset?.slots.map(\.origin) ?? []
    case .pins: return lists.pins.filter { $0.isAbout(subjects) }.map(\.origin)
    case .limits: return lists.limits.filter { $0.of == cell.id }.map(\.origin)
    default: return []
    }
  }
}

extension Pin {
  /// Whether the pin is about these subjects of a decision: its project, and its fund or volunteer where there is one.
  fileprivate func isAbout(_ subjects: [String]) -> Bool {
    let mine = [project.text] + [fund?.text, volunteer?.text].compactMap { $0 }
    return mine.allSatisfy(subjects.contains)
  }
}

extension Instance {
  /// The village or community that a place is or lies in; the place itself if there is none.
  /// - Complexity: O(depth of the tree).
  public func village(of id: PlaceID) -> Place {
    var next: PlaceID? = id
    while let here = next, let index = placeIndex[here] {
      if [.village, .community].contains(lists.places[index].level) { return lists.places[index] }
      next = lists.places[index].parent
    }
    return place(id)
  }
}
