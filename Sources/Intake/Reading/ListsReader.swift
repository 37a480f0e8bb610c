import Model

/// Builds ``Lists`` from tables, row by row.
struct ListsReader {
  let tables: [ListName: Table]
  let names: ItemNames
  private(set) var findings: [Finding]
  private(set) var lists = Lists()

  init(tables: [ListName: Table], findings: [Finding]) {
    self.tables = tables
    names = ItemNames(tables)
    self.findings = findings
    readSettings()
    checkTablesAsAWhole()
    readPlaces()
    readNeeds()
    readFunds()
    readPeriods()
    readAssets()
    readProjects()
    readDecisions()
    readWeights()
    readPeople()
    readAuthorities()
  }

  /// Reads each row of a list in turn. A row that looks like a total, but may be an item, is a finding.
  mutating func each<Field: ListField>(
    _: Field.Type, _ body: (inout RowReader<Field>, inout Lists) -> Void
  ) {
    guard let table = tables[Field.list], table.hasAllRequired else { return }
    var lines: [[String]: Int] = [:]
    var read: [(name: ReadName, cell: CellKey, origin: Origin)] = []
    for record in table.rows(&findings) {
      if let total = table.total(record) {
        findings.append(
          Finding(
            "row-is-total", at: table.origin(record), total.cell, value: total.word,
            expected: Bilingual("一个项目、一笔资金等", "one item of the list"),
            mend: TotalRow.mend))
        continue
      }
      if let note = table.note(record) {
        findings.append(
          Finding(
            "row-is-note", at: table.origin(record), note.cell, value: note.text,
            expected: Bilingual("一个项目、一笔资金等", "one item of the list"),
            mend: Bilingual(
              "此行像是落款、注或示例，不是清单的一项：请删去此行；确有此项则请改编号",
              "the row looks like a signature, a note or an example, and is no item: delete it, or change the id if it is one"
            )))
        continue
      }
      var row = RowReader<Field>(table, record, lists.currency, names, guesses: findings.count < 200)
      row.refuseRepeatedKey(&lines)
      body(&row, &lists)
      findings += row.findings
      for (name, cell) in row.readNames { read.append((name, cell, row.origin)) }
    }
    report(read)
  }

  /// Reports once for each list that the rows refer to that they name its items.
  private mutating func report(_ read: [(name: ReadName, cell: CellKey, origin: Origin)]) {
    for list in ListName.allCases {
      let named = read.filter { $0.name.list == list }
      guard let first = named.first else { continue }
      var seen: Set<ReadName> = []
      let names = named.map(\.name).filter { seen.insert($0).inserted }
      findings.append(.namesRead(names, count: named.count, at: first.origin, first.cell))
    }
  }

  mutating func add(_ finding: Finding) { findings.append(finding) }

  /// Completes each variant of a project.
  mutating func changeVariants(of position: Int, _ body: (inout Variant) -> Void) {
    for variant in lists.projects[position].variants.indices { body(&lists.projects[position].variants[variant]) }
  }

  /// Completes the projects after their rows have been read.
  mutating func eachProject(_ body: (Int, inout Project) -> Void) {
    for i in lists.projects.indices { body(i, &lists.projects[i]) }
  }
}

extension RowReader {
  /// Refuses a second row for the same key columns in a list without ids, as the result must not depend on row order.
  /// - Parameter lines: The line of the first row of each key.
  fileprivate mutating func refuseRepeatedKey(_ lines: inout [[String]: Int]) {
    let columns = table.schema.columns(table.schema.identity)
    let cells = columns.compactMap { column -> String? in
      guard let text = table.cell(record, column.cell) else { return nil }
      switch column.kind {
      case .identifier(let list): return names.id(of: text, in: list)
      case .identifiers(let list):
        return listParts(text, commas: true).map { names.id(of: $0, in: list) }.sorted().joined(separator: ";")
      case .choice(let words): return words.first { $0.zh == text }?.key ?? halfWidth(text).lowercased()
      default: return text
      }
    }
    guard let last = columns.last, cells.count == columns.count else { return }
    guard let line = lines[cells] else {
      lines[cells] = origin.line
      return
    }
    let (zh, en) = (columns.map(\.zh).joined(separator: "、"), columns.map(\.key).joined(separator: ", "))
    add(
      "id-repeated", at: last.cell, table.cell(record, last.cell) ?? "",
      Bilingual("“\(zh)”相同的只有一行", columns.count == 1 ? "one row for each \(en)" : "one row for each set of \(en)"),
      Bilingual("第 \(line) 行已经写了；请只留一行", "line \(line) says it already; keep one of them"))
  }

  /// Adds a finding for a cell that names an item missing from its list.
  mutating func dangling(_ key: Key, in list: ListName, _ known: @autoclosure () -> [String]) {
    add(.dangling(text(key), at: origin, key.cell, in: list, guesses ? known() : []))
  }

  mutating func dangling(_ key: Key, _ value: String, in list: ListName, _ known: @autoclosure () -> [String]) {
    add(.dangling(value, at: origin, key.cell, in: list, guesses ? known() : []))
  }
}
