import Foundation
import Intake
import Model
import Reports

/// The tables beside a plan, by file name. They are written with the plan and recomputed when it is verified.
func planTables(_ plan: Plan, _ instance: Instance, _ language: Language) -> [String: Data] {
  let rows = matchingList(plan, instance, language) { TableSchema.name(of: $0, language) }
  return ["matching.csv": Data(spreadsheetText(rows).utf8)]
}
