import Foundation
import Model

/// Reads who wishes for which project, and how many each takes: a matrix with a row for each person and a column for each
/// project, and a table of capacities.
///
/// People become volunteers with one slot to give, projects are carried out anyway and take at most their capacity, and
/// wishes are volunteers' preferences; nobody goes where their wish is 0. There is no money in it.
/// - Throws: ``Findings`` with line and column of every cell that cannot be read.
public func importPreferences(
  _ preferences: Data, file: String, capacities: Data, capacityFile: String
) throws(Findings) -> WrittenLists {
  var findings: [Finding] = []
  let matrix = try table(preferences, file), limits = try table(capacities, capacityFile)
  func number(_ text: DelimitedText, _ record: Int, _ cell: Int, _ digits: Int, _ file: String) -> Int64 {
    let raw = cell < text.cellCount(record) ? text.text(record, cell).trimmedCell : ""
    if let value = try? exactDecimal(raw, digits: digits, limit: Quantity.limit.milli) { return value }
    findings.append(
      Finding(
        "number-malformed", file: file, line: text.records[record].line, column: cell + 1, value: raw,
        expected: Bilingual("不小于 0 的数", "a number of 0 or more"), mend: Bilingual("请改正", "correct it")))
    return 0
  }
  // A spreadsheet may have written the id 1 as 1.0.
  func id(_ raw: String) -> String { raw.hasSuffix(".0") ? String(raw.dropLast(2)) : raw }
  let names = (1..<max(1, matrix.cellCount(0))).map { id(matrix.text(0, $0).trimmedCell) }
  let capacity = Dictionary(
    (1..<max(1, limits.recordCount)).filter { !limits.isBlank($0) }.map {
      (id(limits.text($0, 0).trimmedCell), number(limits, $0, 1, 0, capacityFile))
    }, uniquingKeysWith: { a, _ in a })
  for name in names where capacity[name] == nil {
    findings.append(
      Finding(
        "reference-dangling", file: file, line: 1, value: name,
        expected: Bilingual("\(capacityFile) 中有的项目", "a project that stands in \(capacityFile)"),
        mend: Bilingual("请补上它的容量", "add its capacity")))
  }
  var volunteers: [[String: String]] = [], wishes: [[String: String]] = []
  for record in 1..<max(1, matrix.recordCount) where !matrix.isBlank(record) {
    let person = "h" + id(matrix.text(record, 0).trimmedCell)
    var willing: [String] = []
    for (index, name) in names.enumerated() {
      let wish = number(matrix, record, index + 1, 3, file)
      guard wish > 0 else { continue }
      willing.append("c" + name)
      wishes.append([
        "volunteer": person, "project": "p" + name,
        "preference": decimalText(Int128(wish), digits: 3, trimmed: true),
      ])
    }
    volunteers.append([
      "id": person, "minutes": "1", "willing": willing.isEmpty ? "none" : willing.joined(separator: ";"),
    ])
  }
  guard findings.isEmpty else { throw Findings(findings) }
  var out = WrittenLists()
  out.write("settings", [["key": "title", "value": file]])
  out.write("funds", [])
  out.write("costs", names.map { ["project": "p" + $0, "cost_type": "none", "fixed": "0"] })
  out.write(
    "projects",
    names.map {
      ["id": "p" + $0, "category": "c" + $0, "responsible": "applicant", "approved": "yes", "status": "committed"]
    })
  out.write("slots", [["id": "term", "day": "2000-01-01", "start": "00:00", "end": "00:01"]])
  out.write(
    "project_roles",
    names.map {
      [
        "project": "p" + $0, "role": "member", "heads_min": "0", "heads_max": String(capacity[$0] ?? 0),
        "slots": "term",
      ]
    })
  out.write("volunteers", volunteers)
  out.write("volunteer_preferences", wishes)
  return out
}

private func table(_ data: Data, _ file: String) throws(Findings) -> DelimitedText {
  do { return try delimitedText(listBytes(of: data, file: file), file: file, delimiter: 0x2C) } catch {
    throw Findings([error])
  }
}
