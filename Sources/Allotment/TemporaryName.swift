import Foundation
import Intake

/// The private name under which a file or a folder is made before it gets its own: `.allot-<name>-<process>-<random>`.
/// It lies beside the name that it is for, so that a rename never leaves the file system.
struct TemporaryName {
  /// The folder beside, and the name that the new thing is to have.
  let folder: String
  let name: String

  init(_ path: String) {
    // By hand: Foundation's own way traps on a path of one letter.
    let slash = UInt8(ascii: "/")
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    guard let last = bytes.lastIndex(of: slash) else {
      (folder, name) = ("", String(decoding: bytes, as: UTF8.self))
      return
    }
    name = String(decoding: bytes[(last + 1)...], as: UTF8.self)
    var above = bytes[..<last]
    while above.last == slash { above.removeLast() }
    folder = above.isEmpty ? "/" : String(decoding: above, as: UTF8.self)
  }

  /// A name may fill all 255 bytes that a file system allows, and then nothing can be put around it.
  private var short: String { name.utf8.count <= 160 ? name : sha256(Array(name.utf8)) }

  private var prefix: String { (folder == "/" ? "" : folder) + "/.allot-" + short }

  var lock: String { prefix + ".lock" }

  /// A new one.
  func make() -> String {
    prefix + "-\(getpid())-" + String(format: "%016llx", UInt64.random(in: .min ... .max))
  }

  /// The path to which what had the name moves where the file system cannot exchange two folders.
  static func old(_ temporary: String) -> String { temporary + "-old" }

  /// Those that are there, with the process that made each.
  func found() -> [(path: String, process: Int32)] {
    let lead = ".allot-\(short)-"
    return (names(in: folder.isEmpty ? "." : folder) ?? []).compactMap { found in
      guard found.hasPrefix(lead), let process = Self.process(found.dropFirst(lead.count)) else { return nil }
      return ((folder.isEmpty ? "" : folder + "/") + found, process)
    }
  }

  /// Whether a name is one that ``make()`` gives for some file.
  static func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(".allot-") else { return false }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count >= 4 && process(Substring(parts.suffix(2).joined(separator: "-"))) != nil
  }

  /// The process in `<process>-<random>` or `<process>-<random>-old`.
  private static func process(_ text: Substring) -> Int32? {
    guard let match = text.wholeMatch(of: /([0-9]+)-[0-9a-f]{16}(-old)?/) else { return nil }
    return Int32(match.1)
  }
}
