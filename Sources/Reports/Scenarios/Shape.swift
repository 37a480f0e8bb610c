import Model

/// The elements of drawings in SVG. Coordinates are in tenths of a pixel, so that they are whole numbers.
enum Shape {
  private static func px(_ tenths: Int128) -> String { decimalText(tenths, digits: 1, trimmed: true) }

  /// A text as XML takes it.
  static func escaped(_ text: String) -> String {
    text.printable.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  static func label(
    _ text: String, _ x: Int128, _ y: Int128, anchor: String = "start", size: Int? = nil
  ) -> String {
    let more = size.map { " font-size=\"\($0)\" font-weight=\"bold\"" } ?? ""
    return "<text x=\"\(px(x))\" y=\"\(px(y))\" text-anchor=\"\(anchor)\"\(more)>\(escaped(text))</text>"
  }

  static func path(_ points: [(Int128, Int128)], _ style: String) -> String {
    "<polyline points=\"\(points.map { "\(px($0.0)),\(px($0.1))" }.joined(separator: " "))\" fill=\"none\" \(style)/>"
  }

  static func box(_ left: Int128, _ top: Int128, _ right: Int128, _ bottom: Int128, _ colour: String) -> String {
    "<rect x=\"\(px(left))\" y=\"\(px(top))\" width=\"\(px(right - left))\" height=\"\(px(bottom - top))\" fill=\"\(colour)\"/>"
  }

  static func circle(_ x: Int128, _ y: Int128) -> String {
    "<circle cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"2.8\" fill=\"#14507d\"/>"
  }

  static func cross(_ x: Int128, _ y: Int128) -> String {
    "<path d=\"M\(px(x - 30)) \(px(y - 30))L\(px(x + 30)) \(px(y + 30))M\(px(x - 30)) \(px(y + 30))L\(px(x + 30)) \(px(y - 30))\" stroke=\"#a02020\" stroke-width=\"1.6\"/>"
  }
}
