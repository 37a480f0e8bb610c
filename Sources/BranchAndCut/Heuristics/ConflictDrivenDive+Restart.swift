import IntegerProgram

/// Restarts of a conflict-driven dive that has nothing left to decide.
extension ConflictDrivenDive {
  /// Restarts the dive: decides the followers of the columns' leaders anew, and drops some of the leaders for which that
  /// was done often enough.
  ///
  /// - Parameter withBlamed: whether to decide anew the leaders as well that the proofs against open columns blame.
  /// - Returns: whether the dive can go on.
  mutating func restart(_ columns: [Int], withBlamed: Bool = false) throws(EngineFault) -> Bool {
    open = []
    let again = Set(columns.map(leaders.first))
    for leader in again { restarts[leader, default: 0] += 1 }
    let most = again.reduce(0) { max($0, restarts[$1]!) }
    // Closed columns may have to rise.
    if most > 1 { start = root }
    let left = fixed.filter { item in
      let leader = leaders.first(of: item.column)
      return !again.contains(leader) && !(withBlamed && blamed.contains(leader))
    }
    (blamed, reasons) = ([], [:])
    let exhausted = again.filter { leader in
      restarts[leader]! > ConflictDrivenDive.mostRestarts && start.lower[leader] == 0 && !needed.contains(leader)
    }.subtracting(dropped).sorted()
    if exhausted.isEmpty {
      return most <= ConflictDrivenDive.mostRestartsOfNeeded ? try resume(from: left, without: dropped) : false
    }
    // Dropping leaders one by one takes long, and a later search near a point recovers those that were dropped
    // needlessly.
    for count in Set([max(1, exhausted.count / ConflictDrivenDive.dropDivisor), 1]).sorted(by: >) {
      if try resume(from: left, without: dropped + exhausted.prefix(count)) {
        dropped += exhausted.prefix(count)
        return true
      }
    }
    needed.insert(exhausted[0])
    return try resume(from: left, without: dropped)
  }

  /// Repeats the fixings that stay, or as many of them as are feasible.
  private mutating func resume(from left: [(column: Int, value: Double)], without dropped: [Int]) throws(EngineFault)
    -> Bool
  {
    var left = left
    guard let again = try relaxation.repeatFixings(&left, without: dropped, &propagation, start, incumbent) else {
      return false
    }
    (fixed, box) = (left, again)
    return true
  }
}
