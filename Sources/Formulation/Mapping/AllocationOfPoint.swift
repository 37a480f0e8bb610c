import IntegerProgram
import Model

extension Formulation {
  /// Converts a solution's point to an allocation, with its roster, its draws and the cells that permit each payment.
  public func allocation(of solution: StagedSolution) -> Allocation {
    var out = allocation(at: solution.point)
    out.assignments = solution.assignments
    out.draws = instance.draws(on: out.assignments, of: out.awards)
    return out
  }

  /// Converts a point to the awards, asset uses, payments and credits of an allocation, without its roster.
  package func allocation(at point: [Int128]) -> Allocation {
    var out = Allocation()
    for (p, project) in projects.enumerated() {
      for (v, variant) in project.variants.enumerated() where chosen[p][v].value(at: point) == 1 {
        let g = scale[p][v].value(at: point)
        var award = Allocation.Award(project: project.id, variant: variant.id, scale: Quantity(milli: Int64(g)))
        if instance.hasPeriods, let start = begun[p][v].first(where: { $0.begun.value(at: point) == 1 }) {
          award.period = instance.timeline[start.period].id
        }
        out.awards.append(award)
        out.uses += uses(p, v, award.scale, at: point)
      }
      for fund in payments[p].keys.sorted() {
        for (type, expression) in payments[p][fund]!.sorted(by: { $0.key < $1.key }) {
          let amount = expression.value(at: point)
          guard amount > 0 else { continue }
          out.payments.append(
            .init(
              fund: funds[fund].id, project: project.id, costType: type, amount: Money(Int64(amount)),
              permittedBy: instance.permits(funds[fund], project, type)))
        }
      }
      if hasLongVariant(project) { divideByPeriod(&out.payments, p, at: point) }
    }
    out.credits = credits(for: out.awards)
    return out
  }

  /// Returns the allocation with its credits recomputed from its awards.
  public func credited(_ allocation: Allocation) -> Allocation {
    var out = allocation
    out.credits = credits(for: allocation.awards)
    return out
  }

  /// Computes the exact credits of the awards: each need is served in the order of project ids until its quantity is
  /// reached.
  ///
  /// The solver's service columns are ignored, as they may credit less.
  private func credits(for awards: [Allocation.Award]) -> [Allocation.Credit] {
    var left = instance.lists.needs.map { $0.status == .open ? Int128($0.quantity.milli) * 1000 : 0 }
    var out: [Allocation.Credit] = []
    for award in awards {
      let project = instance.project(award.project)
      let variant = project.variants.first { $0.id == award.variant }!
      let start = award.period.map { instance.index(of: $0) } ?? instance.starts(variant, of: project).first
      for service in variant.services {
        let n = instance.index(of: service.need)
        let isInTime =
          start.map { DuePeriod.permits(variant, from: $0, instance.lists.needs[n], in: instance) } ?? false
        guard isInTime || hasCreditColumnDespiteDuePeriod(instance.project(award.project), instance.lists.needs[n])
        else {
          continue
        }
        guard credits[n][instance.index(of: award.project)] != nil else { continue }
        let micro = min(left[n], service.micro(at: award.scale))
        guard micro > 0 else { continue }
        left[n] -= micro
        out.append(.init(need: service.need, project: award.project, micro: Int64(micro)))
      }
    }
    return out.sorted { ($0.need, $0.project) < ($1.need, $1.project) }
  }

  /// The asset that meets each nonzero demand of a variant.
  private func uses(_ p: Int, _ v: Int, _ scale: Quantity, at point: [Int128]) -> [Allocation.Use] {
    assetChoices[p][v].enumerated().compactMap { number, choices in
      let demand = demand(p, v, number)
      let micro = demand.micro(at: scale)
      guard micro > 0, let choice = choices.first(where: { $0.chosen.value(at: point) == 1 }) else { return nil }
      return Allocation.Use(
        project: projects[p].id, asset: assets[choice.asset].id, type: demand.type, slots: demand.slots,
        micro: Int64(micro))
    }
  }

  /// The shortfalls of an allocation: for each need, what is missing of its floor, in millionths of the need's unit.
  public func shortfalls(of allocation: Allocation) -> [Plan.Shortfall] {
    var served: [NeedID: Int128] = [:]
    for credit in allocation.credits { served[credit.need, default: 0] += Int128(credit.micro) }
    return shortfalls.sorted { $0.key < $1.key }.compactMap { n, entry in
      let id = instance.lists.needs[n].id
      let missing = entry.required - served[id, default: 0]
      return missing > 0 ? Plan.Shortfall(need: id, micro: Int64(missing), rule: entry.rule) : nil
    }
  }
}
