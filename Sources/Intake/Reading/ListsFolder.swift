import Foundation
import Model

/// The contents of a lists folder: the lists, warnings and the tables they were read from.
public struct ListsFolder: Sendable {
  /// The lists as read, before they are checked for consistency.
  public var lists: Lists
  /// Findings that do not prevent the lists from being used.
  public var warnings: [Finding]
  /// The bytes of every list in the folder, by the name that the user gave the file; personal columns lie in `private/`.
  public internal(set) var files: [String: Data] = [:]
  /// The names of the tables in the folder that are no lists.
  public internal(set) var otherTables: [String] = []
  /// The rows of a file of overrides that were read with the lists; nil where none was.
  public internal(set) var overrides: OverrideCount?
  let tables: [ListName: Table]
}

/// Whether a path leads to lists: a folder with a file that is named as a list or a workbook, or a workbook.
public func holdsLists(_ path: String) -> Bool {
  if isWorkbook(path) { return true }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  return names.contains { name in
    FoundLists.isTable(name) && TableSchema.named(String(name.dropLast(4))) != nil
      || FoundLists.isWorkbook(name)
  }
}

/// Whether a path leads to a workbook that is lists by itself: a file with such a name, and no folder.
public func isWorkbook(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return isWorkbookName(path)
    && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
}

/// Reads every list of a folder, from files and from the sheets of workbooks, or the lists of one workbook.
/// - Throws: ``Findings`` with every error in any cell, or with the error of the folder itself.
/// - Complexity: O(bytes).
public func readLists(_ folder: String) throws(Findings) -> ListsFolder {
  let (found, workbook) = try findLists(folder)
  var all = found
  all.refuseMissing(in: folder, workbook: workbook)
  var read = try ListsFolder(all.tables, absent: all.absent, all.findings, flawed: all.flawed)
  (read.files, read.otherTables) = (all.files, all.otherTables)
  return read
}

/// Finds the lists of a folder or a workbook, and reads their cells as text. None of them has to be there.
/// - Returns: What was found, and the name of the workbook if one holds all of it.
/// - Throws: ``Findings`` if the folder cannot be read.
/// - Complexity: O(bytes).
func findLists(_ folder: String) throws(Findings) -> (found: FoundLists, workbook: String?) {
  var found = FoundLists()
  if isWorkbook(folder) {
    let name = (folder as NSString).lastPathComponent
    found.read(workbook: folder, name: name)
    return (found, name)
  }
  let names: [String]
  do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
    throw unreadable(folder)
  }
  found.read(folder: folder, names)
  let books = names.filter(FoundLists.isWorkbook)
  return (found, books.count == 1 && !names.contains(where: FoundLists.isTable) ? books[0] : nil)
}

/// The refusal of a folder that cannot be read. A missing folder is reported once, not as one missing file per list.
private func unreadable(_ folder: String) -> Findings {
  let exists = FileManager.default.fileExists(atPath: folder)
  if exists, OtherWorkbook.isOther(folder) { return Findings(OtherWorkbook.refusal(folder)) }
  return Findings(
    Finding(
      exists ? "folder-unreadable" : "folder-missing", file: folder,
      expected: Bilingual("存放清单的文件夹，或 .xlsx 工作簿", "the folder of the lists, or a workbook (.xlsx)"),
      mend: exists
        ? Bilingual("请检查它是不是文件夹、能否读取", "check that it is a folder and can be read")
        : Bilingual("没有这个文件夹：请检查路径", "there is no such folder: check the path")))
}

extension ListsFolder {
  /// - Parameters:
  ///   - absent: Lists without a file.
  ///   - findings: Findings of earlier steps.
  ///   - flawed: Cells that `findings` refuse already: no other finding names them.
  ///   - looksForDoubts: Whether spellings that are doubtful are warnings.
  init(
    _ tables: [ListName: Table], absent: Set<ListName>, _ findings: [Finding], flawed: Set<FindingPlace> = [],
    looksForDoubts: Bool = true
  ) throws(Findings) {
    let reader = ListsReader(tables: tables, findings: findings)
    if let refusal = Findings(reader.findings) {
      let told = Set(findings)
      func isNew(_ finding: Finding) -> Bool { !flawed.contains(finding.place) || told.contains(finding) }
      // `remainingFindings` reports dangling references itself, as it knows which lists have lost rows.
      let first = (refusal.all + reader.lists.inconsistencies(afterReading: refusal)).filter {
        $0.code != "reference-dangling"
      }
      throw Findings((first + remainingFindings(tables, absent: absent, after: first)).filter(isNew)) ?? refusal
    }
    let doubts = looksForDoubts ? spellingDoubts(in: tables) + compoundDoubts(in: tables) : []
    self.init(lists: reader.lists, warnings: (reader.findings + doubts).inOrder, tables: tables)
  }
}

extension Lists {
  /// Inconsistencies between lists of which some were not read completely.
  ///
  /// Shares that do not add up and missing costs are left out if a row was lost, as that row may have held them.
  func inconsistencies(afterReading findings: Findings) -> [Finding] {
    let codesWithReadableRow: Set = [
      "money-malformed", "money-negative", "money-overflow", "quantity-negative", "date-malformed", "choice-unknown",
      "minimum-exceeds-amount",
    ]
    let hasAllRows = findings.errors.allSatisfy { codesWithReadableRow.contains($0.code) }
    return inconsistencies().filter { hasAllRows || !["shares-not-whole", "cost-missing"].contains($0.code) }
  }
}
