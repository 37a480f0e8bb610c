import Allotment
import ArgumentParser
import Model
import Reports
import Workbooks

// The workbook that `--workbook` asks for, beside the plan's folder.
extension Solve {
  /// - Throws: `ValidationError` where the workbook would lie among lists, which a later run would read it as.
  func checkWorkbook() throws {
    guard let workbook else { return }
    try checkWorkbookName("--workbook", workbook)
    let folder = PathParts(workbook).folder
    guard !isOnePlace(folder, lists), !isOnePlace(folder, out + "/lists") else {
      throw usageError(
        "--workbook 不能写在清单的文件夹里，否则会被当作清单来读",
        "--workbook lies outside the folders of lists: it would be read as lists", value: workbook)
    }
  }

  /// Refuses to replace a workbook other than that of the plan that the folder holds.
  /// - Returns: Whether there is one to replace.
  func refuseChangedWorkbook(of folder: OutputFolder) throws -> Bool {
    guard let workbook else { return false }
    var earlier: PlanWithLists?
    return try allot.refuseChangedWorkbook(workbook) { written in
      guard folder.earlierPlan != nil else { return nil }
      let read = try earlier ?? PlanWithLists(folder.path, lists: nil, language.lang)
      earlier = read
      return read.workbook(written)
    }
  }

  func writeWorkbook(_ plan: Plan, _ instance: Instance, isReplacement: Bool) throws {
    guard let workbook else { return }
    try write(
      planWorkbook(plan, instance, language.lang, leftOut: LeftOut(of: plan, instance, language.lang)), at: workbook,
      isReplacement: isReplacement, language.lang)
  }
}
