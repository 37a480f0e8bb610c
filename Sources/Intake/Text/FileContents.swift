import Foundation

/// The bytes of a file, or nil if it cannot be read.
///
/// `FileManager.contents(atPath:)` is not used, as it leaks its buffer if the file is empty.
/// - Complexity: O(bytes).
public func fileContents(_ path: String) -> Data? {
  guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
  defer { try? handle.close() }
  do { return try handle.readToEnd() ?? Data() } catch { return nil }
}
