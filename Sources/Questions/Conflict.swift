import ExactProgram
import Formulation
import IntegerProgram

/// A set of rules that are infeasible together.
public struct Conflict: Sendable, Equatable {
  /// The rules, each by its name and subjects as the audit names them; empty where the question contradicts itself.
  /// `staffing` means that these projects cannot be staffed together.
  public let decisions: [Meaning]
  /// For each `staffing` among the decisions, the rules about people behind it.
  public let people: [Meaning: [Meaning]]
  /// Whether no member can be left out: without any one of them a plan was found. False where a limit was reached
  /// before the proof.
  public let isMinimal: Bool
  /// What all solves so far reused, including those of other conflicts of the same program.
  public let reuse: Reuse
  let points: [[Int128]]

  /// Whether only the availability of people forbids it: no decision can be waived.
  public var concernsOnlyPeople: Bool { decisions.allSatisfy { !isWaivable($0) } }

  /// All rules: the decisions, then those behind each `staffing`.
  public var all: [Meaning] { decisions + decisions.flatMap { people[$0] ?? [] } }
}

extension StagedSolve {
  /// Finds a minimal set of rules that forbid every plan. Halves of the rules are removed, and stay removed where the
  /// rest still has no plan (QuickXplain, Junker 2004, as a deletion filter; Chinneck & Dravnieks 1991).
  /// - Returns: nil where some plan satisfies all rules, or a limit was reached before that was settled.
  /// - Throws: `SolverFault` where the solver fails.
  /// - Complexity: about `k × log(n / k)` feasibility solves for a conflict of *k* of *n* rules.
  public func conflict(_ formulation: Formulation, subjectTo extra: [SideConstraint] = []) throws(SolverFault)
    -> Conflict?
  {
    var exact = formulation.exact
    for constraint in extra { constraint.add(to: &exact, formulation) }
    var asked = DeletionFilter(exact, staffedBy: formulation.staffing(by: self), self)
    return try conflict(in: &asked, without: [])
  }

  /// Finds a conflict among the rules that are not waived.
  /// - Parameter waived: The rules waived in advance.
  func conflict(in asked: inout DeletionFilter, without waived: Set<Meaning>) throws(SolverFault) -> Conflict? {
    guard try asked.find(without: waived) == .none else { return nil }
    var removed = waived
    var isMinimal = true
    var done = 0
    func filter(_ candidates: ArraySlice<Meaning>, _ asked: inout DeletionFilter) throws(SolverFault) {
      guard !candidates.isEmpty else { return }
      switch try asked.find(without: removed.union(candidates)) {
      case .none: removed.formUnion(candidates)
      case let existence where candidates.count == 1:
        if existence == .unknown { isMinimal = false }
      default:
        let middle = candidates.startIndex + candidates.count / 2
        try filter(candidates[..<middle], &asked)
        try filter(candidates[middle...], &asked)
      }
    }
    // Rosters may add staffing decisions while others are tried.
    while done < asked.decisions.count {
      let open = asked.decisions[done...]
      done = asked.decisions.count
      try filter(open.filter { !waived.contains($0) }[...], &asked)
    }
    let members = asked.decisions.filter { !removed.contains($0) }
    var people: [Meaning: [Meaning]] = [:]
    for member in members {
      guard let roster = asked.roster(behind: member) else { continue }
      var rows = DeletionFilter(roster.exact, staffedBy: nil, self)
      people[member] = try conflict(in: &rows, without: [])?.decisions ?? []
    }
    return Conflict(decisions: members, people: people, isMinimal: isMinimal, reuse: asked.reuse, points: asked.points)
  }
}

/// A program whose rules can be removed; rosters add what cannot be staffed.
struct DeletionFilter {
  private var exact: ExactProgram
  private let solve: StagedSolve
  private var staffing: Staffing?
  /// The last cut of each `staffing` decision, with the pins of people that were waived when it was found.
  private var cuts: [Meaning: (cut: UnstaffableVariants, waivedPins: Set<Meaning>)] = [:]
  /// For each row of a cut, the pins of people that were waived when it was found. The row holds where no others are.
  private var waivedPinsOfRow: [Int: Set<Meaning>] = [:]
  private let personPins: Set<Meaning>
  /// The decisions that can be removed, in the order of rows.
  private(set) var decisions: [Meaning] = []
  private var known: Set<Meaning> = []
  /// What all solves so far reused.
  private(set) var reuse = Reuse()
  /// The last points found, each with some rules removed. A point that satisfies the rules left now saves a search.
  private(set) var points: [[Int128]]
  private static let mostPoints = 10

