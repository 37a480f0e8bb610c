import Foundation
import Model

/// Maps a department's table to lists, as a ``Profile`` says.
///
/// - Throws: ``Findings`` with file, line and column of every cell that cannot be read.
/// - Complexity: O(bytes × lists of the profile).
public func importTable(
  _ data: Data, file: String, profile: Profile, settings: [String: String] = [:]
) throws(Findings) -> WrittenLists {
  let profile = try profile.filled(settings)
  var table = try DepartmentTable(data, file: file, profile: profile)
  let lists = table.lists()
  guard table.findings.isEmpty else { throw Findings(table.findings) }
  return lists
}

private struct DepartmentTable {
  let file: String
  let profile: Profile
  let currency: Currency
  let text: DelimitedText
  let columns: [String: Int]
  var findings: [Finding] = []

  init(_ data: Data, file: String, profile: Profile) throws(Findings) {
    self.file = file
    self.profile = profile
    currency = Currency(
      code: profile.values["currency"] ?? "CNY", digits: profile.values["digits"].flatMap { Int($0) } ?? 2)
    let separators: [String: UInt8] = ["comma": 0x2C, "semicolon": 0x3B, "tab": 0x09]
    do {
      text = try delimitedText(
        listBytes(of: data, file: file), file: file,
        delimiter: separators[profile.values["separator"] ?? "comma"] ?? 0x2C)
    } catch { throw Findings([error]) }
    let text = text
    columns = Dictionary(
      (0..<text.cellCount(0)).map { (text.text(0, $0).trimmedCell, $0) }, uniquingKeysWith: { a, _ in a })
    let present = columns
    let wanted = profile.lists.flatMap { $0.cells.compactMap(\.source.column) } + profile.filters.map(\.column)
    let missing = Set(wanted).filter { present[$0] == nil }.sorted()
    guard missing.isEmpty else {
      throw Findings(
        missing.map {
          Finding(
            "column-missing", file: file, line: 1, value: $0, expected: Bilingual("“\($0)”列", "a column \($0)"),
            mend: Bilingual("请核对导入方案与表格", "compare the profile with the table"))
        })
    }
  }

  /// An item of a list while its rows are gathered.
  private struct Item {
    var cells: [String: String]
    var sums: [String: Int128] = [:]
  }

  mutating func lists() -> WrittenLists {
    let records = (1..<max(1, text.recordCount)).filter { record in
      !text.isBlank(record) && profile.filters.allSatisfy { cell(record, $0.column) == $0.value }
    }
    if records.isEmpty {
      findings.append(
        Finding(
          "file-empty", file: file, expected: Bilingual("筛选后至少一行", "at least one row after filtering"),
          mend: Bilingual("请检查参数与筛选条件", "check parameters and filters")))
    }
    var rows: [String: [[String: String]]] = [:]
    var out = WrittenLists()
    out.write(
      "settings",
      [
        ["key": "title", "value": profile.values["title"] ?? profile.name],
        ["key": "currency", "value": currency.code],
        ["key": "digits", "value": String(currency.digits)],
      ])
    for rule in profile.lists {
      var items = gathered(rule, records)
      if let named = rule.onlyIn {
        let known = Set((rows[named.list] ?? []).compactMap { $0[named.key] })
        items = items.filter { known.contains($0[TableSchema.named(rule.list)!.columns[0].key] ?? "") }
      }
      rows[rule.list] = items
      out.write(rule.list, items)
    }
    return out
  }

  /// Rows that agree in the list's first column, or in all texts where that names no item, are one; its other texts are
  /// those of its first row.
  private mutating func gathered(_ rule: Profile.ListRule, _ records: [Int]) -> [[String: String]] {
    let schema = TableSchema.named(rule.list)!
    let isNamed = schema.columns[0].key == "id"
    var items: [String: Item] = [:]
    for record in records {
      var cells: [String: String] = [:]
      for (key, source) in rule.cells { cells[key] = value(record, source) }
      let name = isNamed ? cells["id"] ?? "" : cells.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\u{1F}")
      var item = items[name] ?? Item(cells: cells)
      for (key, source) in rule.cells {
        guard case .sum(let column, let ignoresNegative) = source else { continue }
        let isMoney = schema.columns.contains { $0.key == key && $0.isMoney }
        item.sums[key, default: 0] += Int128(amount(record, column, isMoney, ignoresNegative))
      }
      items[name] = item
    }
    return items.sorted { $0.key < $1.key }.compactMap { _, item in
      if let key = rule.onlyWhere, item.sums[key] ?? 0 == 0 { return nil }
      var cells = item.cells
      for (key, sum) in item.sums {
        let isMoney = schema.columns.contains { $0.key == key && $0.isMoney }
        cells[key] = decimalText(sum, digits: isMoney ? currency.digits : 3, trimmed: true)
      }
      return cells
    }
  }

  private func cell(_ record: Int, _ name: String) -> String {
    guard let column = columns[name], column < text.cellCount(record) else { return "" }
    return text.text(record, column).trimmedCell
  }

  /// nil for a sum, which is gathered over rows.
  private func value(_ record: Int, _ source: Profile.Source) -> String? {
    switch source {
    case .sum: return nil
    case .text(let text): return text
    case .column(let name, let codes, let isIdentifier):
      let raw = cell(record, name)
      if raw == profile.values["missing"] { return "" }
      if let codes { return profile.codes[codes]![raw] ?? raw }
      return isIdentifier ? Self.identifier(raw) : raw
    }
  }

  /// What an id may not hold becomes a hyphen.
  private static func identifier(_ text: String) -> String {
    let kept = String(text.unicodeScalars.map { isIdentifierScalar($0) ? Character($0) : "-" })
    return String(kept.unicodeScalars.prefix(RowReader.longestIdentifier)).trimmedCell
  }

  /// Missing is nothing, and so is a negative amount where the profile says so.
  private mutating func amount(_ record: Int, _ column: String, _ isMoney: Bool, _ ignoresNegative: Bool) -> Int64 {
    let raw = cell(record, column)
    if raw.isEmpty || raw == profile.values["missing"] { return 0 }
    do {
      return isMoney
        ? try exactMoney(raw + (profile.values["unit"] ?? ""), currency).minorUnits
        : try exactDecimal(raw, digits: 3, limit: Quantity.limit.milli)
    } catch {
      if error == .negative, ignoresNegative { return 0 }
      let kind = isMoney ? "money" : error == .negative ? "quantity" : "number"
      findings.append(
        Finding(
          error == .negative ? "\(kind)-negative" : "\(kind)-malformed", file: file, line: text.records[record].line,
          column: columns[column]! + 1, value: raw, expected: Bilingual("不小于 0 的数", "a number, 0 or more"),
          mend: Bilingual("请改正", "correct it")))
      return 0
    }
  }
}

extension ColumnSchema {
  fileprivate var isMoney: Bool { if case .money = kind { true } else { false } }
}
