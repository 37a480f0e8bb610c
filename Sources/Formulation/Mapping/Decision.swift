import IntegerProgram
import Model

extension Instance {
  /// The cells that a rule and its subjects were read from, as far as the rule says.
  public func cells(of decision: Meaning) -> [Citation] {
    if decision.rule == Eligibility.name, decision.subjects.count == 2,
      let f = fundIndex[FundID(decision.subjects[0])], let p = projectIndex[ProjectID(decision.subjects[1])]
    {
      let types = Set(lists.projects[p].variants.flatMap { $0.costs.map(\.type) }).sorted()
      let cells = types.flatMap { obstacles(lists.funds[f], lists.projects[p], $0) }.filter { $0.rule == decision.rule }
      return Set(cells.map(\.cell)).sorted()
    }
    let rule = (rules + peopleRules).first { $0.name == decision.rule }
    return (rule?.cells ?? []).compactMap { cell in
      decision.subjects.indices.contains(cell.subject)
        ? Citation(cell.list, decision.subjects[cell.subject], cell.field) : nil
    }
  }
}

/// Names of all rules that somebody decided, which can be waived. What people offer is not for others to waive.
public var waivableRules: [String] { rules.filter { !$0.isDefinition }.map { $0.name } }

private let waivable = Set(waivableRules)

func isWaivable(_ decision: Meaning) -> Bool { waivable.contains(decision.rule) }

extension Formulation {
  /// The numbers in all rows.
  public var size: Int { exact.rows.reduce(0) { $0 + $1.terms.count } }

  /// The needs of which a share must be served, and how much, in millionths of their unit.
  public var floors: [(need: NeedID, required: Int128)] {
    shortfalls.sorted { $0.key < $1.key }.map { (instance.lists.needs[$0.key].id, $0.value.required) }
  }

  /// Whether there is any cost that a fund may pay.
  public func mayPayAnything(_ id: FundID) -> Bool { !spending(instance.fundIndex[id]!).isEmpty }

  /// The funds that may pay any cost of a project.
  public func payers(of id: ProjectID) -> [FundID] {
    payments[instance.projectIndex[id]!].keys.sorted().map { funds[$0].id }
  }

  /// What all projects together could do for a need, each by itself, in millionths of its unit.
  public func mostServed(_ id: NeedID) -> Int128 { exact.range(of: served(instance.needIndex[id]!)).most }

  /// What a project could add to a stage's objective at most, whatever is done besides; in the stage's units.
  public func most(_ stage: Stage, by id: ProjectID) -> Int128 {
    stage.objective.terms.reduce(0) { sum, term in
      let column = exact.columns[term.column]
      guard column.block == id.text else { return sum }
      return sum + max(term.coefficient * column.lower, term.coefficient * column.upper)
    }
  }

  /// The projects that may serve a need: whether each serves it wherever it is carried out, and the least that it then does.
  public func servers(of id: NeedID) -> [(project: ProjectID, always: Bool, least: Int128)] {
    let n = instance.needIndex[id]!
    return credits[n].keys.sorted().map { p in
      let most = Int128(instance.lists.needs[n].quantity.milli) * 1000
      let least =
        projects[p].variants.map { variant in
          variant.services.filter { $0.need == id }.reduce(Int128(0)) { $0 + $1.micro(at: variant.scaleMin) }
        }.min() ?? 0
      return (projects[p].id, least > 0, min(most, least))
    }
  }
}

extension Formulation {
  /// Every decision that the lists make and that can be waived.
  public static func everyDecision(of instance: Instance) -> Set<Meaning> {
    let spelled = Formulation(instance, ModelVariant(spelledOut: .init(everyProjectOf: instance)))
    return Set(spelled.exact.rows.compactMap(\.decision).filter(isWaivable))
  }
}
