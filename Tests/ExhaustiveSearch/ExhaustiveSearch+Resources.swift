import Model

extension ExhaustiveSearch {
  /// Every start period and every way to meet the asset demands. Illegal ones are included; the audit rejects them.
  func withResources(_ base: Allocation, _ variant: Variant) -> [Allocation] {
    var out = [base]
    if instance.hasPeriods {
      out = instance.timeline.map { period in
        var next = base
        next.awards[0].period = period.id
        return next
      }
    }
    let award = base.awards[0]
    for demand in variant.demands where demand.micro(at: award.scale) > 0 {
      out = out.flatMap { allocation in
        instance.lists.assets.filter { demand.asset == nil || demand.asset == $0.id }.map { asset in
          var next = allocation
          next.uses.append(
            .init(
              project: award.project, asset: asset.id, type: demand.type, slots: demand.slots,
              micro: Int64(demand.micro(at: award.scale))))
          return next
        }
      }
    }
    return out
  }

  /// Whether an award runs in at least one due period of a need.
  func runs(_ award: Allocation.Award, in due: Period) -> Bool {
    guard instance.hasPeriods else { return instance.timeline[0].span.overlaps(due) }
    let lasts = instance.project(award.project).variants.first { $0.id == award.variant }!.lasts
    guard let first = award.period.map({ instance.periodIndex[$0]! }) else { return false }
    return instance.timeline[first..<min(first + lasts, instance.timeline.count)].contains { $0.span.overlaps(due) }
  }

  /// The weight of the needs of a place, in ten-thousandths; 1 if there is no formula.
  func weight(of place: PlaceID) -> Int128 {
    guard let formula = instance.lists.weightFormula else { return 1 }
    func value(_ name: String, _ id: PlaceID) -> Int64 {
      let place = instance.place(id)
      return place.indicators[name]?.milli ?? place.parent.map { value(name, $0) } ?? 0
    }
    let terms = formula.terms.map { term in
      min(
        max(0, value(term.indicator, place) - term.above.milli) * term.perUnit.basisPoints / 1000,
        term.atMost?.basisPoints ?? .max)
    }
    return Int128(min(terms.reduce(formula.base.basisPoints, +), formula.cap?.basisPoints ?? .max))
  }
}
