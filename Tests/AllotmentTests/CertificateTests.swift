import DefaultSolver
import GLPKSolver
import Model
import Testing

@testable import ExactProgram
@testable import Formulation
@testable import IntegerProgram
@testable import allot

/// Checks the verification of bounds against enumeration of all points.
@Suite struct CertificateTests {
  /// 256-bit sums and products are exact, and overflow is reported.
  @Test func wideIntegersAreExactOrSayThatTheyAreNot() throws {
    var random = SplitMix64(state: 3)
    func number() -> Int128 {
      Int128.random(in: -(1 << 120)...(1 << 120), using: &random) >> Int128.random(in: 0...119, using: &random)
    }
    for _ in 0..<2000 {
      let (a, b, c) = (number(), number(), number())
      // (a + b) c = a c + b c, by way of 256 bits.
      let sum = try #require(Int256.product(a, c).adding(.product(b, c)))
      #expect(sum == Int256.product(a + b, c))
      #expect(Int256(a).multiplied(by: b) == .product(a, b))
      #expect(sum.adding(.product(-(a + b), c)) == .zero)
      #expect(Int256.product(a, b).isNegative == ((a < 0) != (b < 0) && a != 0 && b != 0))
    }
    let largest = Int256.product(.max, .max)
    #expect(largest.adding(largest)?.adding(largest) == nil)
    #expect(
      largest.multiplied(by: 4) == nil && largest.multiplied(by: -4) == nil && largest.multiplied(by: 1) == largest)
  }

  /// No multipliers, however bad, give a bound that a feasible point exceeds.
  @Test func anyMultipliersGiveABoundThatHolds() {
    for seed in 0..<600 as Range<UInt64> {
      var random = SplitMix64(state: seed)
      let small = SmallProgram(&random)
      guard let best = small.best else { continue }
      let bound = DualBound(objective: small.costs, rows: small.program.rows)
      for _ in 0..<10 {
        let multipliers = small.program.rows.map { _ in Int128.random(in: -40...40, using: &random) }
        let box = ColumnBounds(of: small.program)
        #expect(
          !bound.isBelow(best, multipliers: multipliers, scale: 8, lower: box.lower, upper: box.upper), "seed \(seed)")
      }
    }
  }

  /// An engine may propose zero multipliers or values that are not finite.
  @Test(arguments: [0, 1e-320, .nan, 1e300, -.infinity]) func multipliersThatAreOfNoUseAreNoCrash(multiplier: Double) {
    var program = ExactProgram()
    let x = program.addColumn(Meaning("x"), .choice, upper: 1), y = program.addColumn(Meaning("y"), .choice, upper: 1)
    program.add(Meaning("row"), x + y, atMost: 1)
    let relaxed = RelaxedProgram(program, maximizing: x + y)
    for isOfObjective in [true, false] {
      guard let (multipliers, _) = relaxed.whole([multiplier], isOfObjective: isOfObjective) else { continue }
      #expect(multipliers == [0])
    }
  }

  /// A rounded row holds at every whole point.
  @Test func roundedRowsHoldAtEveryPoint() {
    var found = 0
    for seed in 0..<1500 as Range<UInt64> {
      var random = SplitMix64(state: seed)
      let small = SmallProgram(&random)
      let rounding = ExactRounding(small.program, units: small.program.columns.map { _ in 1 })
      // Any vertex will do: a cut is valid regardless of the vertex that it separates.
      let values = small.program.columns.map { Double.random(in: Double($0.lower)...Double($0.upper), using: &random) }
      for cut in rounding.cuts(at: small.vertex ?? values, most: 50) {
        found += 1
        for point in small.points where small.program.isSatisfied(by: point) {
          #expect(small.program.violation(cut.row, at: point) == 0, "seed \(seed)")
        }
      }
    }
    #expect(found > 300, "\(found)")
  }

  /// Verdicts agree with enumeration on true claims and on claims false by one unit.
  @Test func verdictsAreThoseOfTryingEveryPoint() throws {
    for seed in 0..<800 as Range<UInt64> {
      var random = SplitMix64(state: seed)
      let small = SmallProgram(&random)
      let certifier = Certifier(solver: defaultSolver, workLimit: 100_000, mostNodes: 10_000)
      let goal = ExactGoal(name: "test", objective: small.objective, sense: .maximize)
      guard let best = small.best else {
        guard case .confirmed = certifier.verdict(on: small.program, goal, reaching: -1_000_000) else {
          Issue.record("seed \(seed): a program without a point")
          continue
        }
        continue
      }
      guard case .confirmed = certifier.verdict(on: small.program, goal, reaching: best + 1) else {
        Issue.record("seed \(seed): nothing is better")
        continue
      }
      guard case .refuted(let point) = certifier.verdict(on: small.program, goal, reaching: best) else {
        Issue.record("seed \(seed): the best is as good")
        continue
      }
      #expect(small.program.isSatisfied(by: point) && small.objective.value(at: point) == best, "seed \(seed)")
    }
  }
}

/// A program of few points.
private struct SmallProgram {
  var program = ExactProgram()
  var objective = Expression.zero
  private(set) var points: [[Int128]] = [[]]
  private(set) var best: Int128?
  private(set) var vertex: [Double]?

  init(_ random: inout SplitMix64) {
    var columns: [Expression] = []
    for j in 0..<Int.random(in: 2...5, using: &random) {
      let isChoice = random.chance(60)
      let upper = Int128.random(in: 1...(isChoice ? 2 : 6), using: &random)
      columns.append(program.addColumn(Meaning("x", ["\(j)"]), isChoice ? .choice : .amount, upper: upper))
    }
    for i in 0..<Int.random(in: 1...4, using: &random) {
      let size = Int128(random.pick([1, 1, 1, 1000]))
      let isPair = random.chance(30)
      let some = isPair ? Array(columns.shuffled(using: &random).prefix(2)) : columns
      let sum = some.map { $0 * Int128.random(in: -5...7, using: &random) * (random.chance(70) ? size : 1) }.sum()
      let side = Int128.random(in: -3...9, using: &random) * size
      let kind = Int.random(in: 0...3, using: &random)
      program.add(
        Meaning("row", ["\(i)"]), sum, atLeast: kind == 0 ? side - 5 * size : nil,
        atMost: kind == 0 && random.chance(50) ? nil : side)
    }
    objective = columns.map { $0 * Int128.random(in: -3...9, using: &random) }.sum()
    for column in program.columns {
      points = points.flatMap { point in (column.lower...column.upper).map { point + [$0] } }
    }
    best = points.filter(program.isSatisfied).map(objective.value).max()
    let relaxed = RelaxedProgram(program, maximizing: objective)
    let (linear, units) = (relaxed.linear, relaxed.units)
    vertex = try? GLPKSolver().withEngine(linear, memoryLimitMiB: nil) { (engine) throws(EngineFault) -> [Double]? in
      guard try engine.optimize(method: .primal, iterationLimit: 1000, cutoff: .infinity) == .optimal else {
        return nil
      }
      return zip(try engine.point().values, units).map { $0 * $1 }
    }
  }

  /// By column.
  var costs: [Int128] { program.columns.indices.map(objective.coefficient) }
}
