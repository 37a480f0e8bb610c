import Audit
import Model

extension ExhaustiveSearch {
  /// Every division of an award's payments among the periods in which it runs, without those that pay somewhere earlier
  /// and nowhere later than another.
  ///
  /// Paying later only leaves more of what has been released. That a payment keeps within dues and the fund's days is
  /// judged by the audit.
  func withEverySchedule(_ allocation: Allocation, _ variant: Variant) -> [Allocation] {
    let start = allocation.awards[0].period.flatMap { instance.periodIndex[$0] } ?? 0
    guard instance.hasPeriods, variant.lasts > 1, start + variant.lasts <= instance.timeline.count else {
      return [allocation]
    }
    var base = allocation
    base.payments = []
    return Dictionary(grouping: allocation.payments, by: \.costType).sorted { $0.key < $1.key }.reduce([base]) {
      schedules, type in
      let own = latest(base, type.value, variant.lasts, from: start)
      return schedules.flatMap { schedule in
        own.map { payments in
          var next = schedule
          next.payments += payments
          return next
        }
      }
    }
  }

  /// The lawful divisions of the payments for one type of cost of which none pays later than another throughout.
  private func latest(
    _ base: Allocation, _ payments: [Allocation.Payment], _ lasts: Int, from start: Int
  ) -> [[Allocation.Payment]] {
    let rules: Set = ["payment-period", "fund-period"]
    let type = payments[0].costType
    var lawful: [(paid: [Int64], payments: [Allocation.Payment])] = []
    for parts in payments.reduce(
      [[]],
      { all, payment in
        all.flatMap { before in divisions(of: payment.amount.minorUnits, lasts).map { before + [$0] } }
      })
    {
      var next = base
      for (payment, amounts) in zip(payments, parts) {
        for (j, amount) in amounts.enumerated() where amount > 0 {
          var part = payment
          part.amount = Money(amount)
          part.period = instance.timeline[start + j].id
          next.payments.append(part)
        }
      }
      let isLawful = audit(next, of: instance, shortfalls: []).allSatisfy {
        !rules.contains($0.rule) || $0.rule == "payment-period" && $0.subjects[1] != type
      }
      let paid = parts.flatMap { amounts in amounts.indices.map { amounts[...$0].reduce(0, +) } }
      if isLawful { lawful.append((paid, next.payments)) }
    }
    return lawful.filter { one in
      !lawful.contains { $0.paid != one.paid && zip($0.paid, one.paid).allSatisfy { $0 <= $1 } }
    }
    .map(\.payments)
  }

  /// Every way to write an amount as a sum of so many parts, in order.
  private func divisions(of amount: Int64, _ count: Int) -> [[Int64]] {
    if count == 1 { return [[amount]] }
    return (0...amount).flatMap { first in divisions(of: amount - first, count - 1).map { [first] + $0 } }
  }
}
