import Model

extension PabulibFile {
  /// Converts the election to lists. Values that cannot be read become findings.
  mutating func lists() -> WrittenLists {
    checkIDs()
    currency.digits = decimals()
    let support = support()
    let total = money(meta["budget"]!.value, meta["budget"]!.line)
    let categories = budgets(["budget_per_category"], ["categories"])
    let areas = budgets(
      ["budget_per_neighborhood", "budget_per_neighbourhood"], ["neighborhoods", "neighbourhoods"])
    var out = WrittenLists()
    out.warnings = strayVotes() + rewrittenIDs()
    writePlaces(areas ?? [], categories ?? [], into: &out)
    let projects = writeProjects(support, areas, categories, into: &out)
    let hasOthers = projects.contains { $0.cells[.category] == "other" }
    writeMoney(total, areas ?? [], categories ?? [], hasOthers: hasOthers, into: &out)
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

  private func writePlaces(_ areas: [Budget], _ categories: [Budget], into out: inout WrittenLists) {
    func entry(_ key: String, or text: String) -> (value: String, line: Int) { meta[key] ?? (text, 1) }
    let settings = [
      ("title", entry("description", or: file)), ("currency", entry("currency", or: "EUR")),
      ("digits", (value: currency.digits == 2 ? "" : "\(currency.digits)", line: 1)),
    ]
    out.write(
      from: settings.filter { !$1.value.isEmpty }.map {
        row([SettingField.key: $0, .value: $1.value], line: $1.line)
      })
    let unit = entry("unit", or: "all")
    let whole = row([PlaceField.id: "all", .name: unit.value, .level: "township"], line: unit.line)
    out.write(
      from: [whole]
        + areas.enumerated().map {
          row([.id: "a\($0 + 1)", .name: $1.name, .parent: "all", .level: "community"], line: $1.line)
        })
    out.write(
      from: categories.enumerated().map { row([CategoryField.id: "c\($0 + 1)", .name: $1.name], line: $1.line) }
        + [row([.id: "other", .name: "other"], line: 1)])
  }

  /// Writes projects, costs, needs and services.
  /// - Returns: The rows of the list of projects.
  private mutating func writeProjects(
    _ support: [String: Int64], _ areas: [Budget]?, _ categories: [Budget]?, into out: inout WrittenLists
  ) -> [ImportedRow<ProjectField>] {
    func known(_ cell: String?, _ budgets: [Budget]?) -> Int? {
      budgets?.firstIndex { $0.name == cell?.trimmedCell }
    }
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
      let category = known(cells["category"], categories).map { "c\($0 + 1)" } ?? "other"
      let place = known(cells["neighborhood"] ?? cells["neighbourhood"], areas).map { "a\($0 + 1)" } ?? "all"
      rows.append(
        row(
          [
            .id: id, .title: cells["name"] ?? "", .place: place, .category: category, .responsible: "applicant",
            .approved: "yes",
          ], line: line, [.id: "project_id", .title: "name"]))
      costs.append(
        row(
          [.project: id, .costType: "cost", .fixed: plain(money(cost, line, column: "cost"))], line: line,
          [.project: "project_id", .fixed: "cost"]))
      let votes = support[name] ?? 0
      guard votes > 0 else { continue }
      let need = "n\(number + 1)", quantity = decimalText(Int128(votes), digits: 3, trimmed: true)
      needs.append(
        row(
          [
            .id: need, .title: cells["name"] ?? "", .place: place, .category: category, .quantity: quantity,
            .unit: "votes",
          ], line: line, [.id: "project_id", .title: "name", .quantity: "votes"]))
      serves.append(
        row(
          [.project: id, .need: need, .perUnit: quantity], line: line, [.project: "project_id", .perUnit: "votes"]))
    }
    out.write(from: rows)
    out.write(from: costs)
    if !needs.isEmpty { out.write(from: needs) }
    if !serves.isEmpty { out.write(from: serves) }
    return rows
  }

  private func writeMoney(
    _ total: Money, _ areas: [Budget], _ categories: [Budget], hasOthers: Bool, into out: inout WrittenLists
  ) {
    let budget = meta["budget"]?.line ?? 1
    var funds = categories.enumerated().map { index, entry in
      row(
        [FundField.id: "c\(index + 1)", .name: entry.name, .amount: plain(entry.amount), .categories: "c\(index + 1)"],
        line: entry.line)
    }
    if hasOthers {
      funds.append(
        row([.id: "general", .name: "general", .amount: plain(total), .categories: "other"], line: budget))
    }
    out.write(from: funds)
    var limits = areas.enumerated().map { index, area in
      row([LimitField.kind: "place", .of: "a\(index + 1)", .mostMoney: plain(area.amount)], line: area.line)
    }
    if funds.count > 1 { limits.append(row([.kind: "total", .mostMoney: plain(total)], line: budget)) }
    if !limits.isEmpty { out.write(from: limits) }
  }

  private func plain(_ money: Money) -> String {
    decimalText(Int128(money.minorUnits), digits: currency.digits, trimmed: true)
  }
}
