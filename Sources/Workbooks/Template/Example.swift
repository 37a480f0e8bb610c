import Intake
import Model

/// What the example of a list holds in a column; empty where an example would need a second item.
///
/// Ids are those of the examples of other lists, so that the examples of all lists belong to one township.
func exampleText(of column: ColumnSchema) -> Bilingual {
  if let own = texts[column.cell] { return own }
  switch column.kind {
  case .identifier(of: let list?), .identifiers(of: let list): return ids[list] ?? same("")
  case .identifier(of: nil): return column.key == "id" ? ids[column.cell.list] ?? same("") : same("A")
  case .choice(let words), .choices(let words): return words.first.map { Bilingual($0.zh, $0.key) } ?? same("")
  case .flag: return Bilingual("否", "no")
  case .money: return same("20000")
  case .quantity: return same("10")
  case .share: return same("50%")
  case .day: return same("2026-03-01")
  case .integer: return same("1")
  case .minutes: return same("120")
  case .clock: return same("08:30")
  case .endClock: return same("11:30")
  case .degrees: return same("28.2")
  case .text, .texts: return same("")
  }
}

private func same(_ text: String) -> Bilingual { Bilingual(text, text) }

/// The id of the example of each list that has ids.
private let ids: [ListName: Bilingual] = [
  .places: same("V01"), .categories: same("C01"), .needs: same("N001"), .funds: same("F01"), .projects: same("P001"),
  .periods: same("2026Q1"), .assets: same("A01"), .volunteers: same("S001"), .slots: same("T01"),
  .timeBank: same("E001"),
]

/// The examples that a column's kind does not give.
private let texts: [CellKey: Bilingual] = [
  .settings(.key): same("title"), .settings(.value): Bilingual("清河镇2026年专项经费统筹", "Qinghe township, funds of 2026"),
  .places(.name): Bilingual("河东村", "Hedong"), .places(.parent): same(""), .places(.level): Bilingual("村", "village"),
  .places(.population): same("1200"), .places(.longitude): same("112.9"),
  .placeIndicators(.indicator): Bilingual("老年人口占比", "share of elderly people"),
  .placeIndicators(.value): same("23.5"),
  .categories(.name): Bilingual("养老服务", "care of the elderly"), .categories(.parent): same(""),
  .needs(.title): Bilingual("独居老人送餐", "meals for people who live alone"),
  .needs(.group): Bilingual("老年人", "the elderly"),
  .needs(.quantity): same("30"), .needs(.unit): Bilingual("人", "people"), .needs(.urgency): same("3"),
  .needs(.due): same("2026-11-30"), .needs(.source): Bilingual("网格员", "grid worker"),
  .needs(.collectedOn): same("2026-01-15"),
  .funds(.name): Bilingual("养老服务补助", "subsidy for elderly care"),
  .funds(.department): Bilingual("民政局", "civil affairs"),
  .funds(.amount): same("100000"), .funds(.reserve): same("5000"), .funds(.from): same("2026-01-01"),
  .funds(.to): same("2026-12-31"), .funds(.groups): Bilingual("老年人", "the elderly"),
  .funds(.costTypes): Bilingual("食材；人工", "food; labour"), .funds(.excludedCategories): same(""),
  .funds(.excludedCostTypes): Bilingual("招待", "hospitality"), .funds(.projects): same(""),
  .funds(.trancheMin): same("1000"), .funds(.trancheMax): same("50000"), .funds(.shareMax): same("80%"),
  .funds(.projectsMax): same("5"), .funds(.perPlaceMax): same("60000"), .funds(.minimumSpend): same("10000"),
  .fundMatching(.with): same("F02"), .fundMatching(.ratio): same("1:1"),
  .fundSetAsides(.of): Bilingual("老年人", "the elderly"), .fundSetAsides(.share): same("30%"),
  .projects(.title): Bilingual("老年助餐点", "canteen for the elderly"), .projects(.groups): Bilingual("老年人", "the elderly"),
  .projects(.responsible): Bilingual("村委会", "village committee"), .projects(.approved): Bilingual("是", "yes"),
  .projects(.score): same("85"), .projects(.to): same("2026-11-30"), .projects(.sourcesMax): same("2"),
  .projects(.requires): same(""), .projects(.incompatible): same(""),
  .projectPlaces(.share): same("100%"),
  .variants(.title): Bilingual("每天一餐", "one meal a day"), .variants(.scaleKind): Bilingual("整数", "integer"),
  .variants(.scaleMax): same("30"), .variants(.scaleUnit): Bilingual("人", "people"),
  .costs(.costType): Bilingual("食材", "food"), .costs(.fixed): same("2000"), .costs(.perUnit): same("300"),
  .serves(.perUnit): same("1"), .serves(.atMost): same("30"),
  .pins(.kind): Bilingual("保留", "keep"), .pins(.reason): Bilingual("上次会议已承诺", "promised at the last meeting"),
  .pins(.by): Bilingual("联席会议", "joint meeting"), .pins(.volunteer): same(""), .pins(.role): same(""),
  .limits(.kind): Bilingual("地点", "place"), .limits(.of): same("V01"), .limits(.mostProjects): same("3"),
  .limits(.mostMoney): same("80000"),
  .periods(.from): same("2026-01-01"), .periods(.to): same("2026-03-31"),
  .assets(.name): Bilingual("村活动室", "village hall"), .assets(.kind): Bilingual("场地", "venue"),
  .assets(.type): Bilingual("会议室", "meeting room"), .assets(.quantity): same("1"),
  .assets(.unit): Bilingual("间", "rooms"),
  .assetSlots(.capacity): same("1"),
  .projectAssets(.type): same(""), .projectAssets(.fixed): same("1"), .projectAssets(.perUnit): same(""),
  .weights(.version): same("2026-1"), .weights(.kind): Bilingual("指标", "indicator"),
  .weights(.indicator): Bilingual("老年人口占比", "share of elderly people"), .weights(.above): same("20"),
  .weights(.value): same("1%"), .weights(.atMost): same("30%"),
  .volunteers(.name): Bilingual("王小明", "Wang Xiaoming"), .volunteers(.minutes): same("480"),
  .volunteers(.travelMax): same("30"), .volunteers(.projectsMax): same("2"), .volunteers(.minutesMin): same("60"),
  .volunteers(.unwilling): same(""), .volunteers(.vetted): Bilingual("是", "yes"),
  .volunteers(.canMentor): Bilingual("是", "yes"), .volunteers(.balance): same("0"), .volunteers(.rest): same("60"),
  .volunteerSkills(.skill): Bilingual("护理", "nursing"), .volunteerSkills(.level): same("2"),
  .slots(.day): same("2026-03-07"),
  .volunteerPreferences(.preference): same("5"),
  .volunteerPairs(.with): same("S002"), .volunteerPairs(.reason): Bilingual("住同一个村", "they live in one village"),
  .projectRoles(.role): Bilingual("配餐员", "server"), .projectRoles(.skill): Bilingual("护理", "nursing"),
  .projectRoles(.headsMax): same("2"), .projectRoles(.minutes): same("180"),
  .travel(.to): same("V02"), .travel(.minutes): same("20"),
  .timeBank(.name): Bilingual("李秀英", "Li Xiuying"), .timeBank(.minutesMax): same("240"),
  .timeBank(.elder): Bilingual("是", "yes"), .timeBank(.balance): same(""),
  .authorities(.rule): Bilingual("专款专用", "eligibility"), .authorities(.item): same("F01"),
  .authorities(.authority): Bilingual("县", "county"),
]
