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
  try? disk.syncFolder(names.folder.isEmpty ? "." : names.folder)
}
