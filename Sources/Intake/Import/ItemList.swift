import Model

/// The items of one list, gathered from the rows of a department's table.
///
/// Rows with the same id form one item; in a list without ids, rows with the same texts do. Sums and `first` columns do
/// not tell items apart.
struct ItemList {
  private let table: DepartmentTable
  private let rule: Profile.ListRule
  private let schema: TableSchema
  private var items: [String: Item] = [:]
  private(set) var findings: [Finding] = []

  private struct Item {
    var cells: [String: String]
    /// The first record of the item.
    let record: Int
    var sums: [String: Int128] = [:]
    /// The columns in which a later record differs.
    var differing: Set<String> = []
  }

  init(_ table: DepartmentTable, _ rule: Profile.ListRule) {
    self.table = table
    self.rule = rule
    schema = TableSchema.of(rule.list)
  }

  /// Adds a record to its item.
  /// - Parameter ids: The ids made from other texts, in all lists.
  mutating func add(_ record: Int, _ ids: inout MadeIDs) {
    var cells: [String: String] = [:]
    for cell in rule.cells { cells[cell.key] = text(record, cell, &ids) }
    let name = name(of: cells, record)
    var item = items[name] ?? Item(cells: cells, record: record)
    if schema.id != nil, record != item.record { compare(cells, record, name, &item) }
    for cell in rule.cells {
      guard case .sum(let column, let ignoresNegative) = cell.source else { continue }
      let amount = Int128(amount(record, column, schema.column(cell.key)!.kind, ignoresNegative))
      let sum = item.sums[cell.key, default: 0]
      if sum <= limit(cell.key), sum + amount > limit(cell.key) { refuseOverflow(record, column, cell.key) }
      item.sums[cell.key] = sum + amount
    }
    items[name] = item
  }

  private func name(of cells: [String: String], _ record: Int) -> String {
    guard schema.id != nil else {
      return rule.cells.filter { !$0.source.isFirst }.sorted { $0.key < $1.key }.compactMap { cells[$0.key] }
        .joined(separator: "\u{1F}")
    }
    let id = cells["id"] ?? ""
    // Rows without an id are not one item: each of them lacks its id.
    return id.isEmpty ? "\u{1F}\(record)" : id
  }

  /// The text of a source in one record; nil for a sum, which is accumulated over records.
  private mutating func text(_ record: Int, _ cell: Profile.Cell, _ ids: inout MadeIDs) -> String? {
    switch cell.source {
    case .sum: return nil
    case .text(let text): return text
    case .column(let name, let translation, _):
      let raw = table.cell(record, name)
      if table.profile.isMissing(raw) { return "" }
      switch translation {
      case .none:
        let kind = schema.column(cell.key)!.kind
        if let text = table.withUnit(raw, name, kind) { return text }
        refuse(.malformed, record, name, raw, kind)
        return raw
      case .codes(let codes): return table.profile.codes[codes]!.values[raw] ?? raw
      case .identifier:
        let line = table.text.records[record].line
        return ids.id(of: raw, in: schema.list(of: cell.key), line: line, column: table.columns[name] + 1)
      }
    }
  }

  /// Refuses a row whose texts differ from those of the first row with the same id.
  private mutating func compare(_ cells: [String: String], _ record: Int, _ id: String, _ item: inout Item) {
    for cell in rule.cells where !cell.source.isFirst {
      guard let name = cell.source.column, let other = cells[cell.key], let text = item.cells[cell.key], other != text,
        item.differing.insert(cell.key).inserted
      else { continue }
      let line = table.text.records[item.record].line, place = "\(table.profile.file):\(cell.place.line)"
      findings.append(
        Finding(
          "rows-differ", file: table.file, line: table.text.records[record].line, column: table.columns[name] + 1,
          value: other,
          expected: Bilingual(
            "“\(text)”，与第 \(line) 行相同：两行的编号都是“\(id)”", "‘\(text)’, as in line \(line): both rows have the id ‘\(id)’"),
          mend: Bilingual(
            "请改正其中一行；若以第一行为准，在 \(place) 把 column 改为 first",
            "correct one of the rows; if the first of them counts, write first instead of column in \(place)")))
    }
  }

  private func isMoney(_ key: String) -> Bool { if case .money = schema.column(key)?.kind { true } else { false } }

  /// The greatest sum, in minor units or thousandths.
  private func limit(_ key: String) -> Int128 {
    Int128(isMoney(key) ? Money.limit.minorUnits : Quantity.limit.milli)
  }

  private func digits(_ key: String) -> Int { isMoney(key) ? table.currency.digits : 3 }

  private mutating func refuseOverflow(_ record: Int, _ column: ProfileColumn, _ key: String) {
    let most = decimalText(limit(key), digits: digits(key), grouped: true, trimmed: true)
    findings.append(
      Finding(
        isMoney(key) ? "money-overflow" : "number-malformed", file: table.file,
        line: table.text.records[record].line, column: table.columns[column] + 1, value: table.cell(record, column),
        expected: Bilingual("到此行为止合计不超过 \(most)", "a sum of at most \(most) up to this row"),
        mend: Bilingual("请检查单位与位数", "check the unit and the digits")))
  }

