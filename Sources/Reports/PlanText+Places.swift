import Model

/// What each place gets: projects, money and needs served, one on each row; nil where there is but one place.
///
/// The cost of a project of several places is divided by their shares, so that the sum is the money allotted.
func placesTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledTable? {
  let zh = language == .zh
  let gains = PlaceGain.all(plan, instance)
  guard gains.places.count > 1 else { return nil }
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "地点" : "place", .left), (zh ? "项目" : "projects", .right),
    (zh ? "资金" : "money", .right), (zh ? "需求" : "needs", .right), (zh ? "全部满足" : "wholly", .right),
    (zh ? "满足一部分" : "in part", .right), (zh ? "没有满足" : "not", .right),
  ])
  func text(_ amount: Int128) -> String { decimalText(amount, digits: plan.currency.digits, grouped: true) }
  for gain in gains.places {
    table.add([
      gain.place.id.text, gain.place.name, String(gain.projects), text(gain.money), String(gain.needs.all),
      String(gain.needs.whole), String(gain.needs.inPart), String(gain.needs.none),
    ])
  }
  if gains.elsewhere.projects > 0 {
    table.add(
      [
        "", PlaceGain.elsewhere(language), String(gains.elsewhere.projects), text(gains.elsewhere.money), "", "", "",
        "",
      ])
  }
  let total = gains.places.reduce(gains.elsewhere.money) { $0 + $1.money }
  table.addTotal([zh ? "合计" : "total", "", "", text(total), "", "", "", ""])
  let joint = PlaceGain.jointProjects(plan, instance, language)
  let note = joint.isEmpty ? "" : zh ? "（\(joint)）" : " (\(joint))"
  return TitledTable(title: (zh ? "各地的项目、资金与需求" : "Projects, money and needs by place") + note, table: table)
}
