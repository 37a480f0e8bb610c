import IntegerProgram
import Model

/// The least of one kind of change that brings something about.
public enum LeastChange: Sendable {
  case found(Found)
  /// No change of this kind does it; with `most`, only that was shown not to do.
  case none(most: Int128?)
  /// With as much as this it cannot be told within the gap.
  case unclear(most: Int128)
  /// A limit came before any that does it was found.
  case undecided(tooLittle: Int128?)

  public struct Found: Sendable {
    public let changes: [Change]
    /// In minor units of money, or minutes.
    public let amount: Int128
    /// Nothing less will do.
    public var isLeast = false
    /// So much was shown not to do.
    public var tooLittle: Int128?
    /// How far plans without it get on the changed lists; nil where there is none, or where any plan with it will do.
    public var without: LexicographicValue?
    public let with: LexicographicValue
    public let plan: Allocation
    /// By the solve that found it and, where it was narrowed down, those before.
    public var reuse = Reuse()
    /// By the solve of plans without it.
    public var reusedWithout = Reused()
  }
}

/// Asks for the least change that brings something about.
///
/// What is wished for must beat every plan without it *on the changed lists*, and these plans get better with the change
/// too. Where numbers are exact, ``ColumnSearch/exactly(_:isUntouched:_:)`` raises a threshold until it holds; within a gap,
/// ``ColumnSearch/narrowed(_:against:isUntouched:cost:near:)`` halves the range of what the change may be.
public struct ChangeSearch: Sendable {
  public var solve: StagedSolve
  /// Projects that may come in with what is wished for, where only plans near the one that is known are looked at: those of
  /// the best plan that has it as things are.
  public var company: Set<ProjectID> = []
  /// A plan with what is wished for, as things are.
  public var forced: Allocation?
  let formulation: Formulation
  let objective: PolicyObjective
  var instance: Instance { formulation.instance }

  /// - Parameter formulation: Of the lists as they are; what it knows of rosters is used.
  public init(_ formulation: Formulation, _ objective: PolicyObjective, solve: StagedSolve) {
    self.formulation = formulation
    self.objective = objective
    self.solve = solve
  }

  /// The least cost cut or extra money.
  /// - Parameters:
  ///   - base: How far plans without the wish get now; nil where only the rules forbid it and any plan with it will do.
  ///   - plan: A plan without the wish, to begin from.
  ///   - cap: More is not asked for.
  public func least(
    _ parametricChange: ModelVariant.ParametricChange, bringing wish: [SideConstraint], against rival: [SideConstraint],
    base: LexicographicValue?,
    near plan: Allocation? = nil, atMost cap: Int128? = nil
  ) throws -> LeastChange {
    let open = Formulation(instance, ModelVariant(parametricChange: parametricChange), rosters: formulation.rosters)
    guard let measure = open.measure else { return .none(most: nil) }
    var search = ColumnSearch(open, measure, open.decidingStages(objective), wish, solve, atMost: cap)
    search.company = company
    var cost: Int128?
    if case .carriedOut(let id) = wish.first {
      if let plan, let start = open.adding(id, to: plan),
        try solve.canStaff(open.allocation(at: start).awards, open) == true
      {
        search.starts = [start]
      }
      if let forced, let start = open.point(of: forced) { search.starts.append(start) }
      cost = instance.project(id).variants.map { v in v.costs.reduce(Int128(0)) { $0 + $1.cost(at: v.scaleMin) } }
        .min()
    }
    guard let base else { return try search.anyWay() }
    // A project's cost is nothing to plans without it.
    let isUntouched = if case .costCut(let id) = parametricChange { rival == [.notCarriedOut(id)] } else { false }
    if solve.gap > 0, base.hasNoShortfall || isUntouched {
      let found = try search.narrowed(base, against: rival, isUntouched: isUntouched, cost: cost, near: plan)
      if base.hasNoShortfall { return found }
      // Where floors are missed the wish may better them, and come first with less.
      guard case .found(var enough) = found else { return .undecided(tooLittle: nil) }
      (enough.isLeast, enough.tooLittle) = (false, nil)
      return .found(enough)
    }
    return try search.exactly(base, isUntouched: isUntouched) { changes in
      try rivals(under: changes, rival, base, from: plan)
    }
  }

