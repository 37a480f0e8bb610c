/// The Omega test (Pugh 1991): finds an integer point of linear rows with integer coefficients, or proves that there is
/// none.
///
/// It is exact and complete for numbers of any size, because it does not enumerate points. An equality is eliminated
/// together with one column by unimodular substitutions, which map integer points to integer points in both directions.
/// A column `x` between `α ≤ a·x` and `b·x ≤ β` is eliminated by the rows `a·β − b·α ≥ 0` (the real shadow, which every
/// integer point obeys). If `a` or `b` is 1 in each pair, or with `a·β − b·α ≥ (a−1)(b−1)` instead (the dark shadow),
/// each integer point of the remaining rows has an integer `x` between its bounds. If the dark shadow is empty and the
/// real shadow is not, a point can only lie close above a lower bound: `a·x = α + i` with `0 ≤ i ≤ (m·a − a − m)/m`,
/// where `m` is the greatest `b`. Each of these equalities is tried in turn.
///
/// - Complexity: Exponential in the columns; a handful takes some thousand additions. Arithmetic is in 128 bits and traps
///   on overflow.
struct OmegaTest {
  /// `Σ a·x + constant`, which must be at least 0 or equal to 0.
  struct Row: Hashable {
    var a: [Int128]
    var constant: Int128

    init(_ columns: Int) { (a, constant) = (Array(repeating: 0, count: columns), 0) }

    /// Adds `factor × columns[j]`.
    mutating func add(_ factor: Int128, _ j: Int) { a[j] += factor }

    static func * (row: Row, factor: Int128) -> Row {
      var out = row
      for j in out.a.indices where out.a[j] != 0 { out.a[j] *= factor }
      out.constant *= factor
      return out
    }

    static func + (x: Row, y: Row) -> Row {
      var out = x
      for j in out.a.indices { out.a[j] += y.a[j] }
      out.constant += y.constant
      return out
    }

    func value(at point: [Int128]) -> Int128 {
      zip(a, point).reduce(constant) { $1.0 == 0 ? $0 : $0 + $1.0 * $1.1 }
    }

    fileprivate var divisor: Int128 { a.reduce(0) { greatestDivisor($0, $1) } }
  }

  let columns: Int
  /// Rows that must be at least 0.
  var rows: [Row] = []
  /// Rows that must be equal to 0.
  var equalities: [Row] = []

  init(columns: Int) { self.columns = columns }

  /// - Returns: A point of whole numbers that obeys every row; nil where there is none.
  func point() -> [Int128]? {
    var rows = rows
    var substitutions: [(column: Int, row: Row)] = []
    for index in equalities.indices {
      var equality = equalities[index]
      for (column, row) in substitutions { equality = equality.substituting(row, for: column) }
      guard Self.solve(&equality, &rows, &substitutions) else { return nil }
    }
    guard var point = Self.point(rows, columns) else { return nil }
    for (column, row) in substitutions.reversed() { point[column] = row.value(at: point) }
    return point
  }

  /// Eliminates one column by means of an equality.
  private static func solve(
    _ equality: inout Row, _ rows: inout [Row], _ substitutions: inout [(column: Int, row: Row)]
  ) -> Bool {
    while true {
      let used = equality.a.indices.filter { equality.a[$0] != 0 }
      guard let least = used.min(by: { equality.a[$0].magnitude < equality.a[$1].magnitude }) else {
        return equality.constant == 0
      }
      let a = equality.a[least]
      var row = Row(equality.a.count)
      if used.count == 1 {
        guard equality.constant % a == 0 else { return false }
        row.constant = -equality.constant / a
      } else {
        // `x` is replaced by `x' − Σ q·y`, which makes every other coefficient smaller than that of `x`. If that is one, the
        // equality then contains only `x'`, which takes the value of the constant.
        row.a[least] = 1
        for j in used where j != least { row.a[j] = -(equality.a[j] / a) }
      }
      equality = equality.substituting(row, for: least)
      for index in rows.indices { rows[index] = rows[index].substituting(row, for: least) }
      substitutions.append((least, row))
      if used.count == 1 { return true }
    }
  }

