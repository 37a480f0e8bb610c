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
}
