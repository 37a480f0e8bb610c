import Model

/// A few changes of small lists, as rows of a file of scenarios and as somebody would make them by hand.
struct RandomScenario {
  /// The rows, without the name of the scenario.
  private(set) var rows: [[String]] = []
  /// The changed lists.
  private(set) var lists: Lists
  private var random: SplitMix64

  init(_ lists: Lists, seed: UInt64) {
    self.lists = lists
    random = SplitMix64(state: seed ^ 0x5CE)
    for _ in 0..<Int.random(in: 1...3, using: &random) { change() }
  }

  /// The rows as a file, all of one scenario.
  func text(_ name: String) -> String {
    rows.map { ([name] + $0).map(csvCell).joined(separator: ",") + "\n" }.joined()
  }

  static let header = "scenario,list,item,change,value\n"

  private mutating func change() {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: setAmount()
    case 1: scaleAmounts()
    case 2: changeEarmark()
    case 3: changeNeed()
    case 4: withdraw()
    case 5: raiseCost()
    case 6: addPin()
    case 7: addLimit()
    default: addNeed()
    }
  }

  private func money(_ minorUnits: Int64) -> String { decimalText(Int128(minorUnits), digits: 2) }

  private mutating func setAmount() {
    let f = lists.funds.indices.randomElement(using: &random)!
    let old = lists.funds[f].amount.minorUnits
    let new = Int64.random(in: 0...9, using: &random)
    let value =
      random.chance(50) ? money(new) : (new < old ? "-" : "+") + money(abs(new - old)) + random.pick(["", "元", " CNY"])
    lists.funds[f].amount = Money(new)
    rows.append(["funds", lists.funds[f].id.text, "amount", value])
  }

  private mutating func scaleAmounts() {
    let percent = random.pick([-100, -50, -33, 20, 100] as [Int64])
    for f in lists.funds.indices {
      let old = lists.funds[f].amount.minorUnits
      lists.funds[f].amount = Money(old + old * percent / 100)
    }
    rows.append(["资金", "全部", "金额", percent < 0 ? "\(percent)%" : "+\(percent)%"])
  }

  private mutating func changeEarmark() {
    let f = lists.funds.indices.randomElement(using: &random)!
    let id = lists.funds[f].id.text
    // Emptying cells that are blank would be refused.
    if random.chance(50), !lists.funds[f].categories.isEmpty || !lists.funds[f].places.isEmpty {
      lists.funds[f].categories = []
      lists.funds[f].places = []
      rows.append(["funds", id, "categories;places", "blank"])
    } else {
      lists.funds[f].places = ["V1"]
      rows.append(["funds", id, "places", "V1"])
    }
  }

  private mutating func changeNeed() {
    let n = lists.needs.indices.randomElement(using: &random)!
    let id = lists.needs[n].id.text
    if random.chance(50) {
      lists.needs[n].floor = Share(basisPoints: 5_000)
      lists.needs[n].tier = .basic
      rows += [["needs", id, "floor", "50%"], ["needs", id, "tier", "基本"]]
    } else {
      lists.needs[n].quantity = Quantity(milli: lists.needs[n].quantity.milli * 2)
      rows.append(["", id, "quantity", "+100%"])
    }
  }

  private mutating func withdraw() {
    let id = random.pick(lists.projects.map(\.id))
    lists.projects.removeAll { $0.id == id }
    lists.pins.removeAll { $0.project == id }
    for p in lists.projects.indices { lists.projects[p].incompatible.removeAll { $0 == id } }
    for f in lists.funds.indices {
      let left = lists.funds[f].projects.filter { $0 != id }
      if !left.isEmpty { lists.funds[f].projects = left }
    }
    rows.append(["projects", id.text, "remove", ""])
  }

  private mutating func raiseCost() {
    let p = lists.projects.indices.randomElement(using: &random)!
    for v in lists.projects[p].variants.indices {
      for line in lists.projects[p].variants[v].costs.indices {
        lists.projects[p].variants[v].costs[line].fixed += Money(1)
      }
    }
    rows.append(["costs", lists.projects[p].id.text, "fixed", "+0.01"])
  }

  private mutating func addPin() {
    let project = random.pick(lists.projects.map(\.id))
    let kind = random.pick([PinKind.mustFund, .mustNot])
    lists.pins.append(Pin(kind: kind, project: project))
    rows.append(["pins", kind.rawValue, "new", "project=\(project);reason=r;by=b"])
  }

  private mutating func addLimit() {
    var limit = AllotmentLimit(kind: .total)
    limit.mostProjects = Int.random(in: 0...2, using: &random)
    lists.limits.append(limit)
    rows.append(["limits", "total", "new", "most_projects=\(limit.mostProjects!)"])
  }

  private mutating func addNeed() {
    let id = NeedID("N\(lists.needs.count + 1)")
    var need = Need(id: id, place: "V2", category: "c1")
    need.quantity = .one
    need.value = Quantity(milli: 7000)
    let project = lists.projects.indices.randomElement(using: &random)!
    for v in lists.projects[project].variants.indices {
      lists.projects[project].variants[v].services.append(Service(need: id, perUnit: .one))
    }
    lists.needs.append(need)
    rows += [
      ["needs", id.text, "new", "place=V2；category=c1；quantity=1；value=7"],
      ["serves", lists.projects[project].id.text, "new", "need=\(id)；per_unit=1"],
    ]
  }
}
