import Foundation
import Model

/// Imports a preference matrix (a row for each person, a column for each project) and a table of project capacities.
///
/// People become volunteers who are available for one slot. Projects cost nothing and take at most their capacity; one
/// that needs a least number of people is carried out only with as many, any other in any case. Matrix entries become
/// volunteers' preferences; nobody is assigned to a project with preference 0.
/// - Parameter scale: What the numbers say. If it is nil they are points, unless they look like ranks: then they are
///   refused, as 1 may be the best or the worst.
/// - Throws: ``Findings`` with line and column of every cell that cannot be read or is not valid in a list.
/// - Complexity: O(bytes).
public func importPreferences(
  _ preferences: Data, file: String, capacities: Data, capacityFile: String, scale: PreferenceScale? = nil
) throws(Findings) -> WrittenLists {
  let limits = try NamedTable(capacities, capacityFile, isHead: CapacityColumns.isKnown)
  let projects = Set(limits.rows.map { NamedTable.id(limits.cell($0, 0)) })
  let wishes = try NamedTable(preferences, file) { projects.contains(NamedTable.id($0)) }
  var matrix = PreferenceMatrix(matrix: wishes, limits: limits, scale: scale)
  matrix.read()
  if let refusal = Findings(matrix.findings) { throw refusal }
  var lists = matrix.lists()
  try lists.refuseInvalidLists(file)
  lists.warnings = matrix.findings.inOrder
  lists.understood = matrix.account
  return lists
}

private struct PreferenceMatrix {
  let matrix: NamedTable
  let limits: NamedTable
  private let columns: CapacityColumns
  /// The scale that the user states.
  private let stated: PreferenceScale?
  private(set) var findings: [Finding]
  /// The columns of the projects, and their ids in the same order.
  private var places: [Int] = []
  private var names: [String] = []
  private var capacity: [String: (least: Int64, most: Int64, line: Int)] = [:]
  /// The wishes are in thousandths, as the matrix states them.
  private var people: [(name: String, wishes: [Int64], line: Int)] = []

  init(matrix: NamedTable, limits: NamedTable, scale: PreferenceScale?) {
    self.matrix = matrix
    self.limits = limits
    stated = scale
    columns = CapacityColumns(limits)
    findings = columns.findings + matrix.findings + limits.findings
  }

  private var scale: PreferenceScale { stated ?? .points }

  /// What was read.
  var account: [Bilingual] {
    [
      Bilingual(
        "\(matrix.file)：读了 \(people.count) 人、\(names.count) 个项目",
        "\(matrix.file): read \(people.count == 1 ? "1 person" : "\(people.count) people") and \(counted(names.count, "project"))"
      ),
      scale.account(projects: names.count),
      columns.account(limits),
    ]
  }

  private mutating func refuse(
    _ code: String, _ table: NamedTable, _ record: Int, _ cell: Int, _ value: String, _ expected: Bilingual,
    _ mend: Bilingual
  ) {
    findings.append(
      Finding(
        code, file: table.file, line: table.line(record), column: cell + 1, value: value,
        expected: expected, mend: mend))
  }

  mutating func read() {
    readNames()
    readCapacities()
    refuseEmpty()
    for (place, name) in zip(places, names) where !name.isEmpty && capacity[name] == nil {
      refuse(
        "reference-dangling", matrix, matrix.header, place, name,
        Bilingual("\(limits.file) 中有的项目", "a project that stands in \(limits.file)"),
        Bilingual("请补上它的容量", "add its capacity"))
    }
    var seen: [String: Int] = [:]
    for record in matrix.rows {
      let name = id(matrix, record, 0, &seen)
      refuseBeyondHeader(matrix, record)
      people.append((name, places.map { wish(record, $0) }, matrix.line(record)))
    }
    findings += PreferenceScale.doubts(of: people.map(\.wishes), stated: stated).map { place in
      let record = matrix.rows[place.person]
      return place.doubt.finding(
        file: matrix.file, line: matrix.line(record), column: places[place.project] + 1,
        value: matrix.cell(record, places[place.project]))
    }
  }

