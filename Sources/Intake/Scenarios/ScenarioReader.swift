import Foundation
import Model

/// Reads the rows of a file of scenarios and works out the lists of each scenario.
struct ScenarioReader {
  private let base: ListsFolder
  private let names: ItemNames
  private let file: String
  private(set) var findings: [Finding]
  /// The lists as the rows of the scenario that is being worked out have changed them so far.
  var lists: ChangedLists
  /// Files of tables that take the place of a list. Their own findings have their own places.
  private var otherFiles: Set<String> = []

  /// One row.
  struct Row {
    let scenario: String, list: String, item: String, change: String, value: String, note: String
    let origin: Origin
    /// The origin of the cells that the row changes: its value, whichever column of a list they stand in.
    let content: Origin
  }

  /// A row with one step of its grid.
  private struct Step {
    let row: Row
    let value: String
  }

  init(_ base: ListsFolder, file: String, _ findings: [Finding]) {
    (self.base, self.file, self.findings) = (base, file, findings)
    names = ItemNames(base.tables)
    lists = ChangedLists(base.tables, names, base.lists.currency)
  }

  mutating func add(
    _ code: String, _ row: Row, _ field: ScenarioField, _ value: String, _ expected: Bilingual, _ mend: Bilingual
  ) {
    findings.append(Finding(code, at: row.origin, field.cell, value: value, expected: expected, mend: mend))
  }

  /// The scenarios of a table. Whatever is wrong in any of them is added to the findings.
  mutating func scenarios(of table: Table) -> [Scenario] {
    let rows = rows(of: table)
    var order: [String] = []
    var rowsOf: [String: [Row]] = [:]
    for row in rows {
      if rowsOf[row.scenario] == nil { order.append(row.scenario) }
      rowsOf[row.scenario, default: []].append(row)
    }
    var out: [Scenario] = []
    var seen: [String: String] = [:]
    for name in order {
      let rows = rowsOf[name]!
      for (label, steps) in combinations(rows) {
        let full = name + label
        guard refuseName(full, rows[0], &seen), out.count < Scenario.most else { continue }
        if let scenario = scenario(full, steps) { out.append(scenario) }
      }
    }
    return out
  }

  private mutating func rows(of table: Table) -> [Row] {
    guard table.hasAllRequired else { return [] }
    let place = table.header.positions[ScenarioField.value.rawValue] ?? table.header.positions.values.min() ?? 1
    let cells = TableSchema.all.flatMap { $0.columns.map { ($0.key, place) } }
    let content = Header(file: file, positions: Dictionary(cells) { first, _ in first })
    return table.rows(&findings).compactMap { record in
      let reader = RowReader<ScenarioField>(table, record, base.lists.currency, names, guesses: true)
      findings += reader.findings
      guard reader.findings.isEmpty else { return nil }
      return Row(
        scenario: halfWidthID(reader.text(.scenario)), list: reader.text(.ofList), item: reader.text(.item),
        change: reader.text(.change), value: reader.text(.value), note: reader.text(.note), origin: reader.origin,
        content: Origin(header: content, line: reader.origin.line))
    }
  }

  /// Every combination of the steps of the grids of a scenario's rows, the steps of the last grid changing first.
  private mutating func combinations(_ rows: [Row]) -> [(label: String, steps: [Step])] {
    var out: [(label: String, steps: [Step])] = [("", [])]
    for row in rows {
      let steps: [ScenarioGrid.Step]
      do throws(ScenarioGrid.Flaw) { steps = try ScenarioGrid(row.value).steps } catch {
        add(
          "scenario-malformed", row, .value, row.value,
          Bilingual("两端和步长，如 -20%..+20% 步长 5%", "two ends and a step, such as -20%..+20% step 5%"), error.mend)
        continue
      }
      guard out.count * steps.count <= Scenario.most else {
        add(
          "scenario-malformed", row, .value, row.value,
          Bilingual("合起来至多 \(Scenario.most) 个情景", "at most \(Scenario.most) scenarios in all"),
          Bilingual("请加大步长，或分开写", "make the steps larger, or write several files"))
        continue
      }
      out = out.flatMap { before in
        steps.map { (before.label + $0.label, before.steps + [Step(row: row, value: $0.value)]) }
      }
    }
    return out
  }

  /// Refuses a name that no folder can have, or that another scenario has.
  /// - Returns: Whether the name may be used.
  private mutating func refuseName(_ name: String, _ row: Row, _ seen: inout [String: String]) -> Bool {
    if let flaw = IdentifierFlaw(name) {
      add("id-malformed", row, .scenario, name, flaw.expected, flaw.mend)
      return false
    }
    let key = name.lowercased()
    if Scenario.reserved.contains(key) || seen[key] != nil {
      add(
        "scenario-malformed", row, .scenario, name,
        Bilingual("与别的情景不同的名称，不分大小写", "a name that differs from those of other scenarios by more than capitals"),
        Bilingual("请改名；base、基准、comparison 另有所指", "rename it; base and comparison mean something else"))
      return false
    }
    seen[key] = name
    return true
  }

