/// The size of a synthetic township: the number of items in each list.
public struct TownshipSize: Sendable {
  /// Villages.
  public var places: Int
  /// Needs of the villages.
  public var needs: Int
  /// Earmarked funds.
  public var funds: Int
  /// Proposed projects.
  public var projects: Int
  /// Goods and venues.
  public var assets: Int
  /// Periods of the plan: quarters if there are up to four, otherwise months.
  public var periods: Int
  /// Volunteers.
  public var volunteers: Int
  /// Joint projects of several villages.
  public var joint: Int
  /// Whether each village has indicators and a formula derives its weight.
  public var hasProfiles: Bool
  /// A size with the given numbers of items.
  public init(
    places: Int, needs: Int, funds: Int, projects: Int, assets: Int = 0, periods: Int = 1, volunteers: Int = 0,
    joint: Int = 0, hasProfiles: Bool = false
  ) {
    self.places = places
    self.needs = needs
    self.funds = funds
    self.projects = projects
    self.assets = assets
    self.periods = periods
    self.volunteers = volunteers
    self.joint = joint
    self.hasProfiles = hasProfiles
  }

  /// A township.
  public static let small = TownshipSize(places: 12, needs: 80, funds: 12, projects: 60, volunteers: 150)
  /// A large township.
  public static let medium = TownshipSize(places: 30, needs: 300, funds: 25, projects: 200, volunteers: 600)
  /// A county.
  public static let large = TownshipSize(places: 150, needs: 1_500, funds: 60, projects: 1_200, volunteers: 4_000)
  /// A city.
  public static let extraLarge = TownshipSize(
    places: 1_000, needs: 10_000, funds: 200, projects: 8_000, volunteers: 30_000)
}
