import Foundation

/// One file of a folder that is to be written.
public struct OutputFile: Sendable {
  public var data: Data
  /// Whether it holds what is known of persons: only its owner may read it, and a folder that holds nothing else.
  public var isPrivate: Bool

  public init(data: Data, isPrivate: Bool = false) {
    self.data = data
    self.isPrivate = isPrivate
  }
}

/// Files that appear all together or not at all, as far as a file system allows: written and synchronised beside their
/// place, then renamed one after another.
///
/// - Throws: `WriteFault` with the path and the system's reason; nothing of the new content is left behind.
public func writeAtomically(_ files: [String: OutputFile], into folder: String) throws(WriteFault) {
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
  func holdsOnlyPrivateFiles(_ path: String) -> Bool {
    let isInside = path == folder || path.hasPrefix(folder + "/")
    return isInside && files.allSatisfy { $0.value.isPrivate || !(folder + "/" + $0.key).hasPrefix(path + "/") }
  }
  func makeFolder(_ path: String) throws {
    if path.isEmpty || manager.fileExists(atPath: path) { return }
    try makeFolder(parent(path))
    guard mkdir(path, holdsOnlyPrivateFiles(path) ? 0o700 : 0o777) == 0 else {
      throw CocoaError(.fileWriteNoPermission)
    }
    made.append(path)
  }
  for name in files.keys.sorted() {
    let path = folder + "/" + name
    let temporary = path + ".part"
    let file = files[name]!
    do {
      try makeFolder(parent(path))
      made.append(temporary)
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, file.isPrivate ? 0o600 : 0o666)
      guard descriptor >= 0, !file.isPrivate || fchmod(descriptor, 0o600) == 0 else {
        throw CocoaError(.fileWriteNoPermission)
      }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      defer { try? handle.close() }
      try handle.write(contentsOf: file.data)
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
