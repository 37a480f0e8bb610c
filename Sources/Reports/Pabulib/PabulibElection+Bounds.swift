import Model

extension PabulibElection {
  /// The bounds of the election that the decisions of the meeting state, with their limits.
  ///
  /// Refuses every other decision, and bounds of which the decisions hold for some projects and not for others.
  mutating func bounds(_ counts: PabulibCounts) -> [ElectionBound: String] {
    var limits: [ElectionBound: String] = [:]
    var barred: [ProjectID: (bars: [ElectionBar], origin: Origin)] = [:]
    for pin in lists.pins {
      guard pin.kind == .mustNot, pin.fund == nil, let bars = ElectionBar.bars(in: pin.reason),
        bars.allSatisfy({ limits[$0.bound, default: $0.limit] == $0.limit })
      else {
        refuse(
          pin.origin, PinField.kind, pin.kind.rawValue,
          Bilingual("由同一门槛得出的“不得安排”", "decisions must_not that follow from one bound"))
        continue
      }
      for bar in bars { limits[bar.bound] = bar.limit }
      barred[pin.project, default: ([], pin.origin)].bars += bars
    }
    for project in lists.projects {
      let found = bars(of: project, limits, counts), stated = barred[project.id]?.bars ?? []
      guard found != stated else { continue }
      let difference = found.first { !stated.contains($0) } ?? stated.first { !found.contains($0) }
      refuse(
        barred[project.id]?.origin ?? project.origin,
        barred[project.id] == nil ? ProjectField.id.cell : PinField.reason.cell,
        project.id.text,
        Bilingual(
          "对全部项目一致的门槛：\(difference?.text ?? "")", "a bound that holds for every project: \(difference?.text ?? "")"),
        Bilingual("请改正这一决定，或删去全部同类决定", "correct the decision, or delete all of its kind"))
    }
    return limits
  }

  /// The bounds that a project breaks.
  private func bars(
    of project: Project, _ limits: [ElectionBound: String], _ counts: PabulibCounts
  ) -> [ElectionBar] {
    guard project.variants.count == 1 else { return [] }
    return ElectionBound.allCases.compactMap { bound in
      guard let limit = limits[bound] else { return nil }
      let measure = bound != .leastScore ? "cost" : counts.score == nil ? "votes" : "score"
      let sums = counts.score ?? counts.votes ?? [:]
      let value = bound != .leastScore ? plain(cost(project)) : "\(sums[project.id] ?? 0)"
      let isBarred = bound.isLeast ? precedes(value, limit) : precedes(limit, value)
      return isBarred ? ElectionBar(bound: bound, limit: limit, measure: measure, value: value) : nil
    }
  }

  /// Whether one number in trimmed decimals, without a sign, is less than another.
  private func precedes(_ a: String, _ b: String) -> Bool {
    func parts(_ text: String) -> (Int, String, String) {
      let halves = text.split(separator: Character("."), omittingEmptySubsequences: false).map { String($0) }
      return (halves[0].utf8.count, halves[0], halves.count > 1 ? halves[1] : "")
    }
    return parts(a) < parts(b)
  }
}
