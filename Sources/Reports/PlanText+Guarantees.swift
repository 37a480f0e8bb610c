import Model

extension Instance {
  /// The open needs of which a part is guaranteed, with that part: the floor of a basic need; of an urgent one its floor,
  /// or the whole where it has none.
  var guaranteedNeeds: [(need: Need, share: Share)] {
    lists.needs.compactMap { need in
      guard need.status == .open else { return nil }
      if need.urgency == 5 { return (need, need.floor ?? .whole) }
      return need.tier == .basic ? need.floor.map { (need, $0) } : nil
    }
  }
}

/// The needs of which a part is guaranteed, and whether it is served; nil where there are none.
func guaranteedNeedsTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledTable? {
  let needs = instance.guaranteedNeeds
  guard !needs.isEmpty else { return nil }
  let zh = language == .zh
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "需求" : "need", .left), (zh ? "地点" : "place", .left),
    (zh ? "至少" : "at least", .right), (zh ? "满足" : "served", .right), (zh ? "需要" : "needed", .right),
    (zh ? "单位" : "unit", .left), (zh ? "保底" : "guarantee", .left),
  ])
  let served = plan.allocation.served
  let missing = Dictionary(plan.shortfalls.map { ($0.need, Int128($0.micro)) }, uniquingKeysWith: max)
  for (need, share) in needs {
    let whole = Int128(need.quantity.milli) * 1000
    let least = PartText(share.of(whole, roundsUp: true), of: whole, unit: need.unit)
    let result = missing[need.id].map { short in
      let text = PartText(short, of: whole, unit: need.unit).missing
      return zh ? "还缺 \(text)" : "\(text) missing"
    }
    table.add([
      need.id.text, need.title, instance.place(need.place).name, least.missingNumber,
      PartText(served[need.id] ?? 0, of: whole, unit: need.unit).servedNumber, need.quantity.text, need.unit,
      result ?? (zh ? "达到" : "met"),
    ])
  }
  return TitledTable(title: zh ? "保底需求" : "Guaranteed needs", table: table)
}
