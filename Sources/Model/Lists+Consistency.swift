extension Lists {
  /// Finds what no single cell shows: repeated ids, dangling references, cycles, shares that do not add up, reversed
  /// bounds.
  /// - Returns: Errors and warnings, in no particular order.
  public func inconsistencies() -> [Finding] {
    var found: [Finding] = []
    found += repeated(places.map { ($0.id.text, $0.origin) }, .places(.id))
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
    found += peopleInconsistencies()

    let placeIDs = Set(places.map(\.id))
    let categoryIDs = Set(categories.map(\.id))
    let needIDs = Set(needs.map(\.id))
    let fundIDs = Set(funds.map(\.id))
    let projectIDs = Set(projects.map(\.id))
    func refer<T>(
      _ ids: [Identifier<T>], _ known: Set<Identifier<T>>, _ origin: Origin, _ cell: CellKey, in list: ListName
    ) {
      // Guessing the intended id scans every known id; after 200 findings no more are guessed, since a whole column is
      // probably wrong.
      for id in ids { found += dangling(id, known, origin, cell, in: list, guesses: found.count < 200) }
    }
    // Without a list of categories, any name is a category.
    func referCategories(_ ids: [CategoryID], _ origin: Origin, _ cell: CellKey) {
      if !categories.isEmpty { refer(ids, categoryIDs, origin, cell, in: .categories) }
    }
    for place in places {
      refer(place.parent.map { [$0] } ?? [], placeIDs, place.origin, .places(.parent), in: .places)
    }
    for item in categories {
      refer(item.parent.map { [$0] } ?? [], categoryIDs, item.origin, .categories(.parent), in: .categories)
    }
    for need in needs {
      refer([need.place], placeIDs, need.origin, .needs(.place), in: .places)
      referCategories([need.category], need.origin, .needs(.category))
    }
    for fund in funds {
      refer(fund.places, placeIDs, fund.origin, .funds(.places), in: .places)
      referCategories(fund.categories, fund.origin, .funds(.categories))
      referCategories(fund.excludedCategories, fund.origin, .funds(.excludedCategories))
      refer(fund.projects, projectIDs, fund.origin, .funds(.projects), in: .projects)
      for rule in fund.matching { refer(rule.with, fundIDs, rule.origin, .fundMatching(.with), in: .funds) }
      for rule in fund.setAsides {
        switch rule.kind {
        case .place: refer([PlaceID(rule.of)], placeIDs, rule.origin, .fundSetAsides(.of), in: .places)
        case .category: referCategories([CategoryID(rule.of)], rule.origin, .fundSetAsides(.of))
        case .group: break
        }
      }
      if fund.reserve > fund.amount {
        found.append(
          .reversed(
            "reserve-exceeds-amount", fund.origin, .funds(.reserve),
            Bilingual("不超过资金总额", "no more than the fund's amount")))
      }
      if let low = fund.trancheMin, let high = fund.trancheMax, low > high {
        found.append(
          .reversed(
            "tranche-reversed", fund.origin, .funds(.trancheMin), Bilingual("不超过单笔上限", "no more than tranche_max")))
      }
      found += reversed(fund.period, fund.origin, .funds(.to))
    }
    for project in projects {
      referCategories([project.category], project.origin, .projects(.category))
      refer(project.requires, projectIDs, project.origin, .projects(.requires), in: .projects)
      refer(project.incompatible, projectIDs, project.origin, .projects(.incompatible), in: .projects)
      refer(project.places.map(\.place), placeIDs, project.origin, .projects(.place), in: .places)
      found += reversed(project.period, project.origin, .projects(.to))
      let sum = project.places.reduce(0) { $0 + $1.share.basisPoints }
      if !project.places.isEmpty, sum != Share.whole.basisPoints {
        found.append(
          Finding(
            "shares-not-whole", at: project.origin, .projects(.id), value: project.id.text,
            expected: Bilingual("各地分担比例合计为 100%", "the places' shares add up to 100%"),
            mend: Bilingual(
              "现合计 \(Share(basisPoints: sum).text)，请修改各地分担比例表",
              "they add up to \(Share(basisPoints: sum).text); correct project_places")
          ))
      }
      for variant in project.variants {
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
        for service in variant.services { refer([service.need], needIDs, service.origin, .serves(.need), in: .needs) }
      }
    }
    for need in needs { found += reversed(need.due, need.origin, .needs(.due)) }
    for pin in pins {
      refer([pin.project], projectIDs, pin.origin, .pins(.project), in: .projects)
      refer(pin.fund.map { [$0] } ?? [], fundIDs, pin.origin, .pins(.fund), in: .funds)
    }
    for limit in limits {
      switch limit.kind {
      case .place: refer([PlaceID(limit.of)], placeIDs, limit.origin, .limits(.of), in: .places)
      case .category: referCategories([CategoryID(limit.of)], limit.origin, .limits(.of))
      case .total: break
      }
    }
    found += cycles(
      places.map { ($0.id.text, $0.parent.map { [$0.text] } ?? [], $0.origin) }, "place-cycle", .places(.parent))
    found += cycles(
      categories.map { ($0.id.text, $0.parent.map { [$0.text] } ?? [], $0.origin) }, "category-cycle",
      .categories(.parent))
    found += cycles(
      projects.map { ($0.id.text, $0.requires.map(\.text), $0.origin) }, "prerequisite-cycle", .projects(.requires))
    return found + periodInconsistencies() + assetInconsistencies() + weightInconsistencies()
  }

  /// Reports an id that its list does not have.
  func dangling<T>(
    _ id: Identifier<T>, _ known: Set<Identifier<T>>, _ origin: Origin, _ cell: CellKey, in list: ListName,
    guesses: Bool = true
  ) -> [Finding] {
    known.contains(id) ? [] : [.dangling(id.text, at: origin, cell, in: list, guesses ? known.map(\.text) : [])]
  }

  /// Reports ids that occur more than once.
  /// - Parameter namesFiles: Whether files are named after the ids. Case is then ignored, as many file systems do not
  ///   tell `h1` from `H1`.
  func repeated(_ items: [(String, Origin)], _ cell: CellKey, namesFiles: Bool = false) -> [Finding] {
    var first: [String: Int] = [:]
    var found: [Finding] = []
    for (id, origin) in items {
      let name = namesFiles ? id.lowercased() : id
      if let line = first[name] {
        found.append(
          Finding(
            "id-repeated", at: origin, cell, value: id,
            expected: namesFiles
              ? Bilingual("每个编号只出现一次，不论大小写", "each id once, whatever the case of its letters")
              : Bilingual("每个编号只出现一次", "each id once"),
            mend: Bilingual(
              "第 \(line) 行已用此编号；请改编号或删去重复行", "line \(line) has this id already; change it or delete the row")))
      } else {
        first[name] = origin.line
      }
    }
    return found
  }

  func reversed(_ period: Period, _ origin: Origin, _ end: CellKey) -> [Finding] {
    guard let from = period.from, let to = period.to, to < from else { return [] }
    return [
      Finding(
        "period-reversed", at: origin, end, value: to.description,
        expected: Bilingual("不早于开始日期 \(from)", "no earlier than the first day, \(from)"),
        mend: Bilingual("请对调或改正两个日期", "exchange or correct the two dates"))
    ]
  }

  /// Reports every item that lies on a cycle or leads into one.
  private func cycles(_ nodes: [(id: String, next: [String], origin: Origin)], _ code: String, _ cell: CellKey)
    -> [Finding]
  {
    let next = Dictionary(nodes.map { ($0.id, $0.next) }, uniquingKeysWith: { a, _ in a })
    // Items without successors are removed until none is left; what remains leads into a cycle or lies on one.
    var degree = next.mapValues { $0.filter { next[$0] != nil }.count }
    var before: [String: [String]] = [:]
    for (id, targets) in next { for target in targets { before[target, default: []].append(id) } }
    var free = degree.filter { $0.value == 0 }.map(\.key)
    while let id = free.popLast() {
      degree[id] = nil
      for parent in before[id] ?? [] where degree[parent] != nil {
        degree[parent]! -= 1
        if degree[parent] == 0 { free.append(parent) }
      }
    }
    return nodes.filter { degree[$0.id] != nil }.map { node in
      Finding(
        code, at: node.origin, cell, value: node.id,
        expected: Bilingual("逐级指向，不绕回自身", "a chain that does not come back to itself"),
        mend: Bilingual(
          "请改正“\(node.next.joined(separator: "；"))”，断开循环",
          "correct ‘\(node.next.joined(separator: "; "))’ to break the circle"))
    }
  }
}

