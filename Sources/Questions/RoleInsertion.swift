import Formulation
import IntegerProgram
import Model

/// Decides whether a roster of the awards has room for a volunteer on a role.
public struct RoleInsertion {
  private let id: VolunteerID
  private let allocation: Allocation
  private let roster: RosterProgram
  private let solve: StagedSolve
  /// The number of rosters that may still be solved: a question must be answered within seconds.
  private var left = 12

  /// Prepares the question for one volunteer and one allocation.
  public init(_ id: VolunteerID, in allocation: Allocation, _ formulation: Formulation, _ solve: StagedSolve) {
    self.id = id
    self.allocation = allocation
    self.solve = solve
    roster = RosterProgram(formulation.instance, awards: allocation.awards)
  }

  /// Besides their present duties, only instead of some of them, or not at all.
  public enum Answer: Sendable { case besides, instead, none }

  /// Whether there is room on a role besides their present duties, or only instead of some of them.
  /// - Returns: nil where a limit was reached first, or no more rosters may be solved.
  /// - Throws: `SolverFault` where the solver fails.
  public mutating func room(on role: RoleID, of project: ProjectID) throws(SolverFault) -> Answer? {
    if fitsWithoutChanges(role, project) { return .besides }
    guard let duty = duty(role, project) else { return Answer.none }
    guard left > 0 else { return nil }
    left -= 1
    let mine = allocation.assignments.filter { $0.volunteer == id }
    let kept = mine.compactMap { self.duty($0.role, $0.project) }
    if try isPossible([duty] + kept, role) == true { return .besides }
    if mine.isEmpty { return try isPossible([duty], role).map { $0 ? .besides : Answer.none } }
    return try isPossible([duty], role).map { $0 ? .instead : Answer.none }
  }

  private func isPossible(_ duties: [Duty], _ role: RoleID) throws(SolverFault) -> Bool? {
    var exact = roster.exact
    for duty in duties { exact.add(Meaning("forced", [id.text, role.text]), duty.heads, atLeast: 1) }
    var stage = StageSolve(
      stage: .any, exact: exact, settings: solve, workLimit: solve.workLimit, timeLimit: solve.timeLimit)
    // A row without columns that does not hold proves infeasibility.
    if exact.rows.contains(where: { $0.terms.isEmpty && exact.violation($0, at: []) > 0 }) { return false }
    switch try stage.end(from: nil) {
    case .solved: return true
    case .infeasible: return false
    case .undecided: return nil
    }
  }

  private func duty(_ role: RoleID, _ project: ProjectID) -> Duty? {
    roster.people.duties.first { duty in
      let post = roster.people.posts[duty.post]
      return post.role.id == role && roster.projects[post.project].id == project
        && roster.volunteers[duty.volunteer].id == id
    }
  }

  /// Whether the volunteer fits besides those who hold the role, or in place of one of them, without any other
  /// change.
  private func fitsWithoutChanges(_ role: RoleID, _ project: ProjectID) -> Bool {
    let works = allocation.assignments
    let holders = works.filter { $0.project == project && $0.role == role }
    let offer = roster.instance.volunteer(id).offer
    func fits(_ slots: [SlotID], _ minutes: Int64, without holder: Allocation.Assignment?) -> Bool {
      let mine = Allocation.Assignment(volunteer: id, project: project, role: role, slots: slots, minutes: minutes)
      let rest = works.filter { $0 != holder }
      return roster.point(
        of: (rest + [mine]).sorted { ($0.project, $0.role, $0.volunteer) < ($1.project, $1.role, $1.volunteer) })
        != nil
    }
    for holder in holders where fits(holder.slots, holder.minutes, without: holder) { return true }
    guard let item = roster.instance.project(project).variants.flatMap(\.roles).first(where: { $0.id == role }) else {
      return false
    }
    if item.slots.isEmpty {
      let lasts = Int64(duty(role, project).map { roster.people.posts[$0.post].lasts } ?? 1)
      let least = offer.leastMinutes(on: item, lasts: lasts), step = (offer.shift ?? 1) * lasts
      return fits([], (least + step - 1) / step * step, without: nil)
    }
    let open = item.slots.filter(offer.isAvailable(in:))
    let choices = item.sameThroughout ? [item.slots] : open.map { [$0] } + [open]
    return choices.contains { slots in
      fits(slots, slots.reduce(0) { $0 + roster.instance.slot($1).minutes }, without: nil)
    }
  }
}
