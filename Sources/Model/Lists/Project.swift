/// 项目状态. How far a project has come.
public enum ProjectStatus: String, Sendable, CaseIterable {
  /// 申报, 已承诺, 在建, 完成. Committed and running projects are carried out; done ones are not carried out again.
  case proposed, committed, running, done
}

/// 项目. Something that can be done in one of several variants.
public struct Project: Sendable {
  /// Stable id.
  public var id: ProjectID
  /// Title, for display.
  public var title = ""
  /// The places that propose it, each with its share of the cost; the shares add up to a whole.
  public var places: [(place: PlaceID, share: Share)] = []
  /// Its category.
  public var category: CategoryID
  /// Groups that benefit; empty for those of the needs it serves.
  public var groups: [String] = []
  /// 负责人; a project without a responsible person is not carried out.
  public var responsible = ""
  /// 已立项; a project without approval is not carried out.
  public var approved = false
  /// 村内排序: the village's own order, 1 first.
  public var rank: Int?
  /// 评审分: appraisal score.
  public var score: Quantity?
  /// First and last day on which it can run.
  public var period = Period()
  /// 来源上限: the most funds that may pay for it.
  public var sourcesMax: Int?
  /// How far it has come.
  public var status = ProjectStatus.proposed
  /// 财政已出资: whether government already pays for it.
  public var governmentFunded = false
  /// 前置项目: projects that must be carried out with it.
  public var requires: [ProjectID] = []
  /// 互斥项目: projects that must not be carried out with it.
  public var incompatible: [ProjectID] = []
  /// The mutually exclusive ways of doing it; at least one.
  public var variants: [Variant] = []
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a project with default values in all other fields.
  public init(id: ProjectID, category: CategoryID) {
    self.id = id
    self.category = category
  }

  /// An amount, in minor units, divided among the places by their shares; what is left over goes to the greatest remainders,
  /// among equals to the first, so that the parts add up to the amount.
  public func divided(_ amount: Int128) -> [(place: PlaceID, part: Int128)] {
    let products = places.map { amount * Int128($0.share.basisPoints) }
    var parts = products.map { $0 / 10_000 }
    let order = products.indices.sorted { (products[$1] % 10_000, $0) < (products[$0] % 10_000, $1) }
    let rest = places.isEmpty ? 0 : max(0, amount - parts.reduce(0, +))
    for index in order.prefix(Int(min(rest, Int128(order.count)))) { parts[index] += 1 }
    return zip(places, parts).map { ($0.place, $1) }
  }
}
