import Formulation
import IntegerProgram
import Model

/// What became of a question: the best plan under it, or the rules that forbid it.
enum Consequence {
  case plan(StagedSolution, Allocation)
  case impossible
  case undecided
}

extension Explainer {
  /// The best plan under some forces. The floors of the plan are held first, since nothing that is forced betters them;
  /// only where they cannot be held are they solved anew.
  func best(under forces: [Force], named name: String, _ out: inout AnswerBuilder) throws -> Consequence {
    let asked = forces.map(\.description)
    var outcome = try solve.run(formulation, stages: stages, forcing: forces, holding: base)
    if case .infeasible = outcome, base.rungs.count > 1 {
      outcome = try solve.run(formulation, stages: stages, forcing: forces)
    }
    switch outcome {
    case .allocated(let solution):
      out.record(
        SolveRecord(
          name: name, asked: asked, status: solution.limit == nil ? "optimal" : "feasible", ladder: solution.ladder))
      return .plan(solution, formulation.allocation(of: solution))
    case .infeasible:
      out.record(SolveRecord(name: name, asked: asked, status: "infeasible", ladder: nil))
      return .impossible
    case .undecided:
      out.record(SolveRecord(name: name, asked: asked, status: "undecided", ladder: nil))
      return .undecided
    }
  }

  /// What it costs to do otherwise, what changes, and who comes next; or why it is impossible.
  @discardableResult
  func price(_ force: Force, _ what: Bilingual, _ name: String, _ out: inout AnswerBuilder) throws -> Consequence {
    let consequence = try best(under: [force], named: name, &out)
    switch consequence {
    case .undecided: out.say(.undecided, ["what": .text(what)], from: [name])
    case .impossible: try sayConflict([force], what, name, &out)
    case .plan(let solution, let other):
      try sayPrice(solution.ladder, other, what, name, force, &out)
      sayChanges(to: other, name, &out)
    }
    return consequence
  }

  private func sayPrice(
    _ ladder: Ladder, _ other: Allocation, _ what: Bilingual, _ name: String, _ force: Force, _ out: inout AnswerBuilder
  ) throws {
    let from = ["plan", name]
    let below = Set(formulation.shortfalls(of: other).map(\.need)).subtracting(plan.shortfalls.map(\.need)).sorted()
    let floorsFall = zip(ladder.rungs.dropLast(), base.rungs).contains { $0.value > $1.value }
    if floorsFall {
      let needs = below.isEmpty ? formulation.shortfalls(of: other).map(\.need) : below
      out.say(.floorsWorse, ["what": .text(what), "needs": .items(needs.map { item($0) })], from: from)
    }
    let (mine, theirs) = (base.rungs.last!, ladder.rungs.last!)
    let price = mine.value - theirs.value
    let (least, most) = (mine.value - theirs.bound, mine.bound - theirs.value)
    var values: [String: Value] = [
      "what": .text(what), "before": .objective(mine.value), "after": .objective(theirs.value),
      "price": .objective(price),
    ]
    if mine.isExact, theirs.isExact, price == 0, !floorsFall {
      out.say(.priceZero, ["what": .text(what), "tie": .text(try tie(force))], from: from)
    } else if mine.isExact, theirs.isExact {
      out.say(.priceExact, values, from: from)
    } else if least <= 0, !floorsFall {
      values["price"] = .objective(Int128(price.magnitude))
      values["error"] = .objective(most - least)
      out.say(.priceUnclear, values, from: from)
    } else {
      values["least"] = .objective(least)
      values["most"] = .objective(most)
      out.say(.priceWithin, values, from: from)
    }
  }

  /// The first of the later stages that tells two equally good plans apart.
  private func tie(_ force: Force) throws -> Bilingual {
    let all = formulation.stages(objective)
    if case .allocated(let other) = try solve.run(formulation, stages: all, forcing: [force]) {
      for stage in other.stages {
        guard let mine = plan.stages.first(where: { $0.name == stage.name }), mine.value != stage.value else { continue }
        switch stage.name {
        case "order": return Bilingual("各村自己排的次序。", "the villages' own ranks.")
        case "thrift-sources": return Bilingual("来源越少越好。", "fewer sources are better.")
        case "thrift-expiry": return Bilingual("先到期的钱先用。", "money that expires first is spent first.")
        default: break
        }
      }
    }
    return Bilingual("在所有方面都一样，按编号次序定。", "nothing; they are alike in every stage, and a fixed order decides.")
  }

  /// What leaves, what comes, and who is next in line.
  func sayChanges(to other: Allocation, _ name: String, _ out: inout AnswerBuilder) {
    let (old, new) = (Set(plan.allocation.awards.map(\.project)), Set(other.awards.map(\.project)))
    let (gone, come) = (old.subtracting(new), new.subtracting(old))
    if !gone.isEmpty { out.say(.goesOut, ["projects": items(gone)], from: ["plan", name], depth: 2) }
    if !come.isEmpty { out.say(.comesIn, ["projects": items(come)], from: ["plan", name], depth: 2) }
    func money(_ id: ProjectID) -> Int128 {
      other.payments.filter { $0.project == id }.reduce(0) { $0 + Int128($1.amount.minorUnits) }
    }
    if let next = come.sorted().max(by: { money($0) < money($1) }) {
      out.say(.runnerUp, ["project": item(next), "amount": .money(money(next))], from: [name], depth: 2)
    } else if !gone.isEmpty {
      out.say(.nothingInstead, from: ["plan", name], depth: 2)
    }
  }
}
