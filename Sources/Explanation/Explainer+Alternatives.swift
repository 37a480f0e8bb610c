import Formulation
import IntegerProgram
import Model
import Questions

/// Alternatives for the joint meeting.
extension Explainer {
  /// Finds plans that are at most slightly worse and differ from the plan and from each other as much as possible.
  /// - Parameter within: The largest loss, as a share of the plan's objective value.
  /// - Throws: ``SolverFault`` where the solver fails.
  public func alternatives(_ count: Int, within: Share) throws -> Answer {
    var out = AnswerBuilder("alternatives", style)
    out.record(planRecord)
    let mine = base.last
    let worst = mine.value - Int128(mine.value.magnitude) * Int128(within.basisPoints) / 10_000
    var search = AlternativeSearch(formulation, objective, holding: base, worst: worst, besides: plan.allocation)
    // An alternative takes several solves. Where none is found, one more attempt gets more work.
    var (part, doubled) = (solve, solve)
    if solve.gap > 0 { part.workLimit = solve.workLimit.map { max(1, $0 / 4) } }
    doubled.workLimit = solve.workLimit.map { $0 * 2 }
    for number in 1...max(1, count) {
      let name = "alternative \(number)"
      var found = try search.next(part)
      if case .open = found { found = try search.next(doubled) }
      guard case .found(let other, let lexicographicValue, let difference, let bound, let reuse) = found else {
        let isNone = if case .none = found { true } else { false }
        out.record(
          SolveRecord(
            name: name, asked: ["\(mine.stage.rawValue) >= \(worst)"], status: isNone ? "infeasible" : "undecided",
            lexicographicValue: nil))
        out.say(isNone ? .alternativeNone : .alternativeOpen, ["worst": .objective(worst)], from: [name], depth: 0)
        break
      }
      out.record(
        SolveRecord(
          name: name, asked: ["\(mine.stage.rawValue) >= \(worst)"],
          status: difference == bound ? "optimal" : "feasible",
          lexicographicValue: lexicographicValue, measure: (difference, bound), reused: Reused(reuse)))
      let differs = Set(other.awards.map(\.project)).symmetricDifference(plan.allocation.awards.map(\.project))
      let value = lexicographicValue.last.value
      out.say(
        .alternativeTitle,
        [
          "number": .count(number), "count": .count(differs.count), "after": .objective(value),
          "price": .objective(mine.value - value), "shown": style.shownDifference(mine.value, value),
        ], from: ["plan", name], depth: 0)
      out.say(
        difference == bound ? .alternativeFarthest : .alternativeFarther,
        ["count": .count(Int(difference)), "most": .count(Int(bound))], from: [name])
      out.say(
        .alternativeMoney, ["money": .money(other.moneyUsed), "before": .money(plan.allocation.moneyUsed)],
        from: ["plan", name])
      let gains = gains(of: other)
      out.say(gains.isEmpty ? .alternativeEqual : .alternativeGains, ["gains": .items(gains)], from: ["plan", name])
      sayChanges(to: other, name, &out, next: false)
    }
    return out.answer
  }

  /// The respects in which another plan is better than the plan, each with how much.
  private func gains(of other: Allocation) -> [Value] {
    (formulation.gains(of: other, over: plan.allocation, objective) ?? []).map { respect, gain in
      switch respect {
      case .policy: .labelled(Bilingual("\(style.achieved.zh)多", "\(style.achieved.en) is higher by"), .objective(gain))
      case .projects: .text(Bilingual("多办 \(gain) 个项目", "projects carried out: \(gain) more"))
      case .order: .text(Bilingual("更合各村自己排的先后次序", "closer to what the villages themselves ranked first"))
      }
    }
  }
}
