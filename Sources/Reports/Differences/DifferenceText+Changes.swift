import Model

extension DifferenceText {
  /// The changes of the lists and of the options.
  var changes: [String] {
    guard !report.changes.isEmpty else {
      return ["", zh ? "清单没有不同。" : "The lists do not differ."]
    }
    let count = report.changes.count
    let heading =
      zh ? "从 A 到 B 的改动（\(count) 处）" : "What changes from A to B (\(counted(count, "change")))"
    return ["", heading] + report.changes.flatMap(lines(of:))
  }

  private func lines(of change: DifferenceReport.Change) -> [String] {
    let number = String(repeating: " ", count: max(0, 3 - "\(change.number)".count)) + "\(change.number)"
    let isOption = change.list == DifferenceReport.Change.ofOptions
    let head = [listName(change.list), isOption ? "" : change.item, change.name].filter { !$0.isEmpty }.joined(
      separator: " ")
    let title = "\(number)  \(head)\(mark(change.kind))".printable
    let isPlain = change.rows.count == 1 && change.rows[0].list == change.list
    if isPlain {
      return [[title, cells(of: change.rows[0]).printable].filter { !$0.isEmpty }.joined(separator: colon)]
    }
    return [title]
      + change.rows.map { row in
        // The item stands in the title already.
        let rest = row.key.first == change.item ? Array(row.key.dropFirst()) : row.key
        let name = ([listName(row.list)] + rest).filter { !$0.isEmpty }.joined(separator: " ")
        let kind = row.list == change.list ? "" : mark(row.kind)
        let cells = cells(of: row)
        return "       \([name + kind, cells].filter { !$0.isEmpty }.joined(separator: colon))".printable
      }
  }

  var colon: String { zh ? "：" : ": " }
  var comma: String { zh ? "，" : ", " }

  private func mark(_ kind: String) -> String {
    switch kind {
    case "added": zh ? "（新增）" : " (added)"
    case "removed": zh ? "（删除）" : " (removed)"
    default: ""
    }
  }

  private func listName(_ key: String) -> String {
    if key == DifferenceReport.Change.ofOptions { return zh ? "选项" : "option" }
    return zh ? ListName(rawValue: key)?.zh ?? key : key
  }

  private func cells(of row: DifferenceReport.Row) -> String {
    let blank = zh ? "空白" : "blank"
    let told = row.cells.compactMap { cell -> String? in
      let name = zh ? cell.name.zh : cell.name.en
      let (before, after) = (cell.shown.before ?? blank, cell.shown.after ?? blank)
      if row.list == DifferenceReport.Change.ofOptions, cell.column == "objective" {
        return "\(name) \(objective(before)) → \(objective(after))"
      }
      if row.kind == "changed" { return "\(name) \(before) → \(after)" }
      // What tells the row from others stands before it already.
      return row.key.contains(cell.after ?? cell.before ?? "") ? nil : "\(name) \(cell.after == nil ? before : after)"
    }
    return told.joined(separator: comma)
  }
}
