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

extension Lists {
  /// Finds assets and demands that refer to unknown ids, and demands that name both or neither of an asset and a type.
  func assetInconsistencies() -> [Finding] {
    var found = repeated(assets.map { ($0.id.text, $0.origin) }, .assets(.id))
    let placeIDs = Set(places.map(\.id))
    let categoryIDs = Set(categories.map(\.id))
    for asset in assets {
      for place in [asset.place].compactMap({ $0 }) {
        found += dangling(place, placeIDs, asset.origin, .assets(.place), in: .places)
      }
      for place in asset.reach {
        found += dangling(place, placeIDs, asset.origin, .assets(.reach), in: .places)
      }
      for category in asset.categories where !categories.isEmpty {
        found += dangling(category, categoryIDs, asset.origin, .assets(.categories), in: .categories)
      }
      var seen: Set<SlotID> = []
      for slot in asset.slots where !seen.insert(slot.slot).inserted {
        found.append(
          Finding(
            "id-repeated", at: slot.origin, .assetSlots(.slot), value: slot.slot.text,
            expected: Bilingual("每处场地每个时段一行", "one row for each venue and slot"),
            mend: Bilingual("请合并为一行", "merge the rows")))
      }
    }
    // Without a list of slots, any name is a slot.
    if !slots.isEmpty {
      let known = Set(slots.map(\.id))
      for slot in assets.flatMap(\.slots) {
        found += dangling(slot.slot, known, slot.origin, .assetSlots(.slot), in: .slots)
      }
      for demand in projects.flatMap({ $0.variants.flatMap(\.demands) }) {
        for slot in demand.slots { found += dangling(slot, known, demand.origin, .projectAssets(.slots), in: .slots) }
      }
    }
    let assetIDs = Set(assets.map(\.id))
    let types = Set(assets.filter { !$0.type.isEmpty }.map { Identifier<String>($0.type) })
    for demand in projects.flatMap({ $0.variants.flatMap(\.demands) }) {
      if let asset = demand.asset {
        found += dangling(asset, assetIDs, demand.origin, .projectAssets(.asset), in: .assets)
      }
      if let type = demand.type {
        found += dangling(Identifier(type), types, demand.origin, .projectAssets(.type), in: .assets)
      }
      if (demand.asset == nil) == (demand.type == nil) {
        found.append(
          Finding(
            "asset-or-type", at: demand.origin, .projectAssets(.asset), value: demand.asset?.text ?? "",
            expected: Bilingual("“物资场地”和“类型”填一项，且只填一项", "either an asset or a type, and not both"),
            mend: Bilingual(
              "指定某一处就填编号，同类皆可就填类型", "name the asset that it must be, or the type of which any will do")))
      }
    }
    return found
  }
}
