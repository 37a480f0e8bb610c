extension Lists {
  /// Finds what no single cell shows: repeated ids, dangling references, cycles, shares that do not add up, reversed
  /// bounds.
  /// - Returns: Errors and warnings, in no particular order.
  /// - Complexity: O(n log n) in the number of rows and references, plus O(ids) for each of the first two hundred dangling
  ///   ids.
  public func inconsistencies() -> [Finding] {
    var check = ReferenceCheck(self, after: repeatedIDs() + peopleInconsistencies())
    check.checkTrees()
    check.checkNeeds()
    for fund in funds { check.check(fund) }
    for project in projects { check.check(project) }
    check.checkDecisions()
    return check.found + circularReferences() + periodInconsistencies() + dueInconsistencies()
      + assetInconsistencies() + weightInconsistencies() + pinnedPeopleInconsistencies() + pairInconsistencies()
      + authorityInconsistencies()
  }

  private func repeatedIDs() -> [Finding] {
    var found = repeated(places.map { ($0.id.text, $0.origin) }, .places(.id))
    found += repeated(categories.map { ($0.id.text, $0.origin) }, .categories(.id))
    found += repeated(needs.map { ($0.id.text, $0.origin) }, .needs(.id))
    found += repeated(funds.map { ($0.id.text, $0.origin) }, .funds(.id))
    found += repeated(projects.map { ($0.id.text, $0.origin) }, .projects(.id), namesFiles: true)
    for project in projects { found += repeated(project.variants.map { ($0.id.text, $0.origin) }, .variants(.variant)) }
    found += repeated(volunteers.map { ($0.id.text, $0.origin) }, .volunteers(.id), namesFiles: true)
    found += repeated(slots.map { ($0.id.text, $0.origin) }, .slots(.id))
    found += repeated(beneficiaries.map { ($0.id.text, $0.origin) }, .timeBank(.id))
    for variant in projects.flatMap(\.variants) {
      found += repeated(variant.roles.map { ($0.id.text, $0.origin) }, .projectRoles(.role))
    }
    return found
  }
}
