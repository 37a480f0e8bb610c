import Foundation
import Model

/// Imports a participatory budgeting election in Pabulib's format.
///
/// Each project serves a need of its own, whose quantity and value are what the voters said of the project, so the
/// weighted need served is the sum over the funded projects of the measure that `utility` names. Budgets by category
/// become funds earmarked for the category; budgets by neighbourhood become limits. If there are several funds, a limit
/// on the total keeps to the whole budget. Projects that the file bars from funding get a decision `must_not`.
/// docs/pabulib.md says what is kept of the format and what is not; every key and column that is not is a warning.
/// - Parameters:
///   - file: The name of the file, for findings.
///   - utility: What a funded project brings. nil: its votes or, if the file has only points, its score.
/// - Source: Faliszewski et al., IJCAI 2023; arXiv 2012.06539.
/// - Throws: ``Findings`` with the line of every error.
public func importPabulib(
  _ data: Data, file: String, utility: PabulibUtility? = nil
) throws(Findings) -> WrittenLists {
  var election = PabulibFile(file: file)
  election.read(data)
  if let refusal = Findings(election.findings) { throw refusal }
  var lists = election.lists(utility)
  if let refusal = Findings(election.findings) { throw refusal }
  try lists.refuseInvalidLists(file)
  lists.warnings = election.findings.inOrder
  return lists
}

/// The parsed sections of a Pabulib file.
struct PabulibFile {
  typealias Row = (cells: [String: String], line: Int)

  let file: String
  private(set) var findings: [Finding] = []
  private(set) var meta: [String: (value: String, line: Int)] = [:]
  private(set) var projects: [Row] = []
  private(set) var votes: [Row] = []
  /// The columns of each section: their numbers, from 1, and the line of the header.
  private(set) var headers: [String: (columns: [String: Int], line: Int)] = [:]
  /// The currency of the file, with as many decimals as its amounts: two to four.
  var currency = Currency()

  /// The budget of a category or a neighbourhood.
  struct Budget {
    let name: String
    let amount: Money
    let line: Int
  }

  init(file: String) { self.file = file }

  /// The numbers of the columns of PROJECTS, from 1.
  var projectColumns: [String: Int] { headers["PROJECTS"]?.columns ?? [:] }
  /// The numbers of the columns of VOTES, from 1.
  var voteColumns: [String: Int] { headers["VOTES"]?.columns ?? [:] }

  /// Adds an error.
  /// - Parameters:
  ///   - key: The column in the header of the section, for the position of the finding.
  ///   - cell: The number of the cell, if no header gives it.
  mutating func refuse(
    _ code: String, _ line: Int, _ value: String, _ expected: Bilingual, _ mend: Bilingual, column key: String? = nil,
    cell: Int = 0
  ) {
    let column = key.flatMap { projectColumns[$0] ?? voteColumns[$0] } ?? cell
    findings.append(
      Finding(code, file: file, line: line, column: column, value: value, expected: expected, mend: mend))
  }

  mutating func add(_ finding: Finding) { findings.append(finding) }

  /// Adds a warning.
  mutating func warn(
    _ code: String, _ line: Int, _ column: Int, _ value: String, _ expected: Bilingual, _ mend: Bilingual
  ) {
    findings.append(
      Finding(
        code, severity: .warning, file: file, line: line, column: column, value: value, expected: expected, mend: mend))
  }

  mutating func read(_ data: Data) {
    let bytes: [UInt8]
    do { bytes = try textBytes(of: data, file: file, separator: { _ in UInt8(ascii: ";") }) } catch {
      findings += error.all
      return
    }
    var section = ""
    var header: [String]?
    for record in PabulibRecords(String(decoding: bytes, as: UTF8.self)) {
      if let title = record.title {
        section = title
        header = nil
        if let earlier = headers[title] { refuseRepeated(title, record.line, earlier: earlier.line - 1, title) }
      } else if section.isEmpty {
        return refuse(
          "pabulib-section-missing", record.line, record.text, Bilingual("以 META 开头", "META first"),
          Bilingual("请检查是否为 .pb 文件", "check that this is a .pb file"))
      } else if let header {
        readRow(record, of: section, header)
      } else if let sign = record.otherSeparator {
        return refuse(
          "column-missing", record.line, record.text,
          Bilingual("列名之间用分号（;）；此行用的是\(sign.zh)", "semicolons between the names of columns; the line has \(sign.en)"),
          Bilingual("请把整个文件的分隔符改为分号，或重新下载", "separate the whole file with semicolons, or download it again"), cell: 1)
      } else {
        header = readHeader(record, of: section)
      }
    }
    refuseMissingParts()
  }

  /// - Returns: The names of the columns, in lower case.
  private mutating func readHeader(_ record: PabulibRecord, of section: String) -> [String] {
    let names = record.cells.map(Self.key)
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() where !name.isEmpty {
      if columns[name] == nil { columns[name] = index + 1; continue }
      refuse(
        "column-repeated", record.line, name, Bilingual("每列只出现一次", "each column once"),
        Bilingual("请删去一列", "delete one of them"), cell: index + 1)
    }
    headers[section] = (columns, record.line)
    let required = ["META": ["key", "value"], "PROJECTS": ["project_id", "cost"], "VOTES": ["vote"]][section]!
    for name in required where columns[name] == nil {
      refuse(
        "column-missing", record.line, "",
        Bilingual("\(section) 段的“\(name)”列", "the column \(name) in the section \(section)"),
        Bilingual("请在标题 \(section) 的下一行写出各列的列名", "name the columns in the line below the title \(section)"))
    }
    return names
  }