  private static func point(_ given: [Row], _ columns: Int) -> [Int128]? {
    guard let rows = tidied(given) else { return nil }
    var lowers = Array(repeating: [Row](), count: columns)
    var uppers = lowers
    for row in rows {
      for j in 0..<columns where row.a[j] != 0 {
        if row.a[j] > 0 { lowers[j].append(row) } else { uppers[j].append(row) }
      }
    }
    let used = (0..<columns).filter { !lowers[$0].isEmpty || !uppers[$0].isEmpty }
    guard !used.isEmpty else { return Array(repeating: 0, count: columns) }
    func isExact(_ j: Int) -> Bool { lowers[j].allSatisfy { $0.a[j] == 1 } || uppers[j].allSatisfy { $0.a[j] == -1 } }
    func growth(_ j: Int) -> Int { lowers[j].count * uppers[j].count - lowers[j].count - uppers[j].count }
    let x = used.min { (isExact($0) ? 0 : 1, growth($0), $0) < (isExact($1) ? 0 : 1, growth($1), $1) }!
    let rest = rows.filter { $0.a[x] == 0 }
    func shadow(isDark: Bool) -> [Row] {
      rest
        + lowers[x].flatMap { lower in
          uppers[x].map { upper in
            let (a, b) = (lower.a[x], -upper.a[x])
            var row = lower * b + upper * a
            if isDark { row.constant -= (a - 1) * (b - 1) }
            return row
          }
        }
    }
    if var point = point(shadow(isDark: !isExact(x)), columns) {
      // Any value within the bounds will do; the lowest is taken.
      point[x] = 0
      if lowers[x].isEmpty {
        point[x] = uppers[x].map { floorDivided($0.value(at: point), -$0.a[x]) }.min()!
      } else {
        point[x] = lowers[x].map { -floorDivided($0.value(at: point), $0.a[x]) }.max()!
      }
      return point
    }
    if isExact(x) || point(shadow(isDark: false), columns) == nil { return nil }
    let m = uppers[x].map { -$0.a[x] }.max()!
    for lower in lowers[x] {
      let a = lower.a[x]
      for i in 0...max(0, (m * a - a - m) / m) {
        var splinter = OmegaTest(columns: columns)
        splinter.rows = rows
        var equality = lower
        equality.constant -= i
        splinter.equalities = [equality]
        if let point = splinter.point() { return point }
      }
    }
    return nil
  }

  /// Divides each row by its greatest common divisor and keeps the tightest of rows with equal coefficients; nil if two
  /// contradict each other.
  private static func tidied(_ rows: [Row]) -> [Row]? {
    var sharpest: [[Int128]: Int128] = [:]
    for row in rows {
      let divisor = row.divisor
      if divisor == 0 {
        if row.constant < 0 { return nil }
        continue
      }
      let a = divisor == 1 ? row.a : row.a.map { $0 / divisor }
      let constant = floorDivided(row.constant, divisor)
      if let known = sharpest[a], known <= constant { continue }
      sharpest[a] = constant
      if let opposite = sharpest[a.map { -$0 }], constant + opposite < 0 { return nil }
    }
    // Sorted, so that the same rows always give the same point.
    return sharpest.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { entry in
      var row = Row(entry.key.count)
      (row.a, row.constant) = (entry.key, entry.value)
      return row
    }
  }
}

extension OmegaTest.Row {
  fileprivate func substituting(_ row: Self, for column: Int) -> Self {
    let factor = a[column]
    if factor == 0 { return self }
    var out = self
    out.a[column] = 0
    return out + row * factor
  }
}

private func greatestDivisor(_ a: Int128, _ b: Int128) -> Int128 {
  var (a, b) = (a < 0 ? -a : a, b < 0 ? -b : b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// The quotient rounded down.
/// - Precondition: `divisor` is positive.
func floorDivided(_ value: Int128, _ divisor: Int128) -> Int128 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}