extension Finding {
  /// Creates a finding about a cell in the row at `origin`.
  public init(
    _ code: String, severity: Severity = .error, at origin: Origin, _ cell: CellKey, value: String, expected: Bilingual,
    mend: Bilingual
  ) {
    self.init(
      code, severity: severity, file: origin.header.file, line: origin.line, column: origin.column(cell), value: value,
      expected: expected, mend: mend)
  }

  static func reversed(_ code: String, _ origin: Origin, _ cell: CellKey, _ expected: Bilingual) -> Finding {
    Finding(
      code, at: origin, cell, value: "", expected: expected,
      mend: Bilingual("请改正这两个数", "correct the two numbers"))
  }
}

/// Returns the known word with the least edit distance (Levenshtein), if it is at most a third of the longer word.
///
/// Case is ignored; of several at the same distance, the first in order is returned.
/// - Complexity: O(Σ |word| × |candidate|) over the known words of similar length.
public func nearest(_ word: String, _ known: some Sequence<String>) -> String? {
  let letters = Array(word.lowercased())
  var best: (distance: Int, word: String)?
  for candidate in known {
    let other = Array(candidate.lowercased())
    guard abs(other.count - letters.count) <= max(letters.count, other.count) / 3 + 1 else { continue }
    var row = Array(0...other.count)
    for (i, a) in letters.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in other.enumerated() {
        (diagonal, row[j + 1]) = (row[j + 1], min(diagonal + (a == b ? 0 : 1), row[j] + 1, row[j + 1] + 1))
      }
    }
    let distance = row[other.count]
    guard distance * 3 <= max(letters.count, other.count) else { continue }
    if best.map({ (distance, candidate) < $0 }) ?? true { best = (distance, candidate) }
  }
  return best?.word
}
