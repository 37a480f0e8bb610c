import Foundation
import Model

/// Maps a department's table to lists by a profile: requests are summed by project and fund, approvals by fund.
///
/// A project that asks for nothing is left out, and so is a fund that nobody asks. Each fund pays only for what was asked
/// of it: the request is a cost line whose type is the fund's id.
/// - Throws: ``Findings`` with file, line and column of every cell that cannot be read.
public func importTable(
  _ data: Data, file: String, profile: Profile, settings: [String: String] = [:]
) throws(Findings) -> WrittenLists {
  let profile = try profile.filled(settings)
  var table = try RequestTable(data, file: file, profile: profile)
  let lists = table.lists()
  guard table.findings.isEmpty else { throw Findings(table.findings) }
  return lists
}

private struct RequestTable {
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
    func refusal(_ code: String, _ expected: Bilingual) -> Findings {
      Findings([
        Finding(code, file: file, expected: expected, mend: Bilingual("请检查文件是否完整", "check that the file is complete"))
      ])
    }
    guard let bytes = try? utf8Bytes(of: data) else {
      throw refusal("file-binary", Bilingual("文本表格", "a table as text"))
    }
    guard let text = try? DelimitedText(bytes, delimiter: separators[profile.values["separator"] ?? "comma"] ?? 0x2C)
    else {
      throw refusal("quote-unclosed", Bilingual("成对的双引号", "closed quotes"))
    }
    guard text.recordCount > 0 else { throw refusal("file-empty", Bilingual("表头与数据", "a header and rows")) }
    self.text = text
    columns = Dictionary(
      (0..<text.cellCount(0)).map { (text.text(0, $0).trimmedCell, $0) }, uniquingKeysWith: { a, _ in a })
    let present = columns
    let wanted =
      Profile.keys.filter { $0.contains(" ") || $0 == "requested" || $0 == "approved" }.compactMap {
        profile.values[$0]
      }
      + profile.filters.map(\.column)
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

  private func cell(_ record: Int, _ key: String) -> String {
    guard let name = profile.values[key], let column = columns[name], column < text.cellCount(record) else { return "" }
    return text.text(record, column).trimmedCell
  }

  /// Missing is nothing, and so is a negative amount where the profile says so.
  private mutating func amount(_ record: Int, _ key: String) -> Int64 {
    let raw = cell(record, key)
    if raw.isEmpty || raw == profile.values["missing"] { return 0 }
    do {
      return try exactMoney(raw + (profile.values["unit"] ?? ""), currency).minorUnits
    } catch {
      if error == .negative, profile.values["negative"] == "zero" { return 0 }
      findings.append(
        Finding(
          error == .negative ? "money-negative" : "money-malformed", file: file, line: text.records[record].line,
          column: columns[profile.values[key]!]! + 1, value: raw, expected: Bilingual("金额", "an amount"),
          mend: Bilingual("请改正", "correct it")))
      return 0
    }
  }

  mutating func lists() -> WrittenLists {
    struct Item { var title = "", category = "", place = "", amounts: [String: Int64] = [:] }
    var projects: [String: Item] = [:]
    var approved: [String: (name: String, department: String, amount: Int64)] = [:]
    for record in 1..<max(1, text.recordCount) where !text.isBlank(record) {
      guard
        profile.filters.allSatisfy({ filter in
          columns[filter.column].map {
            $0 < text.cellCount(record) && text.text(record, $0).trimmedCell == filter.value
          } ?? false
        })
      else { continue }
      let (project, fund) = (cell(record, "project id"), cell(record, "fund id"))
      let (requested, granted) = (amount(record, "requested"), amount(record, "approved"))
      approved[fund, default: (cell(record, "fund name"), cell(record, "fund department"), 0)].amount += granted
      var item =
        projects[project]
        ?? Item(
          title: cell(record, "project title"), category: cell(record, "project category"),
          place: cell(record, "project place"))
      item.amounts[fund, default: 0] += requested
      projects[project] = item
    }
    let asked = projects.filter { $0.value.amounts.values.contains { $0 > 0 } }.sorted { $0.key < $1.key }
    if asked.isEmpty {
      findings.append(
        Finding(
          "file-empty", file: file, expected: Bilingual("筛选后至少一行申请", "at least one request after filtering"),
          mend: Bilingual("请检查参数与筛选条件", "check parameters and filters")))
    }
    func plain(_ amount: Int64) -> String { decimalText(Int128(amount), digits: currency.digits, trimmed: true) }
    let funds = Set(asked.flatMap { $0.value.amounts.filter { $0.value > 0 }.keys }).sorted()
    var out = WrittenLists()
    out.write(
      "settings",
      [
        ["key": "title", "value": profile.values["title"] ?? profile.name],
        ["key": "currency", "value": currency.code],
        ["key": "digits", "value": String(currency.digits)],
      ])
    out.write(
      "funds",
      funds.map {
        [
          "id": $0, "name": approved[$0]!.name, "department": approved[$0]!.department,
          "amount": plain(approved[$0]!.amount),
          "cost_types": $0,
        ]
      })
    let places = Set(asked.map(\.value.place)).subtracting([""]).sorted()
    if !places.isEmpty { out.write("places", places.map { ["id": $0, "name": $0] }) }
    out.write(
      "projects",
      asked.map { id, item in
        [
          "id": id, "title": item.title, "place": item.place,
          "category": item.category.isEmpty ? "none" : item.category,
          "responsible": "applicant", "approved": "yes",
        ]
      })
    out.write(
      "costs",
      asked.flatMap { id, item in
        item.amounts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
          ["project": id, "cost_type": $0.key, "fixed": plain($0.value)]
        }
      })
    return out
  }
}
