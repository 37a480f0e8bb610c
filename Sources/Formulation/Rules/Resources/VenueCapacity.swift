import Model

/// `Σ w(d,a) × runs(p,k) ≤ capacity(a,slot)`, for each period *k* and slot.
enum VenueCapacity: FormulationRule {
  static let name = "venue-capacity"
  static let sentence = Bilingual(
    "每期每个时段，场地的占用不超过容量。", "In each slot of each period no more of a venue is taken than it holds.")
  static let cells: [RuleCell] = [
    RuleCell(.assets(.quantity), of: 0),
    RuleCell(.assetSlots(.capacity), of: 0),
  ]

  /// The capacity by slot if the venue has one, or else its quantity.
  static func citations(of subjects: [String], in instance: Instance) -> [Citation] {
    guard let id = subjects.first, let a = instance.assetIndex[AssetID(id)] else { return [] }
    return [Citation(instance.lists.assets[a].slots.isEmpty ? .assets(.quantity) : .assetSlots(.capacity), of: id)]
  }

  static func emit(into f: inout Formulation) {
    for (a, uses) in f.usesByAsset().enumerated() where f.assets[a].kind == .venue && !uses.isEmpty {
      let asset = f.assets[a]
      for period in f.instance.timeline.indices {
        let taken = uses.map { f.occupied($0.p, $0.v, $0.demand, $0.choice, in: period) }
        // Among slots with the same demands, only the smallest capacity can bind.
        var least: [[Int]: (slot: SlotID, capacity: Quantity)] = [:]
        for (slot, capacity) in slots(of: asset, uses.map { f.demand($0.p, $0.v, $0.demand) }) {
          let within = uses.indices.filter { use in
            let asked = f.demand(uses[use].p, uses[use].v, uses[use].demand).slots
            return asked.isEmpty
              ? asset.slots.isEmpty || asset.slots.contains { $0.slot == slot } : asked.contains(slot)
          }
          if least[within].map({ capacity < $0.capacity }) ?? true { least[within] = (slot, capacity) }
        }
        for (within, (slot, capacity)) in least.sorted(by: { $0.value.slot < $1.value.slot }) {
          f.add(
            self, [asset.id.text] + [f.instance.timeline[period].id.text, slot.text].filter { !$0.isEmpty },
            within.map { taken[$0] }.sum(), atMost: Int128(capacity.milli) * 1000)
        }
      }
    }
  }

  /// The slots in which a venue is open or demanded, with its capacity; a single unnamed slot if there are none.
  private static func slots(of asset: Asset, _ demands: [AssetDemand]) -> [(slot: SlotID, capacity: Quantity)] {
    let capacities = Dictionary(asset.slots.map { ($0.slot, $0.capacity) }, uniquingKeysWith: { a, _ in a })
    let all = Set(capacities.keys).union(demands.flatMap(\.slots)).sorted()
    if all.isEmpty { return [("", asset.quantity)] }
    return all.map { ($0, asset.slots.isEmpty ? asset.quantity : capacities[$0] ?? .zero) }
  }
}

extension Formulation {
  func demand(_ p: Int, _ v: Int, _ number: Int) -> AssetDemand { projects[p].variants[v].demands[number] }
}
