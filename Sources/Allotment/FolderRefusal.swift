import Foundation
import Model

extension OutputFolder {
  /// Checks that writing destroys no foreign or edited files and mixes with none.
  /// - Parameter files: The files to be written; nil if not known yet.
  /// - Throws: ``OutputRefused`` if the folder holds files that would be lost or mixed with the new ones.
  func refuse(_ survey: FolderSurvey, writing files: [String: OutputFile]?) throws {
    if survey.isEmpty { return }
    var findings: [Finding] = []
    if let writer = survey.command, writer != command {
      findings = [
        foreign(
          "", writer.rawValue,
          Bilingual(
            "请另选 --out：此文件夹是 allot \(writer.rawValue) 写的", "name another --out: allot \(writer.rawValue) wrote this one"
          ))
      ]
    } else {
      findings =
        survey.edited.map(edited)
        + survey.foreign.filter { !mayStay($0, survey, files) }.map {
          foreign($0, "", Bilingual("请另选 --out，或把它移到别处", "name another --out, or move it elsewhere"))
        }
    }
    if let refusal = Findings(findings) { throw OutputRefused(findings: refusal) }
  }

  /// Checks that the folder is not inside one that another output replaces as a whole, such as a plan's copy of the
  /// lists.
  /// - Throws: ``OutputRefused`` if it is.
  func refusePlaceInAnotherFolder() throws {
    var above = path
    while let slash = above.lastIndex(of: "/"), slash > above.startIndex {
      above = String(above[..<slash])
      guard let other = FolderManifest.read(of: above) else { continue }
      let inside = String(path.dropFirst(above.count + 1))
      let made = Set(other.files.keys.flatMap(foldersAbove))
      guard foldersAbove(inside + "/.").contains(where: made.contains) else { continue }
      throw OutputRefused(
        findings: Findings(
          foreign(
            "", other.command.rawValue,
            Bilingual(
              "请另选 --out：它在 allot \(other.command.rawValue) 写出的文件夹里",
              "name another --out: this one lies in a folder that allot \(other.command.rawValue) wrote"))))
    }
  }

  /// Whether a foreign file may stay: beside a plan, but not at the path of a file of the plan, and no CSV file or
  /// workbook among its lists.
  private func mayStay(_ path: String, _ survey: FolderSurvey, _ files: [String: OutputFile]?) -> Bool {
    guard command == .solve, survey.command == .solve else { return false }
    let ours = Set(files?.keys.flatMap { foldersAbove($0) + [$0] } ?? [])
    let reserved: Set = [
      "plan.json", "matching.csv", "lists", Timings.name, LastRun.name, FolderManifest.name, unfinishedMark,
    ]
    if ours.contains(path) || reserved.contains(path) { return false }
    return !path.hasPrefix("lists/") || !(path.lowercased().hasSuffix(".csv") || isWorkbookName(path))
  }

  private func foreign(_ path: String, _ value: String, _ mend: Bilingual) -> Finding {
    Finding(
      "output-foreign", file: path.isEmpty ? name : name + "/" + path, value: value,
      expected: Bilingual(
        "空文件夹，或只有 allot \(command.rawValue) 所写文件的文件夹",
        "an empty folder, or one that holds what allot \(command.rawValue) wrote"),
      mend: mend)
  }

  private func edited(_ path: String) -> Finding {
    Finding(
      "output-edited", file: name + "/" + path,
      expected: Bilingual("allot \(command.rawValue) 写出后没有改动过的文件", "the file as allot \(command.rawValue) wrote it"),
      mend: Bilingual(
        "改动要保留的，请移到别处；不要的，请删去；或另选 --out",
        "move it elsewhere to keep the changes, delete it to lose them; or name another --out"))
  }
}
