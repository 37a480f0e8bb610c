/// The rules of docs/rules.md by their names, with the Chinese names and whose each is where the lists do not say so.
public enum RuleName: String, CaseIterable, Sendable {
  case fundCap = "fund-cap"
  case fullFunding = "full-funding"
  case eligibility
  case noDoubleFunding = "no-double-funding"
  case tranche
  case shareCap = "share-cap"
  case matching
  case mostSources = "most-sources"
  case mostProjects = "most-projects"
  case capPerPlace = "cap-per-place"
  case setAside = "set-aside"
  case minimumSpend = "minimum-spend"
  case costShares = "cost-shares"
  case oneVariant = "one-variant"
  case scaleBounds = "scale-bounds"
  case prerequisites, incompatibility, readiness, status, pins
  case allotmentLimit = "allotment-limit"
  case servedAtMost = "served-at-most"
  case duePeriod = "due-period"
  case basicFloor = "basic-floor"
  case mustServe = "must-serve"
  case planPeriod = "plan-period"
  case fundPeriod = "fund-period"
  case paymentPeriod = "payment-period"
  case fundRelease = "fund-release"
  case assetDemand = "asset-demand"
  case permittedUse = "permitted-use"
  case assetStock = "asset-stock"
  case venueCapacity = "venue-capacity"
  case placeWeight = "place-weight"
  case skill, vetting, willingness
  case wishersOnly = "wishers-only"
  case travel, slot, rest
  case volunteerMinutes = "volunteer-minutes"
  case volunteerProjects = "volunteer-projects"
  case oneRole = "one-role"
  case leastMinutes = "least-minutes"
  case wholeShifts = "whole-shifts"
  case sameThroughout = "same-throughout"
  case roleHeads = "role-heads"
  case roleMinutes = "role-minutes"
  case mentor
  case pinnedPerson = "pinned-person"
  case together, apart
  case timeBank = "time-bank"

  /// Whose the rule is where the lists do not say; nil where it is nobody's to waive, since it defines what a plan is
  /// or follows from what each volunteer offers.
  ///
  /// What a fund may be spent on, and how, is of the county, which hands it on; what the joint meeting and the office
  /// write down themselves is the township's; what people are owed is law.
  public var defaultAuthority: Authority? {
    switch self {
    case .fundCap, .eligibility, .noDoubleFunding, .tranche, .shareCap, .matching, .mostProjects, .capPerPlace,
      .setAside, .minimumSpend, .fundPeriod, .fundRelease:
      .county
    case .mostSources, .costShares, .prerequisites, .incompatibility, .readiness, .status, .pins, .allotmentLimit,
      .duePeriod, .planPeriod, .paymentPeriod, .assetDemand, .permittedUse, .assetStock, .venueCapacity:
      .township
    case .basicFloor, .mustServe, .vetting: .law
    case .fullFunding, .oneVariant, .scaleBounds, .servedAtMost, .placeWeight, .skill, .willingness, .wishersOnly,
      .travel, .slot, .rest, .volunteerMinutes, .volunteerProjects, .oneRole, .leastMinutes, .wholeShifts,
      .sameThroughout, .roleHeads, .roleMinutes, .mentor, .pinnedPerson, .together, .apart, .timeBank:
      nil
    }
  }

  /// The lists whose items the rule may be about.
  public var itemLists: [ListName] {
    switch self {
    case .fundCap, .mostProjects, .setAside, .minimumSpend, .fundRelease: [.funds]
    case .eligibility, .noDoubleFunding, .tranche, .shareCap, .matching, .fundPeriod: [.funds, .projects]
    case .capPerPlace: [.funds, .places]
    case .duePeriod: [.projects, .needs]
    case .pins: [.projects, .funds, .volunteers]
    case .allotmentLimit: [.places, .categories]
    case .basicFloor, .mustServe, .servedAtMost: [.needs]
    case .permittedUse, .assetStock, .venueCapacity: [.assets]
    case .assetDemand: [.projects, .assets]
    case .placeWeight: [.places]
    case .fullFunding, .mostSources, .costShares, .oneVariant, .scaleBounds, .prerequisites, .incompatibility,
      .readiness, .status, .planPeriod, .paymentPeriod, .roleHeads, .roleMinutes:
      [.projects]
    case .skill, .vetting, .willingness, .wishersOnly, .travel, .slot, .rest, .volunteerMinutes, .volunteerProjects,
      .oneRole, .leastMinutes, .wholeShifts, .sameThroughout, .mentor, .pinnedPerson, .together, .apart, .timeBank:
      [.volunteers, .projects]
    }
  }
}
