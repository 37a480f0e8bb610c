import Model

/// Generates the lists of a synthetic township; the same seed and size give the same lists.
///
/// Earmarks overlap as in practice. A fund is for one to three of eight categories, a third of the funds are for some
/// villages only, and some require matching. All funds together hold about half of the projects' cost, so that projects
/// compete. There are no committed projects, pins or minimum spends, so a generated township always has a plan.
/// - Precondition: There is at least one place, fund and project.
public func generateLists(_ size: TownshipSize, seed: UInt64) -> WrittenLists {
  var township = SyntheticTownship(size: size, random: SplitMix64(state: seed), seed: seed)
  return township.lists()
}

struct SyntheticTownship {
  let size: TownshipSize
  var random: SplitMix64
  let seed: UInt64

  static let categories = ["养老", "教育", "医疗", "道路", "环境", "文化", "就业", "救助"]
  private static let groups = ["老年人", "儿童", "妇女", "残疾人", "外来务工人员", "全体居民"]
  private static let costTypes = ["设备", "服务", "工程", "培训"]
  private static let departments = ["民政局", "教育局", "卫健局", "交通局", "生态环境局", "文旅局", "人社局", "财政局", "乡贤"]

  func village(_ n: Int) -> String { "V\(n + 1)" }

  mutating func lists() -> WrittenLists {
    var out = WrittenLists()
    out.write([[SettingField.key: "title", .value: "合成乡镇（种子 \(seed)）"]])
    out.write(Self.categories.map { [CategoryField.id: $0] })
    var places: [[PlaceField: String]] =
      [[.id: "T", .name: "合成镇", .level: "township"]]
      + (0..<size.places).map { n in
        [
          .id: village(n), .name: "\(n + 1)号村", .parent: "T", .level: n % 5 == 4 ? "community" : "village",
          .population: String(Int.random(in: 300...4000, using: &random)),
        ]
      }
    if size.volunteers > 0 { locate(&places) }
    out.write(places)
    var needs = (0..<size.needs).map { need($0) }
    var costs: [[CostField: String]] = [], serves: [[ServesField: String]] = []
    var variants: [[VariantField: String]] = []
    var total = 0
    var projects = (0..<size.projects).map { n in
      project(n, needs, &costs, &serves, &variants, &total)
    }
    var funds = funds(total: total, into: &out)
    if size.periods > 1 { divide(&projects, &variants, &needs, &funds, into: &out) }
    if size.joint > 0 { join(projects, into: &out) }
    if size.hasProfiles { profile(into: &out) }
    if size.assets > 0 || size.volunteers > 0 { writeSlots(into: &out) }
    let meetings = meetings(of: projects)
    if size.assets > 0 { equip(projects, variants, meetings, into: &out) }
    if size.volunteers > 0 { staff(projects, meetings, into: &out) }
    out.write(needs)
    out.write(projects)
    out.write(variants)
    out.write(costs)
    out.write(serves)
    out.write(funds)
    return out
  }

  private mutating func need(_ n: Int) -> [NeedField: String] {
    let isBasic = random.chance(40)
    return [
      .id: "N\(n + 1)", .title: "\(n + 1)号需求", .place: village(Int.random(in: 0..<size.places, using: &random)),
      .category: random.pick(Self.categories), .group: random.pick(Self.groups),
      .quantity: String(Int.random(in: 5...200, using: &random)), .unit: "人次",
      .value: String(Int.random(in: 1...20, using: &random)), .urgency: String(Int.random(in: 1...4, using: &random)),
      .tier: isBasic ? "basic" : "featured", .floor: isBasic && random.chance(20) ? "30%" : "",
    ]
  }

