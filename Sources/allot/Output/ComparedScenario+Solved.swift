import Allotment
import Explanation
import Intake
import IntegerProgram
import Model
import Reports

extension ComparedScenario {
  /// A solved scenario as it is compared.
  /// - Parameter scenario: What it changes; nil for the base.
  init(_ solved: SolvedScenario, _ scenario: Scenario?) {
    let clashes = solved.record.conflict
    let told = Contradiction(clashes.map { Meaning($0.rule, $0.subjects) }, of: solved.instance)
    self.init(
      name: solved.record.scenario, changes: solved.record.changes.map(\.words), subject: scenario?.subject?.named,
      status: solved.record.status.rawValue,
      conflict: zip(clashes, told.rules).map { ($0.rule, $0.subjects, $1) },
      contradiction: clashes.isEmpty ? nil : told.lead, plan: solved.plan, instance: solved.instance)
  }
}

extension Scenario.Change {
  /// The change in words that name the list and its columns as the sheets do.
  var words: Bilingual {
    let schema = TableSchema.named(list)
    let verb: Bilingual =
      switch change {
      case "new": Bilingual("新增", "new")
      case "remove": Bilingual("删除", "removed")
      case "table": Bilingual("换表", "table")
      case "objective": Bilingual("目标", "objective")
      default:
        Bilingual(
          change.split(separator: ";").map { schema?.chineseName(of: String($0)) ?? String($0) }.joined(
            separator: "、"),
          change.replacing(";", with: ", "))
      }
    func text(_ parts: [String]) -> String { parts.filter { !$0.isEmpty }.joined(separator: " ") }
    return Bilingual(text([schema?.zh ?? "", item, verb.zh, value]), text([list, item, verb.en, value]))
  }
}

extension Scenario.Subject {
  /// The fund or the column by its key and in words.
  fileprivate var named: ComparedScenario.Subject {
    switch self {
    case .fund(let id): return ("funds \(id)", Bilingual("资金 \(id)", "fund \(id)"))
    case .column(let list, let field):
      let (key, schema) = (list.rawValue, TableSchema.named(list.rawValue))
      let sheet = "“\(schema?.zh ?? key)”"
      let words: Bilingual =
        switch field {
        case "new": Bilingual("\(sheet)新增的行", "rows added to \(key)")
        case "remove": Bilingual("\(sheet)删除的行", "rows removed from \(key)")
        case "table": Bilingual("\(sheet)换表", "another table of \(key)")
        default: Bilingual("\(sheet)的“\(schema?.chineseName(of: field) ?? field)”", "\(field) of \(key)")
        }
      return ("\(key).\(field)", words)
    }
  }
}

extension TableSchema {
  /// The Chinese name of the column with this key.
  fileprivate func chineseName(of key: String) -> String? { columns.first { $0.key == key }?.zh }
}

extension Comparison.LeastRegret {
  /// The plan of least regret as it is compared.
  init(_ regret: Regret) {
    self.init(
      plans: regret.plans, of: regret.projects,
      regret.results.map { result in
        func text(_ value: Int128) -> String { decimalText(value, digits: result.digits, trimmed: true) }
        let best = text(result.best)
        switch result.outcome {
        case .kept(let value, let bound):
          return ComparedRegret(
            scenario: result.scenario, outcome: "kept", value: text(value), bound: text(bound), best: best,
            lostMillionths: Int64(lostShare(best: result.best, value)),
            mostLostMillionths: Int64(lostShare(best: result.bound, value)))
        case .impossible, .undecided:
          return ComparedRegret(
            scenario: result.scenario, outcome: result.outcome == .impossible ? "impossible" : "undecided", value: nil,
            bound: nil, best: best, lostMillionths: nil, mostLostMillionths: nil)
        }
      })
  }
}
