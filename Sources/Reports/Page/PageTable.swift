import Model

/// How a table of a plan is shown in a page, beside what its text has.
struct PageTable {
  let table: TextTable
  /// The name of the table for readers by ear.
  let caption: String
  let anchors: Anchors
  /// The columns whose cells are links, and to what.
  var links: [Int: AnchorKind] = [:]
  /// What the rows are, where the first column's id is the anchor of each.
  var rows: AnchorKind?
  /// The columns that the page's own check recomputes, with the sum that it is.
  var checked: [Int: String] = [:]
  /// The columns by whose words the rows can be chosen.
  var filters: [Int] = []

  /// The table. A row whose cells are all empty but the last goes on with the last cell of the row above. Of a table with
  /// several columns, the script of the page sorts the rows.
  var markup: Markup {
    let all = joinedRows
    let body = all.prefix(all.count - table.totals), sums = all.suffix(table.totals)
    let head = zip(table.header, table.alignments).map { title, alignment in
      Markup.tag("th", alignment == .right ? ["scope": "col", "class": "n"] : ["scope": "col"], title)
    }
    var parts: [Markup] = [
      .tag("caption", ["class": "ear"], caption), .tag("thead", [:], [.tag("tr", [:], head)]),
      .tag("tbody", [:], body.map { row($0, isSum: false) }),
    ]
    if !sums.isEmpty { parts.append(.tag("tfoot", [:], sums.map { row($0, isSum: true) })) }
    let made = Markup.tag("table", ["class": "data"], parts)
    return filters.isEmpty ? made : made.adding("data-filters", filters.map(String.init).joined(separator: " "))
  }

  /// The rows, of each cell its lines.
  private var joinedRows: [[[String]]] {
    var out: [[[String]]] = []
    for row in table.rows {
      if row.count > 1, !out.isEmpty, row.dropLast().allSatisfy(\.isEmpty) {
        out[out.count - 1][row.count - 1].append(row[row.count - 1])
      } else {
        out.append(row.map { [$0] })
      }
    }
    return out
  }

  private func row(_ cells: [[String]], isSum: Bool) -> Markup {
    let id = cells[0][0]
    let made = Markup.tag("tr", [:], cells.enumerated().map { cell($1, in: $0, of: id, isSum: isSum) })
    guard !isSum, let rows, let anchor = anchors.anchor(rows, id) else { return made }
    return made.adding("id", anchor)
  }

  private func cell(_ lines: [String], in column: Int, of id: String, isSum: Bool) -> Markup {
    var contents: [Markup] = []
    for (number, line) in lines.enumerated() {
      if number > 0 { contents.append(.tag("br")) }
      contents += links[column].map { linked(line, $0) } ?? dated(line)
    }
    // A header of the row tells a reader by ear whose cell it is.
    let name = column == 0 && table.header.count > 1 && lines != [""] ? "th" : "td"
    // A sum says itself what it is.
    var made = Markup.tag(name, isSum && column == 0 ? [:] : ["data-label": table.header[column]], contents)
    if name == "th" { made = made.adding("scope", "row") }
    if table.alignments[column] == .right { made = made.adding("class", "n") }
    if !isSum, let sum = checked[column] { made = made.adding("data-check", "\(sum) \(id)") }
    return made
  }

  /// A cell with links: an id alone, ids between blanks, or ids each with an amount after it.
  private func linked(_ text: String, _ kind: AnchorKind) -> [Markup] {
    if anchors.anchor(kind, text) != nil { return [anchors.link(kind, text)] }
    var (out, word) = ([Markup](), "")
    func flush() {
      if anchors.anchor(kind, word) != nil { out.append(anchors.link(kind, word)) } else { out.append(.text(word)) }
      word = ""
    }
    for character in text {
      if " 、：；".contains(character) {
        flush()
        out.append(.text(String(character)))
      } else {
        word.append(character)
      }
    }
    flush()
    return out
  }

  /// A cell whose days are not broken at their hyphens.
  private func dated(_ text: String) -> [Markup] {
    guard text.contains(Self.day) else { return [.text(text)] }
    return text.split(separator: " ", omittingEmptySubsequences: false).enumerated().flatMap { number, word in
      let shown: Markup = word.contains(Self.day) ? .tag("span", ["class": "whole"], String(word)) : .text(String(word))
      return number == 0 ? [shown] : [.text(" "), shown]
    }
  }

  private static var day: Regex<Substring> { /[0-9]{4}-[0-9]{2}-[0-9]{2}/ }
}
