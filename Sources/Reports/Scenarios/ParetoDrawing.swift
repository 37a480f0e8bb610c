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
  private let language: Language
  private let across: DrawnAxis?, up: DrawnAxis?
  private let dots: [(x: Int128, y: Int128)]
  private static let plot = Plot(left: 620, right: 3240, top: 620, bottom: 2500)

  init(curve: ParetoCurve, language: Language) {
    (self.curve, self.language) = (curve, language)
    let plot = Self.plot
    func axis(_ values: [String], _ aim: ParetoCurve.Aim, _ place: (from: Int128, to: Int128)) -> DrawnAxis? {
      DrawnAxis(
        values.compactMap { Decimals($0)?.value }, digits: Decimals.digits,
        large: aim.aim == "money" ? 100_000 : 10_000_000, zh: language == .zh, place: place, isTight: false)
    }
    let across = axis(curve.points.map(\.x), curve.x, (plot.left, plot.right))
    let up = axis(curve.points.map(\.y), curve.y, (plot.bottom, plot.top))
    (self.across, self.up) = (across, up)
    dots = curve.points.compactMap { point in
      guard let across, let up, let x = Decimals(point.x), let y = Decimals(point.y) else { return nil }
      return (across.scale.place(x.value), up.scale.place(y.value))
    }
  }

  var text: String {
    let (x, y) = (aimWords(curve.x.aim, language), aimWords(curve.y.aim, language))
    return Shape.drawing(
      language, title: zh ? "两头兼顾：\(x)与\(y)" : "Two aims: \(x) and \(y)",
      heading: zh ? "两头兼顾" : "Two aims", zh ? "\(x)与\(y)" : "\(x) and \(y)", words(curve.y, up),
      open + Shape.frame(Self.plot, up: up, across: across, words(curve.x, across)) + stairs
        + dots.map { Shape.circle($0.x, $0.y) } + legend)
  }

  private var zh: Bool { language == .zh }

  /// An aim with its unit, if its axis has numbers.
  private func words(_ aim: ParetoCurve.Aim, _ axis: DrawnAxis?) -> String {
    let name = aimWords(aim.aim, language)
    guard let axis, aim.aim != "count" else { return name }
    let currency = curve.currency
    return aim.aim == "money"
      ? name + unitWords(currencyName(currency, .zh), currencyName(currency, .en), of: axis, zh: zh)
      : name + unitWords("分", "points", of: axis, zh: zh)
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
