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
  private let amounts: DrawnAxis
  private let values: DrawnAxis?
  private let dots: [Dot]
  private static let plot = Plot(left: 620, right: 3420, top: 620, bottom: 2500)

  init(curve: FrontierCurve, language: Language) {
    (self.curve, zh) = (curve, language == .zh)
    let plot = Self.plot
    let places = curve.points.map { point in
      point.amount.map { Int128($0) } ?? (Decimals(point.change)?.value ?? 0) / tenTo(Decimals.digits - 2)
    }
    let amounts = DrawnAxis(
      places, digits: curve.isOfFloors ? 2 : curve.currency.digits, large: curve.isOfFloors ? .max : 100_000, zh: zh,
      place: (plot.left, plot.right), isTight: true)!
    let figures = curve.points.flatMap { [$0.value, $0.bound] }.compactMap { $0.flatMap(Decimals.init)?.value }
    let values = DrawnAxis(
      figures, digits: Decimals.digits, large: 10_000_000, zh: zh, place: (plot.bottom, plot.top), isTight: false)
    (self.amounts, self.values) = (amounts, values)
    dots = zip(curve.points, places).map { point, place in
      Dot(
        point: point, x: amounts.scale.place(place),
        value: point.value.flatMap(Decimals.init).flatMap { values?.scale.place($0.value) },
        bound: point.bound.flatMap(Decimals.init).flatMap { values?.scale.place($0.value) })
    }
  }

  /// The whole drawing.
  var text: String {
    let title =
      curve.isOfFloors
      ? zh ? "保底与得分曲线" : "Value against guarantee" : zh ? "资金效益曲线" : "Value against money"
    return Shape.drawing(
      language, title: title + (zh ? "：" : ": ") + scope, heading: title, scope, valueWords,
      silence + bands + frame + line + marks + legend)
  }

  private var language: Language { zh ? .zh : .en }

  private var scope: String {
    let words = curve.scopeWords(language)
    // A long name is cut, so that it stays inside the drawing.
    return words.count > 40 ? String(words.prefix(39)) + "…" : words
  }

  // MARK: - Axes

  private var valueWords: String {
    switch curve.objective {
    case "count": zh ? "项目数" : "projects"
    case "money": (zh ? "安排的金额" : "money placed") + moneyUnit(of: values)
    default: (zh ? "综合得分" : "value") + unitWords("分", "points", of: values, zh: zh)
    }
  }

  private func moneyUnit(of axis: DrawnAxis?) -> String {
    unitWords(currencyName(curve.currency, .zh), currencyName(curve.currency, .en), of: axis, zh: zh)
  }

  private var frame: [String] {
    let plot = Self.plot
    let words =
      curve.isOfFloors
      ? zh ? "保底升降（百分点）" : "floors moved by (percentage points)" : (zh ? "金额" : "amount") + moneyUnit(of: amounts)
    var out = Shape.frame(plot, up: values, across: amounts, words)
    if let now = dots.first(where: { Decimals($0.point.change)?.value == 0 }) {
      out.append(Shape.path([(now.x, plot.top), (now.x, plot.bottom)], "stroke=\"#888\" stroke-dasharray=\"3 3\""))
      out.append(Shape.label(zh ? "现有" : "now", now.x, plot.top - 30, anchor: "middle"))
    }
    return out
  }

  // MARK: - The curve

  /// The ground where nothing is said of the value.
  private var silence: [String] {
    let plot = Self.plot
    return zip(curve.intervals, zip(dots, dots.dropFirst())).filter { !$0.0.isBounded && !$0.0.isAdjacent }.map {
      _, ends in Shape.box(ends.0.x, plot.top, ends.1.x, plot.bottom, "#eee")
    }
  }

  /// From the value of the end with less up to the bound of the end with more.
  private var bands: [String] {
    zip(curve.intervals, zip(dots, dots.dropFirst())).compactMap { interval, ends in
      let (less, more) = curve.isOfFloors ? (ends.1, ends.0) : (ends.0, ends.1)
      guard interval.isBounded, let low = less.value, let high = more.bound, high < low else { return nil }
      return Shape.box(ends.0.x, high, ends.1.x, low, "#bcd6f0")
    }
  }

  /// The value that is reached, as stairs: that of the end with less holds up to the end with more.
  private var line: [String] {
    var out: [String] = []
    var run: [(Int128, Int128)] = []
    for (index, dot) in dots.enumerated() {
      if let y = dot.value {
        if let last = run.last { run.append(curve.isOfFloors ? (last.0, y) : (dot.x, last.1)) }
        run.append((dot.x, y))
      }
      let goesOn =
        index < curve.intervals.count && (curve.intervals[index].isBounded || curve.intervals[index].isAdjacent)
      if !goesOn || dot.value == nil {
        if run.count > 1 { out.append(Shape.path(run, "stroke=\"#14507d\" stroke-width=\"2\"")) }
        run = []
      }
    }
    return out
  }

  /// A dot for each plan that begins a stair with a bar up to its bound, and a cross for each point without a plan.
  private var marks: [String] {
    let told = Set(curve.stairs.map(\.point.change))
    return dots.filter { told.contains($0.point.change) }.flatMap { dot -> [String] in
      guard let value = dot.value else {
        return dot.point.status == "infeasible" ? [Shape.cross(dot.x, Self.plot.bottom - 50)] : []
      }
      var out: [String] = []
      if let bound = dot.bound, bound < value {
        out.append(Shape.path([(dot.x, value), (dot.x, bound)], "stroke=\"#14507d\""))
      }
      return out + [Shape.circle(dot.x, value)]
    }
  }

  private var legend: [String] {
    var entries: [(drawing: String, words: String)] = []
    let rows: [Int128] = [2960, 3120, 3280]
    func row() -> Int128 { rows[min(entries.count, rows.count - 1)] }
    let y = row()
    entries.append(
      (
        Shape.path([(80, y), (280, y)], "stroke=\"#14507d\" stroke-width=\"2\"") + Shape.circle(180, y),
        zh ? "可以达到的得分；圆点是表中有方案的各行" : "value that a plan reaches; dots: rows with a plan"
      ))
    if !bands.isEmpty {
      entries.append(
        (Shape.box(80, row() - 45, 280, row() + 45, "#bcd6f0"), zh ? "最好的得分在带内" : "the best value lies in the band"))
    }
    if !silence.isEmpty || curve.points.contains(where: { $0.status == "infeasible" }) {
      entries.append(
        (
          Shape.box(80, row() - 45, 280, row() + 45, "#eee") + Shape.cross(180, row()),
          zh ? "灰：得分不作断言；×：没有方案" : "grey: no claim on the value; ×: no plan"
        ))
    }
    return zip(rows, entries).flatMap { y, entry in [entry.drawing, Shape.label(entry.words, 330, y + 40)] }
  }
}
