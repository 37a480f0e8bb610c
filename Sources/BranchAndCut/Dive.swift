import IntegerProgram

/// A descent from a vertex to a whole point: fix, propagate, reoptimise; where that fails, undo and turn round.
///
/// A large part of the fractional columns is fixed at once. If nothing is left then, the part is halved; a single column is
/// turned to its other side once; what cannot be mended ends the dive.
struct Dive {
  enum Guide { case vertex, incumbent([Double]), ceiling }

  let guide: Guide
  /// The part of the fractional columns that is fixed at once.
  let part: Double

  /// Leaves the relaxation with other bounds and another basis.
  func run(
    _ relaxation: Relaxation, _ propagation: inout Propagation, from start: Domain, _ incumbent: Incumbent,
    _ budget: Budget, most: Int
  ) throws(EngineFault) {
    let problem = relaxation.problem
    var domain = start
    let limit = budget.work + most
    var failures = 0
    relaxation.apply(domain)
    var status = try relaxation.solve(cutoff: incumbent.cutoff)
    while status == .optimal, budget.work < limit {
      let point = relaxation.point.values
      let fractional = relaxation.fractionalColumns
      if fractional.isEmpty {
        try polish(relaxation, incumbent)
        return
      }
      var ranked = fractional.map { (merit: merit($0, point, problem), column: $0) }
      ranked.sort { ($0.merit, $1.column) > ($1.merit, $0.column) }
      var count = max(1, Int(part * Double(ranked.count)))
      var turned = false
      while true {
        var next = domain
        // What is whole stays so: otherwise it may leave while others are fixed.
        var changed: [Int] = []
        for item in ranked.prefix(count) {
          var value = target(item.column, point)
          if turned { value = value > point[item.column] ? value - 1 : value + 1 }
          // An earlier fixing may have decided this column already.
          value = min(max(value, next.lower[item.column]), next.upper[item.column])
          next.lower[item.column] = value
          next.upper[item.column] = value
          changed.append(item.column)
        }
        if propagation.run(&next, changed: changed) {
          relaxation.apply(next)
          status = try relaxation.solve(cutoff: incumbent.cutoff, most: max(200, most / 4))
          if status == .optimal {
            domain = next
            break
          }
          if status == .spent { return }
        }
        failures += 1
        if failures > 30 || budget.work >= limit || budget.isSpent { return }
        if count > 1 {
          count = max(1, count / 4)
        } else if !turned {
          turned = true
        } else {
          return
        }
      }
    }
  }

  private func target(_ j: Int, _ point: [Double]) -> Double {
    switch guide {
    case .vertex: point[j].rounded()
    case .incumbent(let known): known[j] > point[j] ? point[j].rounded(.up) : point[j].rounded(.down)
    case .ceiling: point[j].rounded(.up)
    }
  }

  private func merit(_ j: Int, _ point: [Double], _ problem: Problem) -> Double {
    switch guide {
    case .vertex:
      let fraction = point[j] - point[j].rounded(.down)
      // Upwards decides more than downwards.
      return fraction >= 0.5 ? 1 + fraction : 1 - fraction
    case .incumbent(let known): return -abs(known[j] - point[j])
    case .ceiling: return point[j] - point[j].rounded(.down)
    }
  }
}

/// Offers the vertex, whose whole columns are whole to tolerance: with them fixed at whole numbers the rest is a linear
/// program, and its vertex leans on no tolerance for integrality.
func polish(_ relaxation: Relaxation, _ incumbent: Incumbent) throws(EngineFault) {
  let problem = relaxation.problem
  var point = relaxation.point.values
  var isExact = true
  for j in point.indices where problem.isInteger[j] {
    let whole = point[j].rounded()
    if abs(whole - point[j]) > 1e-11 { isExact = false }
    point[j] = whole
  }
  if isExact || !problem.isInteger.contains(false) {
    if incumbent.offer(point) { return }
    if isExact { return }
  }
  let (lower, upper) = (relaxation.lower, relaxation.upper)
  let basis = relaxation.basis
  for j in point.indices where problem.isInteger[j] { relaxation.setBounds(j, point[j], point[j]) }
  if try relaxation.solve() == .optimal {
    var fixed = relaxation.point.values
    for j in fixed.indices where problem.isInteger[j] { fixed[j] = fixed[j].rounded() }
    incumbent.offer(fixed)
  }
  for j in lower.indices { relaxation.setBounds(j, lower[j], upper[j]) }
  relaxation.basis = basis
}
