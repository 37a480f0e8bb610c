import Foundation
import Model

/// 会上改定. How many rows of a file of overrides hold a decision, and how many were left blank.
public struct OverrideCount: Sendable, Hashable {
  /// The rows that say who decided, when or why; they are pins now.
  public let taken: Int
  /// The rows that say nothing of that, and change nothing.
  public let blank: Int
}

/// Reads lists together with a file of overrides, whose decided rows become pins.
///
/// The file has the columns of `pins`. A row in which nobody filled in who decided, when and why is no override. In every
/// other one all three are needed.
/// - Throws: ``Findings`` with every error of the lists and of the overrides.
/// - Complexity: O(bytes).
public func readLists(_ folder: String, overrides path: String) throws(Findings) -> ListsFolder {
  var found: [Finding] = []
  let name = (path as NSString).lastPathComponent
  let file = OverrideFile(path, name: name, &found)
  let base: ListsFolder
  do throws(Findings) { base = try readLists(folder) } catch {
    throw Findings((error.all + found).inOrder) ?? error
  }
  guard let file else { throw Findings(found.inOrder) ?? Findings(noHeader(name)) }
  return try base.adding(file, found)
}

/// The rows of a file of overrides.
private struct OverrideFile {
  let name: String
  let data: Data
  let schema = TableSchema.pins
  /// The rows with a decision; names in them stand for ids still.
  let list: EditableList
  let blank: Int

  /// - Parameter findings: Takes what is wrong with the file, and the days that its decisions lack.
  init?(_ path: String, name: String, _ findings: inout [Finding]) {
    guard let data = fileContents(path) else {
      findings.append(
        Finding(
          "file-unreadable", file: name, expected: Bilingual("可以读取的会议改动表", "a file of overrides that can be read"),
          mend: Bilingual("请检查路径", "check the path")))
      return nil
    }
    guard let table = Table(data, file: name, schema: schema, findings: &findings) else { return nil }
    // Rows that do not fit the header are findings; only those that do are taken.
    let whole = Set(table.rows(&findings).map { table.origin($0).line })
    for total in table.totals { findings.append(total.leftOut(at: name, table.text)) }
    var list = EditableList(table, ItemNames([:]))
    let rows = list.rows.filter { whole.contains($0.origin.line) }
    list.rows = rows.filter(Self.isDecided)
    findings += list.rows.filter { $0.cells[PinField.on.rawValue] == nil }.map { row in
      Finding(
        "cell-missing", at: row.origin, .pins(.on), value: "", expected: Bilingual("决定的日期", "the day of the decision"),
        mend: Bilingual("请填写“决定日期”，如 2026-03-01", "fill in on, such as 2026-03-01"))
    }
    (self.name, self.data, self.list, blank) = (name, data, list, rows.count - list.rows.count)
  }

  private static func isDecided(_ row: EditableList.Row) -> Bool {
    [PinField.by, .on, .reason].contains { row.cells[$0.rawValue] != nil }
  }
}

extension ListsFolder {
  /// The lists with the rows of overrides among the pins.
  fileprivate func adding(_ file: OverrideFile, _ findings: [Finding]) throws(Findings) -> ListsFolder {
    var found = findings
    var pins = tables[.pins].map { EditableList($0, ItemNames(tables)) } ?? EditableList(.pins)
    var added = file.list
    pins.addColumns(of: added)
    added.addRemarks(pins.remarkHeaders)
    pins.rows += added.rows
    var changed = tables
    if !added.rows.isEmpty { changed[.pins] = pins.table(&found) }
    let absent = Set(ListName.allCases.filter { changed[$0] == nil })
    var out = try ListsFolder(changed, absent: absent, found, looksForDoubts: false)
    var told = Set<Finding>()
    out.warnings = (warnings + out.warnings).filter { told.insert($0).inserted }.inOrder
    (out.files, out.otherTables) = (files, otherTables)
    var copy = file.name
    while out.files[copy] != nil || out.otherTables.contains(copy) { copy = "overrides-" + copy }
    out.files[copy] = file.data
    out.overrides = OverrideCount(taken: added.rows.count, blank: file.blank)
    return out
  }
}
