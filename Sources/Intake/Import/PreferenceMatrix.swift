import Foundation
import Model

/// Imports a preference matrix (a row for each person, a column for each project) and a table of project capacities.
///
/// People become volunteers who are available for one slot. Projects are committed, cost nothing and take at most their
/// capacity. Matrix entries become volunteers' preferences; nobody is assigned to a project with preference 0.
/// - Throws: ``Findings`` with line and column of every cell that cannot be read or is not valid in a list.
public func importPreferences(
  _ preferences: Data, file: String, capacities: Data, capacityFile: String
) throws(Findings) -> WrittenLists {
  var matrix = PreferenceMatrix(
    matrix: try NamedTable(preferences, file), limits: try NamedTable(capacities, capacityFile))
  matrix.read()
  if let refusal = Findings(matrix.findings) { throw refusal }
  let lists = matrix.lists()
  try lists.refuseInvalidLists(file)
  return lists
}

private struct NamedTable {
  let file: String
  let text: DelimitedText

  init(_ data: Data, _ file: String) throws(Findings) {
    self.file = file
    let comma = UInt8(ascii: ",")
    text = try delimitedText(listBytes(of: data, file: file) { _ in comma }, file: file, delimiter: comma)
  }

  func cell(_ record: Int, _ cell: Int) -> String {
    cell < text.cellCount(record) ? text.text(record, cell).trimmedCell : ""
  }

  /// The non-blank rows after the header.
  var rows: [Int] { (1..<max(1, text.recordCount)).filter { !text.isBlank($0) } }
}

private struct PreferenceMatrix {
  let matrix: NamedTable
  let limits: NamedTable
  private(set) var findings: [Finding] = []
  /// The ids of the projects, in column order.
  private var names: [String] = []
  private var capacity: [String: (most: Int64, line: Int)] = [:]
  private var people: [(name: String, wishes: [Int64], line: Int)] = []

  init(matrix: NamedTable, limits: NamedTable) {
    self.matrix = matrix
    self.limits = limits
  }

  private mutating func refuse(
    _ code: String, _ table: NamedTable, _ record: Int, _ cell: Int, _ value: String, _ expected: Bilingual,
    _ mend: Bilingual
  ) {
    findings.append(
      Finding(
        code, file: table.file, line: table.text.records[record].line, column: cell + 1, value: value,
        expected: expected, mend: mend))
  }

  mutating func read() {
    readNames()
    readCapacities()
    for (index, name) in names.enumerated() where !name.isEmpty && capacity[name] == nil {
      refuse(
        "reference-dangling", matrix, 0, index + 1, name,
        Bilingual("\(limits.file) 中有的项目", "a project that stands in \(limits.file)"),
        Bilingual("请补上它的容量", "add its capacity"))
    }
    var seen: [String: Int] = [:]
    for record in matrix.rows {
      let name = id(matrix, record, 0, &seen)
      let count = matrix.text.cellCount(record)
      if count > names.count + 1 {
        refuse(
          "row-ragged", matrix, record, names.count + 1, matrix.cell(record, names.count + 1),
          Bilingual(
            "\(names.count + 1) 个单元格，与表头一致；此行有 \(count) 个",
            "\(names.count + 1) cells, as in the header; the row has \(count)"),
          Bilingual("请补齐或删去多余的分隔符", "add or remove separators"))
      }
      let wishes = names.indices.map { number(matrix, record, $0 + 1, digits: 3) }
      people.append((name, wishes, matrix.text.records[record].line))
    }
  }

  private mutating func readNames() {
    var seen: [String: Int] = [:]
    for cell in 1..<max(1, matrix.text.cellCount(0)) { names.append(id(matrix, 0, cell, &seen)) }
  }

  private mutating func readCapacities() {
    var seen: [String: Int] = [:]
    for record in limits.rows {
      let name = id(limits, record, 0, &seen)
      let most = number(limits, record, 1, digits: 0)
      capacity[name] = capacity[name] ?? (most, limits.text.records[record].line)
    }
  }

