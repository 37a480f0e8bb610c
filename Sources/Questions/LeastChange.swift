import ExactProgram
import Formulation
import IntegerProgram
import Model

/// The least change of one kind that brings a condition about.
public enum LeastChange: Sendable {
  /// A change that is enough.
  case found(Found)
  /// No change of this kind is enough; where `most` is given, only changes up to `most` were shown not to be.
  case none(most: Int128?)
  /// Whether a change of `most` is enough cannot be decided within the gap.
  case unclear(most: Int128)
  /// A limit was reached before any sufficient change was found; `tooLittle`, where given, was shown not to be
  /// enough.
  case undecided(tooLittle: Int128?)

  /// A sufficient change, and a plan that it allows.
  public struct Found: Sendable {
    /// The changes to the lists.
    public let changes: [Change]
    /// The size of the change, in minor units of money or in minutes.
    public let amount: Int128
    /// Whether nothing less is enough.
    public var isLeast = false
    /// An amount that was shown not to be enough.
    public var tooLittle: Int128?
    /// The value of the best plans that violate the condition on the changed lists; nil where there is none, or where
    /// any plan that satisfies the condition is enough.
    public var without: LexicographicValue?
    /// The value of `plan`.
    public let with: LexicographicValue
    /// A plan that satisfies the condition on the changed lists.
    public let plan: Allocation
    /// What was reused by the solve that found it and, where it was narrowed down, by those before.
    public var reuse = Reuse()
    /// What was reused by the solve of plans that violate the condition.
    public var reusedWithout = Reused()

    /// The amount and what is proven of the least that is enough: a lower bound, zero where nothing is known.
    public var measure: (value: Int128, bound: Int128) {
      (amount, isLeast ? amount : tooLittle.map { $0 + 1 } ?? 0)
    }
  }
}

/// Searches for the least change that brings a condition about.
///
/// A plan that satisfies the condition must beat every plan that violates it *on the changed lists*, where those plans
/// may improve too. Where values are exact, ``ColumnSearch/exactLeast(_:isRivalUnaffected:_:)`` raises a threshold
/// until it holds. Within a gap, ``ColumnSearch/narrowed(_:against:isRivalUnaffected:cost:near:)`` halves the range of
/// the change.
public struct ChangeSearch: Sendable {
  /// The settings of all solves.
  public var solve: StagedSolve
  /// The projects that may enter together with the condition where only plans near the known one are searched: those of
  /// the best plan that satisfies the condition on the unchanged lists.
  public var allowedEntrants: Set<ProjectID> = []
  /// A plan that satisfies the condition on the unchanged lists.
  public var forced: Allocation?
  let formulation: Formulation
  let objective: PolicyObjective
  var instance: Instance { formulation.instance }

  /// Creates a search.
  /// - Parameter formulation: The formulation of the unchanged lists; its known rosters are reused.
  public init(_ formulation: Formulation, _ objective: PolicyObjective, solve: StagedSolve) {
    self.formulation = formulation
    self.objective = objective
    self.solve = solve
  }

  /// Finds the least cost cut or extra money that brings a condition about, in minor units of money.
  /// - Parameters:
  ///   - parametricChange: The kind of change.
  ///   - condition: What a plan must satisfy.
  ///   - rival: What plans that violate the condition satisfy.
  ///   - base: The value of plans that violate the condition on the unchanged lists; nil where only the rules forbid
  ///     the condition and any plan with it is enough.
  ///   - plan: A plan that violates the condition, as a start.
  ///   - cap: The largest change considered.
  /// - Throws: `SolverFault` where the solver fails, `Findings` where the changed lists are invalid.
  public func least(
    _ parametricChange: ModelVariant.ParametricChange, bringing condition: [SideConstraint],
    against rival: [SideConstraint],
    base: LexicographicValue?,
    near plan: Allocation? = nil, atMost cap: Int128? = nil
  ) throws -> LeastChange {
    let open = opened(to: parametricChange)
    guard let measure = open.measure else { return .none(most: nil) }
    var search = ColumnSearch(open, measure, open.decidingStages(objective), condition, solve, atMost: cap)
    search.allowedEntrants = allowedEntrants
    var cost: Int128?
    if case .carriedOut(let id) = condition.first {
      if let plan, let start = open.adding(id, to: plan),
        try solve.canStaff(open.allocation(at: start).awards, open) == true
      {
        search.starts = [start]
      }
      if let forced, let start = open.point(of: forced) { search.starts.append(start) }
      cost = instance.project(id).variants.map { $0.cost(at: $0.scaleMin) }
        .min()
    }
    guard let base else { return try search.leastForFeasibility() }
    // A project's cost does not affect plans without it.
    let isRivalUnaffected = if case .costCut(let id) = parametricChange { rival == [.notCarriedOut(id)] } else { false }
    if solve.gap > 0, base.hasNoShortfall || isRivalUnaffected {
      let found = try search.narrowed(
        base, against: rival, isRivalUnaffected: isRivalUnaffected, cost: cost, near: plan)
      if base.hasNoShortfall { return found }
      // Where a floor has a shortfall, plans that satisfy the condition may reduce it and be chosen with less.
      guard case .found(var enough) = found else { return .undecided(tooLittle: nil) }
      (enough.isLeast, enough.tooLittle) = (false, nil)
      return .found(enough)
    }
    return try search.exactLeast(base, isRivalUnaffected: isRivalUnaffected) { changes in
      try rivals(under: changes, rival, base, from: plan)
    }
  }

