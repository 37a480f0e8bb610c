import Foundation
import Model

extension PabulibFile {
  /// Converts the election to lists. Values that cannot be read, and what is not read, become findings.
  mutating func lists(_ utility: PabulibUtility?) -> WrittenLists {
    checkIDs()
    currency = Currency(code: entry("currency")?.value ?? "EUR", digits: decimals())
    let count = count()
    let measures = measures(utility, count)
    let total = money(meta["budget"]!.value, meta["budget"]!.line)
    let categories = categories(budgets("budget_per_category", of: "categories"))
    let places = places(budgets("budget_per_neighborhood", of: "neighborhoods"))
    warnOfStrayVotes()
    warnOfRewrittenIDs()
    warnOfUnread()
    warnOfComment()
    warnOfDisagreements(count)
    warnOfOddBallots()
    var out = WrittenLists()
    writeSettings(into: &out)
    writeLabels(places, categories, into: &out)
    writeProjects(measures, places, categories, into: &out)
    writeBars(measures, into: &out)
    writeMoney(total, places, categories, into: &out)
    return out
  }

  /// - Parameter columns: The column of the election's file from which a cell was read.
  private func row<Field: ListField>(
    _ cells: [Field: String], line: Int, _ columns: [Field: String] = [:]
  ) -> ImportedRow<Field> {
    let read = columns.compactMap { field, name in projectColumns[name].map { (field.rawValue, $0) } }
    let header = Header(file: file, positions: Dictionary(uniqueKeysWithValues: read))
    return ImportedRow(cells: cells, origin: Origin(header: header, line: line))
  }

  private func writeSettings(into out: inout WrittenLists) {
    let name = URL(filePath: file).lastPathComponent
    let settings = [
      ("title", entry("description") ?? (name, 1)), ("currency", entry("currency") ?? ("EUR", 1)),
      ("digits", (value: currency.digits == 2 ? "" : "\(currency.digits)", line: 1)),
    ]
    out.write(
      from: settings.filter { !$1.value.isEmpty }.map {
        row([SettingField.key: $0, .value: $1.value], line: $1.line)
      })
  }

  private func writeLabels(_ places: PabulibLabels, _ categories: PabulibLabels, into out: inout WrittenLists) {
    let unit = entry("unit") ?? ("all", 1)
    let whole = row([PlaceField.id: "all", .name: unit.value, .level: "township"], line: unit.line)
    out.write(
      from: [whole]
        + places.all.map { row([.id: $0.id, .name: $0.name, .parent: "all", .level: "community"], line: $0.line) })
    out.write(
      from: categories.all.map { category in
        row([CategoryField.id: category.id, .name: category.name, .parent: category.parent ?? ""], line: category.line)
      } + [row([.id: "other", .name: "other"], line: 1)])
  }

