import Synchronization

/// Prints each change of the objective or the bound.
final class Trace: Sendable {
  private struct Moment {
    var objective: Double?
    var bound: Double?
    var nodes = 0
  }

  private let isQuiet: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let last = Mutex(Moment())

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    start = clock.now
  }

  /// Wall-clock seconds since the start.
  var seconds: Double { Double((clock.now - start) / .milliseconds(1)) / 1000 }
  var nodes: Int { last.withLock { $0.nodes } }

  func add(_ objective: Double?, _ bound: Double?, nodes: Int = 0, work: Int = 0) {
    let isNew = last.withLock { known in
      let isNew = known.objective != objective || known.bound != bound
      known = Moment(objective: objective, bound: bound, nodes: nodes)
      return isNew
    }
    guard isNew, !isQuiet else { return }
    print(seconds, objective.map { "\($0)" } ?? "-", bound.map { "\($0)" } ?? "-", nodes, work)
  }
}
