import Model

// Joint projects, village profiles, the time bank and travel times. They use separate random generators, so that the
// other lists are the same with and without them.
extension SyntheticTownship {
  /// Writes joint projects of two or three neighbouring villages, with each village's share of the cost.
  func join(_ projects: [[ProjectField: String]], into out: inout WrittenLists) {
    var random = SplitMix64(state: seed ^ 0x101_17)
    var rows: [[ProjectPlaceField: String]] = []
    for project in projects.shuffled(using: &random).prefix(size.joint).sorted(by: { $0[.id]! < $1[.id]! }) {
      let first = Int(project[.place]!.dropFirst())! - 1
      let count = min(size.places, Int.random(in: 2...3, using: &random))
      var left = 100
      for n in 0..<count {
        let share = n == count - 1 ? left : Int.random(in: 4...6, using: &random) * 5
        left -= share
        rows.append([.project: project[.id]!, .place: village((first + n) % size.places), .share: "\(share)%"])
      }
    }
    if !rows.isEmpty { out.write(rows) }
  }

  /// Writes indicators of every village and the formula that derives weights from them.
  func profile(into out: inout WrittenLists) {
    var random = SplitMix64(state: seed ^ 0x9F0_F17E)
    out.write(
      (0..<size.places).flatMap { n -> [[PlaceIndicatorField: String]] in
        [
          [.place: village(n), .indicator: "老年人口占比", .value: String(Int.random(in: 12...42, using: &random))],
          [.place: village(n), .indicator: "距乡驻地公里", .value: String(Int.random(in: 0...25, using: &random))],
        ]
      })
    out.write(
      [
        [WeightField.version: "1", .kind: "base", .value: "100%"],
        [
          .version: "1", .kind: "indicator", .indicator: "老年人口占比", .above: "20", .value: "2%", .atMost: "30%",
        ],
        [.version: "1", .kind: "indicator", .indicator: "距乡驻地公里", .above: "10", .value: "1%"],
        [.version: "1", .kind: "cap", .value: "140%"],
      ])
  }

  /// Writes beneficiaries who draw time from projects with time-bank roles, from their own balance or a volunteer's.
  func openAccounts(
    _ roles: [[ProjectRoleField: String]], donors: [[VolunteerField: String]], _ random: inout SplitMix64,
    into out: inout WrittenLists
  ) {
    var rows: [[TimeBankField: String]] = []
    for project in Set(roles.filter { $0[.timeBank] != nil }.map { $0[.project]! }).sorted() {
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let donor = donors.isEmpty || random.chance(50) ? nil : random.pick(donors)[.id]!
        rows.append([
          .id: "B\(rows.count + 1)", .name: "受益人\(rows.count + 1)", .project: project,
          .minutes: String(Int.random(in: 1...6, using: &random) * 60),
          .minutesMax: random.chance(30) ? "240" : "", .elder: random.chance(40) ? "是" : "", .donor: donor ?? "",
          .balance: donor == nil ? String(Int.random(in: 1...8, using: &random) * 60) : "",
        ])
      }
    }
    if !rows.isEmpty { out.write(rows) }
  }

  /// Writes travel times longer than the coordinates imply, for two in ten villages to a neighbour.
  func lengthenTravelTimes(_ random: inout SplitMix64, into out: inout WrittenLists) {
    guard size.places > 1 else { return }
    let rows = (0..<size.places).filter { _ in random.chance(20) }.map { n -> [TravelField: String] in
      let other = (n + 1) % size.places
      return [.from: village(n), .to: village(other), .minutes: String(Int.random(in: 15...40, using: &random))]
    }
    if !rows.isEmpty { out.write(rows) }
  }
}
