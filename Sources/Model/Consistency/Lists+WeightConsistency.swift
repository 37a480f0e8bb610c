extension Lists {
  /// Finds terms that are repeated or whose indicator no place has, which is most likely a misspelling.
  func weightInconsistencies() -> [Finding] {
    guard let weightFormula else { return [] }
    let known = Set(places.flatMap { $0.indicators.keys.map { Identifier<String>($0) } })
    return repeated(weightFormula.terms.map { ($0.indicator, $0.origin) }, .weights(.indicator))
      + weightFormula.terms.flatMap {
        dangling(Identifier($0.indicator), known, $0.origin, .weights(.indicator), in: .placeIndicators)
      }
  }
}
