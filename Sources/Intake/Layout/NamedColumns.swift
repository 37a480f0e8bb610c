import Model

/// The columns of a list in the heads of a table: where each stands and in which unit its bare numbers are.
struct NamedColumns {
  /// The column of each field by its key, counted from 1.
  private(set) var positions: [String: Int] = [:]
  /// The column of each header for remarks, counted from 0.
  private(set) var remarks: [String: Int] = [:]
  /// The units of bare numbers, by key. The header's unit beats that of a title.
  private(set) var units: [String: StatedUnit] = [:]
  private(set) var findings: [Finding] = []
  private let file: String
  private let schema: TableSchema

  /// - Complexity: O(heads × columns).
  init(_ layout: TableLayout, _ text: DelimitedText, file: String, schema: TableSchema) {
    (self.file, self.schema) = (file, schema)
    for (cell, head) in layout.heads.enumerated() where !head.isEmpty { read(head, cell, layout, text) }
    let line = text.records[layout.header.upperBound].line
    for column in schema.columns where column.required && positions[column.key] == nil {
      findings.append(
        Finding(
          "column-missing", file: file, line: line, value: "",
          expected: Bilingual("“\(column.zh)”列（\(column.key)）", "the column \(column.key) (\(column.zh))"),
          mend: Bilingual("请加上此列：\(column.meaning.zh)", "add it: \(column.meaning.en)")))
    }
    readUnits(layout, TitleUnits(text, layout.titles), text)
  }

  private mutating func read(_ head: ColumnHead, _ cell: Int, _ layout: TableLayout, _ text: DelimitedText) {
    func finding(
      _ code: String, _ severity: Finding.Severity, _ expected: Bilingual, _ mend: Bilingual
    ) -> Finding {
      Finding(
        code, severity: severity, file: file, line: head.line, column: cell + 1, value: head.text, expected: expected,
        mend: mend)
    }
    func repeated() -> Finding {
      finding(
        "column-repeated", .error, Bilingual("每列只出现一次", "each column once"), Bilingual("请删去一列", "delete one of them"))
    }
    guard let column = schema.column(named: head) else {
      if isRemarks(head) {
        let name = head.group == nil ? head.text : head.name.base
        if remarks.updateValue(cell, forKey: name) != nil { findings.append(repeated()) }
        return
      }
      if layout.isSerial(cell, text) { return }
      let guess = nearest(head.name.base, schema.columns.flatMap { [$0.key, $0.zh] })
      findings.append(
        finding(
          "column-unknown", .warning, Bilingual("“\(schema.zh)”表的列名", "a column of \(schema.key)"),
          guess.map { Bilingual("是否应为“\($0)”？此列未被读取", "did you mean ‘\($0)’? The column is not read") }
            ?? schema.home(of: head, isInSheet: text.isSheet)
            ?? Bilingual("此列未被读取；不需要可删去", "the column is not read; delete it if it is not needed")))
      return
    }
    guard positions[column.key] == nil else {
      findings.append(repeated())
      return
    }
    positions[column.key] = cell + 1
  }

  /// Determines the unit of each column, and reports units that are unknown or contradict each other.
  private mutating func readUnits(_ layout: TableLayout, _ titles: TitleUnits, _ text: DelimitedText) {
    for column in schema.columns {
      guard let position = positions[column.key] else { continue }
      let head = layout.heads[position - 1]
      let kind: StatedUnit.Kind? =
        switch column.kind {
        case .money: .money
        case .minutes: .duration
        default: nil
        }
      let title = kind.map { titles.units($0) } ?? []
      switch head.note.map({ NotedUnit($0, column.kind) }) ?? .none {
      case .unit(let unit):
        units[column.key] = unit
        if let other = title.first(where: { $0.text != unit.text }), unit.kind == kind {
          findings.append(.unitsDiffer(file, head, position, unit, other))
        }
      case .unknown:
        findings.append(.unknownUnit(file, head.line, position, head.text, column.kind))
      case .none:
        if kind == nil { continue }
        units[column.key] = title.first
        for finding in titles.refusals(column.kind, text, file: file) + layout.groupUnits(text, file: file, column.kind)
        where !findings.contains(finding) { findings.append(finding) }
      }
    }
  }
}

extension Finding {
  /// The refusal of a unit that is not known, or of two where one is needed.
  static func unknownUnit(_ file: String, _ line: Int, _ column: Int, _ value: String, _ kind: CellKind) -> Finding {
    let expected =
      switch kind {
      case .money: Bilingual("一个认识的单位：元、万元、亿元等", "one unit that is known: 元, 万元, 亿元, or the currency's code")
      case .minutes: Bilingual("一个认识的单位：分钟、小时", "one unit that is known: minutes or hours")
      default: Bilingual("逐个计的单位，如人、户", "a unit that counts single ones, such as people")
      }
    return Finding(
      "unit-unknown", file: file, line: line, column: column, value: value, expected: expected,
      mend: Bilingual(
        "单位不明，数就读不准：请改写单位，并把数换算过来",
        "the numbers cannot be read without it: write one of these units, and convert the numbers"))
  }

  /// The refusal of titles that state several units for the numbers of one column.
  static func severalUnits(_ file: String, _ line: Int, _ column: Int, _ value: String, _ units: [String]) -> Finding {
    Finding(
      "unit-unknown", file: file, line: line, column: column, value: value,
      expected: Bilingual(
        "标题里只有一个单位；这里有 \(units.count) 个：\(units.joined(separator: "、"))",
        "one unit in the titles; there are \(units.count): \(units.joined(separator: ", "))"),
      mend: Bilingual(
        "请在每一列的列名里写明该列的单位，如“金额（万元）”，或只留一个",
        "write the unit into the name of each column, such as ‘amount (万元)’, or keep one of them"))
  }

  /// The warning that a header states another unit than a title. The header counts.
  static func unitsDiffer(
    _ file: String, _ head: ColumnHead, _ column: Int, _ unit: StatedUnit, _ other: StatedUnit
  ) -> Finding {
    Finding(
      "units-differ", severity: .warning, file: file, line: head.line, column: column, value: head.text,
      expected: Bilingual("与标题所写的单位“\(other.text)”一致", "the unit of the title, ‘\(other.text)’"),
      mend: Bilingual(
        "此列按“\(unit.text)”读；请核对，并改正其中一处", "the column is read in ‘\(unit.text)’; check it and correct one of them"))
  }
}
