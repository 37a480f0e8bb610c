import Model

/// The columns of a table of capacities: the project in the first column, and how many it takes at least and at most.
struct CapacityColumns {
  private(set) var least: Int?
  private(set) var most: Int?
  private(set) var findings: [Finding] = []

  private static let leastNames = [
    "min", "minimum", "least", "at least", "lower", "heads min", "min capacity", "capacity min", "min size",
    "minimum size",
    "最少", "最少人数", "至少", "下限", "人数下限", "最低人数", "最小人数", "开班人数", "成团人数",
  ]
  private static let mostNames = [
    "max", "maximum", "most", "at most", "upper", "heads max", "capacity", "cap", "max capacity", "capacity max",
    "max size", "maximum size", "quota", "places", "seats",
    "最多", "最多人数", "至多", "上限", "人数上限", "最高人数", "最大人数", "容量", "可容纳", "可容纳人数", "名额",
  ]

  /// Finds the columns by their headers. A table of two columns may call the second as it likes.
  init(_ table: NamedTable) {
    let headers = table.heads
    for cell in headers.indices.dropFirst() {
      let name = Self.plain(headers[cell])
      if Self.leastNames.contains(name) {
        place(cell, at: \.least, table)
      } else if Self.mostNames.contains(name) || headers.count == 2 {
        place(cell, at: \.most, table)
      } else if table.rows.contains(where: { !table.cell($0, cell).isEmpty }) || !name.isEmpty {
        findings.append(unknown(cell, headers[cell], table))
      }
    }
    if most == nil {
      findings.append(
        Finding(
          "column-missing", file: table.file, line: table.line(table.header),
          expected: Bilingual("“最多”一列（max）", "a column max: how many a project takes at most"),
          mend: Bilingual("请加上此列，或改正列名", "add it, or correct the column's name")))
    }
  }

  /// Whether a text is the header of a column that is known.
  static func isKnown(_ header: String) -> Bool { (leastNames + mostNames).contains(plain(header)) }

  /// A header without the signs and spaces that offices put into it.
  private static func plain(_ header: String) -> String {
    let words = halfWidth(header).lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "-" || $0 == "." }
    let name = words.joined(separator: " ")
    for unit in ["(人)", "(people)", "(persons)"] where name.hasSuffix(unit) {
      return String(name.dropLast(unit.count)).trimmedCell
    }
    return name
  }

  private mutating func place(_ cell: Int, at column: WritableKeyPath<Self, Int?>, _ table: NamedTable) {
    if let other = self[keyPath: column] {
      let line = table.line(table.header), names = "\(line):\(other + 1), \(line):\(cell + 1)"
      return findings.append(
        Finding(
          "column-repeated", file: table.file, line: table.line(table.header), column: cell + 1,
          value: table.heads[cell],
          expected: Bilingual("只有一列是此意；这里有两列：\(names)", "one column of this meaning; there are two: \(names)"),
          mend: Bilingual("请删去一列", "delete one of them")))
    }
    self[keyPath: column] = cell
  }

  /// Which columns were read as what.
  func account(_ table: NamedTable) -> Bilingual {
    let read = [(least, Bilingual("最少人数", "least")), (most, Bilingual("最多人数", "most"))].compactMap { column, word in
      column.map { ($0 + 1, table.heads[$0], word) }
    }
    return Bilingual(
      "\(table.file)：" + read.map { "第 \($0) 列“\($1)”为\($2.zh)" }.joined(separator: "，"),
      "\(table.file): " + read.map { "column \($0) ‘\($1)’ is the \($2.en)" }.joined(separator: ", "))
  }

  /// A column that is not known. One of numbers may be a limit under another name, so it is refused.
  private func unknown(_ cell: Int, _ name: String, _ table: NamedTable) -> Finding {
    let texts = table.rows.map { table.cell($0, cell) }.filter { !$0.isEmpty }
    let isNumber = !texts.isEmpty && texts.allSatisfy { (try? exactDecimal($0, digits: 6, limit: .max / 16)) != nil }
    return Finding(
      "column-unknown", severity: isNumber ? .error : .warning, file: table.file, line: table.line(table.header),
      column: cell + 1,
      value: name, expected: Bilingual("“最少”（min）或“最多”（max）", "min (最少) or max (最多)"),
      mend: isNumber
        ? Bilingual("请改列名；与人数无关的，请删去此列", "rename the column, or delete it if it limits nothing")
        : Bilingual("此列未被读取；不需要可删去", "the column is not read; delete it if it is not needed"))
  }
}
