import Model

/// A front of two aims as a drawing in SVG, readable at the width of a phone. The same front gives the same bytes.
///
/// Each dot is a plan. Nothing lies above and to the right of the stairs; where other plans may lie between two dots, the
/// ground between them is shaded.
/// - Complexity: O(points).
public func paretoDrawing(_ curve: ParetoCurve, _ language: Language) -> String {
  ParetoDrawing(curve: curve, language: language).text
}

private struct ParetoDrawing {
  private let curve: ParetoCurve
  private let zh: Bool
  private let across: Axis?, up: Axis?
  private let dots: [(x: Int128, y: Int128)]
  private static let plot = (left: Int128(620), right: Int128(3240), top: Int128(620), bottom: Int128(2500))

  /// An axis with its ticks in the words of an aim.
  private struct Axis {
    let scale: Scale
    let power: Int
    let words: String
    private let digits: Int

    init?(_ values: [String], _ aim: ParetoCurve.Aim, _ currency: Currency, zh: Bool, from: Int128, to: Int128) {
      let whole = tenTo(Decimals.digits)
      guard
        let scale = Scale(values.compactMap { Decimals($0)?.value }, unit: whole, from: from, to: to, isTight: false)
      else { return nil }
      self.scale = scale
      let largest = (scale.ticks.last ?? 0) / whole
      let least: Int128 = aim.aim == "money" ? 100_000 : 10_000_000
      power = largest < least ? 0 : zh ? 4 : 3
      digits = Decimals.digits + power
      let language: Language = zh ? .zh : .en
      let unit =
        switch aim.aim {
        case "count": ""
        case "money": currencyName(currency, language)
        default: zh ? "分" : "points"
        }
      let large = power > 0 ? zh ? "万" : "thousand " : ""
      words = aimWords(aim.aim, language) + (unit.isEmpty ? "" : zh ? "（\(large)\(unit)）" : " (\(large)\(unit))")
    }

    func text(_ tick: Int128) -> String { decimalText(tick, digits: digits, grouped: true, trimmed: true) }
  }

  init(curve: ParetoCurve, language: Language) {
    (self.curve, zh) = (curve, language == .zh)
    let plot = Self.plot
    let across = Axis(
      curve.points.map(\.x), curve.x, curve.currency, zh: zh, from: plot.left, to: plot.right)
    let up = Axis(curve.points.map(\.y), curve.y, curve.currency, zh: zh, from: plot.bottom, to: plot.top)
    (self.across, self.up) = (across, up)
    dots = curve.points.compactMap { point in
      guard let across, let up, let x = Decimals(point.x), let y = Decimals(point.y) else { return nil }
      return (across.scale.place(x.value), up.scale.place(y.value))
    }
  }

  var text: String {
    let (x, y) = (aimWords(curve.x.aim, language), aimWords(curve.y.aim, language))
    let title = zh ? "两头兼顾：\(x)与\(y)" : "Two aims: \(x) and \(y)"
    let lines =
      [
        """
        <svg xmlns="http://www.w3.org/2000/svg" lang="\(zh ? "zh" : "en")" role="img" width="360" height="340" \
        viewBox="0 0 360 340" font-family="sans-serif" font-size="11" fill="#222">
        """,
        "<title>\(Shape.escaped(title))</title>", "<rect width=\"360\" height=\"340\" fill=\"#fff\"/>",
        Shape.label(zh ? "两头兼顾" : "Two aims", 80, 170, size: 14),
        Shape.label(zh ? "\(x)与\(y)" : "\(x) and \(y)", 80, 320), Shape.label(up?.words ?? y, 80, 480),
      ] + open + frame + stairs + dots.map { Shape.circle($0.x, $0.y) } + legend + ["</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var language: Language { zh ? .zh : .en }

  private var frame: [String] {
    let plot = Self.plot
    var out: [String] = []
    for tick in up?.scale.ticks ?? [] {
      let y = up!.scale.place(tick)
      out.append(Shape.path([(plot.left, y), (plot.right, y)], "stroke=\"#ddd\""))
      out.append(Shape.label(up!.text(tick), plot.left - 50, y + 40, anchor: "end"))
    }
    for tick in across?.scale.ticks ?? [] {
      let x = across!.scale.place(tick)
      out.append(Shape.path([(x, plot.bottom), (x, plot.bottom + 40)], "stroke=\"#222\""))
      out.append(Shape.label(across!.text(tick), x, plot.bottom + 170, anchor: "middle"))
    }
    out.append(
      Shape.path([(plot.left, plot.top), (plot.left, plot.bottom), (plot.right, plot.bottom)], "stroke=\"#222\""))
    out.append(
      Shape.label(across?.words ?? aimWords(curve.x.aim, language), plot.right, plot.bottom + 310, anchor: "end"))
    return out
  }

  /// Where other plans may lie.
  private var open: [String] {
    zip(curve.points, zip(dots, dots.dropFirst())).compactMap { point, ends in
      point.closed == false ? Shape.box(ends.1.x, ends.1.y, ends.0.x, ends.0.y, "#bcd6f0") : nil
    }
  }

  /// The border of what plans reach.
  private var stairs: [String] {
    var line: [(Int128, Int128)] = []
    for dot in dots {
      if let last = line.last { line.append((dot.x, last.1)) }
      line.append((dot.x, dot.y))
    }
    return line.count > 1 ? [Shape.path(line, "stroke=\"#14507d\"")] : []
  }

  private var legend: [String] {
    var out = [
      Shape.circle(180, 2960),
      Shape.label(zh ? "一个方案；两头都更好的没有" : "a plan; none is better in both", 330, 3000),
    ]
    if curve.points.contains(where: { $0.closed == false }) {
      out += [
        Shape.box(80, 3075, 280, 3165, "#bcd6f0"),
        Shape.label(zh ? "带内可能还有别的方案" : "others may lie in the band", 330, 3160),
      ]
    }
    return out
  }
}
