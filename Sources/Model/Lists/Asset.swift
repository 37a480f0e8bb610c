/// 种类. Whether an asset is used up or shared.
public enum AssetKind: String, Sendable, CaseIterable {
  /// 物资: a stock that is used up. 场地: a room or yard that so many can use at once.
  case consumable, venue
}

/// 物资、场地. A stock of goods, or a venue.
public struct Asset: Sendable {
  /// Stable id.
  public var id: AssetID
  /// Name, for display.
  public var name = ""
  /// Whether it is used up or shared.
  public var kind = AssetKind.consumable
  /// 类型, such as `会议室`; a project may ask for any asset of a type.
  public var type = ""
  /// Where it is.
  public var place: PlaceID?
  /// The stock of a consumable, or what a venue holds at once; in thousandths of `unit`.
  public var quantity = Quantity.zero
  /// Unit of the quantity.
  public var unit = ""
  /// 可用类别: the categories of project it may serve, with their kinds; empty for any.
  public var categories: [CategoryID] = []
  /// 服务范围: the places, with all that lies in them, whose projects it may serve; empty for any.
  public var reach: [PlaceID] = []
  /// 场地时段: what a venue holds in each slot in which it is open; empty for its quantity in every slot.
  public var slots: [AssetSlot] = []
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a consumable with default values in all other fields.
  public init(id: AssetID) { self.id = id }
}

/// 场地时段. What a venue holds in one slot of every period.
public struct AssetSlot: Sendable {
  /// The slot.
  public var slot: SlotID
  /// What the venue holds in it, in thousandths of the asset's unit.
  public var capacity: Quantity
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates an asset slot from its parts.
  public init(slot: SlotID, capacity: Quantity, origin: Origin = .none) {
    self.slot = slot
    self.capacity = capacity
    self.origin = origin
  }
}

/// 物资场地需要. What a variant asks for: `fixed + perUnit × scale`, met wholly by one asset, either a named one or any
/// of a type.
public struct AssetDemand: Sendable {
  /// The asset; nil where any of the type will do.
  public var asset: AssetID?
  /// The type; nil where the asset is named.
  public var type: String?
  /// The part that does not grow with the scale, in thousandths of the asset's unit.
  public var fixed: Quantity
  /// The amount for each unit of scale, in thousandths of the asset's unit.
  public var perUnit: Quantity
  /// The slots in which a venue is needed; empty for all the time that the project runs.
  public var slots: [SlotID]
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a demand from its parts.
  public init(
    asset: AssetID? = nil, type: String? = nil, fixed: Quantity, perUnit: Quantity = .zero, slots: [SlotID] = [],
    origin: Origin = .none
  ) {
    self.asset = asset
    self.type = type
    self.fixed = fixed
    self.perUnit = perUnit
    self.slots = slots
    self.origin = origin
  }

  /// The amount asked for at a scale, in millionths of the asset's unit.
  public func micro(at scale: Quantity) -> Int128 {
    Int128(fixed.milli) * 1000 + Int128(perUnit.milli) * Int128(scale.milli)
  }
}