  /// The number in a cell of the matrix, in thousandths.
  private mutating func wish(_ record: Int, _ cell: Int) -> Int64 {
    guard scale == .ranks else { return number(matrix, record, cell, digits: 3) }
    let rank = number(matrix, record, cell, digits: 0)
    if rank > Int64(names.count) {
      refuse(
        "number-malformed", matrix, record, cell, matrix.cell(record, cell),
        Bilingual("名次：0 至 \(names.count) 的整数", "a rank: a whole number from 0 to \(names.count)"),
        Bilingual("请改正；未排名的写 0", "correct it; write 0 for a project without a rank"))
    }
    return rank * 1000
  }

  private mutating func refuseBeyondHeader(_ table: NamedTable, _ record: Int) {
    let width = table.heads.count, count = table.text.cellCount(record)
    guard count > width else { return }
    refuse(
      "row-ragged", table, record, width, table.cell(record, width),
      Bilingual(
        "\(width) 个单元格，与表头一致；此行有 \(count) 个", "\(width) cells, as in the header; the row has \(count)"),
      Bilingual("请补齐或删去多余的分隔符", "add or remove separators"))
  }

  /// Refuses a matrix without projects or people, and capacities of projects that the matrix lacks.
  private mutating func refuseEmpty() {
    if names.isEmpty || matrix.rows.isEmpty {
      refuse(
        "file-empty", matrix, matrix.header, 0, "",
        Bilingual("每个项目一列、每人一行，以逗号分隔", "a column for each project and a row for each person, separated by commas"),
        Bilingual("请补上，或检查分隔符", "add them, or check the separator"))
    }
    for record in limits.rows where !names.contains(NamedTable.id(limits.cell(record, 0))) {
      refuse(
        "reference-dangling", limits, record, 0, limits.cell(record, 0),
        Bilingual("\(matrix.file) 中有的项目", "a project that stands in \(matrix.file)"),
        Bilingual("请在意愿表中补上一列，或删去此行", "add a column to the wishes, or delete the row"))
    }
  }

  /// Reads the projects. A column of sums beside them is none.
  private mutating func readNames() {
    var seen: [String: Int] = [:]
    for cell in matrix.heads.indices.dropFirst() {
      if NamedTable.isTotal(matrix.heads[cell]) {
        findings.append(
          Finding(
            .columnUnknown, file: matrix.file, line: matrix.line(matrix.header), column: cell + 1,
            value: matrix.heads[cell], expected: Bilingual("每列一个项目", "a project in each column"),
            mend: Bilingual(
              "此列当作合计或平均，未读入；确是项目的，请改名",
              "the column is taken for a total or a mean and is left out; if it is a project, rename it")))
        continue
      }
      places.append(cell)
      names.append(id(matrix, matrix.header, cell, &seen))
    }
  }

  private mutating func readCapacities() {
    var seen: [String: Int] = [:]
    for record in limits.rows {
      let name = id(limits, record, 0, &seen)
      refuseBeyondHeader(limits, record)
      // A blank least is none.
      let least = columns.least.map { limits.cell(record, $0).isEmpty ? 0 : number(limits, record, $0, digits: 0) }
      let most = columns.most.map { number(limits, record, $0, digits: 0) }
      capacity[name] = capacity[name] ?? (least ?? 0, most ?? 0, limits.line(record))
    }
  }

  /// The id in a cell.
  /// - Parameter seen: The lines of the preceding ids.
  private mutating func id(_ table: NamedTable, _ record: Int, _ cell: Int, _ seen: inout [String: Int]) -> String {
    let raw = table.cell(record, cell)
    let id = NamedTable.id(raw)
    if id.isEmpty {
      refuse("cell-missing", table, record, cell, raw, Bilingual("编号", "an id"), Bilingual("请填写", "fill it in"))
    } else if let flaw = IdentifierFlaw("p" + id) {
      refuse("id-malformed", table, record, cell, raw, flaw.expected, flaw.mend)
    } else if let line = seen[id.lowercased()] {
      refuse(
        "id-repeated", table, record, cell, raw, Bilingual("每个编号只出现一次", "each id once"),
        Bilingual("第 \(line) 行已用此编号；请改编号或删去重复行", "line \(line) has this id already; change it or delete the row"))
    }
    seen[id.lowercased()] = table.line(record)
    return id
  }

