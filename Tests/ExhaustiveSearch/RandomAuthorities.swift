import Formulation
import IntegerProgram
import Model

/// Random lists of two projects in which rules and cells are of random levels, and somebody of a random level plans.
func listsWithAuthorities(seed: UInt64) -> Lists {
  var lists = twoProjects(seed: seed)
  var random = SplitMix64(state: seed ^ 0xA07)
  lists.planner = [.village, .township, .township, .county][Int.random(in: 0...3, using: &random)]
  let rules: [RuleName] = [
    .fundCap, .eligibility, .noDoubleFunding, .tranche, .shareCap, .matching, .mostProjects, .capPerPlace, .setAside,
    .minimumSpend, .mostSources, .prerequisites, .incompatibility, .readiness, .status, .pins, .allotmentLimit,
    .duePeriod,
    .basicFloor, .mustServe,
  ]
  let columns: [CellKey] = [
    .funds(.categories), .funds(.places), .funds(.costTypes), .funds(.to), .funds(.amount), .funds(.shareMax),
    .projects(.responsible), .projects(.approved), .needs(.due),
  ]
  var seen: Set<[String]> = []
  for _ in 0..<Int.random(in: 0...8, using: &random) {
    let subject: StatedAuthority.Subject =
      switch Int.random(in: 0...5, using: &random) {
      case 0...1: .column(columns[Int.random(in: 0..<columns.count, using: &random)])
      case 2: .list([.funds, .projects][Int.random(in: 0...1, using: &random)])
      default: .rule(rules[Int.random(in: 0..<rules.count, using: &random)])
      }
    var item: String?
    if Bool.random(using: &random) {
      let known = subject.itemLists.flatMap { list -> [String] in
        switch list {
        case .funds: lists.funds.map(\.id.text)
        case .projects: lists.projects.map(\.id.text)
        case .needs: lists.needs.map(\.id.text)
        case .places: lists.places.map(\.id.text)
        default: []
        }
      }
      item = known.isEmpty ? nil : known[Int.random(in: 0..<known.count, using: &random)]
    }
    let level = Authority.allCases[Int.random(in: 0..<Authority.allCases.count, using: &random)]
    if seen.insert(["\(subject)", item ?? ""]).inserted {
      lists.authorities.append(StatedAuthority(subject, of: item, level))
    }
  }
  return lists
}

/// Whose decisions are, stated once more: row by row, from the most special kind of row to the most general.
struct StatedLevels {
  let instance: Instance

  /// nil for what nobody can waive.
  func level(of decision: Meaning) -> Authority? {
    guard let usual = RuleName(rawValue: decision.rule)?.defaultAuthority, waivableRules.contains(decision.rule),
      !isDone(decision)
    else { return nil }
    let cells = instance.cells(of: decision)
    let levels = cells.isEmpty ? [level(decision, nil)] : cells.map { level(decision, $0) }
    return levels.map { $0 ?? usual }.max()
  }

  /// Whether a decision keeps out a project that is done, which nobody can undo.
  func isDone(_ decision: Meaning) -> Bool {
    decision.rule == "status"
      && instance.lists.projects.contains { $0.id.text == decision.subjects[0] && $0.status == .done }
  }

  private func level(_ decision: Meaning, _ cell: Citation?) -> Authority? {
    var kinds: [[Authority]] = [[], [], [], [], [], []]
    for row in instance.lists.authorities {
      switch row.subject {
      case .column(let key):
        guard let cell, cell == Citation(key, of: cell.id) else { continue }
        if row.item == cell.id { kinds[0].append(row.authority) }
        if row.item == nil { kinds[3].append(row.authority) }
      case .rule(let rule):
        guard rule.rawValue == decision.rule else { continue }
        if let item = row.item, decision.subjects.contains(item) { kinds[1].append(row.authority) }
        if row.item == nil { kinds[4].append(row.authority) }
      case .list(let list):
        guard let cell, cell.list == list.rawValue else { continue }
        if row.item == cell.id { kinds[2].append(row.authority) }
        if row.item == nil { kinds[5].append(row.authority) }
      }
    }
    return kinds.first { !$0.isEmpty }?.max()
  }

  /// Whether a planner of a level may waive a decision.
  func may(_ planner: Authority, waive decision: Meaning) -> Bool {
    guard let owner = level(of: decision) else { return false }
    switch (planner, owner) {
    case (_, .law): return false
    case (_, .village), (.province, _), (.county, .county), (.county, .township), (.township, .township): return true
    default: return false
    }
  }
}
