import IntegerProgram

/// The greatest gain of a selection of items, for each capacity up to a limit.
private func gains(of items: [(weight: Int, gain: Double)], upTo limit: Int) -> [Double] {
  var known = [Double](repeating: 0, count: limit + 1)
  var next = known
  // All items so far fit into any larger capacity.
  var top = 0
  for (weight, gain) in items.sorted(by: { $0 < $1 }) where gain > 0 && weight <= limit {
    let end = min(limit, top + weight)
    // Two buffers let the compiler vectorise over capacities.
    known.withUnsafeMutableBufferPointer { known in
      for at in top..<end { known[at + 1] = known[top] }
      next.withUnsafeMutableBufferPointer { next in
        for at in 0..<weight { next[at] = known[at] }
        for at in weight...end {
          let (without, with) = (known[at], known[at - weight] + gain)
          next[at] = with > without ? with : without
        }
      }
    }
    swap(&known, &next)
    top = end
  }
  for at in top..<limit { known[at + 1] = known[top] }
  return known
}

/// Rows of integer columns that few columns tie together, with the best value of each row's own columns for every
/// capacity.
///
/// The value of a choice of ties then takes one table look-up per row, so many choices are compared. A tie is a column
/// in no row, in more than one row, or in a row without columns of its own.
struct TiedRows {
  private struct Row {
    /// Steps up to the side, with the row's own columns at their least activity and its ties at 0.
    let room: Int
    /// By capacity: the most that the row's own columns gain over their values at least activity.
    let gains: [Double]
  }

  /// More ties take too long to compare in pairs, and larger tables too long to fill.
  private static let mostTies = 200
  private static let mostSteps = 1 << 24

  private let problem: Problem
  /// Whether each column belongs to one row alone.
  let isAlone: [Bool]
  private let ties: [Int]
  private var rows: [Row] = []
  /// By tie: the capacity that one unit of it takes from each row.
  private var weights: [[(row: Int, weight: Int)]]
  /// The objective with the rows' own columns at their least activity, without the ties.
  private var least: Double

  /// - Returns: nil where no row has columns of its own, or where the problem has continuous columns, rows with two
  ///   sides, or too many ties or steps.
  init?(_ problem: Problem) {
    guard !problem.isInteger.contains(false) else { return nil }
    self.problem = problem
    var count = [Int](repeating: 0, count: problem.columnCount)
    for row in problem.rows { for j in row.columns { count[j] += 1 } }
    var isAlone = [Bool](repeating: false, count: problem.columnCount)
    for row in problem.rows where row.columns.count > 2 {
      for j in row.columns where count[j] == 1 { isAlone[j] = true }
    }
    self.isAlone = isAlone
    ties = isAlone.indices.filter { !isAlone[$0] }
    guard isAlone.contains(true), ties.count <= TiedRows.mostTies,
      zip(problem.lower, problem.upper).allSatisfy({ abs($0) < 0x1p20 && abs($1) < 0x1p20 })
    else { return nil }
    weights = [[(row: Int, weight: Int)]](repeating: [], count: problem.columnCount)
    least = problem.constant
    var steps = 0
    for j in isAlone.indices where isAlone[j] { least += problem.objective[j] * problem.lower[j] }
    for row in problem.rows {
      guard let divisor = row.divisor, row.lower == -.infinity || row.upper == .infinity else { return nil }
      let sign = row.upper < .infinity ? 1.0 : -1.0
      let side = (sign > 0 ? row.upper : -row.lower) / divisor
      let taken = row.values.map { (sign * $0 / divisor).rounded() }
      guard abs(side) < 0x1p30, taken.allSatisfy({ abs($0) < 0x1p30 }) else { return nil }
      var room = Int((side + 1e-6).rounded(.down))
      var most = room
      var items: [(weight: Int, gain: Double)] = []
      for (j, value) in zip(row.columns, taken) {
        let weight = Int(value)
        let (low, high) = (Int(problem.lower[j]), Int(problem.upper[j]))
        most -= weight * (weight > 0 ? low : high)
        guard isAlone[j] else {
          weights[j].append((rows.count, weight))
          continue
        }
        room -= weight * (weight > 0 ? low : high)
        if weight < 0 { least += problem.objective[j] * Double(high - low) }
        let gain = weight > 0 ? -problem.objective[j] : problem.objective[j]
        for part in binaryParts(of: high - low) { items.append((abs(weight) * part, gain * Double(part))) }
      }
      let end = max(0, min(most, items.reduce(0) { $0 + $1.weight }))
      guard end < TiedRows.mostSteps else { return nil }
      steps += end * items.count
      guard steps < TiedRows.mostSteps else { return nil }
      rows.append(Row(room: room, gains: gains(of: items, upTo: end)))
    }
  }

