import Foundation

/// A zip file of stored parts, for tests that need one with any content.
struct StoredZip {
  var parts: [(name: String, data: Data)] = []

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }

  private static func checksum(_ data: Data) -> UInt32 {
    ~data.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
  }

  private static func bytes(_ fields: [(UInt32, Int)]) -> Data {
    Data(fields.flatMap { value, count in (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) } })
  }

  var data: Data {
    var (out, index) = (Data(), Data())
    for part in parts {
      let name = Data(part.name.utf8), size = UInt32(part.data.count), start = UInt32(out.count)
      let about = Self.bytes([
        (20, 2), (0x800, 2), (0, 2), (0, 2), (0x21, 2), (Self.checksum(part.data), 4), (size, 4), (size, 4),
        (UInt32(name.count), 2), (0, 2),
      ])
      out += Self.bytes([(0x0403_4B50, 4)]) + about + name + part.data
      index += Self.bytes([(0x0201_4B50, 4), (20, 2)]) + about
      index += Self.bytes([(0, 2), (0, 2), (0, 2), (0, 4), (start, 4)]) + name
    }
    let (count, start) = (UInt32(parts.count), UInt32(out.count))
    return out + index
      + Self.bytes([
        (0x0605_4B50, 4), (0, 2), (0, 2), (count, 2), (count, 2), (UInt32(index.count), 4), (start, 4), (0, 2),
      ])
  }
}

/// A workbook as its files are, so that a test may write what no program would.
struct WrittenWorkbook {
  /// The name, the content of the element `worksheet` and further attributes of each sheet.
  var sheets: [(name: String, xml: String, attributes: String)] = []
  /// The content of the element `sst`.
  var strings = ""
  /// The codes of number formats; the style of a cell is the position of its format, from 1 on.
  var formats: [String] = []
  /// What stands before and after the sheets in `workbook.xml`.
  var (before, after) = ("", "")
  var relations = ""

  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  private static let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
  private static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  mutating func add(_ name: String, _ xml: String, _ attributes: String = "") {
    sheets.append((name, xml, attributes))
  }

  /// A sheet with texts, and numbers where a text is a plain one.
  mutating func add(_ name: String, rows: [[String]]) { add(name, Self.sheetData(rows)) }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  static func column(_ index: Int) -> String {
    index < 26 ? String(UnicodeScalar(UInt8(65 + index))) : column(index / 26 - 1) + column(index % 26)
  }

  static func sheetData(_ rows: [[String]]) -> String {
    let body = rows.enumerated().map { row, cells in
      let filled = cells.enumerated().filter { !$0.element.isEmpty }.map { index, text in
        let isNumber = text.wholeMatch(of: /0|[1-9][0-9]{0,11}/) != nil
        let place = "r=\"\(column(index))\(row + 1)\""
        return isNumber
          ? "<c \(place)><v>\(text)</v></c>"
          : "<c \(place) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
      }
      return "<row r=\"\(row + 1)\">\(filled.joined())</row>"
    }
    return "<sheetData>\(body.joined())</sheetData>"
  }

  /// The parts of the file.
  var zip: StoredZip {
    var parts = [
      "_rels/.rels":
        "<Relationships \(Self.package)><Relationship Id=\"r1\" Type=\"\(Self.types)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    ]
    let entries = sheets.enumerated().map {
      "<sheet name=\"\(Self.escaped($1.name))\" sheetId=\"\($0 + 1)\" r:id=\"s\($0)\" \($1.attributes)/>"
    }
    parts["xl/workbook.xml"] =
      "<workbook \(Self.main) xmlns:r=\"\(Self.types)\">\(before)<sheets>\(entries.joined())</sheets>\(after)</workbook>"
    var links = sheets.indices.map {
      "<Relationship Id=\"s\($0)\" Type=\"\(Self.types)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
    }
    links.append("<Relationship Id=\"t\" Type=\"\(Self.types)/styles\" Target=\"styles.xml\"/>")
    links.append("<Relationship Id=\"u\" Type=\"\(Self.types)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>")
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships \(Self.package)>\(links.joined())\(relations)</Relationships>"
    let codes = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\(Self.escaped($1))\"/>" }
    let styles = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
    parts["xl/styles.xml"] =
      "<styleSheet \(Self.main)><numFmts>\(codes.joined())</numFmts><cellXfs><xf numFmtId=\"0\"/>\(styles.joined())</cellXfs></styleSheet>"
    parts["xl/sharedStrings.xml"] = "<sst \(Self.main)>\(strings)</sst>"
    for (index, sheet) in sheets.enumerated() {
      parts["xl/worksheets/sheet\(index).xml"] = "<worksheet \(Self.main)>\(sheet.xml)</worksheet>"
    }
    return StoredZip(parts: parts.sorted { $0.key < $1.key }.map { ($0.key, Data((Self.head + $0.value).utf8)) })
  }

  var data: Data { zip.data }
}

extension WrittenWorkbook {
  /// A workbook with the lists of a small township, those in CSV that are given in place of its own.
  init(lists changed: [String: String] = [:], but omitted: Set<String> = []) {
    for (name, text) in SmallTownship.lists.merging(changed, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key })
    where !omitted.contains(name) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0)
      add(name, rows: lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) })
    }
  }
}
