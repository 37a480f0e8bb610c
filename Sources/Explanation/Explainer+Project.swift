import Formulation
import IntegerProgram
import Model

extension Explainer {
  func isCarriedOut(_ id: ProjectID) -> Bool { plan.allocation.awards.contains { $0.project == id } }

  func cost(_ id: ProjectID, in allocation: Allocation) -> Int128 {
    allocation.payments.filter { $0.project == id }.reduce(0) { $0 + Int128($1.amount.minorUnits) }
  }

  func project(_ id: ProjectID, _ out: inout AnswerBuilder) throws {
    guard isCarriedOut(id) else { return try projectOutside(id, &out, includesLeastChanges: false) }
    out.say(.projectIn, ["project": item(id), "cost": .money(cost(id, in: plan.allocation))], depth: 0)
    sayOverrides(of: id, &out)
    sayServesNothing(id, &out)
    if objective == .value, servesNothing(id) == nil, !plan.allocation.credits.contains(where: { $0.project == id }) {
      out.say(.projectCreditsNothing, from: ["plan"])
    }
    for payment in plan.allocation.payments where payment.project == id { say(payment, &out) }
    for credit in plan.allocation.credits where credit.project == id { say(credit, &out) }
    sayResources(of: instance.project(id), &out)
    for work in plan.allocation.assignments where work.project == id { say(work, &out) }
    sayBinding(formulation.binding(plan.allocation, about: [id]), &out)
    let other = otherwise(id)
    try price(other.constraint, other.what, other.name, &out)
  }

  /// What it would be to decide otherwise about a project, in words, and the name of the solve.
  func otherwise(_ id: ProjectID) -> (constraint: SideConstraint, what: Bilingual, name: String) {
    isCarriedOut(id)
      ? (.notCarriedOut(id), Bilingual("如果不安排它", "Without it"), "without \(id)")
      : (.carriedOut(id), Bilingual("如果一定要安排它", "If it had to be in the plan"), "with \(id)")
  }

  /// Explains a project outside the plan.
  /// - Parameter asksWhatItTakes: Whether to say also the least changes with which it would be chosen; they take more
  ///   solves than a batch should.
  func projectOutside(
    _ id: ProjectID, _ out: inout AnswerBuilder, includesLeastChanges: Bool, moneyIn fund: FundID? = nil
  )
    throws
  {
    guard !isCarriedOut(id) else { return try project(id, &out) }
    out.say(.projectOut, ["project": item(id)], depth: 0)
    sayOverrides(of: id, &out)
    sayServesNothing(id, &out)
    sayReasons(id, &out)
    sayGaps(id, &out)
    let other = otherwise(id)
    let sayPrice: AnswerBuilder.Part = {
      try price(other.constraint, other.what, other.name, weighs: includesLeastChanges, &$0)
    }
    guard includesLeastChanges else { return try sayPrice(&out) }
    // The least changes need a closer bound, which does not depend on the price.
    try out.sayTogether([sayPrice, { _ in try tightenedBase() }])
    switch try consequence(of: .carriedOut(id)) {
    case .plan: try sayLeastChanges(id, moneyIn: fund, &out)
    case .impossible: try sayLeastHours(id, base: nil, &out)
    case .undecided: break
    }
  }

  /// Says who decided what about a project, when and why, where the plan keeps that.
  private func sayOverrides(of id: ProjectID, _ out: inout AnswerBuilder) {
    for entry in plan.overrides ?? [] where entry.project == id {
      out.say(
        .overridden,
        [
          "decision": .text(entry.decision(instance.lists.currency)), "by": .text(Bilingual(entry.by, entry.by)),
          "day": .day(entry.on), "reason": .text(Bilingual(entry.reason, entry.reason)),
        ], from: ["plan"])
    }
  }

  /// Says why a project is left out while the rest of the plan stays; nothing where it was but weighed against the rest, of
  /// which the price tells more.
  func sayReasons(_ id: ProjectID, _ out: inout AnswerBuilder) {
    guard let omitted = reasons.omissions.omitted(id), omitted.reasons != [.weighed] else { return }
    let currency = instance.lists.currency
    func lines(_ language: Language) -> String {
      omitted.lines(language, currency).joined(separator: language == .zh ? "；" : "; ")
    }
    out.say(.leftOutBecause, ["reasons": .text(Bilingual(lines(.zh), lines(.en)))], from: ["plan"])
  }

  /// The needs that a project is declared for and cannot serve, where it can serve none.
  /// - Returns: nil where it serves something, or where the policy does not count needs.
  func servesNothing(_ id: ProjectID) -> [(need: NeedID, reason: UnservableNeed)]? {
    objective == .value && !instance.lists.needs.isEmpty ? formulation.unservableNeeds(of: id) : nil
  }

  /// Says that a project serves nothing, why, and how that is mended; nothing where it serves some need.
  func sayServesNothing(_ id: ProjectID, _ out: inout AnswerBuilder) {
    guard let needs = servesNothing(id) else { return }
    guard !needs.isEmpty else { return out.say(.projectServesNothing) }
    let said = needs.map { entry in
      let need = name(of: item(entry.need)), reason = entry.reason.words
      return Value.text(Bilingual("\(need.zh)（\(reason.zh)）", "\(need.en) (\(reason.en))"))
    }
    out.say(.projectServesNone, ["needs": .items(said)])
  }

  func say(_ payment: Allocation.Payment, _ out: inout AnswerBuilder) {
    var values: [String: Value] = [
      "fund": item(payment.fund), "project": item(payment.project),
      "type": .text(Bilingual(payment.costType, payment.costType)),
      "amount": .money(Int128(payment.amount.minorUnits)), "cells": cells(payment.permittedBy),
    ]
    if let period = payment.period { values["period"] = .text(Bilingual(period.text, period.text)) }
    out.say(payment.period == nil ? .pays : .paysIn, values)
  }

  func say(_ credit: Allocation.Credit, _ out: inout AnswerBuilder) {
    let need = instance.need(credit.need), whole = Int128(need.quantity.milli) * 1000
    out.say(
      .serves,
      [
        "project": item(credit.project), "need": item(credit.need),
        "amount": .served(Int128(credit.micro), of: whole, unit: need.unit), "needed": .amount(whole, unit: need.unit),
      ])
  }
}

extension UnservableNeed {
  fileprivate var words: Bilingual {
    switch self {
    case .closed: Bilingual("已不在待办之列", "no longer open")
    case .zero: Bilingual("数量为零", "a quantity of zero")
    case .outsideDuePeriod: Bilingual("项目的起止日期不在需求的期限内", "the project does not run in its due period")
    }
  }
}