  private mutating func number(_ table: NamedTable, _ record: Int, _ cell: Int, digits: Int) -> Int64 {
    let raw = table.cell(record, cell)
    if let value = try? exactDecimal(raw, digits: digits, limit: Quantity.limit.milli) { return value }
    refuse(
      "number-malformed", table, record, cell, raw,
      digits == 0
        ? Bilingual("不小于 0 的整数", "a whole number, 0 or more") : Bilingual("不小于 0 的数", "a number of 0 or more"),
      raw.isEmpty ? Bilingual("请填写；不愿意或没有的写 0", "fill it in; write 0 for none") : Bilingual("请改正", "correct it"))
    return 0
  }
}

// The lists that the matrix becomes.
extension PreferenceMatrix {
  func lists() -> WrittenLists {
    func row<Field: ListField>(
      _ cells: [Field: String], line: Int? = nil, _ columns: [Field: Int]
    ) -> ImportedRow<Field> {
      let positions = Dictionary(uniqueKeysWithValues: columns.map { ($0.key.rawValue, $0.value) })
      return ImportedRow(
        cells: cells,
        origin: Origin(
          header: Header(file: matrix.file, positions: positions), line: line ?? matrix.line(matrix.header)))
    }
    func header<Field: ListField>(_ index: Int, _ key: Field, _ cells: [Field: String]) -> ImportedRow<Field> {
      row(cells, [key: places[index] + 1])
    }
    var volunteers: [ImportedRow<VolunteerField>] = [], wishes: [ImportedRow<VolunteerPreferenceField>] = []
    for person in people {
      let willing = person.wishes.indices.filter { person.wishes[$0] > 0 }
      for index in willing {
        let cells: [VolunteerPreferenceField: String] = [
          .volunteer: "h" + person.name, .project: "p" + names[index],
          .preference: decimalText(points(person.wishes[index]), digits: 3, trimmed: true),
        ]
        wishes.append(
          row(cells, line: person.line, [.volunteer: 1, .project: places[index] + 1, .preference: places[index] + 1]))
      }
      let categories = willing.isEmpty ? "none" : willing.map { "c" + names[$0] }.joined(separator: ";")
      volunteers.append(
        row([.id: "h" + person.name, .minutes: "1", .willing: categories], line: person.line, [.id: 1]))
    }
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
          [
            .id: "p" + $1, .category: "c" + $1, .responsible: "applicant", .approved: "yes",
            .status: capacity[$1].map { $0.least > 0 } ?? false ? "proposed" : "committed",
          ])
      })
    out.write([[SlotField.id: "term", .day: "2000-01-01", .start: "00:00", .end: "00:01"]])
    out.write(
      from: names.map { name in
        let (least, most, line) = capacity[name] ?? (0, 0, 1)
        return ImportedRow(
          cells: [
            ProjectRoleField.project: "p" + name, .role: "member", .headsMin: String(least), .headsMax: String(most),
            .slots: "term",
          ], origin: Origin(header: heads, line: line))
      })
    out.write(from: volunteers)
    out.write(from: wishes)
    return out
  }

  /// The points of a wish, in thousandths.
  private func points(_ wish: Int64) -> Int128 {
    scale == .points ? Int128(wish) : Int128(names.count + 1) * 1000 - Int128(wish)
  }

  /// The places of the numbers of people in the table of capacities.
  private var heads: Header {
    let columns: [(ProjectRoleField, Int?)] = [(.headsMin, columns.least ?? columns.most), (.headsMax, columns.most)]
    let known = columns.compactMap { field, column in column.map { (field.rawValue, $0 + 1) } }
    return Header(file: limits.file, positions: Dictionary(uniqueKeysWithValues: known))
  }
}
