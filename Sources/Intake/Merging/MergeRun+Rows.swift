import Model

/// A row of a source in a list that is being merged.
private struct SourceRow {
  let source: Int
  let row: EditableList.Row
  /// The row as the source wrote it.
  let written: EditableList.Row
}

extension MergeRun {
  /// Makes one list of each list of the sources.
  mutating func mergeRows() {
    for schema in TableSchema.all {
      let having = lists.indices.filter { lists[$0][schema.list] != nil }
      guard !having.isEmpty else { continue }
      var out = EditableList(schema)
      for source in having { out.addColumns(of: lists[source][schema.list]!) }
      let headers = out.remarkHeaders
      var rows: [[String]: [SourceRow]] = [:]
      for source in having {
        var (list, before) = (lists[source][schema.list]!, written[source][schema.list]!)
        list.addRemarks(headers)
        before.addRemarks(headers)
        for (row, old) in zip(list.rows, before.rows) {
          rows[key(row, schema), default: []].append(SourceRow(source: source, row: row, written: old))
        }
      }
      for (_, group) in rows.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        if refuseJoined(group, schema) { continue }
        let isKeyed = schema.isKeyed && Set(group.map(\.source)).count == group.count
        let made = isKeyed ? oneRow(group, schema, headers) : severalRows(group, schema)
        out.rows += made
      }
      mergedLists[schema.list] = out
    }
  }

  private func key(_ row: EditableList.Row, _ schema: TableSchema) -> [String] {
    schema.columns(schema.rowKey).map { column in row.cells[column.key].map { column.meaning(of: $0, currency) } ?? "" }
  }

  /// The key as people read it.
  private func ids(_ row: EditableList.Row, _ schema: TableSchema) -> [String] {
    schema.columns(schema.rowKey).map { column in
      let text = row.cells[column.key] ?? ""
      if case .identifier = column.kind { return halfWidthID(text) }
      return column.meaning(of: text, currency)
    }
  }

  /// Refuses rows of one source about things that a decision made one.
  private mutating func refuseJoined(_ group: [SourceRow], _ schema: TableSchema) -> Bool {
    var first: [Int: SourceRow] = [:]
    for row in group {
      guard let other = first[row.source] else {
        first[row.source] = row
        continue
      }
      guard key(other.written, schema) != key(row.written, schema) else { continue }
      let (column, place) = (schema.columns(schema.rowKey).last!, FindingPlace(other.row.origin))
      add(
        Finding(
          "id-repeated", at: row.row.origin, column.cell, value: ids(row.written, schema).joined(separator: ";"),
          expected: Bilingual(
            "合并后仍是两回事的行；\(place.text) 现在说的是同一项",
            "a row about something else than \(place.text), which after the merge is about the same"),
          mend: Bilingual("请在该来源中只留一行，或改决定", "keep one of the rows in that source, or change the decision")))
      return true
    }
    return false
  }

  private func parts(_ group: [SourceRow], _ schema: TableSchema) -> [MergedRow.Part] {
    group.sorted { ($0.source, $0.row.origin.line) < ($1.source, $1.row.origin.line) }.map { row in
      let file = row.row.origin.header.file.dropFirst(labels[row.source].count + 1)
      return MergedRow.Part(
        source: row.source, file: String(file), line: row.row.origin.line, ids: ids(row.written, schema))
    }
  }

  /// One row of the rows of several sources about one item, cell by cell.
  private mutating func oneRow(
    _ group: [SourceRow], _ schema: TableSchema, _ headers: [String]
  ) -> [EditableList.Row] {
    let rows = group.sorted { $0.source < $1.source }
    var out = EditableList.Row(cells: [:], remarks: [], origin: rows[0].row.origin)
    let ids = ids(rows[0].row, schema)
    var made = MergedRow(list: schema.list, ids: ids, parts: parts(rows, schema), settled: [])
    let keys = Set(schema.rowKey)
    for column in schema.columns {
      var values = [String?](repeating: nil, count: labels.count)
      for row in rows where lists[row.source][schema.list]!.columns.contains(column.key) {
        values[row.source] = row.row.cells[column.key] ?? ""
      }
      let isFlag = if case .flag = column.kind { true } else { false }
      let cell = CellOfSources(
        list: schema.list, ids: ids, field: column.key, values: values,
        isPersonal: column.isPersonal, isKey: keys.contains(column.cell)
      ) { [currency] text in text.isEmpty && !isFlag ? "" : column.meaning(of: text, currency) }
      let text = settle(cell, &made)
      if text.isEmpty { continue }
      out.cells[column.key] = text
      if case .own = ownDecision(cell) {
        let origin = out.origin
        let place = FindingPlace(file: origin.header.file, line: origin.line, column: origin.column(column.cell))
        ownTexts[place] = decision(about: cell.conflict)
      }
    }
    for (place, header) in headers.enumerated() {
      var values = [String?](repeating: nil, count: labels.count)
      for row in rows where !row.row.remarks[place].isEmpty { values[row.source] = row.row.remarks[place] }
      let cell = CellOfSources(
        list: schema.list, ids: ids, field: header, values: values, isPersonal: schema.personalPart != nil,
        isKey: false, meaning: { $0 })
      out.remarks.append(settle(cell, &made))
    }
    merged.append(made)
    return [out]
  }

  private func ownDecision(_ cell: CellOfSources) -> DecisionMeaning? {
    guard cell.differs, let decision = decision(about: cell.conflict) else { return nil }
    return try? decision.meaning(of: cell.conflict, labels, comparing: cell.meaning)
  }

  /// The text of a cell: the one that all sources mean, the owner's, or the one that was decided; the first while that is
  /// open.
  private mutating func settle(_ cell: CellOfSources, _ row: inout MergedRow) -> String {
    guard cell.differs else { return cell.text }
    if let owner = owner(of: cell.list, cell.field), let text = cell.values[owner] {
      row.settled.append((cell.field, .owner(owner)))
      return text
    }
    switch decided(cell.conflict, comparing: cell.meaning) {
    case .source(let source):
      row.settled.append((cell.field, .decision(check: cell.conflict.check)))
      return cell.values[source] ?? ""
    case .own(let text):
      row.settled.append((cell.field, .decision(check: cell.conflict.check)))
      return text ?? ""
    default: return cell.values.compactMap(\.self).first ?? ""
    }
  }

  /// The rows of a list without ids about one thing: those that all sources have, or those that were decided.
  private mutating func severalRows(_ group: [SourceRow], _ schema: TableSchema) -> [EditableList.Row] {
    let bySource = Dictionary(grouping: group, by: \.source)
    func content(_ row: EditableList.Row) -> [String] {
      schema.columns.map { column in
        let text = row.cells[column.key] ?? ""
        if case .flag = column.kind { return column.meaning(of: text, currency) }
        return text.isEmpty ? "" : column.meaning(of: text, currency)
      } + row.remarks
    }
    let contents = bySource.mapValues { rows in
      rows.map { content($0.row) }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    if Set(contents.values).count == 1 {
      let count = contents.first!.value.count
      return (0..<count).map { place in
        let same = bySource.values.map { rows in
          rows.sorted { content($0.row).lexicographicallyPrecedes(content($1.row)) }[place]
        }
        return append(same.sorted { $0.source < $1.source }, schema, [])
      }
    }
    var values = [String?](repeating: nil, count: labels.count)
    for (source, rows) in bySource {
      values[source] = rows.map { line($0.row, schema) }.sorted().joined(separator: " / ")
    }
    let conflict = MergeConflict(
      kind: .rows, list: schema.list, ids: ids(group[0].row, schema), field: "", values: values,
      isPersonal: schema.personalPart != nil)
    var (taken, grounds): (Int?, [(field: String, grounds: MergedRow.Grounds)]) = (nil, [])
    if let owner = owner(of: schema.list, nil), bySource[owner] != nil {
      (taken, grounds) = (owner, [("", .owner(owner))])
    } else {
      switch decided(conflict) {
      case .source(let source): (taken, grounds) = (source, [("", .decision(check: conflict.check))])
      case .all: grounds = [("", .decision(check: conflict.check))]
      default: break
      }
    }
    if let taken { return bySource[taken]!.map { append([$0], schema, grounds) } }
    // Rows that several sources have stand once for each time that the source with most of them has them.
    var left: [[String]: [[SourceRow]]] = [:]
    for rows in bySource.sorted(by: { $0.key < $1.key }).map(\.value) {
      for (content, same) in Dictionary(grouping: rows, by: { content($0.row) }) {
        var all = left[content] ?? []
        for (place, row) in same.enumerated() {
          if place < all.count { all[place].append(row) } else { all.append([row]) }
        }
        left[content] = all
      }
    }
    return left.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap(\.value).map { append($0, schema, grounds) }
  }

  private func line(_ row: EditableList.Row, _ schema: TableSchema) -> String {
    let keys = Set(schema.rowKey)
    let cells = schema.columns.filter { !keys.contains($0.cell) }.compactMap { column in
      row.cells[column.key].map { "\(MergeConflict.mark)\(column.key)\(MergeConflict.mark) \($0)" }
    }
    return (cells + row.remarks.filter { !$0.isEmpty }).joined(separator: "; ")
  }

  /// Notes a row that several sources have, and gives the one of their texts that comes first.
  private mutating func append(
    _ same: [SourceRow], _ schema: TableSchema, _ settled: [(field: String, grounds: MergedRow.Grounds)]
  ) -> EditableList.Row {
    merged.append(
      MergedRow(
        list: schema.list, ids: ids(same[0].row, schema), parts: parts(same, schema), settled: settled))
    var out = same[0].row
    for column in schema.columns {
      out.cells[column.key] = CellOfSources.first(of: same.compactMap { $0.row.cells[column.key] })
    }
    return out
  }
}

