import Model

extension TitleUnits {
  /// The refusals for a column that states no unit itself: several units in the titles, and texts that may be a unit.
  /// - Parameter isSettled: Whether a profile states the unit. Then only texts that certainly state one are refused.
  func refusals(_ kind: CellKind, _ text: DelimitedText, file: String, isSettled: Bool = false) -> [Finding] {
    guard let stated = StatedUnit.Kind(kind), stated == .money || stated == .duration else { return [] }
    let units = units(stated)
    if units.count > 1, let last = found.last(where: { $0.unit.kind == stated }) {
      return [
        .severalUnits(
          file, text.records[last.record].line, last.cell + 1, text.cell(last.record, last.cell), words(stated))
      ]
    }
    guard stated == .money else { return [] }
    return unknown.filter { $0.isCertain || units.isEmpty && !isSettled }.map { part in
      .unknownTitle(file, text.records[part.record].line, part.cell + 1, text.cell(part.record, part.cell), kind)
    }
  }
}

extension TableLayout {
  /// The refusals of a unit in the upper row of a header for a column outside its group: a title may have been taken
  /// for the name of a group, and would then state the unit of every column.
  func groupUnits(_ text: DelimitedText, file: String, _ kind: CellKind) -> [Finding] {
    guard header.count > 1, case .money = kind else { return [] }
    let upper = header.lowerBound
    return heads.indices.compactMap { column in
      let cell = text.cell(upper, column)
      guard !cell.isEmpty, let group = heads[column].group, group.key == headerKey(cell) else { return nil }
      let isTitle = ["表", "清单", "台账", "明细"].contains { group.base.hasSuffix($0) || group.base.contains($0 + "(") }
      guard isTitle, !TitleUnits(cells: [cell]).units(.money).isEmpty else { return nil }
      return .unknownTitle(file, text.records[upper].line, column + 1, cell, kind)
    }
  }
}

extension Finding {
  /// The refusal of a title that may state a unit for the columns that state none.
  static func unknownTitle(_ file: String, _ line: Int, _ column: Int, _ value: String, _ kind: CellKind) -> Finding {
    var finding = unknownUnit(file, line, column, value, kind)
    finding.mend = Bilingual(
      "标题里的单位不明，没写单位的数就读不准：请在各金额列的列名里写明单位，如“金额（万元）”，或把标题写成“单位：万元”",
      "the numbers without a unit cannot be read: write the unit into the names of the columns, such as ‘amount (万元)’, or ‘单位：万元’ into the title"
    )
    return finding
  }
}
