import IntegerProgram
import Model

extension Instance {
  /// The cells of the lists that state the limit of a decision's rule for its subjects; empty if no rule has the name.
  public func cells(of decision: Meaning) -> [Citation] {
    let rule = everyRule.first { $0.name == decision.rule }
    return rule?.citations(of: decision.subjects, in: self) ?? []
  }
}

/// The names of all rules that can be waived: all but the definitions and the rules about volunteers.
///
/// Rules about volunteers cannot be waived, since they follow from what each volunteer offers.
public var waivableRules: [String] { rules.filter { !$0.isDefinition }.map { $0.name } }

private let waivable = Set(waivableRules)

package func isWaivable(_ decision: Meaning) -> Bool { waivable.contains(decision.rule) }

extension Formulation {
  /// The number of nonzero coefficients in all rows.
  public var size: Int { exact.rows.reduce(0) { $0 + $1.terms.count } }

  /// The needs that have a floor, with the required quantity in millionths of the need's unit.
  public var floors: [(need: NeedID, required: Int128)] {
    shortfalls.sorted { $0.key < $1.key }.map { (instance.lists.needs[$0.key].id, $0.value.required) }
  }

  /// Whether a fund may pay any cost of any project.
  public func mayPayAnything(_ id: FundID) -> Bool { !spending(instance.index(of: id)).isEmpty }

  /// The funds that may pay any cost of a project.
  public func payers(of id: ProjectID) -> [FundID] {
    payments[instance.index(of: id)].keys.sorted().map { funds[$0].id }
  }

  /// An upper bound on what all projects together serve of a need, from column bounds alone, in millionths of its unit.
  public func mostServed(_ id: NeedID) -> Int128 { exact.range(of: served(id)).most }

  /// An upper bound on a project's contribution to a stage's objective, from column bounds alone, in the stage's whole
  /// units.
  public func most(_ stage: Stage, by id: ProjectID) -> Int128 {
    stage.objective.terms.reduce(0) { sum, term in
      guard columnMap.key(of: term.column)?.project == id else { return sum }
      let column = exact.columns[term.column]
      return sum + max(term.coefficient * column.lower, term.coefficient * column.upper)
    }
  }

  /// The projects that may serve a need.
  /// - Returns: For each project, whether each of its variants serves the need, and the least that any variant serves,
  ///   in millionths of the need's unit.
  public func servers(of id: NeedID) -> [(project: ProjectID, always: Bool, least: Int128)] {
    let n = instance.index(of: id)
    return credits[n].keys.sorted().map { p in
      let most = Int128(instance.lists.needs[n].quantity.milli) * 1000
      let least =
        projects[p].variants.map { variant in
          variant.services.filter { $0.need == id }.reduce(Int128(0)) { $0 + $1.micro(at: variant.scaleMin) }
        }.min() ?? 0
      // Where it may start in one period or another, it need not serve a need that is due.
      if instance.hasPeriods, instance.lists.needs[n].due != Period() { return (projects[p].id, false, 0) }
      return (projects[p].id, least > 0, min(most, least))
    }
  }
}

extension Formulation {
  /// The set of all waivable decisions in an instance: one for each rule and its subjects.
  public static func everyDecision(of instance: Instance) -> Set<Meaning> {
    let spelled = Formulation(instance, ModelVariant(spelledOut: .init(everyProjectOf: instance)))
    return Set(spelled.exact.rows.compactMap(\.decision).filter(isWaivable)).union(instance.personPins)
  }
}