  /// One scenario; nil with findings if its lists do not hold together.
  private mutating func scenario(_ name: String, _ steps: [Step]) -> Scenario? {
    lists = ChangedLists(base.tables, names, base.lists.currency)
    let count = findings.count
    var changes: [Scenario.Change] = []
    var objective: String?
    for step in steps {
      var change = Scenario.Change(
        list: "", item: step.row.item, change: step.row.change, value: step.value, note: step.row.note)
      if ["objective", "目标"].contains(halfWidth(step.row.change).lowercased()) {
        change.change = "objective"
        objective = readObjective(step.row)
        change.value = objective ?? ""
      } else {
        apply(step.row, step.value, &change)
      }
      changes.append(change)
    }
    guard !findings[count...].contains(where: { $0.severity == .error }) else { return nil }
    do throws(Findings) {
      var found: [Finding] = []
      let tables = lists.tables(&found)
      let absent = Set(ListName.allCases.filter { tables[$0] == nil })
      // What is doubtful in the lists is told once, of the lists as they are.
      let folder = try ListsFolder(tables, absent: absent, found, looksForDoubts: false)
      _ = try Instance(folder.lists)
      return Scenario(name: name, changes: changes, objective: objective, folder: folder)
    } catch {
      findings += error.errors.map { placed($0, name, steps[0].row) }
      return nil
    }
  }

  private static let objectives = words([("value", "加权满足量"), ("money", "金额"), ("count", "项目数")])

  private mutating func readObjective(_ row: Row) -> String? {
    let kind = CellKind.choice(Self.objectives)
    if let word = kind.word(row.value) { return word.key }
    add(
      "choice-unknown", row, .value, row.value,
      Bilingual(Self.objectives.map(\.zh).joined(separator: "、"), Self.objectives.map(\.key).joined(separator: ", ")),
      Bilingual("请从中选一个", "take one of them"))
    return nil
  }

  /// A finding about the lists of a scenario: at the row that changed them, or else at the scenario's first row.
  private func placed(_ finding: Finding, _ name: String, _ row: Row) -> Finding {
    guard finding.file != file, !otherFiles.contains(finding.file) else { return finding }
    let place = FindingPlace(file: finding.file, line: finding.line).text
    return Finding(
      "scenario-malformed", at: row.origin, ScenarioField.scenario.cell, value: name,
      expected: Bilingual(
        "改动之后清单仍然成立；\(place)“\(finding.value)”应为：\(finding.expected.zh)",
        "lists that hold together afterwards; \(place) ‘\(finding.value)’, expected: \(finding.expected.en)"),
      mend: Bilingual("\(finding.mend.zh)；或在情景中加一行改动此处", "\(finding.mend.en); or change that cell in the scenario, too")
    )
  }

  /// Reads the table that takes the place of a list.
  mutating func replacement(_ name: String, _ list: ListName) -> EditableList? {
    let path = (file as NSString).deletingLastPathComponent
    let other = path.isEmpty ? name : path + "/" + name
    otherFiles.insert(other)
    guard let data = fileContents(other) else {
      findings.append(
        Finding(
          "file-unreadable", file: other,
          expected: Bilingual("代替“\(list.zh)”的表", "a table in place of \(list.rawValue)"),
          mend: Bilingual("请核对文件名：它在情景文件旁边", "check the name: the file lies beside that of the scenarios")))
      return nil
    }
    var found: [Finding] = []
    let table = Table(data, file: other, schema: .of(list), findings: &found)
    findings += found
    return table.map { EditableList($0, names) }
  }

  /// The list of a row: the one that it names, or the only one with the item and the column.
  mutating func list(of row: Row) -> ListName? {
    guard row.list.isEmpty else {
      let text = halfWidth(row.list).lowercased()
      if let schema = TableSchema.named(text.hasSuffix(".csv") ? String(text.dropLast(4)) : text) { return schema.list }
      let known = TableSchema.all.flatMap { [$0.key, $0.zh] }
      add(
        "choice-unknown", row, .ofList, row.list, Bilingual("清单的名称，如 资金", "the name of a list, such as funds"),
        nearest(text, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
          ?? Bilingual("请改为清单的名称", "write the name of a list"))
      return nil
    }
    let found = TableSchema.all.filter { schema in
      guard let id = schema.id, base.tables[schema.list] != nil else { return false }
      let hasChange =
        ["remove", "删除"].contains(row.change.lowercased())
        || listParts(row.change, commas: true).allSatisfy { schema.column(named: $0) != nil }
      let item = names.id(of: row.item, in: schema.list)
      return hasChange && lists[schema.list].rows.contains { $0.cells[id.field].map(halfWidthID) == item }
    }
    if found.count == 1 { return found[0].list }
    add(
      "cell-missing", row, .ofList, "", Bilingual("清单的名称，如 资金", "the name of a list, such as funds"),
      found.isEmpty
        ? Bilingual("各清单中都没有这个对象和这一列：请写明清单", "no list has this item and this column: name the list")
        : Bilingual(
          "有这个对象和这一列的有：\(found.map(\.zh).joined(separator: "、"))；请写明是哪一张",
          "several have this item and this column: \(found.map(\.key).joined(separator: ", ")); name one"))
    return nil
  }

  /// The unit of bare numbers in a column of the list as the user wrote it.
  func unit(_ column: ColumnSchema) -> StatedUnit? { base.tables[column.cell.list]?.units[column.key] }
}
