import Audit
import Explanation
import Formulation
import IntegerProgram
import Model
import Questions

/// Finds what departments come to that do not pool their funds.
///
/// All of them plan by the same rules, but for what must be done: there is no joint meeting, so that its decisions, promises and least
/// spending bind the pool alone. People, goods and venues are no department's: each plans as if it had them all, and
/// together the departments get them in their order.
public struct FragmentSearch: Sendable {
  /// The departments, in the order of the funds.
  public let departments: [Fragmentation.Department]
  private let explainer: Explainer
  private let open: Formulation
  private let stages: [Stage]
  private let solve: StagedSolve
  private let obligations: [Meaning]

  /// - Throws: `Findings` where the lists do not hold together.
  public init(_ explainer: Explainer) throws {
    self.explainer = explainer
    let funds = explainer.instance.lists.funds
    var names: [String] = []
    for fund in funds where !names.contains(fund.department) { names.append(fund.department) }
    departments = names.map { name in
      Fragmentation.Department(name: name, funds: funds.filter { $0.department == name }.map(\.id))
    }
    obligations = explainer.instance.obligations
    open = try explainer.formulation.changed(by: obligations.map(Change.waived))
    stages = open.decidingStages(explainer.objective)
    var solve = explainer.solve
    // A department's plan is made from nothing, as a plan is, and not from one that is known.
    solve.workLimit = solve.workLimit.map { $0 * 10 }
    self.solve = solve
  }

  /// The number of plans of departments.
  public var size: Int { departments.count * Fragmentation.Choice.allCases.count }

  /// Finds the plans of all departments and what they come to.
  /// - Parameters:
  ///   - threads: The most departments that plan at the same time.
  ///   - known: What an earlier run found, by the choice and the department.
  ///   - keep: Keeps what this run finds.
  ///   - progress: Called after each plan of a department.
  /// - Returns: nil if the run was interrupted.
  /// - Throws: `SolverFault` where the solver fails, ``AuditFault`` if a plan fails the audit, the error of `keep`.
  /// - Complexity: a solve for each department, and two small ones for each department and project.
  public func fragmentation(
    threads: Int, known: @Sendable (String) -> Fragmentation.Silo?,
    keep: @Sendable (String, Fragmentation.Silo) throws -> Void, progress: @Sendable () -> Void
  ) throws -> Fragmentation? {
    var out = Fragmentation()
    out.departments = departments
    for choice in Fragmentation.Choice.allCases {
      let silos = try concurrentMap(departments.count, threads: threads, unless: { isInterrupted }) {
        index -> Fragmentation.Silo? in
        let name = "\(choice.rawValue) \(departments[index].funds.map(\.text).joined(separator: " "))"
        if let silo = known(name) {
          progress()
          return silo
        }
        let silo = choice == .optimal ? try optimal(index) : try greedy(index)
        guard !isInterrupted else { return nil }
        try refuseBreaches(silo.allocation)
        try keep(name, silo)
        progress()
        return silo
      }.compactMap { $0 ?? nil }
      guard silos.count == departments.count else { return nil }
      out.silos[choice] = silos
      out.together[choice] = try together(silos)
      if isInterrupted { return nil }
    }
    let pooled = explainer.plan.allocation
    let served = Set(out.silos[.optimal]!.flatMap { $0.allocation.credits.filter { $0.micro > 0 }.map(\.need) })
    out.onlyPooled = Set(pooled.credits.filter { $0.micro > 0 }.map(\.need)).subtracting(served).sorted()
    out.joint = try joint(in: pooled)
    return isInterrupted ? nil : out
  }

  private var isInterrupted: Bool { solve.interruption?.isRaised ?? false }
}

// MARK: - One department

extension FragmentSearch {
  /// The constraints under which the funds of one department alone pay.
  private func alone(_ department: Int) -> [SideConstraint] {
    let own = Set(departments[department].funds)
    return explainer.instance.lists.funds.filter { !own.contains($0.id) }.map { .unused($0.id) }
  }

  /// The best plan of one department.
  private func optimal(_ department: Int) throws -> Fragmentation.Silo {
    try silo(solve.run(open, stages: stages, subjectTo: alone(department)))
  }

