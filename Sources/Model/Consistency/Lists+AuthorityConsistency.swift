extension Lists {
  /// Finds rows of authorities about items that no list has.
  /// - Complexity: O(rows + items of the lists that they refer to).
  func authorityInconsistencies() -> [Finding] {
    var known: [ListName: [String]] = [:]
    return authorities.compactMap { stated in
      let lists = stated.subject.itemLists
      // Without a list of categories, any name is a category.
      guard let item = stated.item, let first = lists.first, !(lists.contains(.categories) && categories.isEmpty) else {
        return nil
      }
      for list in lists where known[list] == nil { known[list] = ids(of: list) }
      if lists.contains(where: { known[$0]!.contains(item) }) { return nil }
      return .dangling(item, at: stated.origin, .authorities(.item), in: first, lists.flatMap { known[$0]! })
    }
  }

  /// The ids of a list to whose items rules refer.
  private func ids(of list: ListName) -> [String] {
    switch list {
    case .places: places.map(\.id.text)
    case .categories: categories.map(\.id.text)
    case .needs: needs.map(\.id.text)
    case .funds: funds.map(\.id.text)
    case .projects: projects.map(\.id.text)
    case .assets: assets.map(\.id.text)
    case .volunteers: volunteers.map(\.id.text)
    default: []
    }
  }
}
