import Foundation
import Model

/// Thrown if writing an output would destroy something that the command did not write. Nothing was changed.
public struct OutputRefused: Error, Sendable {
  /// The reasons, with the files or folders that prevent writing.
  public let findings: Findings
  /// Whether the output is a single file rather than a folder.
  public let isFile: Bool

  /// Creates the error.
  public init(findings: Findings, isFile: Bool = false) { (self.findings, self.isFile) = (findings, isFile) }
}

/// A folder that a command writes as a whole.
///
/// The new folder is completed beside the output path and then exchanged for the existing one (docs/folders.md). The
/// folder is locked against other runs from ``init(_:for:)`` until deallocation.
public final class OutputFolder {
  /// The path as the user gave it.
  public let name: String
  /// The absolute path without links.
  public let path: String
  /// The command that writes the folder.
  public let command: WritingCommand
  /// The plan that the folder held when it was opened, if any.
  public let earlierPlan: EarlierPlan?
  let disk: Disk
  /// The SHA-256 of files that the run has read and whose content goes on in what it writes.
  let readFiles: Set<String>
  private var lock: FolderLock?
  /// Parent folders that were created and are empty until the folder is written.
  private var made: [String]

  /// Side effects of ``write(_:timings:keeping:)``.
  public struct Outcome: Sendable {
    /// Whether different files of an earlier run of the same command were replaced.
    public let isReplacement: Bool
    /// Paths of replaced or abandoned folders that could not be removed completely.
    public let leftovers: [String]
  }

  /// Locks the folder, removes what a killed run left beside it, and checks its contents.
  /// - Parameter reading: The SHA-256 of files that the run has read and whose content goes on in what it writes: edited
  ///   files of the folder with this content may be replaced.
  /// - Throws: ``WriteFault`` if it cannot be written or another run is using it; ``OutputRefused`` if it holds files
  ///   that the command may not replace.
  public convenience init(_ path: String, for command: WritingCommand, reading: Set<String> = []) throws {
    try self.init(path, for: command, Disk(), reading: reading)
  }

  init(_ given: String, for command: WritingCommand, _ disk: Disk, reading: Set<String> = []) throws {
    readFiles = reading
    let place = try OutputPlace(given, disk)
    do {
      lock = try FolderLock(place.path, disk)
    } catch {
      for path in place.made.reversed() { try? disk.removeFolder(path) }
      throw WriteFault(path: given, reason: error.reason, isInUse: error.isInUse)
    }
    (name, path, self.command, self.disk, made) = (given, place.path, command, disk, place.made)
    removeLeftovers(beside: place.path, disk)
    if status(path + "/" + unfinishedMark) != nil { try disk.remove(path + "/" + unfinishedMark) }
    earlierPlan = command == .solve ? EarlierPlan(in: place.path) : nil
    try refuse(FolderSurvey(of: path, reading: readFiles), writing: nil)
    try refusePlaceInAnotherFolder()
  }

  deinit {
    lock = nil
    // Folders that are no longer empty stay.
    if status(path) == nil { for path in made.reversed() { try? disk.removeFolder(path) } }
  }

  /// Replaces the files of an earlier run of the same command by new ones. Files that others put beside a plan stay.
  /// - Parameters:
  ///   - timings: How long the run took, for `timings.json`; nil for no such file. The manifest has no hash of it, so that
  ///     runs on the same lists write the same manifest.
  ///   - keeping: Names of files of earlier runs that remain valid with the new files.
  /// - Throws: ``WriteFault`` or ``OutputRefused``; the folder is then unchanged.
  /// - Complexity: O(bytes of the old and new files).
  @discardableResult
  public func write(
    _ files: [String: OutputFile], timings: Timings? = nil, keeping: Set<String> = []
  ) throws -> Outcome {
    // Surveyed again, as hours may have passed since the folder was opened.
    let survey = FolderSurvey(of: path, reading: readFiles)
    try refuse(survey, writing: files)
    let carried = survey.foreign + survey.own.filter(keeping.contains)
    let manifest = FolderManifest(command, files, keeping: pathsBelow(path, survey.foreign))
    var files = files
    if let timings { files[Timings.name] = OutputFile(try timings.json()) }
    let fresh = TemporaryName(path).make()
    do {
      try complete(fresh, files, manifest, carrying: carried)
      try install(fresh)
    } catch let fault as WriteFault {
      disk.removeUnfinished(fresh)
      throw WriteFault(path: fault.path.replacing(fresh, with: name), reason: fault.reason)
    } catch {
      disk.removeUnfinished(fresh)
      throw error
    }
    made = []
    return Outcome(
      isReplacement: survey.manifest.map { $0.files != manifest.files } ?? false,
      leftovers: removeLeftovers(beside: path, disk, reading: readFiles))
  }

