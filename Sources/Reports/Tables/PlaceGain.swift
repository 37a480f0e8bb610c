import Model

/// What a plan does for a place: projects, money, and how many of its open needs are served.
struct PlaceGain {
  let place: Place
  /// The projects that are carried out there; one of several places counts in each.
  let projects: Int
  /// The place's part of their costs, in minor units.
  let money: Int128
  /// Its open needs.
  let needs: NeedCount

  /// The gain of each place that has a project in the plan or an open need, in the order of the list; and the projects
  /// without a place, with their costs.
  ///
  /// The cost of a project of several places is divided by their shares, so that the sum is the money allotted.
  /// - Complexity: O(n) in the lists' rows and the plan's lines.
  static func all(
    _ plan: Plan, _ instance: Instance
  ) -> (places: [PlaceGain], elsewhere: (projects: Int, money: Int128)) {
    let costs = plan.allocation.costs
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
    let served = plan.allocation.served
    let needs = Dictionary(grouping: instance.lists.needs.filter { $0.status == .open }, by: \.place)
    let places = instance.lists.places.filter { projects[$0.id] != nil || needs[$0.id] != nil }
    let gains = places.map { place in
      PlaceGain(
        place: place, projects: projects[place.id] ?? 0, money: money[place.id] ?? 0,
        needs: NeedCount(needs[place.id] ?? [], served: served))
    }
    return (gains, elsewhere)
  }

  /// What stands for the places of projects without one.
  static func elsewhere(_ language: Language) -> String { language == .zh ? "没有写明地点" : "no place given" }

  /// How projects of several places are counted; empty where the plan has none.
  static func jointProjects(_ plan: Plan, _ instance: Instance, _ language: Language) -> String {
    guard plan.allocation.awards.contains(where: { instance.project($0.project).places.count > 1 }) else { return "" }
    return language == .zh ? "几个地点合办的项目各算一个，费用按份额分" : "a joint project counts in each place, its cost by shares"
  }
}

/// 各村对照: what each place gets.
func placeTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> ValueTable {
  let zh = language == .zh
  let gains = PlaceGain.all(plan, instance)
  var rows = gains.places.map { gain in
    [.text(gain.place.id.text), .text(gain.place.name), .count(gain.projects), .money(gain.money)]
      + [gain.needs.all, gain.needs.whole, gain.needs.inPart, gain.needs.none].map { ValueTable.Value.count($0) }
  }
  if gains.elsewhere.projects > 0 {
    rows.append(
      [
        .text(""), .text(PlaceGain.elsewhere(language)), .count(gains.elsewhere.projects),
        .money(gains.elsewhere.money),
      ] + Array(repeating: .text(""), count: 4))
  }
  // A joint project counts in each of its places, so that the projects do not add up.
  let needs = zh ? ["需求", "全部满足", "满足一部分", "没有满足"] : ["needs", "wholly", "in part", "not"]
  let money = zh ? "资金" : "money"
  return ValueTable(
    zh ? "各村对照" : "Villages compared",
    columns: (zh ? ["编号", "地点", "项目"] : ["id", "place", "projects"]) + [money] + needs,
    rows: rows, summed: Set(needs + [money]), emptyText: zh ? "没有地点" : "no places",
    remark: PlaceGain.jointProjects(plan, instance, language))
}
