import Model

/// The steps of a grid such as `-20%..+20% step 5%`, or the one step of any other value.
struct ScenarioGrid: Sendable {
  /// One step: what is added to the scenario's name, and the value.
  struct Step: Sendable {
    let label: String
    let value: String
  }

  let steps: [Step]

  /// Why a text that looks like a grid is none.
  struct Flaw: Error {
    let mend: Bilingual
  }

  /// - Throws: ``Flaw`` if the text names a step and its ends do not fit together.
  init(_ raw: String) throws(Flaw) {
    let text = halfWidth(raw).replacing("−", with: "-").trimmedCell
    guard let match = text.wholeMatch(of: /(.+?)\s*(?:\.\.|至|到|~)\s*(.+?)[,，;；\s]*(?:step|步长|每)\s*(.+)/) else {
      steps = [Step(label: "", value: raw)]
      return
    }
    let parts = [match.1, match.2, match.3].map { End(String($0)) }
    guard let from = parts[0], let to = parts[1], let step = parts[2], from.unit == to.unit, step.unit == to.unit else {
      throw Flaw(mend: Bilingual("两端和步长要写同样的单位", "write both ends and the step in one unit"))
    }
    guard from.value <= to.value, step.value > 0 else {
      throw Flaw(mend: Bilingual("从小到大写，步长要大于 0", "begin with the smaller end; the step is greater than 0"))
    }
    guard (to.value - from.value) / step.value < Int64(Scenario.most) else {
      throw Flaw(mend: Bilingual("步数太多：请加大步长", "there are too many steps: make the step larger"))
    }
    // An end with a sign makes every step a change of what there is.
    let isChange = from.hasSign || to.hasSign
    let unit = from.unit
    steps = stride(from: from.value, through: to.value, by: Int(step.value)).map { value in
      let number = decimalText(Int128(value), digits: End.digits, trimmed: true)
      let shown = isChange && value >= 0 ? "+" + number : number
      return Step(label: "(\(shown)\(unit == "%" ? "" : unit))", value: shown + unit)
    }
  }

  /// A number with its unit.
  private struct End {
    static let digits = 4
    /// In ten-thousandths.
    var value: Int64
    let hasSign: Bool
    let unit: String

    init?(_ text: String) {
      guard let match = text.trimmedCell.wholeMatch(of: /([+-]?)\s*([0-9][0-9,.]*)\s*(.*)/),
        let number = try? exactDecimal(String(match.2), digits: Self.digits, limit: 1_000_000_000_000_000)
      else { return nil }
      value = match.1 == "-" ? -number : number
      hasSign = !match.1.isEmpty
      unit = String(match.3).trimmedCell
    }
  }
}
