import ExactProgram
import IntegerProgram
import Model

extension Formulation {
  mutating func addProject(_ project: Project) {
    let block = project.id.text
    var chosen: [Expression] = []
    var scales: [Expression] = []
    var begun: [[(period: Int, begun: Expression)]] = []
    var lines: [String: Expression] = [:]
    for variant in project.variants {
      let subjects = [project.id.text, variant.id.text]
      let y = exact.addColumn(Meaning("carry-out", subjects), .choice, upper: 1, block: block)
      chosen.append(y)
      begun.append(addStarts(variant, of: project, y))
      // Scales are in thousandths; the column of a whole scale counts thousands of them.
      var g = y * Int128(variant.scaleMin.milli)
      if !variant.hasFixedScale {
        let isWhole = variant.scaleKind == .integer
        let step: Int128 = isWhole ? 1000 : 1
        scaleColumns[[self.chosen.count, chosen.count - 1]] = exact.columns.count
        let above = exact.addColumn(
          Meaning("scale", subjects), isWhole ? .choice : .amount,
          upper: Int128(variant.scaleMax.milli - variant.scaleMin.milli) / step, block: block)
        exact.add(
          Meaning("scale-bounds", subjects),
          above - y * (Int128(variant.scaleMax.milli - variant.scaleMin.milli) / step),
          atMost: 0, block: block)
        g += above * step
      }
      scales.append(g)
      for (number, line) in variant.costs.enumerated() {
        lines[line.type, default: .zero] += lineCost(
          line, number, variant, y, g, subjects, block, [self.chosen.count, chosen.count - 1])
        if modelVariant.parametricChange == .costCut(project.id) {
          let cut = costCut(line, [self.chosen.count, chosen.count - 1, number], variant, y, subjects)
          lines[line.type]! += cut * -1
        }
      }
    }
    self.chosen.append(chosen)
    self.begun.append(begun)
    scale.append(scales)
    costs.append(lines)
  }

  /// `⌈fixed + per_unit × g⌉`.
  private mutating func lineCost(
    _ line: CostLine, _ number: Int, _ variant: Variant, _ y: Expression, _ g: Expression, _ subjects: [String],
    _ block: String, _ place: [Int]
  ) -> Expression {
    let rate = Int128(line.perUnit.minorUnits)
    if variant.hasFixedScale { return y * line.cost(at: variant.scaleMin) }
    let milli = y * (Int128(line.fixed.minorUnits) * 1000) + g * rate
    if milli.terms.allSatisfy({ $0.coefficient % 1000 == 0 }) { return Expression(dividing: milli, by: 1000) }
    lineColumns[place + [number]] = exact.columns.count
    let cost = exact.addColumn(
      Meaning("line-cost", subjects + [line.type, String(number)]), .amount, upper: line.cost(at: variant.scaleMax),
      block: block)
    exact.add(
      Meaning("line-cost", subjects + [line.type, String(number)]), cost * 1000 - milli, atLeast: 0, atMost: 999,
      block: block)
    // The cost is 0 if the variant is not carried out.
    exact.add(
      Meaning("line-cost", subjects + [line.type, String(number), "none"]), cost - y * line.cost(at: variant.scaleMax),
      atMost: 0, block: block)
    return cost
  }

  /// Adds the column of a cost line's reduction: at most the line's cost at the least scale, and 0 if the variant is
  /// not carried out.
  private mutating func costCut(
    _ line: CostLine, _ place: [Int], _ variant: Variant, _ y: Expression, _ subjects: [String]
  ) -> Expression {
    let most = line.cost(at: variant.scaleMin)
    let meaning = Meaning("cost-cut", subjects + [line.type, String(place[2])])
    let cut = exact.addColumn(meaning, .amount, upper: most, block: subjects[0])
    exact.add(meaning, cut - y * most, atMost: 0, block: subjects[0])
    cutColumns[place] = cut
    measure = (measure ?? .zero) + cut
    return cut
  }
}

extension Expression {
  /// - Precondition: `divisor` divides every coefficient.
  init(dividing expression: Expression, by divisor: Int128) {
    self.init()
    for (column, coefficient) in expression.terms { self += Expression(column: column, coefficient / divisor) }
    constant = expression.constant / divisor
  }
}