  private func silo(_ outcome: StagedOutcome, isLimited: Bool = false) -> Fragmentation.Silo {
    guard case .allocated(let solution) = outcome, solution.lexicographicValue.levels.count == stages.count else {
      return Fragmentation.Silo(allocation: Allocation(), valueText: nil, boundText: nil, isLimited: true)
    }
    let level = solution.lexicographicValue.last
    return Fragmentation.Silo(
      allocation: open.allocation(of: solution), valueText: "\(level.value)", boundText: "\(level.bound)",
      isLimited: isLimited || solution.limit != nil)
  }

  /// The best plan of one department that carries out certain projects and no others.
  private func only(_ projects: Set<ProjectID>, _ department: Int) throws -> StagedOutcome {
    try solve.run(open, stages: stages, subjectTo: alone(department) + exactly(projects))
  }

  private func exactly(_ projects: Set<ProjectID>) -> [SideConstraint] {
    explainer.instance.lists.projects.map { projects.contains($0.id) ? .carriedOut($0.id) : .notCarriedOut($0.id) }
  }

  /// The plan of a department that takes one project after another: the project that alone is worth most for its money first,
  /// among equals the first of the lists, as long as it fits beside those that are taken.
  private func greedy(_ department: Int) throws -> Fragmentation.Silo {
    var candidates: [(id: ProjectID, value: Int128, cost: Int128)] = []
    var isLimited = false
    for project in explainer.instance.lists.projects {
      if isInterrupted { break }
      if try solve.isRefuted(open, subjectTo: alone(department) + [.carriedOut(project.id)]) { continue }
      switch try only([project.id], department) {
      case .infeasible: continue
      case .allocated(let solution) where solution.lexicographicValue.levels.count == stages.count:
        candidates.append(
          (project.id, solution.lexicographicValue.last.value, open.allocation(of: solution).moneyUsed))
      case .allocated, .undecided: isLimited = true
      }
    }
    let order = candidates.enumerated().sorted { a, b in
      let (mine, theirs) = (a.element.value * max(0, b.element.cost), b.element.value * max(0, a.element.cost))
      return mine == theirs ? a.offset < b.offset : mine > theirs
    }.map(\.element)
    var taken: Set<ProjectID> = []
    var best = try only([], department)
    for candidate in order where candidate.value > 0 {
      if isInterrupted { break }
      let more = try only(taken.union([candidate.id]), department)
      switch more {
      case .infeasible: continue
      case .allocated(let solution) where solution.lexicographicValue.levels.count == stages.count:
        taken.insert(candidate.id)
        best = more
      case .allocated, .undecided: isLimited = true
      }
    }
    return silo(best, isLimited: isLimited)
  }

  /// Checks a plan against the rules; what must be done is left out of the check.
  private func refuseBreaches(_ allocation: Allocation) throws {
    let waived = Set(obligations)
    let breaches = audit(
      allocation, of: explainer.instance, shortfalls: explainer.formulation.shortfalls(of: allocation)
    ).filter { !waived.contains(Meaning($0.rule, $0.subjects)) }
    if !breaches.isEmpty { throw AuditFault(breaches: breaches) }
  }
}

// MARK: - All departments

extension FragmentSearch {
  /// What plans of departments come to together.
  ///
  /// Each project is carried out once, paid for by the first department that plans it. If people, goods, venues or limits do not
  /// suffice for all, departments get them in their order, the projects of one that does not fit as a whole one by one.
  private func together(_ silos: [Fragmentation.Silo]) throws -> Fragmentation.Together {
    var claims: [ProjectID: Int] = [:]
    var (doubled, wasted): (Set<ProjectID>, Int128) = ([], 0)
    for (department, silo) in silos.enumerated() {
      for award in silo.allocation.awards {
        if claims[award.project] == nil {
          claims[award.project] = department
        } else {
          doubled.insert(award.project)
          wasted += silo.allocation.payments.filter { $0.project == award.project }
            .reduce(0) { $0 + Int128($1.amount.minorUnits) }
        }
      }
    }
    let (solution, kept, isLimited) = try fitting(claims)
    let allocation = solution.map { open.allocation(of: $0) } ?? Allocation()
    try refuseBreaches(allocation)
    let level = solution?.lexicographicValue.last
    let below = explainer.formulation.shortfalls(of: allocation).map(\.need)
    return Fragmentation.Together(
      allocation: allocation, value: level?.value ?? 0, bound: level?.bound ?? 0, doubled: doubled.sorted(),
      wasted: wasted, dropped: claims.keys.filter { !kept.contains($0) }.sorted(),
      servedTwice: servedTwice(silos, doubled), belowFloor: Set(below),
      missed: missed(by: allocation), isLimited: isLimited || silos.contains(where: \.isLimited))
  }

