import Model

/// The projects of a plan, those with most points for their money first, with money and points summed up one after the other.
///
/// It is no frontier: with less money another choice may be better.
struct FundingCurve {
  /// A project and what it costs and brings, with the sums up to it.
  struct Step {
    let project: ProjectID
    /// Minor units.
    let cost: Int128
    /// In 10^-``FundingCurve/digits`` points.
    let points: Int128
    let costs: Int128, sum: Int128
  }

  let steps: [Step]
  /// The decimals of points: with a weight formula, four more.
  let digits: Int

  /// - Complexity: O(n log n) in the plan's lines.
  init(_ plan: Plan, _ instance: Instance) {
    let weights = plan.weights.map {
      Dictionary($0.map { ($0.place, Int128($0.weight.basisPoints)) }, uniquingKeysWith: { a, _ in a })
    }
    digits = weights == nil ? 9 : 13
    var points: [ProjectID: Int128] = [:]
    for credit in plan.allocation.credits {
      let need = instance.need(credit.need)
      points[credit.project, default: 0] +=
        Int128(credit.micro) * Int128(need.value.milli) * Int128(need.urgency)
        * (weights.map { $0[need.place] ?? 0 } ?? 1)
    }
    let costs = plan.allocation.costs
    let own = plan.allocation.awards.map { ($0.project, costs[$0.project] ?? 0, points[$0.project] ?? 0) }
    var (money, sum): (Int128, Int128) = (0, 0)
    steps = own.sorted(by: Self.bringsMore).map { project, cost, points in
      money += cost
      sum += points
      return Step(project: project, cost: cost, points: points, costs: money, sum: sum)
    }
  }

  private typealias Item = (project: ProjectID, cost: Int128, points: Int128)

  /// Whether one brings more points for its money than another; among equals the first id comes first.
  private static func bringsMore(_ a: Item, _ b: Item) -> Bool {
    let (one, other) = (a.points.multipliedFullWidth(by: b.cost), b.points.multipliedFullWidth(by: a.cost))
    if (one.high, one.low) != (other.high, other.low) { return (one.high, one.low) > (other.high, other.low) }
    return a.project < b.project
  }

  /// The curve as a drawing.
  func picture(
    id: String, title: String, description: String, _ currency: Currency, _ language: Language
  ) -> Picture? {
    let zh = language == .zh
    let plot = Plot(left: 1100, right: 9300, top: 560, bottom: 3600)
    let (money, values) = ([0] + steps.map(\.costs), [0] + steps.map(\.sum))
    guard
      let across = DrawnAxis(
        money, digits: currency.digits, large: 100_000, zh: zh, place: (plot.left, plot.right), isTight: true),
      let up = DrawnAxis(
        values, digits: digits, large: 10_000_000, zh: zh, place: (plot.bottom, plot.top), isTight: false)
    else { return nil }
    var shapes: [Markup] = []
    for tick in up.scale.ticks {
      let y = up.scale.place(tick)
      shapes.append(Picture.line([(plot.left, y), (plot.right, y)], "#ddd"))
      shapes.append(Picture.label(up.text(tick), plot.left - 80, y + 45, anchor: "end"))
    }
    for tick in across.scale.ticks {
      let x = across.scale.place(tick)
      shapes.append(Picture.line([(x, plot.bottom), (x, plot.bottom + 50)], "#222"))
      shapes.append(Picture.label(across.text(tick), x, plot.bottom + 220, anchor: "middle"))
    }
    let points = zip(money, values).map { (across.scale.place($0), up.scale.place($1)) }
    shapes.append(Picture.line([(plot.left, plot.top), (plot.left, plot.bottom), (plot.right, plot.bottom)], "#222"))
    shapes.append(Picture.line(points, "#14507d", width: "2"))
    for (x, y) in points {
      shapes.append(
        .tag(
          "circle", ["cx": Picture.px(x), "cy": Picture.px(y), "r": points.count > 60 ? "2" : "3.5", "fill": "#14507d"])
      )
    }
    shapes.append(Picture.label((zh ? "累计得分" : "summed up") + unitWords("分", "points", of: up, zh: zh), 200, 260))
    let unit = unitWords(currencyName(currency, .zh), currencyName(currency, .en), of: across, zh: zh)
    shapes.append(
      Picture.label((zh ? "累计资金" : "summed up") + unit, plot.right, plot.bottom + 480, anchor: "end"))
    return Picture(id: id, title: title, description: description, width: 9600, height: 4200, shapes: shapes)
  }

  /// The steps as a table.
  func table(_ instance: Instance, _ currency: Currency, _ language: Language) -> TextTable {
    let zh = language == .zh
    var table = TextTable([
      (zh ? "编号" : "id", .left), (zh ? "项目" : "project", .left), (zh ? "费用" : "cost", .right),
      (zh ? "得分" : "points", .right), (zh ? "累计资金" : "money, summed up", .right),
      (zh ? "累计得分" : "points, summed up", .right),
    ])
    func money(_ amount: Int128) -> String { decimalText(amount, digits: currency.digits, grouped: true) }
    func score(_ points: Int128) -> String { decimalText(points, digits: digits, grouped: true, trimmed: true) }
    for step in steps {
      table.add([
        step.project.text, instance.project(step.project).title, money(step.cost), score(step.points),
        money(step.costs), score(step.sum),
      ])
    }
    return table
  }
}
