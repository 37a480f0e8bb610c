import Allotment
import ArgumentParser
import Foundation
import Model
import Reports
import Workbooks

/// - Throws: `ValidationError` where the name of a workbook does not end in `.xlsx`, by which programs know it.
func checkWorkbookName(_ option: String, _ path: String) throws {
  guard path.lowercased().hasSuffix(".xlsx"), !PathParts(path).name.hasPrefix(".") else {
    throw usageError("\(option) 应是一个 .xlsx 文件", "\(option) is the name of an .xlsx file", value: path)
  }
}

/// Refuses to write over a file unless it is one of these workbooks, byte for byte: what somebody typed into a workbook is
/// never lost.
/// - Parameter own: The workbook that may be replaced, in each language; made only if there is a file.
/// - Returns: Whether there is a file to replace.
/// - Throws: ``OutputRefused``.
func refuseChangedWorkbook(_ path: String, own: (Language) throws -> Workbook?) throws -> Bool {
  let expected = Bilingual("没有的文件，或 allot 写出后没有改动过的工作簿", "no file, or a workbook that is as allot wrote it")
  return try refuseForeignFile(path, expected: expected) { data in
    Language.allCases.contains { language in (try? own(language)?.file(language).data) == data }
  }
}

/// Writes a workbook whole or not at all, and says what did not fit into a cell.
/// - Throws: ``WriteFault``.
func write(_ workbook: Workbook, at path: String, isReplacement: Bool, _ language: Language) throws {
  runReport.show(.writing)
  let file: WorkbookFile
  do { file = try workbook.file(language) } catch { throw WriteFault(path: path, reason: error.reason) }
  try writeFile(OutputFile(file.data), at: path)
  runReport.record(.outputWritten, LogEntry.OutputWritten(path: path))
  if isReplacement {
    writeNote(
      language == .zh
        ? "已替换 allot 以前写出的 \(path.printable)。"
        : "\(path.printable): the workbook that allot wrote there before was replaced.")
  }
  if let first = file.cutCells.first {
    writeNote(
      language == .zh
        ? "提醒：\(path.printable) 有 \(file.cutCells.count) 个单元格写不下全文（第一个是 \(first.printable)），格内已注明。"
        : "warning: \(path.printable): \(file.cutCells.count) cells do not hold their whole text (the first is \(first.printable)); they say so."
    )
  }
}

extension PlanWithLists {
  /// The plan as a workbook.
  func workbook(_ language: Language) -> Workbook {
    planWorkbook(plan, instance, language, leftOut: LeftOut(of: plan, instance, language))
  }
}
