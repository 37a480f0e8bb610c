import Formulation
import IntegerProgram
import Model
import Questions

/// Answers about funds, needs, places and single payments.
extension Explainer {
  func used(_ id: FundID) -> Int128 {
    plan.allocation.spent(by: id)
  }

  func served(_ id: NeedID) -> Int128 {
    plan.allocation.credits.filter { $0.need == id }.reduce(0) { $0 + Int128($1.micro) }
  }

  func fund(_ id: FundID, _ out: inout AnswerBuilder) throws {
    let fund = instance.fund(id)
    let (used, available) = (used(id), Int128(fund.available.minorUnits))
    out.say(
      .fundTitle,
      [
        "fund": item(id), "available": .money(available), "used": .money(used), "idle": .money(available - used),
      ], depth: 0)
    for payment in plan.allocation.payments where payment.fund == id { say(payment, &out) }
    try sayIdle(id, &out)
    guard used > 0 else { return }
    let (what, name) = (Bilingual("如果没有这笔钱", "Without this money"), "without \(id)")
    if fund.minimumSpend == .zero { return _ = try price(.unused(id), what, name, &out) }
    // Without the fund's money, no minimum has to be spent.
    var lists = instance.lists
    let f = instance.index(of: id)
    (lists.funds[f].amount, lists.funds[f].reserve, lists.funds[f].minimumSpend) = (.zero, .zero, .zero)
    lists.funds[f].releases = []
    let payers = plan.allocation.payments.filter { $0.fund == id }.map(\.project)
    try sayPlan(
      of: lists, name, what, replaced: nil, from: plan.allocation.without(Set(payers), formulation), &out)
  }

  func need(_ id: NeedID, _ out: inout AnswerBuilder) throws {
    let need = instance.need(id)
    let (done, whole) = (served(id), Int128(need.quantity.milli) * 1000)
    out.say(
      .needTitle,
      [
        "need": item(id), "needed": .amount(whole, unit: need.unit),
        "served": .served(done, of: whole, unit: need.unit),
      ], depth: 0)
    for credit in plan.allocation.credits where credit.need == id { say(credit, &out) }
    sayWeight(of: need, &out)
    guard need.status == .open else { return out.say(.needClosed) }
    if done > 0 {
      try price(
        .unserved(id), Bilingual("如果这项需求一点也不满足", "If it were not served"), "without \(id)", &out)
    }
    guard done < whole else { return }
    // That no project serves it is said below.
    if let unmet = reasons.needs[id], unmet.reason != .noProject {
      out.say(.needUnmetBecause, ["reasons": .text(Bilingual(unmet.text(.zh), unmet.text(.en)))], from: ["plan"])
    }
    let most = formulation.mostServed(id)
    guard most > 0 else { return out.say(.needNoServer) }
    if most < whole {
      out.say(
        .needMost, ["most": .served(most, of: whole, unit: need.unit), "needed": .amount(whole, unit: need.unit)])
    }
    guard done < most else { return }
    try price(
      .served(id, atLeast: Int64(min(most, whole))),
      most < whole
        ? Bilingual("如果一定要尽量满足", "If it had to be served as far as it can")
        : Bilingual("如果一定要全部满足", "If it had to be served wholly"), "with \(id)", &out)
  }

  /// Says what a fund pays for a project and what would be done if it did not, or why it pays nothing.
  func payments(_ fund: FundID, _ id: ProjectID, _ out: inout AnswerBuilder) throws {
    let payments = plan.allocation.payments.filter { $0.fund == fund && $0.project == id }
    let values = ["fund": item(fund), "project": item(id)]
    guard !payments.isEmpty else {
      out.say(.paymentOut, values, depth: 0)
      guard !sayBarred(fund, id, &out) else { return }
      try price(.paid(fund, id), Bilingual("如果一定要由它支付", "If it had to pay"), "with \(fund)>\(id)", &out)
      return
    }
    let sum = payments.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
    out.say(.paymentIn, values.merging(["amount": .money(sum)]) { $1 }, depth: 0)
    for payment in payments { say(payment, &out) }
    let subjects = [fund.text, id.text]
    sayBinding(
      formulation.binding(plan.allocation, about: [id]).filter { !Set($0.subjects).isDisjoint(with: subjects) }, &out)
    try price(.unpaid(fund, id), Bilingual("如果它不付", "If it did not pay"), "without \(fund)>\(id)", &out)
  }

