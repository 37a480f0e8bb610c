import Foundation

/// A small JSON file that describes the folder containing it.
protocol FolderNote: Codable {
  static var name: String { get }
  static var currentSchema: String { get }
  var schema: String { get }
}

extension FolderNote {
  /// Reads the note of a folder.
  /// - Returns: nil if there is none, or it cannot be read or has another schema.
  static func read(of folder: String) -> Self? {
    guard let data = fileData(folder + "/" + name), let read = try? JSONDecoder().decode(Self.self, from: data),
      read.schema == currentSchema
    else { return nil }
    return read
  }

  func json() throws -> Data { try sortedJSON(self) }
}

/// A value as one line of JSON with sorted keys, which ends in a line feed: equal values have equal bytes.
/// - Throws: The encoder's error.
func jsonLine(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return try encoder.encode(value) + Data("\n".utf8)
}

/// A value as the JSON of allot's files, with sorted keys: equal values have equal bytes.
/// - Throws: The encoder's error.
func sortedJSON(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
  return try encoder.encode(value) + Data("\n".utf8)
}
