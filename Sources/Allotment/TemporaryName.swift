import Foundation
import Intake

/// The temporary name of a file or folder until it is complete: `.allot-<name>-<process>-<random>`.
///
/// It lies beside the final name, so that the rename stays within one file system.
struct TemporaryName {
  /// The parent folder, and the final name.
  let folder: String
  let name: String

  init(_ path: String) {
    let parts = PathParts(path)
    (folder, name) = (parts.folder, parts.name)
  }

  /// The name, or its hash if it is long: a name may use all 255 bytes that a file system allows.
  private var short: String { name.utf8.count <= 160 ? name : sha256(Array(name.utf8)) }

  private var inFolder: String { folder == "/" ? folder : folder + "/" }

  private var prefix: String { inFolder + ".allot-" + short }

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
    return (names(in: folder) ?? []).compactMap { found in
      guard found.hasPrefix(lead), let process = Self.process(found.dropFirst(lead.count)) else { return nil }
      return (inFolder + found, process)
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
