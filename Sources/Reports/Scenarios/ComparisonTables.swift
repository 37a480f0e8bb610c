import Model

/// The comparison as tables for spreadsheets, by file name; each begins with its header.
///
/// - `scenarios.csv`: one row for each scenario; `needs.csv`: for each scenario, the needs by tier, village and group;
///   `funds.csv`: for each scenario and fund, what is spent and idle; `projects.csv`: the projects by scenario;
///   `regret.csv`, if it was asked for: what the plan of least regret loses in each scenario.
/// - Amounts of money are decimal text in the currency's major unit.
/// - Complexity: O(figures).
public func comparisonTables(_ comparison: Comparison, _ language: Language) -> [String: [[String]]] {
  let tables = ComparisonTables(comparison: comparison, zh: language == .zh)
  var out = [
    "scenarios.csv": tables.scenarios, "needs.csv": tables.needs, "funds.csv": tables.funds,
    "projects.csv": tables.projects,
  ]
  if let regret = comparison.regret { out["regret.csv"] = tables.regret(regret) }
  return out
}

private struct ComparisonTables {
  let comparison: Comparison
  let zh: Bool

  private func money(_ minorUnits: Int64) -> String {
    decimalText(Int128(minorUnits), digits: comparison.currency.digits)
  }

  var scenarios: [[String]] {
    let header =
      zh
      ? [
        "情景", "改动", "结果", "目标", "得分", "至多", "单位", "与基准", "项目数", "增加的项目", "减少的项目", "可用资金", "安排资金", "结余资金", "需求数",
        "全满足", "部分满足", "未达保底",
      ]
      : [
        "scenario", "changes", "status", "objective", "value", "bound", "unit", "change", "projects", "added",
        "dropped",
        "available", "used", "idle", "needs", "wholly", "partly", "below_floor",
      ]
    return [header]
      + comparison.scenarios.map { row in
        let changes = row.changes.map { zh ? $0.zh : $0.en }.joined(separator: "; ")
        guard let value = row.value else {
          return [row.name, changes, row.status] + Array(repeating: "", count: header.count - 3)
        }
        let needs = row.needs.first
        let figures = [
          row.objective ?? "", value, row.bound ?? "", row.unit ?? "", row.change ?? "", "\(row.projects)",
          row.added.joined(separator: ";"), row.dropped.joined(separator: ";"),
        ]
        return [row.name, changes, row.status] + figures + [
          money(row.available), money(row.used), money(row.idle), "\(needs?.open ?? 0)", "\(needs?.wholly ?? 0)",
          "\(needs?.partly ?? 0)", "\(row.shortfalls)",
        ]
      }
  }

  var needs: [[String]] {
    let header =
      zh
      ? ["情景", "分组", "编号", "名称", "需求数", "全满足", "部分满足", "服务得分", "与基准"]
      : ["scenario", "by", "key", "name", "needs", "wholly", "partly", "points", "change"]
    let kinds: [(String, KeyPath<Comparison.Row, [ServedNeeds]>)] = [
      (zh ? "全部" : "all", \.needs), (zh ? "层次" : "tier", \.tiers), (zh ? "村" : "village", \.villages),
      (zh ? "人群" : "group", \.groups),
    ]
    return [header]
      + comparison.scenarios.flatMap { row in
        kinds.flatMap { kind, sums in
          row[keyPath: sums].map { sum in
            [
              row.name, kind, sum.key, sum.name, "\(sum.open)", "\(sum.wholly)", "\(sum.partly)", sum.points,
              sum.change ?? "",
            ]
          }
        }
      }
  }

  var funds: [[String]] {
    let header =
      zh
      ? ["情景", "资金编号", "资金", "部门", "可用", "安排", "结余"]
      : ["scenario", "fund", "name", "department", "available", "used", "idle"]
    return [header]
      + comparison.scenarios.flatMap { row in
        row.funds.map { fund in
          [row.name, fund.fund, fund.name, fund.department, money(fund.available), money(fund.used), money(fund.idle)]
        }
      }
  }

  var projects: [[String]] {
    let planned = comparison.scenarios.filter { $0.value != nil }.map(\.name)
    let words = zh ? ["in": "安排", "out": "不安排", "absent": "无此项目"] : [:]
    let kept = zh ? ["all": "都安排", "none": "都不安排", "some": "不一"] : [:]
    let header =
      (zh ? ["项目编号", "项目"] : ["project", "title"]) + planned + (zh ? ["各情景", "取决于"] : ["kept", "hangs_on"])
    return [header]
      + comparison.projects.map { project in
        let cells = planned.map { name in
          let cell = project.scenarios[name] ?? "absent"
          return words[cell] ?? cell
        }
        return [project.project, project.title] + cells + [
          kept[project.kept] ?? project.kept,
          project.hangsOn.map { zh ? $0.words.zh : $0.words.en }.joined(separator: "; "),
        ]
      }
  }

  func regret(_ regret: Comparison.LeastRegret) -> [[String]] {
    let header =
      zh
      ? ["项目出自", "项目", "情景", "结果", "可得", "至多", "该情景最好", "少得%", "至多少得%"]
      : ["plans", "projects", "scenario", "outcome", "value", "bound", "best", "lost_percent", "most_lost_percent"]
    let words = zh ? ["kept": "可行", "impossible": "不可行", "undecided": "未算出"] : [:]
    func percent(_ millionths: Int64?) -> String {
      millionths.map { decimalText(Int128($0), digits: 4, trimmed: true) } ?? ""
    }
    return [header]
      + regret.outcomes.map { outcome in
        [
          regret.plans.joined(separator: ";"), regret.projects.joined(separator: ";"), outcome.scenario,
          words[outcome.outcome] ?? outcome.outcome, outcome.value ?? "", outcome.bound ?? "", outcome.best,
          percent(outcome.lostMillionths), percent(outcome.mostLostMillionths),
        ]
      }
  }
}
