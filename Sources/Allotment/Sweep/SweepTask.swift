import Intake
import Model

/// One task of a sweep, a line of its manifest: some lists, the scenario that changes them, and the options of the solve.
///
/// What decides the result stands in the task as a hash, so tasks of one ``id`` have one result, wherever the lists lie.
public struct SweepTask: Sendable, Codable, Equatable {
  static let currentSchema = "allot-sweep-task-1"

  private(set) var schema = Self.currentSchema
  /// The SHA-256 of everything else but the paths.
  public let id: String
  /// The folder of the lists, relative to the folder of the manifest unless it begins with `/`.
  public let lists: String
  /// The SHA-256 of the lists, as ``ListsFolder/contentHash`` gives it.
  public let listsHash: String
  /// The name of the scenario; `base` for the lists as they are.
  public let scenario: String
  /// The file of the scenario, a path as that of the lists; nil for the base.
  public let scenarios: String?
  /// The SHA-256 of the lists as the scenario changes them; that of the lists in the base.
  public let changedHash: String
  /// The options of the solve.
  public let options: SweepOptions
  /// The solver and its version.
  public let solver: String
  /// The version of allot.
  public let version: String

  private enum CodingKeys: String, CodingKey {
    case schema, id, lists
    case listsHash = "lists_sha256"
    case scenario, scenarios
    case changedHash = "changed_sha256"
    case options, solver, version
  }

  /// A task of lists at a path, for this version of allot.
  /// - Parameter scenario: The scenario and the path of its file; nil for the base.
  init(
    lists: String, hash: String, scenario: (name: String, file: String, changedHash: String)?, _ options: SweepOptions,
    solver: String
  ) {
    (self.lists, listsHash, self.options) = (lists, hash, options)
    (self.solver, version) = (solver, allotVersion)
    self.scenario = scenario?.name ?? Scenario.base
    scenarios = scenario?.file
    changedHash = scenario?.changedHash ?? hash
    id = Self.id(schema, hash, self.scenario, changedHash, options, solver, allotVersion)
  }

  /// The id that fits the task's contents.
  var computedID: String { Self.id(schema, listsHash, scenario, changedHash, options, solver, version) }

  private static func id(
    _ schema: String, _ hash: String, _ scenario: String, _ changedHash: String, _ options: SweepOptions,
    _ solver: String, _ version: String
  ) -> String {
    let parts = [schema, hash, scenario, changedHash] + options.parts + [solver, version]
    return sha256(Array(parts.joined(separator: "\n").utf8))
  }
}
