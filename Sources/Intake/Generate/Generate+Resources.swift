import Model

extension SyntheticTownship {
  /// Divides the year into periods, gives some projects and needs dates, and releases some funds in parts.
  ///
  /// Uses its own random numbers, so that the other lists are the same with and without periods.
  mutating func divide(
    _ projects: inout [[ProjectField: String]], _ variants: inout [[VariantField: String]],
    _ needs: inout [[NeedField: String]], _ funds: inout [[FundField: String]], into out: inout WrittenLists
  ) {
    var random = SplitMix64(state: seed ^ 0x7E71)
    let periods = Self.calendar(size.periods)
    out.write(periods)
    let all = periods.indices
    var rowOf: [String: Int] = [:]
    for (i, row) in variants.enumerated() { rowOf[row[.project]!] = i }
    for i in projects.indices {
      let lasts = all.count > 1 && random.chance(30) ? Int.random(in: 2...min(3, all.count), using: &random) : 1
      let id = projects[i][.id]!
      if lasts > 1 {
        if let row = rowOf[id] {
          variants[row][.lasts] = String(lasts)
        } else {
          variants.append([.project: id, .variant: "1", .lasts: String(lasts)])
        }
      }
      guard random.chance(60) else { continue }
      let first = Int.random(in: 0...all.count - lasts, using: &random)
      let last = min(first + lasts - 1 + Int.random(in: 0...2, using: &random), all.count - 1)
      projects[i][.from] = periods[first][.from]
      projects[i][.to] = periods[last][.to]
    }
    for i in needs.indices where random.chance(25) { needs[i][.due] = periods[random.pick(Array(all))][.to] }
    var releases: [[FundReleaseField: String]] = []
    for i in funds.indices {
      if random.chance(20) { funds[i][.carryOver] = "是" }
      guard random.chance(35) else { continue }
      var left = Int(funds[i][.amount]!)!
      for (k, period) in periods.enumerated() {
        let part = k == all.count - 1 ? left : left / (all.count - k) / 100 * Int.random(in: 50...150, using: &random)
        releases.append([.fund: funds[i][.id]!, .period: period[.id]!, .amount: String(part)])
        left -= part
      }
    }
    if !releases.isEmpty { out.write(releases) }
  }

  static func calendar(_ count: Int) -> [[PeriodField: String]] {
    let months = count <= 4 ? 3 : 1
    return (0..<count).map { n in
      let (year, month) = (2026 + n * months / 12, n * months % 12 + 1)
      let last = Day(year, month + months - 1, Day.length(ofMonth: month + months - 1, in: year))!
      let id = months == 3 ? "\(year)Q\(month / 3 + 1)" : String(Day(year, month, 1)!.description.prefix(7))
      return [.id: id, .from: Day(year, month, 1)!.description, .to: last.description]
    }
  }

  /// Writes goods and venues, fewer than the projects demand.
  mutating func equip(
    _ projects: [[ProjectField: String]], _ variants: [[VariantField: String]], _ meetings: [String: [String]],
    into out: inout WrittenLists
  ) {
    var random = SplitMix64(state: seed ^ 0xA55E7)
    let goods = [("急救包", "套"), ("课桌椅", "套"), ("图书", "册"), ("米面油", "份")]
    let venues = ["会议室", "教室", "文体广场"]
    let slots = Self.slots.map(\.id)
    var types: [(name: String, isVenue: Bool)] = []
    var slotRows: [[AssetSlotField: String]] = []
    let assets = (0..<size.assets).map { n -> [AssetField: String] in
      let id = "A\(n + 1)"
      let isVenue = n % 2 == 1
      let (type, unit) = isVenue ? (venues[n / 2 % venues.count], "场") : goods[n / 2 % goods.count]
      if !types.contains(where: { $0.name == type }) { types.append((type, isVenue)) }
      if isVenue, random.chance(60) {
        slotRows += random.some(slots, 50).map { [.asset: id, .slot: $0] }
      }
      let home = Int.random(in: 0..<size.places, using: &random)
      let near = (0..<Int.random(in: 2...6, using: &random)).map { village((home + $0) % size.places) }
      return [
        .id: id, .name: "\(n + 1)号\(type)", .kind: isVenue ? "venue" : "consumable", .type: type,
        .place: village(home),
        .quantity: String(isVenue ? Int.random(in: 1...2, using: &random) : Int.random(in: 20...80, using: &random)),
        .unit: unit,
        .categories: random.chance(25)
          ? Self.categories.shuffled(using: &random).prefix(3).joined(separator: ";") : "",
        // The first few belong to the township and serve every place.
        .reach: n >= 6 ? Set(near).sorted().joined(separator: ";") : "",
      ]
    }
    out.write(assets)
    if !slotRows.isEmpty { out.write(slotRows) }
    let scaled = Set(variants.filter { $0[.scaleKind] == "integer" }.map { $0[.project]! })
    var demands: [[ProjectAssetField: String]] = []
    for project in projects where random.chance(30) {
      for type in random.some(types, 25) {
        var row: [ProjectAssetField: String] = [.project: project[.id]!, .type: type.name]
        if type.isVenue {
          row[.fixed] = "1"
          row[.slots] = meetings[project[.id]!]!.prefix(2).joined(separator: ";")
        } else if scaled.contains(project[.id]!) {
          row[.perUnit] = String(Int.random(in: 1...3, using: &random))
        } else {
          row[.fixed] = String(Int.random(in: 5...25, using: &random))
        }
        demands.append(row)
      }
    }
    if !demands.isEmpty { out.write(demands) }
  }
}
