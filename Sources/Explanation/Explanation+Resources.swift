import Model

extension Explainer {
  /// When a project runs, what it uses, and what falls to each of its places.
  func resources(of project: Project) -> [Bilingual] {
    var lines: [Bilingual] = []
    for award in plan.allocation.awards where award.project == project.id {
      if let period = award.period { lines.append(Bilingual("在 \(period) 开始", "starts in \(period)")) }
    }
    for use in plan.allocation.uses where use.project == project.id {
      let asset = instance.asset(use.asset)
      let amount = decimalText(Int128(use.micro), digits: 6, grouped: true, trimmed: true)
      let slots = use.slots.map(\.text).joined(separator: " ")
      lines.append(
        Bilingual(
          "使用 \(asset.id)“\(asset.name)” \(amount) \(asset.unit) \(slots)",
          "uses \(amount) \(asset.unit) of \(asset.id) ‘\(asset.name)’ \(slots)"))
    }
    guard project.places.count > 1 else { return lines }
    let total = plan.allocation.payments.reduce(Int128(0)) {
      $1.project == project.id ? $0 + Int128($1.amount.minorUnits) : $0
    }
    for part in project.places {
      let place = instance.place(part.place)
      // Ten-thousandths of a minor unit are not worth showing, but they are not rounded away either.
      let falls = decimalText(
        total * Int128(part.share.basisPoints), digits: plan.currency.digits + 4, grouped: true, trimmed: true)
      lines.append(
        Bilingual(
          "分担：\(place.id) \(place.name) \(part.share.text)，即 \(falls)",
          "share of \(place.id) \(place.name): \(part.share.text), which is \(falls)"))
    }
    return lines
  }

  /// What a need's place counts for, and why.
  func weight(of need: Need) -> [Bilingual] {
    guard let weight = plan.weights?.first(where: { $0.place == need.place }) else { return [] }
    let terms = weight.terms.map { "\($0.indicator) \($0.value.text) +\($0.adds.text)" }
    return [
      Bilingual(
        "权重 \(weight.weight.text)（公式 \(weight.version)）：\(([weight.base.text] + terms).joined(separator: "，"))",
        "weight \(weight.weight.text) (formula \(weight.version)): \(([weight.base.text] + terms).joined(separator: ", "))"
      )
    ]
  }
}