/// What each source says of one cell.
private struct CellOfSources {
  let list: ListName, ids: [String], field: String
  /// nil where the source says nothing, empty where it leaves the cell blank.
  let values: [String?]
  let isPersonal: Bool
  /// Whether the cell tells the row from others, and so means the same in all sources.
  let isKey: Bool
  let meaning: (String) -> String

  var differs: Bool { !isKey && Set(values.compactMap { $0.map(meaning) }).count > 1 }

  /// The text where all sources mean the same.
  var text: String { Self.first(of: values.compactMap(\.self).filter { !$0.isEmpty }) ?? "" }

  /// Of texts that mean the same, one that does not depend on the order of the sources.
  static func first(of texts: [String]) -> String? { texts.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) } }

  var conflict: MergeConflict {
    MergeConflict(kind: .value, list: list, ids: ids, field: field, values: values, isPersonal: isPersonal)
  }
}

extension FindingPlace {
  /// The row of an origin.
  fileprivate init(_ origin: Origin) { self.init(file: origin.header.file, line: origin.line) }
}

extension TableSchema {
  /// Whether the columns of `rowKey` never stand in two rows.
  fileprivate var isKeyed: Bool {
    id != nil || !identity.isEmpty || [.variants, .fundReleases, .projectRoles, .weights].contains(list)
  }
}
