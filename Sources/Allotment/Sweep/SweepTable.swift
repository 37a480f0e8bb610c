import Explanation
import Foundation
import Intake
import Model

/// The results of a sweep as tidy data: a table with one row for each task, and the data package that describes it.
///
/// It depends on the manifest and on the results alone, not on the order in which they were made.
public struct SweepTable: Sendable {
  /// The tasks of the manifest with their results; nil for a task whose folder is missing or not whole.
  public let rows: [(task: SweepTask, result: SweepResult?)]
  private let manifest: SweepManifest

  /// Reads the results of a manifest's tasks.
  /// - Parameters:
  ///   - results: The folder of the results.
  ///   - read: Called after each task.
  /// - Complexity: O(bytes of the results' folders).
  public init(
    _ manifest: SweepManifest, results: String, threads: Int, read: @Sendable () -> Void
  ) throws {
    self.manifest = manifest
    let found = try concurrentMap(manifest.tasks.count, threads: threads) { index in
      defer { read() }
      let task = manifest.tasks[index]
      return SweepResult(of: task, at: SweepSolve.path(of: task, in: results))
    }
    rows = zip(manifest.tasks, found).map { ($0, $1 ?? nil) }
  }

  /// The tasks without a result.
  public var missing: [SweepTask] { rows.filter { $0.result == nil }.map(\.task) }

  /// The number of tasks by status, with those that are missing.
  public var counts: [String: Int] {
    var counts = Dictionary(uniqueKeysWithValues: SweepResult.Status.allCases.map { ($0.rawValue, 0) })
    counts["missing"] = 0
    for row in rows { counts[row.result?.status.rawValue ?? "missing"]! += 1 }
    return counts
  }

  /// Whether every task has a result that no further run would change.
  public var isComplete: Bool { rows.allSatisfy { $0.result.map { $0.status != .refused } ?? false } }

  /// The table and its description, by file name.
  /// - Throws: The encoder's error.
  public func files() throws -> [String: Data] {
    let table = Data(csv.utf8)
    let package = SweepPackage(
      allot: SweepPackage.Sweep(manifest: manifest.hash, tasks: rows.count, statuses: counts, version: allotVersion),
      resources: [SweepPackage.Resource(table, SweepColumn.allCases.map(\.field))])
    return ["results.csv": table, SweepPackage.name: try sortedJSON(package)]
  }

  private var csv: String {
    let header = SweepColumn.allCases.map(\.rawValue)
    let cells = rows.enumerated().map { index, row in
      SweepColumn.allCases.map { $0.cell(index + 1, row.task, row.result) }
    }
    return ([header] + cells).map { $0.map { csvCell($0) }.joined(separator: ",") + "\r\n" }.joined()
  }
}
