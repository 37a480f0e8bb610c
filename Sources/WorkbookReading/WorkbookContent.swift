/// What a workbook holds.
public struct WorkbookContent: Sendable {
  /// Its sheets with cells, in the order of their tabs.
  public private(set) var sheets: [Sheet] = []
  /// Whether it takes values from other files.
  public private(set) var hasLinks = false

  /// Reads a workbook saved as .xlsx or .xlsm.
  ///
  /// Of formulas, the values that were saved with them are taken; nothing is computed, run or fetched.
  /// - Parameters:
  ///   - bytes: The file.
  ///   - isWanted: Whether the cells of the sheet with this name are needed. Of others only whether they are blank is
  ///     found out.
  /// - Throws: ``WorkbookFlaw`` if it is none, is damaged or exceeds a limit. Memory is bounded by ``WorkbookLimits``.
  /// - Complexity: O(bytes of the inflated parts).
  public init(_ bytes: [UInt8], isWanted: (String) -> Bool) throws(WorkbookFlaw) {
    if bytes.count > WorkbookLimits.file { throw .tooLarge(.file) }
    let read = bytes.withUnsafeBytes { raw in
      Result { () throws(WorkbookFlaw) in try WorkbookContent(raw, isWanted) }
    }
    self = try read.get()
  }

  private init(_ bytes: UnsafeRawBufferPointer, _ isWanted: (String) -> Bool) throws(WorkbookFlaw) {
    var file = try PartFile(bytes)
    let root = Relations(of: "")
    if file.has("_rels/.rels") { try file.read("_rels/.rels", root) }
    let main = root.first("officeDocument")?.target ?? "xl/workbook.xml"
    guard main.lowercased().hasSuffix(".xml"), file.has(main) else { throw .noWorkbook }
    let index = WorkbookIndex()
    try file.read(main, index)
    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let relations = Relations(of: folder)
    let name = main.split(separator: "/").last ?? ""
    let path = (folder.isEmpty ? "" : folder + "/") + "_rels/" + name + ".rels"
    if file.has(path) { try file.read(path, relations) }
    if index.sheets.isEmpty { throw .noWorkbook }
    hasLinks = relations.first("externalLink") != nil
    let (styles, strings) = (Styles(), SharedStrings())
    if let part = relations.first("styles"), !part.isOutside, file.has(part.target) {
      try file.read(part.target, styles)
    }
    if let part = relations.first("sharedStrings"), !part.isOutside, file.has(part.target) {
      try file.read(part.target, strings)
    }
    var (text, cells) = (0, 0)
    for entry in index.sheets {
      guard let relation = relations.byID[entry.relation] else { throw .damaged(part: entry.name) }
      if relation.isOutside { throw .outside(entry.name) }
      // A sheet of a chart or a dialogue has no cells.
      if relation.kind != "worksheet" { continue }
      let context = CellContext(
        strings: strings, styles: styles.styles, days: index.days, isUncomputed: index.isUncomputed,
        mostCells: WorkbookLimits.cells - cells)
      let reader = SheetReader(
        entry.name, isHidden: entry.isHidden, onlyLooks: !isWanted(entry.name), textCount: text, context)
      try file.read(relation.target, reader)
      (text, cells) = (reader.textCount, cells + reader.sheet.cells.count)
      sheets.append(reader.sheet)
    }
  }
}
