import GLPKSolver
import IntegerProgram
import Model
import Testing

@testable import BranchAndCut

@Suite struct SiftingTests {
  private func rows(_ count: Int, _ columns: Int, _ random: inout SplitMix64) -> [LinearRow] {
    (0..<count).map { _ in
      // Rows with more than a hundred columns are kept from the beginning.
      let most = columns > 100 && random.chance(30) ? columns : Int.random(in: 2...14, using: &random)
      let chosen = (0..<columns).filter { _ in Int.random(in: 0..<columns, using: &random) < most }
      let lower = Double(Int.random(in: -9...3, using: &random))
      let kind = Int.random(in: 0..<4, using: &random)
      return LinearRow(
        columns: chosen,
        values: chosen.map { _ in Double(Int.random(in: 1...6, using: &random) * (random.chance(30) ? -1 : 1)) },
        lower: kind == 0 ? -.infinity : lower,
        upper: kind == 1 ? .infinity : kind == 2 ? lower : lower + Double(Int.random(in: 0...12, using: &random)))
    }
  }

  private func bounds(_ random: inout SplitMix64) -> (Double, Double) {
    let lower = random.chance(70) ? 0 : Double(Int.random(in: -3...2, using: &random))
    if random.chance(5) { return (-.infinity, random.chance(50) ? .infinity : lower) }
    return (lower, random.chance(10) ? .infinity : lower + Double(Int.random(in: 0...4, using: &random)))
  }

  /// A change of a program that an engine holds.
  private enum Change {
    case bounds(Int, Double, Double)
    case append([LinearRow])
    case remove([Int])
    case keepBasis, setBasis
  }

  private struct Answer {
    let status: LinearStatus
    var value = 0.0
    /// The greatest violation of the program by the point, or the difference between its objective and the bound of its
    /// multipliers, if that is greater.
    var doubt = 0.0
  }

  private func answer(_ engine: any LinearEngine, _ program: LinearProgram, _ method: SimplexMethod)
    throws(EngineFault) -> Answer
  {
    let status = try engine.optimize(method: method, iterationLimit: 100_000, cutoff: .infinity)
    guard status == .optimal else { return Answer(status: status) }
    let point = try engine.point()
    var doubt = 0.0
    for (j, value) in point.values.enumerated() {
      doubt = max(doubt, program.lower[j] - value, value - program.upper[j])
    }
    for row in program.rows {
      let activity = row.activity(at: point.values)
      doubt = max(doubt, row.lower - activity, activity - row.upper)
    }
    let bound = SafeBound(
      objective: program.objective, rows: [program.rows], duals: point.duals, lower: program.lower,
      upper: program.upper)
    if bound.value.isFinite { doubt = max(doubt, point.objective - bound.value) }
    return Answer(status: status, value: point.objective, doubt: doubt)
  }

  private func answers(_ solver: any LinearSolver, _ start: LinearProgram, _ steps: [[Change]])
    throws(EngineFault) -> [Answer]
  {
    try solver.withEngine(start, memoryLimitMiB: nil) { (engine) throws(EngineFault) -> [Answer] in
      var program = start
      var basis: LinearBasis?
      var found = [try answer(engine, program, .primal)]
      for step in steps {
        for change in step {
          switch change {
          case .bounds(let j, let lower, let upper):
            (program.lower[j], program.upper[j]) = (lower, upper)
            engine.setBounds(ofColumn: j, lower: lower, upper: upper)
          case .append(let rows):
            program.rows += rows
            engine.append(rows)
          case .remove(let rows):
            for i in rows.reversed() { program.rows.remove(at: i) }
            engine.remove(rows)
          case .keepBasis: basis = engine.basis
          case .setBasis: if let basis { engine.basis = basis }
          }
        }
        found.append(try answer(engine, program, .dual))
      }
      return found
    }
  }

  /// Whether the sum of the rows with a proof's multipliers contradicts the column bounds and the rows' sides.
  private func isProof(_ proof: RowMultipliers, of program: LinearProgram) -> Bool {
    var slopes = [Double](repeating: 0, count: program.lower.count)
    var (least, greatest) = (0.0, 0.0)
    for (i, y) in proof {
      let row = program.rows[i]
      for k in row.columns.indices { slopes[row.columns[k]] += y * row.values[k] }
      least += y > 0 ? y * row.lower : y * row.upper
      greatest += y > 0 ? y * row.upper : y * row.lower
    }
    var (low, high) = (0.0, 0.0)
    for (j, a) in slopes.enumerated() where abs(a) > 1e-9 {
      low += a > 0 ? a * program.lower[j] : a * program.upper[j]
      high += a > 0 ? a * program.upper[j] : a * program.lower[j]
    }
    return low > greatest + 1e-9 || high < least - 1e-9
  }