  /// The amount in a cell, in minor units or thousandths. A missing amount is 0, and so is a negative one if ignored.
  private mutating func amount(
    _ record: Int, _ column: ProfileColumn, _ kind: CellKind, _ ignoresNegative: Bool
  ) -> Int64 {
    let raw = table.cell(record, column)
    if table.profile.isMissing(raw) { return 0 }
    do throws(NumberFlaw) {
      if StatedUnit.Kind(kind) == .money, StatedCurrency(raw, in: table.currency)?.fits(table.currency) == false {
        throw .otherCurrency
      }
      guard let text = table.withUnit(raw, column, kind) else { throw .malformed }
      return try number(text, kind)
    } catch {
      if error == .negative, ignoresNegative { return 0 }
      refuse(error, record, column, raw, kind)
      return 0
    }
  }

  /// The number in a text with its unit, in minor units or thousandths.
  private func number(_ text: String, _ kind: CellKind) throws(NumberFlaw) -> Int64 {
    switch kind {
    case .money: return try exactMoney(text, table.currency).minorUnits
    case .minutes:
      if let minutes = exactMinutes(text) { return minutes * 1000 }
      throw halfWidth(text).hasPrefix("-") ? .negative : .malformed
    default: return try exactDecimal(text, digits: 3, limit: Quantity.limit.milli)
    }
  }

  private mutating func refuse(
    _ flaw: NumberFlaw, _ record: Int, _ column: ProfileColumn, _ raw: String, _ kind: CellKind
  ) {
    let isMoney = StatedUnit.Kind(kind) == .money
    let digits = isMoney ? table.currency.digits : 3
    let (code, expected): (String, Bilingual) =
      switch flaw {
      case .negative: (isMoney ? "money-negative" : "quantity-negative", Bilingual("不小于 0", "0 or more"))
      case .overflow where isMoney: ("money-overflow", Bilingual("不超过一万亿元", "at most 10^14 minor units"))
      case .overflow: ("number-malformed", Bilingual("不超过十亿", "at most 10^9"))
      case .tooManyDecimals:
        (
          isMoney ? "money-malformed" : "number-malformed",
          Bilingual("小数不超过 \(digits) 位", "at most \(digits) decimals")
        )
      case .malformed where isMoney, .otherCurrency:
        ("money-malformed", Bilingual("金额，如 12,345.60 或 20万元", "an amount such as 12,345.60 or 20万元"))
      case .malformed: ("number-malformed", Bilingual("不小于 0 的数", "a number, 0 or more"))
      }
    // An amount with a currency sign and without a unit may mean two things in a column of 万元.
    let mend =
      flaw == .otherCurrency
      ? StatedCurrency.mend(table.currency)
      : isMoney && flaw == .malformed
        ? Bilingual("请改正，或写明单位", "correct it, or write its unit") : Bilingual("请改正", "correct it")
    findings.append(
      Finding(
        code, file: table.file, line: table.text.records[record].line, column: table.columns[column] + 1, value: raw,
        expected: expected, mend: mend))
  }

  /// The rows of the list, by name of the item, with what is to be told of them.
  /// - Parameter named: The names of the items that may be kept; nil if the profile does not say.
  func rows(header: Header, named: Set<String>?) -> (rows: [ImportedRow<String>], account: Bilingual) {
    let kept = items.sorted { $0.key < $1.key }.map(\.value).filter { item in
      (rule.onlyWhere.map { item.sums[$0.value] ?? 0 != 0 } ?? true)
        && (named.map { $0.contains(item.cells[schema.columns[0].key] ?? "") } ?? true)
    }
    let rows = kept.map { item in
      var cells = item.cells
      for (key, sum) in item.sums { cells[key] = decimalText(sum, digits: digits(key), trimmed: true) }
      return ImportedRow(
        cells: cells, origin: Origin(header: header, line: table.text.records[item.record].line))
    }
    let totals = rule.sums.map { key -> Bilingual in
      let text = decimalText(
        kept.reduce(Int128(0)) { $0 + ($1.sums[key] ?? 0) }, digits: digits(key), grouped: true, trimmed: !isMoney(key))
      let sum = text + (isMoney(key) ? " \(table.currency.code)" : "")
      return Bilingual("\(schema.column(key)?.zh ?? key)合计 \(sum)", "sum of \(key) \(sum)")
    }
    let out = items.count - kept.count
    let told =
      [Bilingual("\(rows.count) 条", counted(rows.count, "item"))]
      + totals
      + (out == 0 ? [] : [Bilingual("只取部分，去掉 \(out) 条", "\(out) left out by ‘only’")])
    return (
      rows,
      Bilingual(
        "\(schema.zh)：" + told.map(\.zh).joined(separator: "，"),
        "\(schema.key): " + told.map(\.en).joined(separator: ", "))
    )
  }
}

extension Profile.Source {
  /// Whether the rows of one item may differ in this column.
  fileprivate var isFirst: Bool { if case .column(_, _, isFirst: true) = self { true } else { false } }
}

extension TableSchema {
  /// The list of the items that the ids in a column name: another list, or this one.
  fileprivate func list(of key: String) -> ListName {
    switch column(key)?.kind {
    case .identifier(let other?): other
    case .identifiers(let other): other
    default: list
    }
  }
}
