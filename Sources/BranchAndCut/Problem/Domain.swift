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
  private var boundChanges: [(column: Int, lower: Double, upper: Double)] = []
  /// The row activities before each change of the current step.
  private var activityChanges: [(row: Int, activity: Activity)] = []
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
    if isRecording { boundChanges.append((column, lower[column], upper[column])) }
    for at in index.entries(of: column) {
      let row = index.rows[at]
      if isRecording { activityChanges.append((row, activities[row])) }
      activities[row].replace(index.values[at], (lower[column], upper[column]), by: (low, high))
    }
    lower[column] = low
    upper[column] = high
  }

  /// Starts a step that ``undoStep()`` can undo.
  mutating func beginStep() {
    boundChanges.removeAll(keepingCapacity: true)
    activityChanges.removeAll(keepingCapacity: true)
    isRecording = true
  }

  mutating func endStep() { isRecording = false }

  /// The columns whose bounds the last step changed.
  var changedColumns: [Int] { Set(boundChanges.map(\.column)).sorted() }

  /// Undoes the last step exactly, to the last digit.
  mutating func undoStep() {
    for (column, low, high) in boundChanges.reversed() { (lower[column], upper[column]) = (low, high) }
    for (row, activity) in activityChanges.reversed() { activities[row] = activity }
  }
}
