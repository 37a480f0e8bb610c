/// How large a synthetic township is.
public struct TownshipSize: Sendable {
  public var places: Int
  public var needs: Int
  public var funds: Int
  public var projects: Int
  /// Goods and venues.
  public var assets: Int
  /// Up to four are quarters, more are months.
  public var periods: Int
  public var volunteers: Int
  /// Projects of several villages.
  public var joint: Int
  /// Whether indicators and a formula give each village its weight.
  public var hasProfiles: Bool
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

  /// A township, a large one, a county, a city.
  public static let small = TownshipSize(places: 12, needs: 80, funds: 12, projects: 60, volunteers: 150)
  public static let medium = TownshipSize(places: 30, needs: 300, funds: 25, projects: 200, volunteers: 600)
  public static let large = TownshipSize(places: 150, needs: 1_500, funds: 60, projects: 1_200, volunteers: 4_000)
  public static let extraLarge = TownshipSize(
    places: 1_000, needs: 10_000, funds: 200, projects: 8_000, volunteers: 30_000)
}
