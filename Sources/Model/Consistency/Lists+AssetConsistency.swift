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
