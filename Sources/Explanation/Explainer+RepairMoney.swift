import Formulation
import IntegerProgram
import Model
import Questions

/// How much more money a repair needs, where it waives the amounts of funds.
extension Explainer {
  /// Says of each fund whose amount a repair waives the least that it needs more, to the minor unit, with the other rules
  /// of the repair waived. Of several funds, the first needs its least whatever the others have; the next needs its least
  /// beside that.
  /// - Complexity: One solve at gap 0 for each of these funds.
  func sayMoney(
    _ rules: [Meaning], _ question: RepairQuestion, depth: Int, _ out: inout AnswerBuilder
  ) throws {
    var open = rules.filter { $0.rule == FundCap.name }
    var changes = question.changes + rules.filter { $0.rule != FundCap.name }.map(Change.waived)
    let isAlone = open.count == 1
    var isFirst = true
    while !open.isEmpty {
      let fund = FundID(open.removeFirst().subjects[0])
      let message: Message = isAlone ? .repairMoney : isFirst ? .repairMoneyFirst : .repairMoneyNext
      let waived = changes + open.map(Change.waived)
      guard let more = try sayMoney(fund, message, waived, question, depth: depth, &out) else { return }
      changes.append(.money(fund, more))
      isFirst = false
    }
  }

  /// Says the least more money of one fund under changes.
  /// - Returns: The amount; nil where none was found.
  private func sayMoney(
    _ fund: FundID, _ message: Message, _ changes: [Change], _ question: RepairQuestion, depth: Int,
    _ out: inout AnswerBuilder
  ) throws -> Money? {
    let search = ChangeSearch(try formulation.changed(by: changes), objective, solve: solve)
    let record = "least money \(fund): \(question.name)" + changes.map { " + \($0)" }.joined()
    switch try search.least(.extraMoney(fund), bringing: question.constraints, against: [], base: nil) {
    case .found(let found):
      out.record(
        SolveRecord(
          name: record, asked: changes.map(\.description) + question.constraints.map(\.description),
          status: found.isLeast ? "optimal" : "feasible", lexicographicValue: found.with, measure: found.measure,
          reused: Reused(found.reuse)))
      // What was said of the repair before is its worth with no limit to the fund at all.
      let unlimited =
        question.weighs
        ? Bilingual("（这样安排的好坏与上面不限额时不一定相同）", " (the plan may then be another than the one above, without a limit)")
        : Bilingual("", "")
      out.say(
        message, ["fund": item(fund), "amount": .money(found.amount), "unlimited": .text(unlimited)], from: [record],
        depth: depth)
      sayLess(found, Value.money, record, depth: depth + 1, &out)
      return Money(Int64(found.amount))
    case .none:
      out.say(.repairMoneyNone, ["fund": item(fund)], depth: depth)
    case .unclear, .undecided:
      let name = self.name(of: item(fund))
      out.say(
        .undecided, ["what": .text(Bilingual("资金 \(name.zh) 要增加多少才够", "How much more fund \(name.en) needs"))],
        depth: depth)
    }
    return nil
  }
}
