import Foundation
import Model

/// Imports a participatory budgeting election in Pabulib's format.
///
/// Each project serves a separate need whose quantity is the number of its votes, so the weighted need served is the
/// sum of the votes of the funded projects. Budgets by category become funds earmarked for the category; budgets by
/// neighbourhood become limits. If there are several funds, a limit on the total keeps to the whole budget.
/// - Source: Faliszewski et al., IJCAI 2023; arXiv 2012.06539.
/// - Throws: ``Findings`` with the line of every error.
public func importPabulib(_ data: Data, file: String) throws(Findings) -> WrittenLists {
  var election = PabulibFile(file: file)
  election.read(data)
  if let refusal = Findings(election.findings) { throw refusal }
  let lists = election.lists()
  if let refusal = Findings(election.findings) { throw refusal }
  try lists.refuseInvalidLists(file)
  return lists
}

/// The parsed sections of a Pabulib file.
struct PabulibFile {
  let file: String
  private(set) var findings: [Finding] = []
  private(set) var meta: [String: (value: String, line: Int)] = [:]
  private(set) var projects: [(cells: [String: String], line: Int)] = []
  private(set) var votes: [(cells: [String: String], line: Int)] = []
  /// The numbers of the sections' columns, from 1.
  private(set) var projectColumns: [String: Int] = [:]
  private var voteColumns: [String: Int] = [:]
  /// The currency, with as many decimals as the amounts in the file: two to four.
  var currency = Currency()

  /// The budget of a category or a neighbourhood.
  struct Budget {
    let name: String
    let amount: Money
    let line: Int
  }

  init(file: String) { self.file = file }

  /// Adds a finding.
  /// - Parameter key: The column in the header of the section, for the position of the finding.
  mutating func refuse(
    _ code: String, _ line: Int, _ value: String, _ expected: Bilingual, _ mend: Bilingual, column key: String? = nil
  ) {
    let column = key.flatMap { projectColumns[$0] ?? voteColumns[$0] } ?? 0
    findings.append(
      Finding(code, file: file, line: line, column: column, value: value, expected: expected, mend: mend))
  }

  mutating func read(_ data: Data) {
    let bytes: [UInt8]
    do { bytes = try textBytes(of: data, file: file, separator: { _ in UInt8(ascii: ";") }) } catch {
      findings += error.all
      return
    }
    var section = ""
    var header: [String] = []
    var isHeader = false
    for (index, raw) in String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let text = String(raw).trimmedCell
      if text.isEmpty { continue }
      if ["META", "PROJECTS", "VOTES"].contains(text.uppercased()) {
        section = text.uppercased()
        isHeader = true
        continue
      }
      let cells = Self.cells(text)
      if isHeader {
        header = cells.map { $0.lowercased() }
        isHeader = false
        let columns = Dictionary(header.enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { a, _ in a })
        if section == "PROJECTS" { projectColumns = columns }
        if section == "VOTES" { voteColumns = columns }
        continue
      }
      let line = index + 1
      if section == "PROJECTS" || section == "VOTES", cells.count != header.count {
        refuse(
          "row-ragged", line, text,
          Bilingual(
            "\(header.count) 个单元格，与表头一致；此行有 \(cells.count) 个",
            "\(header.count) cells, as in the header; the row has \(cells.count)"),
          Bilingual("请补齐或删去多余的分号；含分号的内容加引号", "add or remove semicolons; quote cells that contain one"))
        continue
      }
      let row = Dictionary(zip(header, cells), uniquingKeysWith: { a, _ in a })
      switch section {
      case "META": if cells.count >= 2 { meta[cells[0].lowercased()] = (cells[1], line) }
      case "PROJECTS": projects.append((row, line))
      case "VOTES": votes.append((row, line))
      default:
        return refuse(
          "pabulib-section-missing", line, text, Bilingual("以 META 开头", "META first"),
          Bilingual("请检查是否为 .pb 文件", "check that this is a .pb file"))
      }
    }
    for (name, isPresent) in [("META", !meta.isEmpty), ("PROJECTS", !projects.isEmpty || !findings.isEmpty)]
    where !isPresent {
      refuse(
        "pabulib-section-missing", 0, "", Bilingual("\(name) 段", "a section \(name)"),
        Bilingual("请重新下载文件", "download the file again"))
    }
    if meta["budget"] == nil, !meta.isEmpty {
      refuse("column-missing", 0, "", Bilingual("META 中的 budget", "budget in META"), Bilingual("请补上", "add it"))
    }
  }

  /// Splits a line into cells.
  ///
  /// Quotes count only at the start of a cell and directly before a separator, as names contain stray quotes.
  private static func cells(_ line: String) -> [String] {
    guard line.utf8.contains(UInt8(ascii: "\"")) else { return line.parts(at: ";").map(\.trimmedCell) }
    var out: [String] = []
    var rest = line.unicodeScalars[...]
    while true {
      if rest.first == "\"" {
        var end = rest.index(after: rest.startIndex)
        var close: Substring.Index?
        while let quote = rest[end...].firstIndex(of: "\"") {
          let after = rest.index(after: quote)
          if after < rest.endIndex, rest[after] == "\"" { end = rest.index(after: after); continue }
          if after == rest.endIndex || rest[after] == ";" { close = quote; break }
          end = after
        }
        if let close {
          out.append(
            String(rest[rest.index(after: rest.startIndex)..<close]).replacingOccurrences(of: "\"\"", with: "\""))
          let after = rest.index(after: close)
          if after == rest.endIndex { return out }
          rest = rest[rest.index(after: after)...]
          continue
        }
      }
      guard let separator = rest.firstIndex(of: ";") else { return out + [String(rest).trimmedCell] }
      out.append(String(rest[..<separator]).trimmedCell)
      rest = rest[rest.index(after: separator)...]
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
      + ["budget", "budget_per_category", "budget_per_neighborhood", "budget_per_neighbourhood"].compactMap {
        meta[$0]?.value
      }.flatMap { $0.parts(at: ",") }
    let written = amounts.map { text in
      let parts = text.trimmedCell.parts(at: ".")
      return parts.count == 2 ? parts[1].utf8.reversed().drop { $0 == UInt8(ascii: "0") }.count : 0
    }
    return min(4, max(2, written.max() ?? 0))
  }

  /// The budgets of the categories or neighbourhoods; nil if the file has none.
  mutating func budgets(_ keys: [String], _ names: [String]) -> [Budget]? {
    guard let budgets = keys.compactMap({ meta[$0] }).first, let list = names.compactMap({ meta[$0] }).first else {
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
    return zip(labels, amounts).map { Budget(name: $0, amount: money($1, budgets.line), line: budgets.line) }
  }
}