  /// The best plan of claimed projects, all of them or as many as fit in the order of the departments.
  private func fitting(
    _ claims: [ProjectID: Int]
  ) throws -> (solution: StagedSolution?, kept: Set<ProjectID>, isLimited: Bool) {
    var isLimited = false
    func solution(of projects: Set<ProjectID>) throws -> StagedSolution? {
      let unpaid = projects.sorted().flatMap { id -> [SideConstraint] in
        let own = Set(departments[claims[id]!].funds)
        return open.payers(of: id).filter { !own.contains($0) }.map { .unpaid($0, id) }
      }
      switch try solve.run(open, stages: stages, subjectTo: exactly(projects) + unpaid) {
      case .infeasible: return nil
      case .allocated(let solution) where solution.lexicographicValue.levels.count == stages.count:
        if solution.limit != nil { isLimited = true }
        return solution
      case .allocated, .undecided:
        isLimited = true
        return nil
      }
    }
    if let all = try solution(of: Set(claims.keys)) { return (all, Set(claims.keys), isLimited) }
    var (kept, best): (Set<ProjectID>, StagedSolution?) = ([], try solution(of: []))
    for department in departments.indices {
      let own = explainer.instance.lists.projects.map(\.id).filter { claims[$0] == department }
      if let whole = try solution(of: kept.union(own)) {
        (kept, best) = (kept.union(own), whole)
        continue
      }
      for id in own where !isInterrupted {
        if let more = try solution(of: kept.union([id])) { (kept, best) = (kept.union([id]), more) }
      }
    }
    return (best, kept, isLimited)
  }

  /// The needs that departments serve twice: the same by the same project, or together more than there is.
  private func servedTwice(_ silos: [Fragmentation.Silo], _ doubled: Set<ProjectID>) -> [NeedID] {
    explainer.instance.lists.needs.filter { need in
      let credits = silos.map { $0.allocation.credits.filter { $0.need == need.id && $0.micro > 0 } }
      guard credits.count(where: { !$0.isEmpty }) > 1 else { return false }
      let sum = credits.joined().reduce(Int128(0)) { $0 + Int128($1.micro) }
      return sum > Int128(need.quantity.milli) * 1000 || credits.joined().contains { doubled.contains($0.project) }
    }.map(\.id)
  }

  /// What must be done and is not done.
  private func missed(by allocation: Allocation) -> [Meaning] {
    let breaches = audit(
      allocation, of: explainer.instance, shortfalls: explainer.formulation.shortfalls(of: allocation))
    let broken = Set(breaches.map { Meaning($0.rule, $0.subjects) })
    return obligations.filter(broken.contains)
  }

  /// The projects of a plan that several departments pay for.
  private func joint(
    in plan: Allocation
  ) throws -> [(project: ProjectID, departments: [Int], isProven: Bool)] {
    try plan.awards.map(\.project).sorted().compactMap { id in
      let funds = Set(plan.payments.filter { $0.project == id && $0.amount > .zero }.map(\.fund))
      let payers = departments.indices.filter { !funds.isDisjoint(with: departments[$0].funds) }
      guard payers.count > 1 else { return nil }
      let isProven = try departments.indices.allSatisfy { department in
        try solve.isRefuted(open, subjectTo: alone(department) + [.carriedOut(id)])
      }
      return (id, payers, isProven)
    }
  }
}
