import Model

extension ListsReader {
  /// Reads the periods of the plan and the releases of each fund.
  mutating func readPeriods() {
    each(PeriodField.self) { row, lists in
      let (from, to) = (row.day(.from), row.day(.to, isEnd: true))
      guard let id: PeriodID = row.identifier(.id), let from, let to else { return }
      var period = PlanPeriod(id: id, span: Period(from: from, to: to))
      period.origin = row.origin
      lists.periods.append(period)
    }
    let index = Dictionary(lists.funds.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    each(FundReleaseField.self) { row, lists in
      guard let fund: FundID = row.identifier(.fund), let period: PeriodID = row.identifier(.period),
        let amount = row.money(.amount)
      else { return }
      guard let i = index[fund] else { return row.dangling(.fund, in: .funds, index.keys.map(\.text)) }
      lists.funds[i].releases.append(Release(period: period, amount: amount, origin: row.origin))
    }
  }

  /// Reads goods and venues. Demands for them are read with the projects.
  mutating func readAssets() {
    each(AssetField.self) { row, lists in
      let (kind, quantity): (AssetKind?, Quantity?) = (row.choice(.kind), row.quantity(.quantity))
      guard let id: AssetID = row.identifier(.id) else { return }
      var asset = Asset(id: id)
      asset.name = row.optionalText(.name) ?? id.text
      asset.kind = kind ?? .consumable
      asset.type = row.text(.type)
      asset.place = row.identifier(.place)
      asset.quantity = quantity ?? .zero
      asset.unit = row.text(.unit)
      asset.categories = row.identifiers(.categories)
      asset.reach = row.identifiers(.reach)
      asset.origin = row.origin
      lists.assets.append(asset)
    }
    let index = Dictionary(lists.assets.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    each(AssetSlotField.self) { row, lists in
      guard let id: AssetID = row.identifier(.asset), let slot: SlotID = row.identifier(.slot) else { return }
      guard let i = index[id] else {
        return row.dangling(.asset, in: .assets, index.keys.map(\.text))
      }
      guard lists.assets[i].kind == .venue else {
        return row.add(
          "choice-unknown", .asset, id.text, Bilingual("场地，而非物资", "a venue, not a consumable"),
          Bilingual("物资没有时段；请改为场地或删去此行", "goods have no slots; make it a venue or delete the row"))
      }
      let capacity = row.quantity(.capacity) ?? lists.assets[i].quantity
      lists.assets[i].slots.append(AssetSlot(slot: slot, capacity: capacity, origin: row.origin))
    }
  }

  /// Reads what variants ask for of goods and venues.
  mutating func readDemands(_ index: ProjectIndex) {
    each(ProjectAssetField.self) { row, lists in
      let demand = AssetDemand(
        asset: row.identifier(.asset), type: row.optionalText(.type), fixed: row.quantity(.fixed) ?? .zero,
        perUnit: row.quantity(.perUnit) ?? .zero, slots: row.identifiers(.slots), origin: row.origin)
      row.eachVariant(index, &lists) { $0.demands.append(demand) }
    }
  }

  /// Reads the formula of the weights of places.
  mutating func readWeights() {
    var seen: Set<WeightRow> = []
    each(WeightField.self) { row, lists in
      guard let kind: WeightRow = row.choice(.kind),
        let value = row.share(.value, most: Share(basisPoints: 1_000_000))
      else { return }
      let version = row.text(.version)
      var formula = lists.weightFormula ?? WeightFormula(version: version)
      if lists.weightFormula == nil { formula.origin = row.origin }
      if formula.version != version {
        row.add(
          "versions-differ", .version, version,
          Bilingual("各行版本一致：“\(formula.version)”", "the same version in each row: ‘\(formula.version)’"),
          Bilingual("一张表只写一个版本的公式；旧版请另存", "keep one version in the list, and older ones elsewhere"))
      }
      if kind != .indicator, !seen.insert(kind).inserted {
        row.add(
          "id-repeated", .kind, row.text(.kind), Bilingual("基数、上限各一行", "one row for the base and one for the cap"),
          Bilingual("请删去多余的行", "delete the row that is too many"))
      }
      switch kind {
      case .base: formula.base = value
      case .cap: formula.cap = value
      case .indicator:
        guard let indicator = row.optionalText(.indicator) else {
          return row.add(
            "cell-missing", .indicator, "", Bilingual("指标的名称", "name of the indicator"),
            Bilingual("请填写“指标”", "fill in indicator"))
        }
        formula.terms.append(
          .init(
            indicator: indicator, above: row.quantity(.above) ?? .zero, perUnit: value,
            atMost: row.share(.atMost, most: Share(basisPoints: 1_000_000)), origin: row.origin))
      }
      lists.weightFormula = formula
    }
  }
}

/// The kind of a row of the weight formula.
private enum WeightRow: String { case base, indicator, cap }
