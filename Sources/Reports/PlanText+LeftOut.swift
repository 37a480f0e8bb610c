import Model

/// What a plan leaves out, in the reader's language, for its text.
public struct LeftOut: Sendable {
  /// A project that is not carried out: the kind of its reason, and the reason.
  public typealias Project = (id: ProjectID, kind: String, reason: String)
  /// A need that is not wholly served: what is served, in millionths of its unit, and the reason.
  public typealias Need = (id: NeedID, served: Int128, reason: String)

  let projects: [Project]
  let needs: [Need]

  /// Collects what is left out, in the order in which it is shown.
  public init(projects: [Project] = [], needs: [Need] = []) { (self.projects, self.needs) = (projects, needs) }
}

/// The projects that are not carried out as lines of text, each with its reason, under how many have each kind of
/// reason; empty where there are none.
func projectsLeftOutText(_ leftOut: LeftOut, _ instance: Instance, _ language: Language) -> [String] {
  guard !leftOut.projects.isEmpty else { return [] }
  let zh = language == .zh
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "项目" : "project", .left), (zh ? "地点" : "place", .left),
    (zh ? "原因" : "reason", .left),
  ])
  for (id, _, reason) in leftOut.projects {
    let project = instance.project(id)
    table.add([
      id.text, project.title, project.places.map { instance.place($0.place).name }.joined(separator: zh ? "、" : ", "),
      reason,
    ])
  }
  var kinds: [(kind: String, count: Int)] = []
  for (_, kind, _) in leftOut.projects {
    if let index = kinds.firstIndex(where: { $0.kind == kind }) {
      kinds[index].count += 1
    } else {
      kinds.append((kind, 1))
    }
  }
  // The most frequent kinds come first; among equals, the one that was met first.
  let sorted = kinds.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
  let summary = sorted.map { "\($0.element.kind) \($0.element.count)" }.joined(separator: zh ? "，" : ", ")
  let (count, all) = (leftOut.projects.count, instance.lists.projects.count)
  return [
    "", zh ? "没有安排的项目（\(count)/\(all)）：\(summary)" : "Projects not carried out (\(count) of \(all)): \(summary)",
    table.text(widest: 60),
  ]
}

/// The needs that are not wholly served as lines of text; empty where there are none.
func unmetNeedsText(_ leftOut: LeftOut, _ instance: Instance, _ language: Language) -> [String] {
  guard !leftOut.needs.isEmpty else { return [] }
  let zh = language == .zh
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "需求" : "need", .left), (zh ? "地点" : "place", .left),
    (zh ? "满足" : "served", .right), (zh ? "需要" : "needed", .right), (zh ? "单位" : "unit", .left),
    (zh ? "原因" : "reason", .left),
  ])
  for (id, served, reason) in leftOut.needs {
    let need = instance.need(id)
    table.add([
      id.text, need.title, instance.place(need.place).name,
      PartText(served, of: Int128(need.quantity.milli) * 1000, unit: need.unit).servedNumber, need.quantity.text,
      need.unit, reason,
    ])
  }
  let (count, all) = (leftOut.needs.count, instance.lists.needs.count { $0.status == .open })
  let partly = leftOut.needs.count { $0.served > 0 }
  return [
    "",
    zh
      ? "没有全部满足的需求（\(count)/\(all)）：一点没有满足 \(count - partly)，满足一部分 \(partly)"
      : "Needs not wholly served (\(count) of \(all)): not at all \(count - partly), in part \(partly)",
    table.text(widest: 60),
  ]
}
