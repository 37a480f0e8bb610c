import ExactProgram
import IntegerProgram
import Model

/// An asset that may meet a demand: whether it is chosen, and the amount used.
struct AssetChoice: Sendable {
  let asset: Int
  let chosen: Expression
  /// In millionths of the asset's unit.
  let amount: Expression
}

extension Formulation {
  var assets: [Asset] { instance.lists.assets }

  /// Adds the assets that may meet each demand of each variant; there are columns only if several assets may.
  mutating func addAssetChoices(_ lineages: [Lineage]) {
    let scopes = assets.map(Scope.init(of:))
    let byType = Dictionary(grouping: assets.indices, by: { assets[$0].type })
    for (p, project) in projects.enumerated() {
      var variants: [[[AssetChoice]]] = []
      for (v, variant) in project.variants.enumerated() {
        variants.append(
          variant.demands.enumerated().map { number, demand in
            let asked = demand.asset.map { [instance.index(of: $0)] } ?? byType[demand.type!] ?? []
            return choices(among: asked.filter { scopes[$0].admits(lineages[p]) }, number, demand, p, v)
          })
      }
      assetChoices.append(variants)
    }
  }

  /// The amount of a demand: `fixed × y + perUnit × g`, in millionths of the asset's unit.
  func needed(_ demand: AssetDemand, _ p: Int, _ v: Int) -> Expression {
    let variant = projects[p].variants[v]
    if variant.hasFixedScale { return chosen[p][v] * demand.micro(at: variant.scaleMin) }
    return chosen[p][v] * (Int128(demand.fixed.milli) * 1000) + scale[p][v] * Int128(demand.perUnit.milli)
  }

  private mutating func choices(
    among qualified: [Int], _ number: Int, _ demand: AssetDemand, _ p: Int, _ v: Int
  ) -> [AssetChoice] {
    let needed = needed(demand, p, v)
    if qualified.count == 1 { return [AssetChoice(asset: qualified[0], chosen: chosen[p][v], amount: needed)] }
    let variant = projects[p].variants[v]
    let block = projects[p].id.text
    let key = demandKey(p, v, number)
    let most = demand.micro(at: variant.scaleMax)
    let isFixed = variant.hasFixedScale || demand.perUnit == .zero
    let all = qualified.map { asset in
      let use = UseKey(demand: key, asset: assets[asset].id)
      let u = addColumn(.use(use), .choice, upper: 1)
      if isFixed { return AssetChoice(asset: asset, chosen: u, amount: u * most) }
      let amount = addColumn(.usedAmount(use), .credit, upper: most)
      exact.add(ColumnKey.use(use).meaning, amount - u * most, atMost: 0, block: block)
      return AssetChoice(asset: asset, chosen: u, amount: amount)
    }
    if !all.isEmpty {
      exact.add(
        Meaning("use", key.subjects), all.map(\.chosen).sum() - chosen[p][v], atLeast: 0, atMost: 0, block: block)
      if !isFixed {
        exact.add(
          Meaning("use", key.subjects + ["amount"]), all.map(\.amount).sum() - needed, atLeast: 0, atMost: 0,
          block: block)
      }
    }
    return all
  }

  /// The projects that may use an asset, in the order of the instance.
  public func users(of id: AssetID) -> [ProjectID] {
    let ways = usesByAsset()[instance.index(of: id)]
    return Set(ways.map(\.p)).sorted().map { projects[$0].id }
  }

  /// Every choice of each asset for a demand, by asset.
  func usesByAsset() -> [[(p: Int, v: Int, demand: Int, choice: AssetChoice)]] {
    var out: [[(p: Int, v: Int, demand: Int, choice: AssetChoice)]] = Array(repeating: [], count: assets.count)
    for (p, variants) in assetChoices.enumerated() {
      for (v, demands) in variants.enumerated() {
        for (d, choices) in demands.enumerated() {
          for choice in choices { out[choice.asset].append((p, v, d, choice)) }
        }
      }
    }
    return out
  }

  /// The amount of a venue that a use occupies in one period: the whole amount while the project runs, otherwise 0.
  ///
  /// It has a column only if the start decides whether the project runs in the period and the amount is not fixed.
  mutating func occupied(_ p: Int, _ v: Int, _ demand: Int, _ choice: AssetChoice, in period: Int) -> Expression {
    let variant = projects[p].variants[v]
    let running = started(p, v) { instance.run(variant, from: $0).contains(period) }
    if running.terms.isEmpty { return .zero }
    if running.terms.elementsEqual(chosen[p][v].terms, by: ==) { return choice.amount }
    let item = variant.demands[demand]
    let most = item.micro(at: variant.scaleMax)
    let isFixed = variant.hasFixedScale || item.perUnit == .zero
    if isFixed, choice.chosen.terms.elementsEqual(chosen[p][v].terms, by: ==) { return running * most }
    let use = UseKey(demand: demandKey(p, v, demand), asset: assets[choice.asset].id)
    let key = ColumnKey.occupied(use, instance.timeline[period].id)
    let column = addColumn(key, .credit, upper: most)
    exact.add(
      key.meaning, column - choice.amount + (chosen[p][v] - running) * most, atLeast: 0, block: projects[p].id.text)
    return column
  }
}
