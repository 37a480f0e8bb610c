import IntegerProgram

/// Clique cuts: of binary columns or complements that exclude each other in pairs, at most one is 1.
///
/// A row excludes two of its binaries if it has no room for both; a clique may combine many rows. It grows greedily
/// around each literal with a value in the vertex, then by literals at 0 that all its members exclude.
/// - Source: Johnson and Padberg 1982.
struct Cliques {
  /// A binary column is twice its index; its complement is one more.
  private typealias Literal = Int

  /// The binaries of one side of a row that its heaviest one excludes, in order of decreasing weight.
  private struct Packing {
    let literals: [Literal]
    let weights: [Double]
    /// The most that two of them may weigh together.
    let room: Double

    func excludes(_ a: Int, _ b: Int) -> Bool { weights[a] + weights[b] > room }
  }

  private let problem: Problem
  private let packings: [Packing]
  /// By literal: the packings that contain it, and its position in each.
  private let places: [[(packing: Int, position: Int)]]

  /// A row with more literals above `leastValue` is skipped, as the least of them are close to 0. At most this many
  /// packings, and literals of each, are tried for the extension of a clique.
  private static let mostOfRow = 100
  /// Literals of smaller value do not start or grow a clique in the vertex.
  private static let leastValue = 0.01

  /// - Complexity: O(nonzeros log(longest row)).
  init(_ problem: Problem) {
    self.problem = problem
    packings = problem.rows.flatMap { row in [1.0, -1.0].compactMap { Cliques.packing(row, sign: $0, problem) } }
    var places = [[(packing: Int, position: Int)]](repeating: [], count: 2 * problem.columnCount)
    for (p, packing) in packings.enumerated() {
      for (k, literal) in packing.literals.enumerated() { places[literal].append((p, k)) }
    }
    self.places = places
  }

  /// The packing of one side of a row; nil where the side excludes no pair.
  private static func packing(_ row: LinearRow, sign: Double, _ problem: Problem) -> Packing? {
    guard let knapsack = BinaryKnapsack(row, sign: sign, problem), knapsack.items.count >= 2 else { return nil }
    let room = knapsack.capacity + Tolerance.feasibility * max(1, abs(knapsack.capacity))
    let items = knapsack.items.map { (literal: 2 * $0.column + ($0.isComplemented ? 1 : 0), weight: $0.weight) }
      .sorted { ($0.weight, $1.literal) > ($1.weight, $0.literal) }
    let excluded = items.prefix { $0.weight + items[0].weight > room }
    guard excluded.count >= 2 else { return nil }
    return Packing(literals: excluded.map(\.literal), weights: excluded.map(\.weight), room: room)
  }

  /// Cuts from the cliques that a vertex violates.
  func cuts(_ point: [Double]) -> [Cut] {
    func value(_ literal: Literal) -> Double { literal % 2 == 0 ? point[literal / 2] : 1 - point[literal / 2] }
    let excluded = exclusions(value)
    let order = excluded.keys.sorted { (value($0), $1) > (value($1), $0) }
    var found: [Cut] = []
    var isCovered: Set<Literal> = []
    for seed in order where !isCovered.contains(seed) {
      var clique = [seed]
      var common = excluded[seed]!
      for literal in order where common.contains(literal) {
        clique.append(literal)
        common.formIntersection(excluded[literal]!)
      }
      guard clique.reduce(0, { $0 + value($1) }) > 1 + Tolerance.feasibility else { continue }
      isCovered.formUnion(clique)
      extend(&clique)
      let terms = clique.map { (column: $0 / 2, value: $0 % 2 == 0 ? 1.0 : -1.0) }
      let side = 1 - Double(clique.count { $0 % 2 == 1 })
      if let cut = Cut(terms, side: side, problem: problem, point: point) { found.append(cut) }
    }
    return found
  }

  /// For each literal with a value in the vertex, the other such literals that it excludes.
  private func exclusions(_ value: (Literal) -> Double) -> [Literal: Set<Literal>] {
    var excluded: [Literal: Set<Literal>] = [:]
    for packing in packings {
      let valued = packing.literals.indices.filter { value(packing.literals[$0]) > Cliques.leastValue }
      guard valued.count <= Cliques.mostOfRow else { continue }
      for (n, a) in valued.enumerated() {
        for b in valued[(n + 1)...] {
          guard packing.excludes(a, b) else { break }
          excluded[packing.literals[a], default: []].insert(packing.literals[b])
          excluded[packing.literals[b], default: []].insert(packing.literals[a])
        }
      }
    }
    return excluded
  }

  /// Adds literals at any value that every member of the clique excludes.
  private func extend(_ clique: inout [Literal]) {
    let rarest = clique.min { (places[$0].count, $0) < (places[$1].count, $1) }!
    for (p, k) in places[rarest].prefix(Cliques.mostOfRow) {
      let packing = packings[p]
      for (other, literal) in packing.literals.prefix(Cliques.mostOfRow).enumerated() where !clique.contains(literal) {
        guard packing.excludes(k, other) else { break }
        if clique.allSatisfy({ $0 == rarest || excludes($0, literal) }) { clique.append(literal) }
      }
    }
  }

  /// Whether some packing excludes both literals.
  ///
  /// - Complexity: O(packings of both), since each literal's packings are sorted.
  private func excludes(_ a: Literal, _ b: Literal) -> Bool {
    var (own, others) = (places[a][...], places[b][...])
    while let (p, k) = own.first, let (q, l) = others.first {
      if p == q, packings[p].excludes(k, l) { return true }
      if p <= q { own.removeFirst() } else { others.removeFirst() }
    }
    return false
  }
}
