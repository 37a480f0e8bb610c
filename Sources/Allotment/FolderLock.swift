import Foundation
import Model

/// A lock that lets one run at a time write into a folder.
///
/// The lock is on a file beside the folder, as the folder itself is exchanged for another. The system releases it when
/// the process dies, however it dies, and no child process inherits it. The file names the holder of the lock.
public final class FolderLock: Sendable {
  private let path: String
  private let file: Int32
  private let disk: Disk

  /// Takes the lock without waiting.
  /// - Parameter folder: The folder, which need not exist; its parent must.
  /// - Throws: ``WriteFault`` if another run holds the lock, with its process id and start time, or if the lock file
  ///   cannot be created.
  public convenience init(_ folder: String) throws(WriteFault) { try self.init(folder, Disk()) }

  init(_ folder: String, _ disk: Disk) throws(WriteFault) {
    self.disk = disk
    let place = URL(filePath: folder).resolvingSymlinksInPath().path
    path = TemporaryName(place).lock
    while true {
      let refusal = disk.errorOf(.create)
      let file = refusal == 0 ? open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666) : -1
      guard file >= 0 else { throw WriteFault(path: folder, code: refusal == 0 ? errno : refusal) }
      if flock(file, LOCK_EX | LOCK_NB) != 0 {
        let code = errno
        defer { close(file) }
        guard code == EWOULDBLOCK else { throw WriteFault(path: folder, code: code) }
        throw WriteFault(path: folder, reason: Self.holder(file), isInUse: true)
      }
      // The previous holder may have removed the file after it was opened here.
      var opened = stat()
      if fstat(file, &opened) == 0, let named = status(path), named.isSame(as: opened) {
        self.file = file
        break
      }
      close(file)
    }
    let text = "allot \(getpid()) \(moment(Date()))\n"
    // If this text cannot be written, the lock still holds; other runs just cannot name its holder.
    _ = ftruncate(file, 0)
    try? disk.append(Data(text.utf8), to: file, path)
  }

  deinit {
    // The file is removed before it is unlocked, so that no other run locks a file that is about to be removed.
    try? disk.remove(path)
    flock(file, LOCK_UN)
    close(file)
  }

  private static func holder(_ file: Int32) -> Bilingual {
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = max(0, pread(file, &bytes, bytes.count, 0))
    guard let match = String(decoding: bytes[..<count], as: UTF8.self).wholeMatch(of: /allot ([0-9]+) ([-+:0-9 Z]+)\n/)
    else { return Bilingual("另一次运行正在使用此文件夹", "another run is using this folder") }
    return Bilingual(
      "进程 \(match.1) 自 \(match.2) 起正在使用此文件夹；请等它结束后再运行",
      "process \(match.1) has been using this folder since \(match.2); wait until it ends, and run again")
  }
}