  /// The program with a column for the change; rules that are waived stay waived.
  private func opened(to change: ModelVariant.ParametricChange) -> Formulation {
    Formulation(
      instance, ModelVariant(waived: formulation.modelVariant.waived, parametricChange: change),
      rosters: formulation.rosters)
  }

  /// Finds the least extra money of a fund with which a project can be carried out and a plan is as good as the
  /// present one, in minor units of money.
  /// - Throws: `SolverFault` where the solver fails.
  public func leastMoneyWithoutLoss(_ fund: FundID, bringing id: ProjectID, base: LexicographicValue) throws
    -> LeastChange
  {
    let open = opened(to: .extraMoney(fund))
    guard let measure = open.measure else { return .none(most: nil) }
    var search = ColumnSearch(open, measure, open.decidingStages(objective), [.carriedOut(id)], solve)
    if let forced, let start = open.point(of: forced) { search.starts.append(start) }
    return try search.leastWithoutLoss(base)
  }

  enum Reach { case none, some(LexicographicValue, Reused), unknown }

  /// The value of plans that violate the condition on changed lists. Where no floor has a shortfall, all floors are
  /// held, because only floors with a shortfall can improve.
  func rivals(under changes: [Change], _ rival: [SideConstraint], _ base: LexicographicValue, from plan: Allocation?)
    throws -> Reach
  {
    let (changed, outcome) = try outcome(under: changes, rival, base, from: plan)
    switch outcome {
    case .infeasible: return .none
    case .allocated(let solution)
    where solution.lexicographicValue.levels.count == changed.decidingStages(objective).count:
      return .some(solution.lexicographicValue, solution.reused)
    case .undecided, .allocated: return .unknown
    }
  }

  /// Whether some plan on changed lists satisfies the condition and beats a lexicographic value.
  enum Beating {
    case some(LexicographicValue, Allocation, Reuse)
    case none, unknown

    var isUnknown: Bool { if case .unknown = self { true } else { false } }
  }

  /// Searches for a plan on changed lists that satisfies the condition and beats a lexicographic value.
  /// - Parameters:
  ///   - part: The divisor of the work limit.
  ///   - plan: A plan that may be good enough once the required project is added, paid for by one fund.
  func beating(
    _ lexicographicValue: LexicographicValue?, under changes: [Change], with condition: [SideConstraint],
    near plan: Allocation? = nil, work part: Int
  ) throws -> Beating {
    let changed = try formulation.changed(by: changes)
    let stages = changed.decidingStages(objective)
    let solve = firstPlanSettings(part)
    let programs = changed.programs(beating: lexicographicValue?.kept(stages), stages, condition)
    if let plan, case .carriedOut(let id) = condition.first {
      for fund in instance.fundsByIdleMoney(plan) {
        guard let point = changed.adding(id, to: plan, paidBy: fund),
          programs.contains(where: { $0.isSatisfied(by: point) }),
          try solve.canStaff(changed.allocation(at: point).awards, changed) == true
        else { continue }
        return .some(
          changed.lexicographicValue(at: point, stages), changed.allocation(at: point), Reuse(hasStart: true))
      }
    }
    if self.solve.gap > 0, let lexicographicValue = lexicographicValue?.kept(stages), lexicographicValue.hasNoShortfall
    {
      return try reaching(lexicographicValue, changed, stages, condition)
    }
    var isOpen = false
    for exact in programs {
      switch try solve.staffed(lexicographicValue == nil ? .any : stages.last!, exact, changed) {
      case .solved(let end):
        return .some(changed.lexicographicValue(at: end.point, stages), changed.allocation(at: end.point), end.reuse)
      case .infeasible: continue
      case .undecided: isOpen = true
      }
    }
    return isOpen ? .unknown : .none
  }

