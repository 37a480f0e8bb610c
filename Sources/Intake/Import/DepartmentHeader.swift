import Model

/// The titles and the header of a department's table, and what they say of the columns that a profile names.
struct DepartmentHeader {
  let file: String
  let layout: TableLayout
  /// What is taken for a title or a second row of the header.
  let warnings: [Finding]
  /// The non-blank records below the header, without a row that numbers the columns.
  let rows: [Int]
  private let titles: TitleUnits
  private let text: DelimitedText

  /// Finds the header: the first row that holds all columns that the profile names, or the lines that the profile gives.
  ///
  /// A position such as `#5` is in any row, so it does not tell the header. If the profile names positions only, the
  /// header is the first row, unless one of these cells is blank there, as in a title.
  /// - Throws: ``Findings`` for a header that is not found.
  init(_ text: DelimitedText, file: String, profile: Profile) throws(Findings) {
    (self.file, self.text) = (file, text)
    let given = try profile.values["header"].flatMap(HeaderLines.init)?.records(of: text, file: file)
    let columns = profile.namedColumns.map(\.name)
    let named = columns.filter { !$0.isPosition }
    layout = TableLayout(text, from: 0, given: given) { heads in
      if named.isEmpty {
        let isFilled = columns.allSatisfy { column in column.candidates(heads).allSatisfy { !heads[$0].isEmpty } }
        return TableLayout.Fit(count: given != nil || isFilled ? 1 : 0, isComplete: true)
      }
      let found = named.count { !$0.candidates(heads).isEmpty }
      return TableLayout.Fit(count: found, isComplete: found == named.count)
    }
    titles = TitleUnits(text, layout.titles)
    let first = layout.header.upperBound + 1
    let below = (first..<max(first, text.recordCount)).filter { !text.isBlank($0) }
    let numbering = NumberingRow(text, below)
    rows = numbering == nil ? below : Array(below.dropFirst())
    warnings =
      layout.findings(text, file: file, other: Self.wayToNameTheHeader)
      + (numbering.map { [$0.leftOut(at: file, text)] } ?? [])
    if layout.isLost, !columns.isEmpty {
      let wanted = columns.map(\.text)
      throw Findings(
        layout.lost(
          text, file: file,
          wanted: Bilingual(wanted.joined(separator: "、"), wanted.joined(separator: ", ")),
          other: Self.wayToNameTheHeader))
    }
  }

  private static let wayToNameTheHeader = Bilingual(
    "请在导入方案中写 header = 行号", "write header = LINE in the profile")

  /// The line of the names of the columns.
  var line: Int { text.records[layout.header.upperBound].line }
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
      let refusals =
        titles.refusals(kind, text, file: file, isSettled: profile != nil)
        + (profile == nil ? layout.groupUnits(text, file: file, kind) : [])
      for refusal in refusals where !findings.contains(refusal) { findings.append(refusal) }
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
