import Foundation
import Model
import WorkbookReading

/// Reads the lists of a folder or a workbook one after another, and collects the findings about their files.
struct FoundLists {
  private(set) var findings: [Finding] = []
  private(set) var tables: [ListName: Table] = [:]
  /// The lists that have a file or a sheet, whether or not it can be read.
  private(set) var seen: Set<ListName> = []
  /// The bytes of each file that was read, by its name in the folder.
  private(set) var files: [String: Data] = [:]
  /// The names of the tables in the folder that are no lists.
  private(set) var otherTables: [String] = []
  /// The cells of sheets that the findings refuse.
  private(set) var flawed: Set<FindingPlace> = []
  /// Whether a workbook was refused, so that what it holds is not known.
  private var isIncomplete = false
  private var personal: [ListName: PersonalColumns] = [:]

  /// Whether a file is hidden or is a lock file of an office program, and so is not a list.
  static func isHidden(_ name: String) -> Bool { name.hasPrefix(".") || name.hasPrefix("~$") }

  static func isTable(_ name: String) -> Bool { name.lowercased().hasSuffix(".csv") && !isHidden(name) }

  static func isWorkbook(_ name: String) -> Bool { isWorkbookName(name) && !isHidden(name) }

  /// Reads the files of a folder and the sheets of its workbooks.
  mutating func read(folder: String, _ names: [String]) {
    personal = readPersonalColumns(folder, &files, &findings)
    findings += names.compactMap { Self.unreadFile($0, in: folder) }
    for name in names {
      if Self.isTable(name) {
        read(file: folder + "/" + name, name: name)
      } else if Self.isWorkbook(name) {
        read(workbook: folder + "/" + name, name: name)
      }
    }
  }

  private mutating func read(file: String, name: String) {
    let stem = String(name.dropLast(4))
    guard let schema = TableSchema.named(stem) else {
      otherTables.append(name)
      if isScenarios(stem) { return }
      let guess = nearest(stem, TableSchema.all.flatMap { [$0.key, $0.zh] })
      findings.append(
        Finding(
          "file-unknown", severity: .warning, file: name, value: stem,
          expected: Bilingual("清单的文件名", "the name of a list"),
          mend: guess.map { Bilingual("是否应为“\($0).csv”？此文件未被读取", "did you mean \($0).csv? The file is not read") }
            ?? Bilingual("此文件未被读取", "the file is not read")))
      return
    }
    guard seen.insert(schema.list).inserted else { return findings.append(repeatedFile(name)) }
    guard let data = contents(of: file, name: name) else { return }
    files[name] = data
    add(.file(data), name, schema)
  }

  private mutating func contents(of file: String, name: String) -> Data? {
    if let data = fileContents(file) { return data }
    findings.append(
      Finding(
        "file-unreadable", file: name, expected: Bilingual("可以读取的文件", "a file that can be read"),
        mend: Bilingual("请检查权限", "check its permissions")))
    return nil
  }

  @discardableResult
  private mutating func add(_ source: TableSource, _ file: String, _ schema: TableSchema) -> Table? {
    let table = Table(source, file: file, schema: schema, personal: personal[schema.list], findings: &findings)
    tables[schema.list] = table
    findings += table?.personalFindings ?? []
    return table
  }

  /// Reads the sheets of a workbook that are named as lists.
  /// - Parameter name: The name of the workbook as findings show it.
  mutating func read(workbook path: String, name: String) {
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    if size > WorkbookLimits.file { return refuse(.tooLarge(.file), name) }
    guard let data = contents(of: path, name: name) else { return }
    files[name] = data
    let content: WorkbookContent
    do throws(WorkbookFlaw) {
      content = try WorkbookContent([UInt8](data)) { TableSchema.named($0.trimmedCell) != nil }
    } catch {
      return refuse(error, name)
    }
    if content.hasLinks { findings.append(.valuesLinked(name)) }
    for sheet in content.sheets { read(sheet, FindingPlace.sheet(sheet.name, of: name)) }
  }

