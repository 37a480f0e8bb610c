import Foundation
import Model

/// Writes one file atomically: under a temporary name, then renamed over the existing file. A link is not followed.
/// - Throws: ``WriteFault`` if it cannot be written; an existing file is then unchanged.
/// - Complexity: O(bytes).
public func writeFile(_ file: OutputFile, at path: String) throws(WriteFault) { try writeFile(file, at: path, Disk()) }

func writeFile(_ file: OutputFile, at path: String, _ disk: Disk) throws(WriteFault) {
  if let there = status(path), !there.isFile {
    throw WriteFault(
      path: path,
      reason: Bilingual("它不是普通文件；请另写一个文件名", "it is not a regular file; name another"))
  }
  var made: [String] = []
  let names = TemporaryName(path)
  for left in names.found() where kill(left.process, 0) != 0 && errno == ESRCH { try? disk.remove(left.path) }
  let temporary = names.make()
  do throws(WriteFault) {
    for folder in foldersAbove(path).map({ path.hasPrefix("/") ? "/" + $0 : $0 })
    where !FileManager.default.fileExists(atPath: folder) {
      try disk.makeFolder(folder)
      made.append(folder)
    }
    try disk.create(temporary, file.data, mode: file.isPrivate ? 0o600 : 0o666)
    try disk.replace(path, by: temporary)
  } catch {
    try? disk.remove(temporary)
    for folder in made.reversed() { try? disk.removeFolder(folder) }
    throw WriteFault(path: path, reason: error.reason)
  }
  // The file is in its place, and only a loss of power could still undo the rename, so errors are ignored.
  try? disk.syncFolder(names.folder)
}

/// Refuses to write over a regular file that the command did not write. ``writeFile(_:at:)`` refuses
/// everything else.
/// - Parameter isOwn: Whether the command wrote a file of these bytes.
/// - Returns: Whether there is a file of the command's own.
/// - Throws: ``OutputRefused``.
public func refuseForeignFile(_ path: String, by command: String, isOwn: (Data) -> Bool) throws(OutputRefused) -> Bool {
  let expected = Bilingual("没有的文件，或 allot \(command) 写出的文件", "no file, or one that allot \(command) wrote")
  return try refuseForeignFile(path, expected: expected, isOwn: isOwn)
}

/// Refuses to write over a regular file that may not be replaced.
/// - Parameters:
///   - expected: What may stand at the path.
///   - isOwn: Whether a file of these bytes may be replaced.
/// - Returns: Whether there is a file to replace.
/// - Throws: ``OutputRefused``.
public func refuseForeignFile(
  _ path: String, expected: Bilingual, isOwn: (Data) -> Bool
) throws(OutputRefused) -> Bool {
  guard status(path)?.isFile == true else { return false }
  if let data = fileData(path), isOwn(data) { return true }
  throw OutputRefused(
    findings: Findings(
      Finding(
        "output-foreign", file: path, expected: expected,
        mend: Bilingual("请另写一个文件名，或先把它移到别处", "name another file, or move this one elsewhere first"))),
    isFile: true)
}
