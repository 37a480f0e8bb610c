import Formulation
import IntegerProgram
import Model
import Questions

/// Repairs: the fewest rules to waive where something is infeasible, and what each repair achieves.
extension Explainer {
  /// Says the fewest rules to waive. Where the rule is the amount of a fund, it also says how much more money the fund
  /// needs.
  /// - Parameter weighs: Whether to say what each repair achieves, at the cost of a solve or two for each.
  func sayRepairs(
    _ spelled: Formulation, _ constraints: [SideConstraint], under changes: [Change] = [], _ conflict: Conflict,
    _ name: String,
    weighs: Bool = false, _ out: inout AnswerBuilder
  ) throws {
    // Every try computes one more conflict; a single question should be answered within seconds.
    let repairs = try solve.repairs(
      spelled, subjectTo: constraints, first: conflict, count: weighs ? 6 : 3, tries: weighs ? 15 : 5)
    let record = "repairs: " + name
    out.record(
      SolveRecord(
        name: record, asked: repairs.sets.map { $0.map(\.description).joined(separator: " + ") },
        status: !repairs.isProven ? "undecided" : repairs.isComplete ? "optimal" : "feasible", lexicographicValue: nil,
        measure: repairs.sets.first.map { (Int128($0.count), Int128(repairs.isProven ? $0.count : 1)) },
        reused: Reused(repairs.reuse)))
    guard let fewest = repairs.sets.first?.count else {
      let none: Message = conflict.concernsOnlyPeople ? .repairPeople : repairs.isProven ? .noRepair : .repairOpen
      return out.say(none, from: [record], depth: 2)
    }
    let all = try repairs.sets.filter { $0.count == fewest }.map { rules in
      Repair(rules: rules, end: weighs ? try end(waiving: rules, constraints) : nil)
    }
    // Weighed repairs are sorted, and only the best three are said.
    let best = weighs ? all.sorted { $0.isBetter(than: $1) }.prefix(3) : all[...]
    for repair in best {
      let rules = repair.rules
      out.say(
        .repair,
        [
          "rules": .items(rules.map(ruleName)),
          "waive": .items(rules.map { .text(Bilingual($0.description, $0.description)) }),
        ], from: [record], depth: 2)
      if rules.count == 1, rules[0].rule == FundCap.name {
        try sayMoney(FundID(rules[0].subjects[0]), constraints, under: changes, name, &out)
      }
      if weighs { try sayWorth(repair, constraints, &out) }
    }
    if best.count < all.count {
      out.say(.repairOthers, ["count": .count(all.count - best.count)], from: [record], depth: 2)
    }
    if !repairs.isComplete { out.say(.repairMore, from: [record], depth: 2) }
  }

  /// A rule's sentence with its subjects.
  private func ruleName(_ decision: Meaning) -> Value {
    let names = Value.items(decision.subjects.map { item(named: $0) })
    return .text(
      Bilingual(
        style.text(sentence(decision), .zh) + "（" + style.text(names, .zh) + "）",
        style.text(sentence(decision), .en) + " (" + style.text(names, .en) + ")"))
  }

  /// A set of rules to waive, and the best plan under the side constraints without them; nil where a limit was reached
  /// first.
  private struct Repair {
    let rules: [Meaning]
    let end: StagedSolution?

    /// Whether this repair is better; one without a plan is never better than another.
    func isBetter(than other: Repair) -> Bool {
      guard let mine = end?.lexicographicValue, let theirs = other.end?.lexicographicValue else {
        return end != nil && other.end == nil
      }
      if mine.fallsBelow(theirs) || theirs.fallsBelow(mine) { return theirs.fallsBelow(mine) }
      return mine.last.value > theirs.last.value
    }
  }

  private func end(waiving rules: [Meaning], _ constraints: [SideConstraint]) throws -> StagedSolution? {
    let changed = try formulation.changed(by: rules.map(Change.waived))
    let stages = changed.decidingStages(objective)
    var part = solve
    if solve.gap > 0 { part.workLimit = solve.workLimit.map { max(1, $0 / 4) } }
    let start = try part.nearby(plan.allocation, changed, stages, subjectTo: constraints[0], holding: base.kept(stages))
    // Where the plan meets every floor, the floors are held, not optimised again.
    var outcome = try part.run(
      changed, stages: stages, subjectTo: constraints, holding: base.hasNoShortfall ? base.kept(stages) : nil,
      from: start)
    if case .infeasible = outcome { outcome = try part.run(changed, stages: stages, subjectTo: constraints) }
    guard case .allocated(let solution) = outcome, solution.lexicographicValue.levels.count == stages.count else {
      return nil
    }
    return solution
  }

  /// Says what is achieved with the project once the rules are waived, and whether it is then chosen.
  ///
  /// The changed lists are solved again without side constraints, from that plan or the present one, whichever is
  /// better.
  private func sayWorth(_ repair: Repair, _ constraints: [SideConstraint], _ out: inout AnswerBuilder) throws {
    let changes = repair.rules.map(Change.waived)
    let name = changes.map(\.description).joined(separator: " + ")
    guard let end = repair.end, case .carriedOut(let id)? = constraints.first else {
      return out.say(
        .undecided, ["what": .text(Bilingual("这样能做到多少", "What would then be achieved"))], from: [], depth: 3)
    }
    let forced = "forced: " + name
    out.record(SolveRecord(forced, asked: constraints.map(\.description) + changes.map(\.description), end))
    let changed = try formulation.changed(by: changes)
    let stages = changed.decidingStages(objective)
    let isAhead = end.lexicographicValue.beats(base.kept(stages), stages)
    let start = isAhead ? changed.allocation(of: end) : plan.allocation
    var part = solve
    if solve.gap > 0 { part.workLimit = solve.workLimit.map { max(1, $0 / 10) } }
    guard
      case .allocated(let solution) = try part.run(
        changed, stages: stages, holding: changed.reached(start, stages), from: start),
      solution.lexicographicValue.levels.count == stages.count
    else {
      return out.say(
        .repairPossible, ["after": .objective(end.lexicographicValue.last.value)], from: [forced], depth: 3)
    }
    let free = "solved again: " + name
    out.record(SolveRecord(free, asked: changes.map(\.description), solution))
    let isChosen = changed.allocation(of: solution).awards.contains { $0.project == id }
    let after = (isChosen ? solution : end).lexicographicValue.last.value
    out.say(
      isChosen ? .repairSelects : .repairNotEnough, ["after": .objective(after)],
      from: isChosen ? [free] : [forced, free], depth: 3)
  }

  private func sayMoney(
    _ fund: FundID, _ constraints: [SideConstraint], under changes: [Change], _ name: String, _ out: inout AnswerBuilder
  ) throws {
    // `ChangeSearch` builds its program from the lists alone, so that waived rules would hold again.
    if changes.contains(where: \.isWaiver) { return }
    let search = ChangeSearch(try formulation.changed(by: changes), objective, solve: solve)
    guard
      case .found(let found) = try search.least(.extraMoney(fund), bringing: constraints, against: [], base: nil)
    else { return }
    let record = "least money \(fund): \(name)"
    out.record(
      SolveRecord(
        name: record, asked: changes.map(\.description) + constraints.map(\.description),
        status: found.isLeast ? "optimal" : "feasible",
        lexicographicValue: found.with,
        measure: (found.amount, found.isLeast ? found.amount : 0), reused: Reused(found.reuse)))
    out.say(.repairMoney, ["fund": item(fund), "amount": .money(found.amount)], from: [record], depth: 3)
  }
}
