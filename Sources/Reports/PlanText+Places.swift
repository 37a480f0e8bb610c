import Model

/// What each place gets: projects, money and needs served, as lines of text; empty where there is but one place.
///
/// The cost of a project of several places is divided by their shares, so that the sum is the money allotted.
func placesText(_ plan: Plan, _ instance: Instance, _ language: Language) -> [String] {
  let zh = language == .zh
  let costs = plan.allocation.payments.reduce(into: [ProjectID: Int128]()) {
    $0[$1.project, default: 0] += Int128($1.amount.minorUnits)
  }
  var projects: [PlaceID: Int] = [:]
  var money: [PlaceID: Int128] = [:]
  var elsewhere = (projects: 0, money: Int128(0))
  for award in plan.allocation.awards {
    let cost = costs[award.project] ?? 0
    if instance.project(award.project).places.isEmpty { elsewhere = (elsewhere.projects + 1, elsewhere.money + cost) }
    for (place, part) in instance.project(award.project).divided(cost) {
      projects[place, default: 0] += 1
      money[place, default: 0] += part
    }
  }
  let served = plan.allocation.credits.reduce(into: [NeedID: Int128]()) { $0[$1.need, default: 0] += Int128($1.micro) }
  let needs = Dictionary(grouping: instance.lists.needs.filter { $0.status == .open }, by: \.place)
  let places = instance.lists.places.filter { projects[$0.id] != nil || needs[$0.id] != nil }
  guard places.count > 1 else { return [] }
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "地点" : "place", .left), (zh ? "项目" : "projects", .right),
    (zh ? "资金" : "money", .right), (zh ? "需求" : "needs", .right), (zh ? "全部满足" : "wholly", .right),
    (zh ? "满足一部分" : "in part", .right), (zh ? "没有满足" : "not", .right),
  ])
  func text(_ amount: Int128) -> String { decimalText(amount, digits: plan.currency.digits, grouped: true) }
  for place in places {
    let own = needs[place.id] ?? []
    let whole = own.count { (served[$0.id] ?? 0) >= Int128($0.quantity.milli) * 1000 }
    let none = own.count { (served[$0.id] ?? 0) == 0 && $0.quantity > .zero }
    table.add([
      place.id.text, place.name, String(projects[place.id] ?? 0), text(money[place.id] ?? 0), String(own.count),
      String(whole), String(own.count - whole - none), String(none),
    ])
  }
  if elsewhere.projects > 0 {
    table.add(
      ["", zh ? "没有写明地点" : "no place given", String(elsewhere.projects), text(elsewhere.money), "", "", "", ""])
  }
  let total = money.values.reduce(elsewhere.money, +)
  table.add([zh ? "合计" : "total", "", "", text(total), "", "", "", ""])
  let isShared = plan.allocation.awards.contains { instance.project($0.project).places.count > 1 }
  let note =
    isShared
    ? zh ? "（几个地点合办的项目各算一个，费用按份额分）" : " (a joint project counts in each place, its cost by shares)" : ""
  return ["", (zh ? "各地的项目、资金与需求" : "Projects, money and needs by place") + note, table.text()]
}
