import Formulation
import Model

/// A column of a sweep's table.
enum SweepColumn: String, CaseIterable {
  case task, id, township, scenario, objective, gap
  case workLimit = "work_limit"
  case solver, version, status, proof, value, bound, unit
  case reachedGap = "reached_gap"
  case certificate, limit, projects, needs
  case needsWholly = "needs_wholly"
  case needsPartly = "needs_partly"
  case belowFloor = "below_floor"
  case currency
  case currencyDigits = "currency_digits"
  case available, used, idle, conflict, findings

  /// The cell of a task.
  /// - Parameters:
  ///   - number: The number of the task, from 1.
  ///   - result: What it came to; nil for a task without a result.
  func cell(_ number: Int, _ task: SweepTask, _ result: SweepResult?) -> String {
    let (quality, figures) = (result?.quality, result?.figures)
    func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
    return switch self {
    case .task: text(number)
    case .id: task.id
    case .township: markedAsText(task.lists)
    case .scenario: markedAsText(task.scenario)
    case .objective: task.options.objective
    case .gap: text(task.options.gap)
    case .workLimit: text(task.options.workLimit)
    case .solver: task.solver
    case .version: task.version
    case .status: result?.status.rawValue ?? "missing"
    case .proof: text(quality?.proof.rawValue)
    case .value: text(quality?.value)
    case .bound: text(quality?.bound)
    case .unit: text(quality?.unit)
    case .reachedGap: text(quality?.gap)
    case .certificate: text(quality?.certificate)
    case .limit: text(quality?.limit)
    case .projects: text(figures?.projects)
    case .needs: text(figures?.needs)
    case .needsWholly: text(figures?.needsWholly)
    case .needsPartly: text(figures?.needsPartly)
    case .belowFloor: text(figures?.belowFloor)
    case .currency: text(result?.currency?.code)
    case .currencyDigits: text(result?.currency?.digits)
    case .available: text(figures?.available)
    case .used: text(figures?.used)
    case .idle: text(figures?.idle)
    case .conflict: Set((result?.conflict ?? []).map(\.rule)).sorted().joined(separator: " ")
    case .findings: (result?.findings ?? []).joined(separator: " ")
    }
  }

  /// The column as the data package describes it.
  var field: SweepPackage.Field {
    SweepPackage.Field(
      name: rawValue, type: type, description: "\(meaning.zh) · \(meaning.en)", constraints: constraints)
  }

  private var type: String {
    switch self {
    case .task, .workLimit, .projects, .needs, .needsWholly, .needsPartly, .belowFloor, .currencyDigits, .available,
      .used, .idle:
      "integer"
    case .gap, .value, .bound, .reachedGap: "number"
    default: "string"
    }
  }

  private var constraints: SweepPackage.Field.Constraints? {
    switch self {
    case .task: .init(required: true, minimum: 1)
    case .id: .init(required: true, pattern: "^[0-9a-f]{64}$")
    case .township, .scenario, .solver, .version: .init(required: true)
    case .objective: .init(required: true, choices: PolicyObjective.allCases.map(\.rawValue))
    case .gap: .init(required: true, minimum: 0)
    case .workLimit: .init(required: true, minimum: 1)
    case .status: .init(required: true, choices: SweepResult.Status.allCases.map(\.rawValue) + ["missing"])
    case .proof: .init(choices: PlanProof.allCases.map(\.rawValue))
    case .certificate: .init(choices: ["exact", "numeric"])
    case .projects, .needs, .needsWholly, .needsPartly, .belowFloor, .currencyDigits, .reachedGap: .init(minimum: 0)
    case .value, .bound, .unit, .limit, .currency, .available, .used, .idle, .conflict, .findings: nil
    }
  }

  private var meaning: Bilingual {
    switch self {
    case .task: Bilingual("任务在任务单中的序号", "number of the task in the manifest")
    case .id:
      Bilingual(
        "任务的编号：清单、情景、选项、求解器、版本的 SHA-256", "id of the task: SHA-256 of lists, scenario, options, solver, version")
    case .township: Bilingual("清单的文件夹", "folder of the lists")
    case .scenario: Bilingual("情景；base 为不改动的清单", "scenario; base for the lists as they are")
    case .objective: Bilingual("政策追求什么", "what the policy maximises")
    case .gap: Bilingual("要求的相对差距", "relative gap asked for")
    case .workLimit: Bilingual("每阶段至多的单纯形迭代次数", "most simplex iterations of a stage")
    case .solver: Bilingual("求解器", "solver")
    case .version: Bilingual("allot 的版本", "version of allot")
    case .status:
      Bilingual(
        "solved 有方案，infeasible 没有合规的方案，undecided 达到限制仍无方案，refused 清单有误或已变，missing 没有结果",
        "solved: a plan; infeasible: no plan obeys the rules; undecided: a limit came before any plan; refused: lists wrong or changed; missing: no result"
      )
    case .proof:
      Bilingual(
        "optimal 已证明最好，within_gap 与最好的相差不超过要求，feasible 达到限制",
        "optimal: proven the best; within_gap: within the gap asked for; feasible: a limit came first")
    case .value: Bilingual("政策阶段的值", "value of the policy stage")
    case .bound: Bilingual("保底同样好的方案都不超过的值", "what no plan passes whose floors are as good")
    case .unit: Bilingual("值的单位", "unit of the value")
    case .reachedGap: Bilingual("值与上界的相对差距", "distance of the bound from the value, as a share of it")
    case .certificate: Bilingual("上界的依据：整数精算或求解器", "basis of the bound: exact integers, or the search alone")
    case .limit: Bilingual("使求解停止的限制", "limit that ended the search")
    case .projects: Bilingual("安排的项目数", "projects carried out")
    case .needs: Bilingual("待满足的需求数", "open needs")
    case .needsWholly: Bilingual("全部满足的需求数", "needs served wholly")
    case .needsPartly: Bilingual("部分满足的需求数", "needs served in part")
    case .belowFloor: Bilingual("未达保底的需求数", "needs below their floor")
    case .currency: Bilingual("货币，ISO 4217", "currency, ISO 4217")
    case .currencyDigits: Bilingual("最小货币单位的小数位数", "decimal digits of the minor unit")
    case .available: Bilingual("可用资金，最小货币单位", "what all funds may spend, in minor units")
    case .used: Bilingual("安排的资金，最小货币单位", "money spent, in minor units")
    case .idle: Bilingual("结余资金，最小货币单位", "money left, in minor units")
    case .conflict: Bilingual("互相冲突的规定", "rules that contradict each other")
    case .findings: Bilingual("清单为何被拒绝", "why the lists were refused")
    }
  }
}
