import CZipXML

/// The name of an element without its prefix, or of an attribute, of at most 16 bytes; longer ones all equal each other.
struct ShortName: Equatable {
  private let value: UInt128

  init(_ text: StaticString) { value = Self.packed(text.utf8Start) }

  init(local name: UnsafePointer<CChar>) {
    var local = UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
    var next = local
    while next.pointee != 0 {
      if next.pointee == UInt8(ascii: ":") { local = next + 1 }
      next += 1
    }
    value = Self.packed(local)
  }

  init(whole name: UnsafePointer<CChar>) {
    value = Self.packed(UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self))
  }

  private static func packed(_ start: UnsafePointer<UInt8>) -> UInt128 {
    var (value, next, count) = (UInt128(0), start, 0)
    while next.pointee != 0 {
      if count == 16 { return .max }
      value = value << 8 | UInt128(next.pointee)
      next += 1
      count += 1
    }
    return value
  }
}

/// The attributes of an element.
struct Attributes {
  fileprivate var next: UnsafePointer<UnsafePointer<CChar>?>

  /// Calls `body` with each name and value.
  func each(_ body: (ShortName, UnsafePointer<CChar>) -> Void) {
    var pair = next
    while let name = pair[0], let value = pair[1] {
      body(ShortName(whole: name), value)
      pair += 2
    }
  }

  /// Calls `body` with each name without its prefix and its value.
  func eachLocal(_ body: (ShortName, String) -> Void) {
    var pair = next
    while let name = pair[0], let value = pair[1] {
      body(ShortName(local: name), String(cString: value))
      pair += 2
    }
  }

  /// The value of an attribute as a text; nil where there is none.
  subscript(_ name: StaticString) -> String? {
    let wanted = ShortName(name)
    var found: String?
    each { if $0 == wanted { found = String(cString: $1) } }
    return found
  }
}

/// What reads a part of a workbook, one element after another. A flaw ends the reading.
class PartReader {
  /// Why the reading ended early; nil if it did not.
  final var flaw: WorkbookFlaw?
  /// Whether enough was read.
  final var isDone = false

  func start(_ name: ShortName, _ attributes: Attributes) {}
  func end(_ name: ShortName) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  fileprivate final var stops: Int32 { flaw != nil || isDone ? 1 : 0 }
}

/// A zip file with the parts of a workbook.
struct PartFile: ~Copyable {
  private let file: OpaquePointer
  /// The index of each part by its name in lower case.
  private let indices: [String: Int64]
  /// The bytes that may yet be inflated.
  private var left: UInt64

  /// Opens a file. `bytes` outlives it.
  /// - Complexity: O(parts).
  init(_ bytes: UnsafeRawBufferPointer) throws(WorkbookFlaw) {
    let oldMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
    if bytes.starts(with: oldMark) { throw Self.isProtected(bytes) ? .protected : .oldForm }
    var code: Int32 = 0
    guard let file = czipxml_open(bytes.baseAddress, bytes.count, &code) else { throw .noZip }
    let count = czipxml_count(file)
    var indices: [String: Int64] = [:]
    var flaw: WorkbookFlaw? = count > WorkbookLimits.parts ? .tooLarge(.parts) : nil
    for index in 0..<Swift.max(0, count) where flaw == nil {
      guard let name = czipxml_name(file, index).map({ String(cString: $0) }) else { continue }
      if indices.updateValue(index, forKey: name.lowercased()) != nil { flaw = .repeatedPart(name) }
    }
    if let flaw {
      czipxml_close(file)
      throw flaw
    }
    (self.file, self.indices) = (file, indices)
    let dense = UInt64(bytes.count).multipliedReportingOverflow(by: WorkbookLimits.ratio)
    let most = dense.overflow ? UInt64.max : dense.partialValue
    left = Swift.min(WorkbookLimits.bytes, Swift.max(WorkbookLimits.fewBytes, most))
  }

  deinit { czipxml_close(file) }

  /// Whether a file in the old container holds a workbook with a password, which has a stream of this name.
  private static func isProtected(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let name: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
    var index = 0
    // Names of streams begin at multiples of 128 bytes.
    while index + name.count <= bytes.count {
      if bytes[index] == name[0], bytes[index..<index + name.count].elementsEqual(name) { return true }
      index += 128
    }
    return false
  }

  func has(_ part: String) -> Bool { indices[part.lowercased()] != nil }

  /// Reads a part with `reader`.
  /// - Throws: The flaw of the part, or that of the reader.
  mutating func read(_ part: String, _ reader: PartReader) throws(WorkbookFlaw) {
    guard let index = indices[part.lowercased()] else { throw .damaged(part: part) }
    var handler = czipxml_handler()
    handler.context = Unmanaged.passUnretained(reader).toOpaque()
    handler.start = { context, name, attributes in
      let reader = Unmanaged<PartReader>.fromOpaque(context!).takeUnretainedValue()
      reader.start(ShortName(local: name!), Attributes(next: attributes!))
      return reader.stops
    }
    handler.end = { context, name in
      let reader = Unmanaged<PartReader>.fromOpaque(context!).takeUnretainedValue()
      reader.end(ShortName(local: name!))
      return reader.stops
    }
    handler.text = { context, bytes, count in
      let reader = Unmanaged<PartReader>.fromOpaque(context!).takeUnretainedValue()
      let start = UnsafeRawPointer(bytes!).assumingMemoryBound(to: UInt8.self)
      reader.text(UnsafeBufferPointer(start: start, count: Int(count)))
      return reader.stops
    }
    let code = withExtendedLifetime(reader) { czipxml_parse(file, index, &left, &handler) }
    if let flaw = reader.flaw { throw flaw }
    switch Int(code) {
    case CZIPXML_OK, CZIPXML_STOPPED: return
    case CZIPXML_ENCRYPTED: throw .protected
    case CZIPXML_DOCTYPE: throw .documentType(part: part)
    case CZIPXML_TOO_LARGE, CZIPXML_MEMORY: throw .tooLarge(.bytes)
    default: throw .damaged(part: part)
    }
  }
}
