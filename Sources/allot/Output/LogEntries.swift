import Allotment
import Explanation
import Formulation
import Intake
import Model

/// What the lines of a log hold besides their event, time and run.
enum LogEntry {
  /// The beginning of a run. allot takes no passwords, so the arguments are written as they were given.
  struct RunStarted: Encodable {
    let arguments: [String]
    let command: String
    let process: Int32
    var version = allotVersion
  }

  /// Lists that were read; `hash` is the SHA-256 of their canonical texts.
  struct ListsRead: Encodable {
    struct Counts: Encodable {
      let places: Int, needs: Int, funds: Int, projects: Int, volunteers: Int, assets: Int, periods: Int
    }

    let folder: String
    let hash: String
    let counts: Counts

    init(_ read: ListsFolder, _ folder: String) {
      self.folder = folder
      hash = read.contentHash
      let lists = read.lists
      counts = Counts(
        places: lists.places.count, needs: lists.needs.count, funds: lists.funds.count, projects: lists.projects.count,
        volunteers: lists.volunteers.count, assets: lists.assets.count, periods: lists.periods.count)
    }
  }

  struct PlanRead: Encodable { let file: String, seal: String }

  struct Found: Encodable { let finding: FindingsAnswer.Item }

  /// What was told on standard error, or would have been without `--quiet`.
  struct Told: Encodable { let text: String }

  struct StageBegun: Encodable { let stage: String }

  /// The end of a stage, with the names and units of `stages` in `plan.json`. Later stages may still improve the value
  /// within its gap; the plan has the final ones.
  struct StageEnded: Encodable {
    let stage: String, value: String, bound: String, unit: String, status: String
    let gap: Double
    let limit: String?

    init(_ record: Plan.Stage) {
      (stage, value, bound, unit) = (record.name, record.value, record.bound, record.unit)
      (gap, limit) = (record.gap, record.limit)
      status = record.gap == 0 ? "optimal" : record.limit == nil ? "within_gap" : "feasible"
    }
  }

  /// The line of progress; `gap` is the relative distance from the best that is proven, `done` of `all` a count.
  struct Progress: Encodable {
    let text: String
    let gap: Double?
    let done: Int?
    let all: Int?
  }

  struct PlanWritten: Encodable { let folder: String, seal: String }

  struct OutputWritten: Encodable { let path: String }

  /// An answer that is given; `kept` if an earlier run worked it out.
  struct AnswerGiven: Encodable { let question: String, sentences: Int?, kept: Bool }

  struct RunEnded: Encodable {
    /// The exit status.
    let status: Int32
    let seconds: Double
  }
}
