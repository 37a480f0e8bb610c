import Foundation
import Model

/// The categories or the places of the lists, and which of them each project has.
struct PabulibLabels {
  /// A category or place that no budget names.
  struct Other {
    let name: String
    /// The id of the budgeted category of which it is a kind.
    var parent: String?
    /// The line on which it stands first.
    let line: Int
  }

  /// The letter with which ids begin.
  let letter: String
  let budgets: [PabulibFile.Budget]
  /// Those without a budget of their own, by name.
  private(set) var others: [Other] = []
  /// The name and the line of each project, in order; an empty name for none.
  private(set) var named: [(name: String, line: Int)] = []

  init(_ letter: String, _ budgets: [PabulibFile.Budget]?) {
    (self.letter, self.budgets) = (letter, budgets ?? [])
  }

  /// Adds the next project.
  /// - Parameter parent: The name of the budgeted category of which its own is a kind.
  mutating func add(_ name: String, parent: String? = nil, line: Int) {
    named.append((name, line))
    guard !name.isEmpty, !budgets.contains(where: { $0.name == name }) else { return }
    let index = others.firstIndex { !precedes($0.name, name) } ?? others.endIndex
    guard index == others.endIndex || others[index].name != name else { return }
    others.insert(Other(name: name, parent: parent.map { id($0) }, line: line), at: index)
  }

  /// Names are ordered by code point, so that ids do not depend on the order of rows.
  private func precedes(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  }

  /// The id of a name: budgets come first, in the order of the file.
  func id(_ name: String) -> String {
    if let index = budgets.firstIndex(where: { $0.name == name }) { return "\(letter)\(index + 1)" }
    return "\(letter)\(budgets.count + (others.firstIndex { $0.name == name } ?? 0) + 1)"
  }

  /// The ids of all, with their names, parents and lines, in order.
  var all: [(id: String, name: String, parent: String?, line: Int)] {
    budgets.map { (id($0.name), $0.name, nil, $0.line) } + others.map { (id($0.name), $0.name, $0.parent, $0.line) }
  }
}

extension PabulibFile {
  /// The categories. Several categories of a project are kept as one that has their names, in order, unless budgets set
  /// them apart.
  mutating func categories(_ budgets: [Budget]?) -> PabulibLabels {
    var out = PabulibLabels("c", budgets)
    for project in projects {
      let cell = project.cells["category"] ?? ""
      let names = Set((budgets ?? []).map(\.name))
      let labels =
        names.contains(cell) ? [cell] : Set(cell.parts(at: ",").map(\.trimmedCell)).subtracting([""]).sorted()
      let budgeted = labels.filter(names.contains)
      if budgeted.count > 1 {
        refuse(
          "pabulib-budgets-overlap", project.line, cell,
          Bilingual("至多一个有预算的类别", "at most one category that has a budget"),
          Bilingual("不知由哪个类别的预算支付：请只留一个", "which budget pays is not known: leave one of them"), column: "category")
      } else if budgeted.isEmpty, budgets != nil {
        warnOfUnbudgeted(cell, project.line, "category", "budget_per_category")
      }
      out.add(labels.joined(separator: ","), parent: labels.count > 1 ? budgeted.first : nil, line: project.line)
    }
    return out
  }

  /// The places: the neighbourhoods of the projects or, where there is none, their districts.
  mutating func places(_ budgets: [Budget]?) -> PabulibLabels {
    var out = PabulibLabels("a", budgets)
    var unread: Row?
    for project in projects {
      let area = project.cells["neighborhood"] ?? "", district = project.cells["district"] ?? ""
      if !area.isEmpty, !district.isEmpty, area != district { unread = unread ?? project }
      var name = area.isEmpty ? district : area
      // The whole unit is no part of itself.
      if name == entry("unit")?.value, budgets?.contains(where: { $0.name == name }) != true { name = "" }
      if let budgets, !budgets.contains(where: { $0.name == name }) {
        warnOfUnbudgeted(
          area.isEmpty ? district : area, project.line, "neighborhood", "budget_per_neighborhood")
      }
      out.add(name, line: project.line)
    }
    if let unread {
      warn(
        "pabulib-unread", unread.line, projectColumns["district"] ?? 0, unread.cells["district"] ?? "",
        Bilingual("neighborhood 或 district，二者之一", "a neighborhood or a district, one of the two"),
        Bilingual("项目的地点取 neighborhood，district 未读入", "a project's place is its neighborhood; the district is not read")
      )
    }
    return out
  }

  private mutating func warnOfUnbudgeted(_ name: String, _ line: Int, _ column: String, _ key: String) {
    warn(
      "pabulib-unbudgeted", line, projectColumns[column] ?? 0, name,
      Bilingual("\(key) 列出的名称", "a name to which \(key) gives a budget"),
      Bilingual("此项目只受总预算限制；请核对名称", "only the whole budget limits this project: check the name"))
  }

  /// The groups of a project, divided by semicolons.
  mutating func groups(of project: Row) -> String {
    let column = projectColumns["beneficiaries"] == nil ? "target" : "beneficiaries"
    let labels = (project.cells[column] ?? "").parts(at: ",").map(\.trimmedCell).filter { !$0.isEmpty }
    let kept = labels.filter { listParts($0) == [$0] && !$0.contains("，") }
    for label in labels where !kept.contains(label) {
      warn(
        "pabulib-unread", project.line, projectColumns[column] ?? 0, label,
        Bilingual("没有分隔符的人群名称", "the name of a group, without signs that divide"),
        Bilingual("此人群未读入清单", "this group is not read"))
    }
    return kept.sorted().joined(separator: ";")
  }
}
