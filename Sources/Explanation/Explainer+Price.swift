import Formulation
import IntegerProgram
import Model
import Synchronization
import Questions

/// The result of a side constraint: the best plan under it, or that it is infeasible or undecided.
enum Consequence: Sendable {
  case plan(StagedSolution, Allocation)
  case impossible
  case undecided
}

extension Explainer {
  /// The best plan under a side constraint; the solve is recorded in the answer.
  func best(under constraint: SideConstraint, named name: String, _ out: inout AnswerBuilder) throws -> Consequence {
    let found = try consequence(of: constraint)
    let asked = [canonical(constraint).description]
    let record: SolveRecord =
      switch found {
      case .plan(let solution, _): SolveRecord(name, asked: asked, solution)
      case .impossible: SolveRecord(name: name, asked: asked, status: "infeasible", lexicographicValue: nil)
      case .undecided: SolveRecord(name: name, asked: asked, status: "undecided", lexicographicValue: nil)
      }
    out.record(record)
    return found
  }

  /// Solves for the best plan under a side constraint. The plan's floors are held first, since a side constraint cannot
  /// better them; they are optimised again only where they cannot be held.
  func solved(_ constraint: SideConstraint) throws -> Consequence {
    let start =
      try solve.nearby(plan.allocation, formulation, stages, subjectTo: constraint, holding: base)
      ?? plan.allocation.without(projects(endedBy: constraint), formulation)
    var outcome = try solve.run(formulation, stages: stages, subjectTo: [constraint], holding: base, from: start)
    // The solver needs more work where it has no start.
    var doubled = solve
    doubled.workLimit = solve.workLimit.map { $0 * 2 }
    if case .infeasible = outcome, base.levels.count > 1 {
      outcome = try doubled.run(formulation, stages: stages, subjectTo: [constraint])
    } else if outcome.isOpen(stages) {
      outcome = try doubled.run(formulation, stages: stages, subjectTo: [constraint], holding: base)
    }
    switch outcome {
    // A limit before the policy stage had a plan decides nothing.
    case .allocated(let solution) where solution.lexicographicValue.levels.count == stages.count:
      // The plan's own bound holds under any side constraint too.
      return .plan(solution.bounded(by: base), formulation.allocation(of: solution))
    case .infeasible: return .impossible
    case .allocated, .undecided: return fallback(constraint)
    }
  }

  /// The result where a limit came before a plan was found: the plan without the projects concerned, if it keeps the
  /// floors, with the plan's own bound.
  private func fallback(_ constraint: SideConstraint) -> Consequence {
    guard let rest = plan.allocation.without(projects(endedBy: constraint), formulation),
      let solution = formulation.solution(rest, subjectTo: [constraint], stages, bounds: base)
    else { return .undecided }
    return .plan(solution, rest)
  }

  /// The projects whose removal makes the plan obey a side constraint; empty where removal is not enough.
  private func projects(endedBy constraint: SideConstraint) -> Set<ProjectID> {
    switch constraint {
    case .notCarriedOut(let id), .unpaid(_, let id): [id]
    case .unused(let fund): Set(plan.allocation.payments.filter { $0.fund == fund }.map(\.project))
    case .unserved(let need): Set(plan.allocation.credits.filter { $0.need == need }.map(\.project))
    case .carriedOut, .paid, .served, .spent: []
    }
  }

  /// Says the price of a side constraint, what changes, and which project takes most of the money; or why it is infeasible.
  /// - Parameter weighs: Whether to say what each repair achieves, where it is infeasible.
  @discardableResult
  func price(
    _ constraint: SideConstraint, _ what: Bilingual, _ name: String, weighs: Bool = false, _ out: inout AnswerBuilder
  ) throws -> Consequence {
    let consequence = try best(under: constraint, named: name, &out)
    switch consequence {
    case .undecided: out.say(.undecided, ["what": .text(what)], from: [name])
    case .impossible: try sayConflict([constraint], what, name, weighs: weighs, &out)
    case .plan(let solution, let other):
      let value = solution.lexicographicValue
      sayFloors(value, formulation.shortfalls(of: other), what, name, &out)
      sayDifference(value, what, name, tie: try isTie(value) ? tie(constraint) : nil, isChoice: true, &out)
      sayFloorsFirst(value, formulation.shortfalls(of: other), name, &out)
      sayChanges(to: other, name, &out, asked: asked([constraint]), next: constraint.isProhibition)
      sayPayments(constraint, in: other, name, &out)
      if case .spent = constraint { sayTotal(of: other, name, &out) }
    }
    return consequence
  }

  /// Says whether a plan in which a fund pays more spends more in all, or only pays in place of other funds.
  private func sayTotal(of other: Allocation, _ name: String, _ out: inout AnswerBuilder) {
    let more = other.moneyUsed - plan.allocation.moneyUsed
    out.say(
      more > 0 ? .spendsBesides : more < 0 ? .spendsLess : .spendsInstead,
      more == 0 ? [:] : ["amount": .money(abs(more))], from: ["plan", name], depth: 2)
  }

