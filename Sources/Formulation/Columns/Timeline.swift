import ExactProgram
import IntegerProgram
import Model

extension Instance {
  /// The periods of the timeline in which a variant may start.
  ///
  /// Each period of the run must overlap the project's own days. All days of all slots of the variant must lie within the
  /// project's days, and their first days within the run. The run must end within the plan.
  func starts(_ variant: Variant, of project: Project) -> [Int] {
    let named = variant.roles.flatMap(\.slots) + variant.demands.flatMap(\.slots)
    let slots = named.compactMap { slotIndex[$0].map { lists.slots[$0] } }
    guard slots.allSatisfy({ project.period.contains($0.days) }) else { return [] }
    if lists.periods.isEmpty { return [0] }
    return timeline.indices.filter { first in
      guard first + variant.lasts <= timeline.count else { return false }
      let run = timeline[first..<first + variant.lasts]
      return run.allSatisfy { $0.span.overlaps(project.period) }
        && slots.allSatisfy { run.first!.span.from! <= $0.day && $0.day <= run.last!.span.to! }
    }
  }

  /// The periods in which a variant runs if it starts in `first`.
  func run(_ variant: Variant, from first: Int) -> Range<Int> {
    lists.periods.isEmpty ? 0..<1 : first..<first + variant.lasts
  }

  /// The period in which a slot's first day lies; the first period if the day lies in none.
  func period(of slot: Slot) -> Int {
    timeline.firstIndex { $0.span.overlaps(Period(from: slot.day, to: slot.day)) } ?? 0
  }

  /// The days on which a fund may be spent; carry-over extends them by a year.
  func window(_ fund: Fund) -> Period {
    var window = fund.period
    if fund.carryOver, let last = window.to { window.to = last.aYearLater }
    return window
  }
}

extension Formulation {
  /// Adds the start columns of a variant; a variant with only one possible start needs none.
  mutating func addStarts(_ variant: Variant, of project: Project, _ y: Expression) -> [(
    period: Int, begun: Expression
  )] {
    let starts = instance.starts(variant, of: project)
    if starts.count == 1 { return [(starts[0], y)] }
    let key = VariantKey(project: project.id, variant: variant.id)
    let begun = starts.map { period in
      (period: period, begun: addColumn(.start(key, instance.timeline[period].id), .choice, upper: 1))
    }
    if !begun.isEmpty {
      exact.add(
        Meaning("start", key.subjects), begun.map(\.begun).sum() - y, atLeast: 0, atMost: 0, block: project.id.text)
    }
    return begun
  }

  /// 1 if the variant is carried out and starts in a period for which `holds` is true.
  func started(_ p: Int, _ v: Int, _ holds: (Int) -> Bool) -> Expression {
    let some = begun[p][v].filter { holds($0.period) }
    return some.count == begun[p][v].count && !some.isEmpty ? chosen[p][v] : some.map(\.begun).sum()
  }

  /// 1 if some variant of the project starts in a period for which `holds` is true.
  func started(_ p: Int, _ holds: (Int) -> Bool) -> Expression { chosen[p].indices.map { started(p, $0, holds) }.sum() }

  /// What a fund pays for a project by the end of a period; nil if this is always 0.
  ///
  /// If the project is paid when it starts and may also start later, this is a column, with a big-M row: at least the
  /// payment, relaxed if the start is later.
  mutating func paidBy(_ period: Int, _ fund: Int, _ p: Int) -> Expression? {
    guard let paid = paid(fund, p), begun[p].contains(where: { $0.contains { $0.period <= period } }) else {
      return nil
    }
    if let types = paidBy[p][fund]?.keys { return types.map { self.paid(fund, p, $0, by: period) }.sum() }
    let later = started(p) { $0 > period }
    if later.terms.isEmpty { return paid }
    let key = ColumnKey.begun(sourceKey(fund, p), instance.timeline[period].id)
    let most = largest(paid)
    let soFar = addColumn(key, .amount, upper: most)
    exact.add(key.meaning, soFar - paid + later * most, atLeast: 0, block: projects[p].id.text)
    return soFar
  }

  /// The sum of the start periods of all projects carried out, counted from 0.
  var startObjective: Expression {
    begun.joined().joined().map { $0.begun * Int128($0.period) }.sum()
  }
}
