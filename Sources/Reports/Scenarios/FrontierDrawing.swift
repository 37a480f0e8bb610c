import Model

/// A frontier as a drawing in SVG, readable at the width of a phone. The same curve gives the same bytes.
///
/// The line is the value that is reached: between two points it is that of the point with less money. The band above it
/// goes up to the bound. Where nothing is proven of the value, the ground is grey.
/// - Complexity: O(points).
public func frontierDrawing(_ curve: FrontierCurve, _ language: Language) -> String {
  let drawing = FrontierDrawing(curve: curve, language: language)
  return drawing.text
}

/// Coordinates are in tenths of a pixel, so that they are whole numbers.
private struct FrontierDrawing {
  private struct Dot {
    let point: FrontierCurve.Point
    let x: Int128
    /// The heights of the value and the bound; nil without a plan.
    let value: Int128?, bound: Int128?
  }

  private let curve: FrontierCurve
  private let zh: Bool
  private let amounts: Scale
  private let values: Scale?
  private let dots: [Dot]
  private static let plot = (left: Int128(620), right: Int128(3420), top: Int128(620), bottom: Int128(2500))

  init(curve: FrontierCurve, language: Language) {
    (self.curve, zh) = (curve, language == .zh)
    let plot = Self.plot
    let money = curve.points.map { Int128($0.amount) }
    let amounts = Scale(
      money, unit: tenTo(curve.currency.digits), from: plot.left, to: plot.right, isTight: true)!
    let figures = curve.points.flatMap { [$0.value, $0.bound] }.compactMap { $0.flatMap(Decimals.init)?.value }
    let values = Scale(
      figures, unit: tenTo(Decimals.digits), from: plot.bottom, to: plot.top, isTight: false)
    (self.amounts, self.values) = (amounts, values)
    dots = curve.points.map { point in
      Dot(
        point: point, x: amounts.place(Int128(point.amount)),
        value: point.value.flatMap(Decimals.init).flatMap { values?.place($0.value) },
        bound: point.bound.flatMap(Decimals.init).flatMap { values?.place($0.value) })
    }
  }

