import Foundation
import Model

/// Imports a department's table as lists, according to a ``Profile``.
///
/// - Throws: ``Findings`` with the place, in the table or in the profile, of everything that cannot be read or is not
///   valid in a list.
/// - Complexity: O(bytes × lists of the profile).
public func importTable(
  _ data: Data, file: String, profile: Profile, settings: [String: String] = [:]
) throws(Findings) -> WrittenLists {
  let filled = try profile.filled(settings)
  let table = try DepartmentTable(data, file: file, profile: filled)
  var lists = try table.lists()
  lists.addRequiredLists()
  try lists.refuseInvalidLists(file, table.placed)
  lists.warnings = (lists.warnings + profile.warnings).inOrder
  return lists
}

/// A department's table with the profile that says how to read it.
struct DepartmentTable {
  let file: String
  let profile: Profile
  let currency: Currency
  let text: DelimitedText
  let header: DepartmentHeader
  let columns: TableColumns
  /// The units of bare numbers, by the kind of number and the column of the table.
  private(set) var units: [StatedUnit.Kind: [Int: StatedUnit]] = [:]
  /// What is to be told of the titles, the header and the units.
  private var findings: [Finding]
  /// The places in the profile that cause what stands in a list without a cell of the table: constants and sections.
  private let causes: [Profile.Place]

  /// - Throws: ``Findings`` if the file is no table, has no header that can be found, or lacks a column that the profile
  ///   names.
  init(_ data: Data, file: String, profile: Profile) throws(Findings) {
    self.file = file
    self.profile = profile
    currency = profile.currency
    let separator = profile.separator
    let text = try delimitedText(
      listBytes(of: data, file: file) { _ in separator }, file: file, delimiter: separator)
    self.text = text
    header = try DepartmentHeader(text, file: file, profile: profile)
    columns = try TableColumns(header.layout.heads, file: file, line: header.line, profile: profile)
    causes = profile.lists.flatMap { [$0.place] + $0.cells.map(\.place) }
    findings = header.warnings
    readUnits()
  }

  /// The rows of the table: the non-blank records after the header.
  var records: [Int] { header.rows }

  /// The text of a cell without surrounding space.
  func cell(_ record: Int, _ name: ProfileColumn) -> String {
    let column = columns[name]
    return column < text.cellCount(record) ? text.text(record, column).trimmedCell : ""
  }

  /// The text of a number with the unit that its cell does not state.
  /// - Returns: nil if the number can mean two things.
  func withUnit(_ text: String, _ name: ProfileColumn, _ kind: CellKind) -> String? {
    withUnit(text, columns[name], kind)
  }

  func withUnit(_ text: String, _ column: Int, _ kind: CellKind) -> String? {
    guard let unit = StatedUnit.Kind(kind).flatMap({ units[$0]?[column] }) else { return text }
    return unit.completed(text, in: currency)
  }

  private mutating func readUnits() {
    for (column, kind) in profile.numbers(columns) {
      guard let stated = StatedUnit.Kind(kind), units[stated]?[column] == nil else { continue }
      units[stated, default: [:]][column] = header.unit(of: column, kind, given: profile.values["unit"], &findings)
      if let unit = units[stated]?[column], !unit.fits(currency) {
        let head = header.layout.heads[column]
        findings.append(.unknownUnit(file, head.line, column + 1, head.text, kind))
      }
    }
  }

  /// Makes the lists.
  /// - Throws: ``Findings`` with everything in the rows that cannot be read.
  func lists() throws(Findings) -> WrittenLists {
    let selection = RowSelection(self)
    var findings = self.findings + selection.findings + raggedRows(selection.records)
    if selection.records.isEmpty, Findings(findings) == nil {
      findings.append(
        Finding(
          "file-empty", file: file, expected: Bilingual("筛选后至少一行", "at least one row after filtering"),
          mend: Bilingual("请检查参数与筛选条件", "check parameters and filters")))
    }
    if let refusal = Findings(findings) { throw refusal }
    findings += totalFindings(selection) + noteFindings(selection) + repeatedRows(selection.records)
    var ids = MadeIDs()
    var rows: [ListName: [ImportedRow<String>]] = [:]
    var out = WrittenLists()
    out.write(from: settingRows)
    out.understood = read(selection)
    for rule in profile.lists {
      var items = ItemList(self, rule)
      for record in selection.records { items.add(record, &ids) }
      findings += items.findings
      let made = items.rows(header: places(rule), named: rule.onlyIn.map { rows[$0.list, default: []].texts($0.key) })
      rows[rule.list] = made.rows
      out.write(rule.list, from: made.rows)
      out.understood.append(made.account)
    }
    findings += ids.findings(file)
    if let refusal = Findings(findings) { throw refusal }
    out.warnings = findings
    return out
  }

  /// Warns of rows that repeat an earlier one in every cell, where rows are added up.
  private func repeatedRows(_ records: [Int]) -> [Finding] {
    guard profile.lists.contains(where: { !$0.sums.isEmpty }) else { return [] }
    var earlier: [[String]: Int] = [:]
    return records.compactMap { record in
      let cells = text.texts(record)
      guard let first = earlier[cells] else {
        earlier[cells] = record
        return nil
      }
      let line = text.records[first].line
      return Finding(
        .rowRepeated, file: file, line: text.records[record].line, value: text.words(record),
        expected: Bilingual("每行只写一次：此行与第 \(line) 行相同", "each row once: it is the same as line \(line)"),
        mend: Bilingual(
          "两行相加计算：重复的，请删去一行", "both are counted: delete one of them if it is a repeat"))
    }
  }

  private var settingRows: [ImportedRow<SettingField>] {
    [("title", profile.name), ("currency", "CNY"), ("digits", "2")].map { key, usual in
      let place = (profile.settings[key] ?? profile.settings["name"])?.place
      let header = Header(file: profile.file, positions: [SettingField.value.rawValue: place?.column ?? 1])
      return ImportedRow(
        cells: [.key: key, .value: profile.values[key] ?? usual], origin: Origin(header: header, line: place?.line ?? 1)
      )
    }
  }

  /// The places of a list's cells: columns of the table, and beyond its width the lines of the profile in ``causes``.
  private func places(_ rule: Profile.ListRule) -> Header {
    func beyond(_ place: Profile.Place) -> Int { columns.heads.count + 1 + causes.firstIndex(of: place)! }
    var positions = Dictionary(
      uniqueKeysWithValues: TableSchema.of(rule.list).keys.map { ($0, beyond(rule.place)) })
    for cell in rule.cells { positions[cell.key] = cell.source.column.map { columns[$0] + 1 } ?? beyond(cell.place) }
    return Header(file: file, positions: positions)
  }

  /// A finding about the lists at the place that causes it: a cell of the table, or a line of the profile.
  func placed(_ finding: Finding) -> Finding {
    let cause = finding.column - columns.heads.count - 1
    guard finding.file == file, causes.indices.contains(cause) else { return finding }
    var placed = finding
    (placed.file, placed.line, placed.column) = (profile.file, causes[cause].line, causes[cause].column)
    return placed
  }
}

extension [ImportedRow<String>] {
  /// The texts of a column.
  fileprivate func texts(_ key: String) -> Set<String> { Set(compactMap { $0.cells[key] }) }
}
