import Foundation
import FoundationXML
import Testing

/// The parts of an .xlsx file, unpacked by Python's zipfile, and what an XML parser finds in them.
struct UnpackedWorkbook {
  /// The parts by name.
  let parts: [String: String]

  init(_ data: Data) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "book.xlsx")
    try data.write(to: path)
    try self.init(path.path)
  }

  init(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.script, path]
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let text = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    parts = try JSONDecoder().decode([String: String].self, from: text)
  }

  private static let script = """
    import json, sys, zipfile
    book = zipfile.ZipFile(sys.argv[1])
    assert book.testzip() is None
    print(json.dumps({name: book.read(name).decode() for name in book.namelist()}))
    """

  /// All parts in one text.
  var text: String { parts.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n") }

  /// A sheet, counted from 1, as its XML.
  func sheet(_ number: Int) throws -> String { try #require(parts["xl/worksheets/sheet\(number).xml"]) }

  /// The texts of cells, each once, in the order in which they occur first.
  func strings() throws -> [String] {
    let reader = StringReader()
    let parser = XMLParser(data: Data(try #require(parts["xl/sharedStrings.xml"]).utf8))
    parser.delegate = reader
    try #require(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    return reader.strings
  }

  /// The numbers of a sheet's cells, in their order; those of texts are left out.
  func numbers(_ sheet: Int) throws -> [Double] {
    try self.sheet(sheet).matches(of: /<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?>(?:<f>[^<]*<\/f>)?<v>([^<]*)<\/v>/)
      .map { try #require(Double($0.1)) }
  }

  private final class StringReader: NSObject, XMLParserDelegate {
    var strings: [String] = []
    private var isText = false

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      isText = name == "t"
      if isText { strings.append("") }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      isText = false
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isText { strings[strings.count - 1] += string }
    }
  }
}