  /// The least extra money of a fund with which a project can be carried out and as much be achieved as now.
  public func leastMoneyLosingNothing(_ fund: FundID, bringing id: ProjectID, base: LexicographicValue) throws
    -> LeastChange
  {
    let open = Formulation(instance, ModelVariant(parametricChange: .extraMoney(fund)), rosters: formulation.rosters)
    guard let measure = open.measure else { return .none(most: nil) }
    var search = ColumnSearch(open, measure, open.decidingStages(objective), [.carriedOut(id)], solve)
    if let forced, let start = open.point(of: forced) { search.starts.append(start) }
    return try search.losingNothing(base)
  }

  enum Reach { case none, some(LexicographicValue, Reused), unknown }

  /// How far plans without the wish get on changed lists. Floors that all hold stay held; only those that are missed gain.
  func rivals(under changes: [Change], _ rival: [SideConstraint], _ base: LexicographicValue, from plan: Allocation?)
    throws -> Reach
  {
    let changed = try formulation.changed(by: changes)
    let stages = changed.decidingStages(objective)
    let held = base.floors.allSatisfy { $0.bound == 0 && $0.value == 0 } ? base : nil
    switch try solve.run(changed, stages: stages, subjectTo: rival, holding: held, from: plan) {
    case .infeasible: return .none
    case .allocated(let solution) where solution.lexicographicValue.levels.count == stages.count:
      return .some(solution.lexicographicValue, solution.reused)
    case .undecided, .allocated: return .unknown
    }
  }

  /// Whether some plan on changed lists has what is wished for and beats a ladder.
  enum Beating {
    case some(LexicographicValue, Allocation, Reuse)
    case none, unknown

    var isUnknown: Bool { if case .unknown = self { true } else { false } }
  }

