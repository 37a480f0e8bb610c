import IntegerProgram

/// A box of column bounds, with the least and the greatest activity of each row in it.
///
/// The activities are updated with the bounds. Adding up a row with thousands of columns at each visit would cost more
/// than all the propagation that follows from it.
struct Domain {
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  private(set) var activities: [Activity]
  private let index: ColumnIndex
  /// The column bounds before each change of the current step.
  private var moves: [(column: Int, lower: Double, upper: Double)] = []
  /// The row activities before each change of the current step.
  private var sums: [(row: Int, activity: Activity)] = []
  private var isRecording = false

  init(_ problem: Problem, _ index: ColumnIndex) {
    lower = problem.lower
    upper = problem.upper
    self.index = index
    activities = problem.rows.map { Activity($0, problem.lower, problem.upper) }
  }

  /// Sets the bounds of a column and updates the activities of its rows.
  ///
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

  /// Starts a step that ``takeBack()`` can undo.
  mutating func beginStep() {
    moves.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    isRecording = true
  }

  mutating func endStep() { isRecording = false }

  /// The columns whose bounds the last step changed.
  var moved: [Int] { Set(moves.map(\.column)).sorted() }

  /// Undoes the last step exactly, to the last digit.
  mutating func takeBack() {
    for (column, low, high) in moves.reversed() { (lower[column], upper[column]) = (low, high) }
    for (row, activity) in sums.reversed() { activities[row] = activity }
  }
}
