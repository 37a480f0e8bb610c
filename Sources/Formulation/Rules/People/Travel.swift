import Model

/// A duty exists only within the travel limit, so no row is needed. An unknown travel time counts as too far for a
/// volunteer with a limit.
enum Travel: PeopleRule {
  static let name = "travel"
  static let sentence = Bilingual("从住地到项目的路程不超过本人的上限。", "Nobody travels further than their limit.")
  static let cells: [RuleCell] = [
    RuleCell(ofVolunteer: .volunteers(.travelMax)),
    RuleCell(ofVolunteer: .volunteers(.home)),
    RuleCell(.projectRoles(.place), of: 2),
  ]

  static func permits(_ offer: Offer, _ post: Post, _ instance: Instance) -> Bool {
    offer.home == nil || post.sites.isEmpty || permits(offer.travelMax, travelTime: minutes(offer, post, instance))
  }

  /// - Parameter travelTime: The travel time from home in minutes; nil if it is unknown.
  static func permits(_ most: Int64?, travelTime: Int64?) -> Bool {
    most.map { most in travelTime.map { $0 <= most } ?? false } ?? true
  }

  /// The one-way travel time from home in minutes; nil if it is unknown.
  static func minutes(_ offer: Offer, _ post: Post, _ instance: Instance) -> Int64? {
    minutes(from: offer.home, post, instance)
  }

  static func minutes(from home: PlaceID?, _ post: Post, _ instance: Instance) -> Int64? {
    home.flatMap { instance.travel(from: [$0], to: post.sites) }
  }

  static func emit(into people: inout PeopleProgram) {}
}
