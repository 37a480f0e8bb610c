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
  let tables: [ListName: Table]
}

/// Whether a file is hidden or is a lock file of an office program, and so is not a list.
private func isHidden(_ name: String) -> Bool { name.hasPrefix(".") || name.hasPrefix("~$") }

private func isTable(_ name: String) -> Bool { name.lowercased().hasSuffix(".csv") && !isHidden(name) }

/// Whether a file holds scenarios, which are read apart from the lists.
private func isScenarios(_ name: String) -> Bool {
  let schema = TableSchema.scenarios
  return [schema.key, schema.zh].contains { [$0 + ".csv", $0 + ".json"].contains(name.lowercased()) }
}

/// Returns a warning for a file that is not a table and is therefore not read; for a workbook, a refusal.
private func unreadFile(_ name: String, in folder: String) -> Finding? {
  var isFolder: ObjCBool = false
  guard !isTable(name), !isHidden(name),
    FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder), !isFolder.boolValue
  else { return nil }
  if Workbook.isNamed(name) { return Workbook.refusal(name, isAlone: false) }
  if isScenarios(name) { return nil }
  let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  let isNamedAsList = TableSchema.named(stem) != nil
  return Finding(
    "file-unknown", severity: .warning, file: name,
    expected: Bilingual("CSV 文件", "a CSV file"),
    mend: isNamedAsList
      ? Bilingual("请另存为“\(stem).csv”；此文件未被读取", "save it as \(stem).csv; the file is not read")
      : Bilingual("此文件未被读取；不是清单的，可移到别处", "the file is not read; move it elsewhere if it is no list"))
}

/// Whether a folder holds a file that is named as a list.
public func holdsLists(_ folder: String) -> Bool {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return names.contains { isTable($0) && TableSchema.named(String($0.dropLast(4))) != nil }
}

/// Reads every list of a folder.
/// - Throws: ``Findings`` with every error in any cell, or with the error of the folder itself.
/// - Complexity: O(bytes).
public func readLists(_ folder: String) throws(Findings) -> ListsFolder {
  var findings: [Finding] = []
  var tables: [ListName: Table] = [:]
  var seen: Set<ListName> = []
  let names: [String]
  do { names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } catch {
    // A missing folder is reported once, not as one missing file per list.
    let exists = FileManager.default.fileExists(atPath: folder)
    if exists, Workbook.isNamed(folder) { throw Findings(Workbook.refusal(folder, isAlone: true)) }
    throw Findings(
      Finding(
        exists ? "folder-unreadable" : "folder-missing", file: folder,
        expected: Bilingual("存放清单的文件夹", "the folder of the lists"),
        mend: exists
          ? Bilingual("请检查它是不是文件夹、能否读取", "check that it is a folder and can be read")
          : Bilingual("没有这个文件夹：请检查路径", "there is no such folder: check the path")))
  }
  var files: [String: Data] = [:]
  var otherTables: [String] = []
  let personal = readPersonalColumns(folder, &files, &findings)
  findings += names.compactMap { unreadFile($0, in: folder) }
  for name in names where isTable(name) {
    let stem = String(name.dropLast(4))
    guard let schema = TableSchema.named(stem) else {
      otherTables.append(name)
      if isScenarios(name) { continue }
      let guess = nearest(stem, TableSchema.all.flatMap { [$0.key, $0.zh] })
      findings.append(
        Finding(
          "file-unknown", severity: .warning, file: name, value: stem,
          expected: Bilingual("清单的文件名", "the name of a list"),
          mend: guess.map { Bilingual("是否应为“\($0).csv”？此文件未被读取", "did you mean \($0).csv? The file is not read") }
            ?? Bilingual("此文件未被读取", "the file is not read")))
      continue
    }
    guard seen.insert(schema.list).inserted else {
      findings.append(repeatedFile(name))
      continue
    }
    guard let data = fileContents(folder + "/" + name) else {
      findings.append(
        Finding(
          "file-unreadable", file: name, expected: Bilingual("可以读取的文件", "a file that can be read"),
          mend: Bilingual("请检查权限", "check its permissions")))
      continue
    }
    files[name] = data
    let table = Table(data, file: name, schema: schema, personal: personal[schema.list], findings: &findings)
    tables[schema.list] = table
    findings += table?.personalFindings ?? []
  }
  for schema in TableSchema.all where schema.required && !seen.contains(schema.list) {
    findings.append(
      Finding(
        "file-missing", file: schema.key + ".csv",
        expected: Bilingual("“\(schema.zh).csv”：\(schema.meaning.zh)", "\(schema.key).csv: \(schema.meaning.en)"),
        mend: Bilingual(
          "请在 \(folder) 中放入“\(schema.zh).csv”，第一行写列名：\(schema.header(.zh))",
          "put \(schema.key).csv into \(folder), with the columns \(schema.header(.en)) in its first row")))
  }
  var read = try ListsFolder(tables, absent: Set(ListName.allCases).subtracting(seen), findings)
  (read.files, read.otherTables) = (files, otherTables)
  return read
}

extension ListsFolder {
  /// - Parameters:
  ///   - absent: Lists without a file.
  ///   - findings: Findings of earlier steps.
  ///   - looksForDoubts: Whether spellings that are doubtful are warnings.
  init(
    _ tables: [ListName: Table], absent: Set<ListName>, _ findings: [Finding], looksForDoubts: Bool = true
  ) throws(Findings) {
    let reader = ListsReader(tables: tables, findings: findings)
    if let refusal = Findings(reader.findings) {
      // `remainingFindings` reports dangling references itself, as it knows which lists have lost rows.
      let first = (refusal.all + reader.lists.inconsistencies(afterReading: refusal)).filter {
        $0.code != "reference-dangling"
      }
      throw Findings(first + remainingFindings(tables, absent: absent, after: first)) ?? refusal
    }
    let doubts = looksForDoubts ? spellingDoubts(in: tables) + compoundDoubts(in: tables) : []
    self.init(lists: reader.lists, warnings: (reader.findings + doubts).inOrder, tables: tables)
  }
}

/// The finding for a second file of the same list.
func repeatedFile(_ name: String) -> Finding {
  Finding(
    "file-repeated", file: name, expected: Bilingual("每张清单一个文件", "one file for each list"),
    mend: Bilingual("请合并为一个文件", "merge the two into one"))
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
