import Foundation
import Model

/// Reads a participatory budgeting election in Pabulib's format (Faliszewski et al., IJCAI 2023; arXiv 2012.06539).
///
/// Each project serves a need of its own whose quantity is the project's votes, so that the weighted need served is the
/// sum of the votes of what is funded. Budgets by category become funds earmarked for it; with budgets by neighbourhood
/// besides, those become limits. Where such budgets add up to more than the whole, a limit holds the whole.
/// - Throws: ``Findings`` with the line of everything that cannot be read.
public func importPabulib(_ data: Data, file: String) throws(Findings) -> WrittenLists {
  var election = PabulibFile(file: file)
  election.read(data)
  guard election.findings.isEmpty else { throw Findings(election.findings) }
  let lists = election.lists()
  guard election.findings.isEmpty else { throw Findings(election.findings) }
  return lists
}

struct PabulibFile {
  let file: String
  private(set) var findings: [Finding] = []
  private var meta: [String: (value: String, line: Int)] = [:]
  private(set) var projects: [(cells: [String: String], line: Int)] = []
  private(set) var votes: [(cells: [String: String], line: Int)] = []
  /// With as many decimals as the file's amounts are written with: two, or up to four.
  private var currency = Currency()

  init(file: String) { self.file = file }

  mutating func refuse(_ code: String, _ line: Int, _ value: String, _ expected: Bilingual, _ mend: Bilingual) {
    findings.append(Finding(code, file: file, line: line, value: value, expected: expected, mend: mend))
  }

  mutating func read(_ data: Data) {
    guard let bytes = try? utf8Bytes(of: data) else {
      return refuse(
        "file-binary", 0, "", Bilingual("Pabulib 文本文件", "a Pabulib text file"), Bilingual("请重新下载", "download it again"))
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
        continue
      }
      let line = index + 1
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
    for (name, isPresent) in [("META", !meta.isEmpty), ("PROJECTS", !projects.isEmpty)] where !isPresent {
      refuse(
        "pabulib-section-missing", 0, "", Bilingual("\(name) 段", "a section \(name)"),
        Bilingual("请重新下载文件", "download the file again"))
    }
    if meta["budget"] == nil, !meta.isEmpty {
      refuse("column-missing", 0, "", Bilingual("META 中的 budget", "budget in META"), Bilingual("请补上", "add it"))
    }
  }

