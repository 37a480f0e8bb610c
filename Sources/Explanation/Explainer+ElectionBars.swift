import Formulation
import IntegerProgram
import Model

extension Explainer {
  /// Says which bounds of an election a decision of the meeting follows from, by their names in the election's file.
  ///
  /// Such decisions come from an import (``ElectionBar``); others are said by the cells that state them.
  func sayElectionBars(behind decision: Meaning, _ record: String, _ out: inout AnswerBuilder) {
    guard decision.rule == Pins.name else { return }
    for pin in instance.lists.pins
    where pin.kind == .mustNot && pin.fund == nil && [pin.project.text] == decision.subjects {
      guard let bars = ElectionBar.bars(in: pin.reason) else { continue }
      let reason = ElectionBar.reason(bars)
      out.say(.electionBar, ["reason": .text(Bilingual(reason, reason))], from: [record], depth: 3)
    }
  }
}
