import Model

/// A piece of a page or a drawing: a text, or an element with attributes and contents.
///
/// Texts and values of attributes are escaped as they are written, so that nothing in a list becomes an element, an
/// attribute or a script. What is written is HTML and XML alike.
indirect enum Markup {
  case text(String)
  case element(String, [(name: String, value: String)], [Markup])
  /// allot's own style or script, which stands as it is; never anything from a list.
  case verbatim(String)

  /// An element with contents.
  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ contents: [Markup] = []
  ) -> Markup {
    .element(name, attributes.map { ($0.key, $0.value) }, contents)
  }

  /// An element with a text.
  static func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String) -> Markup {
    .element(name, attributes.map { ($0.key, $0.value) }, [.text(text)])
  }

  /// The element with one more attribute.
  func adding(_ name: String, _ value: String) -> Markup {
    guard case .element(let own, let attributes, let contents) = self else { return self }
    return .element(own, attributes + [(name, value)], contents)
  }

  /// The text of a page or drawing.
  /// - Complexity: O(length).
  var written: String {
    var out = ""
    write(to: &out)
    return out
  }

  private func write(to out: inout String) {
    switch self {
    case .text(let text): out += Self.escaped(text)
    case .verbatim(let text): out += text
    case .element(let name, let attributes, let contents):
      out += "<\(name)"
      for (key, value) in attributes { out += " \(key)=\"\(Self.escaped(value))\"" }
      if contents.isEmpty, Self.isEmpty.contains(name) {
        out += "/>"
      } else {
        out += ">"
        for piece in contents { piece.write(to: &out) }
        out += "</\(name)>"
      }
      if Self.endsLine.contains(name) { out += "\n" }
    }
  }

  /// A text as HTML and XML take it, between tags and in attributes. Controls and what XML has no characters for are shown
  /// as `·`.
  static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.printable.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "'": out.append(contentsOf: "&#39;".unicodeScalars)
      case "\u{FFFE}", "\u{FFFF}": out.append("·")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Elements without contents.
  private static let isEmpty: Set<String> = ["meta", "br", "input", "rect", "path", "line", "polyline", "circle"]
  /// Elements after which a line of the page ends.
  private static let endsLine: Set<String> = [
    "head", "meta", "title", "style", "script", "header", "main", "section", "nav", "h1", "h2", "h3", "p", "ul", "li",
    "table", "thead", "tbody", "tfoot", "tr", "figure", "svg", "rect", "path", "footer", "div",
  ]
}

extension Markup: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self = .text(text) }
}
