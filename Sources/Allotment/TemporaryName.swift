import Foundation
import Intake

/// The temporary name of a file or folder until it is complete: `.allot-<name>-<process>-<random>`.
///
/// It lies beside the final name, so that the rename stays within one file system.
struct TemporaryName {
  /// The parent folder and the final name.
  let folder: String
  let name: String

  init(_ path: String) {
    // Foundation's own method traps on a path of one letter.
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

  /// The name, or its hash if it is long: a name may use all 255 bytes that a file system allows.
  private var short: String { name.utf8.count <= 160 ? name : sha256(Array(name.utf8)) }

  private var prefix: String { (folder == "/" ? "" : folder) + "/.allot-" + short }

  var lock: String { prefix + ".lock" }

  /// Returns a new temporary path.
  func make() -> String {
    prefix + "-\(getpid())-" + String(format: "%016llx", UInt64.random(in: .min ... .max))
  }

  /// The path to which the replaced folder moves if the file system cannot exchange two folders.
  static func old(_ temporary: String) -> String { temporary + "-old" }

  /// The existing temporary paths for this name, each with the id of the process that made it.
  func found() -> [(path: String, process: Int32)] {
    let lead = ".allot-\(short)-"
    return (names(in: folder.isEmpty ? "." : folder) ?? []).compactMap { found in
      guard found.hasPrefix(lead), let process = Self.process(found.dropFirst(lead.count)) else { return nil }
      return ((folder.isEmpty ? "" : folder + "/") + found, process)
    }
  }

  /// Whether ``make()`` could have made a name.
  static func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(".allot-") else { return false }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count >= 4 && process(Substring(parts.suffix(2).joined(separator: "-"))) != nil
  }

  /// The process id in `<process>-<random>` or `<process>-<random>-old`.
  private static func process(_ text: Substring) -> Int32? {
    guard let match = text.wholeMatch(of: /([0-9]+)-[0-9a-f]{16}(-old)?/) else { return nil }
    return Int32(match.1)
  }
}
