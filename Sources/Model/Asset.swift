public enum AssetKind: String, Sendable, CaseIterable { case consumable, venue }

/// 物资、场地. Goods that are used up, or a venue that so many can use at once.
public struct Asset: Sendable {
  public var id: AssetID
  public var name = ""
  public var kind = AssetKind.consumable
  /// What it is, such as `会议室`; a project may ask for any of a type.
  public var type = ""
  public var place: PlaceID?
  /// The stock of a consumable, or what a venue holds at once.
  public var quantity = Quantity.zero
  public var unit = ""
  /// What it may be used for; empty for anything.
  public var categories: [CategoryID] = []
  /// The places, with all that lies in them, whose projects it may serve; empty for any.
  public var reach: [PlaceID] = []
  /// What a venue holds in each slot; where empty, its quantity in every slot.
  public var slots: [AssetSlot] = []
  public var origin = Origin.none
  public init(id: AssetID) { self.id = id }
}

/// What a venue holds in one slot of every period.
public struct AssetSlot: Sendable {
  public var slot: SlotID
  public var capacity: Quantity
  public var origin = Origin.none
  public init(slot: SlotID, capacity: Quantity, origin: Origin = .none) {
    self.slot = slot
    self.capacity = capacity
    self.origin = origin
  }
}

/// What a variant asks of one asset, named or any of a type: `fixed + perUnit × scale`, wholly from one of them.
public struct AssetDemand: Sendable {
  /// Nil where any asset of the type will do.
  public var asset: AssetID?
  public var type: String?
  public var fixed: Quantity
  public var perUnit: Quantity
  /// When a venue is needed; empty for all the time that the project runs.
  public var slots: [SlotID]
  public var origin = Origin.none
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

  /// In millionths of the asset's unit.
  public func micro(at scale: Quantity) -> Int128 {
    Int128(fixed.milli) * 1000 + Int128(perUnit.milli) * Int128(scale.milli)
  }
}

extension Lists {
  /// Assets and demands that name what no list has, or ask for both an asset and a type.
  func assetInconsistencies() -> [Finding] {
    var found = repeated(assets.map { ($0.id.text, $0.origin) })
    let placeIDs = Set(places.map(\.id))
    let categoryIDs = Set(categories.map(\.id))
    for asset in assets {
      for place in [asset.place].compactMap({ $0 }) {
        found += dangling(place, placeIDs, asset.origin, "place", Bilingual("地点清单", "places"))
      }
      for place in asset.reach {
        found += dangling(place, placeIDs, asset.origin, "reach", Bilingual("地点清单", "places"))
      }
      for category in asset.categories where !categories.isEmpty {
        found += dangling(category, categoryIDs, asset.origin, "categories", Bilingual("类别清单", "categories"))
      }
      var seen: Set<SlotID> = []
      for slot in asset.slots where !seen.insert(slot.slot).inserted {
        found.append(
          Finding(
            "id-repeated", at: slot.origin, "slot", value: slot.slot.text,
            expected: Bilingual("每处场地每个时段一行", "one row for each venue and slot"),
            mend: Bilingual("请合并为一行", "merge the rows")))
      }
    }
    // Without a list of slots, a slot is whatever name the lists use.
    if !slots.isEmpty {
      let known = Set(slots.map(\.id)), list = Bilingual("时段清单", "slots")
      for slot in assets.flatMap(\.slots) { found += dangling(slot.slot, known, slot.origin, "slot", list) }
      for demand in projects.flatMap({ $0.variants.flatMap(\.demands) }) {
        for slot in demand.slots { found += dangling(slot, known, demand.origin, "slots", list) }
      }
    }
    let assetIDs = Set(assets.map(\.id))
    let types = Set(assets.filter { !$0.type.isEmpty }.map { Identifier<String>($0.type) })
    for demand in projects.flatMap({ $0.variants.flatMap(\.demands) }) {
      let list = Bilingual("物资场地清单", "assets")
      if let asset = demand.asset { found += dangling(asset, assetIDs, demand.origin, "asset", list) }
      if let type = demand.type { found += dangling(Identifier(type), types, demand.origin, "type", list) }
      if (demand.asset == nil) == (demand.type == nil) {
        found.append(
          Finding(
            "asset-or-type", at: demand.origin, "asset", value: demand.asset?.text ?? "",
            expected: Bilingual("“物资场地”和“类型”填一项，且只填一项", "either an asset or a type, and not both"),
            mend: Bilingual(
              "指定某一处就填编号，同类皆可就填类型", "name the asset that it must be, or the type of which any will do")))
      }
    }
    return found
  }
}
