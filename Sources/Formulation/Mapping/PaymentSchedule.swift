import ExactProgram
import IntegerProgram
import Model

extension Formulation {
  /// Divides the payments for a project by the periods in which they are made: as late as dues permit, and no later than
  /// the point says. Of several funds, the one whose days end first pays first.
  ///
  /// Payments for a variant whose costs all fall due when it starts state no period.
  func divideByPeriod(_ payments: inout [Allocation.Payment], _ p: Int, at point: [Int128]) {
    let project = projects[p]
    guard let v = project.variants.indices.first(where: { chosen[p][$0].value(at: point) == 1 }),
      let start = begun[p][v].first(where: { $0.begun.value(at: point) == 1 })?.period
    else { return }
    let variant = project.variants[v]
    var schedules: [String: [Int: [Int128]]] = [:]
    for type in Set(variant.costs.map(\.type)) { schedules[type] = schedule(of: type, p, v, from: start, at: point) }
    let isDueAtStart = variant.costs.allSatisfy { variant.lastDue(of: $0.type) == 1 }
    payments = payments.flatMap { payment -> [Allocation.Payment] in
      guard payment.project == project.id,
        let paid = schedules[payment.costType]?[instance.index(of: payment.fund)]
      else { return [payment] }
      return paid.indices.compactMap { j in
        var part = payment
        part.amount = Money(Int64(paid[j] - (j == 0 ? 0 : paid[j - 1])))
        if part.amount == .zero { return nil }
        if !isDueAtStart || j > 0 { part.period = instance.timeline[start + j].id }
        return part
      }
    }
  }

  /// By fund: what it has paid for a type of cost by the end of each period of the run, in minor units.
  private func schedule(
    of costType: String, _ p: Int, _ v: Int, from start: Int, at point: [Int128]
  ) -> [Int: [Int128]] {
    let lasts = projects[p].variants[v].lasts
    let payers = payments[p].keys.filter { (payments[p][$0]![costType]?.value(at: point) ?? 0) > 0 }.map { fund in
      // A fund whose days are waived is not bound to pay before they end.
      let isBound = !modelVariant.waived.contains(Meaning(FundPeriod.name, sourceKey(fund, p).subjects))
      return (fund: fund, end: isBound ? openPeriods(fund).upperBound : Int.max)
    }.sorted { ($0.end, $0.fund) < ($1.end, $1.fund) }
    func most(_ fund: Int, _ j: Int) -> Int128 { paid(fund, p, costType, by: start + j - 1).value(at: point) }
    var (soFar, out): ([Int: Int128], [Int: [Int128]]) = ([:], [:])
    for j in 1...lasts {
      let isLast = j == lasts
      for (fund, end) in payers where isLast || start + j >= end {
        soFar[fund] = payments[p][fund]![costType]!.value(at: point)
      }
      var missing = due(costType, p, v, by: j, at: point) - soFar.values.reduce(0, +)
      for (fund, _) in payers where missing > 0 {
        let more = max(0, min(most(fund, j) - soFar[fund, default: 0], missing))
        soFar[fund, default: 0] += more
        missing -= more
      }
      for (fund, _) in payers { out[fund, default: []].append(soFar[fund, default: 0]) }
    }
    return out
  }

  /// What is due of the costs of a type of a variant by the end of a period of its run, in minor units.
  private func due(_ costType: String, _ p: Int, _ v: Int, by j: Int, at point: [Int128]) -> Int128 {
    var (dated, undated) = (Int128(0), Int128(0))
    let variant = projects[p].variants[v]
    for (line, cost) in zip(variant.costs, lineCosts[p][v]) where line.type == costType {
      if let due = line.due { dated += due <= j ? cost.value(at: point) : 0 } else { undated += cost.value(at: point) }
    }
    return dated + undated * Int128(j) / Int128(variant.lasts)
  }
}
