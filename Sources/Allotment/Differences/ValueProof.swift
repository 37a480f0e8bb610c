import Explanation
import Formulation
import IntegerProgram
import Model
import Synchronization

/// A number that several threads count up.
final class Counter: Sendable {
  private let value: Mutex<Int>

  init(_ start: Int) { value = Mutex(start) }

  func next() -> Int {
    value.withLock { value in
      value += 1
      return value
    }
  }
}

extension ReasonSearch {
  /// Proves what trials show of projects that come and go: with the change undone, every plan that has the project as the second
  /// plan has it is worse in the floors or in value than the trial's plan.
  func prove(
    _ found: inout DifferenceReasons, threads: Int, _ done: Int, _ progress: @escaping @Sendable (Int, Int) -> Void
  ) throws {
    var open: [(place: Int, change: Int)] = []
    for (place, difference) in differences.enumerated() where difference.trait.aspect == .carriedOut {
      if case .changes(let causes, _) = found.reasons[place] { open += causes.map { (place, $0) } }
    }
    let trials = found.trials
    let finished = Counter(done)
    let proofs = try concurrentMap(open.count, threads: threads, unless: { isInterrupted }) { [open] index in
      let trial = trials[open[index].change]!
      let isProven = try isWorse(differences[open[index].place], with: trial, undoing: [open[index].change])
      progress(finished.next(), done + open.count)
      return isProven
    }
    for (one, isProven) in zip(open, proofs) where isProven ?? false {
      guard case .changes(let causes, var proven) = found.reasons[one.place] else { continue }
      proven.insert(one.change)
      found.reasons[one.place] = .changes(causes, proven: proven)
    }
  }

  /// Whether every plan of a trial's lists with a project as the second plan has it is worse than the trial's plan.
  private func isWorse(_ difference: PlanDifference, with trial: Trial, undoing undone: Set<Int>) throws -> Bool {
    guard let plan = trial.plan, let instance = trial.instance else { return false }
    let project = ProjectID(difference.trait.item)
    // A project that the lists lack cannot be carried out.
    guard instance.projectIndex[project] != nil else { return true }
    let request = request(undoing: undone)
    let formulation = Formulation(instance)
    guard let value = formulation.lexicographicValue(of: plan, request.objective) else { return false }
    var solve = StagedSolve(solver: solver)
    (solve.gap, solve.workLimit, solve.interruption) = (request.gap, request.workLimit, request.interruption)
    solve.certifies = true
    let asThere: SideConstraint = difference.after.isEmpty ? .notCarriedOut(project) : .carriedOut(project)
    switch try solve.run(
      formulation, stages: formulation.decidingStages(request.objective), subjectTo: [asThere], holding: value)
    {
    case .infeasible: return true
    case .undecided: return false
    case .allocated(let solution):
      let best = solution.lexicographicValue.last
      return best.stage == .utilitarian && best.bound < value.last.value
    }
  }
}
