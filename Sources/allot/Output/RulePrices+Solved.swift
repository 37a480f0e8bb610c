import Allotment
import Explanation
import Formulation
import IntegerProgram
import Model
import Reports

extension RulePrices {
  /// Prices as they are told.
  init(
    _ prices: [LinePrice], _ search: PriceSearch, _ fragmentation: Fragmentation, _ explainer: Explainer,
    of plan: Plan, _ instance: Instance
  ) {
    let known = search.known
    func text(_ value: Int128) -> String { decimalText(value, digits: known.digits, trimmed: true) }
    let unit = (PolicyObjective(rawValue: plan.objective) ?? .value).unit(in: instance.lists.currency)
    self.init(
      lists: instance.lists, objective: plan.objective, unit: unit,
      gap: decimalText(search.gapBillionths, digits: 9, trimmed: true), workLimit: explainer.workLimit,
      value: text(known.value), bound: text(known.bound),
      lines: prices.map { Line($0, explainer.words(of: $0.line), instance, text) },
      fragmentation: FragmentedDepartments(fragmentation, against: plan, known, instance, text))
  }
}

extension RulePrices.Line {
  fileprivate init(
    _ price: LinePrice, _ words: RuleLineWords, _ instance: Instance, _ text: (Int128) -> String
  ) {
    let status: Status =
      switch price.kind {
      case .undecided: .undecided
      case .floors: .floors
      case .value: price.isProvenZero ? .none : price.isProvenPositive ? .costs : .open
      }
    self.init(
      id: price.line.id, rule: price.line.rule, isAmount: price.line.isAmount,
      words: (words.rule, words.subjects, words.cells),
      cells: price.line.cells.map { cell in
        let origin = instance.origin(of: cell, about: price.line.decisions.last!.subjects)
        return RulePrices.Cell(
          list: cell.list, id: cell.id, column: cell.field, file: origin?.header.file ?? "", line: origin?.line ?? 0)
      },
      owner: words.ownerKey, ownerName: words.owner, status: status, least: price.least.map(text),
      most: price.most.map(text),
      floors: price.floors.map {
        RulePrices.Floor(
          stage: $0.stage.rawValue, before: decimalText($0.before, digits: $0.digits, trimmed: true),
          after: decimalText($0.after, digits: $0.digits, trimmed: true))
      }, isOwn: price.isOwn, isLimited: price.isLimited)
  }
}
