import IntegerProgram
import Model

extension Formulation {
  /// Rows of `authorities` that no rule heeds: the rule or the column is nobody's to waive, or the row is about an item
  /// and none of the rules about it depends on the row. A row about all items may stand in lists that have none.
  /// - Complexity: one formulation, where there is a row about an item that is no earmark of a fund.
  var unusedAuthorities: [Finding] {
    let stated = instance.lists.authorities
    func isSettled(_ row: StatedAuthority) -> Bool {
      !row.subject.canBeWaived || row.item == nil || instance.isEarmark(row)
    }
    var heeded: Set<Int> = []
    if !stated.allSatisfy(isSettled) {
      let variant = ModelVariant(spelledOut: Self.scope(ofAll: instance))
      let decisions = Formulation(instance, variant, rosters: rosters).exact.rows.compactMap(\.decision)
      for decision in Set(decisions).union(instance.personPins) where !instance.isIdle(decision) {
        let cells = instance.cells(of: decision)
        for cell in cells.isEmpty ? [nil] : cells.map(Optional.some) {
          heeded.formUnion(instance.governing(decision, at: cell))
        }
      }
    }
    return stated.indices.compactMap { row in
      let isKnown = stated[row].subject.canBeWaived
      if isKnown, stated[row].item == nil || heeded.contains(row) || instance.isEarmark(stated[row]) { return nil }
      return unused(stated[row], isKnown: isKnown)
    }
  }

  private func unused(_ stated: StatedAuthority, isKnown: Bool) -> Finding {
    guard isKnown, let item = stated.item else {
      return Finding(
        .authorityUnused, at: stated.origin, .authorities(.rule), value: stated.subject.name,
        expected: Bilingual("可以放开的规定，或它所依据的列", "a rule that can be waived, or a column that states its limit"),
        mend: Bilingual("这一条谁也不能放开，此行不起作用：请删去", "nobody can waive it, so the row has no effect: delete it"))
    }
    return Finding(
      .authorityUnused, at: stated.origin, .authorities(.item), value: item,
      expected: Bilingual("有此规定的对象", "an item that the rule is about"),
      mend: Bilingual(
        "此规定眼下不限制它，或另有更具体的一行，此行不起作用；请核对，或删去",
        "the rule does not limit it as the lists are, or a more special row counts, so the row has no effect; check it, or delete it"
      ))
  }
}

extension Instance {
  /// Whether it does not matter whose a decision is: it is a fact, or the floor of an urgent need, of which `must-serve`
  /// asks the same.
  fileprivate func isIdle(_ decision: Meaning) -> Bool {
    if isFact(decision) { return true }
    guard decision.rule == RuleName.basicFloor.rawValue, let id = decision.subjects.first,
      let n = needIndex[NeedID(id)]
    else { return false }
    return lists.needs[n].urgency == 5
  }

  /// Whether a row is about an earmark that a fund has, though it may exclude no project of today's lists.
  fileprivate func isEarmark(_ stated: StatedAuthority) -> Bool {
    guard let f = stated.item.flatMap({ fundIndex[FundID($0)] }) else { return false }
    let fund = lists.funds[f]
    switch stated.subject {
    case .rule(.eligibility): return EarmarkCondition.all.contains { fund.states($0.field) }
    case .rule(.fundPeriod): return fund.states(.to)
    case .rule(.noDoubleFunding): return fund.excludesGovernmentFunded
    case .rule: return false
    case .list: return stated.subject == .list(.funds)
    case .column(let cell): return EarmarkCondition.all.contains { $0.field.cell == cell && fund.states($0.field) }
    }
  }
}

extension Fund {
  /// Whether a column of earmarks is filled in.
  fileprivate func states(_ field: FundField) -> Bool {
    switch field {
    case .categories: !categories.isEmpty
    case .excludedCategories: !excludedCategories.isEmpty
    case .places: !places.isEmpty
    case .groups: !groups.isEmpty
    case .tiers: !tiers.isEmpty
    case .costTypes: !costTypes.isEmpty
    case .excludedCostTypes: !excludedCostTypes.isEmpty
    case .projects: !projects.isEmpty
    case .to: period.from != nil || period.to != nil
    case .excludesGovernmentFunded: excludesGovernmentFunded
    default: false
    }
  }
}

extension StatedAuthority.Subject {
  private static var cited: [CellKey] {
    rules.filter { !$0.isDefinition }.flatMap { $0.cells.filter(\.isCited).map(\.key) }
  }

  /// Whether it is a rule that can be waived, or a column or a list that states the limit of one.
  fileprivate var canBeWaived: Bool {
    switch self {
    case .rule(let rule): waivableRules.contains(rule.rawValue)
    case .column(let cell):
      Self.cited.contains(cell)
    case .list(let list): Self.cited.contains { $0.list == list }
    }
  }
}
