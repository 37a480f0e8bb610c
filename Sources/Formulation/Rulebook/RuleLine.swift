import IntegerProgram
import Model

/// A line of the rulebook: what the lists state in one cell, or in a few that belong together, and what would be otherwise
/// if nobody had written it.
public struct RuleLine: Sendable, Hashable {
  /// A name that no other line of the lists has, such as `funds(F03).categories` or `pins(P07)`.
  public let id: String
  /// The rule that is read from it.
  public let rule: String
  /// The decisions of the rule that it makes; for a cell of a fund, the rule for the fund.
  public let decisions: [Meaning]
  /// The cells in which it stands; empty for a limit of all projects, which no item names.
  public let cells: [Citation]
  /// The changes with which it does not hold: it is waived, or its cell is emptied.
  public let changes: [Change]

  /// Whether the line is a floor of a need.
  public var isFloor: Bool { [BasicFloor.name, MustServe.name].contains(rule) }

  /// Whether the line is the amount of a fund, without which its money would have no end.
  public var isAmount: Bool { rule == FundCap.name && changes.contains(where: \.isWaiver) }

  /// Waives decisions that are read from the same cells.
  init(_ id: String, waiving decisions: [Meaning], in instance: Instance) {
    self.id = id
    self.decisions = decisions
    rule = decisions[0].rule
    var seen: Set<Citation> = []
    cells = decisions.flatMap(instance.cells).filter { seen.insert($0).inserted }
    changes = decisions.map(Change.waived)
  }

  /// Empties a cell of a fund.
  init(_ rule: String, blanking cell: Citation, citing cells: [Citation]? = nil) {
    id = "\(cell.list)(\(cell.id)).\(cell.field)"
    self.rule = rule
    decisions = [Meaning(rule, [cell.id])]
    self.cells = cells ?? [cell]
    changes = [.blanked(cell)]
  }
}

extension Instance {
  /// Every line of the rulebook that somebody could waive: each cell of a fund that restricts it, each floor, decision of
  /// the meeting, limit and condition. Definitions, facts and rules about volunteers are none.
  ///
  /// The lines of funds come first, in the order of the funds; the others follow by rule and subjects.
  /// - Complexity: that of a formulation with every rule spelled out.
  public func rulebook() -> [RuleLine] {
    lists.funds.flatMap(lines) + otherLines()
  }

  private func lines(of fund: Fund) -> [RuleLine] {
    let written = fund.restrictions.map { rule, cell in
      let days = [(FundField.from, fund.period.from), (.to, fund.period.to)].filter { $0.1 != nil }
      let citing = rule == FundPeriod.name ? days.map { Citation(.funds($0.0), of: fund.id.text) } : nil
      return RuleLine(rule, blanking: cell, citing: citing)
    }
    let cap = Meaning(FundCap.name, [fund.id.text])
    let amount = RuleLine(cap.description, waiving: [cap], in: self)
    let setAsides = Set(fund.setAsides.map(\.of)).sorted().map { of in
      let decision = Meaning(SetAsideRule.name, [fund.id.text, of])
      return RuleLine(decision.description, waiving: [decision], in: self)
    }
    return [amount] + written + setAsides
  }

  private func otherLines() -> [RuleLine] {
    var ids: [String] = []
    var groups: [String: [Meaning]] = [:]
    func add(_ decision: Meaning, to id: String) {
      if groups[id] == nil { ids.append(id) }
      if !groups[id, default: []].contains(decision) { groups[id, default: []].append(decision) }
    }
    for pin in lists.pins where pin.volunteer == nil {
      let (project, fund) = (pin.project.text, pin.fund.map { [$0.text] } ?? [])
      let whole = Meaning(Pins.name, [project] + fund)
      // What the meeting keeps with a fund is carried out and paid.
      if pin.kind == .keep, pin.fund != nil { add(Meaning(Pins.name, [project]), to: whole.description) }
      add(whole, to: whole.description)
    }
    let ofFunds = Set(RuleName.allCases.filter { $0.itemLists.first == .funds }.map(\.rawValue))
    let personal = Set(personPins)
    let others = Formulation.everyDecision(of: self).filter { decision in
      !ofFunds.contains(decision.rule) && !isFact(decision)
        && (decision.rule != Pins.name || personal.contains(decision))
    }
    for decision in others.sorted(by: { $0.description < $1.description }) { add(decision, to: lineID(of: decision)) }
    return ids.map { RuleLine($0, waiving: groups[$0]!, in: self) }
  }

  /// The name of the line that makes a decision: what stands in one cell is one line.
  private func lineID(of decision: Meaning) -> String {
    switch decision.rule {
    case BasicFloor.name, MustServe.name: return "needs(\(decision.subjects[0])).floor"
    case DuePeriod.name: return "needs(\(decision.subjects[1])).due"
    case Pins.name: return decision.description
    default:
      let cells = cells(of: decision)
      if cells.isEmpty { return decision.description }
      return decision.rule + " " + cells.map { "\($0.list)(\($0.id)).\($0.field)" }.joined(separator: " ")
    }
  }
}
