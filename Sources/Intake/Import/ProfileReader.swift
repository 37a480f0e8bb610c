import Model

/// Reads the text of a ``Profile``, line by line.
struct ProfileReader {
  let file: String
  private(set) var findings: [Finding] = []
  private(set) var values: [String: String] = [:]
  private(set) var parameters: [String: String] = [:]
  private(set) var filters: [(column: String, value: String)] = []
  private(set) var codes: [String: [String: String]] = [:]
  private(set) var lists: [Profile.ListRule] = []

  private enum Section { case table, list, codes(String), unknown }

  init(file: String) { self.file = file }

  mutating func read(_ text: String) {
    var section = Section.table
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = String(raw).trimmedCell
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = open(String(line.dropFirst().dropLast()).trimmedCell, index + 1)
        continue
      }
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        String($0).trimmedCell
      }
      guard parts.count == 2 else {
        refuse(index + 1, line, Bilingual("键 = 值", "key = value"))
        continue
      }
      switch section {
      case .table: table(parts[0], parts[1], index + 1)
      case .list: cell(parts[0], parts[1], index + 1)
      case .codes(let name): codes[name]![parts[0]] = parts[1]
      case .unknown: break
      }
    }
    if values["name"] == nil { refuse(0, "", Bilingual("“name”一行", "a line for ‘name’")) }
    if lists.isEmpty { refuse(0, "", Bilingual("至少一段 [清单名]", "a section [LIST] at least")) }
    for rule in lists {
      for case .column(_, let name?, _) in rule.cells.map(\.source) where codes[name] == nil {
        refuse(0, name, Bilingual("一段 [codes \(name)]", "a section [codes \(name)]"))
      }
    }
  }

  private mutating func refuse(_ line: Int, _ value: String, _ expected: Bilingual, known: [String] = []) {
    findings.append(
      Finding(
        "profile-malformed", file: file, line: line, value: value, expected: expected,
        mend: nearest(value, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
          ?? Bilingual("请改正此行", "correct the line")))
  }

  private mutating func open(_ name: String, _ line: Int) -> Section {
    if name.hasPrefix("codes ") {
      let name = String(name.dropFirst(6)).trimmedCell
      codes[name] = codes[name] ?? [:]
      return .codes(name)
    }
    guard let schema = TableSchema.named(name) else {
      let known = TableSchema.all.map(\.key)
      refuse(line, name, Bilingual("清单名或 codes 名称", "the name of a list, or codes NAME"), known: known)
      return .unknown
    }
    lists.append(Profile.ListRule(list: schema.list))
    return .list
  }

  private mutating func table(_ key: String, _ value: String, _ line: Int) {
    if key.hasPrefix("parameter ") {
      parameters[String(key.dropFirst(10)).trimmedCell] = value
    } else if key.hasPrefix("filter ") {
      filters.append((String(key.dropFirst(7)).trimmedCell, value))
    } else if Profile.keys.contains(key) {
      values[key] = value
    } else {
      let all = (Profile.keys + ["parameter NAME", "filter COLUMN"])
      refuse(line, key, Bilingual(all.joined(separator: "、"), all.joined(separator: ", ")), known: Profile.keys)
    }
  }

  private mutating func cell(_ key: String, _ value: String, _ line: Int) {
    let last = lists.count - 1
    let schema = TableSchema.of(lists[last].list)
    switch key {
    case "only where":
      guard schema.column(value) != nil else { return refuse(line, value, Self.columnName, known: schema.keys) }
      lists[last].onlyWhere = value
    case "only in":
      let parts = value.split(separator: ".").map(String.init)
      guard parts.count == 2, let other = TableSchema.named(parts[0]), other.column(parts[1]) != nil else {
        return refuse(line, value, Bilingual("清单名.列名", "LIST.COLUMN"))
      }
      lists[last].onlyIn = (other.list, parts[1])
    default:
      guard schema.column(key) != nil else { return refuse(line, key, Self.columnName, known: schema.keys) }
      guard let source = Self.source(value) else {
        return refuse(
          line, value,
          Bilingual(
            "text 值、column 列 [via 代码表 | as id]、sum 列 [negative as nothing]",
            "text VALUE, column NAME [via CODES | as id], sum NAME [negative as nothing]"))
      }
      lists[last].cells.append((key, source))
    }
  }

  private static let columnName = Bilingual("此清单的列名（英文）", "a column of this list")

  /// Parses a source such as `column NAME via CODES`. Names may contain spaces.
  private static func source(_ text: String) -> Profile.Source? {
    func rest(after word: String) -> String? {
      text.hasPrefix(word + " ") ? String(text.dropFirst(word.count + 1)).trimmedCell : nil
    }
    if let value = rest(after: "text") { return .text(value) }
    if let name = rest(after: "sum") {
      let clause = " negative as nothing"
      return name.hasSuffix(clause)
        ? .sum(String(name.dropLast(clause.count)).trimmedCell, ignoresNegative: true)
        : .sum(name, ignoresNegative: false)
    }
    guard let name = rest(after: "column") else { return nil }
    if name.hasSuffix(" as id") { return .column(String(name.dropLast(6)).trimmedCell, codes: nil, isIdentifier: true) }
    if let via = name.range(of: " via ") {
      let codes = String(name[via.upperBound...]).trimmedCell
      return .column(String(name[..<via.lowerBound]).trimmedCell, codes: codes, isIdentifier: false)
    }
    return .column(name, codes: nil, isIdentifier: false)
  }
}

extension TableSchema {
  var keys: [String] { columns.map(\.key) }
}
