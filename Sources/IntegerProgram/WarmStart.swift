/// What the root of a search came to: a vertex, and the cuts that it stands on. A search of a program that is like it may
/// begin there.
public struct WarmStart: Sendable {
  /// Where the columns and rows of the program stood; what presolve had taken out is at its lower bound, or holds nothing.
  public var basis: LinearBasis
  /// Rows over the program's columns that all its points satisfy.
  public var cuts: [LinearRow]
  /// Where each cut stood.
  public var cutBasis: [UInt8]
  /// Whether the vertex was the best of what is asked for now; if so, only new rows can stand against it.
  public var isOfSameObjective: Bool

  public init(basis: LinearBasis, cuts: [LinearRow], cutBasis: [UInt8], isOfSameObjective: Bool = true) {
    self.basis = basis
    self.cuts = cuts
    self.cutBasis = cutBasis
    self.isOfSameObjective = isOfSameObjective
  }

  /// Whether it has a place for each column, row and cut, and no other.
  public func isOf(_ program: Program) -> Bool {
    basis.columns.count == program.columns.count && basis.rows.count == program.rows.count
      && cutBasis.count == cuts.count
      && cuts.allSatisfy { cut in
        cut.columns.count == cut.values.count && cut.columns.allSatisfy(program.columns.indices.contains)
      }
  }
}

/// How much of what was known a solve began with.
public struct Reuse: Sendable, Equatable {
  /// Whether a point was known.
  public var hasStart = false
  /// Columns and rows of the root's first basis that were basic before.
  public var basics = 0
  /// Cuts of the root that were known.
  public var cuts = 0

  public init(hasStart: Bool = false, basics: Int = 0, cuts: Int = 0) {
    self.hasStart = hasStart
    self.basics = basics
    self.cuts = cuts
  }

  /// Of solves one after the other.
  public static func + (a: Reuse, b: Reuse) -> Reuse {
    Reuse(hasStart: a.hasStart || b.hasStart, basics: a.basics + b.basics, cuts: a.cuts + b.cuts)
  }
}
