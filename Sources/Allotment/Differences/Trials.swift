import Explanation
import Model

/// The trials of a search so far. A trial counts against the limit when its result is asked for, in an order that does not depend on
/// the threads; a trial that was solved beside others and is not asked for does not count.
struct Trials {
  private let search: ReasonSearch
  private let threads: Int
  private let progress: @Sendable (Int, Int) -> Void
  private var results: [Set<Int>: Trial] = [:]
  private var counted: Set<Set<Int>> = []

  init(_ search: ReasonSearch, threads: Int, progress: @escaping @Sendable (Int, Int) -> Void) {
    (self.search, self.threads, self.progress) = (search, threads, progress)
  }

  /// The number of trials that are solved.
  var done: Int { results.count }

  /// Solves trials that are not solved yet, as far as the limit allows.
  mutating func solve(_ sets: [Set<Int>]) throws {
    var open: [Set<Int>] = []
    for set in sets where results[set] == nil && !open.contains(set) { open.append(set) }
    open = Array(open.prefix(max(0, search.most - counted.count)))
    guard !open.isEmpty else { return }
    let (before, all) = (results.count, results.count + open.count)
    let finished = Counter(before)
    progress(before, all)
    let solved = try concurrentMap(open.count, threads: threads, unless: { [search] in search.isInterrupted }) {
      [search, progress, open] index in
      let trial = try search.trial(undoing: open[index])
      progress(finished.next(), all)
      return trial
    }
    for (set, trial) in zip(open, solved) { if let trial { results[set] = trial } }
  }

  /// The result of a trial; nil if it lies beyond the limit.
  mutating func asked(_ set: Set<Int>) -> Trial? {
    guard let trial = results[set] else { return nil }
    if !counted.contains(set) {
      guard counted.count < search.most else { return nil }
      counted.insert(set)
    }
    return trial
  }

  /// A group of changes that together undo a difference, found by delta debugging (Zeller and Hildebrandt 2002). The search
  /// tries parts of the group and the group without each part. The parts become smaller until every change is needed.
  /// - Precondition: All changes together undo it, and no single one does.
  /// - Complexity: O(changes²) trials, O(log changes) where few changes matter.
  mutating func smallestGroup(for difference: PlanDifference) throws -> DifferenceReason {
    var (group, parts) = (Array(0..<search.changes), 2)
    while group.count > 2 {
      let chunks = group.parts(parts)
      let rests = parts == 2 ? [] : chunks.map { chunk in group.filter { !chunk.contains($0) } }
      switch try firstUndoing(difference, among: chunks + rests) {
      case .found(let place):
        (group, parts) =
          place < chunks.count ? (chunks[place], 2) : (rests[place - chunks.count], max(2, parts - 1))
      case .none:
        if parts == group.count { return .group(group, isMinimal: true) }
        parts = min(group.count, 2 * parts)
      case .limited: return .group(group, isMinimal: false)
      }
    }
    return .group(group, isMinimal: true)
  }

  private enum Found { case found(Int), none, limited }

  /// The first of several sets of changes that undoes a difference.
  private mutating func firstUndoing(_ difference: PlanDifference, among sets: [[Int]]) throws -> Found {
    for start in stride(from: 0, to: sets.count, by: threads) {
      let round = sets[start..<min(sets.count, start + threads)].map { Set($0) }
      try solve(round)
      for (offset, set) in round.enumerated() {
        guard let trial = asked(set) else { return .limited }
        if trial.undoes(difference) { return .found(start + offset) }
      }
    }
    return .none
  }
}

extension [Int] {
  /// The numbers in so many parts of nearly the same size, in their order.
  fileprivate func parts(_ count: Int) -> [[Int]] {
    (0..<count).map { Array(self[(self.count * $0 / count)..<(self.count * ($0 + 1) / count)]) }
  }
}
