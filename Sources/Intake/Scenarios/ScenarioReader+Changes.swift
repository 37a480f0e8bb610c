import Model

extension ScenarioReader {
  /// Applies a row to the lists, and notes its list and columns by their keys.
  mutating func apply(_ row: Row, _ value: String, _ change: inout Scenario.Change) {
    guard let list = list(of: row) else { return }
    change.list = list.rawValue
    switch halfWidth(row.change).lowercased() {
    case "new", "新增":
      change.change = "new"
      change.items = row.item.isEmpty ? [] : [halfWidthID(row.item)]
      insert(row, value, list, &change)
    case "remove", "删除":
      change.change = "remove"
      if let rows = selected(row, list, &change) { lists.remove(list, rows, origin: row.content) }
    case "table", "换表":
      change.change = "table"
      if let other = replacement(value, list) { lists[list] = other }
    default:
      guard let columns = columns(of: row, list) else { return }
      change.change = columns.map(\.key).joined(separator: ";")
      if namesPeople(columns.map { ($0, value) }) { change.value = Scenario.Change.personal }
      set(row, value, list, columns, &change)
    }
  }

  private mutating func columns(of row: Row, _ list: ListName) -> [ColumnSchema]? {
    let schema = TableSchema.of(list)
    var columns: [ColumnSchema] = []
    for name in listParts(row.change, commas: true) {
      guard let column = schema.column(named: halfWidth(name)) else {
        let known = schema.columns.flatMap { [$0.key, $0.zh] } + ["new", "新增", "remove", "删除", "table", "换表"]
        add(
          "choice-unknown", row, .change, row.change,
          Bilingual("“\(schema.zh)”表的列名，或 新增、删除、换表", "a column of \(schema.key), or new, remove, table"),
          nearest(name, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
            ?? Bilingual("请改为列名", "write the name of a column"))
        return nil
      }
      columns.append(column)
    }
    return columns
  }

  /// The rows that a row names; nil with a finding if there are none.
  private mutating func selected(_ row: Row, _ list: ListName, _ change: inout Scenario.Change) -> [Int]? {
    guard !row.item.isEmpty else {
      add(
        "cell-missing", row, .item, "", Bilingual("改哪几行；所有行写“全部”", "the rows; write `all` for every row"),
        Bilingual("请填写“对象”", "fill in item"))
      return nil
    }
    do throws(SelectionFlaw) {
      let now = lists[list]
      let rows = try now.rows(named: row.item, lists.names)
      let first = now.schema.columns[0].key
      change.items = Set(rows.compactMap { now.rows[$0].cells[first].map(halfWidthID) }).sorted()
      // Who a volunteer is stands in the lists alone: the comparison is shown to many.
      if now.schema.namesPeople, !["全部", "all"].contains(row.item.trimmedCell.lowercased()) {
        change.item = change.items.joined(separator: ";")
      } else if let conditions = try? now.settings(row.item), namesPeople(conditions) {
        change.item = Scenario.Change.personal
      }
      return rows
    } catch {
      add(error.code, row, .item, row.item, error.expected, error.mend)
      return nil
    }
  }

  private mutating func set(
    _ row: Row, _ text: String, _ list: ListName, _ columns: [ColumnSchema], _ change: inout Scenario.Change
  ) {
    guard !text.isEmpty else {
      add(
        "cell-missing", row, .value, "", Bilingual("新的内容；清空写“空白”", "the new content; write `blank` to empty the cell"),
        Bilingual("请填写“值”", "fill in value"))
      return
    }
    guard let rows = selected(row, list, &change) else { return }
    do throws(ScenarioValue.Flaw) {
      // All columns of a row take the value alike, so that each is read by its own kind.
      var isFilled = false
      for column in columns {
        let value = try ScenarioValue(text, column, unit: unit(column))
        isFilled = try lists.set(list, rows, [column], value, origin: row.content) || isFilled
      }
      if !isFilled {
        add(
          "scenario-malformed", row, .value, text, Bilingual("有内容可改的单元格", "cells that hold something to change"),
          Bilingual("这些单元格都是空白：请写出新的内容", "these cells are all blank: write their new content"))
      }
    } catch {
      add("scenario-malformed", row, .value, text, error.expected, error.mend)
    }
  }

  /// Whether texts for columns say who somebody is: in a personal column, or by a name in place of an id.
  private func namesPeople(_ settings: [(column: ColumnSchema, text: String)]) -> Bool {
    settings.contains { column, text in
      let isPerson = column.kind.referredList == .volunteers
      return column.isPersonal
        || isPerson
          && listParts(text, commas: true).contains { lists.names.id(of: $0, in: .volunteers) != halfWidthID($0) }
    }
  }

  /// Adds a row to a list: its first column holds the item, the others what the value says.
  private mutating func insert(_ row: Row, _ text: String, _ list: ListName, _ change: inout Scenario.Change) {
    let schema = TableSchema.of(list)
    do throws(SelectionFlaw) {
      let settings = try lists[list].settings(text)
      if namesPeople(settings) { change.value = Scenario.Change.personal }
      var cells: [String: String] = [:]
      if !row.item.isEmpty { cells[schema.columns[0].key] = row.item }
      for (column, content) in settings where !content.isEmpty {
        if let unit = unit(column) { _ = try unstated(content, column, unit) }
        cells[column.key] = content
      }
      guard let first = cells[schema.columns[0].key], !first.isEmpty else {
        add(
          "cell-missing", row, .item, "", schema.columns[0].meaning,
          Bilingual("请填写新增一行的“\(schema.columns[0].zh)”", "fill in the \(schema.columns[0].key) of the new row"))
        return
      }
      lists[list].append(cells, origin: row.content)
    } catch {
      add(error.code == "id-unknown" ? "scenario-malformed" : error.code, row, .value, text, error.expected, error.mend)
    }
  }

  private func unstated(_ text: String, _ column: ColumnSchema, _ unit: StatedUnit) throws(SelectionFlaw) -> String {
    do throws(ScenarioValue.Flaw) { _ = try ScenarioValue(text, column, unit: unit) } catch {
      throw SelectionFlaw(code: "scenario-malformed", expected: error.expected, mend: error.mend)
    }
    return text
  }
}

extension TableSchema {
  /// Whether the first column holds people, who may be called by their names.
  fileprivate var namesPeople: Bool {
    list == .volunteers || columns[0].kind.referredList == .volunteers || personalPart != nil
  }
}
