import Foundation
import Model
import Testing

@testable import Intake
@testable import Workbooks

/// The workbook of empty lists.
@Suite struct TemplateTests {
  private func text(_ cell: Cell) -> String {
    switch cell.value {
    case .text(let text), .link(_, let text): text
    default: ""
    }
  }

  /// The sheets of the lists, without the guide.
  private func sheets(_ language: Language) -> [Sheet] { Array(listsTemplate(language).sheets.dropFirst()) }

  /// Writes the sheets as the files that a program would save them as: as they are, or with rows below the header instead
  /// of the titles above it.
  private func write(
    _ sheets: [Sheet], _ folder: URL, rows: ((Sheet) -> [[String]])? = nil
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for sheet in sheets {
      let own = sheet.rows.map { $0.map(text) }
      let all = rows.map { own.suffix(1) + $0(sheet) } ?? own
      let csv = all.map { $0.map(csvCell).joined(separator: ",") }.joined(separator: "\n") + "\n"
      try Data(csv.utf8).write(to: folder.appending(path: sheet.name + ".csv"))
    }
  }

  /// The example as a row of data.
  private func example(_ sheet: Sheet) -> [String] {
    var cells = sheet.rows[1].map(text)
    cells[0] = cells[0].replacing(/^(?:例：|Example: )/) { _ in "" }
    return cells
  }

  @Test(arguments: Language.allCases) func everyListAndColumnStandsThere(language: Language) throws {
    let sheets = sheets(language)
    let required = TableSchema.all.filter(\.required).map(\.list)
    let lists = sheets.compactMap { TableSchema.named($0.name) }
    #expect(lists.map(\.list) == required + TableSchema.all.map(\.list).filter { !required.contains($0) })
    for (sheet, list) in zip(sheets, lists) {
      #expect(sheet.rows.count == TemplateSheet.firstRow && sheet.frozen.rows == TemplateSheet.firstRow)
      #expect(sheet.rows[2].map(text) == list.columns.map { $0.name(language) })
      #expect(sheet.columns.count == list.columns.count)
      #expect(sheet.notes.map(\.column) == Array(list.columns.indices) && sheet.notes.allSatisfy { $0.row == 2 })
      for (note, column) in zip(sheet.notes, list.columns) {
        #expect(note.text.contains(column.meaning[language]))
        #expect(note.text.hasPrefix(language == .zh ? "必填" : "required") == column.required)
      }
      for (column, schema) in zip(sheet.columns, list.columns) {
        if case .identifier = schema.kind { #expect(column.style.format == "@", "\(schema.cell)") }
        if case .day = schema.kind { #expect(column.style.format == "yyyy-mm-dd", "\(schema.cell)") }
        if case .money = schema.kind { #expect(column.style.format == nil, "\(schema.cell)") }
      }
    }
  }

  @Test(arguments: Language.allCases) func everyCodeAndEveryIdCanBeChosen(language: Language) throws {
    let workbook = listsTemplate(language)
    for sheet in workbook.sheets.dropFirst() {
      let list = try #require(TableSchema.named(sheet.name))
      for (index, column) in list.columns.enumerated() {
        let found = sheet.choices.first { $0.range.columns == index...index }
        #expect(found.map { $0.range.rows == 3...1_048_575 } ?? true)
        switch (column.kind, found?.choice) {
        case (.choice(let words), .words(let offered, let title, let message)):
          #expect(Set(offered) == Set(words.map { language == .zh ? $0.zh : $0.key }))
          // What a drop-down can hold.
          #expect(
            offered.joined(separator: ",").utf16.count <= 255 && title.utf16.count <= 32 && message.utf16.count <= 255)
        case (.flag, .words(let offered, _, _)): #expect(offered.count == 2)
        case (.identifier(of: let other?), .cells(let formula)), (.identifiers(of: let other), .cells(let formula)):
          let name = try #require(workbook.names.first { "=" + $0.name == formula })
          let target = try #require(TableSchema.all.first { $0.list == other })
          #expect(name.formula.hasPrefix("='\(target.sheetName(language))'!$A$4:INDEX("))
          #expect(target.columns[0].key == "id")
        case (.choice, _), (.flag, _), (.identifier(of: _?), _), (.identifiers, _):
          Issue.record("\(column.cell) has no drop-down")
        default: #expect(found == nil)
        }
      }
    }
  }

  /// An empty template holds no items: what stands above the header is told as titles, and nothing else is.
  @Test(arguments: Language.allCases) func anEmptyTemplateHasNoItems(language: Language) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(sheets(language), folder)
    let read = try readLists(folder.path)
    #expect(Set(read.warnings.map(\.code)) == ["title-rows"])
    #expect(read.warnings.count == TableSchema.all.count)
    // Beside the names of lists without rows, nothing is read: no title states a unit.
    #expect(read.warnings.allSatisfy { !$0.mend.zh.contains("未写单位的数") })
    #expect(read.canonicalTexts().values.allSatisfy { $0.split(separator: "\n").count == 1 })
  }

  /// The examples are as the reader wants them: as rows of data they form a township, with the second items that three
  /// of them name.
  @Test(arguments: Language.allCases) func theExamplesCanBeRead(language: Language) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let seconds = ["funds": "F02", "places": "V02", "volunteers": "S002"]
    try write(sheets(language), folder) { sheet in
      let own = example(sheet)
      guard let second = TableSchema.named(sheet.name).flatMap({ seconds[$0.key] }) else { return [own] }
      return [own, [second] + own.dropFirst()]
    }
    let read = try readLists(folder.path)
    _ = try Instance(read.lists)
    #expect(read.lists.projects.count == 1 && read.lists.funds.count == 2)
  }

  /// A copy of the example among the rows is refused, where the first column holds ids, and never read as an item.
  @Test(arguments: Language.allCases) func aCopyOfAnExampleIsRefused(language: Language) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(sheets(language), folder) { [$0.rows[1].map(text)] }
    let findings = #expect(throws: Findings.self) { try readLists(folder.path) }
    for sheet in sheets(language) {
      let list = try #require(TableSchema.named(sheet.name))
      guard case .identifier = list.columns[0].kind else { continue }
      let value = text(sheet.rows[1][0])
      #expect(
        findings?.errors.contains { $0.value == value && $0.file.hasPrefix(sheet.name) } ?? false, "\(sheet.name)")
    }
  }

  /// A column of free text has an example, which its kind does not give.
  @Test func everyColumnOfTextHasAnExample() {
    let blank = TableSchema.all.flatMap(\.columns).filter { column in
      switch column.kind {
      case .text, .texts: exampleText(of: column).zh.isEmpty || exampleText(of: column).en.isEmpty
      default: false
      }
    }
    // A demand names either an asset or a type.
    #expect(blank.map(\.cell) == [.projectAssets(.type)])
  }

  @Test(arguments: Language.allCases) func theTemplateIsWrittenAndTheSameAgain(language: Language) throws {
    let file = try listsTemplate(language).file(language)
    #expect(try file.data == listsTemplate(language).file(language).data && file.cutCells.isEmpty)
    let book = try UnpackedWorkbook(file.data)
    #expect(try book.sheet(2).contains("<dataValidation type=\"list\""))
    #expect(try #require(book.parts["xl/workbook.xml"]).contains("ids_places"))
    #expect(book.parts.keys.filter { $0.hasPrefix("xl/comments") }.count == TableSchema.all.count)
    for (name, part) in book.parts where name.contains("worksheets/sheet") { #expect(!part.contains("<f>")) }
  }
}