  /// Whether a plan that satisfies the condition exceeds the policy bound of a lexicographic value, with its floors
  /// held.
  private func reaching(
    _ lexicographicValue: LexicographicValue, _ changed: Formulation, _ stages: [Stage], _ condition: [SideConstraint]
  ) throws -> Beating {
    var exact = changed.exact
    for constraint in condition { constraint.add(to: &exact, changed) }
    exact.holdFloors(of: lexicographicValue, stages)
    let (policy, target) = (stages.last!, lexicographicValue.last.bound + 1)
    let start = forced.flatMap { changed.point(of: $0) }
    switch try solve.reach(target, policy, exact, changed, from: start) {
    case .open: return .unknown
    case .beyond: return .none
    case .reached(let point, let reuse):
      return .some(changed.lexicographicValue(at: point, stages), changed.allocation(at: point), reuse)
    }
  }

  /// Whether nothing beats a lexicographic value even in the linear relaxation and without the need for people.
  func isRefuted(_ lexicographicValue: LexicographicValue, under changes: [Change], with condition: [SideConstraint])
    throws
    -> Bool
  {
    let changed = try formulation.changed(by: changes)
    let stages = changed.decidingStages(objective)
    return try changed.programs(beating: lexicographicValue.kept(stages), stages, condition).allSatisfy {
      try isRefuted($0)
    }
  }

  private func isRefuted(_ exact: ExactProgram) throws -> Bool { try solve.isRefuted(exact) }

  /// Whether nothing beats a lexicographic value even if every post can be staffed.
  /// - Returns: nil where a limit was reached first.
  func isRefutedWithoutPeople(_ lexicographicValue: LexicographicValue, with condition: [SideConstraint]) throws
    -> Bool?
  {
    let stages = formulation.decidingStages(objective)
    let solve = firstPlanSettings(2)
    for exact in formulation.programs(beating: lexicographicValue, stages, condition) {
      var search = StageSolve(
        stage: stages.last!, exact: exact, settings: solve, workLimit: solve.workLimit, timeLimit: solve.timeLimit)
      switch try search.end(from: nil) {
      case .infeasible: continue
      case .solved: return false
      case .undecided: return nil
      }
    }
    return true
  }

  /// Settings that accept the first plan found. The policy stays the objective, because it leads to such plans.
  private func firstPlanSettings(_ part: Int) -> StagedSolve {
    var solve = solve
    solve.workLimit = solve.workLimit.map { max(1, $0 / part) }
    solve.gap = 10
    return solve
  }
}

extension Instance {
  /// The funds with money left in a plan, the one with the most first.
  fileprivate func fundsByIdleMoney(_ plan: Allocation) -> [FundID] {
    var idle = Dictionary(uniqueKeysWithValues: lists.funds.map { ($0.id, Int128($0.available.minorUnits)) })
    for payment in plan.payments { idle[payment.fund]! -= Int128(payment.amount.minorUnits) }
    return lists.funds.map(\.id).filter { idle[$0]! > 0 }.sorted { (idle[$1]!, $0) < (idle[$0]!, $1) }
  }
}

extension Formulation {
  /// The programs with the rules and the condition, one for each way to beat a lexicographic value.
  fileprivate func programs(
    beating lexicographicValue: LexicographicValue?, _ stages: [Stage], _ condition: [SideConstraint]
  ) -> [ExactProgram] {
    (lexicographicValue.map { waysToBeat($0, stages) } ?? [{ _ in }]).map { way in
      var exact = exact
      for constraint in condition { constraint.add(to: &exact, self) }
      way(&exact)
      return exact
    }
  }
}
