/// 层次. The tier of a need.
public enum Tier: String, Sendable, CaseIterable {
  /// 基本, 特色. Only a basic need has a floor under `basic-floor`.
  case basic, featured
}

/// 需求状态. Whether a need is still to be served.
public enum NeedStatus: String, Sendable, CaseIterable {
  /// 待办, 已满足, 已撤回. Only an open need can be served.
  case open, served, withdrawn
}

/// 需求. Something that residents of a place lack.
public struct Need: Sendable {
  /// Stable id.
  public var id: NeedID
  /// Description in one line.
  public var title = ""
  /// The place that has the need.
  public var place: PlaceID
  /// Its category.
  public var category: CategoryID
  /// 人群: the group that benefits; nil where the list names none.
  public var group: String?
  /// How much is needed, in thousandths of `unit`.
  public var quantity = Quantity.zero
  /// Unit of the quantity.
  public var unit = ""
  /// 单位价值: points for each unit served.
  public var value = Quantity.one
  /// 急迫程度, 1 to 5; a need of urgency 5 falls under `must-serve`.
  public var urgency = 1
  /// 层次: basic or featured.
  public var tier = Tier.featured
  /// 保底比例: the share that must be served where the rules allow it; nil for no floor.
  public var floor: Share?
  /// 期限: first and last day on which it can be served.
  public var due = Period()
  /// Who collected it.
  public var source = ""
  /// The day on which it was collected.
  public var collectedOn: Day?
  /// Whether it is still to be served.
  public var status = NeedStatus.open
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a need with default values in all other fields.
  public init(id: NeedID, place: PlaceID, category: CategoryID) {
    self.id = id
    self.place = place
    self.category = category
  }
}
