/// Bounds on every column of an exact program: one part of its search space.
struct ColumnBounds: Sendable {
  var lower: [Int128]
  var upper: [Int128]

  init(of program: ExactProgram) {
    lower = program.columns.map(\.lower)
    upper = program.columns.map(\.upper)
  }

  func isOpen(_ column: Int) -> Bool { lower[column] < upper[column] }

  func width(_ column: Int) -> Int128 { upper[column] - lower[column] }
}