  /// The value of a choice of ties: first the capacity that it lacks, then the objective with the rows' own columns at
  /// their best.
  private struct Score {
    var lacking = 0
    var objective: Double

    func isBetter(than other: Score) -> Bool {
      lacking < other.lacking || lacking == other.lacking && objective < other.objective - 1e-9 * abs(other.objective)
    }
  }

  private struct Choice {
    var values: [Double]
    var rooms: [Int]
    var score: Score
  }

  /// Rounds the ties of a point, then changes one or two of them at a time for as long as that is better.
  /// - Returns: the point with its ties changed, and its objective with the other columns at their best; nil where the
  ///   ties stay infeasible.
  func improved(_ point: [Double]) -> (point: [Double], objective: Double)? {
    var choice = Choice(values: point, rooms: rows.map(\.room), score: Score(objective: least))
    for j in ties {
      choice.values[j] = min(max(point[j].rounded(), problem.lower[j]), problem.upper[j])
      choice.score.objective += problem.objective[j] * choice.values[j]
      for (i, weight) in weights[j] { choice.rooms[i] -= weight * Int(choice.values[j]) }
    }
    for i in rows.indices { add(i, choice.rooms[i], 1, &choice.score) }
    for _ in 0..<20 {
      guard let next = bestChange(of: choice) else { break }
      choice = next
    }
    return choice.score.lacking == 0 ? (choice.values, choice.score.objective) : nil
  }

  private func bestChange(of choice: Choice) -> Choice? {
    var best: Choice?
    func compare(_ other: Choice) { if other.score.isBetter(than: (best ?? choice).score) { best = other } }
    for (n, j) in ties.enumerated() {
      for step in [1, -1] {
        guard let one = moved(choice, j, step) else { continue }
        compare(one)
        for k in ties[(n + 1)...] {
          for step in [1, -1] where score(of: one, k, step)?.isBetter(than: (best ?? choice).score) ?? false {
            best = moved(one, k, step)
          }
        }
      }
    }
    return best
  }

  private func moved(_ choice: Choice, _ j: Int, _ step: Int) -> Choice? {
    guard let score = score(of: choice, j, step) else { return nil }
    var choice = choice
    choice.values[j] += Double(step)
    for (i, weight) in weights[j] { choice.rooms[i] -= step * weight }
    choice.score = score
    return choice
  }

  private func score(of choice: Choice, _ j: Int, _ step: Int) -> Score? {
    let value = choice.values[j] + Double(step)
    guard value >= problem.lower[j], value <= problem.upper[j] else { return nil }
    var score = choice.score
    score.objective += Double(step) * problem.objective[j]
    for (i, weight) in weights[j] {
      add(i, choice.rooms[i], -1, &score)
      add(i, choice.rooms[i] - step * weight, 1, &score)
    }
    return score
  }

  /// Adds the value of a row with this much room to a score, or removes it if `times` is -1.
  private func add(_ row: Int, _ room: Int, _ times: Int, _ score: inout Score) {
    if room < 0 {
      score.lacking -= times * room
    } else {
      let gains = rows[row].gains
      score.objective -= Double(times) * gains[min(room, gains.count - 1)]
    }
  }
}