  /// Quotes count only where a cell begins with one and ends with one before a separator, as names hold stray quotes.
  private static func cells(_ line: String) -> [String] {
    guard line.contains("\"") else {
      return line.split(separator: ";", omittingEmptySubsequences: false).map { String($0).trimmedCell }
    }
    var out: [String] = []
    var rest = Substring(line)
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
          out.append(rest[rest.index(after: rest.startIndex)..<close].replacingOccurrences(of: "\"\"", with: "\""))
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

  private mutating func money(_ text: String, _ line: Int) -> Money {
    if let money = try? exactMoney(text, currency) { return money }
    refuse(
      "money-malformed", line, text, Bilingual("金额，至多四位小数", "an amount with at most four decimals"),
      Bilingual("请改正", "correct it"))
    return .zero
  }

  private func decimals() -> Int {
    let amounts =
      projects.compactMap { $0.cells["cost"] }
      + ["budget", "budget_per_category", "budget_per_neighborhood", "budget_per_neighbourhood"].compactMap {
        meta[$0]?.value
      }.flatMap { $0.split(separator: ",").map(String.init) }
    let written = amounts.map { text in
      let parts = text.trimmedCell.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count == 2 ? parts[1].utf8.reversed().drop { $0 == UInt8(ascii: "0") }.count : 0
    }
    return min(4, max(2, written.max() ?? 0))
  }

  /// Budgets of categories or neighbourhoods, by name.
  private mutating func budgets(_ keys: [String], _ names: [String]) -> [(name: String, budget: Money)]? {
    guard let budgets = keys.compactMap({ meta[$0] }).first, let list = names.compactMap({ meta[$0] }).first else {
      return nil
    }
    let amounts = budgets.value.split(separator: ",").map { String($0).trimmedCell }
    let labels = list.value.split(separator: ",").map { String($0).trimmedCell }
    guard amounts.count == labels.count else {
      refuse(
        "row-ragged", budgets.line, budgets.value, Bilingual("\(labels.count) 个预算", "\(labels.count) budgets"),
        Bilingual("请与名称一一对应", "one for each name"))
      return nil
    }
    return zip(labels, amounts).map { ($0, money($1, budgets.line)) }
  }

  mutating func lists() -> WrittenLists {
    checkIDs()
    currency.digits = decimals()
    let support = support()
    let total = money(meta["budget"]!.value, meta["budget"]!.line)
    let categories = budgets(["budget_per_category"], ["categories"])
    let areas = budgets(
      ["budget_per_neighborhood", "budget_per_neighbourhood"], ["neighborhoods", "neighbourhoods"])
    func known(_ cell: String?, _ budgets: [(name: String, budget: Money)]?) -> Int? {
      budgets?.firstIndex { $0.name == cell?.trimmedCell }
    }
    var projectRows: [[String: String]] = [], costs: [[String: String]] = [], needs: [[String: String]] = []
    var serves: [[String: String]] = []
    var hasOthers = false
    for (number, project) in projects.enumerated() {
      let cells = project.cells
      guard let id = cells["project_id"], !id.isEmpty, let cost = cells["cost"] else {
        refuse(
          "cell-missing", project.line, "", Bilingual("project_id 与 cost", "project_id and cost"),
          Bilingual("请补上", "fill them in"))
        continue
      }
      let category = known(cells["category"], categories).map { "c\($0 + 1)" } ?? "other"
      let place = known(cells["neighborhood"] ?? cells["neighbourhood"], areas).map { "a\($0 + 1)" } ?? "all"
      if category == "other" { hasOthers = true }
      projectRows.append([
        "id": id, "title": cells["name"] ?? "", "place": place, "category": category, "responsible": "applicant",
        "approved": "yes",
      ])
      costs.append(["project": id, "cost_type": "cost", "fixed": plain(money(cost, project.line))])
      let votes = support[id] ?? 0
      guard votes > 0 else { continue }
      let need = "n\(number + 1)"
      let quantity = decimalText(Int128(votes), digits: 3, trimmed: true)
      needs.append([
        "id": need, "title": cells["name"] ?? "", "place": place, "category": category, "quantity": quantity,
        "unit": "votes",
      ])
      serves.append(["project": id, "need": need, "per_unit": quantity])
    }
    var funds: [[String: String]] = []
    for (index, entry) in (categories ?? []).enumerated() {
      funds.append([
        "id": "c\(index + 1)", "name": entry.name, "amount": plain(entry.budget), "categories": "c\(index + 1)",
      ])
    }
    if hasOthers { funds.append(["id": "general", "name": "general", "amount": plain(total), "categories": "other"]) }
    var limits: [[String: String]] = []
    for (index, area) in (areas ?? []).enumerated() {
      limits.append(["kind": "place", "of": "a\(index + 1)", "most_money": plain(area.budget)])
    }
    if funds.count > 1 { limits.append(["kind": "total", "most_money": plain(total)]) }
    var out = WrittenLists()
    out.warnings = strayVotes()
    out.write(
      "settings",
      [
        ["key": "title", "value": meta["description"]?.value ?? file],
        ["key": "currency", "value": meta["currency"]?.value ?? "EUR"],
        ["key": "digits", "value": currency.digits == 2 ? "" : String(currency.digits)],
      ].filter { !$0["value"]!.isEmpty })
    out.write(
      "places",
      [["id": "all", "name": meta["unit"]?.value ?? "all", "level": "township"]]
        + (areas ?? []).enumerated().map {
          ["id": "a\($0 + 1)", "name": $1.name, "parent": "all", "level": "community"]
        })
    out.write(
      "categories",
      (categories ?? []).enumerated().map { ["id": "c\($0 + 1)", "name": $1.name] } + [
        ["id": "other", "name": "other"]
      ])
    out.write("funds", funds)
    out.write("projects", projectRows)
    out.write("costs", costs)
    if !needs.isEmpty { out.write("needs", needs) }
    if !serves.isEmpty { out.write("serves", serves) }
    if !limits.isEmpty { out.write("limits", limits) }
    return out
  }

  private func plain(_ money: Money) -> String {
    decimalText(Int128(money.minorUnits), digits: currency.digits, trimmed: true)
  }
}
