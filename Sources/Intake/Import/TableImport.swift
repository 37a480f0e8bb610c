import Foundation
import Model

/// Imports a department's table as lists, according to a ``Profile``.
///
/// - Throws: ``Findings`` with file, line and column of every cell that cannot be read or is not valid in a list.
/// - Complexity: O(bytes × lists of the profile).
public func importTable(
  _ data: Data, file: String, profile: Profile, settings: [String: String] = [:]
) throws(Findings) -> WrittenLists {
  let profile = try profile.filled(settings)
  var table = try DepartmentTable(data, file: file, profile: profile)
  var lists = table.lists()
  if let refusal = Findings(table.findings) { throw refusal }
  lists.addRequiredLists()
  try lists.refuseInvalidLists(file)
  lists.warnings = table.findings.inOrder
  return lists
}

private struct DepartmentTable {
  let file: String
  let profile: Profile
  let currency: Currency
  let text: DelimitedText
  let columns: [String: Int]
  private let header: DepartmentHeader
  /// The units of bare numbers, by the kind of the list's column and the column of the table.
  private var units: [StatedUnit.Kind: [Int: StatedUnit]] = [:]
  var findings: [Finding] = []

  init(_ data: Data, file: String, profile: Profile) throws(Findings) {
    self.file = file
    self.profile = profile
    currency = Currency(
      code: profile.values["currency"] ?? "CNY", digits: profile.values["digits"].flatMap { Int($0) } ?? 2)
    let separators: [String: UInt8] = ["comma": 0x2C, "semicolon": 0x3B, "tab": 0x09]
    let separator = separators[profile.values["separator"] ?? "comma"] ?? 0x2C
    text = try delimitedText(
      listBytes(of: data, file: file) { _ in separator }, file: file, delimiter: separator)
    let wanted = profile.lists.flatMap { $0.cells.compactMap(\.source.column) } + profile.filters.map(\.column)
    header = try DepartmentHeader(text, file: file, wanted: Set(wanted).sorted(), profile: profile)
    columns = header.columns
    findings = header.warnings
    readUnits()
  }

  /// An item of a list while its rows are being collected.
  private struct Item {
    var cells: [String: String]
    /// The first record of the item.
    let record: Int
    var sums: [String: Int128] = [:]
  }

  mutating func lists() -> WrittenLists {
    let records = withoutTotals(
      header.rows.filter { record in profile.filters.allSatisfy { cell(record, $0.column) == $0.value } })
    if records.isEmpty {
      findings.append(
        Finding(
          "file-empty", file: file, expected: Bilingual("筛选后至少一行", "at least one row after filtering"),
          mend: Bilingual("请检查参数与筛选条件", "check parameters and filters")))
    }
    refuseRagged(records)
    var rows: [ListName: [ImportedRow<String>]] = [:]
    var out = WrittenLists()
    out.write(
      [
        [SettingField.key: "title", .value: profile.values["title"] ?? profile.name],
        [.key: "currency", .value: currency.code],
        [.key: "digits", .value: String(currency.digits)],
      ])
    for rule in profile.lists {
      var items = gathered(rule, records)
      if let named = rule.onlyIn {
        let known = Set((rows[named.list] ?? []).compactMap { $0.cells[named.key] })
        items = items.filter { known.contains($0.cells[TableSchema.of(rule.list).columns[0].key] ?? "") }
      }
      rows[rule.list] = items
      out.write(rule.list, from: items)
    }
    return out
  }

