import Formulation
import IntegerProgram
import Model
import Questions

/// Repairs: the fewest rules to waive where something is infeasible, and what each repair achieves.
extension Explainer {
  /// Says the fewest rules to waive: first of those that the planner may waive, then, apart, with whom somebody above
  /// must be asked. Where the rule is the amount of a fund, it also says how much more money the fund needs.
  /// - Parameter weighs: Whether to say what each repair achieves, at the cost of a solve or two for each.
  func sayRepairs(
    _ spelled: Formulation, _ constraints: [SideConstraint], under changes: [Change] = [], _ conflict: Conflict,
    _ name: String,
    weighs: Bool = false, _ out: inout AnswerBuilder
  ) throws {
    // Every try computes one more conflict; a single question should be answered within seconds.
    let found = try solve.repairs(
      spelled, subjectTo: constraints, first: conflict, count: weighs ? 6 : 3, tries: weighs ? 15 : 5)
    let record = "repairs: " + name
    out.record(SolveRecord(record, found.own))
    let question = RepairQuestion(constraints: constraints, changes: changes, name: name, weighs: weighs)
    if !found.own.sets.isEmpty { try say(found.own, record, question, told: nil, depth: 2, &out) }
    if let (level, repairs) = found.asked {
      let asked = record + " (\(level.rawValue))"
      out.record(SolveRecord(asked, repairs))
      let header: Message =
        !found.own.sets.isEmpty ? .repairFewer : found.own.isProven ? .repairAsks : .repairAsksOpen
      // Where ways need the consent of others, each way says whose.
      let each = repairs.fewest.map { consenting(to: $0) }
      let isSame = each.allSatisfy { $0 == each[0] }
      let all = consenting(to: repairs.fewest.flatMap(\.self))
      out.say(
        header,
        [
          "planner": self.level(planner), "level": .text(names(of: all, isEither: !isSame)), "authority": level.value,
        ], from: [record, asked], depth: 2)
      try say(repairs, asked, question, told: isSame ? all : [], depth: 3, &out)
    } else if found.own.sets.isEmpty {
      sayNoRepair(found, conflict, record, &out)
    }
  }

  private func sayNoRepair(
    _ found: RepairsByLevel, _ conflict: Conflict, _ record: String, _ out: inout AnswerBuilder
  ) {
    guard found.facts.isEmpty else {
      let projects = Set(found.facts.compactMap(\.subjects.first)).sorted().map(item(named:))
      return out.say(.repairFact, ["projects": .items(projects)], from: [record], depth: 2)
    }
    guard found.law.isEmpty else {
      let isAlone = conflict.decisions.allSatisfy(found.law.contains)
      let values = ownership(found.law).merging([
        "rules": examples(of: found.law.map(ruleName)),
        "law": .items(found.law.map { .text(Bilingual($0.description, $0.description)) }),
      ]) { $1 }
      return out.say(isAlone ? .repairLaw : .repairNeedsLaw, values, from: [record], depth: 2)
    }
    let none: Message =
      conflict.concernsOnlyPeople ? .repairPeople : found.isProvenNone ? .noRepair : .repairOpen
    out.say(none, from: [record], depth: 2)
  }

  /// What repairs are asked for.
  struct RepairQuestion {
    let constraints: [SideConstraint]
    let changes: [Change]
    let name: String
    let weighs: Bool
  }

  /// Says the repairs of one level.
  /// - Parameter told: Those whose consent has been said to be needed for all ways; empty where each way says whose; nil where
  ///   nothing was said of consent.
  private func say(
    _ repairs: Repairs, _ record: String, _ question: RepairQuestion, told: [RuleHolder]?, depth: Int,
    _ out: inout AnswerBuilder
  ) throws {
    let (constraints, weighs) = (question.constraints, question.weighs)
    let all = try repairs.fewest.map { rules in
      Repair(rules: rules, end: weighs ? try end(waiving: rules, constraints) : nil)
    }
    // Weighed repairs are sorted, and only the best three are said.
    let best = weighs ? all.sorted { $0.isBetter(than: $1) }.prefix(3) : all[...]
    for (index, repair) in best.enumerated() {
      let rules = repair.rules, holders = consenting(to: rules)
      var values: [String: Value] = [
        "rules": .items(try rules.map { try action($0, among: rules, question) }),
        "waive": .items(rules.map { .text(Bilingual($0.description, $0.description)) }),
        "way": .text(way(index + 1, of: best.count, together: rules.count > 1)),
      ]
      if !holders.isEmpty { values["who"] = .text(names(of: holders)) }
      out.say(.repair, values.merging(ownership(rules)) { $1 }, from: [record], depth: depth)
      if !holders.isEmpty, holders != told {
        out.say(
          told == nil ? .repairConsent : .repairNeeds, ["who": .text(names(of: holders))], from: [record],
          depth: depth + 1)
      }
      if weighs { try sayWorth(repair, constraints, depth: depth + 1, &out) }
      try sayMoney(repair.rules, question, depth: depth + 1, &out)
    }
    if best.count < all.count {
      out.say(.repairOthers, ["count": .count(all.count - best.count)], from: [record], depth: depth)
    }
    if !repairs.isComplete { out.say(.repairMore, from: [record], depth: depth) }
  }