  @Test func infeasibilityIsProvenByRowsThatContradictTheBounds() throws {
    var random = SplitMix64(state: 52)
    var seen = 0
    for trial in 0..<600 {
      let count = random.chance(10) ? 150 : Int.random(in: 1...60, using: &random)
      let boxes = (0..<count).map { _ in bounds(&random) }
      let program = LinearProgram(
        objective: (0..<count).map { _ in Double(Int.random(in: -9...9, using: &random)) }, lower: boxes.map(\.0),
        upper: boxes.map(\.1), rows: rows(Int.random(in: 1...30, using: &random), count, &random))
      let proofs = try Sifting(GLPKSolver(), leastColumns: 0).withEngine(program, memoryLimitMiB: nil) {
        (engine) throws(EngineFault) -> [RowMultipliers] in
        let status = try engine.optimize(method: .dual, iterationLimit: 100_000, cutoff: .infinity)
        let proofs = try engine.infeasibilityProofs()
        #expect(status == .infeasible || proofs.isEmpty)
        return proofs
      }
      seen += proofs.count
      for proof in proofs { #expect(isProof(proof, of: program), "trial \(trial)") }
    }
    #expect(seen > 100, "\(seen)")
  }

  @Test func aSiftedProgramAnswersAsTheWholeOne() throws {
    var random = SplitMix64(state: 51)
    var seen: [LinearStatus: Int] = [:]
    for trial in 0..<600 {
      let count = random.chance(10) ? 150 : Int.random(in: 1...60, using: &random)
      let boxes = (0..<count).map { _ in bounds(&random) }
      let program = LinearProgram(
        objective: (0..<count).map { _ in random.chance(40) ? 0 : Double(Int.random(in: -9...9, using: &random)) },
        lower: boxes.map(\.0), upper: boxes.map(\.1), rows: rows(Int.random(in: 1...30, using: &random), count, &random)
      )
      var steps = (0..<5).map { _ in
        (0..<3).map { _ in
          let (lower, upper) = bounds(&random)
          return Change.bounds(Int.random(in: 0..<count, using: &random), lower, upper)
        }
      }
      steps[1] += [.append(rows(2, count, &random)), .keepBasis]
      steps[2].append(.setBasis)
      if program.rows.count > 3 { steps[3].append(.remove([0, program.rows.count - 2])) }
      let whole = try answers(GLPKSolver(), program, steps)
      let sifted = try answers(Sifting(GLPKSolver(), leastColumns: 0), program, steps)
      for (step, (expected, found)) in zip(whole, sifted).enumerated() {
        #expect(expected.status == found.status, "trial \(trial), step \(step)")
        #expect(abs(expected.value - found.value) <= 1e-6 * max(1, abs(expected.value)), "trial \(trial), step \(step)")
        #expect(found.doubt < 1e-5 * max(1, abs(found.value)), "trial \(trial), step \(step)")
        seen[found.status, default: 0] += 1
      }
    }
    #expect(seen[.optimal, default: 0] > 200 && seen[.infeasible, default: 0] > 200)
    #expect(seen[.unbounded, default: 0] > 0)
  }

  @Test func aColumnOfARowThatIsKeptStaysBasicThoughItIsIdle() throws {
    // The first column is at 0 and in both rows; the second row is kept because both of its columns are basic.
    let program = LinearProgram(
      objective: [0, 0, 0], lower: [0, 0, 0], upper: [1, 1, 1],
      rows: [
        LinearRow(columns: [0, 1], values: [1, 1], upper: 1), LinearRow(columns: [0, 2], values: [-1, 1], upper: 0),
      ])
    var basis = LinearBasis(
      columns: [LinearBasis.basic, LinearBasis.atUpper, LinearBasis.basic],
      rows: [LinearBasis.atUpper, LinearBasis.atUpper])
    #expect(RestrictedProgram(program).withoutDegenerateBasics(basis).columns == basis.columns)
    // If no other column is basic in the second row, the first column leaves the basis for the first row.
    (basis.columns[2], basis.rows[1]) = (LinearBasis.atLower, LinearBasis.basic)
    #expect(RestrictedProgram(program).withoutDegenerateBasics(basis).columns[0] == LinearBasis.atLower)
  }

  @Test func rowsThatHoldBackWhatPaysAreKeptFromTheBeginning() {
    let rows = [
      LinearRow(columns: [0, 1], values: [1, 1], upper: 1), LinearRow(columns: [0, 1], values: [-1, -1], lower: -1),
      LinearRow(columns: [0, 1], values: [1, 1], lower: 1), LinearRow(columns: [1, 2], values: [1, 1], upper: 1),
    ]
    func kept(_ objective: [Double]) -> [Int] {
      RestrictedProgram(LinearProgram(objective: objective, lower: [0, 0, 0], upper: [1, 1, 1], rows: rows)).rows
    }
    #expect(kept([-1, 0, 0]) == [0, 1])
    #expect(kept([1, 0, 0]) == [2])
    #expect(kept([0, 0, 0]) == [])
  }
}
