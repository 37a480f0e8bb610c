/// The last vertex of a search's root, as a basis with its cuts; a search of a similar program may begin there.
public struct WarmStart: Sendable {
  /// The basis of the program's columns and rows. Columns removed by presolve are at their lower bounds; rows removed
  /// by presolve are basic.
  public var basis: LinearBasis
  /// Rows over the program's columns that every feasible point satisfies.
  public var cuts: [LinearRow]
  /// The status of each cut in the basis, in the codes of ``LinearBasis``.
  public var cutBasis: [UInt8]
  /// Whether the vertex was optimal for the objective of the next search; if so, only new rows can cut it off.
  public var isOfSameObjective: Bool

  /// Makes a warm start from a basis and cuts.
  public init(basis: LinearBasis, cuts: [LinearRow], cutBasis: [UInt8], isOfSameObjective: Bool = true) {
    self.basis = basis
    self.cuts = cuts
    self.cutBasis = cutBasis
    self.isOfSameObjective = isOfSameObjective
  }

  /// Whether the basis has one status for each column and row of a program and each cut, and the cuts name only its
  /// columns.
  /// - Complexity: O(nonzeros of the cuts).
  public func isOf(_ program: Program) -> Bool {
    basis.columns.count == program.columns.count && basis.rows.count == program.rows.count
      && cutBasis.count == cuts.count
      && cuts.allSatisfy { cut in
        cut.columns.count == cut.values.count && cut.columns.allSatisfy(program.columns.indices.contains)
      }
  }
}

/// How much earlier knowledge a solve began with.
public struct Reuse: Sendable, Equatable {
  /// Whether the solve began with a known point.
  public var hasStart = false
  /// The number of columns and rows of the root's first basis that a warm start made basic.
  public var basics = 0
  /// The number of cuts that the root took from a warm start.
  public var cuts = 0

  /// Makes a record of what was reused.
  public init(hasStart: Bool = false, basics: Int = 0, cuts: Int = 0) {
    self.hasStart = hasStart
    self.basics = basics
    self.cuts = cuts
  }

  /// The sum for consecutive solves.
  public static func + (a: Reuse, b: Reuse) -> Reuse {
    Reuse(hasStart: a.hasStart || b.hasStart, basics: a.basics + b.basics, cuts: a.cuts + b.cuts)
  }
}