  /// Writes a note beside the earlier plan that this run made no plan. Does nothing if there is no earlier plan.
  /// - Throws: ``WriteFault`` if the note cannot be written.
  public func markFailure(_ status: String, lists: [String: String]) throws {
    guard let earlierPlan else { return }
    let mark = LastRun(status: status, date: Date(), lists: lists, plan: earlierPlan.seal)
    try writeFile(OutputFile(mark.json()), at: path + "/" + LastRun.name, disk)
  }

  /// Creates the complete new folder and syncs it to the disk.
  private func complete(
    _ fresh: String, _ files: [String: OutputFile], _ manifest: FolderManifest, carrying others: [String]
  ) throws {
    // A private folder is private from the start. If a folder is replaced, `copyOwner` sets its mode in the end.
    let isPrivate = files.values.allSatisfy(\.isPrivate)
    try disk.makeFolder(fresh, mode: status(path) == nil && !isPrivate ? 0o777 : 0o700)
    try disk.create(fresh + "/" + unfinishedMark, Data())
    var files = files
    files[FolderManifest.name] = OutputFile(try manifest.json(), isPrivate: isPrivate)
    let open = Set(files.filter { !$0.value.isPrivate }.keys.flatMap(foldersAbove))
    let folders = Set((others + files.keys).flatMap(foldersAbove)).sorted()
    for folder in folders { try disk.makeFolder(fresh + "/" + folder, mode: open.contains(folder) ? 0o777 : 0o700) }
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      try disk.create(fresh + "/" + name, file.data, mode: file.isPrivate ? 0o600 : 0o666)
    }
    for other in others {
      do throws(WriteFault) { try carry(path + "/" + other, to: fresh + "/" + other) } catch {
        throw WriteFault(
          path: name + "/" + other,
          reason: Bilingual(
            "它不是方案的文件，又无法带到新文件夹（\(error.reason.zh)）；请把它移到别处",
            "it is no file of the plan and cannot be brought into the new folder (\(error.reason.en)); move it elsewhere"
          ))
      }
    }
    for folder in folders.reversed() { try disk.syncFolder(fresh + "/" + folder) }
    if let before = status(path) { try disk.copyOwner(of: before, to: fresh) }
    try disk.syncFolder(fresh)
  }

  /// Hard-links a foreign file into the fresh folder. Folders are created anew, as they cannot be hard-linked.
  private func carry(_ from: String, to: String) throws(WriteFault) {
    guard let here = status(from) else { return }
    guard here.isFolder else { return try disk.link(from, to) }
    try disk.makeFolder(to, mode: 0o700)
    guard let inside = names(in: from) else { throw WriteFault(path: from, code: EACCES) }
    for name in inside { try carry(from + "/" + name, to: to + "/" + name) }
    try disk.copyOwner(of: here, to: to)
    try disk.copyTimes(of: here, to: to)
    try disk.syncFolder(to)
  }

  /// Puts the fresh folder in its place, in one step if the file system can exchange two folders.
  private func install(_ fresh: String) throws(WriteFault) {
    if status(path) == nil {
      try disk.move(fresh, to: path)
    } else if try !disk.exchange(fresh, path) {
      // Two steps. A kill between them leaves the old folder under a temporary name; `removeLeftovers` moves it back.
      let old = TemporaryName.old(fresh)
      try disk.move(path, to: old)
      do throws(WriteFault) { try disk.move(fresh, to: path) } catch {
        try? disk.move(old, to: path)
        throw error
      }
    }
    // The folder is in its place, and only a loss of power could still undo that, so errors are ignored.
    try? disk.remove(path + "/" + unfinishedMark)
    try? disk.syncFolder(PathParts(path).folder)
  }
}
