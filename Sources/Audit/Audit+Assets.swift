import Model

/// A demand or a use, reduced to the fields in which the two must agree.
private struct Asked: Hashable {
  let name: String
  let isType: Bool
  let slots: [SlotID]
  let micro: Int128
}

extension Ledger {
  /// The rules from `asset-demand` to `venue-capacity`.
  func assetBreaches() -> [Breach] {
    instance.lists.projects.flatMap(demands) + uses.flatMap(permittedUse) + instance.lists.assets.flatMap(capacity)
  }

  /// `asset-demand`: each demand is met by one use, and each use meets one demand.
  private func demands(of project: Project) -> [Breach] {
    var open: [Asked: Int] = [:]
    for (variant, scale) in carriedOut[project.id] ?? [] {
      for demand in variant.demands {
        let micro = demand.micro(at: scale)
        if micro == 0 { continue }
        let asked = Asked(
          name: demand.asset?.text ?? demand.type!, isType: demand.asset == nil, slots: demand.slots.sorted(),
          micro: micro)
        open[asked, default: 0] += 1
      }
    }
    for use in usesByProject[project.id] ?? [] {
      let asked = Asked(
        name: use.type ?? use.asset.text, isType: use.type != nil, slots: use.slots.sorted(), micro: Int128(use.micro))
      open[asked, default: 0] -= 1
    }
    return open.filter { $0.value != 0 }.map { asked, count in
      let amount = decimalText(asked.micro, digits: 6, grouped: true, trimmed: true)
      let subjects = [project.id.text, asked.name]
      return count > 0
        ? Breach(
          "asset-demand", subjects, "项目 \(project.id) 需要“\(asked.name)” \(amount)，却没有安排",
          "project \(project.id) needs \(amount) of ‘\(asked.name)’, which it is not given")
        : Breach(
          "asset-demand", subjects, "项目 \(project.id) 得到“\(asked.name)” \(amount)，却没有这项需要",
          "project \(project.id) is given \(amount) of ‘\(asked.name)’, for which it does not ask")
    }
  }

  private func permittedUse(_ use: Allocation.Use) -> [Breach] {
    let asset = instance.asset(use.asset), project = instance.project(use.project)
    let subjects = [asset.id.text, project.id.text]
    var found: [Breach] = []
    if let type = use.type, type != asset.type {
      found.append(
        Breach(
          "permitted-use", subjects, "项目 \(project.id) 需要的是“\(type)”，而 \(asset.id) 是“\(asset.type)”",
          "project \(project.id) asks for ‘\(type)’, but \(asset.id) is ‘\(asset.type)’"))
    }
    let category = project.category
    if !asset.categories.isEmpty, !asset.categories.contains(where: { instance.isKind(category, of: $0) }) {
      found.append(
        Breach(
          "permitted-use", subjects, "\(asset.id) 不得用于类别 \(category) 的项目 \(project.id)",
          "\(asset.id) is not for category \(category), that of project \(project.id)"))
    }
    let places = project.places.map(\.place)
    if !asset.reach.isEmpty, !places.isEmpty,
      !places.contains(where: { place in asset.reach.contains { instance.lies(place, within: $0) } })
    {
      found.append(
        Breach(
          "permitted-use", subjects, "项目 \(project.id) 不在 \(asset.id) 的服务范围之内",
          "project \(project.id) is beyond the reach of \(asset.id)"))
    }
    return found
  }

  private func capacity(of asset: Asset) -> [Breach] {
    let all = usesByAsset[asset.id] ?? []
    if asset.kind == .venue { return instance.timeline.indices.flatMap { slots(of: asset, all, in: $0) } }
    let sum = all.reduce(0) { $0 + Int128($1.micro) }
    guard sum > micro(asset.quantity) else { return [] }
    return [
      Breach(
        "asset-stock", [asset.id.text], "\(asset.id) 共领用 \(amount(sum))，超过库存 \(amount(micro(asset.quantity)))",
        "\(amount(sum)) of \(asset.id) is used, more than the stock of \(amount(micro(asset.quantity)))")
    ]
  }

  private func slots(of venue: Asset, _ all: [Allocation.Use], in period: Int) -> [Breach] {
    let present = all.filter { use in
      (carriedOut[use.project] ?? []).contains { variant, _ in
        starts[use.project]?[variant.id].map { run(of: variant, from: $0).contains(period) } ?? false
      }
    }
    let open = venue.slots.map(\.slot)
    // A use without slots takes its amount in every slot in which the venue is open.
    var taken: [SlotID: Int128] = [:]
    for slot in open + present.flatMap(\.slots) + (open.isEmpty ? [""] : []) { taken[slot] = 0 }
    for use in present {
      let within = use.slots.isEmpty ? (open.isEmpty ? Array(taken.keys) : open) : use.slots
      for slot in within { taken[slot, default: 0] += Int128(use.micro) }
    }
    return taken.sorted { $0.key < $1.key }.compactMap { slot, sum in
      let room = open.isEmpty ? venue.quantity : venue.slots.first { $0.slot == slot }?.capacity ?? .zero
      guard sum > micro(room) else { return nil }
      let when = [instance.timeline[period].id.text, slot.text].filter { !$0.isEmpty }
      let words = when.isEmpty ? "" : " " + when.joined(separator: " ")
      return Breach(
        "venue-capacity", [venue.id.text] + when,
        "场地 \(venue.id)\(words) 占用 \(amount(sum))，超过容量 \(amount(micro(room)))",
        "\(amount(sum)) of venue \(venue.id) is taken\(words), more than the \(amount(micro(room))) it holds")
    }
  }

  private func micro(_ quantity: Quantity) -> Int128 { Int128(quantity.milli) * 1000 }
  private func amount(_ micro: Int128) -> String { decimalText(micro, digits: 6, grouped: true, trimmed: true) }
}