  /// Groups the records into the items of a list and sums their amounts.
  ///
  /// Rows with the same id form one item; in a list without ids, rows with the same texts do. Other texts are taken
  /// from the first row.
  private mutating func gathered(_ rule: Profile.ListRule, _ records: [Int]) -> [ImportedRow<String>] {
    let schema = TableSchema.of(rule.list)
    let isNamed = schema.id != nil
    let header = Header(
      file: file,
      positions: Dictionary(
        rule.cells.compactMap { key, source in source.column.flatMap { columns[$0] }.map { (key, $0 + 1) } },
        uniquingKeysWith: { a, _ in a }))
    var items: [String: Item] = [:]
    for record in records {
      var cells: [String: String] = [:]
      for (key, source) in rule.cells { cells[key] = value(record, source, schema.column(key)!.kind) }
      let name = isNamed ? cells["id"] ?? "" : cells.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\u{1F}")
      var item = items[name] ?? Item(cells: cells, record: record)
      for (key, source) in rule.cells {
        guard case .sum(let column, let ignoresNegative) = source else { continue }
        item.sums[key, default: 0] += Int128(amount(record, column, schema.column(key)!.kind, ignoresNegative))
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
      return ImportedRow(cells: cells, origin: Origin(header: header, line: text.records[item.record].line))
    }
  }

  /// Refuses rows with too few cells, as any of the cells may be the missing one.
  private mutating func refuseRagged(_ records: [Int]) {
    let width = header.width
    for record in records where text.cellCount(record) < width {
      let count = text.cellCount(record)
      findings.append(
        Finding(
          "row-ragged", file: file, line: text.records[record].line, column: count + 1,
          expected: Bilingual(
            "\(width) 个单元格，与表头一致；此行有 \(count) 个", "\(width) cells, as in the header; the row has \(count)"),
          mend: Bilingual("请补齐或删去多余的分隔符；含分隔符的内容加引号", "add or remove separators; quote cells that contain one")))
    }
  }

  private func cell(_ record: Int, _ name: String) -> String {
    guard let column = columns[name], column < text.cellCount(record) else { return "" }
    return text.text(record, column).trimmedCell
  }

  /// The value of a source in one record; nil for a sum, which is accumulated over records.
  private func value(_ record: Int, _ source: Profile.Source, _ kind: CellKind) -> String? {
    switch source {
    case .sum: return nil
    case .text(let text): return text
    case .column(let name, let codes, let isIdentifier):
      let raw = cell(record, name)
      if raw == profile.values["missing"] { return "" }
      if let codes { return profile.codes[codes]![raw] ?? raw }
      return isIdentifier ? Self.identifier(raw) : withUnit(raw, columns[name]!, kind) ?? raw
    }
  }

  /// Converts a text to an id: invalid characters become hyphens, and the text is truncated to the longest id.
  private static func identifier(_ text: String) -> String {
    let kept = text.unicodeScalars.map { isIdentifierScalar($0) ? $0 : "-" }
    var id = String.UnicodeScalarView(kept.prefix(IdentifierFlaw.longest))
    while String(id).utf8.count > IdentifierFlaw.mostBytes { id.removeLast() }
    return String(id).trimmedCell
  }

  /// The text of an amount with the unit that its cell does not state.
  /// - Returns: nil if the amount can mean two things.
  private func withUnit(_ text: String, _ column: Int, _ kind: CellKind) -> String? {
    guard let unit = StatedUnit.Kind(kind).flatMap({ units[$0]?[column] }) else { return text }
    return unit.completed(text)
  }

  /// The amount in a cell, in minor units or thousandths. A missing amount is 0, and so is a negative one if ignored.
  private mutating func amount(_ record: Int, _ column: String, _ kind: CellKind, _ ignoresNegative: Bool) -> Int64 {
    let raw = cell(record, column)
    if raw.isEmpty || raw == profile.values["missing"] { return 0 }
    do throws(NumberFlaw) {
      guard let text = withUnit(raw, columns[column]!, kind) else { throw NumberFlaw.malformed }
      switch kind {
      case .money: return try exactMoney(text, currency).minorUnits
      case .minutes:
        guard let minutes = exactMinutes(text) else { throw NumberFlaw.malformed }
        return minutes * 1000
      default: return try exactDecimal(text, digits: 3, limit: Quantity.limit.milli)
      }
    } catch {
      if error == .negative, ignoresNegative { return 0 }
      let isMoney = StatedUnit.Kind(kind) == .money
      let name = isMoney ? "money" : error == .negative ? "quantity" : "number"
      findings.append(
        Finding(
          error == .negative ? "\(name)-negative" : "\(name)-malformed", file: file, line: text.records[record].line,
          column: columns[column]! + 1, value: raw, expected: Bilingual("不小于 0 的数", "a number, 0 or more"),
          mend: isMoney ? Bilingual("请改正，或写明单位", "correct it, or write its unit") : Bilingual("请改正", "correct it")))
      return 0
    }
  }
}

// Units and totals.
extension DepartmentTable {
  /// The columns of the table that fill columns of lists, each with what the list's column holds.
  private var amounts: [(column: Int, kind: CellKind)] {
    profile.lists.flatMap { rule in
      rule.cells.compactMap { key, source in
        source.column.flatMap { columns[$0] }.map { ($0, TableSchema.of(rule.list).column(key)!.kind) }
      }
    }
  }

  private mutating func readUnits() {
    for (column, kind) in amounts {
      guard let stated = StatedUnit.Kind(kind) else { continue }
      units[stated, default: [:]][column] = header.unit(of: column, kind, given: profile.values["unit"], &findings)
      if let code = units[stated]?[column]?.currency, code != currency.code {
        let head = header.layout.heads[column]
        findings.append(.unknownUnit(file, head.line, column + 1, head.text, kind))
      }
    }
  }

  /// The records without rows of totals, which are told and compared with the rows above them.
  private mutating func withoutTotals(_ records: [Int]) -> [Int] {
    let ids = profile.lists.flatMap { rule in
      rule.cells.filter { $0.key == TableSchema.of(rule.list).columns[0].key }
        .compactMap { $0.source.column.flatMap { columns[$0] } }
    }
    let totals = header.totals(among: records, ids: Set(ids))
    if totals.isEmpty { return records }
    let left = Set(totals.map(\.record))
    let items = records.filter { !left.contains($0) }
    for total in totals { findings.append(total.leftOut(at: file, text)) }
    let money = Set(amounts.filter { StatedUnit.Kind($0.kind) == .money }.map(\.column))
    for column in money.sorted() {
      let wrong = totals.mismatches(
        among: items,
        cell: { record in
          let raw = text.cell(record, column)
          return raw.isEmpty || raw == profile.values["missing"] ? nil : withUnit(raw, column, .money)
        },
        amount: { (try? exactMoney($0, currency))?.minorUnits })
      for (total, sum) in wrong {
        findings.append(
          total.differs(
            at: file, text, column: column + 1, text.cell(total.record, column),
            currency.text(Money(Int64(clamping: sum)))))
      }
    }
    return items
  }
}