  private mutating func refuse(_ flaw: WorkbookFlaw, _ name: String) {
    isIncomplete = true
    findings.append(flaw.refusal(name))
  }

  private mutating func read(_ sheet: Sheet, _ file: String) {
    guard let schema = TableSchema.named(sheet.name.trimmedCell) else {
      if !sheet.isBlank, !isGuideSheet(sheet.name) { findings.append(.unknownSheet(sheet, file)) }
      return
    }
    guard seen.insert(schema.list).inserted else { return findings.append(repeatedFile(file)) }
    if sheet.isHidden { return findings.append(.hiddenSheet(sheet, file)) }
    guard let table = add(.sheet(sheet), file, schema) else { return }
    let flaws = SheetFlaws(sheet, table)
    findings += flaws.findings
    flawed.formUnion(flaws.cells)
  }

  /// The lists that are certainly not there.
  var absent: Set<ListName> { isIncomplete ? [] : Set(ListName.allCases).subtracting(seen) }

  /// Refuses lists that are needed and were not found.
  /// - Parameter workbook: The workbook that the lists lie in; nil for files.
  mutating func refuseMissing(in folder: String, workbook: String?) {
    if isIncomplete { return }
    let hasCosts = tables[.projects]?.header.positions[CellKey.projects(.totalCost).field] != nil
    for schema in TableSchema.all where schema.required && !seen.contains(schema.list) {
      if schema.list == .costs, hasCosts { continue }
      guard let workbook else {
        findings.append(
          Finding(
            "file-missing", file: schema.key + ".csv",
            expected: Bilingual(
              "“\(schema.zh).csv”：\(schema.meaning.zh)", "\(schema.key).csv: \(schema.meaning.en)"),
            mend: Bilingual(
              "请在 \(folder) 中放入“\(schema.zh).csv”，第一行写列名：\(schema.header(.zh))",
              "put \(schema.key).csv into \(folder), with the columns \(schema.header(.en)) in its first row")))
        continue
      }
      findings.append(
        Finding(
          "file-missing", file: FindingPlace.sheet(schema.zh, of: workbook),
          expected: Bilingual(
            "工作表“\(schema.zh)”：\(schema.meaning.zh)", "a sheet \(schema.key): \(schema.meaning.en)"),
          mend: Bilingual(
            "请在工作簿中加一张工作表“\(schema.zh)”，第一行写列名：\(schema.header(.zh))",
            "add a sheet \(schema.key) to the workbook, with the columns \(schema.header(.en)) in its first row")))
    }
  }
}

/// Whether a file or a sheet of this name holds scenarios, which are read apart from the lists.
func isScenarios(_ stem: String) -> Bool {
  [TableSchema.scenarios.key, TableSchema.scenarios.zh].contains(stem.lowercased())
}

extension FoundLists {
  /// Returns a warning for a file that is not a table and is therefore not read; for a workbook in another form than
  /// .xlsx, a refusal.
  private static func unreadFile(_ name: String, in folder: String) -> Finding? {
    var isFolder: ObjCBool = false
    guard !isTable(name), !isWorkbook(name), !isHidden(name),
      FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder), !isFolder.boolValue
    else { return nil }
    if OtherWorkbook.isOther(name) { return OtherWorkbook.refusal(name) }
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    if isScenarios(stem), name.lowercased().hasSuffix(".json") { return nil }
    let isNamedAsList = TableSchema.named(stem) != nil
    return Finding(
      "file-unknown", severity: .warning, file: name,
      expected: Bilingual("CSV 文件", "a CSV file"),
      mend: isNamedAsList
        ? Bilingual("请另存为“\(stem).csv”；此文件未被读取", "save it as \(stem).csv; the file is not read")
        : Bilingual("此文件未被读取；不是清单的，可移到别处", "the file is not read; move it elsewhere if it is no list"))
  }
}

/// The finding for a second file, or sheet, of the same list.
func repeatedFile(_ name: String) -> Finding {
  Finding(
    "file-repeated", file: name, expected: Bilingual("每张清单一个文件或一张工作表", "one file or sheet for each list"),
    mend: Bilingual("请合并为一个", "merge the two into one"))
}
