import Model

/// 会上改定: what the joint meeting decided on which day, by whom and why; nil where the plan keeps none.
func overridesTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledTable? {
  guard let sheet = overridesSheet(plan, instance, language) else { return nil }
  var table = TextTable(sheet.columns.map { ($0, .left) })
  for row in sheet.rows { table.add(row.map { $0.plainText(plan.currency) }) }
  return TitledTable(title: sheet.name, table: table)
}

/// The overrides of a plan for a workbook, in which days are days; nil where the plan keeps none.
func overridesSheet(_ plan: Plan, _ instance: Instance, _ language: Language) -> ValueTable? {
  guard let overrides = plan.overrides else { return nil }
  let zh = language == .zh
  let rows = overrides.map { entry -> [ValueTable.Value] in
    [
      .text(entry.project.text), .text(instance.title(of: entry.project)),
      .text(entry.decision(plan.currency)[language]), .text(entry.by),
      .day(entry.on), .text(entry.reason),
    ]
  }
  return ValueTable(
    zh ? "会上改定" : "Overrides",
    columns: zh
      ? ["编号", "项目", "决定", "决定人", "决定日期", "理由"] : ["id", "project", "decision", "decided by", "on", "reason"],
    rows: rows, emptyText: "")
}
