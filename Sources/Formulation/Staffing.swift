import IntegerProgram
import Model
import Synchronization

/// Judges by named people what the program of the money decided with classes: a roster, or the cut that forbids it
/// (logic-based Benders decomposition, Hooker & Ottosson 2003).
struct Staffing {
  let formulation: Formulation
  private var solve: StagedSolve
  /// The last roster found.
  private(set) var assignments: [Allocation.Assignment] = []
  private(set) var cuts: [Cut] = []

  /// A variant that is carried out, and the period in which it starts.
  struct Work: Hashable, Sendable {
    let project: Int
    let variant: Int
    /// nil: whichever.
    let start: Int?
  }

  /// Works that cannot all be staffed.
  struct Cut: Sendable {
    let works: [Work]
    /// False where the search for a roster was cut short: what the cut forbids might have been staffed.
    let isProven: Bool
  }

  init(_ formulation: Formulation, _ solve: StagedSolve) {
    self.formulation = formulation
    var solve = solve
    // Nobody waits for hours for one of many small answers.
    solve.workLimit = solve.workLimit.map { max(20_000, $0 / 50) }
    solve.progress = nil
    self.solve = solve
  }

  /// Rosters are looked for within the time that is left.
  mutating func limit(to left: Duration?) { solve.timeLimit = left }

  /// The variants that nobody's work can staff even alone, found before any stage is solved.
  func cutsAlone() throws(SolverFault) -> [Cut] {
    var out: [Cut] = []
    for (p, project) in formulation.projects.enumerated() {
      for v in project.variants.indices where !project.variants[v].roles.isEmpty {
        // Alone, it is as hard to staff whenever it starts.
        let work = Work(project: p, variant: v, start: nil)
        if case .none(true) = try roster(of: [work]) { out.append(Cut(works: [work], isProven: true)) }
      }
    }
    return out
  }

  /// - Returns: nil where there is a roster, which ``assignments`` then holds.
  mutating func cut(at point: [Int128]) throws(SolverFault) -> Cut? {
    let staffed = Self.staffed(formulation, at: point)
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
      // Without what is not to blame, the cut forbids more.
      if isProven {
        for work in staffed {
          let fewer = minimal.filter { $0 != work }
          if case .none(true) = try roster(of: fewer) { minimal = fewer }
        }
      }
      let cut = Cut(works: minimal, isProven: isProven)
      cuts.append(cut)
      return cut
    }
  }

  enum Answer: Sendable { case found([Allocation.Assignment]), none(isProven: Bool) }

  /// Variants with roles that a point carries out.
  static func staffed(_ formulation: Formulation, at point: [Int128]) -> [Work] {
    formulation.projects.indices.flatMap { p in
      formulation.projects[p].variants.indices.filter { v in
        !formulation.projects[p].variants[v].roles.isEmpty && formulation.chosen[p][v].value(at: point) == 1
      }.map { v in
        let starts = formulation.begun[p][v]
        // Where there is but one, a cut need not name it.
        let start = starts.count > 1 ? starts.first { $0.begun.value(at: point) == 1 }?.period : nil
        return Work(project: p, variant: v, start: start)
      }
    }
  }

  func program(_ works: [Work]) -> Formulation {
    Formulation(
      roster: formulation.instance,
      awards: works.map { work in
        let project = formulation.projects[work.project]
        return .init(
          project: project.id, variant: project.variants[work.variant].id, scale: .zero,
          period: work.start.map { formulation.instance.timeline[$0].id })
      })
  }

  func roster(of works: [Work]) throws(SolverFault) -> Answer {
    if let known = formulation.rosters[Set(works)] { return known }
    let answer = try search(works)
    // What a limit cut short is no answer.
    if case .none(false) = answer { return answer }
    formulation.rosters[Set(works)] = answer
    return answer
  }

  private func search(_ works: [Work]) throws(SolverFault) -> Answer {
    let roster = program(works)
    // A row without columns is there only because it cannot hold.
    if roster.exact.rows.contains(where: \.terms.isEmpty) { return .none(isProven: true) }
    if roster.exact.rows.isEmpty || roster.exact.isSatisfied(by: roster.exact.columns.map(\.lower)) {
      return .found([])
    }
    switch try solve.run(roster, stages: [roster.anyRoster], from: nil) {
    case .allocated(let solution): return .found(roster.assignments(at: solution.point))
    case .infeasible: return .none(isProven: true)
    case .undecided: return .none(isProven: false)
    }
  }

  /// The best roster of what a point carries out, stage by stage.
  /// - Returns: nil where nothing that is done asks for people.
  func best(at point: [Int128], _ solve: StagedSolve) throws(SolverFault) -> StagedSolution? {
    let staffed = Self.staffed(formulation, at: point)
    guard !staffed.isEmpty else { return nil }
    let roster = program(staffed)
    guard
      case .allocated(var solution) = try solve.run(
        roster, stages: roster.rosterStages(), from: roster.point(ofRoster: assignments))
    else { return nil }
    solution.assignments = roster.assignments(at: solution.point)
    return solution
  }
}

/// Rosters that were asked for already, by what is carried out: they depend on nothing else.
final class KnownRosters: Sendable {
  private let found = Mutex<[Set<Staffing.Work>: Staffing.Answer]>([:])

  subscript(works: Set<Staffing.Work>) -> Staffing.Answer? {
    get { found.withLock { $0[works] } }
    set { found.withLock { $0[works] = newValue } }
  }
}

extension StagedSolve {
  /// Whether people can be found for all that an allocation carries out.
  public func canStaff(_ awards: [Allocation.Award], _ formulation: Formulation) throws(SolverFault) -> Bool {
    let works = awards.map { award in
      let p = formulation.instance.projectIndex[award.project]!
      return Staffing.Work(
        project: p, variant: formulation.projects[p].variants.firstIndex { $0.id == award.variant }!,
        start: award.period.flatMap { formulation.instance.periodIndex[$0] })
    }
    if case .found = try Staffing(formulation, self).roster(of: works) { return true }
    return false
  }

  /// One stage alone, of plans that can be staffed.
  func staffed(
    _ stage: Stage, _ exact: ExactProgram, _ formulation: Formulation, from start: [Int128]? = nil
  ) throws(SolverFault) -> StageSolve.Result {
    var solve = StageSolve(stage: stage, exact: exact, settings: self, workLimit: workLimit, timeLimit: timeLimit)
    guard formulation.hasRoles else { return try solve.end(from: start) }
    var staffing = Staffing(formulation, self)
    for cut in try staffing.cutsAlone() { solve.add(cut, formulation) }
    while true {
      let result = try solve.end(from: start)
      guard case .solved(var end) = result else { return result }
      guard let cut = try staffing.cut(at: end.point) else {
        formulation.hold(staffing.assignments, at: &end.point)
        return .solved(end)
      }
      guard cut.isProven else { return .undecided(.work) }
      solve.add(cut, formulation)
    }
  }
}

extension ExactProgram {
  /// Forbids that all of these are carried out together.
  mutating func add(_ cut: Staffing.Cut, _ f: Formulation) {
    let all = cut.works.map { work in
      work.start.map { start in f.started(work.project, work.variant) { $0 == start } }
        ?? f.chosen[work.project][work.variant]
    }.sum()
    add(meaning(of: cut, f), all, atMost: Int128(cut.works.count - 1), decision: meaning(of: cut, f))
  }

  func meaning(of cut: Staffing.Cut, _ f: Formulation) -> Meaning {
    Meaning("staffing", cut.works.map { f.projects[$0.project].id.text })
  }
}
