import Foundation
import Model

/// An output may not be written, as something that the command did not write would be lost. Nothing was changed.
public struct OutputRefused: Error, Sendable {
  public let findings: Findings
  /// Whether it is a single file, not a folder.
  public let isFile: Bool

  public init(findings: Findings, isFile: Bool = false) { (self.findings, self.isFile) = (findings, isFile) }
}

/// A folder that one command writes as a whole: first made complete beside its place, then exchanged for what is there
/// (docs/folders.md). From ``init(_:for:)`` on no other run writes into it.
public final class OutputFolder {
  /// As the user named it.
  public let name: String
  /// Where it is.
  public let path: String
  public let command: WritingCommand
  /// What it held when it was opened, if that was a plan.
  public let earlierPlan: EarlierPlan?
  let disk: Disk
  private var lock: FolderLock?
  /// Folders above it that are empty until it is written.
  private var made: [String]

  /// What ``write(_:keeping:)`` did besides.
  public struct Outcome: Sendable {
    /// Whether other files that an earlier run of the same command wrote were there before.
    public let isReplacement: Bool
    /// What could not be removed of the folder that was replaced, or of one that a killed run left.
    public let left: [String]
  }

  /// Locks the folder, clears away what a killed run left beside it, and looks at what it holds.
  /// - Throws: ``WriteFault`` where it cannot be written or another run is using it; ``OutputRefused``.
  public convenience init(_ path: String, for command: WritingCommand) throws {
    try self.init(path, for: command, Disk())
  }

  init(_ given: String, for command: WritingCommand, _ disk: Disk) throws {
    let place = try OutputPlace(given, disk)
    do {
      lock = try FolderLock(place.path, disk)
    } catch {
      for path in place.made.reversed() { try? disk.removeFolder(path) }
      throw WriteFault(path: given, reason: error.reason)
    }
    (name, path, self.command, self.disk, made) = (given, place.path, command, disk, place.made)
    clearAway(beside: place.path, disk)
    if status(path + "/" + unfinishedMark) != nil { try disk.remove(path + "/" + unfinishedMark) }
    earlierPlan = command == .solve ? EarlierPlan(in: place.path) : nil
    try refuse(FolderSurvey(of: path), writing: nil)
    try refusePlaceInAnotherFolder()
  }

  deinit {
    lock = nil
    // Those that hold something by now stay.
    if status(path) == nil { for path in made.reversed() { try? disk.removeFolder(path) } }
  }

  /// Puts the files in the place of what an earlier run of the same command wrote. Files that somebody else put beside a plan stay.
  /// - Parameter keeping: Names of files that allot wrote before and that are of use with the new ones.
  /// - Throws: ``WriteFault`` or ``OutputRefused``; the folder is as it was before.
  @discardableResult
  public func write(_ files: [String: OutputFile], keeping: Set<String> = []) throws -> Outcome {
    // Since it was opened hours may have passed.
    let survey = FolderSurvey(of: path)
    try refuse(survey, writing: files)
    let carried = survey.foreign + survey.own.filter(keeping.contains)
    let manifest = FolderManifest(command, files, keeping: pathsBelow(path, survey.foreign))
    let fresh = TemporaryName(path).make()
    do {
      try complete(fresh, files, manifest, carrying: carried)
      try put(fresh)
    } catch let fault as WriteFault {
      disk.removeUnfinished(fresh)
      throw WriteFault(path: fault.path.replacing(fresh, with: name), reason: fault.reason)
    } catch {
      disk.removeUnfinished(fresh)
      throw error
    }
    made = []
    return Outcome(
      isReplacement: survey.manifest.map { $0.files != manifest.files } ?? false, left: clearAway(beside: path, disk))
  }

  /// Says beside the earlier plan that this run made none.
  public func markFailure(_ status: String, lists: [String: String]) throws {
    guard let earlierPlan else { return }
    let mark = LastRun(status: status, date: Date(), lists: lists, plan: earlierPlan.seal)
    try writeFile(OutputFile(mark.json()), at: path + "/" + LastRun.name, disk)
  }

  /// Everything that the folder is to hold, on the disk.
  private func complete(
    _ fresh: String, _ files: [String: OutputFile], _ manifest: FolderManifest, carrying others: [String]
  ) throws {
    // A folder that is its owner's alone is so from the start; `copyOwner` opens one that stood there before in the end.
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

  /// Gives what somebody else put into the folder a second name in the fresh one; folders are made again, as they have one name.
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

  /// One step, wherever the file system can exchange two folders.
  private func put(_ fresh: String) throws(WriteFault) {
    if status(path) == nil {
      try disk.move(fresh, to: path)
    } else if try !disk.exchange(fresh, path) {
      // Two steps. A kill between them leaves the folder under its old name; `clearAway` brings it back.
      let old = TemporaryName.old(fresh)
      try disk.move(path, to: old)
      do throws(WriteFault) { try disk.move(fresh, to: path) } catch {
        try? disk.move(old, to: path)
        throw error
      }
    }
    // The folder is in its place; only a loss of power could still undo that.
    try? disk.remove(path + "/" + unfinishedMark)
    try? disk.syncFolder(TemporaryName(path).folder)
  }
}