  /// How a set of rules is introduced: each set is enough by itself, and all of its rules have to change.
  private func way(_ number: Int, of count: Int, together: Bool) -> Bilingual {
    let (zh, en) = (together ? "同时做到这些：" : "", together ? "do all of these: " : "")
    return count > 1
      ? Bilingual("办法 \(number)（任选其一就办得到）：\(zh)", "Way \(number) (any one of these is enough): \(en)")
      : Bilingual("要办成，须\(zh)", "To make it possible, \(en)")
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

  /// Says what the plan achieves without the rules, and whether it then carries out the project.
  ///
  /// The lists without the rules are solved as for `what-if`: freely, and where the project is then not chosen, with it.
  private func sayWorth(
    _ repair: Repair, _ constraints: [SideConstraint], depth: Int, _ out: inout AnswerBuilder
  ) throws {
    guard case .carriedOut(let id)? = constraints.first else { return }
    var supposition = Supposition()
    supposition.changes = repair.rules.map(Change.waived)
    let name = supposition.changes.map(\.description).joined(separator: " + ")
    let changed = try formulation.changed(by: supposition.changes)
    let stages = changed.decidingStages(objective)
    func solved(_ supposition: Supposition, _ record: String, _ out: inout AnswerBuilder) throws -> StagedSolution? {
      guard case .allocated(let solution) = try end(of: supposition),
        solution.lexicographicValue.levels.count == stages.count
      else { return nil }
      out.record(
        SolveRecord(
          record, asked: supposition.constraints.map(\.description) + supposition.changes.map(\.description), solution))
      return solution
    }
    func say(_ message: Message, _ solution: StagedSolution, _ what: Bilingual, _ from: [String]) {
      out.say(message, ["after": .objective(solution.lexicographicValue.last.value)], from: from, depth: depth)
      sayFloors(
        solution.lexicographicValue, changed.shortfalls(of: changed.allocation(of: solution)), what, from[0],
        depth: depth,
        &out)
      sayDifference(solution.lexicographicValue, what, from[0], depth: depth, &out)
    }
    let (free, forced) = ("solved again: " + name, "forced: " + name)
    let again = try solved(supposition, free, &out)
    if let again, changed.allocation(of: again).awards.contains(where: { $0.project == id }) {
      return say(.repairSelects, again, Bilingual("这样", "With this change"), [free])
    }
    supposition.constraints = constraints
    guard let with = try solved(supposition, forced, &out) else {
      return out.say(
        .undecided, ["what": .text(Bilingual("这样得分多少", "What the score would then be"))], from: [], depth: depth)
    }
    let message: Message =
      again.map { $0.lexicographicValue.beats(with.lexicographicValue, stages) ? .repairNotEnough : .repairAlike }
      ?? .repairPossible
    say(
      message, with, Bilingual("在此前提下安排它", "With this change, and with it"), again == nil ? [forced] : [forced, free])
  }
}

extension Repairs {
  /// The sets of the least size.
  fileprivate var fewest: [[Meaning]] { sets.filter { $0.count == sets[0].count } }
}

extension SolveRecord {
  /// Creates the record of a search for repairs.
  fileprivate init(_ name: String, _ repairs: Repairs) {
    self.init(
      name: name, asked: repairs.sets.map { $0.map(\.description).joined(separator: " + ") },
      status: !repairs.isProven ? "undecided" : repairs.isComplete ? "optimal" : "feasible", lexicographicValue: nil,
      measure: repairs.sets.first.map { (Int128($0.count), Int128(repairs.isProven ? $0.count : 1)) },
      reused: Reused(repairs.reuse))
  }
}
