/// The folder that a path lies in, and its last name. Slashes at the end do not count; a path without a folder lies in `.`.
///
/// It works on bytes: Foundation's own method traps on a path of one letter.
public struct PathParts: Equatable, Sendable {
  /// The folder; `.` where the path names none.
  public let folder: String
  /// The last name; empty for `/`.
  public let name: String

  /// Divides a path.
  /// - Complexity: O(bytes).
  public init(_ path: String) {
    let slash = UInt8(ascii: "/")
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    guard let last = bytes.lastIndex(of: slash) else {
      (folder, name) = (".", String(decoding: bytes, as: UTF8.self))
      return
    }
    name = String(decoding: bytes[(last + 1)...], as: UTF8.self)
    var above = bytes[..<last]
    while above.last == slash { above.removeLast() }
    folder = above.isEmpty ? "/" : String(decoding: above, as: UTF8.self)
  }
}
