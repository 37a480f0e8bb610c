import Model

// What is told of the rows of a department's table.
extension DepartmentTable {
  /// Findings for rows with too few cells, as any of the cells may be the missing one, and for cells beyond the header.
  ///
  /// A row may lack the cells of blank headers at the end of the table.
  func raggedRows(_ records: [Int]) -> [Finding] {
    let (least, most) = (columns.width, columns.heads.count)
    return records.compactMap { record in
      let count = text.cellCount(record)
      let beyond = (most..<max(most, count)).first { !text.cell(record, $0).isEmpty }
      guard count < least || beyond != nil else { return nil }
      let width = beyond == nil ? least : most
      return Finding(
        "row-ragged", file: file, line: text.records[record].line, column: (beyond ?? count) + 1,
        value: beyond.map { text.cell(record, $0) } ?? "",
        expected: Bilingual(
          "\(width) 个单元格，与表头一致；此行有 \(count) 个", "\(width) cells, as in the header; the row has \(count)"),
        mend: Bilingual("请补齐或删去多余的分隔符；含分隔符的内容加引号", "add or remove separators; quote cells that contain one"))
    }
  }

  /// What was read of the table: its rows, what each filter left out, the columns that no list holds.
  func read(_ selection: RowSelection) -> [Bilingual] {
    let count = records.count
    var out = [Bilingual("\(file)：读了 \(count) 行", "\(file): read \(counted(count, "row"))")]
    for (filter, rows) in zip(profile.filters, selection.leftOut) {
      let place = "\(profile.file):\(filter.place.line)"
      out.append(
        Bilingual(
          "  筛选“\(filter.text)”（\(place)）去掉 \(rows) 行",
          "  ‘filter \(filter.text)’ (\(place)) leaves out \(counted(rows, "row"))"))
    }
    if !selection.totals.isEmpty {
      let rows = selection.totals.count
      out.append(
        Bilingual("  合计行 \(rows) 行，不作一项", "  leaves out \(counted(rows, "row")) of totals"))
    }
    let unread = columns.unread { column in records.contains { !text.cell($0, column).isEmpty } }
    if !unread.isEmpty {
      out.append(
        Bilingual(
          "  没有读的列：" + unread.map(\.zh).joined(separator: "、"),
          "  not read: " + unread.map(\.en).joined(separator: ", ")))
    }
    return out
  }
}
