import Model

/// What a plan leaves out, in the reader's language, for its text.
public struct LeftOut: Sendable {
  /// A project that is not carried out: the kind of its first reason, and the lines of all its reasons.
  public typealias Project = (id: ProjectID, kind: String, reasons: [String])
  /// A need that is not wholly served: what is served, in millionths of its unit, and the reason.
  public typealias Need = (id: NeedID, served: Int128, reason: String)
  /// A fund with money left, and why that is not used.
  public typealias Idle = (fund: FundID, reason: String)

  let projects: [Project]
  let needs: [Need]
  let idle: [Idle]

  /// Collects what is left out, in the order in which it is shown.
  public init(projects: [Project] = [], needs: [Need] = [], idle: [Idle] = []) {
    (self.projects, self.needs, self.idle) = (projects, needs, idle)
  }
}

/// The projects that are not carried out, each with its reasons, one on each row; nil where there are none.
func projectsLeftOutTable(_ leftOut: LeftOut, _ instance: Instance, _ language: Language) -> TitledTable? {
  guard !leftOut.projects.isEmpty else { return nil }
  let zh = language == .zh
  let reasonTitle = zh ? "原因（其余安排不变）" : "reasons (while the rest of the plan stays as it is)"
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "项目" : "project", .left), (zh ? "地点" : "place", .left),
    (reasonTitle, .left),
  ])
  for (id, _, reasons) in leftOut.projects {
    let project = instance.project(id)
    let places = instance.placeNames(of: project, language)
    for (number, reason) in reasons.enumerated() {
      table.add(number == 0 ? [id.text, project.title, places, reason] : ["", "", "", reason])
    }
  }
  return TitledTable(
    title: zh ? "没有安排的项目" : "Projects not in the plan", table: table, widest: 60, whole: reasonTitle)
}

/// The needs that are not wholly served, each with its reason; nil where there are none.
func unmetNeedsTable(_ leftOut: LeftOut, _ instance: Instance, _ language: Language) -> TitledTable? {
  guard !leftOut.needs.isEmpty else { return nil }
  let zh = language == .zh
  let why = zh ? "原因" : "reason"
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "需求" : "need", .left), (zh ? "地点" : "place", .left),
    (zh ? "满足" : "served", .right), (zh ? "需要" : "needed", .right), (zh ? "单位" : "unit", .left),
    (why, .left),
  ])
  for (id, served, reason) in leftOut.needs {
    let need = instance.need(id)
    table.add([
      id.text, need.title, instance.place(need.place).name,
      PartText(served, of: Int128(need.quantity.milli) * 1000, unit: need.unit).servedNumber, need.quantity.text,
      need.unit, reason,
    ])
  }
  return TitledTable(
    title: zh ? "没有全部满足的需求" : "Needs not wholly served", table: table, widest: 60, whole: why)
}
