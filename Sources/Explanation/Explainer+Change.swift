import Formulation
import IntegerProgram
import Model

/// What it would take to have a project chosen: each the least that does it, and confirmed on the lists so changed.
extension Explainer {
  private func wish(_ id: ProjectID) -> [Force] { [.carriedOut(id)] }
  private var search: ChangeSearch { ChangeSearch(instance, objective, solve: solve) }

  func sayLeastCost(_ id: ProjectID, _ out: inout AnswerBuilder) throws {
    let record = "least cost cut \(id)"
    switch try search.least(
      .costCut(id), bringing: wish(id), against: [.notCarriedOut(id)], base: base,
      near: plan.allocation)
    {
    case .found(let changes, let amount, let bound, _, let after, let plan):
      out.record(
        SolveRecord(
          name: record, asked: wish(id).map(\.description), status: amount == bound ? "optimal" : "feasible",
          ladder: after,
          measure: (amount, bound)))
      guard try confirm(changes, id, from: plan, record, &out) else {
        return say(undecided: record, Bilingual("费用减少", "A lower cost"), bound, &out)
      }
      let lines = changes.compactMap { change -> Value? in
        guard case .cost(_, let variant, let line, let less) = change else { return nil }
        let item = instance.project(id).variants.first { $0.id == variant }!
        let type = item.costs[line].type
        let money = style.text(.money(Int128(less.minorUnits)), .zh),
          en = style.text(.money(Int128(less.minorUnits)), .en)
        return .text(Bilingual("\(variant)的“\(type)”减 \(money)", "\(en) off ‘\(type)’ of \(variant)"))
      }
      out.say(
        .takeCost, ["amount": .money(amount), "bound": .money(bound), "lines": .items(lines)],
        from: ["plan", record, "confirmed: " + record])
    case .none:
      out.record(SolveRecord(name: record, asked: wish(id).map(\.description), status: "infeasible", ladder: nil))
      out.say(.takeNoCost, from: ["plan", record])
    case .undecided(let bound): say(undecided: record, Bilingual("费用减少", "A lower cost"), bound, &out)
    }
  }

  private func say(undecided record: String, _ what: Bilingual, _ bound: Int128, _ out: inout AnswerBuilder) {
    out.record(SolveRecord(name: record, asked: [], status: "undecided", ladder: nil, measure: (bound, bound)))
    out.say(bound > 0 ? .takeUndecided : .undecided, ["what": .text(what), "bound": .money(bound)], from: [record])
  }

  /// Solves the changed lists without any force, from the plan found: the answer is never worse, and nothing as good lacks
  /// the project, so it must be in.
  private func confirm(
    _ changes: [Change], _ id: ProjectID, from start: Allocation, _ record: String, _ out: inout AnswerBuilder
  ) throws -> Bool {
    let changed = try Formulation(instance, changedBy: changes)
    var solve = solve
    solve.workLimit = solve.workLimit.map { max(1, $0 / 4) }
    let stages = changed.decidingStages(objective)
    guard
      case .allocated(let solution) = try solve.run(
        changed, stages: stages, holding: changed.reached(start, stages), from: start)
    else { return false }
    out.record(
      SolveRecord(
        name: "confirmed: " + record, asked: changes.map(\.description),
        status: solution.limit == nil ? "optimal" : "feasible",
        ladder: solution.ladder))
    return changed.allocation(of: solution).awards.contains { $0.project == id }
  }

  /// Of the funds that pay for it where it is forced in, two at most, the one that needs least more.
  func sayLeastMoney(_ id: ProjectID, _ out: inout AnswerBuilder) throws {
    let record = "least money \(id)"
    guard case .plan(_, let forced) = try consequence(of: .carriedOut(id)) else { return }
    let funds = Set(forced.payments.filter { $0.project == id }.map(\.fund)).sorted().prefix(2)
    guard !funds.isEmpty else { return }
    var best: (fund: FundID, changes: [Change], amount: Int128, before: Ladder?, after: Ladder, plan: Allocation)?
    var lowest: Int128?
    for fund in funds {
      switch try search.least(
        .extraMoney(fund), bringing: wish(id), against: [.notCarriedOut(id)], base: base,
        near: plan.allocation)
      {
      case .found(let changes, let amount, let bound, let before, let after, let plan):
        lowest = min(lowest ?? bound, bound)
        if best.map({ amount < $0.amount }) ?? true { best = (fund, changes, amount, before, after, plan) }
      case .none: continue
      case .undecided(let bound): lowest = min(lowest ?? bound, bound)
      }
    }
    guard let lowest else {
      out.record(SolveRecord(name: record, asked: wish(id).map(\.description), status: "infeasible", ladder: nil))
      return out.say(.takeNoMoney, ["funds": .items(funds.map(item))], from: ["plan", record])
    }
    guard let best else { return say(undecided: record, Bilingual("资金增加", "More money"), lowest, &out) }
    out.record(
      SolveRecord(
        name: record, asked: wish(id).map(\.description), status: best.amount == lowest ? "optimal" : "feasible",
        ladder: best.after, measure: (best.amount, lowest)))
    if let before = best.before {
      out.record(
        SolveRecord(
          name: "changed lists without \(id)", asked: best.changes.map(\.description), status: "feasible",
          ladder: before))
    }
    guard try confirm(best.changes, id, from: best.plan, record, &out) else {
      return say(undecided: record, Bilingual("资金增加", "More money"), lowest, &out)
    }
    out.say(
      .takeMoney, ["fund": item(best.fund), "amount": .money(best.amount), "bound": .money(lowest)],
      from: ["plan", record, "confirmed: " + record])
  }

  /// The first rule that touches the project whose giving up alone has it chosen.
  func sayLeastWaiver(_ id: ProjectID, _ out: inout AnswerBuilder) throws {
    let spelled = Formulation(instance, Inquiry(spelledOut: Formulation.scope(of: wish(id), instance)))
    var settled = 0
    for decision in spelled.decisions(about: id) where decision.rule != "fund-cap" {
      let change = [Change.waived(decision)]
      guard settled < 3, let better = try search.beating(base, under: change, with: wish(id)) else { continue }
      settled += 1
      let changed = try Formulation(instance, changedBy: change)
      guard
        case .allocated(let without) = try solve.run(
          changed, stages: changed.decidingStages(objective), forcing: [.notCarriedOut(id)], holding: base)
      else { continue }
      guard better.ladder.beats(without.ladder, stages) else { continue }
      let record = "waiver \(id)"
      out.record(
        SolveRecord(name: record, asked: [decision.description], status: "feasible", ladder: better.ladder))
      out.record(
        SolveRecord(
          name: "waiver without \(id)", asked: [decision.description], status: "feasible", ladder: without.ladder))
      guard try confirm(change, id, from: better.plan, record, &out) else { continue }
      out.say(
        .takeWaiver, ["rule": sentence(decision), "subjects": subjects(decision)],
        from: [record, "waiver without \(id)", "confirmed: " + record])
      return
    }
  }
}
