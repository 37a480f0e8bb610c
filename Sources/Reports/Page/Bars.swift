import Model

/// A bar chart: one horizontal bar for each row, divided into parts, such as the needs of a village by how they are served.
struct Bars {
  /// One bar: its name, and its parts in some unit.
  struct Row {
    let name: String
    let parts: [Int128]
    /// What stands right of the bar.
    var note = ""
  }

  /// The parts that a bar may have: their names and colours.
  let parts: [(name: String, colour: String, ink: String)]
  let rows: [Row]
  /// Whether each part has its number in it.
  var isNumbered = true

  private static let width: Int128 = 9600, left: Int128 = 2300, right: Int128 = 8300, row: Int128 = 260
  private static let top: Int128 = 420

  /// - Complexity: O(rows).
  func picture(id: String, title: String, description: String) -> Picture {
    let most = max(1, rows.map { $0.parts.reduce(0, +) }.max() ?? 1)
    var shapes = legend
    for (index, row) in rows.enumerated() {
      let y = Self.top + Int128(index) * Self.row
      shapes.append(Picture.label(Picture.cut(row.name, 30), Self.left - 80, y + 155, anchor: "end"))
      var x = Self.left
      for (part, amount) in zip(parts, row.parts) where amount > 0 {
        let wide = amount * (Self.right - Self.left) / most
        shapes.append(
          Picture.box(
            x, y, wide, Self.row - 60, part.colour, hasEdge: true, note: "\(row.name) · \(part.name)"))
        if isNumbered, wide >= 80 * Int128(String(amount).count) + 60 {
          shapes.append(Picture.label(String(amount), x + wide / 2, y + 147, anchor: "middle", colour: part.ink))
        }
        x += wide
      }
      if !row.note.isEmpty { shapes.append(Picture.label(row.note, x + 80, y + 150)) }
    }
    return Picture(
      id: id, title: title, description: description, width: Self.width,
      height: Self.top + Int128(rows.count) * Self.row + 60, shapes: shapes)
  }

  private var legend: [Markup] {
    var (out, x) = ([Markup](), Self.left)
    for part in parts {
      out.append(Picture.box(x, 120, 140, 140, part.colour, hasEdge: true))
      out.append(Picture.label(part.name, x + 200, 240))
      x += 400 + Int128(displayWidth(part.name)) * 72
    }
    return out
  }
}
