import ExactProgram
import IntegerProgram
import Model
import Synchronization

/// Decides whether named volunteers can staff what the program of the money chose: the answer is a roster, or the
/// rows that forbid the choice (logic-based Benders decomposition, Hooker & Ottosson 2003).
package struct Staffing {
  package let formulation: Formulation
  private(set) var solve: StagedSolve
  /// The last roster found.
  var assignments: [Allocation.Assignment] = []
  /// The number of times that a choice could not be staffed.
  var cutRounds = 0
  /// The pins of people that are waived.
  package var waivedPins: Set<Meaning>
  /// The columns of wishes, from the stage on that lets wishes decide what is carried out; nil before.
  var wishColumns: WishColumns?
  /// The known rosters with the greatest sum of wishes, by the variants that they staff.
  var wishRosters: [Set<StartedVariant>: WishRoster] = [:]

  /// Rows that every plan that can be staffed satisfies.
  package struct BendersCut {
    package typealias Row = (meaning: Meaning, expression: Expression, most: Int128)
    let rows: [Row]
    /// False where a limit ended the search for a roster: the rows may forbid what could have been staffed.
    let isProven: Bool
    /// Where the point can be staffed, but without the wishes that it claims: its roster with the most wishes.
    var granted: [Allocation.Assignment]?
  }

  package init(_ formulation: Formulation, _ solve: StagedSolve) {
    self.formulation = formulation
    let waived = formulation.modelVariant.waived
    waivedPins = waived.isEmpty ? [] : waived.intersection(formulation.instance.personPins)
    var solve = solve
    // A roster is one of many small solves, so each gets a fiftieth of the work limit.
    solve.workLimit = solve.workLimit.map { max(20_000, $0 / 50) }
    solve.progress = nil
    solve.staged = nil
    self.solve = solve
  }

  /// The time at which the search for rosters ends.
  var deadline: ContinuousClock.Instant?
  var left: Duration? { deadline.map { max(.milliseconds(1), $0 - ContinuousClock().now) } }

  /// The variants that cannot be staffed even alone, and the pairs of others that cannot be staffed together; found
  /// before any stage is solved.
  func unstaffableInAdvance() throws(SolverFault) -> [UnstaffableVariants] {
    var alone: [StartedVariant] = []
    for (p, project) in formulation.projects.enumerated() {
      for v in project.variants.indices
      where !project.variants[v].roles.isEmpty && !formulation.begun[p][v].isEmpty {
        alone.append(StartedVariant(project: p, variant: v, start: nil))
      }
    }
    if let known = formulation.rosters.cuts(of: alone, without: waivedPins) { return known }
    let single = try unstaffable(among: alone.map { [$0] })
    let isCut = Set(single.flatMap(\.variants))
    let pairs = formulation.cutGenerator.rivals(alone.filter { !isCut.contains($0) })
    let found = try single + unstaffable(among: pairs)
    formulation.rosters.learn(found, of: alone, without: waivedPins)
    return found
  }

  /// The rows that forbid what cannot be staffed, alone or in pairs.
  func rowsInAdvance() throws(SolverFault) -> [BendersCut.Row] {
    try unstaffableInAdvance().map(formulation.row(of:))
  }

  /// The sets of variants that are proven to have no roster.
  private func unstaffable(among sets: [[StartedVariant]]) throws(SolverFault) -> [UnstaffableVariants] {
    let known = formulation.cutGenerator
    var out: [UnstaffableVariants] = []
    for variants in sets where !known.canStaff(variants) {
      if case .none(true) = try roster(of: variants) {
        out.append(UnstaffableVariants(variants: variants, isProven: true))
      }
    }
    return out
  }

  /// The variants of a point that cannot be staffed together, reduced to a minimal set where that is proven.
  /// - Returns: nil where there is a roster, which ``assignments`` then holds.
  package mutating func unstaffableVariants(at point: [Int128]) throws(SolverFault) -> UnstaffableVariants? {
    let staffed = Self.variantsWithRoles(of: formulation, at: point)
    if staffed.isEmpty {
      assignments = []
      return nil
    }
    switch try roster(of: staffed) {
    case .found(let found):
      assignments = found
      return nil
    case .none(let isProven):
      var minimal = staffed
      // A smaller set of variants makes a stronger cut.
      if isProven {
        for item in staffed {
          let fewer = minimal.filter { $0 != item }
          if case .none(true) = try roster(of: fewer) { minimal = fewer }
        }
      }
      return UnstaffableVariants(variants: minimal, isProven: isProven)
    }
  }

  /// The rows that forbid a point that cannot be staffed, or that claims more wishes than its roster can grant.
  /// - Returns: nil where there is a roster, which ``assignments`` then holds.
  mutating func bendersCut(at point: [Int128]) throws(SolverFault) -> BendersCut? {
    let rows = formulation.cutGenerator.rows(at: { Double(point[$0]) }, formulation)
    if !rows.isEmpty {
      cutRounds += 1
      return BendersCut(rows: rows, isProven: true)
    }
    let last = assignments
    guard let cut = try unstaffableVariants(at: point) else {
      let cut = try wishCut(at: point)
      // The point is rejected, so the roster of the last point that was not stays.
      if cut != nil { assignments = last }
      return cut
    }
    cutRounds += 1
    return BendersCut(rows: [formulation.row(of: cut)], isProven: cut.isProven)
  }

  /// The rows of ``StaffingCutGenerator`` that a stage's relaxation violates, round by round; none where it is not
  /// solved in time.
  func rows(for stage: Stage, in exact: ExactProgram) throws(SolverFault) -> [BendersCut.Row] {
    let generator = formulation.cutGenerator
    guard !generator.supplies.isEmpty, !stage.objective.terms.isEmpty else { return [] }
    var exact = exact
    var found: [BendersCut.Row] = []
    // At most a third of the time, as the stage itself needs the rest.
    let clock = ContinuousClock(), end = left.map { ContinuousClock().now + $0 / 3 }
    for _ in 0..<12 {
      let left = end.map { $0 - clock.now }
      if let left, left <= .zero { break }
      let scaled = ScaledProgram(exact, objective: stage.objective, sense: stage.sense, isRelaxed: true)
      let request = SolveRequest(workLimit: solve.workLimit, timeLimit: left, interruption: solve.interruption)
      guard case .optimal(let solution) = try solve.solver.solve(scaled.program, request) else { break }
      let rows = generator.rows(at: { solution.values[$0] * scaled.units[$0] }, formulation)
      if rows.isEmpty { break }
      for row in rows { exact.add(row) }
      found += rows
    }
    return found
  }

  enum Answer: Sendable { case found([Allocation.Assignment]), none(isProven: Bool) }

  /// The variants with roles that a point carries out.
  package static func variantsWithRoles(of formulation: Formulation, at point: [Int128]) -> [StartedVariant] {
    formulation.projects.indices.flatMap { p in
      formulation.projects[p].variants.indices.filter { v in
        !formulation.projects[p].variants[v].roles.isEmpty && formulation.chosen[p][v].value(at: point) == 1
      }.map { v in
        let starts = formulation.begun[p][v]
        // With a single start, a cut need not name it.
        let start = starts.count > 1 ? starts.first { $0.begun.value(at: point) == 1 }?.period : nil
        return StartedVariant(project: p, variant: v, start: start)
      }
    }
  }

  /// The program of a roster for these variants.
  package func program(_ variants: [StartedVariant]) -> RosterProgram {
    let posts = formulation.instance.posts(of: awards(variants))
    return RosterProgram(
      formulation.instance, posts, holders: formulation.cutGenerator.holders(of: posts), waivedPins: waivedPins)
  }

  private func awards(_ variants: [StartedVariant]) -> [Allocation.Award] {
    variants.map { item in
      let project = formulation.projects[item.project]
      return .init(
        project: project.id, variant: project.variants[item.variant].id, scale: .zero,
        period: item.start.map { formulation.instance.timeline[$0].id })
    }
  }

  func roster(of variants: [StartedVariant]) throws(SolverFault) -> Answer {
    if let known = formulation.rosters[Set(variants), without: waivedPins] { return known }
    let answer = try search(variants)
    // An answer that a limit left unproven is not kept.
    if case .none(false) = answer { return answer }
    formulation.rosters[Set(variants), without: waivedPins] = answer
    return answer
  }

  private func search(_ variants: [StartedVariant]) throws(SolverFault) -> Answer {
    if let greedyRoster = greedyRoster(variants) { return .found(greedyRoster) }
    var solve = solve
    solve.timeLimit = left ?? solve.timeLimit
    let roster = program(variants)
    // A row without columns is kept only if it cannot hold.
    if roster.exact.rows.contains(where: \.terms.isEmpty) { return .none(isProven: true) }
    if roster.exact.rows.isEmpty || roster.exact.isSatisfied(by: roster.exact.columns.map(\.lower)) {
      return .found([])
    }
    switch try solve.run(roster, stages: [roster.anyRoster], from: nil) {
    case .allocated(let solution): return .found(roster.people.assignments(at: solution.point))
    case .infeasible: return .none(isProven: true)
    case .undecided: return .none(isProven: false)
    }
  }

  /// A greedy roster that satisfies every row of the program; nil where there is none.
  private func greedyRoster(_ variants: [StartedVariant]) -> [Allocation.Assignment]? {
    let instance = formulation.instance, posts = instance.posts(of: awards(variants))
    var greedyRoster = GreedyRoster(instance, posts, formulation.cutGenerator.holders(of: posts))
    guard let assignments = greedyRoster.assignments() else { return nil }
    let named = Dictionary(grouping: assignments) { [$0.project.text, $0.role.text] }
    let chosen = posts.map { post in
      (named[[formulation.projects[post.project].id.text, post.role.id.text]] ?? []).map {
        instance.index(of: $0.volunteer)
      }.sorted()
    }
    let roster = RosterProgram(instance, posts, holders: chosen, waivedPins: waivedPins)
    return roster.point(of: assignments).map(roster.people.assignments)
  }

  /// The best roster for what a point carries out, stage by stage.
  /// - Returns: nil where nothing that is carried out asks for people.
  func best(at point: [Int128], _ solve: StagedSolve) throws(SolverFault) -> StagedSolution? {
    let staffed = Self.variantsWithRoles(of: formulation, at: point)
    guard !staffed.isEmpty else { return nil }
    let roster = program(staffed)
    guard
      case .allocated(var solution) = try solve.run(
        roster, stages: roster.rosterStages(), from: roster.point(of: assignments))
    else { return nil }
    solution.assignments = roster.people.assignments(at: solution.point)
    return solution
  }
}

extension Formulation {
  /// The row that forbids carrying out all of these variants together.
  package func row(of cut: UnstaffableVariants) -> Staffing.BendersCut.Row {
    let all = cut.variants.map { item in
      item.start.map { start in started(item.project, item.variant) { $0 == start } }
        ?? chosen[item.project][item.variant]
    }.sum()
    return (
      Meaning("staffing", cut.variants.map { projects[$0.project].id.text }), all, Int128(cut.variants.count - 1)
    )
  }
}

extension ExactProgram {
  package mutating func add(_ row: Staffing.BendersCut.Row) {
    add(row.meaning, row.expression, atMost: row.most, decision: row.meaning)
  }
}
