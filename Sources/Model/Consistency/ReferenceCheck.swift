/// The references and bounds of the lists of needs, funds, projects and decisions, checked one kind of item after another.
struct ReferenceCheck {
  private let lists: Lists
  private let places: Set<PlaceID>
  private let categories: Set<CategoryID>
  private let needs: Set<NeedID>
  private let funds: Set<FundID>
  private let projects: Set<ProjectID>
  private(set) var found: [Finding]

  /// - Parameter findings: What other checks found; they count towards the number after which no id is guessed.
  init(_ lists: Lists, after findings: [Finding]) {
    self.lists = lists
    places = Set(lists.places.map(\.id))
    categories = Set(lists.categories.map(\.id))
    needs = Set(lists.needs.map(\.id))
    funds = Set(lists.funds.map(\.id))
    projects = Set(lists.projects.map(\.id))
    found = findings
  }

  private mutating func checkReference<T>(
    _ ids: [Identifier<T>], _ known: Set<Identifier<T>>, _ origin: Origin, _ cell: CellKey, in list: ListName
  ) {
    // Guessing the intended id scans every known id; after 200 findings no more are guessed, since a whole column is
    // probably wrong.
    for id in ids { found += lists.dangling(id, known, origin, cell, in: list, guesses: found.count < 200) }
  }

  /// Without a list of categories, any name is a category.
  private mutating func checkCategories(_ ids: [CategoryID], _ origin: Origin, _ cell: CellKey) {
    if !lists.categories.isEmpty { checkReference(ids, categories, origin, cell, in: .categories) }
  }

  mutating func checkTrees() {
    for place in lists.places {
      checkReference(place.parent.map { [$0] } ?? [], places, place.origin, .places(.parent), in: .places)
    }
    for item in lists.categories {
      checkReference(item.parent.map { [$0] } ?? [], categories, item.origin, .categories(.parent), in: .categories)
    }
  }

  mutating func checkNeeds() {
    for need in lists.needs {
      checkReference([need.place], places, need.origin, .needs(.place), in: .places)
      checkCategories([need.category], need.origin, .needs(.category))
      found += lists.reversed(need.due, need.origin, .needs(.due))
    }
  }

  mutating func check(_ fund: Fund) {
    checkReference(fund.places, places, fund.origin, .funds(.places), in: .places)
    checkCategories(fund.categories, fund.origin, .funds(.categories))
    checkCategories(fund.excludedCategories, fund.origin, .funds(.excludedCategories))
    checkReference(fund.projects, projects, fund.origin, .funds(.projects), in: .projects)
    for rule in fund.matching { checkReference(rule.with, funds, rule.origin, .fundMatching(.with), in: .funds) }
    for rule in fund.setAsides {
      switch rule.kind {
      case .place: checkReference([PlaceID(rule.of)], places, rule.origin, .fundSetAsides(.of), in: .places)
      case .category: checkCategories([CategoryID(rule.of)], rule.origin, .fundSetAsides(.of))
      case .group: break
      }
    }
    if fund.reserve > fund.amount {
      found.append(
        .reversed(
          "reserve-exceeds-amount", fund.origin, .funds(.reserve),
          Bilingual("不超过资金总额", "no more than the fund's amount")))
    }
    func isReversed<T: Comparable>(_ low: T?, _ high: T?) -> Bool {
      low.flatMap { low in high.map { low > $0 } } ?? false
    }
    if isReversed(fund.trancheMin, fund.trancheMax) || isReversed(fund.trancheMinShare, fund.trancheMaxShare) {
      found.append(
        .reversed(
          "tranche-reversed", fund.origin, .funds(.trancheMin), Bilingual("不超过单笔上限", "no more than tranche_max")))
    }
    found += lists.reversed(fund.period, fund.origin, .funds(.to))
  }

  mutating func check(_ project: Project) {
    checkCategories([project.category], project.origin, .projects(.category))
    checkReference(project.requires, projects, project.origin, .projects(.requires), in: .projects)
    checkReference(project.incompatible, projects, project.origin, .projects(.incompatible), in: .projects)
    checkReference(project.places.map(\.place), places, project.origin, .projects(.place), in: .places)
    found += lists.reversed(project.period, project.origin, .projects(.to))
    let sum = project.places.reduce(0) { $0 + $1.share.basisPoints }
    if !project.places.isEmpty, sum != Share.whole.basisPoints {
      found.append(
        Finding(
          "shares-not-whole", at: project.origin, .projects(.id), value: project.id.text,
          expected: Bilingual("各地分担比例合计为 100%", "the places' shares add up to 100%"),
          mend: Bilingual(
            "现合计 \(Share(basisPoints: sum).text)，请修改各地分担比例表",
            "they add up to \(Share(basisPoints: sum).text); correct project_places")))
    }
    for variant in project.variants { check(variant, of: project) }
  }

  private mutating func check(_ variant: Variant, of project: Project) {
    if variant.costs.isEmpty, project.status != .done {
      found.append(
        Finding(
          "cost-missing", severity: .warning, at: variant.origin, .projects(.id), value: project.id.text,
          expected: Bilingual("费用表中至少一行", "a row of costs at least"),
          mend: Bilingual(
            "没有费用的项目会不花钱就安排：请补上费用；确实不花钱请写一行 0",
            "without any it is carried out for nothing: add what it costs, or a row of 0 if that is meant")))
    }
    if variant.scaleMin > variant.scaleMax {
      found.append(
        .reversed(
          "scale-reversed", variant.origin, .variants(.scaleMin), Bilingual("不超过规模上限", "no more than scale_max")))
    }
    for service in variant.services {
      checkReference([service.need], needs, service.origin, .serves(.need), in: .needs)
    }
  }

  /// Checks the pins and limits that the joint meeting decided.
  mutating func checkDecisions() {
    for pin in lists.pins {
      checkReference([pin.project], projects, pin.origin, .pins(.project), in: .projects)
      checkReference(pin.fund.map { [$0] } ?? [], funds, pin.origin, .pins(.fund), in: .funds)
    }
    for limit in lists.limits {
      switch limit.kind {
      case .place: checkReference([PlaceID(limit.of)], places, limit.origin, .limits(.of), in: .places)
      case .category: checkCategories([CategoryID(limit.of)], limit.origin, .limits(.of))
      case .total: break
      }
    }
  }
}
