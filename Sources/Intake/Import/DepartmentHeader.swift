import Model

/// The titles and the header of a department's table, and what they say of the columns that a profile names.
struct DepartmentHeader {
  let file: String
  let layout: TableLayout
  /// The column of each name, by its index.
  private(set) var columns: [String: Int] = [:]
  /// What is taken for a title or a second row of the header.
  let warnings: [Finding]
  private let titles: TitleUnits
  private let text: DelimitedText

  /// Finds the header: the first row that holds all columns that the profile names, or the lines that the profile gives.
  /// - Throws: ``Findings`` for a header that is not found, and for each name that no column has or several have.
  init(_ text: DelimitedText, file: String, wanted: [String], profile: Profile) throws(Findings) {
    (self.file, self.text) = (file, text)
    let given = try Self.lines(profile)?.records(of: text, file: file)
    layout = TableLayout(text, from: 0, given: given) { heads in
      let found = wanted.count { !heads.positions(named: $0).isEmpty }
      return TableLayout.Fit(count: found, isComplete: found == wanted.count)
    }
    titles = TitleUnits(text, layout.titles)
    warnings = layout.findings(text, file: file, other: Self.wayToNameTheHeader)
    if layout.isLost, !wanted.isEmpty {
      throw Findings(
        layout.lost(
          text, file: file,
          wanted: Bilingual(wanted.joined(separator: "、"), wanted.joined(separator: ", ")),
          other: Self.wayToNameTheHeader))
    }
    var findings: [Finding] = []
    for name in wanted {
      let found = layout.heads.positions(named: name)
      columns[name] = found.first
      if found.count != 1 { findings.append(found.isEmpty ? missing(name) : repeated(name, found)) }
    }
    if let refusal = Findings(findings) { throw refusal }
  }

  private static let wayToNameTheHeader = Bilingual(
    "请在导入方案中写 header = 行号", "write header = LINE in the profile")

  private static func lines(_ profile: Profile) throws(Findings) -> HeaderLines? {
    guard let value = profile.values["header"] else { return nil }
    if let lines = HeaderLines(value) { return lines }
    throw Findings(
      Finding(
        "profile-malformed", file: profile.name, value: value,
        expected: Bilingual("表头所在的行号，两行的写作 3-4", "the line of the header, or 3-4 for a header of two rows"),
        mend: Bilingual("请改正 header 一行", "correct the line header")))
  }

  /// The non-blank records below the header.
  var rows: [Int] {
    let first = layout.header.upperBound + 1
    return (first..<max(first, text.recordCount)).filter { !text.isBlank($0) }
  }

  /// The number of cells that a row must have: up to the last column with a name.
  var width: Int { (layout.heads.lastIndex { !$0.isEmpty } ?? -1) + 1 }

  private var line: Int { text.records[layout.header.upperBound].line }

  private func missing(_ name: String) -> Finding {
    let guess = nearest(name, layout.heads.map(\.text).filter { !$0.isEmpty })
    return Finding(
      "column-missing", file: file, line: line, value: name, expected: Bilingual("“\(name)”列", "a column \(name)"),
      mend: guess.map {
        Bilingual("是否应为“\($0)”？请核对导入方案与表格", "did you mean ‘\($0)’? Compare the profile with the table")
      }
        ?? Bilingual("请核对导入方案与表格", "compare the profile with the table"))
  }

  private func repeated(_ name: String, _ found: [Int]) -> Finding {
    let places = found.map { "\(layout.heads[$0].line):\($0 + 1)" }
    return Finding(
      "column-repeated", file: file, line: layout.heads[found[1]].line, column: found[1] + 1, value: name,
      expected: Bilingual(
        "只有一列叫“\(name)”；这里有 \(found.count) 列：\(places.joined(separator: "、"))",
        "one column that ‘\(name)’ may mean; there are \(found.count): \(places.joined(separator: ", "))"),
      mend: Bilingual(
        "请改列名；两行表头的，在方案中写作“组/列”", "rename one; in a header of two rows, write GROUP/NAME in the profile"))
  }
}

// Units.
extension DepartmentHeader {
  /// The unit of the bare numbers of a column: that of the header, else that of a title, else that of the profile.
  /// - Parameters:
  ///   - kind: What the list's column holds.
  ///   - given: The unit in the profile.
  ///   - findings: Receives a unit that is not known, and units that contradict each other.
  func unit(of column: Int, _ kind: CellKind, given: String?, _ findings: inout [Finding]) -> StatedUnit? {
    let head = layout.heads[column]
    let stated: StatedUnit.Kind? =
      switch kind {
      case .money: .money
      case .minutes: .duration
      default: nil
      }
    let title = stated.map { titles.units($0) } ?? []
    let profile = stated == .money ? given.map { StatedUnit.money($0) ?? StatedUnit(kind: .money, text: $0) } : nil
    switch head.note.map({ NotedUnit($0, kind) }) ?? .none {
    case .unit(let unit):
      if let other = title.first(where: { $0.text != unit.text }), unit.kind == stated {
        findings.append(.unitsDiffer(file, head, column + 1, unit, other))
      }
      if let profile, profile.text != unit.text { findings.append(differs(head, column, unit, profile)) }
      return unit
    case .unknown:
      findings.append(.unknownUnit(file, head.line, column + 1, head.text, kind))
      return nil
    case .none:
      if title.count > 1, let last = titles.found.last(where: { $0.unit.kind == stated }) {
        findings.append(
          .unknownUnit(file, text.records[last.record].line, last.cell + 1, text.cell(last.record, last.cell), kind))
      }
      if stated == .money, title.isEmpty, profile == nil {
        for part in titles.unknown {
          findings.append(
            .unknownUnit(file, text.records[part.record].line, part.cell + 1, text.cell(part.record, part.cell), kind))
        }
      }
      if let title = title.first, let profile, profile.text != title.text {
        findings.append(differs(head, column, title, profile))
      }
      return title.first ?? profile
    }
  }

  /// The warning that the table states another unit than the profile. The table counts.
  private func differs(_ head: ColumnHead, _ column: Int, _ unit: StatedUnit, _ profile: StatedUnit) -> Finding {
    Finding(
      "units-differ", severity: .warning, file: file, line: head.line, column: column + 1, value: head.text,
      expected: Bilingual("与导入方案的单位“\(profile.text)”一致", "the unit of the profile, ‘\(profile.text)’"),
      mend: Bilingual(
        "表中写的是“\(unit.text)”，此列按它读；请核对，并改正导入方案",
        "the table says ‘\(unit.text)’, in which the column is read; check it and correct the profile"
      ))
  }
}

// Rows of totals.
extension DepartmentHeader {
  /// The rows that are totals: they begin with a word for a sum, and no item of a list is named in them.
  /// - Parameter ids: The columns that name the items of the lists.
  func totals(among records: [Int], ids: Set<Int>) -> [TotalRow] {
    records.compactMap { record in
      guard let total = TotalRow(text, record) else { return nil }
      return ids.allSatisfy { $0 == total.cell || text.cell(record, $0).isEmpty } ? total : nil
    }
  }
}
