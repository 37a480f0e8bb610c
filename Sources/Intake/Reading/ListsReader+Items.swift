import Model

// Settings, places, needs, funds and the decisions of the joint meeting.
extension ListsReader {
  mutating func readSettings() {
    var firstRosterOrder: (line: Int, key: String)?
    var firstPlanner: (line: Int, key: String)?
    each(SettingField.self) { row, lists in
      switch row.text(.key) {
      case "title": lists.title = row.text(.value)
      case "currency": lists.currency.code = row.text(.value)
      case "digits": lists.currency.digits = Int(row.integer(.value, 0...4) ?? 2)
      case "roster_order", "排班次序": row.readRosterOrder(into: &lists, &firstRosterOrder)
      case "planner", "编制层级": row.readPlanner(into: &lists, &firstPlanner)
      default:
        row.add(
          "choice-unknown", .key, row.text(.key),
          Bilingual("title、currency、digits、planner、roster_order", "title, currency, digits, planner, roster_order"),
          Bilingual("请改正或删去此行", "correct or delete the row"))
      }
    }
  }

  mutating func readPlaces() {
    each(PlaceField.self) { row, lists in
      guard let id: PlaceID = row.identifier(.id) else { return }
      var place = Place(id: id)
      place.name = row.optionalText(.name) ?? id.text
      place.parent = row.identifier(.parent)
      place.level = row.choice(.level) ?? .village
      place.population = row.integer(.population, 0...2_000_000_000) ?? 0
      if let latitude = row.degrees(.latitude, 90), let longitude = row.degrees(.longitude, 180) {
        place.coordinates = Coordinates(latitude: latitude, longitude: longitude)
      }
      place.origin = row.origin
      lists.places.append(place)
    }
    let index = Dictionary(lists.places.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    each(PlaceIndicatorField.self) { row, lists in
      guard let place: PlaceID = row.identifier(.place), let value = row.quantity(.value) else { return }
      if let i = index[place] {
        lists.places[i].indicators[row.text(.indicator)] = value
      } else {
        row.dangling(.place, in: .places, index.keys.map(\.text))
      }
    }
    each(CategoryField.self) { row, lists in
      guard let id: CategoryID = row.identifier(.id) else { return }
      var category = Category(id: id)
      category.name = row.optionalText(.name) ?? id.text
      category.parent = row.identifier(.parent)
      category.origin = row.origin
      lists.categories.append(category)
    }
  }

  mutating func readNeeds() {
    each(NeedField.self) { row, lists in
      let quantity = row.quantity(.quantity)
      guard let id: NeedID = row.identifier(.id), let place: PlaceID = row.identifier(.place),
        let category: CategoryID = row.identifier(.category)
      else { return }
      var need = Need(id: id, place: place, category: category)
      need.title = row.optionalText(.title) ?? id.text
      need.group = row.optionalText(.group)
      need.quantity = quantity ?? .zero
      need.unit = row.text(.unit)
      need.value = row.quantity(.value) ?? .one
      need.urgency = Int(row.integer(.urgency, 1...5) ?? 1)
      need.tier = row.choice(.tier) ?? .featured
      need.floor = row.share(.floor)
      need.due = Period(from: row.day(.from), to: row.day(.due, isEnd: true))
      need.source = row.text(.source)
      need.collectedOn = row.day(.collectedOn)
      need.status = row.choice(.status) ?? .open
      need.origin = row.origin
      lists.needs.append(need)
    }
  }

  mutating func readFunds() {
    each(FundField.self) { row, lists in
      let amount = row.money(.amount)
      guard let id: FundID = row.identifier(.id) else { return }
      var fund = Fund(id: id)
      fund.name = row.optionalText(.name) ?? id.text
      fund.department = row.text(.department)
      fund.amount = amount ?? .zero
      fund.reserve = row.amount(.reserve, ofFund: amount).amount ?? .zero
      fund.period = Period(from: row.day(.from), to: row.day(.to, isEnd: true))
      fund.carryOver = row.flag(.carryOver)
      fund.categories = row.identifiers(.categories)
      fund.places = row.identifiers(.places)
      fund.groups = row.texts(.groups).sorted()
      fund.tiers = row.choices(.tiers)
      fund.costTypes = row.texts(.costTypes).sorted()
      fund.excludedCategories = row.identifiers(.excludedCategories)
      fund.excludedCostTypes = row.texts(.excludedCostTypes).sorted()
      fund.projects = row.identifiers(.projects)
      for limit in Fund.amountLimits {
        let read = row.amount(limit.field, ofFund: amount)
        fund[keyPath: limit.value] = read.amount
        if limit.field == .trancheMin { fund.trancheMinShare = read.shareOfCost }
        if limit.field == .trancheMax { fund.trancheMaxShare = read.shareOfCost }
      }
      fund.shareMax = row.share(.shareMax)
      fund.projectsMax = row.integer(.projectsMax, 0...1_000_000).map { Int($0) }
      fund.minimumSpend = row.amount(.minimumSpend, ofFund: amount).amount ?? .zero
      fund.excludesGovernmentFunded = row.flag(.excludesGovernmentFunded)
      fund.origin = row.origin
      // In a list this is a mistake and is refused here. A what-if change may cause it too; the answer then names the
      // conflicting rules.
      if amount != nil, fund.reserve <= fund.amount, fund.minimumSpend > fund.available {
        let most = lists.currency.text(fund.available)
        row.add(
          "minimum-exceeds-amount", .minimumSpend, row.text(.minimumSpend),
          Bilingual("不超过可用的 \(most)", "no more than the \(most) that may be spent"),
          Bilingual("请改正最低支出，或资金总额与预留", "correct it, or the fund's amount and reserve"))
      }
      lists.funds.append(fund)
    }
    let index = Dictionary(lists.funds.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    readMatching(index)
    readSetAsides(index)
  }

  private mutating func readMatching(_ index: [FundID: Int]) {
    each(FundMatchingField.self) { row, lists in
      guard let fund: FundID = row.identifier(.fund),
        let ratio = row.share(.ratio, most: Share(basisPoints: 1_000_000))
      else { return }
      guard let i = index[fund] else { return row.dangling(.fund, in: .funds, index.keys.map(\.text)) }
      lists.funds[i].matching.append(Matching(with: row.identifiers(.with), ratio: ratio, origin: row.origin))
    }
  }

  private mutating func readSetAsides(_ index: [FundID: Int]) {
    each(FundSetAsideField.self) { row, lists in
      guard let fund: FundID = row.identifier(.fund), let kind: SetAsideKind = row.choice(.kind),
        let share = row.share(.share)
      else { return }
      guard let i = index[fund] else { return row.dangling(.fund, in: .funds, index.keys.map(\.text)) }
      let of =
        kind == .group ? row.text(.of) : row.referenceText(.of, in: kind == .place ? .places : .categories)
      lists.funds[i].setAsides.append(SetAside(kind: kind, of: of, share: share, origin: row.origin))
    }
  }

  mutating func readDecisions() {
    let funds = Dictionary(lists.funds.map { ($0.id, $0.amount) }, uniquingKeysWith: { a, _ in a })
    each(PinField.self) { row, lists in
      guard let kind: PinKind = row.choice(.kind), let project: ProjectID = row.identifier(.project) else { return }
      var pin = Pin(kind: kind, project: project)
      pin.fund = row.identifier(.fund)
      let kept = row.amount(.amount, ofFund: pin.fund.flatMap { funds[$0] })
      (pin.amount, pin.share) = (kept.amount, kept.shareOfCost)
      // A row with a volunteer may hold neither, which another finding says.
      if row.optionalText(.amount) != nil, row.optionalText(.volunteer) == nil,
        kind != .keep || row.optionalText(.fund) == nil
      {
        row.add(
          "amount-without-payment", .amount, row.text(.amount),
          Bilingual("只有“保留”且写明资金的决定有金额", "an amount only with keep and a fund"),
          Bilingual("请写明资金，决定写“保留”；或删去金额", "name the fund and write keep, or leave the amount out"))
      }
      pin.reason = row.text(.reason)
      pin.by = row.text(.by)
      pin.on = row.day(.on)
      pin.volunteer = row.identifier(.volunteer)
      pin.role = row.identifier(.role)
      pin.origin = row.origin
      lists.pins.append(pin)
    }
    each(LimitField.self) { row, lists in
      guard let kind: LimitKind = row.choice(.kind) else { return }
      let list: ListName? =
        switch kind {
        case .place: .places
        case .category: .categories
        default: nil
        }
      var limit = AllotmentLimit(kind: kind, of: row.referenceText(.of, in: list))
      limit.mostProjects = row.integer(.mostProjects, 0...1_000_000).map { Int($0) }
      limit.mostMoney = row.money(.mostMoney)
      limit.origin = row.origin
      lists.limits.append(limit)
    }
  }
}
