import Allotment
import Intake
import Model
import Reports

extension DifferenceReport {
  /// Two folders of lists, of which one at most has a plan.
  init(
    _ comparison: ListsComparison, _ before: (plan: PlanOfLists?, instance: Instance),
    _ after: (plan: PlanOfLists?, instance: Instance)
  ) {
    self.init(
      Side(before.plan, before.instance), Side(after.plan, after.instance), after.instance.lists.currency,
      changes: Change.all(comparison, after.instance.lists.currency), differences: [], funds: [], remade: nil,
      undone: nil)
  }

  /// Two plans.
  /// - Parameter reasons: Why they differ; nil where that was not asked.
  init(_ search: ReasonSearch, _ comparison: ListsComparison, _ reasons: DifferenceReasons?) {
    let differences = search.differences
    func told(_ trial: Allotment.Trial) -> Trial {
      let undoes = differences.indices.filter { trial.undoes(differences[$0]) }.map { $0 + 1 }
      return Trial(
        status: trial.status.rawValue, plan: trial.plan, instance: trial.instance,
        reason: trial.findings.first.map(\.inconsistency), undoes: undoes)
    }
    var changes = Change.all(comparison, search.after.instance.lists.currency)
    changes += search.options.enumerated().map { offset, option in
      Change(comparison.changes.count + offset + 1, option, search.before.plan, search.after.plan)
    }
    for (place, trial) in (reasons?.trials ?? []).enumerated() { changes[place].alone = trial.map(told) }
    let (before, after) = (search.before, search.after)
    self.init(
      Side(before, before.instance), Side(after, after.instance), after.instance.lists.currency, changes: changes,
      differences: differences.enumerated().map { place, difference in
        Difference(place + 1, difference, search, reasons.map { Reason($0.reasons[place]) } ?? Reason("not_asked"))
      }, funds: Fund.all((before.plan, before.instance), (after.plan, after.instance)),
      remade: reasons?.remade.map(told), undone: reasons?.undone.map(told))
  }
}

extension DifferenceReport.Side {
  fileprivate init(_ made: PlanOfLists?, _ instance: Instance) {
    self.init(made?.plan, instance, value: made?.value, hasBound: made?.isAsWritten ?? false)
  }
}

extension DifferenceReport.Change {
  fileprivate static func all(_ comparison: ListsComparison, _ currency: Currency) -> [Self] {
    comparison.changes.enumerated().map { offset, change in
      Self(
        number: offset + 1, list: change.list, item: change.item, name: change.name, kind: change.kind.rawValue,
        rows: change.rows.map { row in
          DifferenceReport.Row(
            list: row.list.rawValue, key: row.key, kind: row.kind.rawValue,
            cells: row.cells.map { cell in
              let schema = TableSchema.named(row.list.rawValue)
              let column = schema?.columns.first { $0.key == cell.column }
              return DifferenceReport.Cell(
                column: cell.column, name: Bilingual(column?.zh ?? cell.column, cell.column), before: cell.before,
                after: cell.after
              ) { text in
                guard let column, case .money = column.kind, let amount = try? exactMoney(text, currency) else {
                  return text
                }
                return currency.text(amount)
              }
            })
        })
    }
  }

  fileprivate init(_ number: Int, _ option: OptionChange, _ before: Plan, _ after: Plan) {
    switch option {
    case .objective:
      self.init(
        number: number, option: option.rawValue, name: Bilingual("政策目标", "objective"), before: before.objective,
        after: after.objective)
    case .gap:
      self.init(
        number: number, option: option.rawValue, name: Bilingual("求解差距", "gap"), before: "\(before.requestedGap)",
        after: "\(after.requestedGap)")
    }
  }
}

extension DifferenceReport.Reason {
  fileprivate init(_ reason: DifferenceReason) {
    func numbers(_ changes: some Collection<Int>) -> [Int] { changes.sorted().map { $0 + 1 } }
    switch reason {
    case .nothingDiffers: self.init("nothing_differs")
    case .notRemade: self.init("not_remade")
    case .changes(let causes, let proven):
      self.init("change", changes: numbers(causes), proven: numbers(proven))
    case .group(let group, let isMinimal): self.init("group", changes: numbers(group), minimal: isMinimal)
    case .persists: self.init("persists")
    case .neither: self.init("neither")
    case .unknown: self.init("unknown")
    }
  }
}

extension DifferenceReport.Difference {
  fileprivate init(
    _ number: Int, _ difference: PlanDifference, _ search: ReasonSearch, _ reason: DifferenceReport.Reason
  ) {
    func lines(_ lines: [TraitLine]) -> [DifferenceReport.Line] {
      lines.map { DifferenceReport.Line(key: $0.key, amount: $0.amount) }
    }
    let trait = difference.trait
    var details: [DifferenceReport.Detail] = []
    if trait.aspect == .carriedOut {
      let portrait = difference.after.isEmpty ? search.portraits.before : search.portraits.after
      details = [PlanAspect.variant, .scale, .period, .payers, .assets, .people].compactMap { aspect in
        let found = lines(portrait[PlanTrait(aspect: aspect, item: trait.item)])
        return found.isEmpty ? nil : DifferenceReport.Detail(aspect: aspect.rawValue, lines: found)
      }
    }
    self.init(
      number: number, list: trait.aspect.list, item: trait.item, title: search.title(of: trait),
      aspect: trait.aspect.rawValue, before: lines(difference.before), after: lines(difference.after),
      details: details, reason: reason)
  }
}

extension ReasonSearch {
  /// The title of the item of a trait; empty where it has none, and for people.
  fileprivate func title(of trait: PlanTrait) -> String {
    for lists in [after.instance.lists, before.instance.lists] {
      let found: String? =
        switch trait.aspect.list {
        case .projects: lists.projects.first { $0.id.text == trait.item }?.title
        case .needs: lists.needs.first { $0.id.text == trait.item }?.title
        case .funds: lists.funds.first { $0.id.text == trait.item }?.name
        default: nil
        }
      if let found { return found }
    }
    return ""
  }
}

extension Finding {
  /// Why lists do not hold together with a change undone.
  fileprivate var inconsistency: Bilingual {
    Bilingual(
      "清单不成立：“\(value)”应为：\(expected.zh)", "the lists do not hold together: ‘\(value)’, expected: \(expected.en)")
  }
}
