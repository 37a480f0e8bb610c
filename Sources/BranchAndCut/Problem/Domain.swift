import IntegerProgram

/// A box of bounds, with the least and the greatest that each row comes to in it.
///
/// What a row comes to moves with the bounds: added up anew at each look, a fund's row with thousands of columns would cost
/// more than all that follows from it.
struct Domain {
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  private(set) var activities: [Activity]
  private let index: ColumnIndex
  /// What was before each move of the step that may have to be taken back.
  private var moves: [(column: Int, lower: Double, upper: Double)] = []
  private var sums: [(row: Int, activity: Activity)] = []
  private var isRecording = false

  init(_ problem: Problem, _ index: ColumnIndex) {
    lower = problem.lower
    upper = problem.upper
    self.index = index
    activities = problem.rows.map { Activity($0, problem.lower, problem.upper) }
  }

  /// - Complexity: O(rows of the column).
  mutating func set(_ column: Int, _ low: Double, _ high: Double) {
    if isRecording { moves.append((column, lower[column], upper[column])) }
    for at in index.entries(of: column) {
      let row = index.rows[at]
      if isRecording { sums.append((row, activities[row])) }
      activities[row].replace(index.values[at], (lower[column], upper[column]), by: (low, high))
    }
    lower[column] = low
    upper[column] = high
  }

  /// From here on moves can be taken back.
  mutating func beginStep() {
    moves.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    isRecording = true
  }

  mutating func endStep() { isRecording = false }

  /// The columns that the last step moved.
  var moved: [Int] { Set(moves.map(\.column)).sorted() }

  /// Takes the last step back, to the last digit.
  mutating func takeBack() {
    for (column, low, high) in moves.reversed() { (lower[column], upper[column]) = (low, high) }
    for (row, activity) in sums.reversed() { activities[row] = activity }
  }
}
