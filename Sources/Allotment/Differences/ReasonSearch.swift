import DefaultSolver
import Explanation
import Formulation
import Intake
import IntegerProgram
import Model

/// Something besides the lists in which the makings of two plans differ.
public enum OptionChange: String, Sendable {
  /// The objective of the policy stage.
  case objective
  /// The relative gap that was asked for.
  case gap
}

/// 原因. Why a trait of a second plan is not that of the first, as far as solves prove it. Changes are numbered from 0: those of the
/// lists first, then those of the options.
public enum DifferenceReason: Sendable, Equatable {
  /// Neither the lists nor the options differ.
  case nothingDiffers
  /// The plan that allot makes of the second lists has the trait as the first plan: the second plan need not differ.
  case notRemade
  /// Each of these changes, undone alone, gives a plan with the trait as in the first plan. Of those in `proven`, every plan with a
  /// project as the second plan has it is then worse in the floors or in value.
  case changes([Int], proven: Set<Int>)
  /// These changes, undone together, give a plan with the trait as in the first plan, and no single change does. If
  /// `isMinimal`, they no longer do if any one of them is left.
  case group([Int], isMinimal: Bool)
  /// With all changes undone, the plan still has the trait as the second plan.
  case persists
  /// With all changes undone, the plan has the trait neither as the first plan nor as the second.
  case neither
  /// No single change does it, and whether several do was not found out within the limits.
  case unknown
}

/// The reason for each difference, with the trials that prove it.
public struct DifferenceReasons: Sendable {
  /// The plan that allot makes of the second lists without any change undone; nil where nothing differs.
  public internal(set) var remade: Trial?
  /// The plan with all changes undone; nil where nothing differs.
  public internal(set) var undone: Trial?
  /// What each change gives that is undone alone; nil for those beyond the limit of trials.
  public internal(set) var trials: [Trial?] = []
  /// The changes of options, numbered after those of the lists.
  public let options: [OptionChange]
  /// A reason for each difference, in the same order.
  public internal(set) var reasons: [DifferenceReason] = []
}

/// Finds out by solving which changes of the lists, undone in the second lists, undo the differences of two plans.
///
/// Each trial starts from the second plan. So it keeps what that plan does as long as nothing is better, and a change is not named
/// as the cause of a choice that is as good without it (docs/decisions/0062-causes-by-undoing.md).
public struct ReasonSearch: Sendable {
  /// The first plan and the second.
  public let before: PlanOfLists, after: PlanOfLists
  let comparison: ListsComparison
  let request: Request
  let solver: any Solver
  /// What each of the plans does.
  public let portraits: (before: PlanPortrait, after: PlanPortrait)
  /// The differences of the plans.
  public let differences: [PlanDifference]
  /// The changes of options.
  public let options: [OptionChange]
  /// The most trials.
  public var most = 100

  /// - Parameters:
  ///   - comparison: The lists of the first plan and of the second.
  ///   - request: The work limit of each solve, and the flag that ends the search; objective and gap are those of the plans.
  public init(
    _ before: PlanOfLists, _ after: PlanOfLists, _ comparison: ListsComparison, _ request: Request,
    solver: any Solver = defaultSolver
  ) {
    (self.before, self.after, self.comparison, self.solver) = (before, after, comparison, solver)
    portraits = (PlanPortrait(before.plan, before.instance), PlanPortrait(after.plan, after.instance))
    differences = PlanDifference.all(portraits.before, portraits.after)
    options =
      (before.plan.objective == after.plan.objective ? [] : [OptionChange.objective])
      + (before.plan.requestedGap == after.plan.requestedGap ? [] : [.gap])
    var request = request
    request.start = after.plan.allocation
    self.request = request
  }

  /// The number of changes, those of options included.
  public var changes: Int { comparison.changes.count + options.count }

  /// Solves the trials.
  /// - Parameters:
  ///   - threads: The most solves at the same time; the result does not depend on it.
  ///   - progress: Called with the number of solves that are done, and with how many are known to be needed.
  /// - Returns: nil if the run was interrupted.
  /// - Throws: `SolverFault` if the solver fails, ``AuditFault`` if a plan fails the audit.
  /// - Complexity: a solve for each change, and for each difference without a cause O(changes²) at most; ``most`` in all.
  public func reasons(
    threads: Int, progress: @escaping @Sendable (Int, Int) -> Void
  ) throws -> DifferenceReasons? {
    var found = DifferenceReasons(options: options)
    guard changes > 0, !differences.isEmpty else {
      found.reasons = differences.map { _ in .nothingDiffers }
      found.trials = Array(repeating: nil, count: changes)
      return found
    }
    var trials = Trials(self, threads: threads, progress: progress)
    let all = Set(0..<changes)
    let singles = (0..<changes).map { Set([$0]) }
    try trials.solve([[], all] + singles)
    if isInterrupted { return nil }
    found.remade = trials.asked([])
    found.undone = trials.asked(all)
    found.trials = singles.map { trials.asked($0) }
    for difference in differences {
      found.reasons.append(try reason(for: difference, found, &trials))
      if isInterrupted { return nil }
    }
    try prove(&found, threads: threads, trials.done, progress)
    return isInterrupted ? nil : found
  }

  var isInterrupted: Bool { request.interruption?.isRaised ?? false }

  private func reason(
    for difference: PlanDifference, _ found: DifferenceReasons, _ trials: inout Trials
  ) throws -> DifferenceReason {
    if found.remade?.has(difference.before, of: difference.trait) ?? false { return .notRemade }
    let causes = found.trials.indices.filter {
      found.trials[$0]?.has(difference.before, of: difference.trait) ?? false
    }
    if !causes.isEmpty { return .changes(causes, proven: []) }
    guard let undone = found.undone, undone.status == .planned else { return .unknown }
    guard undone.has(difference.before, of: difference.trait) else {
      return undone.has(difference.after, of: difference.trait) ? .persists : .neither
    }
    // That no single change does it is not known where one was not tried.
    guard found.trials.allSatisfy({ $0 != nil }) else { return .unknown }
    return try trials.smallestGroup(for: difference)
  }
}