  /// The whole drawing.
  var text: String {
    let title = zh ? "资金效益曲线" : "Value against money"
    let lines =
      [
        """
        <svg xmlns="http://www.w3.org/2000/svg" lang="\(zh ? "zh" : "en")" role="img" width="360" height="340" \
        viewBox="0 0 360 340" font-family="sans-serif" font-size="11" fill="#222">
        """,
        "<title>\(escaped(title + (zh ? "：" : ": ") + scope))</title>",
        "<rect width=\"360\" height=\"340\" fill=\"#fff\"/>", label(title, 80, 170, size: 14),
        label(scope, 80, 320), label(valueWords, 80, 480),
      ] + silence + bands + frame + line + marks + legend + ["</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var scope: String {
    let words = curve.scopeWords(zh ? .zh : .en)
    // A long name is cut, so that it stays inside the drawing.
    return words.count > 40 ? String(words.prefix(39)) + "…" : words
  }

  // MARK: - Axes

  /// How many digits large numbers are told without: 万 in Chinese, thousands in English.
  private func power(_ ticks: [Int128], _ digits: Int, from least: Int128) -> Int {
    let largest = (ticks.last ?? 0) / tenTo(digits)
    return largest < least ? 0 : zh ? 4 : 3
  }

  private var moneyPower: Int { power(amounts.ticks, curve.currency.digits, from: 100_000) }
  private var valuePower: Int { power(values?.ticks ?? [], Decimals.digits, from: 10_000_000) }

  private func unit(_ zhUnit: String, _ enUnit: String, _ power: Int) -> String {
    zh ? "（\(power > 0 ? "万" : "")\(zhUnit)）" : " (\(power > 0 ? "thousand " : "")\(enUnit))"
  }

  private func moneyUnit(_ power: Int) -> String {
    unit(currencyName(curve.currency, .zh), currencyName(curve.currency, .en), power)
  }

  private var valueWords: String {
    switch curve.objective {
    case "count": zh ? "项目数" : "projects"
    case "money": (zh ? "安排的金额" : "money placed") + moneyUnit(valuePower)
    default: (zh ? "综合得分" : "value") + unit("分", "points", valuePower)
    }
  }

  private var frame: [String] {
    let plot = Self.plot
    var out: [String] = []
    for tick in values?.ticks ?? [] {
      let y = values!.place(tick)
      out.append(path([(plot.left, y), (plot.right, y)], "stroke=\"#ddd\""))
      out.append(
        label(
          decimalText(tick, digits: Decimals.digits + valuePower, grouped: true, trimmed: true), plot.left - 50, y + 40,
          anchor: "end"))
    }
    for tick in amounts.ticks {
      let x = amounts.place(tick)
      out.append(path([(x, plot.bottom), (x, plot.bottom + 40)], "stroke=\"#222\""))
      let digits = curve.currency.digits + moneyPower
      out.append(
        label(decimalText(tick, digits: digits, grouped: true, trimmed: true), x, plot.bottom + 170, anchor: "middle"))
    }
    out.append(
      path([(plot.left, plot.top), (plot.left, plot.bottom), (plot.right, plot.bottom)], "stroke=\"#222\""))
    out.append(label((zh ? "金额" : "amount") + moneyUnit(moneyPower), plot.right, plot.bottom + 310, anchor: "end"))
    if let now = dots.first(where: { $0.point.change == 0 }) {
      out.append(path([(now.x, plot.top), (now.x, plot.bottom)], "stroke=\"#888\" stroke-dasharray=\"3 3\""))
      out.append(label(zh ? "现有" : "now", now.x, plot.top - 30, anchor: "middle"))
    }
    return out
  }

  // MARK: - The curve

  /// The ground where nothing is said of the value.
  private var silence: [String] {
    let plot = Self.plot
    return zip(curve.intervals, zip(dots, dots.dropFirst())).filter { !$0.0.isBounded }.map { _, ends in
      box(ends.0.x, plot.top, ends.1.x, plot.bottom, "#eee")
    }
  }

  /// From the value of the end with less money up to the bound of the end with more.
  private var bands: [String] {
    zip(curve.intervals, zip(dots, dots.dropFirst())).compactMap { interval, ends in
      guard interval.isBounded, let low = ends.0.value, let high = ends.1.bound, high < low else { return nil }
      return box(ends.0.x, high, ends.1.x, low, "#bcd6f0")
    }
  }

  /// The value that is reached, as steps.
  private var line: [String] {
    var out: [String] = []
    var run: [(Int128, Int128)] = []
    for (index, dot) in dots.enumerated() {
      if let y = dot.value {
        if let last = run.last { run.append((dot.x, last.1)) }
        run.append((dot.x, y))
      }
      let goesOn = index < curve.intervals.count && curve.intervals[index].isBounded
      if !goesOn {
        if run.count > 1 { out.append(path(run, "stroke=\"#14507d\" stroke-width=\"2\"")) }
        run = []
      }
    }
    return out
  }

  /// A dot for each plan with a bar up to its bound, and a cross for each point without a plan.
  private var marks: [String] {
    dots.flatMap { dot -> [String] in
      guard let value = dot.value else {
        return dot.point.status == "infeasible" ? [cross(dot.x, Self.plot.bottom - 50)] : []
      }
      var out: [String] = []
      if let bound = dot.bound, bound < value {
        out.append(path([(dot.x, value), (dot.x, bound)], "stroke=\"#14507d\""))
      }
      return out + [circle(dot.x, value)]
    }
  }

  private var legend: [String] {
    var entries: [(drawing: String, words: String)] = []
    let rows: [Int128] = [2960, 3120, 3280]
    func row() -> Int128 { rows[min(entries.count, rows.count - 1)] }
    let y = row()
    entries.append(
      (
        path([(80, y), (280, y)], "stroke=\"#14507d\" stroke-width=\"2\"") + circle(180, y),
        zh ? "可以达到的得分；圆点是有方案的金额" : "value that a plan reaches; dots: amounts with a plan"
      ))
    if !bands.isEmpty {
      entries.append(
        (box(80, row() - 45, 280, row() + 45, "#bcd6f0"), zh ? "最好的得分在带内" : "the best value lies in the band"))
    }
    if !silence.isEmpty || curve.points.contains(where: { $0.status == "infeasible" }) {
      entries.append(
        (
          box(80, row() - 45, 280, row() + 45, "#eee") + cross(180, row()),
          zh ? "灰：得分不作断言；×：没有方案" : "grey: no claim on the value; ×: no plan"
        ))
    }
    return zip(rows, entries).flatMap { y, entry in [entry.drawing, label(entry.words, 330, y + 40)] }
  }

  // MARK: - Shapes

  private func px(_ tenths: Int128) -> String { decimalText(tenths, digits: 1, trimmed: true) }

  private func escaped(_ text: String) -> String {
    text.printable.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private func label(
    _ text: String, _ x: Int128, _ y: Int128, anchor: String = "start", size: Int? = nil
  ) -> String {
    let more = size.map { " font-size=\"\($0)\" font-weight=\"bold\"" } ?? ""
    return "<text x=\"\(px(x))\" y=\"\(px(y))\" text-anchor=\"\(anchor)\"\(more)>\(escaped(text))</text>"
  }

  private func path(_ points: [(Int128, Int128)], _ style: String) -> String {
    "<polyline points=\"\(points.map { "\(px($0.0)),\(px($0.1))" }.joined(separator: " "))\" fill=\"none\" \(style)/>"
  }

  private func box(_ left: Int128, _ top: Int128, _ right: Int128, _ bottom: Int128, _ colour: String) -> String {
    "<rect x=\"\(px(left))\" y=\"\(px(top))\" width=\"\(px(right - left))\" height=\"\(px(bottom - top))\" fill=\"\(colour)\"/>"
  }

  private func circle(_ x: Int128, _ y: Int128) -> String {
    "<circle cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"2.8\" fill=\"#14507d\"/>"
  }

  private func cross(_ x: Int128, _ y: Int128) -> String {
    "<path d=\"M\(px(x - 30)) \(px(y - 30))L\(px(x + 30)) \(px(y + 30))M\(px(x - 30)) \(px(y + 30))L\(px(x + 30)) \(px(y - 30))\" stroke=\"#a02020\" stroke-width=\"1.6\"/>"
  }
}
