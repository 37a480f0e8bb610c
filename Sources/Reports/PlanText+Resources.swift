import Model

extension Allocation.Award {
  /// The plan periods in which it runs: `2026Q2`, or `2026Q2..2026Q4`; empty where the award states no period.
  func periods(in instance: Instance) -> String {
    guard let run = run(in: instance) else { return "" }
    let (first, last) = (instance.timeline[run.lowerBound].id, instance.timeline[run.upperBound].id)
    return first == last ? first.text : "\(first)..\(last)"
  }

  /// The days on which it runs: the project's own days within these periods.
  func days(in instance: Instance) -> Period {
    let own = instance.project(project).period
    guard let run = run(in: instance) else { return own }
    let (first, last) = (instance.timeline[run.lowerBound].span, instance.timeline[run.upperBound].span)
    return Period(
      from: [own.from, first.from].compactMap(\.self).max(), to: [own.to, last.to].compactMap(\.self).min())
  }

  private func run(in instance: Instance) -> ClosedRange<Int>? {
    guard let period, let first = instance.periodIndex[period] else { return nil }
    let lasts = instance.project(project).variants.first { $0.id == variant }?.lasts ?? 1
    return first...min(first + lasts, instance.timeline.count) - 1
  }
}

extension Allocation.Use {
  /// The amount with its unit, such as `120 套`.
  func amount(in instance: Instance) -> String {
    let amount = decimalText(Int128(micro), digits: 6, grouped: true, trimmed: true)
    let unit = instance.asset(asset).unit
    return unit.isEmpty ? amount : "\(amount) \(unit)"
  }
}

/// The uses of goods and venues, beside how much there is of each; nil where there are none.
func usesTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledTable? {
  guard !plan.allocation.uses.isEmpty else { return nil }
  let zh = language == .zh
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "物资场地" : "asset", .left), (zh ? "共有" : "in all", .right),
    (zh ? "项目" : "project", .left), (zh ? "使用" : "used", .right), (zh ? "时段" : "slots", .left),
  ])
  for use in plan.allocation.uses.sorted(by: { ($0.asset, $0.project, $0.micro) < ($1.asset, $1.project, $1.micro) }) {
    let asset = instance.asset(use.asset)
    let all = [asset.quantity.text, asset.unit].filter { !$0.isEmpty }.joined(separator: " ")
    let slots = use.slots.map(\.text).joined(separator: " ")
    let always = asset.kind == .venue ? zh ? "项目期间一直用" : "as long as the project runs" : ""
    table.add([
      use.asset.text, asset.name, all, "\(use.project) \(instance.project(use.project).title)",
      use.amount(in: instance), slots.isEmpty ? always : slots,
    ])
  }
  return TitledTable(title: zh ? "物资场地" : "Goods and venues", table: table, widest: 60)
}

/// Day and hours of each slot that an asset is used in, three on a line; nil where the lists give none.
func slotsLines(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledLines? {
  let used = Set(plan.allocation.uses.flatMap(\.slots)).filter { instance.slotIndex[$0] != nil }.map(instance.slot)
  guard !used.isEmpty else { return nil }
  let zh = language == .zh
  let slots = used.sorted { ($0.begins, $0.id) < ($1.begins, $1.id) }.map { slot in
    "\(slot.id) \(slot.day) \(clockText(slot.start))–\(slot.endText(language, clock: clockText))"
  }
  let rows = stride(from: 0, to: slots.count, by: 3).map { slots[$0..<min($0 + 3, slots.count)] }
  return TitledLines(
    title: zh ? "其中时段：" : "These slots are:",
    items: rows.map { $0.joined(separator: zh ? "；" : "; ").printable })
}

/// The weight of each place's needs and its terms; nil without a weight formula.
func weightsTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledTable? {
  guard let weights = plan.weights, let first = weights.first else { return nil }
  let zh = language == .zh
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "地点" : "place", .left), (zh ? "权重" : "weight", .right),
    (zh ? "由来" : "made up of", .left),
  ])
  for weight in weights {
    let terms = weight.terms.filter { $0.adds.basisPoints > 0 }.map { term in
      let source = term.of == weight.place ? "" : zh ? "（取自\(term.of)）" : " (of \(term.of))"
      return "\(term.indicator) \(term.value.text)\(source) +\(term.adds.text)"
    }
    let sum = weight.terms.reduce(weight.base.basisPoints) { $0 + $1.adds.basisPoints }
    let cap = sum > weight.weight.basisPoints ? [zh ? "封顶" : "capped"] : []
    table.add([
      weight.place.text, instance.place(weight.place).name, weight.weight.text,
      ([weight.base.text] + terms + cap).joined(separator: zh ? "，" : ", "),
    ])
  }
  return TitledTable(
    title: (zh ? "需求权重（公式 \(first.version)）" : "Weights of needs (formula \(first.version))").printable, table: table,
    widest: 72)
}