  /// Writes projects, costs, needs and services.
  private mutating func writeProjects(
    _ measures: PabulibMeasures, _ places: PabulibLabels, _ categories: PabulibLabels, into out: inout WrittenLists
  ) {
    let conflicts = conflicts()
    var rows: [ImportedRow<ProjectField>] = [], costs: [ImportedRow<CostField>] = []
    var needs: [ImportedRow<NeedField>] = [], serves: [ImportedRow<ServesField>] = []
    for (number, project) in projects.enumerated() {
      let (cells, line) = project
      guard let name = cells["project_id"], !name.isEmpty, let cost = cells["cost"] else {
        refuse(
          "cell-missing", line, "", Bilingual("project_id 与 cost", "project_id and cost"),
          Bilingual("请补上", "fill them in"), column: "project_id")
        continue
      }
      let id = Self.listID(name)
      let category = categories.named[number].name.isEmpty ? "other" : categories.id(categories.named[number].name)
      let place = places.named[number].name.isEmpty ? "all" : places.id(places.named[number].name)
      let isScoreKept = measures.utility != .score && projectColumns["score"] != nil
      rows.append(
        row(
          [
            .id: id, .title: cells["name"] ?? "", .place: place, .category: category, .groups: groups(of: project),
            .responsible: "applicant", .approved: "yes",
            .score: isScoreKept ? measures.score.map { units($0[number]) } ?? "" : "",
            .incompatible: (conflicts[name] ?? []).map(Self.listID).joined(separator: ";"),
          ], line: line, [.id: "project_id", .title: "name", .score: "score"]))
      let amount = plain(money(cost, line, column: "cost"))
      costs.append(
        row(
          [.project: id, .costType: "cost", .fixed: amount], line: line, [.project: "project_id", .fixed: "cost"]))
      guard let counted = measures.counted?[number], counted > 0 else { continue }
      let measure = measures.utility == .score ? "score" : "votes"
      let quantity = units(counted)
      let value = measures.utility == .cost ? amount : ""
      needs.append(
        row(
          [
            .id: id, .title: cells["name"] ?? "", .place: place, .category: category, .quantity: quantity,
            .unit: measures.utility == .score ? "points" : "votes", .value: value,
          ], line: line, [.id: "project_id", .title: "name", .quantity: measure, .value: "cost"]))
      serves.append(
        row([.project: id, .need: id, .perUnit: quantity], line: line, [.project: "project_id", .perUnit: measure]))
    }
    out.write(from: rows)
    out.write(from: costs)
    if !needs.isEmpty { out.write(from: needs) }
    if !serves.isEmpty { out.write(from: serves) }
  }

  /// The projects that each project excludes, in order.
  private func conflicts() -> [String: [String]] {
    var out: [String: Set<String>] = [:]
    for set in exclusions() {
      for name in set { out[name, default: []].formUnion(set.filter { $0 != name }) }
    }
    return out.mapValues { $0.sorted() }
  }

  private mutating func writeBars(_ measures: PabulibMeasures, into out: inout WrittenLists) {
    let pins = bars(measures).filter { !$0.project.isEmpty }.map { bar in
      row(
        [
          PinField.kind: PinKind.mustNot.rawValue, .project: Self.listID(bar.project),
          .reason: ElectionBar.reason(bar.bars), .by: "META",
        ], line: bar.line, [.project: "project_id"])
    }
    if !pins.isEmpty { out.write(from: pins) }
  }

  /// Writes the funds, and the limits on places and on the whole.
  private func writeMoney(
    _ total: Money, _ places: PabulibLabels, _ categories: PabulibLabels, into out: inout WrittenLists
  ) {
    let budget = meta["budget"]?.line ?? 1
    var funds = categories.budgets.map { entry in
      let id = categories.id(entry.name)
      return row(
        [FundField.id: id, .name: entry.name, .amount: plain(entry.amount), .categories: id], line: entry.line)
    }
    var free = categories.others.filter { $0.parent == nil }.map { categories.id($0.name) }
    if categories.named.contains(where: \.name.isEmpty) { free.append("other") }
    if categories.budgets.isEmpty || !free.isEmpty {
      let earmark = categories.budgets.isEmpty ? "" : free.joined(separator: ";")
      funds.append(
        row([.id: "general", .name: "general", .amount: plain(total), .categories: earmark], line: budget))
    }
    out.write(from: funds)
    var limits = places.budgets.map { area in
      row([LimitField.kind: "place", .of: places.id(area.name), .mostMoney: plain(area.amount)], line: area.line)
    }
    if funds.count > 1 { limits.append(row([.kind: "total", .mostMoney: plain(total)], line: budget)) }
    if !limits.isEmpty { out.write(from: limits) }
  }

  private func plain(_ money: Money) -> String {
    decimalText(Int128(money.minorUnits), digits: currency.digits, trimmed: true)
  }

  private func units(_ milli: Int64) -> String { decimalText(Int128(milli), digits: 3, trimmed: true) }
}
