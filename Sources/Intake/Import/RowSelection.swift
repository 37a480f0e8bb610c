import Model

/// The rows of a department's table that meet every filter of a profile, and apart from them the rows of totals that do.
///
/// Filters are tried in the order of the profile, and a row counts for the first that it does not meet.
struct RowSelection {
  private let table: DepartmentTable
  private var limits: [Int: ComparedValue] = [:]
  /// The records that meet every filter, without totals.
  private(set) var records: [Int] = []
  /// The rows of totals that meet every filter.
  private(set) var totals: [TotalRow] = []
  /// The number of rows that each filter leaves out.
  private(set) var leftOut: [Int]
  private(set) var findings: [Finding] = []

  init(_ table: DepartmentTable) {
    self.table = table
    let filters = table.profile.filters
    leftOut = filters.map { _ in 0 }
    for (index, filter) in filters.enumerated() {
      guard case .compares(_, let text) = filter.test else { continue }
      if let limit = ComparedValue(limit: text, table.currency) {
        limits[index] = limit
      } else {
        findings.append(malformed(filter, text))
      }
    }
    guard findings.isEmpty else { return }
    var rest = table.totals[...]
    for record in table.records {
      let total = rest.first?.record == record ? rest.removeFirst() : nil
      select(record, total)
    }
  }

  private mutating func select(_ record: Int, _ total: TotalRow?) {
    for (index, filter) in table.profile.filters.enumerated() {
      let column = table.columns[filter.column]
      // A row that is too short to be judged is kept, and refused with the other short rows.
      guard column < table.text.cellCount(record) else { break }
      if !meets(index, filter, table.cell(record, filter.column), record, column, isTotal: total != nil) {
        leftOut[index] += 1
        return
      }
    }
    if let total { totals.append(total) } else { records.append(record) }
  }

  private mutating func meets(
    _ index: Int, _ filter: ProfileFilter, _ cell: String, _ record: Int, _ column: Int, isTotal: Bool
  ) -> Bool {
    switch filter.test {
    case .equals(let value): return cell == value
    case .differs(let value): return cell != value
    case .contains(let value): return cell.contains(value)
    case .begins(let value): return cell.hasPrefix(value)
    case .among(let values): return ProfileFilter.Test.parts(values).contains(cell)
    case .outside(let values): return !ProfileFilter.Test.parts(values).contains(cell)
    case .blank: return table.profile.isMissing(cell)
    case .filled: return !table.profile.isMissing(cell)
    case .compares(let order, _):
      let limit = limits[index]!
      let text = limit.kind.cell.map { table.withUnit(cell, column, $0) } ?? cell
      let value = text.flatMap { ComparedValue($0, limit.kind, table.currency) }
      if let met = value?.stands(order, to: limit) { return met }
      // A total need not state what its rows are chosen by.
      if isTotal { return false }
      findings.append(uncomparable(filter, cell, limit, record, column))
      return true
    }
  }

  private func malformed(_ filter: ProfileFilter, _ value: String) -> Finding {
    Finding(
      "profile-malformed", file: table.profile.file, line: filter.place.line, column: filter.place.column, value: value,
      expected: Bilingual(
        "可以比较的值：数字、带单位的金额、百分比，或日期", "what can be compared: a number, an amount with its unit, a percentage or a day"),
      mend: Bilingual("请改正；月份写成 2026-03，年份写成 2026年", "correct it; write 2026-03 for a month and 2026年 for a year"))
  }

  private func uncomparable(
    _ filter: ProfileFilter, _ cell: String, _ limit: ComparedValue, _ record: Int, _ column: Int
  ) -> Finding {
    let place = "\(table.profile.file):\(filter.place.line)"
    let isBlank = table.profile.isMissing(cell)
    return Finding(
      isBlank
        ? "cell-missing"
        : limit.kind == .money ? "money-malformed" : limit.kind == .day ? "date-malformed" : "number-malformed",
      file: table.file, line: table.text.records[record].line, column: column + 1, value: cell,
      expected: Bilingual(
        "\(limit.expected.zh)，才能与“\(filter.text)”（\(place)）比较",
        "\(limit.expected.en), to be compared with ‘\(filter.text)’ (\(place))"),
      mend: mend(filter, cell, limit))
  }

  private func mend(_ filter: ProfileFilter, _ cell: String, _ limit: ComparedValue) -> Bilingual {
    if table.profile.isMissing(cell) {
      return Bilingual(
        "请填写；空着的行不要的，在此筛选之前写 filter \(filter.column.text) is not blank",
        "fill it in, or write ‘filter \(filter.column.text) is not blank’ before this filter to leave blank rows out")
    }
    if limit.kind == .number, ComparedValue(cell, .money, table.currency) != nil {
      return Bilingual(
        "要按金额比较的，筛选的值请带单位，如 10万元", "write the filter's value with its unit, such as 10万元, to compare amounts")
    }
    return Bilingual("请改正单元格，或改筛选条件", "correct the cell, or the filter")
  }
}
