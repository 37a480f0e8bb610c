import Model

/// Why the rows that a scenario names are not there.
struct SelectionFlaw: Error {
  let code: String
  let expected: Bilingual
  let mend: Bilingual
}

extension EditableList {
  /// The rows that a text names: all of them, those with an id or name, or those with some content in their columns.
  /// - Parameter names: The names of the items of all lists.
  /// - Throws: ``SelectionFlaw`` if there are none, or a column that it names is not one.
  /// - Complexity: O(rows × parts).
  func rows(named raw: String, _ names: ItemNames) throws(SelectionFlaw) -> [Int] {
    let text = raw.trimmedCell
    if ["全部", "all"].contains(text.lowercased()) { return Array(rows.indices) }
    let whole = rows(ofItem: text, names)
    if !whole.isEmpty { return whole }
    if halfWidth(text).contains("=") { return try rows(where: halfWidth(text), names) }
    var found: Set<Int> = []
    for part in listParts(text, commas: true) {
      let rows = rows(ofItem: part, names)
      guard !rows.isEmpty else { throw unknown(part) }
      found.formUnion(rows)
    }
    guard !found.isEmpty else { throw unknown(text) }
    return found.sorted()
  }

  private func unknown(_ text: String) -> SelectionFlaw {
    let first = schema.columns[0]
    let known = Set(rows.compactMap { $0.cells[first.key] }).sorted()
    let guess = nearest(text, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
    return SelectionFlaw(
      code: "id-unknown",
      expected: Bilingual(
        "“\(schema.zh)”表中“\(first.zh)”列有的内容", "something that stands in the column \(first.key) of \(schema.key)"),
      mend: guess ?? Bilingual("请核对；另选各行的写“列=内容”", "check it; rows are also chosen by `column=text`"))
  }

  /// The rows of one item: those with this id, or with this in the first column.
  private func rows(ofItem text: String, _ names: ItemNames) -> [Int] {
    if text.isEmpty { return [] }
    let column = schema.columns[0]
    let wanted = meaning(of: text, in: column, names)
    return rows.indices.filter { row in
      rows[row].cells[column.key].map { meaning(of: $0, in: column, names) == wanted } ?? false
    }
  }

  /// The rows that meet every condition of a text such as `department=民政局; tier=basic`.
  private func rows(where text: String, _ names: ItemNames) throws(SelectionFlaw) -> [Int] {
    var found = Array(rows.indices)
    for (column, wanted) in try settings(text) {
      found = found.filter { row in
        guard let cell = rows[row].cells[column.key] else { return wanted.isEmpty }
        let parts: [String] =
          switch column.kind {
          case .identifiers, .choices: listParts(cell, commas: true)
          case .texts: listParts(cell)
          default: [cell]
          }
        return parts.contains { meaning(of: $0, in: column, names) == meaning(of: wanted, in: column, names) }
      }
    }
    guard !found.isEmpty else {
      throw SelectionFlaw(
        code: "id-unknown", expected: Bilingual("“\(schema.zh)”表中有这样内容的行", "rows of \(schema.key) with this content"),
        mend: Bilingual("没有这样的行：请核对列名和内容", "there are none: check the column and the text"))
    }
    return found
  }

  /// A text as it is compared with others of its column.
  private func meaning(of text: String, in column: ColumnSchema, _ names: ItemNames) -> String {
    switch column.kind {
    case .identifier(let list): names.id(of: text, in: column.cell == schema.id ? schema.list : list)
    case .identifiers(let list): names.id(of: text, in: list)
    case .choice, .choices: column.kind.word(text)?.key ?? text
    case .flag: ["是", "yes", "y", "true", "1", "√"].contains(halfWidth(text).lowercased()) ? "是" : "否"
    default: halfWidth(text).trimmedCell.lowercased()
    }
  }

  /// The columns and texts of `column=text; column=text`.
  /// - Throws: ``SelectionFlaw`` for a part without a column of the list.
  func settings(_ text: String) throws(SelectionFlaw) -> [(column: ColumnSchema, text: String)] {
    var out: [(column: ColumnSchema, text: String)] = []
    for part in text.unicodeScalars.split(whereSeparator: { [";", "；", "\n"].contains($0) }).map({ String($0) })
    where !part.trimmedCell.isEmpty {
      let sides = halfWidth(part).unicodeScalars.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0).trimmedCell }
      guard sides.count == 2, let column = schema.column(named: sides[0]) else {
        throw SelectionFlaw(
          code: "choice-unknown",
          expected: Bilingual("“列=内容”，列为“\(schema.zh)”表的列名", "`column=text` with a column of \(schema.key)"),
          mend: nearest(sides[0], schema.columns.flatMap { [$0.key, $0.zh] }).map {
            Bilingual("“\(sides[0])”是否应为“\($0)”？", "did you mean ‘\($0)’ by ‘\(sides[0])’?")
          } ?? Bilingual("几项之间用“；”隔开，一项之内的几个用“、”", "divide them by `;`, and several within one by `、`"))
      }
      out.append((column, sides[1]))
    }
    return out
  }
}
