import Foundation
import Model

/// The reason why bytes cannot be read as text.
struct TextFlaw: Error {
  enum Kind {
    /// A binary file, such as a workbook or a picture.
    case binary
    /// A sequence that is invalid in the encoding; its first byte, if known.
    case undecodable(UInt8?)
  }

  let kind: Kind
  /// The text before the flaw, in UTF-8.
  var before: [UInt8] = []
}

/// Decodes a text to UTF-8 bytes without a byte order mark.
///
/// A byte order mark determines the encoding: UTF-8, UTF-16 or GB18030. Without one, the text is read as UTF-8 or
/// GB18030, but never as GB18030 if it looks like damaged UTF-8 (``DamagedUTF8``).
/// - Throws: ``TextFlaw`` if the bytes are binary or invalid in their encoding.
/// - Complexity: O(bytes).
func utf8Bytes(of data: Data) throws(TextFlaw) -> [UInt8] {
  let bytes = [UInt8](data)
  // The mark of UTF-32 begins with that of UTF-16, so it is tested first.
  if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
    throw TextFlaw(kind: .undecodable(nil))
  }
  if bytes.starts(with: [0xFF, 0xFE]) { return try decodedUTF16(bytes.dropFirst(2), isBigEndian: false) }
  if bytes.starts(with: [0xFE, 0xFF]) { return try decodedUTF16(bytes.dropFirst(2), isBigEndian: true) }
  if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) { return try decodedGB18030(Array(bytes.dropFirst(4))) }
  let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  let text = hasMark ? Array(bytes.dropFirst(3)) : bytes
  if isContainer(text) { throw TextFlaw(kind: .binary) }
  guard let damaged = DamagedUTF8(text) else { return text }
  let fault = TextFlaw(kind: .undecodable(text[damaged.firstFault]), before: Array(text[..<damaged.firstFault]))
  if hasMark { throw fault }
  if damaged.isUTF8 { throw fault }
  do { return try decodedGB18030(text) } catch {
    // Many control characters indicate a binary file.
    let controls = text.count { $0 < 0x09 || (0x0E..<0x20).contains($0) }
    if controls * 32 > text.count { throw TextFlaw(kind: .binary) }
    throw error
  }
}

/// Whether the bytes are a packed workbook, a document or a picture, or more than a quarter are zero, as in UTF-16
/// without a byte order mark.
private func isContainer(_ bytes: [UInt8]) -> Bool {
  let marks: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0], Array("%PDF-".utf8), [0x1F, 0x8B, 0x08],
    [0x89, 0x50, 0x4E, 0x47],
  ]
  return marks.contains { bytes.starts(with: $0) } || bytes.count { $0 == 0 } * 4 > bytes.count
}

/// A measure of how much invalid UTF-8 still resembles UTF-8.
///
/// Of the two-byte characters of a Chinese text in GB18030, about one in six happens to be well-formed UTF-8, and one
/// in fifty is part of a three-byte sequence. In damaged UTF-8, every character but the damaged one is well-formed.
struct DamagedUTF8 {
  /// The first byte that belongs to no well-formed sequence.
  private(set) var firstFault = 0
  private var faults = 0
  private var inPairs = 0
  private var inLonger = 0
  /// Whether the first fault is a character truncated by the end of the file.
  private var isCutOff = false
  private var isGB2312 = false

  /// - Returns: nil if the bytes are well-formed UTF-8.
  init?(_ bytes: [UInt8]) {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var index = 0
    while index < bytes.count {
      let length = Self.length(bytes[index...])
      switch length {
      case 0:
        if faults == 0 {
          firstFault = index
          isCutOff = Self.isBeginning(bytes[index...])
        }
        faults += 1
      case 1: break
      case 2: inPairs += 2
      default: inLonger += length
      }
      index += max(1, length)
    }
    isGB2312 = Self.isGB2312(bytes)
  }

  /// Whether the text is damaged UTF-8 rather than GB18030.
  ///
  /// Two-byte sequences count a quarter, as some arise by chance. If every character is valid GB2312, which is rare in
  /// other encodings, fewer than four characters of UTF-8 are regarded as chance too.
  var isUTF8: Bool {
    isCutOff || inLonger * 4 + inPairs >= faults * 4 && (!isGB2312 || inLonger + inPairs >= 12)
  }

