import Formulation
import Model

/// 可以再议的决定. What it would cost the meeting to decide otherwise about one project: to leave it out if it is in the plan,
/// to put it in if it is not.
public struct ContestedDecision: Sendable, Codable, Equatable {
  /// How the solve for the other decision ended.
  public enum End: String, Sendable, Codable {
    /// With a plan that serves the floors as well.
    case plan
    /// With a plan that serves the floors worse.
    case floors
    /// No plan obeys the rules and the other decision.
    case impossible
    /// A limit came first.
    case undecided
  }

  /// The project.
  public let project: String
  /// Whether the plan carries it out.
  public let isIn: Bool
  /// How the solve ended.
  public let end: End
  /// The least and the greatest loss of the policy's value under the other decision, in units of the policy stage, as text; empty
  /// without a plan. They are equal where both plans are proven best.
  public let least: String, most: String
  /// The other projects that come in and go out.
  public let comes: [String], goes: [String]
  /// What an explanation says of it, a sentence each.
  public let zh: [String], en: [String]
}

extension Explainer {
  /// Whether a decision of the meeting settles that a project is carried out, or that it is not.
  public func isSettled(_ id: ProjectID) -> Bool {
    instance.lists.pins.contains { pin in
      pin.project == id && (pin.kind != .mustNot || pin.fund == nil && pin.volunteer == nil)
    }
  }

  /// What it costs to decide otherwise about a project, by the same solves and in the same words as ``answer(_:)``.
  /// - Throws: `SolverFault` where the solver fails.
  /// - Complexity: one solve of the policy.
  public func contested(_ id: ProjectID) throws -> ContestedDecision {
    let isIn = isCarriedOut(id), other = otherwise(id)
    var out = AnswerBuilder("agenda \(id)", style)
    func decision(
      _ end: ContestedDecision.End, _ price: (least: Int128, most: Int128)? = nil, comes: [ProjectID] = [],
      goes: [ProjectID] = []
    ) -> ContestedDecision {
      ContestedDecision(
        project: id.text, isIn: isIn, end: end, least: price.map { "\($0.least)" } ?? "",
        most: price.map { "\($0.most)" } ?? "", comes: comes.sorted().map(\.text), goes: goes.sorted().map(\.text),
        zh: out.answer.sentences.map(\.text.zh), en: out.answer.sentences.map(\.text.en))
    }
    switch try consequence(of: other.constraint) {
    case .undecided: return decision(.undecided)
    case .impossible: return decision(.impossible)
    case .plan(let solution, let allocation):
      let value = solution.lexicographicValue
      try price(other.constraint, other.what, other.name, &out)
      // The plan is one of those that the price is measured from, so that no price is below zero.
      let price = (
        least: max(0, base.last.value - value.last.bound), most: max(0, base.last.bound - value.last.value)
      )
      let (before, after) = (Set(plan.allocation.awards.map(\.project)), Set(allocation.awards.map(\.project)))
      return decision(
        value.fallsBelow(base) ? .floors : .plan, price, comes: after.subtracting(before).filter { $0 != id },
        goes: before.subtracting(after).filter { $0 != id })
    }
  }

  /// The policy value of the plan in units of 10^-digits, and these digits.
  public var reached: (value: Int128, digits: Int) { (base.last.value, stages.last?.digits ?? 0) }
}
