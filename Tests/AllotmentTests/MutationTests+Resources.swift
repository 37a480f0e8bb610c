import Model

extension MutationTests {
  /// Changes one start, one asset or one amount of a plan, or drops one use.
  func mutatedResources(_ plan: Allocation, _ instance: Instance, _ random: inout SplitMix64) -> Allocation? {
    var out = plan
    switch Int.random(in: 0..<5, using: &random) {
    case 0, 1:
      guard instance.hasPeriods, let i = out.awards.indices.randomElement(using: &random) else { return nil }
      out.awards[i].period = random.chance(90) ? random.pick(instance.timeline).id : nil
    case 2, 3:
      guard let i = out.uses.indices.randomElement(using: &random) else { return nil }
      out.uses[i].asset = random.pick(instance.lists.assets).id
    default:
      guard let i = out.uses.indices.randomElement(using: &random) else { return nil }
      if random.chance(50) { out.uses.remove(at: i) } else { out.uses[i].micro += random.pick([-1, 1]) }
    }
    return out
  }

  /// Moves a payment, or a minor unit of it, to a period drawn at random.
  func withAnotherPeriod(_ plan: Allocation, _ instance: Instance, _ random: inout SplitMix64) -> Allocation? {
    var out = plan
    guard let i = out.payments.indices.randomElement(using: &random) else { return nil }
    var moved = out.payments[i]
    let start = out.awards.first { $0.project == moved.project }!.period!
    let from = moved.period ?? start
    let to = random.pick(instance.timeline).id
    guard to != from else { return nil }
    moved.period = to
    if random.chance(50) { moved.amount = Money(1) }
    out.payments[i].amount = out.payments[i].amount - moved.amount
    if out.payments[i].amount == .zero { out.payments.remove(at: i) }
    let other = out.payments.firstIndex {
      $0.fund == moved.fund && $0.project == moved.project && $0.costType == moved.costType
        && ($0.period ?? start) == to
    }
    if let other {
      out.payments[other].amount = out.payments[other].amount + moved.amount
    } else {
      out.payments.append(moved)
    }
    return out
  }
}
