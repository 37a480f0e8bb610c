import Model

/// The elements of drawings in SVG. Coordinates are in tenths of a pixel, so that they are whole numbers.
enum Shape {
  private static func px(_ tenths: Int128) -> String { decimalText(tenths, digits: 1, trimmed: true) }

  /// A text as XML takes it.
  static func escaped(_ text: String) -> String { Markup.escaped(text) }

  /// A drawing of the width of a phone: its title for readers by ear, a heading with two lines below it, and the shapes.
  static func drawing(
    _ language: Language, title: String, heading: String, _ first: String, _ second: String, _ shapes: [String]
  ) -> String {
    let lines =
      [
        """
        <svg xmlns="http://www.w3.org/2000/svg" lang="\(language.rawValue)" role="img" width="360" height="340" \
        viewBox="0 0 360 340" font-family="sans-serif" font-size="11" fill="#222">
        """,
        "<title>\(escaped(title))</title>", "<rect width=\"360\" height=\"340\" fill=\"#fff\"/>",
        label(heading, 80, 170, size: 14), label(first, 80, 320), label(second, 80, 480),
      ] + shapes + ["</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The frame of a plot: the lines and numbers of the upright axis, the numbers of the other and its words.
  static func frame(_ plot: Plot, up: DrawnAxis?, across: DrawnAxis?, _ words: String) -> [String] {
    var out: [String] = []
    for tick in up?.scale.ticks ?? [] {
      let y = up!.scale.place(tick)
      out.append(path([(plot.left, y), (plot.right, y)], "stroke=\"#ddd\""))
      out.append(label(up!.text(tick), plot.left - 50, y + 40, anchor: "end"))
    }
    for tick in across?.scale.ticks ?? [] {
      let x = across!.scale.place(tick)
      out.append(path([(x, plot.bottom), (x, plot.bottom + 40)], "stroke=\"#222\""))
      out.append(label(across!.text(tick), x, plot.bottom + 170, anchor: "middle"))
    }
    out.append(path([(plot.left, plot.top), (plot.left, plot.bottom), (plot.right, plot.bottom)], "stroke=\"#222\""))
    return out + [label(words, plot.right, plot.bottom + 310, anchor: "end")]
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

/// The ground of a drawing on which its points lie, in tenths of a pixel.
struct Plot {
  let left: Int128, right: Int128, top: Int128, bottom: Int128
}
