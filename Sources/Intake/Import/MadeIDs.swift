import Model

/// The ids that a profile makes of texts with `as id`. Two texts that become one id would become one item.
struct MadeIDs {
  private struct Source {
    let text: String
    let line: Int
    let column: Int
  }

  private struct Name: Hashable {
    let list: ListName
    let id: String
  }

  private var first: [Name: Source] = [:]
  private var others: [(name: Name, source: Source)] = []
  private var told: Set<[String]> = []

  /// Converts a text to an id: invalid characters become hyphens, and the text is truncated to the longest id.
  /// - Parameter list: The list in which the id is to name one item.
  mutating func id(of text: String, in list: ListName, line: Int, column: Int) -> String {
    let id = Self.id(text)
    let name = Name(list: list, id: halfWidthID(id))
    let source = Source(text: text, line: line, column: column)
    if let known = first[name] {
      // A text that stands in many rows is told once.
      if halfWidthID(known.text) != halfWidthID(text), told.insert([list.rawValue, text]).inserted {
        others.append((name, source))
      }
    } else {
      first[name] = source
    }
    return id
  }

  private static func id(_ text: String) -> String {
    let kept = text.unicodeScalars.map { isIdentifierScalar($0) ? $0 : "-" }
    var id = String.UnicodeScalarView(kept.prefix(IdentifierFlaw.longest))
    while String(id).utf8.count > IdentifierFlaw.mostBytes { id.removeLast() }
    return String(id).trimmedCell
  }

  /// Findings for texts whose id another text has.
  func findings(_ file: String) -> [Finding] {
    others.map { name, source in
      let known = first[name]!
      return Finding(
        "id-repeated", file: file, line: source.line, column: source.column, value: source.text,
        expected: Bilingual(
          "变成编号后不与别的名称相同；第 \(known.line) 行的“\(known.text)”也变成“\(name.id)”",
          "a name whose id no other has; ‘\(known.text)’ in line \(known.line) becomes ‘\(name.id)’ as well"),
        mend: Bilingual(
          "是同一项的，请写成一样；不是的，请让名称不同的地方留在编号里",
          "write both alike if they are one; if not, make them differ in letters or digits"))
    }
  }
}
