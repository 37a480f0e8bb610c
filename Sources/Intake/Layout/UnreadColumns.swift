import Model

extension TableSchema {
  /// Where the content of a column belongs that departments write into this list and that is a list of its own.
  /// - Returns: The way to mend it; nil for any other column.
  func home(of head: ColumnHead, isInSheet: Bool) -> Bilingual? {
    let homes: [(in: ListName, words: [String], list: ListName, columns: [CellKey], row: Bilingual)] = [
      (
        .projects, ["费用", "经费", "投资", "概算", "预算", "造价", "cost", "budget"], .costs,
        [.costs(.project), .costs(.costType), .costs(.fixed)],
        Bilingual("每个项目的每种支出一行", "a row for each type of cost of a project")
      ),
      (
        .projects, ["需求", "need"], .serves, [.serves(.project), .serves(.need), .serves(.perUnit)],
        Bilingual("每个项目满足的每项需求一行", "a row for each need that a project serves")
      ),
      (
        .volunteers, ["特长", "专长", "技能", "skill"], .volunteerSkills,
        [.volunteerSkills(.volunteer), .volunteerSkills(.skill)],
        Bilingual("每人每种技能一行", "a row for each skill of a person")
      ),
    ]
    for home in homes where home.in == list && home.words.contains(where: head.name.base.contains) {
      let other = Self.of(home.list)
      let columns = other.columns(home.columns)
      let note = home.list == .costs ? head.note.map { "（\($0)）" } ?? "" : ""
      let (zh, en) =
        isInSheet ? ("工作表“\(other.zh)”", "the sheet \(other.key)") : ("“\(other.zh).csv”", "\(other.key).csv")
      return Bilingual(
        "此列未被读取；应写入\(zh)（列：\(columns.map(\.zh).joined(separator: "、"))\(note)），\(home.row.zh)",
        "the column is not read; it belongs in \(en) (columns \(columns.map(\.key).joined(separator: ", "))\(note)), \(home.row.en)"
      )
    }
    return nil
  }

  /// The columns that every row must fill, or the main ones, as the header of a new file.
  func header(_ language: Language) -> String {
    let separator = language == .zh ? "、" : ", "
    var shown = columns.filter(\.required)
    if list == .costs { shown += columns([.costs(.fixed)]) }
    return shown.map { column in
      guard column.isMoney else { return column.name(language) }
      return language == .zh ? column.zh + "（括号中写明元或万元）" : column.key + " (with its unit in the brackets)"
    }.joined(separator: separator)
  }
}

extension TableLayout {
  /// Whether a column numbers the rows 1, 2, 3 …, which says nothing of them. Rows of totals may leave it blank.
  /// - Complexity: O(rows) for a column with such a name.
  func isSerial(_ column: Int, _ text: DelimitedText) -> Bool {
    guard ["序号", "行号", "no", "no.", "#", "serial"].contains(heads[column].name.base) else { return false }
    var next = 1
    for record in header.upperBound + 1..<Swift.max(header.upperBound + 1, text.recordCount) {
      let cell = halfWidth(text.cell(record, column))
      if cell.isEmpty || Int(cell) == nil && TotalWord(cell) != nil { continue }
      guard Int(cell) == next else { return false }
      next += 1
    }
    return next > 1
  }
}
