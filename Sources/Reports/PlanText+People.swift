import Model

/// The assignments by role, and the time of each volunteer; nil where nobody is assigned. Volunteers are named by id
/// only, since many people see a plan.
func peopleTables(
  _ plan: Plan, _ instance: Instance, _ language: Language
) -> (roles: TitledTable, volunteers: TitledTable)? {
  guard !plan.allocation.assignments.isEmpty else { return nil }
  let zh = language == .zh
  var roles = TextTable([
    (zh ? "项目" : "project", .left), (zh ? "岗位" : "role", .left), (zh ? "人数" : "people", .right),
    (zh ? "时长" : "time", .right), (zh ? "志愿者" : "volunteers", .left),
  ])
  let works = Dictionary(grouping: plan.allocation.assignments) { [$0.project.text, $0.role.text] }
  for (key, all) in works.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
    roles.add(
      key + [
        String(all.count), durationText(minutes(all), language), all.map(\.volunteer.text).joined(separator: " "),
      ])
  }
  var people = TextTable([
    (zh ? "志愿者" : "volunteer", .left), (zh ? "安排" : "assigned", .right), (zh ? "可用" : "offered", .right),
    (zh ? "项目" : "projects", .left),
  ])
  let own = Dictionary(grouping: plan.allocation.assignments, by: \.volunteer)
  for (id, all) in own.sorted(by: { $0.key < $1.key }) {
    let offered = Int128(instance.volunteer(id).offer.minutes) * Int128(instance.timeline.count)
    people.add([
      id.text, durationText(minutes(all), language), durationText(offered, language),
      Set(all.map(\.project)).sorted().map(\.text).joined(separator: " "),
    ])
  }
  let (count, all) = (own.count, instance.lists.volunteers.count)
  return (
    TitledTable(
      title: zh ? "人员（登记 \(all) 人，安排 \(count) 人）" : "People (\(count) of \(all) volunteers assigned)", table: roles,
      widest: 60),
    TitledTable(title: zh ? "每位志愿者的时长" : "Time of each volunteer", table: people, widest: 60)
  )
}

private func minutes(_ assignments: [Allocation.Assignment]) -> Int128 {
  assignments.reduce(0) { $0 + Int128($1.minutes) }
}
