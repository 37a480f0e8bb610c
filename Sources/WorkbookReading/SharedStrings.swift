/// A text in the form of a workbook: runs of one text follow each other, and the reading aids of Japanese (`rPh`) are
/// left out.
struct RunsOfText {
  private(set) var bytes: [UInt8] = []
  private var isIn = false
  private var aids = 0
  /// Whether the text is longer than one may be.
  private(set) var isTooLong = false

  private static let (t, rPh) = (ShortName("t"), ShortName("rPh"))

  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    (isIn, aids) = (false, 0)
  }

  mutating func start(_ name: ShortName) {
    if name == Self.t { isIn = aids == 0 } else if name == Self.rPh { aids += 1 }
  }

  mutating func end(_ name: ShortName) {
    if name == Self.t { isIn = false } else if name == Self.rPh { aids = Swift.max(0, aids - 1) }
  }

  mutating func add(_ more: UnsafeBufferPointer<UInt8>) {
    guard isIn else { return }
    if bytes.count + more.count > WorkbookLimits.oneText { isTooLong = true } else { bytes += more }
  }
}

/// The texts of a workbook that cells name by number.
final class SharedStrings: PartReader {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int32] = []
  private var runs = RunsOfText()
  private static let si = ShortName("si")

  var count: Int { ends.count }

  /// The bytes of a text.
  subscript(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  override func start(_ name: ShortName, _ attributes: Attributes) {
    if name == Self.si { runs.begin() } else { runs.start(name) }
  }

  override func end(_ name: ShortName) {
    runs.end(name)
    guard name == Self.si else { return }
    bytes += withoutEscapes(runs.bytes)
    ends.append(Int32(clamping: bytes.count))
    if bytes.count > WorkbookLimits.text || ends.count > WorkbookLimits.cells { flaw = .tooLarge(.text) }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    runs.add(bytes)
    if runs.isTooLong { flaw = .tooLarge(.text) }
  }
}

/// A text with the characters that its file writes as `_x000D_`, since XML cannot hold them.
/// - Complexity: O(bytes).
func withoutEscapes(_ bytes: [UInt8]) -> [UInt8] {
  let (line, x) = (UInt8(ascii: "_"), UInt8(ascii: "x"))
  guard bytes.contains(line) else { return bytes }
  var (out, index) = ([UInt8](), 0)
  while index < bytes.count {
    if bytes[index] == line, index + 6 < bytes.count, bytes[index + 1] == x, bytes[index + 6] == line,
      let value = UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value), bytes[index + 2] != UInt8(ascii: "+"), bytes[index + 2] != UInt8(ascii: "-")
    {
      out += UTF8.encode(scalar)!
      index += 7
    } else {
      out.append(bytes[index])
      index += 1
    }
  }
  return out
}
