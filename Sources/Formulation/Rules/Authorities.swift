import IntegerProgram
import Model

extension Instance {
  /// Whose a decision is: the highest level of those whose the cells are that it needs changed. A cell is whose the
  /// most special row of `authorities` says, or else whose its rule is by default.
  /// - Returns: nil for what nobody can waive: a definition, a rule about volunteers or a fact.
  /// - Complexity: O(1) without rows of `authorities`, else O(rows × cells of the decision).
  public func authority(of decision: Meaning) -> Authority? {
    guard let rule = RuleName(rawValue: decision.rule), let usual = rule.defaultAuthority, !isFact(decision) else {
      return nil
    }
    if lists.authorities.isEmpty { return usual }
    let cells = cells(of: decision)
    if cells.isEmpty { return authority(of: decision, at: nil) }
    return cells.compactMap { authority(of: decision, at: $0) }.max()
  }

  /// Whose one cell of a decision is, or the decision where it cites none.
  public func authority(of decision: Meaning, at cell: Citation?) -> Authority? {
    let stated = governing(decision, at: cell).map { lists.authorities[$0].authority }.max()
    return stated ?? RuleName(rawValue: decision.rule)?.defaultAuthority
  }

  /// Whether a decision states what has happened, which no decision of anybody changes: that a project is done.
  public func isFact(_ decision: Meaning) -> Bool {
    guard decision.rule == RuleName.status.rawValue, let id = decision.subjects.first,
      let p = projectIndex[ProjectID(id)]
    else { return false }
    return lists.projects[p].status == .done
  }

  /// Whether who plans at a level may waive a decision. Definitions, rules about volunteers, facts and law are never waived.
  public func mayWaive(_ decision: Meaning, at level: Authority) -> Bool {
    isWaivable(decision) && authority(of: decision).map(level.mayChange) ?? false
  }

  /// The positions of the most special rows about a cell of a decision.
  func governing(_ decision: Meaning, at cell: Citation?) -> [Int] {
    let about = lists.authorities.indices.filter { row in
      let stated = lists.authorities[row]
      switch stated.subject {
      case .rule(let rule):
        return rule.rawValue == decision.rule && stated.item.map(decision.subjects.contains) ?? true
      case .column(let key):
        guard let cell, cell.list == key.list.rawValue, cell.field == key.field else { return false }
        return stated.item.map { $0 == cell.id } ?? true
      case .list(let list):
        guard let cell, cell.list == list.rawValue else { return false }
        return stated.item.map { $0 == cell.id } ?? true
      }
    }
    let most = about.map { lists.authorities[$0].specificity }.max()
    return about.filter { lists.authorities[$0].specificity == most }
  }
}

extension Permission {
  /// Whose the permission is: the highest level of those whose its rules are.
  public func authority(in instance: Instance) -> Authority? { rules.compactMap(instance.authority).max() }
}