  /// Says which earmarks bar a fund from every cost of a project; no solve is needed.
  /// - Returns: false where it may pay for something.
  private func sayBarred(_ fund: FundID, _ id: ProjectID, _ out: inout AnswerBuilder) -> Bool {
    let project = instance.project(id)
    let types = Set(project.variants.flatMap { $0.costs.map(\.type) }).sorted()
    let obstacles = types.map { instance.obstacles(instance.fund(fund), project, $0) }
    guard !types.isEmpty, obstacles.allSatisfy({ !$0.isEmpty }) else { return false }
    for (type, reasons) in zip(types, obstacles) {
      let held = reasons.map { reason -> (decision: Meaning, authority: Authority?) in
        let decision = Meaning(reason.rule, [fund.text, id.text])
        return (decision, instance.authority(of: decision, at: reason.cell))
      }
      let highest = held.compactMap(\.authority).max() ?? planner
      let holders = instance.consenting(to: held)
      let message: Message =
        highest == .law ? .paymentBarredByLaw : holders.isEmpty ? .paymentBarred : .paymentBarredAbove
      out.say(
        message,
        [
          "type": .text(Bilingual(type, type)), "cells": cells(reasons.map(\.cell)),
          "level": .text(highest == .law ? highest.name : names(of: holders)),
          "owner": .text(owner(highest == .law ? [.level(.law)] : holders)), "authority": highest.value,
        ])
    }
    return true
  }

  /// Says what a place proposed and got, and why the rest is not carried out.
  func place(_ id: PlaceID, _ out: inout AnswerBuilder) throws {
    func lies(_ place: PlaceID) -> Bool { instance.lies(place, within: id) }
    let projects = instance.lists.projects.filter { $0.places.contains { lies($0.place) } }.map(\.id)
    let needs = instance.lists.needs.filter { lies($0.place) && $0.status == .open }
    let inside = projects.filter(isCarriedOut)
    let money = inside.reduce(Int128(0)) { $0 + cost($1, in: plan.allocation) }
    out.say(
      .placeTitle,
      [
        "place": item(id), "declared": .count(projects.count), "count": .count(inside.count), "money": .money(money),
      ], depth: 0)
    func isWhole(_ need: Need) -> Bool { served(need.id) >= Int128(need.quantity.milli) * 1000 }
    out.say(
      .placeDeclared,
      [
        "asked": .count(needs.count), "whole": .count(needs.count(where: isWhole)),
        "part": .count(needs.count { served($0.id) > 0 && !isWhole($0) }),
      ])
    if projects.isEmpty { out.say(.placeNone) }
    sayJointCost(inside, in: id, &out)
    if !inside.isEmpty { out.say(.placeIn, ["projects": items(inside)]) }
    let open = needs.filter { served($0.id) == 0 }
    if !open.isEmpty { out.say(.placeNeeds, ["needs": .items(open.map { item($0.id) })]) }
    let outside = projects.filter { !isCarriedOut($0) }
    let priced = mostPromising(outside)
    try out.sayTogether(
      priced.map { project in
        { out in
          out.say(.placeOut, ["project": item(project)])
          sayServesNothing(project, &out)
          sayReasons(project, &out)
          try price(
            .carriedOut(project), Bilingual("如果一定要安排它", "If it had to be in the plan"), "with \(project)", &out)
        }
      })
    let others = outside.filter { !priced.contains($0) }
    if !others.isEmpty { out.say(.placeOutOthers, ["projects": items(others)]) }
  }

  /// Says how much of the cost of joint projects falls to the place, by their shares; nothing where the place has none.
  private func sayJointCost(_ projects: [ProjectID], in id: PlaceID, _ out: inout AnswerBuilder) {
    func isInside(_ place: PlaceID) -> Bool { instance.lies(place, within: id) }
    let joint = projects.filter { instance.project($0).places.contains { !isInside($0.place) } }
    if joint.isEmpty { return }
    let part = projects.reduce(Int128(0)) { sum, project in
      instance.project(project).divided(cost(project, in: plan.allocation))
        .reduce(sum) { isInside($1.place) ? $0 + $1.part : $0 }
    }
    out.say(.placeShare, ["projects": items(joint), "money": .money(part)], from: ["plan"])
  }

  /// The projects to explain, eight at most by default: of more, those that could achieve most, in the order of the lists. All
  /// projects of a township would make the answer too long.
  func mostPromising(_ projects: [ProjectID], atMost most: Int = 8) -> [ProjectID] {
    guard projects.count > most, let policy = stages.last else { return projects }
    let worth = projects.map { formulation.most(policy, by: $0) }
    let best = projects.indices.sorted { (worth[$1], $0) < (worth[$0], $1) }.prefix(most)
    return best.sorted().map { projects[$0] }
  }
}
