import Formulation
import Intake
import IntegerProgram
import Model

/// What allot makes of the second of two folders of lists with some changes undone, starting from the second plan.
public struct Trial: Sendable {
  /// How it ended.
  public enum Status: String, Sendable {
    /// With a plan.
    case planned
    /// No plan obeys the rules.
    case infeasible
    /// The work limit came before any plan.
    case undecided
    /// The lists do not hold together.
    case inconsistent
  }

  /// How it ended.
  public let status: Status
  /// The plan; nil unless the status is `planned`.
  public let plan: Plan?
  /// Why the lists do not hold together; empty unless the status is `inconsistent`.
  public let findings: [Finding]
  /// The lists, checked; nil unless the status is `planned`.
  public let instance: Instance?
  private let portrait: PlanPortrait?

  init(_ plan: Plan, _ instance: Instance) {
    (status, self.plan, self.instance, findings) = (.planned, plan, instance, [])
    portrait = PlanPortrait(plan, instance)
  }

  init(_ status: Status, findings: [Finding] = []) {
    (self.status, self.findings, plan, instance, portrait) = (status, findings, nil, nil, nil)
  }

  /// Whether there is a plan, with this of a trait.
  func has(_ lines: [TraitLine], of trait: PlanTrait) -> Bool { portrait.map { $0[trait] == lines } ?? false }

  /// Whether there is a plan that has the trait of a difference as the first of the two plans has it.
  public func undoes(_ difference: PlanDifference) -> Bool { has(difference.before, of: difference.trait) }
}

extension ReasonSearch {
  /// The lists of a trial.
  private func folder(undoing undone: Set<Int>) throws(Findings) -> ListsFolder {
    let ofLists = undone.filter { $0 < comparison.changes.count }
    if ofLists.isEmpty { return after.folder }
    return ofLists.count == comparison.changes.count ? before.folder : try comparison.folder(undoing: ofLists)
  }

  /// The options of a trial.
  func request(undoing undone: Set<Int>) -> Request {
    var request = request
    func source(_ option: OptionChange) -> Plan {
      let number = options.firstIndex(of: option).map { comparison.changes.count + $0 }
      return number.map(undone.contains) ?? false ? before.plan : after.plan
    }
    request.objective = PolicyObjective(rawValue: source(.objective).objective) ?? .value
    request.gap = source(.gap).requestedGap
    return request
  }

  /// - Throws: `SolverFault` or ``AuditFault``.
  func trial(undoing undone: Set<Int>) throws -> Trial {
    let lists: (folder: ListsFolder, instance: Instance)
    do throws(Findings) {
      let folder = try folder(undoing: undone)
      lists = (folder, try Instance(folder.lists))
    } catch { return Trial(.inconsistent, findings: error.errors) }
    switch try allocate(lists.folder, request(undoing: undone), solver: solver) {
    case .planned(let plan, _, _): return Trial(plan, lists.instance)
    case .infeasible: return Trial(.infeasible)
    case .undecided: return Trial(.undecided)
    }
  }
}
