import Model

/// Periods, goods and venues, shares and weights.
extension Explainer {
  /// When a project starts, what it uses, and what falls to each of its places.
  func sayResources(of project: Project, _ out: inout AnswerBuilder) {
    for award in plan.allocation.awards where award.project == project.id {
      if let period = award.period { out.say(.startsIn, ["period": .text(Bilingual(period.text, period.text))]) }
    }
    for use in plan.allocation.uses where use.project == project.id {
      let slots = use.slots.map(\.text).joined(separator: " ")
      out.say(
        .uses,
        [
          "asset": item(use.asset), "amount": .amount(Int128(use.micro), unit: instance.asset(use.asset).unit),
          "slots": .text(slots.isEmpty ? Bilingual("", "") : Bilingual("（\(slots)）", "(\(slots))")),
        ])
    }
    guard project.places.count > 1 else { return }
    let total = cost(project.id, in: plan.allocation)
    for part in project.places {
      // To the minor unit; the basis points say the rest.
      out.say(
        .costShare,
        [
          "place": item(part.place), "share": .share(part.share),
          "money": .money(total * Int128(part.share.basisPoints) / 10_000),
        ])
    }
  }

  /// What a need's place counts for, and why.
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
