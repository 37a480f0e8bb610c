import ExactProgram
import Model

extension Formulation {
  /// Gives the last minor unit of a project's cost to the first fund by id, of those that could bear it equally well.
  ///
  /// A minor unit moves from one fund to an earlier one if no row is violated, so that no stage's value gets worse, and
  /// both funds go on paying for the project.
  /// - Parameter exact: The program with a row for the result of each stage.
  /// - Complexity: O(terms of all rows + projects with an overshoot × funds² × rows of the project); O(shares) if no
  ///   payment exceeds its exact share.
  func settleEquals(_ point: inout [Int128], in exact: ExactProgram) {
    setOvershoots(&point)
    let overshooting = Set(roundedShares.filter { $0.overshoot(at: point) > 0 }.map(\.key.project))
    if overshooting.isEmpty { return }
    let shares = Dictionary(grouping: roundedShares.filter { overshooting.contains($0.key.project) }, by: \.key.project)
    let touched = Set(overshooting.flatMap { columnMap.columns(of: $0) })
    var rows: [Int: [Int]] = [:]
    for (i, row) in exact.rows.enumerated() {
      for term in row.terms where touched.contains(term.column) { rows[term.column, default: []].append(i) }
    }
    for id in overshooting.sorted() {
      let project = Settlement(p: instance.index(of: id), shares: shares[id]!, exact: exact, rows: rows)
      while moveToEarlierPayer(&point, project) {}
    }
  }

  /// One project whose payments overshoot a share, with what its payments must obey.
  private struct Settlement {
    let p: Int
    let shares: [RoundedShare]
    let exact: ExactProgram
    /// The rows of each column of such projects.
    let rows: [Int: [Int]]
  }

  /// Moves a minor unit that overshoots a share to an earlier fund.
  /// - Returns: false if there is none to move.
  private func moveToEarlierPayer(_ point: inout [Int128], _ project: Settlement) -> Bool {
    let p = project.p
    let paying = payments[p].keys.sorted().filter { paid($0, p)!.value(at: point) > 0 }
    for (n, later) in paying.enumerated().reversed() where paid(later, p)!.value(at: point) > 1 {
      for earlier in paying[..<n] {
        for (from, to) in columnsOfSameCosts(later, earlier, p) where move(from, to, &point, project) { return true }
      }
    }
    return false
  }

  /// Moves a minor unit from one payment to another if that relieves a share and violates no row.
  private func move(_ from: Int, _ to: Int, _ point: inout [Int128], _ project: Settlement) -> Bool {
    let columns = columnMap.columns(of: projects[project.p].id)
    guard point[from] > 0 else { return false }
    let before = columns.map { point[$0] }
    point[from] -= 1
    point[to] += 1
    let isRelieved = project.shares.contains { $0.overshoot(at: point) < point[$0.column.terms[0].column] }
    setBegun(project.p, &point)
    for share in project.shares { point[share.column.terms[0].column] = share.overshoot(at: point) }
    let isLawful = columns.allSatisfy { column in
      project.exact.columns[column].lower <= point[column] && point[column] <= project.exact.columns[column].upper
        && (project.rows[column] ?? []).allSatisfy { project.exact.violation(project.exact.rows[$0], at: point) == 0 }
    }
    if isRelieved, isLawful { return true }
    for (column, value) in zip(columns, before) { point[column] = value }
    return false
  }

  /// The columns of what two funds pay for the same type of cost of a project.
  private func columnsOfSameCosts(_ one: Int, _ other: Int, _ p: Int) -> [(Int, Int)] {
    payments[p][one]!.keys.sorted().compactMap { type in
      func amount(_ fund: Int) -> Int? {
        columnMap.column(of: .amount(PaymentKey(source: sourceKey(fund, p), costType: type)))
      }
      guard let from = amount(one), let to = amount(other) else { return nil }
      return (from, to)
    }
  }
}
