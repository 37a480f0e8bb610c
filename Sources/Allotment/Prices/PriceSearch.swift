import Audit
import Explanation
import Formulation
import IntegerProgram
import Model
import Questions

/// Finds the price of every line of the rulebook.
///
/// Lines of one rule are taken away together first. Without them all, the best plan is worth at least as much as without any
/// one of them. So if that is worth nothing, none of them is; if the plan breaks only some, these alone explain it, and the
/// rest are tried without them. Whatever cannot be told apart so is halved. Every step depends on the lists and the plan
/// alone, so that prices do not depend on the threads.
public struct PriceSearch: Sendable {
  /// The lines, in the order of the rulebook.
  public let lines: [RuleLine]
  private let explainer: Explainer
  private let base: LexicographicValue
  private let search: ChangeSearch
  /// The positions of lines that are not taken away together with others.
  private let alone: Set<Int>

  /// - Throws: `SolverFault` where the solver fails, `Findings` where lists without a line do not hold together.
  /// - Complexity: a formulation for each line, and a solve that narrows the plan's bound where it is open.
  public init(_ explainer: Explainer) throws {
    self.explainer = explainer
    lines = explainer.instance.rulebook()
    base = try explainer.tightenedBase()
    search = ChangeSearch(explainer.formulation, explainer.objective, solve: explainer.solve)
    let personal = Set(explainer.instance.personPins)
    let isShort = !base.hasNoShortfall
    var alone: Set<Int> = []
    for (index, line) in lines.enumerated() {
      // A person's row stands in the rosters, and a floor that is missed anyway changes what the floors come to.
      let isSpecial = line.decisions.contains(where: personal.contains) || isShort && line.isFloor
      if isSpecial { alone.insert(index) }
    }
    self.alone = alone
  }

  /// The relative gap within which each solve is asked for, in 10^-9, rounded down.
  public var gapBillionths: Int128 { explainer.solve.gapBillionths }

  /// The value of the plan in the policy stage and what no plan passes whose floors are as good, in units of 10^-digits.
  public var known: (value: Int128, bound: Int128, digits: Int) {
    (base.last.value, base.last.bound, explainer.stages.last?.digits ?? 0)
  }

  /// Lines that are taken away together, and what that came to if it is known.
  private struct Group {
    let members: [Int]
    var end: LiftedEnd?
  }

  /// Finds the prices.
  /// - Parameters:
  ///   - threads: The most solves at the same time.
  ///   - known: What an earlier run found without some lines, by their ids.
  ///   - keep: Keeps what this run finds.
  ///   - progress: Called with the number of lines whose price is known.
  /// - Returns: The prices in their order; nil if the run was interrupted.
  /// - Throws: `SolverFault` where the solver fails, ``AuditFault`` if a plan fails the audit, the error of `keep`.
  /// - Complexity: at most two solves for each line.
  public func prices(
    threads: Int, known: @Sendable (String) -> LiftedEnd?, keep: @Sendable (String, LiftedEnd) throws -> Void,
    progress: (Int) -> Void
  ) throws -> [LinePrice]? {
    var open = firstGroups()
    var found: [Int: LinePrice] = [:]
    progress(0)
    while !open.isEmpty {
      let groups = open
      let ends = try concurrentMap(groups.count, threads: threads, unless: { isInterrupted }) { index -> LiftedEnd? in
        if let end = groups[index].end { return end }
        let name = groups[index].members.map { lines[$0].id }.joined(separator: "; ")
        if let end = known(name) { return end }
        let end = try end(without: groups[index].members)
        guard !isInterrupted else { return nil }
        try keep(name, end)
        return end
      }.map { $0 ?? nil }
      if isInterrupted { return nil }
      open = []
      for (group, end) in zip(groups, ends) { open += settle(group, end ?? .none, &found) }
      progress(found.count)
    }
    return LinePrice.inOrder(lines.indices.map { found[$0]! })
  }

  private var isInterrupted: Bool { explainer.solve.interruption?.isRaised ?? false }

  /// The lines of each rule together, but for those that stand alone.
  private func firstGroups() -> [Group] {
    var byRule: [String: [Int]] = [:]
    for index in lines.indices where !alone.contains(index) {
      byRule[lines[index].isAmount ? "amount" : lines[index].rule, default: []].append(index)
    }
    return byRule.sorted { $0.key < $1.key }.map { Group(members: $0.value) }
      + alone.sorted().map { Group(members: [$0]) }
  }

  /// Draws what an end proves of its lines.
  /// - Returns: The groups that are still open.
  private func settle(_ group: Group, _ end: LiftedEnd, _ found: inout [Int: LinePrice]) -> [Group] {
    let members = group.members
    if members.count == 1 {
      found[members[0]] = price(of: members[0], end, isOwn: true)
      return []
    }
    if end.isRelaxed, isWorthless(end) {
      for member in members { found[member] = price(of: member, end, isOwn: false) }
      return []
    }
    let needed = end.needed.map { ids in members.filter { ids.contains(lines[$0].id) } } ?? []
    guard end.isRelaxed, !needed.isEmpty, needed.count < members.count else {
      let middle = members.count / 2
      return [Group(members: Array(members[..<middle])), Group(members: Array(members[middle...]))]
    }
    return [
      Group(members: needed, end: end), Group(members: members.filter { !needed.contains($0) }),
    ]
  }
}

