import Audit
import Foundation
import Intake
import Model

/// `result.json`: what a task of a sweep came to, on one line. It depends on the task alone, never on a clock.
public struct SweepResult: Sendable, Codable, Equatable {
  /// The file name.
  public static let name = "result.json"
  static let currentSchema = "allot-sweep-result-1"

  /// How a task ended.
  public enum Status: String, Sendable, Codable, CaseIterable {
    /// With an audited plan, which lies beside.
    case solved
    /// No plan obeys the rules.
    case infeasible
    /// The work limit came before any plan.
    case undecided
    /// The lists or the scenario could not be read, or are no longer those of the manifest. The next run tries again.
    case refused
  }

  /// What a plan does. Money is in minor units of the currency.
  public struct Figures: Sendable, Codable, Equatable {
    /// The number of projects carried out.
    public var projects: Int
    /// The number of open needs, of those served wholly and in part, and of those below their floor.
    public var needs: Int, needsWholly: Int, needsPartly: Int, belowFloor: Int
    /// What all funds may spend, what is spent, and what is left.
    public var available: Int64, used: Int64, idle: Int64

    private enum CodingKeys: String, CodingKey {
      case projects, needs
      case needsWholly = "needs_wholly"
      case needsPartly = "needs_partly"
      case belowFloor = "below_floor"
      case available, used, idle
    }

    /// Creates figures from their parts.
    public init(
      projects: Int, needs: Int, needsWholly: Int, needsPartly: Int, belowFloor: Int, available: Int64, used: Int64,
      idle: Int64
    ) {
      (self.projects, self.needs, self.needsWholly, self.needsPartly) = (projects, needs, needsWholly, needsPartly)
      (self.belowFloor, self.available, self.used, self.idle) = (belowFloor, available, used, idle)
    }
  }

  private(set) var schema = Self.currentSchema
  /// The id of the task.
  public let id: String
  /// How it ended.
  public let status: Status
  /// The currency of all amounts; nil where the lists were refused.
  public private(set) var currency: Currency?
  /// How near the best the plan is; nil without a plan.
  public private(set) var quality: Quality?
  /// What the plan does; nil without a plan.
  public private(set) var figures: Figures?
  /// The seal of the plan; nil without one.
  public private(set) var seal: String?
  /// Rules that contradict each other, where no plan obeys all.
  public private(set) var conflict: [ScenarioRecord.Clash]?
  /// The codes of the findings for which the lists were refused.
  public private(set) var findings: [String]?

  init(_ task: SweepTask, refused findings: Findings) {
    (id, status) = (task.id, .refused)
    self.findings = Set(findings.errors.map(\.code)).sorted()
  }

  init(_ task: SweepTask, _ plan: Plan, _ figures: Figures) {
    (id, status, currency) = (task.id, .solved, plan.currency)
    (quality, self.figures, seal) = (Quality(plan), figures, plan.seal)
  }

  init(_ task: SweepTask, _ status: Status, _ currency: Currency, conflict: [ScenarioRecord.Clash]? = nil) {
    (id, self.status, self.currency, self.conflict) = (task.id, status, currency, conflict)
  }

  /// The result in a folder of a task that is whole: every file is there as it was written, and a plan has its seal and the
  /// audit that it passed.
  /// - Returns: nil if the folder is not whole, or is of another task.
  /// - Complexity: O(bytes of the folder).
  init?(of task: SweepTask, at path: String) {
    let survey = FolderSurvey(of: path)
    guard survey.command == .solve, survey.edited.isEmpty, let manifest = survey.manifest,
      Set(survey.own).isSuperset(of: manifest.files.keys), manifest.files[Self.name] != nil,
      let data = fileData(path + "/" + Self.name), let read = try? JSONDecoder().decode(Self.self, from: data),
      read.schema == Self.currentSchema, read.id == task.id
    else { return nil }
    if read.status == .solved {
      guard manifest.files[AuditVerdict.name] != nil, let plan = fileData(path + "/plan.json"),
        let plan = try? Plan(json: plan, file: "plan.json"), let seal = try? plan.computedSeal(),
        let audit = fileData(path + "/" + AuditVerdict.name),
        let verdict = try? JSONDecoder().decode(AuditVerdict.self, from: audit),
        plan.seal == seal, read.seal == seal, verdict.seal == seal, verdict.status == AuditVerdict.Status.verified
      else { return nil }
    }
    self = read
  }
}
