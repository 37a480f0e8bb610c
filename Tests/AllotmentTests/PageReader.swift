import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page read by a strict parser of XML: what stands in it, and whether every element is closed.
final class PageReader: NSObject, XMLParserDelegate {
  private(set) var isWellFormed = false
  private(set) var ids: [String] = []
  /// The targets of links, `src` and other addresses.
  private(set) var addresses: [String] = []
  private(set) var elements: [String: Int] = [:]
  private(set) var attributes: Set<String> = []
  /// The texts of the elements with `data-check`, by its value.
  private(set) var checked: [String: String] = [:]
  /// The text inside the script with the figures.
  private(set) var data = ""
  /// All texts, without those of styles and scripts.
  private(set) var text = ""
  private var open: [(name: String, key: String?, isData: Bool)] = []

  init(_ page: String) {
    super.init()
    let parser = XMLParser(stream: InputStream(data: Data(page.utf8)))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes given: [String: String]
  ) {
    elements[name, default: 0] += 1
    attributes.formUnion(given.keys)
    if let id = given["id"] { ids.append(id) }
    for key in ["href", "src", "action", "srcset", "xlink:href"] {
      if let address = given[key] { addresses.append(address) }
    }
    open.append((name, given["data-check"], given["type"] == "application/json"))
    if let key = given["data-check"] { checked[key] = "" }
  }

  func parser(_: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
    text += "\n"
  }

  func parser(_: XMLParser, foundCharacters characters: String) {
    guard let last = open.last else { return }
    if last.isData { data += characters }
    if !["style", "script"].contains(last.name) { text += characters }
    if let key = open.last(where: { $0.key != nil })?.key { checked[key]! += characters }
  }
}
