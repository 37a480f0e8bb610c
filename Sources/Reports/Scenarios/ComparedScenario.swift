import Model

/// A scenario and its plan, as they are compared with others.
public struct ComparedScenario: Sendable {
  /// What all changes of a scenario are about: a key, and the words for it.
  public typealias Subject = (key: String, words: Bilingual)

  /// The name.
  public let name: String
  /// What it changes, in words.
  public let changes: [Bilingual]
  /// The one fund or rule that it changes; nil if there are several.
  public let subject: Subject?
  /// `planned`, `infeasible` or `undecided`.
  public let status: String
  /// A rule of a conflict: its name, what it is about, and the sentence that says both and whose it is.
  public typealias Rule = (rule: String, subjects: [String], words: Bilingual)
  /// The rules that contradict each other.
  public let conflict: [Rule]
  /// What follows from their contradiction; nil without one.
  public let contradiction: Bilingual?
  /// The plan; nil where there is none.
  public let plan: Plan?
  /// The lists with the changes.
  public let instance: Instance

  /// Creates a scenario from its parts.
  public init(
    name: String, changes: [Bilingual], subject: Subject?, status: String,
    conflict: [Rule], contradiction: Bilingual? = nil, plan: Plan?, instance: Instance
  ) {
    self.contradiction = contradiction
    (self.name, self.changes, self.subject, self.status) = (name, changes, subject, status)
    (self.conflict, self.plan, self.instance) = (conflict, plan, instance)
  }
}

/// What the projects of one plan come to in one scenario.
public struct ComparedRegret: Sendable, Encodable {
  /// The scenario.
  public let scenario: String
  /// `kept`, `impossible` or `undecided`.
  public let outcome: String
  /// The best value with these projects, and the bound that no plan with them passes; nil unless they are kept.
  public let value: String?, bound: String?
  /// The value of the scenario's own plan.
  public let best: String
  /// The part of that value that is lost, in millionths, rounded up; nil unless the projects are kept.
  public let lostMillionths: Int64?
  /// The most that can be lost, by both bounds, in millionths; nil unless the projects are kept.
  public let mostLostMillionths: Int64?

  /// Creates an outcome from its parts.
  public init(
    scenario: String, outcome: String, value: String?, bound: String?, best: String, lostMillionths: Int64?,
    mostLostMillionths: Int64?
  ) {
    (self.scenario, self.outcome, self.value, self.bound, self.best) = (scenario, outcome, value, bound, best)
    (self.lostMillionths, self.mostLostMillionths) = (lostMillionths, mostLostMillionths)
  }
}
