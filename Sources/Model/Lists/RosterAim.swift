/// An aim of a roster. The raw value is its word in `settings.csv`.
///
/// The cases stand in the default order: first what was promised to volunteers and what they wish for, then no more work
/// than there is, then a fair load, and only then the way there and who served before. The time above an equal share comes
/// last: earlier, it would divide each role among ever more people, each of whom has a way to go.
public enum RosterAim: String, Sendable, CaseIterable {
  /// Nobody falls short of the least time that they should get.
  case least
  /// The greatest sum of preferences.
  case wishes
  /// The least time of all volunteers.
  case minutes
  /// The least heaviest load of anybody in a period.
  case load
  /// The least travel.
  case travel
  /// The most assignments of people who were there before.
  case continuity
  /// The least time above an equal share.
  case spread

  /// The stage of a roster that serves the aim.
  public var stage: StageName {
    switch self {
    case .least: .rosterLeast
    case .wishes: .rosterWishes
    case .minutes: .rosterMinutes
    case .load: .rosterLoad
    case .travel: .rosterTravel
    case .continuity: .rosterContinuity
    case .spread: .rosterSpread
    }
  }

  /// The aims in the order of the lists: first those that are given, then the others in the default order.
  public static func order(beginningWith given: [RosterAim]) -> [RosterAim] {
    given + allCases.filter { !given.contains($0) }
  }
}

extension Lists {
  /// Whether the volunteers' preferences decide which of several plans of equal policy value is taken: some volunteer
  /// has a preference for a project with roles, and no other aim of a roster that has anything to do comes before them.
  /// - Complexity: O(projects + preferences).
  public var wishesDecide: Bool {
    let hasLeastShares = volunteers.contains { $0.offer.leastTotal > 0 }
    guard rosterOrder.first(where: { $0 != .least || hasLeastShares }) == .wishes else { return false }
    let staffed = projects.filter { $0.variants.contains { !$0.roles.isEmpty } }.map(\.id)
    return volunteers.contains { volunteer in
      !volunteer.offer.preferences.isEmpty && staffed.contains(where: volunteer.offer.wishes)
    }
  }
}