  private mutating func readRow(_ record: PabulibRecord, of section: String, _ header: [String]) {
    if section == "META" { return readMeta(record) }
    guard record.cells.count == header.count else {
      return refuse(
        "row-ragged", record.line, record.text,
        Bilingual(
          "\(header.count) 个单元格，与表头一致；此行有 \(record.cells.count) 个",
          "\(header.count) cells, as in the header; the row has \(record.cells.count)"),
        Bilingual("请补齐或删去多余的分号；含分号的内容加引号", "add or remove semicolons; quote cells that contain one"))
    }
    let row = Dictionary(zip(header, record.cells), uniquingKeysWith: { a, _ in a })
    if section == "PROJECTS" { projects.append((row, record.line)) } else { votes.append((row, record.line)) }
  }

  private mutating func readMeta(_ record: PabulibRecord) {
    guard record.cells.count >= 2, record.cells.dropFirst(2).allSatisfy(\.isEmpty), !record.cells[0].isEmpty else {
      return refuse(
        "row-ragged", record.line, record.text, Bilingual("一个键和一个值", "a key and a value"),
        Bilingual("请补齐或删去多余的分号；含分号的内容加引号", "add or remove semicolons; quote cells that contain one"))
    }
    let key = Self.key(record.cells[0]), value = record.cells[1]
    guard let earlier = meta[key] else { return meta[key] = (value, record.line) }
    refuseRepeated("\(key);\(value)", record.line, earlier: earlier.line, "\(key);\(earlier.value)")
  }

  /// The name of a key or column, in lower case and the format's spelling.
  private static func key(_ text: String) -> String {
    text.lowercased().replacingOccurrences(of: "neighbourhood", with: "neighborhood")
  }

  private mutating func refuseRepeated(_ name: String, _ line: Int, earlier: Int, _ value: String) {
    refuse(
      "pabulib-repeated", line, name, Bilingual("每个键、每个段只出现一次", "each key and each section once"),
      Bilingual(
        "第 \(earlier) 行已有“\(value)”；请删去一处", "line \(earlier) has ‘\(value)’ already; delete one of them"), cell: 1)
  }

  private mutating func refuseMissingParts() {
    for (name, isPresent) in [("META", !meta.isEmpty), ("PROJECTS", !projects.isEmpty || !findings.isEmpty)]
    where !isPresent {
      refuse(
        "pabulib-section-missing", 0, "", Bilingual("\(name) 段", "a section \(name)"),
        Bilingual("请重新下载文件", "download the file again"))
    }
    if (meta["budget"]?.value ?? "").isEmpty, !meta.isEmpty {
      refuse("column-missing", 0, "", Bilingual("META 中的 budget", "budget in META"), Bilingual("请补上", "add it"))
    }
  }

  mutating func money(_ text: String, _ line: Int, column key: String? = nil) -> Money {
    if let money = try? exactMoney(text, currency) { return money }
    refuse(
      "money-malformed", line, text, Bilingual("金额，至多四位小数", "an amount with at most four decimals"),
      Bilingual("请改正", "correct it"), column: key)
    return .zero
  }

  func decimals() -> Int {
    let amounts =
      projects.compactMap { $0.cells["cost"] }
      + ["budget", "budget_per_category", "budget_per_neighborhood", "min_project_cost", "max_project_cost"]
      .compactMap { meta[$0]?.value }.flatMap { $0.parts(at: ",") }
    let written = amounts.map { text in
      let parts = text.trimmedCell.parts(at: ".")
      return parts.count == 2 ? parts[1].utf8.reversed().drop { $0 == UInt8(ascii: "0") }.count : 0
    }
    return min(4, max(2, written.max() ?? 0))
  }

  /// The value of a key of META; nil if it is missing or empty.
  func entry(_ key: String) -> (value: String, line: Int)? { meta[key].flatMap { $0.value.isEmpty ? nil : $0 } }

  /// The budgets of the categories or neighbourhoods; nil if the file has none.
  mutating func budgets(_ key: String, of names: String) -> [Budget]? {
    guard let budgets = entry(key) else { return nil }
    guard let list = entry(names) else {
      refuse(
        "column-missing", budgets.line, "", Bilingual("META 中的 \(names)", "\(names) in META"),
        Bilingual("请补上：\(key) 的各项预算是谁的", "add it: it says whose budgets \(key) gives"))
      return nil
    }
    let amounts = budgets.value.parts(at: ",").map(\.trimmedCell)
    let labels = list.value.parts(at: ",").map(\.trimmedCell)
    guard amounts.count == labels.count else {
      refuse(
        "row-ragged", budgets.line, budgets.value, Bilingual("\(labels.count) 个预算", "\(labels.count) budgets"),
        Bilingual("请与名称一一对应", "one for each name"))
      return nil
    }
    for (index, label) in labels.enumerated() where labels[..<index].contains(label) {
      refuse(
        "id-repeated", list.line, label, Bilingual("每个名称只出现一次", "each name once"),
        Bilingual("请删去一处及其预算", "delete one of them, and its budget"), cell: 2)
    }
    return zip(labels, amounts).map { Budget(name: $0, amount: money($1, budgets.line), line: budgets.line) }
  }
}