  /// The id in a cell. A trailing `.0` is dropped, as a spreadsheet may have written the id 1 as 1.0.
  /// - Parameter seen: The lines of the preceding ids.
  private mutating func id(_ table: NamedTable, _ record: Int, _ cell: Int, _ seen: inout [String: Int]) -> String {
    let raw = table.cell(record, cell)
    let id = halfWidthID(raw.hasSuffix(".0") ? String(raw.dropLast(2)) : raw)
    if id.isEmpty {
      refuse("cell-missing", table, record, cell, raw, Bilingual("编号", "an id"), Bilingual("请填写", "fill it in"))
    } else if let flaw = IdentifierFlaw("p" + id) {
      refuse("id-malformed", table, record, cell, raw, flaw.expected, flaw.mend)
    } else if let line = seen[id.lowercased()] {
      refuse(
        "id-repeated", table, record, cell, raw, Bilingual("每个编号只出现一次", "each id once"),
        Bilingual("第 \(line) 行已用此编号；请改编号或删去重复行", "line \(line) has this id already; change it or delete the row"))
    }
    seen[id.lowercased()] = table.text.records[record].line
    return id
  }

  private mutating func number(_ table: NamedTable, _ record: Int, _ cell: Int, digits: Int) -> Int64 {
    let raw = table.cell(record, cell)
    if let value = try? exactDecimal(raw, digits: digits, limit: Quantity.limit.milli) { return value }
    refuse(
      "number-malformed", table, record, cell, raw, Bilingual("不小于 0 的数", "a number of 0 or more"),
      Bilingual("请改正", "correct it"))
    return 0
  }

  func lists() -> WrittenLists {
    func row<Field: ListField>(
      _ cells: [Field: String], line: Int = 1, _ columns: [Field: Int]
    ) -> ImportedRow<Field> {
      let positions = Dictionary(uniqueKeysWithValues: columns.map { ($0.key.rawValue, $0.value) })
      return ImportedRow(
        cells: cells, origin: Origin(header: Header(file: matrix.file, positions: positions), line: line))
    }
    func header<Field: ListField>(_ index: Int, _ key: Field, _ cells: [Field: String]) -> ImportedRow<Field> {
      row(cells, [key: index + 2])
    }
    var volunteers: [ImportedRow<VolunteerField>] = [], wishes: [ImportedRow<VolunteerPreferenceField>] = []
    for person in people {
      let willing = person.wishes.indices.filter { person.wishes[$0] > 0 }
      for index in willing {
        let cells: [VolunteerPreferenceField: String] = [
          .volunteer: "h" + person.name, .project: "p" + names[index],
          .preference: decimalText(Int128(person.wishes[index]), digits: 3, trimmed: true),
        ]
        wishes.append(row(cells, line: person.line, [.volunteer: 1, .project: index + 2, .preference: index + 2]))
      }
      let categories = willing.isEmpty ? "none" : willing.map { "c" + names[$0] }.joined(separator: ";")
      volunteers.append(
        row([.id: "h" + person.name, .minutes: "1", .willing: categories], line: person.line, [.id: 1]))
    }
    let counts = Header(file: limits.file, positions: [ProjectRoleField.headsMax.rawValue: 2])
    var out = WrittenLists()
    out.write([[SettingField.key: "title", .value: matrix.file]])
    out.write([] as [[FundField: String]])
    out.write(
      from: names.enumerated().map {
        header($0, CostField.project, [.project: "p" + $1, .costType: "none", .fixed: "0"])
      })
    out.write(
      from: names.enumerated().map {
        header(
          $0, ProjectField.id,
          [.id: "p" + $1, .category: "c" + $1, .responsible: "applicant", .approved: "yes", .status: "committed"])
      })
    out.write([[SlotField.id: "term", .day: "2000-01-01", .start: "00:00", .end: "00:01"]])
    out.write(
      from: names.map { name -> ImportedRow<ProjectRoleField> in
        let (most, line) = capacity[name] ?? (0, 1)
        return ImportedRow(
          cells: [
            .project: "p" + name, .role: "member", .headsMin: "0", .headsMax: String(most), .slots: "term",
          ], origin: Origin(header: counts, line: line))
      })
    out.write(from: volunteers)
    out.write(from: wishes)
    return out
  }
}
