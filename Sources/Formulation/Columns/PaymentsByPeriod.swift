import ExactProgram
import IntegerProgram
import Model

// What a fund has paid by the end of each period. There are columns only for projects whose costs may fall due after
// their first period, for funds that are released in parts or whose days begin or end meanwhile, and for the periods in
// which that matters. Any other fund may pay everything at the start, so its whole payment counts as made by then
// (docs/decisions/0039).
extension Formulation {
  /// Whether some variant of a project runs in several periods of the plan.
  func hasLongVariant(_ project: Project) -> Bool {
    instance.hasPeriods && project.variants.contains { $0.lasts > 1 }
  }

  /// The number of periods of its run, from the first, in which a variant's costs of a type may be paid.
  ///
  /// These are the periods up to that in which the last of them falls due, or all if dues may be waived.
  func paymentPeriods(of costType: String, _ p: Int, _ v: Int) -> Int {
    let variant = projects[p].variants[v]
    if !instance.hasPeriods || variant.lasts == 1 { return 1 }
    let mayBeLate =
      modelVariant.timesEveryPayment
      || modelVariant.mayWaive(Meaning(PaymentPeriod.name, [projects[p].id.text, costType]))
    return mayBeLate ? variant.lasts : variant.lastDue(of: costType)
  }

  /// By type of cost: the periods of the timeline in which a project's costs may be paid.
  func paymentPeriods(of p: Int) -> [String: Set<Int>] {
    var out: [String: Set<Int>] = [:]
    for (v, variant) in projects[p].variants.enumerated() {
      for type in Set(variant.costs.map(\.type)) {
        let count = paymentPeriods(of: type, p, v)
        out[type, default: []].formUnion(begun[p][v].flatMap { $0.period..<$0.period + count })
      }
    }
    return out
  }

  /// The periods of the timeline in which some cost of a variant may be paid if it starts in `first`.
  func paymentPeriods(_ p: Int, _ v: Int, from first: Int) -> Range<Int> {
    if !instance.hasPeriods || projects[p].variants[v].lasts == 1 { return first..<first + 1 }
    let types = Set(projects[p].variants[v].costs.map(\.type))
    return first..<first + (types.map { paymentPeriods(of: $0, p, v) }.max() ?? 1)
  }

  /// From the first period in which some cost of a project may be paid to the last; nil if all its costs are paid when
  /// it starts, or it cannot start.
  func paymentSpan(_ p: Int) -> ClosedRange<Int>? {
    guard hasLongVariant(projects[p]) else { return nil }
    var (span, isSpread) = (nil as ClosedRange<Int>?, false)
    for v in projects[p].variants.indices {
      for start in begun[p][v] {
        let periods = paymentPeriods(p, v, from: start.period)
        isSpread = isSpread || periods.count > 1
        span = min(span?.lowerBound ?? .max, periods.lowerBound)...max(span?.upperBound ?? 0, periods.upperBound - 1)
      }
    }
    return isSpread ? span : nil
  }

  /// The periods in which a fund may be spent, as positions in the timeline; empty if there is none.
  func openPeriods(_ fund: Int) -> Range<Int> {
    let window = instance.window(funds[fund])
    let open = instance.timeline.indices.filter { instance.timeline[$0].span.overlaps(window) }
    return open.isEmpty ? 0..<0 : open.first!..<open.last! + 1
  }

  /// The periods of a span by whose end it matters what a fund has paid: more is released after them, or the fund's
  /// days begin after them or end in them.
  private func steps(_ fund: Int, in span: ClosedRange<Int>) -> [Int] {
    // By the end of the last period everything is paid.
    let periods = span.lowerBound..<span.upperBound
    if modelVariant.timesEveryPayment { return Array(periods) }
    let open = openPeriods(fund)
    let steps = Set(
      releaseSteps(fund).map(\.period) + (open.isEmpty ? [] : [open.lowerBound - 1, open.upperBound - 1]))
    return steps.filter(periods.contains).sorted()
  }

  /// Adds what each fund has paid for a project by the end of the periods in which that matters.
  mutating func addPaymentsByPeriod(_ p: Int) {
    var out: [Int: [String: [(period: Int, paid: Expression)]]] = [:]
    defer { paidBy.append(out) }
    guard let span = paymentSpan(p) else { return }
    for fund in payments[p].keys.sorted() {
      let steps = steps(fund, in: span)
      if steps.isEmpty { continue }
      for (type, paid) in payments[p][fund]!.sorted(by: { $0.key < $1.key }) {
        let payment = PaymentKey(source: sourceKey(fund, p), costType: type)
        let keys = steps.map { ColumnKey.paidBy(payment, instance.timeline[$0].id) }
        let columns = keys.map { addColumn($0, .amount, upper: largest(paid)) }
        for (n, column) in columns.enumerated() {
          let next = n + 1 < columns.count ? columns[n + 1] : paid
          exact.add(keys[n].meaning, column - next, atMost: 0, block: projects[p].id.text)
        }
        out[fund, default: [:]][type] = zip(steps, columns).map { (period: $0, paid: $1) }
      }
    }
  }

  /// What a fund may have paid for a type of cost of a project by the end of a period: all of it if the period does not
  /// matter to the fund.
  func paid(_ fund: Int, _ p: Int, _ costType: String, by period: Int) -> Expression {
    let step = paidBy[p][fund]?[costType]?.first { $0.period >= period }
    return step?.paid ?? payments[p][fund]?[costType] ?? .zero
  }
}
