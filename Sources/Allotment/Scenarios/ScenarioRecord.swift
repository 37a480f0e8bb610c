import Formulation
import Foundation
import Intake
import IntegerProgram
import Model

/// `scenario.json`: which scenario a folder beside those of other scenarios holds, and how its solve ended.
public struct ScenarioRecord: Sendable, FolderNote {
  /// The file name.
  public static let name = "scenario.json"
  static let currentSchema = "allot-scenario-1"

  /// A rule of a conflict.
  public struct Clash: Sendable, Codable, Equatable {
    /// The rule.
    public let rule: String
    /// What it is about.
    public let subjects: [String]
  }

  /// How the solve ended.
  public enum Status: String, Sendable, Codable {
    /// With a plan, which lies in the folder.
    case planned
    /// No plan obeys the rules.
    case infeasible
    /// The work limit came before any plan.
    case undecided
  }

  var schema = Self.currentSchema
  /// The name of the scenario.
  public let scenario: String
  /// The changes of the lists; none in the base.
  public let changes: [Scenario.Change]
  /// What decides the result: the SHA-256 of the lists, the options, the solver, the version and the plan it starts from.
  public let id: String
  /// How the solve ended.
  public internal(set) var status = Status.planned
  /// Rules that contradict each other, where no plan obeys all; empty otherwise.
  public internal(set) var conflict: [Clash] = []

  /// The record of a scenario before it is solved.
  init(
    _ scenario: String, _ changes: [Scenario.Change], _ folder: ListsFolder, _ request: Request, solver: String,
    start: Plan?
  ) {
    (self.scenario, self.changes) = (scenario, changes)
    let options = [
      request.objective.rawValue, "\(request.gap)", "\(request.workLimit ?? 0)", solver, allotVersion,
      start?.seal ?? "",
    ]
    let lists = folder.canonicalTexts().sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
    id = sha256(ofFiles: [("options", Array(options.joined(separator: "\n").utf8))] + lists)
  }

  /// Whether a folder is that of a scenario.
  public static func isIn(_ folder: String) -> Bool { read(of: folder) != nil }

  /// Whether two records are of the same question, whatever the answer.
  func asksTheSame(as other: ScenarioRecord) -> Bool {
    scenario == other.scenario && changes == other.changes && id == other.id
  }
}
