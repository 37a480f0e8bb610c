import Model

/// A drawing in a page with what it says in words, for those who do not see it. Coordinates are in tenths of a pixel, so that
/// they are whole numbers.
struct Picture {
  /// Its name in the page, which its title and description are called after.
  let id: String
  let title: String
  /// What it shows and how to read it.
  let description: String
  let width: Int128, height: Int128
  let shapes: [Markup]

  /// The drawing above its description. It is wider than a phone, so its frame can be moved sideways.
  var markup: Markup {
    let drawing = Markup.tag(
      "svg",
      [
        "role": "img", "aria-labelledby": "\(id)-title \(id)-text",
        "viewBox": "0 0 \(Self.px(width)) \(Self.px(height))",
        "width": Self.px(width), "height": Self.px(height), "font-size": "13",
      ],
      [
        .tag("title", ["id": "\(id)-title"], title),
        .tag("rect", ["width": Self.px(width), "height": Self.px(height), "fill": "#fff"]),
      ] + shapes)
    return .tag(
      "figure", ["id": id],
      [
        .tag("div", ["class": "frame", "role": "region", "tabindex": "0", "aria-label": title], [drawing]),
        .tag("figcaption", ["id": "\(id)-text"], [.tag("strong", [:], title), .text(" " + description)]),
      ])
  }

  /// Tenths of a pixel as a number of SVG.
  static func px(_ tenths: Int128) -> String { decimalText(tenths, digits: 1, trimmed: true) }

  static func box(
    _ x: Int128, _ y: Int128, _ width: Int128, _ height: Int128, _ colour: String, hasEdge: Bool = false,
    note: String = ""
  ) -> Markup {
    let made = Markup.tag(
      "rect", ["x": px(x), "y": px(y), "width": px(width), "height": px(height), "fill": colour],
      note.isEmpty ? [] : [.tag("title", [:], note)])
    return hasEdge ? made.adding("stroke", "#444").adding("stroke-width", "0.8") : made
  }

  /// A text; with a halo where it lies on shapes.
  static func label(
    _ text: String, _ x: Int128, _ y: Int128, anchor: String = "start", colour: String = "#222", hasHalo: Bool = false
  ) -> Markup {
    let made = Markup.tag("text", ["x": px(x), "y": px(y), "text-anchor": anchor, "fill": colour], text)
    guard hasHalo else { return made }
    return made.adding("stroke", "#fff").adding("stroke-width", "3").adding("paint-order", "stroke").adding(
      "stroke-linejoin", "round")
  }

  static func line(_ points: [(Int128, Int128)], _ colour: String, width: String = "1") -> Markup {
    .tag(
      "polyline",
      [
        "points": points.map { "\(px($0.0)),\(px($0.1))" }.joined(separator: " "), "fill": "none", "stroke": colour,
        "stroke-width": width,
      ])
  }

  /// A text cut to so many terminal columns.
  static func cut(_ text: String, _ most: Int) -> String {
    guard displayWidth(text) > most else { return text }
    var (out, width) = ("", 0)
    for character in text {
      width += displayWidth(character)
      if width > most - 1 { break }
      out.append(character)
    }
    return out + "…"
  }
}
