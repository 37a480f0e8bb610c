import ExactProgram
import IntegerProgram
import Model

/// A rule of docs/rules.md.
protocol Rule: Sendable {
  static var name: String { get }
  static var sentence: Bilingual { get }
  /// Whether the rule defines what a plan is, so that it cannot be waived.
  static var isDefinition: Bool { get }
  /// The cells of the lists from which the rule is read; at least one.
  static var cells: [RuleCell] { get }
  /// The cells that an answer cites for a decision with these subjects.
  static func citations(of subjects: [String], in instance: Instance) -> [Citation]
}

/// A rule that is emitted as rows of the program of the money.
protocol FormulationRule: Rule {
  static func emit(into formulation: inout Formulation)
}

/// A rule about volunteers, which is emitted as rows over posts and duties.
protocol PeopleRule: Rule {
  static func emit(into people: inout PeopleProgram)
}

extension Rule {
  static var isDefinition: Bool { false }

  static func citations(of subjects: [String], in instance: Instance) -> [Citation] {
    cells.filter(\.isCited).compactMap { $0.citation(of: subjects, in: instance) }
  }
}

/// Every rule but those about volunteers, in the order in which rows are emitted.
let rules: [any FormulationRule.Type] = [
  FundCap.self, FullFunding.self, Tranche.self, ShareCap.self, MatchingRule.self, MostSources.self, MostProjects.self,
  CapPerPlace.self, SetAsideRule.self, MinimumSpend.self, CostShares.self, OneVariant.self, Prerequisites.self,
  Incompatibility.self, Readiness.self, Status.self, Pins.self, AllotmentLimitRule.self, ServedAtMost.self,
  DuePeriod.self, BasicFloor.self, MustServe.self, Eligibility.self, NoDoubleFunding.self, PlanPeriodRule.self,
  FundPeriod.self, PaymentPeriod.self, FundRelease.self, AssetDemandRule.self, PermittedUse.self, AssetStock.self,
  VenueCapacity.self,
]

/// The rules about volunteers, in the order in which rows are emitted. ``StaffingCutGenerator`` derives rows for the
/// program of the money from them.
let peopleRules: [any PeopleRule.Type] = [
  Skill.self, Vetting.self, Willingness.self, Travel.self, SlotRule.self, Rest.self, VolunteerMinutes.self,
  VolunteerProjects.self, OneRole.self, LeastMinutes.self, WholeShifts.self, SameThroughout.self, RoleHeads.self,
  RoleMinutes.self, Mentor.self, PinnedPerson.self, Together.self, Apart.self, TimeBank.self, WishersOnly.self,
]

/// Every rule: those about volunteers come last.
let everyRule: [any Rule.Type] = rules as [any Rule.Type] + peopleRules as [any Rule.Type]

/// The sentence that states a rule to readers; nil if no rule has this name.
public func ruleSentence(_ name: String) -> Bilingual? {
  switch name {
  case "scale-bounds": Bilingual("规模在上下限之间。", "A scale lies within its limits.")
  case "place-weight":
    Bilingual("各地需求的权重按公式由指标算出。", "A place's needs count for what the formula makes of its indicators.")
  case "staffing": Bilingual("岗位人员配不齐。", "The roles cannot all be staffed.")
  default: everyRule.first { $0.name == name }?.sentence
  }
}

extension Formulation {
  /// Adds a row of a rule, unless the rule is waived for these subjects.
  /// - Parameter part: Distinguishes the rows of one decision, which are waived together by the rule and its subjects.
  mutating func add(
    _ rule: any Rule.Type, _ subjects: [String], part: [String] = [], _ expression: Expression, atLeast: Int128? = nil,
    atMost: Int128? = nil, block: Project? = nil
  ) {
    let decision = rule.isDefinition ? nil : Meaning(rule.name, subjects)
    if let decision, modelVariant.waived.contains(decision) { return }
    exact.add(
      Meaning(rule.name, subjects + part), expression, atLeast: atLeast, atMost: atMost, block: block?.id.text,
      decision: decision)
  }

  /// What all projects together serve of a need, in millionths of its unit.
  func served(_ need: Int) -> Expression { credits[need].values.sum() }

  /// A share of a need's quantity, in millionths of its unit, rounded up.
  func required(_ share: Share, of need: Need) -> Int128 {
    ceilDivide(Int128(need.quantity.milli) * 1000 * Int128(share.basisPoints), 10_000)
  }

  /// Adds the floor of a need as a row with a shortfall column, which the floor stages minimise. Both floors of a need
  /// require the same amount and share its column.
  mutating func addFloor(_ rule: any Rule.Type, _ index: Int, _ share: Share) {
    let need = instance.lists.needs[index]
    let required = required(share, of: need)
    guard required > 0, !modelVariant.waived.contains(Meaning(rule.name, [need.id.text])) else { return }
    let missing = shortfalls[index]?.expression ?? addColumn(.shortfall(need.id), .credit, upper: required)
    shortfalls[index] = (missing, required, rule.name)
    add(rule, [need.id.text], served(index) + missing, atLeast: required)
  }
}