  /// - Parameters:
  ///   - part: Of the work limit, one in so many.
  ///   - plan: With the project that is wished for, and one fund to pay for it, it may be good enough already.
  func beating(
    _ lexicographicValue: LexicographicValue?, under changes: [Change], with wish: [SideConstraint],
    near plan: Allocation? = nil, work part: Int
  ) throws -> Beating {
    let changed = try formulation.changed(by: changes)
    let stages = changed.decidingStages(objective)
    let solve = firstFound(part)
    let programs = changed.programs(beating: lexicographicValue?.kept(stages), stages, wish)
    if let plan, case .carriedOut(let id) = wish.first {
      for fund in instance.byIdleMoney(plan) {
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
      return try reaching(lexicographicValue, changed, stages, wish)
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

  /// Whether a plan with what is wished for gets clearly farther than a ladder's bound, its floors held.
  private func reaching(
    _ lexicographicValue: LexicographicValue, _ changed: Formulation, _ stages: [Stage], _ wish: [SideConstraint]
  ) throws -> Beating {
    var exact = changed.exact
    for constraint in wish { constraint.add(to: &exact, changed) }
    exact.holdFloors(of: lexicographicValue, stages)
    let (policy, target) = (stages.last!, lexicographicValue.levels.last!.bound + 1)
    let start = forced.flatMap { changed.point(of: $0) }
    switch try solve.reach(target, policy, exact, changed, from: start) {
    case .open: return .unknown
    case .beyond: return .none
    case .reached(let point, let reuse):
      return .some(changed.lexicographicValue(at: point, stages), changed.allocation(at: point), reuse)
    }
  }

  /// Whether nothing beats a ladder even where amounts and decisions need not be whole and people are plenty.
  func isRefuted(_ lexicographicValue: LexicographicValue, under changes: [Change], with wish: [SideConstraint]) throws
    -> Bool
  {
    let changed = try formulation.changed(by: changes)
    let stages = changed.decidingStages(objective)
    return try changed.programs(beating: lexicographicValue.kept(stages), stages, wish).allSatisfy { try isRefuted($0) }
  }

  private func isRefuted(_ exact: ExactProgram) throws -> Bool { try solve.isRefuted(exact) }

  /// Whether nothing beats a ladder even where there are people for everything.
  /// - Returns: nil where a limit came first.
  func isRefutedWithoutPeople(_ lexicographicValue: LexicographicValue, with wish: [SideConstraint]) throws -> Bool? {
    let stages = formulation.decidingStages(objective)
    let solve = firstFound(2)
    for exact in formulation.programs(beating: lexicographicValue, stages, wish) {
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

  /// The first that is found will do; what is asked for is the policy all the same, since that leads to it.
  private func firstFound(_ part: Int) -> StagedSolve {
    var solve = solve
    solve.workLimit = solve.workLimit.map { max(1, $0 / part) }
    solve.gap = 10
    return solve
  }
}

extension StagedSolve {
  /// Whether forces are impossible even where amounts and decisions need not be whole and people are plenty.
  public func isRefuted(_ formulation: Formulation, subjectTo constraints: [SideConstraint]) throws(SolverFault) -> Bool
  {
    var exact = formulation.exact
    for constraint in constraints { constraint.add(to: &exact, formulation) }
    return try isRefuted(exact)
  }

  fileprivate func isRefuted(_ exact: ExactProgram) throws(SolverFault) -> Bool {
    let relaxed = ScaledProgram(exact, objective: .zero, sense: .minimize, isRelaxed: true)
    let request = SolveRequest(workLimit: workLimit, interruption: interruption)
    if case .infeasible = try solver.solve(relaxed.program, request) { return true }
    return false
  }
}

extension Instance {
  /// Funds with money left in a plan, the one with most first.
  fileprivate func byIdleMoney(_ plan: Allocation) -> [FundID] {
    var idle = Dictionary(uniqueKeysWithValues: lists.funds.map { ($0.id, Int128($0.available.minorUnits)) })
    for payment in plan.payments { idle[payment.fund]! -= Int128(payment.amount.minorUnits) }
    return lists.funds.map(\.id).filter { idle[$0]! > 0 }.sorted { (idle[$1]!, $0) < (idle[$0]!, $1) }
  }
}

extension LexicographicValue {
  var isExact: Bool { levels.allSatisfy(\.isExact) }
  public var hasNoShortfall: Bool { floors.allSatisfy { $0.value == 0 } }

  /// The rungs of these stages: where all floors are waived there are none.
  public func kept(_ stages: [Stage]) -> LexicographicValue {
    LexicographicValue(levels: stages.compactMap { self[$0.name] })
  }

  /// Whether this is better than anything within the other's bounds.
  public func beats(_ other: LexicographicValue, _ stages: [Stage]) -> Bool {
    for (stage, (mine, theirs)) in zip(stages, zip(levels, other.levels)) {
      let gain = stage.sense == .maximize ? mine.value - theirs.bound : theirs.bound - mine.value
      if gain > stage.slack { return true }
      if gain < -stage.slack { return false }
    }
    return false
  }
}

extension Formulation {
  /// The rules with what is wished for, and each way to beat a ladder as a program of its own.
  fileprivate func programs(
    beating lexicographicValue: LexicographicValue?, _ stages: [Stage], _ wish: [SideConstraint]
  ) -> [ExactProgram] {
    (lexicographicValue.map { waysToBeat($0, stages) } ?? [{ _ in }]).map { way in
      var exact = exact
      for constraint in wish { constraint.add(to: &exact, self) }
      way(&exact)
      return exact
    }
  }

  /// Nothing is carried out but what a plan carries out, what is wished for and what goes with it; who pays, and how much is done, is free.
  func keepOut(
    allBut plan: Allocation, _ wish: [SideConstraint], _ company: Set<ProjectID>, _ exact: inout ExactProgram
  ) {
    let kept = company.union(plan.awards.map(\.project)).union(wish.flatMap { $0.projects(instance) })
    for (p, project) in projects.enumerated() where !kept.contains(project.id) {
      exact.add(Meaning("nearby", [project.id.text]), carried(p), atMost: 0)
    }
  }

  /// Whether giving up a rule is nothing to plans without a project: its rows are about that project alone.
  func isAboutNothingBut(_ id: ProjectID, _ decision: Meaning) -> Bool {
    exact.rows.allSatisfy { row in
      row.decision != decision || row.terms.allSatisfy { exact.columns[$0.column].block == id.text }
    }
  }

  /// The rules whose rows touch a project, each once.
  public func decisions(about id: ProjectID) -> [Meaning] {
    var seen: Set<Meaning> = []
    return exact.rows.compactMap { row in
      guard let decision = row.decision, row.terms.contains(where: { exact.columns[$0.column].block == id.text }) else {
        return nil
      }
      return seen.insert(decision).inserted ? decision : nil
    }
  }
}
