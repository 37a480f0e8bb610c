import IntegerProgram
import Model

/// A change of the lists or of the rules, small enough to be put to a meeting.
public enum Change: Sendable, Hashable, CustomStringConvertible {
  case money(FundID, Money)
  /// Less for one cost line: of the project's variant, by type and position.
  case cost(ProjectID, VariantID, line: Int, Money)
  case waived(Meaning)

  /// In the program's words, such as `amount(F03) + 5000000`.
  public var description: String {
    switch self {
    case .money(let id, let more): "amount(\(id)) + \(more.minorUnits)"
    case .cost(let id, let variant, let line, let less): "cost(\(id),\(variant),\(line)) - \(less.minorUnits)"
    case .waived(let decision): "waived \(decision)"
    }
  }
}

extension Instance {
  /// The lists as they would be.
  public func changed(by changes: [Change]) throws(Findings) -> Instance {
    var lists = lists
    for change in changes {
      switch change {
      case .money(let id, let more):
        lists.funds[fundIndex[id]!].amount += more
      case .cost(let id, let variant, let line, let less):
        let p = projectIndex[id]!
        let v = lists.projects[p].variants.firstIndex { $0.id == variant }!
        let fixed = lists.projects[p].variants[v].costs[line].fixed
        lists.projects[p].variants[v].costs[line].fixed = fixed - less
      case .waived: continue
      }
    }
    return try Instance(lists)
  }
}

extension Formulation {
  /// The rules as they would be.
  public init(_ instance: Instance, changedBy changes: [Change]) throws(Findings) {
    var inquiry = Inquiry()
    for case .waived(let decision) in changes { inquiry.waived.insert(decision) }
    self.init(try instance.changed(by: changes), inquiry)
  }

  /// What a point makes of the lever of this formulation.
  func changes(at point: [Int128]) -> [Change] {
    switch inquiry.lever {
    case nil: return []
    case .extraMoney(let id):
      let more = extra[instance.fundIndex[id]!]?.value(at: point) ?? 0
      return more > 0 ? [.money(id, Money(Int64(more)))] : []
    case .costCut(let id):
      let p = instance.projectIndex[id]!
      return cutColumns.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { place, cut in
        let less = cut.value(at: point)
        return less > 0
          ? .cost(id, projects[p].variants[place[1]].id, line: place[2], Money(Int64(less))) : nil
      }
    }
  }
}
