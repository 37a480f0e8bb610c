import ExactProgram
import IntegerProgram
import Model

/// What a plan has to reach that is sought for other lists.
public struct Demand: Sendable {
  /// Floors that are served as well; nil for any floors.
  public var floors: LexicographicValue?
  /// The least value of the policy stage; nil for any.
  public var value: Int128?

  /// Demands floors that are served as well as there, and a value of the policy stage.
  public init(floors: LexicographicValue?, value: Int128?) { (self.floors, self.value) = (floors, value) }
}

extension StagedSolve {
  /// Searches a plan of one formulation that needs as little as possible of what another, stricter one lacks: money of
  /// funds, or lower floors.
  ///
  /// What the lists say in between is taken to move in a straight line, so that the plan proves nothing of its own: whether
  /// it is a plan of lists in between is for whoever asks to find out.
  /// - Parameters:
  ///   - more: The formulation whose plan is sought.
  ///   - less: The formulation of the stricter lists, which differ in amounts of funds or in floors alone.
  ///   - stages: The floor stages and the policy stage of `more`.
  ///   - demand: What the plan has to reach.
  ///   - start: A plan of `more`.
  /// - Returns: nil if none was found.
  /// - Throws: ``SolverFault`` if the solver fails.
  /// - Complexity: one solve of the policy stage.
  public func plan(
    of more: Formulation, nearest less: Formulation, _ stages: [Stage], reaching demand: Demand,
    from start: Allocation
  ) throws(SolverFault) -> Allocation? {
    var exact = more.exact
    let left = exact.addColumn(Meaning("nearest"), .amount, upper: Self.whole)
    more.addRows(towards: less, left, to: &exact)
    if let floors = demand.floors { exact.holdFloors(of: floors, stages) }
    if let value = demand.value, let policy = stages.last {
      exact.add(Meaning("demanded"), policy.objective, atLeast: value)
    }
    var solve = self
    solve.certifies = false
    var run = StagedRun(more, exact, solve)
    let point = more.point(of: start).map { $0 + [0] }
    guard
      case .allocated(let solution) = try run.outcome(
        of: [Stage(.utilitarian, left, digits: 0)], policyStart: point)
    else { return nil }
    return more.allocation(of: solution)
  }

  /// Into how many parts the way from the one formulation to the other is divided.
  private static var whole: Int128 { 1 << 40 }

  fileprivate static func line(_ here: Int128, _ there: Int128) -> (slope: Int128, limit: Int128, scale: Int128) {
    let scale = max(1, whole / greatestCommonDivisor(whole, there - here))
    return ((there - here) / (whole / scale), here * scale, scale)
  }
}

extension Formulation {
  /// Adds rows for what stricter lists leave less of: money of funds, what other limits of amounts leave of it, and floors.
  /// - Parameter left: How far the lists are on the way to the stricter ones.
  fileprivate func addRows(towards less: Formulation, _ left: Expression, to exact: inout ExactProgram) {
    func add(
      _ name: String, _ subjects: [String], _ expression: Expression, _ here: Int128, _ there: Int128, _ sign: Int128
    ) {
      guard here != there else { return }
      // sign × expression ≤ sign × (here + (there − here) × left / whole)
      let line = StagedSolve.line(here * sign, there * sign)
      exact.add(
        Meaning("nearest-" + name, subjects), expression * (sign * line.scale) - left * line.slope, atMost: line.limit)
    }
    for (fund, item) in funds.enumerated() {
      add(
        "fund", [item.id.text], spending(fund).map(\.paid).sum(), Int128(item.available.minorUnits),
        Int128(less.funds[fund].available.minorUnits), 1)
    }
    for n in instance.lists.needs.indices {
      guard let there = less.shortfalls[n]?.required else { continue }
      add(
        "floor", [instance.lists.needs[n].id.text], served(n) + (shortfalls[n]?.expression ?? .zero),
        shortfalls[n]?.required ?? 0, there, -1)
    }
    // Releases and limits in per cent of a fund: rows that the stricter lists have with another limit.
    guard less.exact.columns.map(\.meaning) == self.exact.columns.map(\.meaning) else { return }
    let theirs = Dictionary(less.exact.rows.map { ($0.meaning, $0) }, uniquingKeysWith: { first, _ in first })
    for row in self.exact.rows {
      guard let other = theirs[row.meaning], let here = row.upper, let there = other.upper, there < here,
        row.meaning.rule != FundCap.name, row.terms.elementsEqual(other.terms, by: ==)
      else { continue }
      add(
        row.meaning.rule, row.meaning.subjects,
        row.terms.map { Expression(column: $0.column, $0.coefficient) }.sum(), here, there, 1)
    }
  }
}
