import Model

/// Checks the weights that a plan states against the weight formula (`place-weight`).
///
/// - Returns: The breaches, sorted by place; empty where each weight due is stated exactly once and no other is stated.
public func auditWeights(_ plan: Plan, of instance: Instance) -> [Breach] {
  let stated = Dictionary(grouping: plan.weights ?? [], by: \.place)
  let due = instance.lists.weightFormula == nil ? [] : Set(instance.lists.needs.map(\.place))
  return Set(stated.keys).union(due).sorted().compactMap { place in
    let said = stated[place] ?? []
    guard let formula = instance.lists.weightFormula, due.contains(place) else {
      return Breach("place-weight", [place.text], "地点 \(place) 没有权重可言", "place \(place) has no weight")
    }
    let expected = weight(of: place, formula, instance)
    if said.count == 1, said[0] == expected { return nil }
    let words = said.map(\.weight.text).joined(separator: "、")
    return Breach(
      "place-weight", [place.text],
      "地点 \(place) 按公式 \(formula.version) 的权重为 \(expected.weight.text)，方案所列\(words.isEmpty ? "缺失" : "为 \(words)，或其各项不符")",
      "place \(place) has a weight of \(expected.weight.text) by formula \(formula.version); the plan "
        + (said.isEmpty ? "says none" : "says \(words), or makes it up of other terms"))
  }
}

func weight(of place: PlaceID, _ formula: WeightFormula, _ instance: Instance) -> Plan.Weight {
  var chain: [Place] = []
  var next: PlaceID? = place
  while let id = next {
    chain.append(instance.place(id))
    next = chain.last?.parent
  }
  let terms = formula.terms.compactMap { term -> Plan.Weight.Term? in
    guard let source = chain.first(where: { $0.indicators[term.indicator] != nil }) else { return nil }
    let value = source.indicators[term.indicator]!
    var points: Int128 = 0
    if value > term.above {
      points = Int128(value.milli - term.above.milli) * Int128(term.perUnit.basisPoints) / 1000
      if let most = term.atMost, points > Int128(most.basisPoints) { points = Int128(most.basisPoints) }
    }
    return .init(
      indicator: term.indicator, of: source.id, value: value, adds: Share(basisPoints: Int64(points)))
  }
  let sum = terms.reduce(formula.base.basisPoints) { $0 + $1.adds.basisPoints }
  let weight = Share(basisPoints: sum)
  return .init(
    place: place, version: formula.version, base: formula.base, terms: terms,
    weight: formula.cap.map { weight > $0 ? $0 : weight } ?? weight)
}
