import Foundation
import Intake
import Model

/// The resolved location of an output folder, at which a folder can be exchanged.
struct OutputPlace {
  /// The path as the user gave it.
  let given: String
  /// The absolute path without links and `..`.
  let path: String
  /// Parent folders that had to be created, outermost first.
  let made: [String]

  var parent: String { PathParts(path).folder }

  /// Resolves a path and creates missing parent folders.
  /// - Throws: ``WriteFault`` if a folder cannot be put there; created parent folders are then removed.
  init(_ given: String, _ disk: Disk) throws(WriteFault) {
    self.given = given
    var bare = given
    while bare.count > 1 && bare.hasSuffix("/") { bare.removeLast() }
    var made: [String] = []
    do throws(WriteFault) {
      path = try Self.resolve(bare, given, &made, disk)
      self.made = made
      try check()
    } catch {
      for path in made.reversed() { try? disk.removeFolder(path) }
      throw error
    }
  }

  private static func resolve(
    _ bare: String, _ given: String, _ made: inout [String], _ disk: Disk
  ) throws(WriteFault) -> String {
    if let real = realPath(bare) {
      guard status(real)?.isFolder == true else { throw WriteFault(path: given, code: ENOTDIR) }
      return real
    }
    let code = errno
    let parts = PathParts(bare)
    let (above, name) = (parts.folder, parts.name)
    guard code == ENOENT, !["", ".", ".."].contains(name) else { throw WriteFault(path: given, code: code) }
    guard status(bare) == nil else {
      throw WriteFault(
        path: given, reason: Bilingual("它是一个没有去处的链接；请写出文件夹本身", "it is a link to nothing; name the folder itself"))
    }
    if realPath(above) == nil {
      let parent = try resolve(above, given, &made, disk)
      do throws(WriteFault) { try disk.makeFolder(parent) } catch {
        throw WriteFault(path: given, reason: error.reason)
      }
      made.append(parent)
    }
    guard let real = realPath(above), status(real)?.isFolder == true else {
      throw WriteFault(path: given, code: ENOTDIR)
    }
    return (real == "/" ? "" : real) + "/" + name
  }

  /// Checks that the folder can be exchanged: its parent is writable, and it contains no mount point and not the
  /// current folder.
  private func check() throws(WriteFault) {
    if path != "/", access(parent, W_OK | X_OK) != 0 {
      let reason = String(cString: strerror(errno))
      throw WriteFault(
        path: given,
        reason: Bilingual(
          "上一级文件夹 \(parent) 不可写（\(reason)），而新文件夹要先在那里写全；请另选 --out",
          "the folder above it, \(parent), cannot be written (\(reason)), and the new folder is completed there first; "
            + "name another for --out"))
    }
    guard status(path) != nil else { return }
    if access(path, R_OK | W_OK | X_OK) != 0 { throw WriteFault(path: given, code: errno) }
    if path == "/" || mountPoints().contains(where: { ($0 + "/").hasPrefix(path + "/") }) {
      throw WriteFault(
        path: given,
        reason: Bilingual(
          "它是挂载点，或里面有挂载点，不能整个替换；请用其中的一个文件夹，如 \(given)/plan",
          "something is mounted on it or in it, so that it cannot be replaced as a whole; name a folder inside it, such as "
            + "\(given)/plan"))
    }
    if let here = realPath("."), (here + "/").hasPrefix(path + "/") {
      throw WriteFault(
        path: given,
        reason: Bilingual(
          "它是当前文件夹，或当前文件夹在它里面，替换后这里就空了；请到上一级再运行，或另选 --out",
          "it is the folder you are in, or holds it, and you would be left in a folder that is gone; run from the folder above, "
            + "or name another for --out"))
    }
  }
}

/// A path without links, `.` and `..`; nil, with `errno` set, if it does not exist.
func realPath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}

/// The mount points that the kernel lists. It escapes spaces and similar characters in octal.
private func mountPoints() -> [String] {
  guard let data = fileContents("/proc/self/mountinfo") else { return [] }
  return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line -> String? in
    let fields = line.split(separator: " ")
    guard fields.count > 4 else { return nil }
    var path = String(fields[4])
    for (code, character) in [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")] {
      path = path.replacingOccurrences(of: code, with: character)
    }
    return path
  }
}
