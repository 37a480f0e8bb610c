import CFiles
import Foundation
import Intake
import Model

/// A file that a command writes.
public struct OutputFile: Sendable {
  /// The contents.
  public var data: Data
  /// Whether only the owner may read it: mode 600, in a folder of mode 700 if all its files are private.
  public var isPrivate: Bool

  /// Creates a file with contents.
  public init(_ data: Data, isPrivate: Bool = false) {
    self.data = data
    self.isPrivate = isPrivate
  }
}

/// Thrown if something could not be written. Existing files are unchanged.
public struct WriteFault: Error, Sendable {
  /// The path that could not be written.
  public let path: String
  /// The reason, for the user.
  public let reason: Bilingual
  /// Whether another run is using the folder.
  public let isInUse: Bool

  /// Creates a fault with a reason in both languages.
  public init(path: String, reason: Bilingual, isInUse: Bool = false) {
    (self.path, self.reason, self.isInUse) = (path, reason, isInUse)
  }

  /// Creates a fault with a message of the operating system.
  public init(path: String, reason: String) { self.init(path: path, reason: Bilingual(reason, reason)) }

  init(path: String, code: Int32) { self.init(path: path, reason: String(cString: strerror(code))) }
}

/// The system calls that change the file system. All writes of this target go through it.
struct Disk: Sendable {
  enum Change: Sendable, CaseIterable { case makeFolder, create, write, sync, permit, link, remove, rename, exchange }

  /// Called before each change. 0 lets the change happen; any other value is the error number with which it fails.
  /// Tests count the changes and make each of them fail in turn.
  var errorOf: @Sendable (Change) -> Int32 = { _ in 0 }

  private func change(_ change: Change, _ path: String, _ call: () -> Int32) throws(WriteFault) {
    let refusal = errorOf(change)
    guard refusal == 0 else { throw WriteFault(path: path, code: refusal) }
    guard call() == 0 else { throw WriteFault(path: path, code: errno) }
  }

  func makeFolder(_ path: String, mode: mode_t = 0o777) throws(WriteFault) {
    try change(.makeFolder, path) { mkdir(path, mode) }
  }

  /// Creates a file and syncs it to the disk. Fails if the path exists.
  func create(_ path: String, _ data: Data, mode: mode_t = 0o666) throws(WriteFault) {
    var file: Int32 = -1
    try change(.create, path) {
      file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      return file < 0 ? -1 : 0
    }
    defer { close(file) }
    try append(data, to: file, path)
    try change(.sync, path) { fsync(file) }
  }

  func append(_ data: Data, to file: Int32, _ path: String) throws(WriteFault) {
    try change(.write, path) {
      data.withUnsafeBytes { bytes in
        var done = 0
        while done < bytes.count {
          let count = write(file, bytes.baseAddress! + done, bytes.count - done)
          if count < 0 && errno == EINTR { continue }
          guard count > 0 else { return -1 }
          done += count
        }
        return 0
      }
    }
  }

  func syncFolder(_ path: String) throws(WriteFault) {
    try change(.sync, path) {
      let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard folder >= 0 else { return -1 }
      defer { close(folder) }
      // Some file systems cannot sync a folder.
      return fsync(folder) == 0 || errno == EINVAL ? 0 : -1
    }
  }

  /// Gives a folder the mode of another and, if permitted, its owner and group.
  func copyOwner(of other: stat, to path: String) throws(WriteFault) {
    try change(.permit, path) {
      // Only a privileged process may change the owner. The mode is set afterwards, as this may clear bits of it.
      _ = lchown(path, other.st_uid, other.st_gid)
      return chmod(path, other.st_mode & 0o7777)
    }
  }

  func copyTimes(of other: stat, to path: String) throws(WriteFault) {
    try change(.permit, path) {
      [other.st_atim, other.st_mtim].withUnsafeBufferPointer { utimensat(AT_FDCWD, path, $0.baseAddress, 0) }
    }
  }

  /// Creates a hard link to a file or to a symbolic link, which is not followed.
  func link(_ path: String, _ name: String) throws(WriteFault) {
    try change(.link, name) { linkat(AT_FDCWD, path, AT_FDCWD, name, 0) }
  }

  func remove(_ path: String) throws(WriteFault) { try change(.remove, path) { unlink(path) } }

  func removeFolder(_ path: String) throws(WriteFault) { try change(.remove, path) { rmdir(path) } }

  func replace(_ path: String, by new: String) throws(WriteFault) {
    try change(.rename, path) { rename(new, path) }
  }

  /// Renames a path; fails if the new name exists.
  func move(_ path: String, to new: String) throws(WriteFault) {
    try change(.rename, new) {
      if cfiles_rename_new(path, new) == 0 { return 0 }
      guard errno == EINVAL || errno == ENOSYS else { return -1 }
      // The lock excludes other runs between the two calls.
      if status(new) != nil {
        errno = EEXIST
        return -1
      }
      return rename(path, new)
    }
  }

  /// Exchanges two folders in one step.
  /// - Returns: false if the file system does not support it.
  func exchange(_ path: String, _ other: String) throws(WriteFault) -> Bool {
    var code = errorOf(.exchange)
    if code == 0, cfiles_exchange(path, other) != 0 { code = errno }
    if code == EINVAL || code == ENOSYS { return false }
    guard code == 0 else { throw WriteFault(path: path, code: code) }
    return true
  }

  /// Removes an unfinished temporary folder.
  ///
  /// The mark is removed last: without it, the remains after a kill would look like a replaced folder.
  func removeUnfinished(_ path: String) {
    for name in names(in: path) ?? [] where name != unfinishedMark { removeTree(path + "/" + name) }
    if names(in: path) == [unfinishedMark] { try? remove(path + "/" + unfinishedMark) }
    try? removeFolder(path)
  }

  private func removeTree(_ path: String) {
    guard let here = status(path) else { return }
    guard here.isFolder else {
      try? remove(path)
      return
    }
    for name in names(in: path) ?? [] { removeTree(path + "/" + name) }
    try? removeFolder(path)
  }
}

/// The status of a path, without following a link; nil if the path does not exist.
func status(_ path: String) -> stat? {
  var out = stat()
  return lstat(path, &out) == 0 ? out : nil
}

/// The sorted names in a folder; nil if it cannot be read.
func names(in folder: String) -> [String]? { try? FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

extension stat {
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { st_mode & S_IFMT == S_IFREG }

  func isSame(as other: stat) -> Bool { st_dev == other.st_dev && st_ino == other.st_ino }
}

/// The bytes of a regular file; nil for a link or anything else.
func fileData(_ path: String) -> Data? {
  guard status(path)?.isFile == true else { return nil }
  return fileContents(path)
}

/// A date as text, ISO 8601 in the local time zone.
public func moment(_ date: Date) -> String {
  date.formatted(
    Date.ISO8601FormatStyle(
      dateSeparator: .dash, dateTimeSeparator: .space, timeZoneSeparator: .colon, timeZone: .current))
}
