import Foundation
import Model

/// Reads the text of a ``Profile``, line by line. What stands twice is a finding, and so is what cannot be understood.
struct ProfileReader {
  let file: String
  private(set) var findings: [Finding] = []
  private(set) var settings: [String: Profile.Setting] = [:]
  private(set) var missing: [Profile.Setting] = []
  private(set) var parameters: [String: Profile.Setting] = [:]
  private(set) var filters: [ProfileFilter] = []
  private(set) var codes: [String: Profile.CodeTable] = [:]
  private(set) var lists: [Profile.ListRule] = []
  /// The line on which each key, section or code was first written.
  private var lines: [String: Int] = [:]

  private enum Section { case table, list, codes(String), unknown }
  private var section = Section.table

  init(file: String) { self.file = file }

  mutating func read(_ text: String) {
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = String(raw).trimmedCell
      if line.isEmpty || line.hasPrefix("#") { continue }
      let place = Profile.Place(line: index + 1, column: 1 + Self.indent(of: raw))
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = open(String(line.dropFirst().dropLast()).trimmedCell, place)
      } else if case .table = section, let text = Self.rest(of: line, after: "filter") {
        filter(text, place)
      } else {
        entry(raw, line, place)
      }
    }
    if settings["name"] == nil {
      refuse(nil, "", Bilingual("“name”一行", "a line for ‘name’"))
    }
    if lists.isEmpty { refuse(nil, "", Bilingual("至少一段 [清单名]", "a section [LIST] at least")) }
    refuseMissingKeys()
  }

  /// Refuses a section that leaves out a column which every row of its list must fill.
  private mutating func refuseMissingKeys() {
    for rule in lists {
      let schema = TableSchema.of(rule.list)
      for column in schema.columns where column.required && lines[Self.name(column.key, in: schema.key)] == nil {
        refuse(
          rule.place, "[\(schema.key)]",
          Bilingual("一行“\(column.key) = …”：\(column.meaning.zh)", "a line ‘\(column.key) = …’: \(column.meaning.en)"),
          mend: Bilingual("请在此段中补上", "add it to the section"))
      }
    }
  }

  /// The number of characters before the first that is not white space.
  private static func indent(of text: Substring) -> Int {
    text.unicodeScalars.prefix { $0.properties.isWhitespace || $0.value == 0xFEFF }.count
  }

  private static func rest(of text: String, after word: String) -> String? {
    text.hasPrefix(word + " ") ? String(text.dropFirst(word.count + 1)).trimmedCell : nil
  }

  private mutating func refuse(
    _ place: Profile.Place?, _ value: String, _ expected: Bilingual, known: [String] = [], mend: Bilingual? = nil
  ) {
    findings.append(
      Finding(
        "profile-malformed", file: file, line: place?.line ?? 0, column: place?.column ?? 0, value: value,
        expected: expected,
        mend: nearest(value, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
          ?? mend ?? Bilingual("请改正此行", "correct the line")))
  }

  private static func name(_ what: String, in part: String) -> String { part + "\u{1F}" + what }

  /// Notes that `what` is written here.
  /// - Returns: false, after a finding, if it is written for the second time.
  private mutating func isFirst(_ what: String, in part: String, _ value: String, _ place: Profile.Place) -> Bool {
    let key = Self.name(what, in: part)
    guard let line = lines[key] else {
      lines[key] = place.line
      return true
    }
    findings.append(
      Finding(
        "profile-repeated", file: file, line: place.line, column: place.column, value: value,
        expected: Bilingual("每项只写一次；第 \(line) 行已写", "each once; line \(line) has it already"),
        mend: Bilingual("请只留一行", "keep one of the two")))
    return false
  }

  private mutating func open(_ name: String, _ place: Profile.Place) -> Section {
    if let name = Self.rest(of: name, after: "codes") {
      if isFirst(name, in: "codes", "[codes \(name)]", place) { codes[name] = Profile.CodeTable(place: place) }
      return .codes(name)
    }
    guard let schema = TableSchema.named(name) else {
      let known = TableSchema.all.map(\.key)
      refuse(place, name, Bilingual("清单名或 codes 名称", "the name of a list, or codes NAME"), known: known)
      return .unknown
    }
    guard schema.list != .settings else {
      refuse(
        place, name, Bilingual("settings 之外的清单", "a list other than settings"),
        mend: Bilingual("请在第一段之前写 title、currency、digits", "write title, currency and digits before the first section"))
      return .unknown
    }
    guard isFirst(schema.key, in: "list", "[\(name)]", place) else { return .unknown }
    lists.append(Profile.ListRule(list: schema.list, place: place))
    return .list
  }

  /// Reads a line `key = value`.
  private mutating func entry(_ raw: Substring, _ line: String, _ place: Profile.Place) {
    guard let sign = raw.firstIndex(of: "=") else {
      return refuse(place, line, Bilingual("键 = 值", "key = value"))
    }
    let key = String(raw[..<sign]).trimmedCell
    let right = raw[raw.index(after: sign)...]
    let column = raw.unicodeScalars.distance(from: raw.startIndex, to: right.startIndex) + Self.indent(of: right) + 1
    let setting = Profile.Setting(
      value: String(right).trimmedCell, place: Profile.Place(line: place.line, column: column))
    switch section {
    case .table: table(key, setting, place)
    case .list: cell(key, setting, place)
    case .codes(let name):
      if isFirst(key, in: "codes " + name, key, place) { codes[name]!.values[key] = setting.value }
    case .unknown: break
    }
  }

  private mutating func table(_ key: String, _ setting: Profile.Setting, _ place: Profile.Place) {
    if let name = Self.rest(of: key, after: "parameter") {
      if isFirst(name, in: "parameter", key, place) { parameters[name] = setting }
    } else if key == "missing" {
      if isFirst(setting.value, in: "missing", setting.value, setting.place) { missing.append(setting) }
    } else if Profile.keys.contains(key) {
      if isFirst(key, in: "table", key, place) { settings[key] = setting }
    } else {
      let known = Profile.keys + ["missing"]
      let all = known + ["parameter NAME", "filter COLUMN"]
      refuse(place, key, Bilingual(all.joined(separator: "、"), all.joined(separator: ", ")), known: known)
    }
  }

  private mutating func filter(_ text: String, _ place: Profile.Place) {
    guard let (column, test) = ProfileFilter.Test.parsed(text) else {
      return refuse(
        place, text,
        Bilingual(
          "列名，再写 =、!=、<、<=、>、>=、in、not in、contains、begins with 和值，或 is blank、is not blank",
          "a column, then =, !=, <, <=, >, >=, in, not in, contains or begins with and a value, or is blank, is not blank"
        ),
        mend: Bilingual(
          "请改正此行；列名里有这些词的，给列名加双引号", "correct the line; put a column's name in double quotes if it has such a word"))
    }
    if isFirst(text, in: "filter", text, place) {
      filters.append(ProfileFilter(column: column, test: test, place: place))
    }
  }

  private mutating func cell(_ key: String, _ setting: Profile.Setting, _ place: Profile.Place) {
    let last = lists.count - 1
    let schema = TableSchema.of(lists[last].list)
    let known = schema.keys + ["only where", "only in"]
    guard known.contains(key) else { return refuse(place, key, Self.columnName, known: known) }
    guard isFirst(key, in: schema.key, key, place) else { return }
    switch key {
    case "only where":
      guard schema.column(setting.value) != nil else {
        return refuse(setting.place, setting.value, Self.columnName, known: schema.keys)
      }
      lists[last].onlyWhere = setting
    case "only in":
      let parts = setting.value.split(separator: ".").map(String.init)
      guard parts.count == 2, let other = TableSchema.named(parts[0]), other.column(parts[1]) != nil else {
        return refuse(setting.place, setting.value, Bilingual("清单名.列名", "LIST.COLUMN"))
      }
      lists[last].onlyIn = (other.list, parts[1], setting.place)
    default:
      guard let source = Self.source(setting.value) else {
        return refuse(
          setting.place, setting.value,
          Bilingual(
            "text 值、column 列 [via 代码表 | as id]、first 列 [via 代码表 | as id]、sum 列 [negative as nothing]",
            "text VALUE, column NAME [via CODES | as id], first NAME [via CODES | as id], sum NAME [negative as nothing]"
          ))
      }
      lists[last].cells.append(Profile.Cell(key: key, source: source, place: setting.place))
    }
  }

  private static let columnName = Bilingual("此清单的列名（英文）", "a column of this list")

  /// Parses a source such as `column NAME via CODES`. Names may contain spaces.
  private static func source(_ text: String) -> Profile.Source? {
    if let value = rest(of: text, after: "text") { return .text(value) }
    if let name = rest(of: text, after: "sum") {
      let clause = " negative as nothing"
      let ignoresNegative = name.hasSuffix(clause)
      return ProfileColumn(ignoresNegative ? String(name.dropLast(clause.count)) : name)
        .map { .sum($0, ignoresNegative: ignoresNegative) }
    }
    let isFirst = text.hasPrefix("first ")
    guard let name = rest(of: text, after: isFirst ? "first" : "column") else { return nil }
    if name.hasSuffix(" as id") {
      return ProfileColumn(String(name.dropLast(6))).map { .column($0, .identifier, isFirst: isFirst) }
    }
    if !(name.hasPrefix("\"") && name.hasSuffix("\"")), let via = name.range(of: " via ", options: .backwards) {
      let codes = String(name[via.upperBound...]).trimmedCell
      return ProfileColumn(String(name[..<via.lowerBound])).map { .column($0, .codes(codes), isFirst: isFirst) }
    }
    return ProfileColumn(name).map { .column($0, .none, isFirst: isFirst) }
  }
}

extension TableSchema {
  var keys: [String] { columns.map(\.key) }
}
