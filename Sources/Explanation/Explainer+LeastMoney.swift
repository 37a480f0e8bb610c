import Formulation
import IntegerProgram
import Model
import Questions

/// The least more money that a project needs: so that nothing is lost with it, and so that it is certainly chosen.
extension Explainer {
  /// Says which of some funds needs the least more money for the project to be chosen, and how much.
  func sayLeastMoney(
    _ id: ProjectID, _ funds: [FundID], _ base: LexicographicValue, _ out: inout AnswerBuilder
  ) throws {
    guard !funds.isEmpty else { return }
    func record(_ fund: FundID) -> String { "least money \(fund) \(id)" }
    var best: (fund: FundID, found: LeastChange.Found)?
    var (refuted, refutedUpTo): ([FundID], [(fund: FundID, most: Int128)]) = ([], [])
    var isOpen = false
    var unclear: (fund: FundID, most: Int128)?
    // Within a gap, the first fund that suffices is named; it is not known whether another would need less.
    var untried = formulation.payers(of: id).filter { !funds.contains($0) }
    for fund in funds {
      if best != nil, solve.gap > 0 {
        untried.append(fund)
        continue
      }
      switch try search(id).least(
        .extraMoney(fund), bringing: inclusion(of: id), against: [.notCarriedOut(id)], base: base,
        near: plan.allocation,
        atMost: best.map { $0.found.amount - 1 })
      {
      case .found(let found): best = (fund, found)
      case .none(let tried):
        if let tried { refutedUpTo.append((fund, tried)) } else { refuted.append(fund) }
        out.record(
          SolveRecord(
            name: record(fund), asked: inclusion(of: id).map(\.description), status: "infeasible",
            lexicographicValue: nil,
            measure: tried.map { ($0, $0) }))
      case .unclear(let tried):
        unclear = (fund, tried)
        out.record(
          SolveRecord(
            name: record(fund), asked: inclusion(of: id).map(\.description), status: "feasible",
            lexicographicValue: nil,
            measure: (tried, tried)))
      case .undecided: isOpen = true
      }
    }
    if let best, let after = try solveChangedLists(best.found, id, record(best.fund), &out) {
      let name = record(best.fund)
      out.say(
        .takeMoney, ["fund": item(best.fund), "amount": .money(best.found.amount)],
        from: ["plan", name, name + " without it", "confirmed: " + name].filter(out.hasRecord))
      sayConsent(toMore: best.fund, depth: 2, &out)
      if let first = instance.timeline.first, !instance.fund(best.fund).releases.isEmpty {
        out.say(.moneyReleased, ["period": .text(Bilingual(first.id.text, first.id.text))], depth: 2)
      }
      sayLess(best.found, Value.money, name, &out)
      sayChanges(to: after, "confirmed: " + name, &out, asked: [id], next: false)
    } else if best != nil || isOpen {
      say(undecided: record(best?.fund ?? funds[0]), Bilingual("资金增加", "More money"), nil, &out)
    } else if let unclear {
      out.say(
        .takeMoneyUnclear, ["fund": item(unclear.fund), "most": .money(unclear.most)],
        from: ["plan", record(unclear.fund)])
    } else {
      if !refuted.isEmpty {
        out.say(.takeNoMoney, ["funds": .items(refuted.map(item))], from: ["plan"] + refuted.map(record))
      }
      if !refutedUpTo.isEmpty {
        // Each fund was tried with an amount of its own.
        let tried = refutedUpTo.map { Value.labelled(name(of: item($0.fund)), .money($0.most)) }
        out.say(.takeNoMoneyUpTo, ["funds": .items(tried)], from: ["plan"] + refutedUpTo.map { record($0.fund) })
      }
    }
    if !untried.isEmpty {
      out.say(.fundsUntried, ["count": .count(untried.count), "funds": .items(untried.map(item))], depth: 2)
    }
  }

  /// The funds, two at most, that pay for the project where it is forced in.
  func payers(_ id: ProjectID) throws -> [FundID] {
    guard case .plan(_, let forced) = try consequence(of: .carriedOut(id)) else { return [] }
    return Array(Set(forced.payments.filter { $0.project == id }.map(\.fund)).sorted().prefix(2))
  }

  /// Says the least money with which the project can be carried out and no less be achieved than now.
  ///
  /// Within a gap, the money that makes the project clearly chosen is far more, since other plans gain from it too.
  func sayLeastMoneyWithoutLoss(
    _ id: ProjectID, _ funds: [FundID], _ base: LexicographicValue, _ out: inout AnswerBuilder
  ) throws {
    guard solve.gap > 0 else { return }
    func record(_ fund: FundID) -> String { "least money losing nothing \(fund) \(id)" }
    var best: (fund: FundID, found: LeastChange.Found)?
    for fund in funds {
      guard
        case .found(let found) = try search(id).leastMoneyWithoutLoss(fund, bringing: id, base: base)
      else { continue }
      if best.map({ found.amount < $0.found.amount }) ?? true { best = (fund, found) }
    }
    guard let best, best.found.amount > 0 else { return }
    let (name, found) = (record(best.fund), best.found)
    out.record(
      SolveRecord(
        name: name, asked: inclusion(of: id).map(\.description) + found.changes.map(\.description),
        status: found.isLeast ? "optimal" : "feasible", lexicographicValue: found.with,
        measure: found.measure, reused: Reused(found.reuse)))
    out.say(
      .moneyLosingNothing,
      [
        "fund": item(best.fund), "amount": .money(found.amount), "before": .objective(base.last.value),
        "after": .objective(found.with.last.value),
      ], from: ["plan", name])
    sayConsent(toMore: best.fund, depth: 2, &out)
    sayLess(found, Value.money, name, &out)
    sayChanges(to: found.plan, name, &out, asked: [id], next: false)
  }
}
