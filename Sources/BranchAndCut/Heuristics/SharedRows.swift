import IntegerProgram

/// The rows with columns of more than one leader, and the leaders that a point or the vertex uses in them.
struct SharedRows {
  /// Rows with fewer columns describe how one leader is served, or exclude two of them.
  private static let leastColumns = 10

  /// Open leaders, and the number of integer columns that belong to them.
  struct OpenLeaders {
    fileprivate(set) var leaders = Set<Int>()
    fileprivate(set) var count = 0
  }

  let rows: [LinearRow]
  let owners: LeaderAssignment
  /// The number of integer columns that are not fixed; `size` has it by leader.
  let integerColumns: Int
  private let size: [Int: Int]
  private let vertex: [Double]

  init(_ problem: Problem, _ leaders: Leaders, _ vertex: [Double]) {
    let owners = LeaderAssignment(problem, leaders)
    self.owners = owners
    self.vertex = vertex
    rows = problem.rows.filter { $0.columns.count >= SharedRows.leastColumns && owners.isShared($0) }
    var size: [Int: Int] = [:]
    for j in vertex.indices where problem.isInteger[j] && problem.lower[j] < problem.upper[j] {
      size[leaders.first(of: j), default: 0] += 1
    }
    self.size = size
    integerColumns = size.values.reduce(0, +)
  }

  private func isUsed(_ j: Int, _ point: [Double]) -> Bool { max(point[j], vertex[j]) > Tolerance.integrality }

  func open(_ leader: Int, _ opening: inout OpenLeaders) {
    if opening.leaders.insert(leader).inserted { opening.count += size[leader] ?? 0 }
  }

  /// Opens the leaders of the columns that a point or the vertex uses in a row, until `most` integer columns are open.
  func open(row i: Int, _ point: [Double], _ opening: inout OpenLeaders, most: Int = .max) {
    for j in rows[i].columns where opening.count < most && isUsed(j, point) {
      if let leader = owners[j] { open(leader, &opening) }
    }
  }

  /// The leaders that have a better objective in the vertex than in a point, the greatest gain first.
  func missing(in point: [Double], _ objective: [Double]) -> [Int] {
    var worth: [Int: Double] = [:]
    for j in vertex.indices where objective[j] != 0 {
      if let leader = owners[j] { worth[leader, default: 0] += objective[j] * (point[j] - vertex[j]) }
    }
    return worth.filter { $0.value > Tolerance.integrality }
      .sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
  }

  /// For each of these leaders, the rows in which a point or the vertex uses its columns, the shortest first.
  func rows(of leaders: Set<Int>, _ point: [Double]) -> [Int: [Int]] {
    var found: [Int: [Int]] = [:]
    for i in rows.indices.sorted(by: { (rows[$0].columns.count, $0) < (rows[$1].columns.count, $1) }) {
      for j in rows[i].columns where isUsed(j, point) {
        if let leader = owners[j], leaders.contains(leader), found[leader]?.last != i {
          found[leader, default: []].append(i)
        }
      }
    }
    return found
  }
}
