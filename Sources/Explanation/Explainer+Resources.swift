import Formulation
import IntegerProgram
import Model

/// Answers about periods, goods and venues, cost shares and weights.
extension Explainer {
  /// Says what a stock or venue is used for, which rules are at their limit, and what would be done without it; or
  /// which projects could use it.
  func asset(_ id: AssetID, _ out: inout AnswerBuilder) throws {
    let asset = instance.asset(id)
    let uses = plan.allocation.uses.filter { $0.asset == id }
    var title: [String: Value] = [
      "asset": item(id), "held": .amount(Int128(asset.quantity.milli) * 1000, unit: asset.unit),
      "count": .count(Set(uses.map(\.project)).count),
    ]
    if asset.kind == .consumable {
      title["used"] = .amount(uses.reduce(0) { $0 + Int128($1.micro) }, unit: asset.unit)
    }
    out.say(asset.kind == .consumable ? .stockTitle : .venueTitle, title, depth: 0)
    for use in uses { say(use, .assetUse, &out) }
    guard !uses.isEmpty else {
      let others = formulation.users(of: id)
      return out.say(others.isEmpty ? .assetUseless : .assetIdle, ["projects": items(others)])
    }
    let users = uses.map(\.project)
    sayBinding(
      formulation.binding(plan.allocation, about: users).filter { $0.subjects.contains(id.text) }, &out)
    var lists = instance.lists
    let index = instance.index(of: id)
    lists.assets[index].quantity = .zero
    for slot in lists.assets[index].slots.indices { lists.assets[index].slots[slot].capacity = .zero }
    try sayPlan(
      of: lists, "without \(id)", Bilingual("如果没有它", "Without it"), replaced: nil,
      from: plan.allocation.without(Set(users), formulation), &out)
  }

  private func say(_ use: Allocation.Use, _ message: Message, _ out: inout AnswerBuilder) {
    let slots = use.slots.map(\.text).joined(separator: " ")
    out.say(
      message,
      [
        "asset": item(use.asset), "project": item(use.project),
        "amount": .amount(Int128(use.micro), unit: instance.asset(use.asset).unit),
        "slots": .text(slots.isEmpty ? Bilingual("", "") : Bilingual("（\(slots)）", " (\(slots))")),
      ])
  }

  /// Says when a project starts, what it uses, and the cost share of each of its places.
  func sayResources(of project: Project, _ out: inout AnswerBuilder) {
    for award in plan.allocation.awards where award.project == project.id {
      if let period = award.period { out.say(.startsIn, ["period": .text(Bilingual(period.text, period.text))]) }
    }
    for use in plan.allocation.uses where use.project == project.id { say(use, .uses, &out) }
    guard project.places.count > 1 else { return }
    let total = cost(project.id, in: plan.allocation)
    for part in project.places {
      // The money is rounded down to a minor unit; the basis points are exact.
      out.say(
        .costShare,
        [
          "place": item(part.place), "share": .share(part.share),
          "money": .money(total * Int128(part.share.basisPoints) / 10_000),
        ])
    }
  }

  /// Says the weight of a need's place and its terms.
  func sayWeight(of need: Need, _ out: inout AnswerBuilder) {
    guard let weight = plan.weights?.first(where: { $0.place == need.place }) else { return }
    let terms = [weight.base.text] + weight.terms.map { "\($0.indicator) \($0.value.text) +\($0.adds.text)" }
    out.say(
      .weight,
      [
        "place": item(need.place), "weight": .share(weight.weight),
        "version": .text(Bilingual(weight.version, weight.version)),
        "terms": .items(terms.map { .text(Bilingual($0, $0)) }),
      ])
  }
}
