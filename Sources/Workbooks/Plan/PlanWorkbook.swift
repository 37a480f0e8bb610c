import Intake
import Model
import Reports

/// A plan as a workbook: who gets what from whom, funds, roster, what is left out and why, and places, each on its sheet.
///
/// Amounts, quantities, days and times are numbers. People are named by id only, as in the plan itself.
/// - Precondition: Every id in the plan is one of the lists.
/// - Complexity: O(n log n) in the lists' rows and the plan's lines.
public func planWorkbook(_ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut) -> Workbook {
  let collected = instance.lists.needs.compactMap(\.collectedOn).max()
  var workbook = Workbook(title: plan.title, date: collected)
  let tables = workbookTables(plan, instance, language, leftOut: leftOut) { TableSchema.name(of: $0, language) }
  let source = PlanSource(plan, collected: collected, language)
  workbook.sheets = tables.map { PlanSheet($0, source).sheet }
  return workbook
}

/// What the head of each sheet says of the plan.
private struct PlanSource {
  let title: String
  let words: String
  let currency: Currency
  let language: Language

  init(_ plan: Plan, collected: Day?, _ language: Language) {
    let zh = language == .zh
    let unit = currencyName(plan.currency, language)
    let parts = [
      zh ? "金额单位：\(unit)" : "money in \(unit)",
      collected.map { zh ? "需求采集至 \($0)" : "needs collected until \($0)" },
      zh ? "方案封签 \(plan.seal.prefix(12))" : "seal of the plan \(plan.seal.prefix(12))",
    ]
    words = parts.compactMap(\.self).joined(separator: zh ? "；" : "; ")
    (title, currency, self.language) = (plan.title, plan.currency, language)
  }
}

/// A table of a plan as a sheet: title, what it is from, header, rows, sums.
private struct PlanSheet {
  private let table: ValueTable
  private let source: PlanSource
  private let widths: ColumnWidths
  /// The title, what the table is from and what a reader has to know.
  private let heading: [Cell]

  init(_ table: ValueTable, _ source: PlanSource) {
    (self.table, self.source) = (table, source)
    let name = source.title.isEmpty ? table.name : source.title + " · " + table.name
    let remarks = [source.words, table.remark].filter { !$0.isEmpty }
    heading = [Cell(.text(name), .title)] + remarks.map { Cell(.text($0), .remark) }
    var demands = table.columns.map { title in
      // A header may take two lines.
      ColumnWidths.Demand(natural: (displayWidth(title) + 1) / 2 + 2, least: max(8, longestWord(of: title) + 1))
    }
    for row in table.rows + [table.columns.indices.map { table.sums[$0] ?? .text("") }] {
      for (column, value) in row.enumerated() {
        demands[column].natural = max(demands[column].natural, Self.width(of: value, source.currency))
        if case .text = value { continue }
        demands[column].isFixed = true
      }
    }
    for index in demands.indices {
      demands[index].natural = max(demands[index].natural, longestWord(of: table.columns[index]) + 1)
    }
    // The letters of the title are a third larger.
    widths = ColumnWidths(
      demands, heading: max(displayWidth(name) * 4 / 3, remarks.map { displayWidth($0) }.max() ?? 0) + 2)
  }

  /// The rows above the first row of the table: the heading and the header.
  private var headRows: Int { heading.count + 1 }

  var sheet: Sheet {
    var sheet = Sheet(name: table.name)
    sheet.rows = heading.map { [$0] } + [table.columns.map { Cell(.text($0), .header) }]
    sheet.rows += table.rows.map { row in zip(row, table.columns.indices).map { cell($0, column: $1) } }
    if table.rows.isEmpty { sheet.rows.append([Cell(.text(table.emptyText), .remark)]) }
    if let sums { sheet.rows.append(sums) }
    sheet.columns = widths.widths.map { Sheet.Column(width: $0 + ColumnWidths.margin) }
    sheet.heights = heights(of: sheet.rows)
    sheet.frozen.rows = headRows
    (sheet.repeated, sheet.isPrintedWhole) = (0...(headRows - 1), true)
    sheet.filtered = Sheet.Range(
      rows: (headRows - 1)...(headRows - 1 + table.rows.count), columns: 0...(table.columns.count - 1))
    sheet.footer = source.language == .zh ? "&C&A　第 &P 页，共 &N 页" : "&C&A, page &P of &N"
    return sheet
  }

  private func cell(_ value: ValueTable.Value, column: Int) -> Cell {
    switch value {
    case .text(let text):
      var style = Style.body
      (style.isIndented, style.wraps) = (true, widths.lines(of: text, in: column) > 1)
      return Cell(.text(text), style)
    case .money(let minorUnits):
      let digits = source.currency.digits
      return Cell(.decimal(minorUnits, digits: digits), .body.formatted(Style.fixed(digits)))
    case .decimal(let number, let digits):
      // As many decimals as this number has: a format for any number of them leaves a point behind whole numbers.
      let decimals = decimalText(number, digits: digits, trimmed: true).split(separator: ".").dropFirst().first?.count
      return Cell(.decimal(number, digits: digits), .body.formatted(Style.fixed(decimals ?? 0)))
    case .day(let day):
      var centred = Style.body.formatted(Style.day)
      centred.alignment = .centre
      return Cell(.day(day), centred)
    case .minutes(let minutes): return Cell(.minutes(minutes), .body.formatted(Style.hours))
    }
  }

  /// The heights of the title and of rows of several lines: not every program fits rows to what they hold.
  private func heights(of rows: [[Cell]]) -> [Int: Int] {
    var heights = [0: 24]
    for (index, row) in rows.enumerated().dropFirst(headRows - 1) {
      let lines = row.enumerated().map { column, cell -> Int in
        guard case .text(let text) = cell.value, cell.style.wraps else { return 1 }
        return widths.lines(of: text, in: column)
      }
      // The greatest height of a row is 409 points.
      if let most = lines.max(), most > 1 { heights[index] = min(16 * most + 2, 408) }
    }
    return heights
  }

  /// The row of sums; nil where nothing is added up.
  private var sums: [Cell]? {
    guard !table.sums.isEmpty, !table.rows.isEmpty else { return nil }
    let rows = headRows...(headRows + table.rows.count - 1)
    return table.columns.indices.map { column in
      guard let value = table.sums[column] else {
        return Cell(column == 0 ? .text(source.language == .zh ? "合计" : "total") : .blank, .body.bold)
      }
      let sum = cell(value, column: column)
      return Cell(.sum(of: rows, sum.value), sum.style.bold)
    }
  }

  /// The characters that a cell takes; of a text of several lines, those of the longest.
  private static func width(of value: ValueTable.Value, _ currency: Currency) -> Int {
    switch value {
    case .text(let text): text.split(separator: "\n").map { displayWidth(String($0)) }.max() ?? 0
    case .money(let minorUnits): decimalText(minorUnits, digits: currency.digits, grouped: true).count
    case .decimal(let number, let digits): decimalText(number, digits: digits, grouped: true, trimmed: true).count
    case .day: 10
    case .minutes(let minutes): minutesText(minutes).count
    }
  }
}
