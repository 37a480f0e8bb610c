import IntegerProgram

/// Restarts of a conflict-driven dive that has nothing left to decide.
extension ConflictDrivenDive {
  /// Decides the followers of the columns' leaders anew, and drops some of the leaders for which that was done often
  /// enough.
  ///
  /// - Parameter withBlamed: whether to decide anew the leaders as well that the proofs against open columns blame.
  /// - Returns: whether the dive can go on.
  mutating func decideAnew(_ columns: [Int], withBlamed: Bool = false) throws(EngineFault) -> Bool {
    open = []
    let again = Set(columns.map(leaders.first))
    for leader in again { tries[leader, default: 0] += 1 }
    let most = again.reduce(0) { max($0, tries[$1]!) }
    // Closed columns may have to rise.
    if most > 1 { start = root }
    let left = fixed.filter { item in
      let leader = leaders.first(of: item.column)
      return !again.contains(leader) && !(withBlamed && blamed.contains(leader))
    }
    (blamed, reasons) = ([], [:])
    let worn = again.filter { leader in
      tries[leader]! > ConflictDrivenDive.mostTries && start.lower[leader] == 0 && !needed.contains(leader)
    }.subtracting(dropped).sorted()
    if worn.isEmpty {
      return most <= ConflictDrivenDive.mostTriesInAll ? try goOn(from: left, without: dropped) : false
    }
    // Dropping leaders one by one takes long, and a later search near a point recovers those that were dropped
    // needlessly.
    for count in Set([max(1, worn.count / ConflictDrivenDive.leftOut), 1]).sorted(by: >) {
      if try goOn(from: left, without: dropped + worn.prefix(count)) {
        dropped += worn.prefix(count)
        return true
      }
    }
    needed.insert(worn[0])
    return try goOn(from: left, without: dropped)
  }

  /// Repeats the fixings that stay, or as many of them as are feasible.
  private mutating func goOn(from left: [(column: Int, value: Double)], without dropped: [Int]) throws(EngineFault)
    -> Bool
  {
    var left = left
    guard let again = try relaxation.fixAgain(&left, without: dropped, &propagation, start, incumbent) else {
      return false
    }
    (fixed, box) = (left, again)
    return true
  }
}