  /// The projects that side constraints name to be carried out or not.
  func asked(_ constraints: [SideConstraint]) -> Set<ProjectID> {
    Set(
      constraints.flatMap { constraint -> [ProjectID] in
        switch constraint {
        case .carriedOut(let id), .paid(_, let id), .notCarriedOut(let id): [id]
        default: []
        }
      })
  }

  /// Whether a plan is exactly as good as the plan.
  private func isTie(_ value: LexicographicValue) -> Bool {
    base.last.isExact && value.last.isExact && base.last.value == value.last.value && !value.fallsBelow(base)
  }

  /// The first later stage in which two equally good plans differ, in words.
  func tie(_ constraint: SideConstraint) throws -> Bilingual {
    let all = formulation.stages(objective)
    if case .allocated(let other) = try solve.run(formulation, stages: all, subjectTo: [constraint]) {
      // What is carried out is chosen before the stages of thrift, which hold it: they decide only between plans alike in it.
      let areAlike = formulation.allocation(of: other).awards == plan.allocation.awards
      for stage in other.stages {
        if !areAlike, stage.stageName?.holdsAwards == true { break }
        guard let name = stage.stageName, let mine = plan.stage(name), mine.value != stage.value else { continue }
        if let tieBreak = name.tieBreak { return tieBreak }
      }
    }
    return Bilingual(
      "定项目的各步都分不出高低，由固定的次序定。",
      "nothing; they are alike in every stage that chooses projects, and a fixed order decides.")
  }
}

extension LexicographicValue {
  /// The status of a plan: `optimal`, or `within_gap` of the gap asked for.
  var status: String { levels.allSatisfy(\.isExact) ? "optimal" : "within_gap" }
}

extension StagedSolution {
  var status: String { limit == nil ? lexicographicValue.status : "feasible" }
}

extension StagedOutcome {
  /// Whether a limit was reached before the policy stage had a plan.
  func isOpen(_ stages: [Stage]) -> Bool {
    switch self {
    case .allocated(let solution): solution.lexicographicValue.levels.count < stages.count
    case .infeasible: false
    case .undecided: true
    }
  }
}

extension Allocation {
  /// The allocation without some projects, with the credits of the rest computed again.
  /// - Returns: nil where no projects are given.
  func without(_ projects: Set<ProjectID>, _ formulation: Formulation) -> Allocation? {
    guard !projects.isEmpty else { return nil }
    var rest = self
    rest.awards.removeAll { projects.contains($0.project) }
    rest.payments.removeAll { projects.contains($0.project) }
    rest.uses.removeAll { projects.contains($0.project) }
    rest.assignments.removeAll { projects.contains($0.project) }
    return formulation.credited(rest)
  }
}

/// Why a plan leaves projects and needs out.
struct LeftOutReasons: Sendable {
  /// The reasons for projects.
  let omissions: Omissions
  /// The reason for each open need that is not wholly served.
  let needs: [NeedID: UnmetNeed]

  init(_ plan: Plan, _ instance: Instance) {
    omissions = Omissions(plan, instance)
    needs = Dictionary(uniqueKeysWithValues: omissions.unmetNeeds.map { ($0.need, $0) })
  }
}

/// The results of solves, and the reasons of the plan, shared by the questions of one run.
final class KnownConsequences: Sendable {
  private let found = Mutex<[SideConstraint: Consequence]>([:])
  private let ends = Mutex<[Supposition: StagedOutcome]>([:])
  private let closest = Mutex<LexicographicValue?>(nil)
  private let leftOut = Mutex<LeftOutReasons?>(nil)

  /// The reasons for what the plan leaves out, made by the first question that asks for them.
  func reasons(_ make: () -> LeftOutReasons) -> LeftOutReasons {
    leftOut.withLock { known in
      if let known { return known }
      let made = make()
      known = made
      return made
    }
  }

  /// The objective value with the tighter bound of `tightenedBase()`; nil before it is computed.
  var bound: LexicographicValue? {
    get { closest.withLock { $0 } }
    set { closest.withLock { $0 = newValue } }
  }

  subscript(constraint: SideConstraint) -> Consequence? {
    get { found.withLock { $0[constraint] } }
    set { found.withLock { $0[constraint] = newValue } }
  }

  subscript(supposition: Supposition) -> StagedOutcome? {
    get { ends.withLock { $0[supposition] } }
    set { ends.withLock { $0[supposition] = newValue } }
  }
}

extension StageName {
  /// Whether the stage holds what is carried out, and decides only which fund pays what or who serves when.
  fileprivate var holdsAwards: Bool {
    switch self {
    case .floorsWorst, .floorsSum, .utilitarian, .wishes, .order, .orderStart: false
    default: true
    }
  }
}
