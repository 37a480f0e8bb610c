import Formulation
import IntegerProgram
import Model

/// The result of a search for one rule whose waiver alone gets a project chosen.
public enum LeastWaiver: Sendable {
  /// The rule, and the change that waives it.
  case found(Meaning, LeastChange.Found)
  /// None of `of` rules is enough, except possibly those in `open`, which were not settled.
  case none(open: [Meaning], of: Int)
}

extension ChangeSearch {
  private func spelled(about id: ProjectID) -> Formulation {
    Formulation(
      instance, ModelVariant(spelledOut: Formulation.scope(of: [.carriedOut(id)], instance)),
      rosters: formulation.rosters)
  }

  /// A fund's cap belongs to the question about extra money.
  private func waivableRules(about id: ProjectID, _ spelled: Formulation) -> [Meaning] {
    spelled.decisions(about: id).filter { isWaivable($0) && $0.rule != FundCap.name }
  }

  /// The rules that touch a project and are no definitions, but for the caps of funds.
  public func waivableRules(about id: ProjectID) -> [Meaning] { waivableRules(about: id, spelled(about: id)) }

  /// Searches the rules that touch a project for one whose waiver alone gets it chosen.
  ///
  /// All rules are waived together first, and those that the resulting plan breaks are tried alone first. The others
  /// are halved: where waiving all of a half does not let the project beat every plan without it, none of its members
  /// does.
  /// - Parameters:
  ///   - tries: The largest number of rules waived alone; four times as many sets are checked by their relaxations.
  ///   - mayWaive: Whether a rule may be waived.
  /// - Throws: `SolverFault` where the solver fails, `Findings` where the changed lists are invalid.
  public func leastWaiver(
    _ id: ProjectID, base: LexicographicValue, near plan: Allocation? = nil, tries: Int = .max,
    among mayWaive: @escaping (Meaning) -> Bool
  ) throws -> LeastWaiver {
    let spelled = spelled(about: id)
    var rules = waivableRules(about: id, spelled).filter(mayWaive)
    guard !rules.isEmpty else { return .none(open: [], of: 0) }
    var search = WaiverSearch(
      search: self, id: id, base: base, plan: plan, spelled: spelled, mayWaive: mayWaive, waiversLeft: tries)
    let all = rules.count
    if solve.gap > 0 {
      switch try search.permission(base) {
      case .reached(let found): return found
      // Where a floor has a shortfall, the project may reduce it and be chosen with less.
      case .beyond where base.hasNoShortfall:
        rules.removeAll(where: Set(instance.rulesCoveredByPermissions(for: id)).contains)
      case .beyond, .open: break
      }
    }
    if rules.isEmpty { return .none(open: [], of: all) }
    switch try search.waive(rules[...]) {
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
  let mayWaive: (Meaning) -> Bool
  var waiversLeft: Int
  /// The number of sets that may still be checked by their relaxations.
  private var relaxationsLeft: Int
  /// The rules that were not settled.
  private(set) var open: [Meaning] = []

  init(
    search: ChangeSearch, id: ProjectID, base: LexicographicValue, plan: Allocation?, spelled: Formulation,
    mayWaive: @escaping (Meaning) -> Bool, waiversLeft: Int
  ) {
    (self.search, self.id, self.base, self.plan, self.waiversLeft) = (search, id, base, plan, waiversLeft)
    (self.spelled, self.mayWaive) = (spelled, mayWaive)
    relaxationsLeft = waiversLeft == .max ? .max : 4 * waiversLeft
  }

  mutating func waive(_ rules: ArraySlice<Meaning>, beating lexicographicValue: LexicographicValue? = nil) throws
    -> ChangeSearch.Beating
  {
    try search.beating(
      lexicographicValue ?? base, under: rules.map(Change.waived), with: [.carriedOut(id)], near: plan, work: 4)
  }

  enum Permitted { case reached(LeastWaiver), beyond, open }

  /// Whether waiving one rule that keeps one fund from paying for the project gets it chosen; the program picks the
  /// fund. Such a waiver does not affect plans without the project.
  func permission(_ base: LexicographicValue) throws(SolverFault) -> Permitted {
    let open = search.instance.permissions(for: id).filter { $0.rules.count == 1 && mayWaive($0.rules[0]) }
    guard !open.isEmpty else { return .beyond }
    let permitted = search.formulation.permittingOne(of: open)
    let stages = permitted.decidingStages(search.objective)
    let (policy, target) = (stages.last!, base.last.bound + 1)
    var exact = permitted.exact
    SideConstraint.carriedOut(id).add(to: &exact, permitted)
    exact.holdFloors(of: base, stages)
    let start = search.forced.flatMap { permitted.point(of: $0) }
    // This solve covers many rules at once.
    var solve = search.solve
    solve.workLimit = solve.workLimit.map { $0 * 4 }
    switch try solve.reach(target, policy, exact, permitted, from: start) {
    case .open: return .open
    case .beyond: return .beyond
    case .reached(let point, let reuse):
      // No plan reaches the target without a permission.
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

  /// Halves every set that its relaxation does not refute; only single rules are searched in full.
  mutating func halves(_ rules: ArraySlice<Meaning>) throws -> LeastWaiver? {
    guard let first = rules.first else { return nil }
    guard waiversLeft > 0, relaxationsLeft > 0 else {
      open += rules
      return nil
    }
    if relaxationsLeft < .max { relaxationsLeft -= 1 }
    if try search.isRefuted(base, under: rules.map(Change.waived), with: [.carriedOut(id)]) { return nil }
    if rules.count == 1 { return try alone(first) }
    let middle = rules.startIndex + rules.count / 2
    return try halves(rules[..<middle]) ?? halves(rules[middle...])
  }

  /// Whether waiving this rule is enough. Plans without the project may gain from it too, and their value must be
  /// beaten.
  mutating func alone(_ rule: Meaning) throws -> LeastWaiver? {
    if waiversLeft < .max { waiversLeft -= 1 }
    var threshold: LexicographicValue?
    var reused = Reused()
    for _ in 0..<2 {
      guard case let given = try waive([rule], beating: threshold), !given.isUnknown else { break }
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
      if spelled.concernsOnly(id, rule) { return found(base) }
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
