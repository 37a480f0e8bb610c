import Model

extension Formulation {
  /// The weight of each place that has needs, with the terms of the formula; nil without a weight formula.
  /// - Complexity: O(places × terms × depth of the tree).
  public var weights: [Plan.Weight]? {
    guard let formula = instance.lists.weightFormula else { return nil }
    return Set(instance.lists.needs.map(\.place)).sorted().map { place in
      var sum = formula.base.basisPoints
      var terms: [Plan.Weight.Term] = []
      for term in formula.terms {
        guard let (of, value) = indicator(term.indicator, of: place) else { continue }
        let above = Int128(max(0, value.milli - term.above.milli))
        var adds = Int128(term.perUnit.basisPoints) * above / 1000
        if let most = term.atMost { adds = min(adds, Int128(most.basisPoints)) }
        terms.append(.init(indicator: term.indicator, of: of, value: value, adds: Share(basisPoints: Int64(adds))))
        sum += Int64(adds)
      }
      let weight = formula.cap.map { min(sum, $0.basisPoints) } ?? sum
      return Plan.Weight(
        place: place, version: formula.version, base: formula.base, terms: terms, weight: Share(basisPoints: weight))
    }
  }

  /// The indicator of a place, or of the nearest enclosing place that has one.
  private func indicator(_ name: String, of place: PlaceID) -> (PlaceID, Quantity)? {
    var next: PlaceID? = place
    while let id = next {
      let item = instance.place(id)
      if let value = item.indicators[name] { return (id, value) }
      next = item.parent
    }
    return nil
  }
}
