import ExactProgram
import IntegerProgram
import Model

extension Formulation {
  /// Adds the columns of a project's variants: whether each is carried out, its start, its scale and its cost lines.
  mutating func addProject(_ project: Project) {
    var chosen: [Expression] = []
    var scales: [Expression] = []
    var begun: [[(period: Int, begun: Expression)]] = []
    var costs: [String: Expression] = [:]
    var lines: [[Expression]] = []
    for variant in project.variants {
      lines.append([])
      let key = VariantKey(project: project.id, variant: variant.id)
      let y = addColumn(.carryOut(key), .choice, upper: 1)
      chosen.append(y)
      begun.append(addStarts(variant, of: project, y))
      let g = addScale(variant, key, y)
      scales.append(g)
      for (number, line) in variant.costs.enumerated() {
        let lineKey = LineKey(variant: key, number: number, costType: line.type)
        var cost = addLineCost(line, lineKey, variant, y, g)
        if modelVariant.parametricChange == .costCut(project.id) {
          cost += addCostCut(line, lineKey, variant, y) * -1
        }
        costs[line.type, default: .zero] += cost
        lines[lines.count - 1].append(cost)
      }
    }
    self.chosen.append(chosen)
    self.begun.append(begun)
    scale.append(scales)
    self.costs.append(costs)
    lineCosts.append(hasLongVariant(project) ? lines : [])
  }

  /// Adds the column of a variant's scale, unless the scale is fixed.
  /// - Returns: The scale in thousandths, 0 if the variant is not carried out.
  private mutating func addScale(_ variant: Variant, _ key: VariantKey, _ y: Expression) -> Expression {
    let g = y * Int128(variant.scaleMin.milli)
    if variant.hasFixedScale { return g }
    // Scales are in thousandths; the column of a whole scale counts thousands of them.
    let isWhole = variant.scaleKind == .integer
    let step: Int128 = isWhole ? 1000 : 1
    let most = Int128(variant.scaleMax.milli - variant.scaleMin.milli) / step
    let above = addColumn(.scale(key), isWhole ? .choice : .amount, upper: most)
    exact.add(Meaning("scale-bounds", key.subjects), above - y * most, atMost: 0, block: key.project.text)
    return g + above * step
  }

  /// The cost of a line, `⌈fixed + per_unit × g⌉`, with a column only if the cost must be rounded.
  private mutating func addLineCost(
    _ line: CostLine, _ key: LineKey, _ variant: Variant, _ y: Expression, _ g: Expression
  ) -> Expression {
    let rate = Int128(line.perUnit.minorUnits)
    if variant.hasFixedScale { return y * line.cost(at: variant.scaleMin) }
    let milli = y * (Int128(line.fixed.minorUnits) * 1000) + g * rate
    if milli.terms.allSatisfy({ $0.coefficient % 1000 == 0 }) { return Expression(dividing: milli, by: 1000) }
    let (column, block) = (ColumnKey.lineCost(key), key.variant.project.text)
    let most = line.cost(at: variant.scaleMax)
    let cost = addColumn(column, .amount, upper: most)
    exact.add(column.meaning, cost * 1000 - milli, atLeast: 0, atMost: 999, block: block)
    // The cost is 0 if the variant is not carried out.
    exact.add(column.meaning(ofRow: "none"), cost - y * most, atMost: 0, block: block)
    return cost
  }

  /// Adds the column of a cost line's reduction: at most the line's cost at the least scale, and 0 if the variant is
  /// not carried out.
  private mutating func addCostCut(
    _ line: CostLine, _ key: LineKey, _ variant: Variant, _ y: Expression
  ) -> Expression {
    let column = ColumnKey.costCut(key)
    let most = line.cost(at: variant.scaleMin)
    let cut = addColumn(column, .amount, upper: most)
    exact.add(column.meaning, cut - y * most, atMost: 0, block: key.variant.project.text)
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
