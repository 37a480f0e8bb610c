import IntegerProgram

/// What a dive by proofs does where it can decide nothing more.
extension ConflictDrivenDive {
  /// Decides again what follows the leaders of columns; of those that were decided again often enough some are left out.
  ///
  /// - Parameter withBlamed: Decides again, too, what stood in the proofs that left the columns open.
  /// - Returns: whether the dive can go on.
  mutating func decideAnew(_ columns: [Int], withBlamed: Bool = false) throws(EngineFault) -> Bool {
    open = []
    let again = Set(columns.map(leaders.first))
    for leader in again { tries[leader, default: 0] += 1 }
    let most = again.reduce(0) { max($0, tries[$1]!) }
    // What rose no more may have to.
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
    // One after the other would take long, and what need not have been left out is found again near a point.
    for count in Set([max(1, worn.count / ConflictDrivenDive.leftOut), 1]).sorted(by: >) {
      if try goOn(from: left, without: dropped + worn.prefix(count)) {
        dropped += worn.prefix(count)
        return true
      }
    }
    needed.insert(worn[0])
    return try goOn(from: left, without: dropped)
  }

  /// Fixes again what stays fixed, or as much of it as can be.
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