  /// Prepares the filter.
  /// - Parameters:
  ///   - staffing: Finds a roster for each point; nil where none is needed.
  ///   - points: Points found already with some rows removed.
  init(_ exact: ExactProgram, staffedBy staffing: Staffing?, _ solve: StagedSolve, knowing points: [[Int128]] = []) {
    self.exact = exact
    self.staffing = staffing
    self.points = points
    var any = solve
    any.gap = 10
    self.solve = any
    // A pin that keeps a person away restricts only the roster, so it has no row here.
    let pins = (staffing?.formulation.instance.personPins ?? []).filter { staffing?.waivedPins.contains($0) == false }
    personPins = Set(pins)
    for decision in exact.rows.compactMap(\.decision) + pins where known.insert(decision).inserted {
      decisions.append(decision)
    }
  }

  enum Existence { case some, none, unknown }

  /// Whether some whole point satisfies all rows except those removed, and can be staffed.
  mutating func find(without removed: Set<Meaning>) throws(SolverFault) -> Existence {
    let waivedPins = removed.intersection(personPins)
    while true {
      let rows = exact.rows.indices.filter { row in
        !(exact.rows[row].decision.map(removed.contains) ?? false)
          && waivedPinsOfRow[row].map(waivedPins.isSubset) ?? true
      }
      let left = exact.keeping(Set(rows))
      // A row without columns that does not hold proves infeasibility.
      if left.rows.contains(where: { $0.terms.isEmpty && left.violation($0, at: []) > 0 }) { return .none }
      let point: [Int128]
      if let known = points.last(where: left.isSatisfied) {
        point = known
        reuse.hasStart = true
      } else {
        switch search(left) {
        case .infeasible: return .none
        case .undecided: return .unknown
        case .solved(let end):
          point = end.point
          reuse = reuse + end.reuse
          points = points.suffix(Self.mostPoints - 1) + [point]
        }
      }
      guard let formulation = staffing?.formulation else { return .some }
      // Where a removed staffing rule covers projects that are carried out, they need no roster.
      let carried = Set(
        Staffing.variantsWithRoles(of: formulation, at: point).map { formulation.projects[$0.project].id.text })
      if cuts.keys.contains(where: { removed.contains($0) && carried.isSuperset(of: $0.subjects) }) { return .some }
      guard let cut = try unstaffableVariants(at: point, waiving: waivedPins) else { return .some }
      guard cut.isProven else { return .unknown }
      let row = formulation.row(of: cut)
      let meaning = row.meaning
      waivedPinsOfRow[exact.rows.count] = waivedPins
      exact.add(row)
      cuts[meaning] = (cut, waivedPins)
      if known.insert(meaning).inserted { decisions.append(meaning) }
    }
  }

  /// The variants of a point that cannot be staffed together without some pins of people.
  private mutating func unstaffableVariants(
    at point: [Int128], waiving pins: Set<Meaning>
  ) throws(SolverFault) -> UnstaffableVariants? {
    let waived = staffing?.waivedPins ?? []
    defer { staffing?.waivedPins = waived }
    staffing?.waivedPins.formUnion(pins)
    return try staffing?.unstaffableVariants(at: point)
  }

  private func search(_ left: ExactProgram) -> StageSolve.Result {
    let (open, columns) = left.withoutIdleComponents()
    var point = left.columns.map(\.lower)
    if open.rows.isEmpty { return .solved(.unconstrained(at: point)) }
    var stage = StageSolve(
      stage: .any, exact: open, settings: solve, workLimit: solve.workLimit, timeLimit: solve.timeLimit)
    // With rules removed one by one, some program may be too close to feasible for doubles to decide.
    guard let result = try? stage.end(from: nil) else { return .undecided(.work) }
    guard case .solved(var end) = result else { return result }
    for (index, column) in columns.enumerated() { point[column] = end.point[index] }
    end.point = point
    return .solved(end)
  }

  /// The roster program that a `staffing` decision reports as infeasible.
  func roster(behind decision: Meaning) -> RosterProgram? {
    guard let (cut, waivedPins) = cuts[decision], var staffing else { return nil }
    staffing.waivedPins.formUnion(waivedPins)
    return staffing.program(cut.variants)
  }
}