  private mutating func project(
    _ n: Int, _ needs: [[NeedField: String]], _ costs: inout [[CostField: String]],
    _ serves: inout [[ServesField: String]], _ variants: inout [[VariantField: String]], _ total: inout Int
  ) -> [ProjectField: String] {
    let id = "P\(n + 1)"
    let first = needs.isEmpty ? nil : random.pick(needs)
    let category = first?[.category] ?? random.pick(Self.categories)
    let place = first?[.place] ?? village(Int.random(in: 0..<size.places, using: &random))
    // Log-uniform from 5,000 to 320,000 元, in hundreds.
    let budget = Int.random(in: 50...100, using: &random) * 100 << Int.random(in: 0...5, using: &random)
    total += budget
    let isScaled = random.chance(30)
    let scale = isScaled ? Int.random(in: 3...12, using: &random) : 1
    if isScaled {
      variants.append([
        .project: id, .variant: "1", .scaleKind: "integer", .scaleMin: String(max(1, scale / 3)),
        .scaleMax: String(scale), .scaleUnit: "期",
      ])
    }
    let types = random.some(Self.costTypes, 35)
    let lines = types.isEmpty ? [random.pick(Self.costTypes)] : types
    for type in lines {
      let part = budget / lines.count
      costs.append([
        .project: id, .costType: type, .fixed: String(part / scale),
        .perUnit: isScaled ? String((part - part / scale) / scale) : "",
      ])
    }
    var served: Set<String> = []
    for need in ([first].compactMap { $0 } + (needs.isEmpty ? [] : (0..<2).map { _ in random.pick(needs) })) {
      let near = need[.category] == category || need[.place] == place
      guard need[.id] == first?[.id] || near, served.insert(need[.id]!).inserted else { continue }
      let amount = max(1, Int(need[.quantity]!)! * Int.random(in: 30...110, using: &random) / 100 / scale)
      serves.append([.project: id, .need: need[.id]!, .perUnit: String(amount)])
    }
    return [
      .id: id, .title: "\(n + 1)号项目", .place: place, .category: category,
      .responsible: random.chance(95) ? "经办人" : "",
      .approved: random.chance(95) ? "是" : "否", .rank: String(n % 9 + 1), .sourcesMax: "3",
      .incompatible: n > 0 && random.chance(5) ? "P\(Int.random(in: 1...n, using: &random))" : "",
      .requires: n > 0 && random.chance(5) ? "P\(Int.random(in: 1...n, using: &random))" : "",
    ]
  }

  private mutating func funds(total: Int, into out: inout WrittenLists) -> [[FundField: String]] {
    var matching: [[FundMatchingField: String]] = [], setAsides: [[FundSetAsideField: String]] = []
    let mean = max(100, total / 2 / size.funds / 100)
    let funds = (0..<size.funds).map { n -> [FundField: String] in
      let id = "F\(n + 1)"
      let isGeneral = n % 7 == 6
      let amount = Int.random(in: mean / 2...mean * 3 / 2, using: &random) * 100
      let kinds =
        isGeneral ? [] : Array(Self.categories.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
      let local = random.chance(33) && size.places > 2
      let places = local ? (0..<size.places).filter { _ in random.chance(50) }.map(village) : []
      if n > 0, random.chance(12) { matching.append([.fund: id, .with: "F\(n)", .ratio: "50%"]) }
      if random.chance(15) { setAsides.append([.fund: id, .kind: "group", .of: "老年人", .share: "10%"]) }
      return [
        .id: id, .name: "\(n + 1)号专项", .department: Self.departments[n % Self.departments.count],
        .amount: String(amount),
        .categories: kinds.joined(separator: ";"), .places: places.joined(separator: ";"),
        .excludedCostTypes: random.chance(20) ? random.pick(Self.costTypes) : "",
        .trancheMin: random.chance(70) ? String(max(1, amount / 40 / 100) * 100) : "",
        .shareMax: random.chance(30) ? "\(Int.random(in: 5...9, using: &random) * 10)%" : "",
        .perPlaceMax: random.chance(20) ? String(amount / 2) : "",
        .projectsMax: random.chance(15) ? String(max(2, size.projects / 4)) : "",
        .to: "2026-\(random.pick(["06-30", "09-30", "12-31"]))",
      ]
    }
    if !matching.isEmpty { out.write(matching) }
    if !setAsides.isEmpty { out.write(setAsides) }
    return funds
  }
}
