import IntegerProgram

/// Pseudocosts of the columns, and the choice of the column to branch on.
///
/// A pseudocost is the mean gain of the bound for each unit that a column is rounded up or down. A column with few
/// observations is tried first, in both directions and for a limited number of iterations.
///
/// - Source: Achterberg, Koch and Martin 2005 (reliability branching).
struct Branching {
  enum Choice {
    case column(Int)
    /// Strong branching narrowed bounds, and nothing that they cut off is better than `least`; the node must be solved
    /// again.
    case narrowed([Int], least: Double)
    /// Nothing in the node is better than `least`, which is infinite if the node is infeasible.
    case closed(least: Double)
  }

  private var gain: [[Double]]
  private var count: [[Int]]
  /// Sums over all columns; their means replace unknown pseudocosts.
  private var total = [0.0, 0.0]
  private var observations = [0, 0]
  /// The observations in each direction from which a pseudocost is reliable.
  static let reliable = 4
  /// The most columns that strong branching tries at a node.
  let mostTries: Int

  init(columnCount: Int, mostTries: Int) {
    self.mostTries = mostTries
    gain = [[Double](repeating: 0, count: columnCount), [Double](repeating: 0, count: columnCount)]
    count = [[Int](repeating: 0, count: columnCount), [Int](repeating: 0, count: columnCount)]
  }

  /// Records the gain of the bound after a column was rounded.
  ///
  /// - Parameter distance: The distance from the column's value to the value it was rounded to.
  mutating func observe(_ column: Int, up: Bool, gain value: Double, distance: Double) {
    guard distance > Tolerance.integrality, value.isFinite else { return }
    let side = up ? 1 : 0
    let unit = max(0, value) / distance
    gain[side][column] += unit
    count[side][column] += 1
    total[side] += unit
    observations[side] += 1
  }

  /// The expected gain of the bound for each unit that a column is rounded.
  func expected(_ column: Int, up: Bool) -> Double {
    let side = up ? 1 : 0
    if count[side][column] > 0 { return gain[side][column] / Double(count[side][column]) }
    return observations[side] > 0 ? total[side] / Double(observations[side]) : 1
  }

  private func score(_ down: Double, _ up: Double) -> Double { max(down, 1e-7) * max(up, 1e-7) }

  func score(_ j: Int, _ value: Double) -> Double {
    let fraction = value - value.rounded(.down)
    return score(expected(j, up: false) * fraction, expected(j, up: true) * (1 - fraction))
  }

  /// Chooses among the fractional columns of the vertex.
  ///
  /// The relaxation keeps its bounds and basis, but not its vertex; `domain` is narrowed where a side is closed.
  mutating func choose(
    _ relaxation: Relaxation, _ fractional: [Int], _ domain: inout Domain, cutoff: Double, iterations: Int
  ) throws(EngineFault) -> Choice {
    let point = relaxation.point.values
    let bound = relaxation.bound
    let ranked = fractional.map { (score: score($0, point[$0]), column: $0) }
      .sorted { ($0.score, $1.column) > ($1.score, $0.column) }
    let basis = relaxation.basis
    var best = (score: -1.0, column: ranked[0].column)
    var least = Double.infinity
    var narrowed: [Int] = []
    var tries = 0
    var sinceBest = 0
    // A value slightly beyond a bound, as tolerances allow, has only one side.
    for (_, j) in ranked where point[j] >= relaxation.lower[j] && point[j] <= relaxation.upper[j] {
      let isReliable = min(count[0][j], count[1][j]) >= Branching.reliable
      if isReliable || tries >= mostTries || sinceBest >= 5 {
        let known = score(j, point[j])
        if known > best.score { best = (known, j) }
        if !isReliable, tries >= mostTries { break }
        continue
      }
      tries += 1
      let trial = try trial(
        of: j, at: point[j], relaxation, from: (bound, basis), cutoff: cutoff, iterations: iterations)
      least = min(least, trial.least)
      if trial.isClosed[0], trial.isClosed[1] { return .closed(least: least) }
      if trial.isClosed[0] || trial.isClosed[1] {
        if trial.isClosed[0] {
          domain.set(j, point[j].rounded(.up), domain.upper[j])
        } else {
          domain.set(j, domain.lower[j], point[j].rounded(.down))
        }
        narrowed.append(j)
        if narrowed.count >= 4 { break }
        continue
      }
      let tried = score(trial.gains[0], trial.gains[1])
      sinceBest += 1
      if tried > best.score {
        best = (tried, j)
        sinceBest = 0
      }
    }
    relaxation.basis = basis
    return narrowed.isEmpty ? .column(best.column) : .narrowed(narrowed, least: least)
  }

  /// What strong branching finds on the two sides of a column, down and up.
  private struct Trial {
    /// The gains of the bound.
    var gains = [0.0, 0.0]
    /// Whether nothing on the side is better than the cutoff.
    var isClosed = [false, false]
    /// The least bound of a side that the cutoff closes.
    var least = Double.infinity
  }

  /// Solves both sides of a column for a limited number of iterations, and restores the column's bounds.
  private mutating func trial(
    of j: Int, at value: Double, _ relaxation: Relaxation, from vertex: (bound: Double, basis: LinearBasis),
    cutoff: Double, iterations: Int
  ) throws(EngineFault) -> Trial {
    var trial = Trial()
    func close(_ side: Int) {
      trial.isClosed[side] = true
      trial.least = min(trial.least, relaxation.bound)
    }
    for side in [0, 1] {
      let (low, high) = (relaxation.lower[j], relaxation.upper[j])
      let rounded = value.rounded(side == 0 ? .down : .up)
      relaxation.setBounds(j, side == 0 ? low : rounded, side == 0 ? rounded : high)
      relaxation.basis = vertex.basis
      let status = try relaxation.solve(cutoff: cutoff, most: iterations)
      trial.gains[side] = max(0, relaxation.bound - vertex.bound)
      switch status {
      case .infeasible: trial.isClosed[side] = try relaxation.isProvenInfeasible()
      case .beyondCutoff: close(side)
      case .optimal:
        if relaxation.bound >= cutoff { close(side) }
        observe(j, up: side == 1, gain: trial.gains[side], distance: abs(rounded - value))
      case .unbounded, .spent: break
      }
      relaxation.setBounds(j, low, high)
      if status == .infeasible { trial.gains[side] = abs(vertex.bound) + 1 }
    }
    return trial
  }
}
