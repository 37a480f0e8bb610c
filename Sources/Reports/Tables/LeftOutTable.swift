import Model

/// 未安排事项及原因: the projects that are not carried out and the needs that are not wholly served, each with its reasons.
func leftOutTable(_ leftOut: LeftOut, _ instance: Instance, _ language: Language) -> ValueTable {
  let zh = language == .zh
  let projects = leftOut.projects.map { id, _, reasons -> [ValueTable.Value] in
    let project = instance.project(id)
    let places = instance.placeNames(of: project, language)
    return [zh ? "项目" : "project", id.text, project.title, places].map { .text($0) }
      + [.text(""), .text(""), .text(""), .text(reasons.joined(separator: "\n"))]
  }
  let needs = leftOut.needs.map { id, served, reason -> [ValueTable.Value] in
    let need = instance.need(id)
    let part = PartText(served, of: Int128(need.quantity.milli) * 1000, unit: need.unit)
    return [zh ? "需求" : "need", id.text, need.title, instance.place(need.place).name].map { .text($0) }
      + [.quantity(need.quantity), .decimal(part.servedMicro, digits: 6), .text(need.unit), .text(reason)]
  }
  return ValueTable(
    zh ? "未安排事项及原因" : "Left out and why",
    columns: zh
      ? ["种类", "编号", "名称", "地点", "需要", "满足", "单位", "原因（其余安排不变）"]
      : [
        "kind", "id", "title", "place", "needed", "served", "unit",
        "reasons (while the rest of the plan stays as it is)",
      ],
    rows: projects + needs, emptyText: zh ? "项目都已安排，需求都已满足" : "every project is in the plan, and every need is served")
}
