import IntegerProgram
import Model

/// A rule whose giving up, alone, brings a project in.
public enum LeastWaiver: Sendable {
  case found(Meaning, LeastChange.Found)
  /// None of so many rules, but for those that were left open.
  case none(open: [Meaning], of: Int)
}

extension ChangeSearch {
  /// Rules that touch a project, one of which is given up. All are given up together first: what a plan then breaks that
  /// beats the others is tried first. Halves of the others follow: where giving up all of a half does not let the project beat
  /// every plan without it, none of its members does.
  /// - Parameter tries: Rules that are given up alone, at most, and as many halves for each.
  public func leastWaiver(
    _ id: ProjectID, base: LexicographicValue, near plan: Allocation? = nil, tries: Int = .max
  ) throws -> LeastWaiver {
    let spelled = Formulation(
      instance, ModelVariant(spelledOut: Formulation.scope(of: [.carriedOut(id)], instance)),
      rosters: formulation.rosters)
    // What a fund has is asked in money.
    var rules = spelled.decisions(about: id).filter { isWaivable($0) && $0.rule != FundCap.name }
    guard !rules.isEmpty else { return .none(open: [], of: 0) }
    var search = WaiverSearch(search: self, id: id, base: base, plan: plan, spelled: spelled, left: tries)
    let all = rules.count
    if solve.gap > 0 {
      switch try search.permission(base) {
      case .reached(let found): return found
      // Where floors are missed the project may better them, and be chosen with less.
      case .beyond where base.hasNoShortfall: rules.removeAll(where: Set(instance.bars(to: id)).contains)
      case .beyond, .open: break
      }
    }
    if rules.isEmpty { return .none(open: [], of: all) }
    switch try search.giveUp(rules[...]) {
    case .none: return .none(open: [], of: all)
    case .some(_, let best, _):
      let first = rules.filter { spelled.broken(by: best)?.contains($0) ?? false }
      for rule in first { if let found = try search.alone(rule) { return found } }
      if let found = try search.halves(rules.filter { !first.contains($0) }[...]) { return found }
    case .unknown:
      if let found = try search.halves(rules[...]) { return found }
    }
    return .none(open: search.open, of: all)
  }
}

private struct WaiverSearch {
  let search: ChangeSearch
  let id: ProjectID
  let base: LexicographicValue
  let plan: Allocation?
  let spelled: Formulation
  var left: Int
  /// Sets that may yet be looked at without a search.
  private var glances: Int
  /// Rules that were not settled.
  private(set) var open: [Meaning] = []

  init(
    search: ChangeSearch, id: ProjectID, base: LexicographicValue, plan: Allocation?, spelled: Formulation, left: Int
  ) {
    (self.search, self.id, self.base, self.plan, self.left) = (search, id, base, plan, left)
    self.spelled = spelled
    glances = left == .max ? .max : 4 * left
  }

  mutating func giveUp(_ rules: ArraySlice<Meaning>, beating lexicographicValue: LexicographicValue? = nil) throws
    -> ChangeSearch.Beating
  {
    try search.beating(
      lexicographicValue ?? base, under: rules.map(Change.waived), with: [.carriedOut(id)], near: plan, work: 4)
  }

  enum Permitted { case reached(LeastWaiver), beyond, open }

  /// Whether one fund, let pay for the project by giving up one rule, would have it chosen: the program picks the fund. Such
  /// a rule is nothing to plans without the project.
  func permission(_ base: LexicographicValue) throws(SolverFault) -> Permitted {
    let open = search.instance.permissions(for: id).filter { $0.rules.count == 1 }
    guard !open.isEmpty else { return .beyond }
    let permitted = search.formulation.permittingOne(of: open)
    let stages = permitted.decidingStages(search.objective)
    let (policy, target) = (stages.last!, base.levels.last!.bound + 1)
    var exact = permitted.exact
    SideConstraint.carriedOut(id).add(to: &exact, permitted)
    exact.holdFloors(of: base, stages)
    let start = search.forced.flatMap { permitted.point(of: $0) }
    // It stands for many rules.
    var solve = search.solve
    solve.workLimit = solve.workLimit.map { $0 * 4 }
    switch try solve.reach(target, policy, exact, permitted, from: start) {
    case .open: return .open
    case .beyond: return .beyond
    case .reached(let point, let reuse):
      // Without any permission no plan gets so far.
      guard let rule = permitted.permission(at: point)?.rules.first else { return .open }
      return .reached(
        .found(
          rule,
          .init(
            changes: [.waived(rule)], amount: 1, isLeast: true, without: base,
            with: permitted.lexicographicValue(at: point, stages),
            plan: permitted.allocation(at: point), reuse: reuse)))
    }
  }

  /// A set that is not seen at a glance to be of no use is halved; only what stands alone is searched.
  mutating func halves(_ rules: ArraySlice<Meaning>) throws -> LeastWaiver? {
    guard let first = rules.first else { return nil }
    guard left > 0, glances > 0 else {
      open += rules
      return nil
    }
    if glances < .max { glances -= 1 }
    if try search.isRefuted(base, under: rules.map(Change.waived), with: [.carriedOut(id)]) { return nil }
    if rules.count == 1 { return try alone(first) }
    let middle = rules.startIndex + rules.count / 2
    return try halves(rules[..<middle]) ?? halves(rules[middle...])
  }

  /// Whether giving up this rule is enough. Plans without the project may gain from it, too: what they reach must be beaten.
  mutating func alone(_ rule: Meaning) throws -> LeastWaiver? {
    if left < .max { left -= 1 }
    var threshold: LexicographicValue?
    var reused = Reused()
    for _ in 0..<2 {
      guard case let given = try giveUp([rule], beating: threshold), !given.isUnknown else { break }
      guard case .some(let with, let best, let reuse) = given else { return nil }
      let changes = [Change.waived(rule)]
      func found(_ without: LexicographicValue?) -> LeastWaiver {
        .found(
          rule,
          .init(
            changes: changes, amount: 1, isLeast: true, without: without, with: with, plan: best, reuse: reuse,
            reusedWithout: reused))
      }
      if let threshold { return found(threshold) }
      if spelled.isAboutNothingBut(id, rule) { return found(base) }
      switch try search.rivals(under: changes, [.notCarriedOut(id)], base, from: plan) {
      case .none: return found(nil)
      case .unknown: break
      case .some(let without, let more):
        reused = more
        let stages = try search.formulation.changed(by: changes).decidingStages(search.objective)
        if with.beats(without, stages) { return found(without) }
        threshold = without
        continue
      }
      break
    }
    open.append(rule)
    return nil
  }
}
