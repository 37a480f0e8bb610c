import Model

extension PlanPages {
  /// All villages in one table and picture, then each by itself: what it declared, what it gets, and why not the rest.
  var places: [Markup] {
    let costs = plan.allocation.costs
    let needs = Dictionary(grouping: instance.lists.needs.filter { $0.status == .open }, by: \.place)
    let reasons = Dictionary(leftOut.needs.map { ($0.id, $0.reason) }, uniquingKeysWith: { a, _ in a })
    let overview = placesTable(plan, instance, language)
    return (overview == nil ? [] : servedByPlace) + shown(overview, links: [0: .place])
      + instance.placesWithSections.map { place in
        section(of: place, needs[place.id] ?? [], reasons, costs)
      }
  }

  private func section(
    of place: Place, _ needs: [Need], _ reasons: [NeedID: String], _ costs: [ProjectID: Int128]
  ) -> Markup {
    var out: [Markup] = [.tag("h3", [:], "\(place.id) \(place.name)")]
    if !needs.isEmpty {
      out.append(.tag("p", [:], servedLine(needs, served: served, language) + say("。", ".")))
      out.append(.tag("h4", [:], say("申报的需求", "Needs declared")))
      let table = TitledTable(
        title: say("\(place.name)的需求", "Needs of \(place.name)"), table: needsTable(needs, reasons))
      out += shown(table, links: [5: .project], rows: .need)
    }
    let received = receivedTable(place.id, costs)
    out.append(.tag("h4", [:], say("得到的项目", "Projects received")))
    if received.rows.isEmpty {
      out.append(.tag("p", [:], say("没有安排项目。", "No project.")))
    } else {
      out += shown(
        TitledTable(title: say("\(place.name)的项目", "Projects of \(place.name)"), table: received),
        links: [0: .project, 3: .fund])
    }
    let omitted = LeftOut(
      projects: leftOut.projects.filter { left in instance.project(left.id).places.contains { $0.place == place.id } })
    if let table = projectsLeftOutTable(omitted, instance, language) {
      out += [.tag("h4", [:], table.title)] + shown(table, links: [0: .project, 3: .project])
    }
    return .tag("section", ["id": anchors.anchor(.place, place.id.text) ?? "", "class": "item"], out)
  }

  private func needsTable(_ needs: [Need], _ reasons: [NeedID: String]) -> TextTable {
    var table = TextTable([
      (say("编号", "id"), .left), (say("需求", "need"), .left), (say("需要", "needed"), .right),
      (say("满足", "served"), .right), (say("单位", "unit"), .left), (say("其余为什么没有", "why not the rest"), .left),
    ])
    for need in needs {
      let part = PartText(served[need.id] ?? 0, of: Int128(need.quantity.milli) * 1000, unit: need.unit)
      table.add([
        need.id.text, need.title, need.quantity.text, part.servedNumber, need.unit, reasons[need.id] ?? "",
      ])
    }
    return table
  }

  /// The projects that a place gets; of a joint one its share of the cost.
  private func receivedTable(_ place: PlaceID, _ costs: [ProjectID: Int128]) -> TextTable {
    var table = TextTable([
      (say("编号", "id"), .left), (say("项目", "project"), .left), (say("费用", "cost"), .right),
      (say("资金来源", "paid by"), .left),
    ])
    let payments = Dictionary(grouping: plan.allocation.payments, by: \.project)
    for award in plan.allocation.awards {
      let project = instance.project(award.project)
      for (own, part) in project.divided(costs[project.id] ?? 0) where own == place {
        table.add([
          project.id.text, project.title, decimalText(part, digits: plan.currency.digits, grouped: true),
          payers(payments[project.id] ?? [], plan.currency, language),
        ])
      }
    }
    return table
  }
}
