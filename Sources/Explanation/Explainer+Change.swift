import Formulation
import IntegerProgram
import Model

/// What it would take to have a project chosen: each the least that does it, and confirmed on the lists so changed.
extension Explainer {
  private func wish(_ id: ProjectID) -> [Force] { [.carriedOut(id)] }
  private var search: ChangeSearch { ChangeSearch(instance, objective, solve: solve) }

  func sayLeastCost(_ id: ProjectID, _ out: inout AnswerBuilder) throws {
    let record = "least cost cut \(id)"
    switch try search.least(.costCut(id), bringing: wish(id), against: [.notCarriedOut(id)], base: base) {
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
    out.say(.takeUndecided, ["what": .text(what), "bound": .money(bound)], from: [record])
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

  /// Among the funds that may pay for it, the one that needs least more. The fund with the lowest bound is tried first; its
  /// bound rises until it is settled or another's is lower.
  func sayLeastMoney(_ id: ProjectID, _ out: inout AnswerBuilder) throws {
    let project = instance.project(id)
    let types = Set(project.variants.flatMap { $0.costs.map(\.type) })
    let funds = instance.lists.funds.filter { fund in
      types.contains { instance.obstacles(fund, project, $0).isEmpty }
    }
    let record = "least money \(id)"
    var open: [(fund: FundID, bound: Int128)] = []
    for fund in funds {
      let lone = try search.necessary(.extraMoney(fund.id), bringing: wish(id), base: base)
      if let lone { open.append((fund.id, lone)) }
    }
    open.sort { ($0.bound, $0.fund) < ($1.bound, $1.fund) }
    guard let first = open.first else {
      out.record(SolveRecord(name: record, asked: wish(id).map(\.description), status: "infeasible", ladder: nil))
      out.say(.takeNoMoney, from: ["plan", record])
      return
    }
    switch try search.least(.extraMoney(first.fund), bringing: wish(id), against: [.notCarriedOut(id)], base: base) {
    case .found(let changes, let amount, _, let before, let after, let plan):
      // Another fund may need less than what this one turned out to need.
      let bound = min(amount, open.dropFirst().first?.bound ?? amount)
      out.record(
        SolveRecord(
          name: record, asked: wish(id).map(\.description), status: amount == bound ? "optimal" : "feasible",
          ladder: after,
          measure: (amount, bound)))
      if let before {
        out.record(
          SolveRecord(
            name: "changed lists without \(id)", asked: changes.map(\.description), status: "feasible", ladder: before))
      }
      guard try confirm(changes, id, from: plan, record, &out) else {
        return say(undecided: record, Bilingual("资金增加", "More money"), bound, &out)
      }
      out.say(
        .takeMoney, ["fund": item(first.fund), "amount": .money(amount), "bound": .money(bound)],
        from: ["plan", record, "confirmed: " + record])
    case .none, .undecided: say(undecided: record, Bilingual("资金增加", "More money"), first.bound, &out)
    }
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