extension PriceSearch {
  /// Whether the best plan without some lines is proven to serve the floors no better, and is not proven to be worth more.
  private func isWorthless(_ end: LiftedEnd) -> Bool {
    guard !end.isLimited, let policy = end.level(base.last.stage), floors(end, line: nil).isSame else {
      return false
    }
    return policy.value <= base.last.bound
  }

  /// How the floors are served without some lines, compared with the plan.
  private enum Floors {
    case same, worse, open
    /// With the stages up to the first that is better.
    case better([LinePrice.Floor])

    var isSame: Bool { if case .same = self { true } else { false } }
  }

  private func floors(_ end: LiftedEnd, line: RuleLine?) -> Floors {
    var passed: [LinePrice.Floor] = []
    for level in reference(line).levels where level.stage != base.last.stage {
      guard let after = end.level(level.stage), let stage = explainer.stages.first(where: { $0.id == level.stage })
      else { continue }
      passed.append(.init(stage: level.stage, before: level.value, after: after.value, digits: stage.digits))
      if after.value < level.bound - level.slack { return .better(passed) }
      if after.bound > level.value + level.slack { return .worse }
      guard after.bound >= level.value - level.slack else { return .open }
    }
    return .same
  }

  /// The value that a line's price is measured from. A floor that does not hold is no longer missed, so that the others
  /// are compared with the plan.
  private func reference(_ line: RuleLine?) -> LexicographicValue {
    guard let line, line.isFloor, !base.hasNoShortfall,
      let changed = try? explainer.formulation.changed(by: line.changes),
      let reached = changed.reached(explainer.plan.allocation, changed.decidingStages(explainer.objective))
    else { return base }
    return LexicographicValue(levels: reached.levels.dropLast() + [base.last])
  }

  private func price(of member: Int, _ end: LiftedEnd, isOwn: Bool) -> LinePrice {
    let line = lines[member]
    func price(
      _ kind: LinePrice.Kind, _ least: Int128?, _ most: Int128?, _ floors: [LinePrice.Floor] = []
    ) -> LinePrice {
      LinePrice(
        line: line, kind: kind, least: least, most: most, floors: floors, isOwn: isOwn, isLimited: end.isLimited)
    }
    guard let after = end.level(base.last.stage) else { return price(.undecided, nil, nil) }
    let (least, most) = (after.value - base.last.bound, after.bound - base.last.value)
    switch floors(end, line: line) {
    case .open: return price(.undecided, nil, nil)
    case .better(let floors): return price(.floors, least, most, floors)
    // Where shares are rounded otherwise without the line, it may be better to keep it: then it costs nothing.
    case .worse: return price(.value, 0, 0)
    case .same: return price(.value, isOwn ? max(0, least) : 0, max(0, least, most))
    }
  }

  /// Solves the lists without some lines.
  private func end(without members: [Int]) throws -> LiftedEnd {
    let changes = members.flatMap { lines[$0].changes }
    if members.count > 1, try !isRelaxed(by: members) { return .none }
    let (changed, outcome) = try search.outcome(under: changes, [], base, from: explainer.plan.allocation)
    let stages = changed.decidingStages(explainer.objective)
    let isRelaxed = explainer.formulation.isRelaxed(by: changed)
    guard case .allocated(let solution) = outcome, solution.lexicographicValue.levels.count == stages.count else {
      return LiftedEnd(nil, isLimited: true, isRelaxed: isRelaxed)
    }
    let allocation = changed.allocation(of: solution)
    try refuseBreaches(allocation, changed)
    let end = LiftedEnd(solution.lexicographicValue, isLimited: solution.limit != nil, isRelaxed: isRelaxed)
    guard members.count > 1, !isWorthless(end) else { return end }
    let ids = try needed(of: members, for: allocation)
    return LiftedEnd(
      solution.lexicographicValue, isLimited: solution.limit != nil, isRelaxed: isRelaxed, needed: ids)
  }

  /// Whether every plan of the lists is one without these lines, and without any one of them.
  private func isRelaxed(by members: [Int]) throws -> Bool {
    try ([members] + members.map { [$0] }).allSatisfy { some in
      explainer.formulation.isRelaxed(
        by: try explainer.formulation.changed(by: some.flatMap { lines[$0].changes }))
    }
  }

  /// The lines that a plan breaks.
  /// - Returns: nil where taking away these alone does not permit the plan.
  private func needed(of members: [Int], for allocation: Allocation) throws -> [String]? {
    func permits(without some: [Int]) throws -> Bool {
      let changed = try explainer.formulation.changed(by: some.flatMap { lines[$0].changes })
      let stages = changed.decidingStages(explainer.objective)
      guard let reached = changed.reached(allocation, stages) else { return false }
      // Where some floor is missed, none of these lines is a floor.
      return !base.hasNoShortfall || !reached.fallsBelow(base.kept(stages))
    }
    let needed = try members.filter { member in try !permits(without: members.filter { $0 != member }) }
    return try permits(without: needed) ? needed.map { lines[$0].id } : nil
  }

  /// Checks a plan against the lists without the lines; what is waived is left out of the check.
  private func refuseBreaches(_ allocation: Allocation, _ changed: Formulation) throws {
    let waived = Set(changed.modelVariant.waived.map(\.rule))
    let breaches = audit(allocation, of: changed.instance, shortfalls: changed.shortfalls(of: allocation))
      .filter { !waived.contains($0.rule) }
    if !breaches.isEmpty { throw AuditFault(breaches: breaches) }
  }
}