  private static func isGB2312(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while let length = lengthInGB18030(bytes[index...]) {
      if length > 1, bytes[index..<index + length].contains(where: { $0 < 0xA1 }) { return false }
      index += length
    }
    return index == bytes.count
  }

  /// The length of the well-formed sequence at the start of `bytes`; 0 if there is none.
  private static func length(_ bytes: ArraySlice<UInt8>) -> Int {
    let (first, start) = (bytes.first!, bytes.startIndex)
    guard let (length, second) = form(first) else { return 0 }
    guard bytes.count >= length, length == 1 || second.contains(bytes[start + 1]),
      bytes[start..<start + length].dropFirst(2).allSatisfy({ (0x80...0xBF).contains($0) })
    else { return 0 }
    return length
  }

  /// Whether `bytes` is a truncated sequence.
  private static func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let (length, second) = form(bytes.first!), bytes.count > 1, bytes.count < length else { return false }
    return second.contains(bytes[bytes.startIndex + 1]) && bytes.dropFirst(2).allSatisfy { (0x80...0xBF).contains($0) }
  }

  /// The length of a sequence with this first byte and the range of its second byte; nil for an invalid first byte.
  private static func form(_ first: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch first {
    case 0x00...0x7F: (1, 0x80...0xBF)
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}

private func decodedUTF16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) throws(TextFlaw) -> [UInt8] {
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2)
  var index = bytes.startIndex
  while index + 1 < bytes.endIndex {
    let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
    units.append(isBigEndian ? a << 8 | b : b << 8 | a)
    index += 2
  }
  var out: [UInt8] = []
  out.reserveCapacity(units.count * 2)
  var decoder = UTF16()
  var rest = units.makeIterator()
  loop: while true {
    switch decoder.decode(&rest) {
    case .scalarValue(let scalar): out += UTF8.encode(scalar)!
    case .emptyInput: break loop
    // An unpaired surrogate.
    case .error: throw TextFlaw(kind: .undecodable(nil), before: out)
    }
  }
  guard index == bytes.endIndex else { throw TextFlaw(kind: .undecodable(bytes[index]), before: out) }
  return out
}

private func decodedGB18030(_ bytes: [UInt8]) throws(TextFlaw) -> [UInt8] {
  func text(_ part: ArraySlice<UInt8>) -> String? {
    let text = String(data: Data(part), encoding: String.Encoding(rawValue: 0x8000_0632))
    return text.flatMap { $0.unicodeScalars.contains("\u{FFFD}") ? nil : $0 }
  }
  // A line feed is never part of a longer character, so lines are decoded separately; only a line that fails is decoded
  // by character.
  var out: [UInt8] = []
  for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
    if line.startIndex > 0 { out.append(0x0A) }
    var index = line.startIndex
    while index < line.endIndex, let length = lengthInGB18030(line[index...]) { index += length }
    if index == line.endIndex, let whole = text(line) {
      out += whole.utf8
      continue
    }
    index = line.startIndex
    while let length = lengthInGB18030(line[index...]), let character = text(line[index..<index + length]) {
      out += character.utf8
      index += length
    }
    throw TextFlaw(kind: .undecodable(bytes[index]), before: out)
  }
  return out
}

/// The length of the GB18030 character at the start of `bytes`; nil if there is none.
private func lengthInGB18030(_ bytes: ArraySlice<UInt8>) -> Int? {
  guard let first = bytes.first else { return nil }
  if first < 0x80 { return 1 }
  guard (0x81...0xFE).contains(first), bytes.count > 1 else { return nil }
  switch bytes[bytes.startIndex + 1] {
  case 0x40...0x7E, 0x80...0xFE: return 2
  case 0x30...0x39:
    guard bytes.count > 3, (0x81...0xFE).contains(bytes[bytes.startIndex + 2]),
      (0x30...0x39).contains(bytes[bytes.startIndex + 3])
    else { return nil }
    return 4
  default: return nil
  }
}
