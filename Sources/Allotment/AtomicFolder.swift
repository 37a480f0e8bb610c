import Foundation

/// Files that appear all together or not at all, as far as a file system allows: written and synchronised beside their
/// place, then renamed one after another.
///
/// - Throws: `WriteFault` with the path and the system's reason; nothing of the new content is left behind.
public func writeAtomically(_ files: [String: Data], into folder: String) throws(WriteFault) {
  let manager = FileManager.default
  var made: [String] = []
  func undo() {
    for path in made.reversed() {
      // Folders go only if they are still empty.
      if rmdir(path) != 0 { unlink(path) }
    }
  }
  func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
  func makeFolder(_ path: String) throws {
    if path.isEmpty || manager.fileExists(atPath: path) { return }
    try makeFolder(parent(path))
    try manager.createDirectory(atPath: path, withIntermediateDirectories: false)
    made.append(path)
  }
  for name in files.keys.sorted() {
    let path = folder + "/" + name
    let temporary = path + ".part"
    do {
      try makeFolder(parent(path))
      made.append(temporary)
      guard manager.createFile(atPath: temporary, contents: nil), let handle = FileHandle(forWritingAtPath: temporary)
      else { throw CocoaError(.fileWriteNoPermission) }
      defer { try? handle.close() }
      try handle.write(contentsOf: files[name]!)
      try handle.synchronize()
    } catch {
      let reason = String(cString: strerror(errno))
      undo()
      throw WriteFault(path: path, reason: reason)
    }
  }
  for name in files.keys.sorted() {
    let path = folder + "/" + name
    guard rename(path + ".part", path) == 0 else {
      let reason = String(cString: strerror(errno))
      undo()
      throw WriteFault(path: path, reason: reason)
    }
  }
}

public struct WriteFault: Error, Sendable {
  public let path: String
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
