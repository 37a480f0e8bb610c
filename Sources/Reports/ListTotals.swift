import Model

/// What a program understood of lists: counts and totals, each in the unit in which it was read.
///
/// Money is in minor units, quantities in thousandths of their unit, time in minutes. Sums beyond 64 bits are clamped.
public struct ListTotals: Encodable, Sendable {
  /// The settings.
  public struct Settings: Encodable, Sendable {
    /// Title of the plan.
    public let title: String
    /// ISO 4217 code of the currency.
    public let currency: String
    /// Decimal digits of its minor unit.
    public let digits: Int
  }

  /// A sum of money of some funds.
  public struct Funds: Encodable, Sendable {
    /// Number of funds.
    public var count = 0
    /// The whole sum and the reserves in it, in minor units.
    public var amount: Int64 = 0, reserve: Int64 = 0
  }

  /// The funds of a department.
  public struct Department: Encodable, Sendable {
    /// Its name; empty for funds without one.
    public let name: String
    /// Its funds.
    public let funds: Funds
  }

  /// The projects that are not done, and what they cost.
  public struct Projects: Encodable, Sendable {
    /// Number of all projects, and of those that are done.
    public let count: Int, done: Int
    /// The sum of the cheapest variants at their least scale, and of the dearest at their largest, in minor units.
    public let leastCost: Int64, mostCost: Int64
  }

  /// The open needs of one unit.
  public struct UnitSum: Encodable, Sendable {
    /// The unit; empty where none is given.
    public let unit: String
    /// Number of needs.
    public let needs: Int
    /// The sum of their quantities, in thousandths of the unit.
    public let quantityMilli: Int64
  }

  /// The needs, and the sums over those that are open.
  public struct Needs: Encodable, Sendable {
    /// Number of all needs, and of those that are open.
    public let count: Int, open: Int
    /// Quantities by unit, the unit of most needs first.
    public let units: [UnitSum]
    /// The value of all open needs in points, as a decimal.
    public let value: String
    /// Open needs of urgency 5, of the basic tier, of the featured tier and with a floor.
    public let mostUrgent: Int, basic: Int, featured: Int, withFloor: Int
  }

  /// What volunteers offer and roles ask for.
  public struct People: Encodable, Sendable {
    /// Number of volunteers, and of roles.
    public let volunteers: Int, roles: Int
    /// The minutes offered in all periods of the plan.
    public let minutesOffered: Int64
    /// The least minutes asked for if every project is carried out in the variant that asks for the fewest.
    public let minutesAsked: Int64
  }

  /// The plan's periods and the money released in each.
  public struct PeriodTotal: Encodable, Sendable {
    /// The period, with its first and last day.
    public let id: String, from: String, to: String
    /// The money released in it, in minor units.
    public let released: Int64
  }

  /// The settings.
  public let settings: Settings
  /// All funds, and those of each department, the largest sum first.
  public let funds: Funds, departments: [Department]
  /// The projects.
  public let projects: Projects
  /// The needs.
  public let needs: Needs
  /// The people.
  public let people: People
  /// The periods; empty if the plan is not divided.
  public let periods: [PeriodTotal]
  /// Number of places, and of goods and venues.
  public let places: Int, assets: Int

  /// Adds the lists up.
  /// - Complexity: O(n log n) in the number of rows.
  public init(_ instance: Instance) {
    let lists = instance.lists
    settings = Settings(title: lists.title, currency: lists.currency.code, digits: lists.currency.digits)
    funds = Funds(lists.funds)
    departments = Dictionary(grouping: lists.funds, by: \.department).map {
      Department(name: $0.key, funds: Funds($0.value))
    }.sorted { ($1.funds.amount, $0.name) < ($0.funds.amount, $1.name) }
    projects = Projects(lists.projects)
    needs = Needs(lists.needs)
    people = People(instance)
    periods = lists.periods.map { period in
      let released = lists.funds.flatMap(\.releases).filter { $0.period == period.id }
      return PeriodTotal(
        id: period.id.text, from: period.span.from!.description, to: period.span.to!.description,
        released: Int64(clamping: released.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }))
    }
    (places, assets) = (lists.places.count, lists.assets.count)
  }
}

extension ListTotals.Funds {
  fileprivate init(_ funds: [Fund]) {
    count = funds.count
    amount = Int64(clamping: funds.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) })
    reserve = Int64(clamping: funds.reduce(Int128(0)) { $0 + Int128($1.reserve.minorUnits) })
  }
}

extension ListTotals.Projects {
  fileprivate init(_ projects: [Project]) {
    let ahead = projects.filter { $0.status != .done }
    let least = ahead.reduce(Int128(0)) { sum, project in
      sum + (project.variants.map { $0.cost(at: $0.scaleMin) }.min() ?? 0)
    }
    let most = ahead.reduce(Int128(0)) { sum, project in
      sum + (project.variants.map { $0.cost(at: $0.scaleMax) }.max() ?? 0)
    }
    (count, done) = (projects.count, projects.count - ahead.count)
    (leastCost, mostCost) = (Int64(clamping: least), Int64(clamping: most))
  }
}

extension ListTotals.Needs {
  fileprivate init(_ needs: [Need]) {
    let ahead = needs.filter { $0.status == .open }
    (count, open) = (needs.count, ahead.count)
    units = Dictionary(grouping: ahead, by: \.unit).map { unit, needs in
      ListTotals.UnitSum(
        unit: unit, needs: needs.count,
        quantityMilli: Int64(clamping: needs.reduce(Int128(0)) { $0 + Int128($1.quantity.milli) }))
    }.sorted { ($1.needs, $0.unit) < ($0.needs, $1.unit) }
    let micro = ahead.reduce(Int128(0)) { $0 + Int128($1.quantity.milli) * Int128($1.value.milli) }
    value = decimalText(micro, digits: 6, trimmed: true)
    mostUrgent = ahead.count { $0.urgency == 5 }
    basic = ahead.count { $0.tier == .basic }
    featured = ahead.count { $0.tier == .featured }
    withFloor = ahead.count { $0.floor != nil }
  }
}

extension ListTotals.People {
  fileprivate init(_ instance: Instance) {
    let lists = instance.lists
    let spans = Int128(instance.timeline.count)
    func minutes(_ role: Role) -> Int128 {
      let inSlots = role.slots.reduce(Int128(0)) { sum, id in
        sum + (instance.slotIndex[id].map { Int128(lists.slots[$0].minutes) } ?? 0)
      }
      return max(Int128(role.minutes), inSlots * Int128(role.headsMin))
    }
    let ahead = lists.projects.filter { $0.status != .done }
    let asked = ahead.reduce(Int128(0)) { sum, project in
      sum + (project.variants.map { $0.roles.reduce(Int128(0)) { $0 + minutes($1) } }.min() ?? 0)
    }
    volunteers = lists.volunteers.count
    // A row without a variant stands for a role of each variant, and is one role to whoever wrote it.
    roles = lists.projects.reduce(0) { $0 + Set($1.variants.flatMap { $0.roles.map(\.id) }).count }
    minutesOffered = Int64(clamping: lists.volunteers.reduce(Int128(0)) { $0 + Int128($1.offer.minutes) } * spans)
    minutesAsked = Int64(clamping: asked)
  }
}
