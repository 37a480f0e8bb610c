import ExactProgram
import IntegerProgram
import Model

/// A constraint that a question adds to the rules.
public enum SideConstraint: Sendable, Hashable, CustomStringConvertible {
  /// The project is carried out.
  case carriedOut(ProjectID)
  /// The project is not carried out.
  case notCarriedOut(ProjectID)
  /// The fund spends at least the amount.
  case spent(FundID, Money)
  /// The fund spends nothing.
  case unused(FundID)
  /// At least the given quantity of the need is served, in millionths of its unit.
  case served(NeedID, atLeast: Int64)
  /// No variant that would serve the need is carried out.
  case unserved(NeedID)
  /// The fund pays for the project.
  case paid(FundID, ProjectID)
  /// The fund pays nothing for the project.
  case unpaid(FundID, ProjectID)

  /// The constraint in the notation of the program, such as `carried-out(P07)`; money is in minor units.
  public var description: String {
    switch self {
    case .carriedOut(let id): "carried-out(\(id))"
    case .notCarriedOut(let id): "not-carried-out(\(id))"
    case .spent(let id, let amount): "spent(\(id)) >= \(amount.minorUnits)"
    case .unused(let id): "unused(\(id))"
    case .served(let id, let micro): "served(\(id)) >= \(micro)"
    case .unserved(let id): "unserved(\(id))"
    case .paid(let fund, let project): "paid(\(fund),\(project))"
    case .unpaid(let fund, let project): "unpaid(\(fund),\(project))"
    }
  }

  /// Whether the constraint keeps something out of the plan instead of requiring it.
  public var isProhibition: Bool {
    switch self {
    case .notCarriedOut, .unused, .unserved, .unpaid: true
    case .carriedOut, .spent, .served, .paid: false
    }
  }

  /// The negation of the constraint; the negation of a minimum is zero.
  public var opposite: SideConstraint {
    switch self {
    case .carriedOut(let id): .notCarriedOut(id)
    case .notCarriedOut(let id): .carriedOut(id)
    case .spent(let id, _): .unused(id)
    case .unused(let id): .spent(id, Money(1))
    case .served(let id, _): .unserved(id)
    case .unserved(let id): .served(id, atLeast: 1)
    case .paid(let fund, let project): .unpaid(fund, project)
    case .unpaid(let fund, let project): .paid(fund, project)
    }
  }

  /// The projects that the constraint concerns; none for a constraint on a fund alone.
  public func projects(_ instance: Instance) -> [ProjectID] {
    switch self {
    case .carriedOut(let id), .notCarriedOut(let id), .paid(_, let id), .unpaid(_, let id): [id]
    case .served(let need, _), .unserved(let need):
      instance.lists.projects.filter { $0.variants.contains { $0.services.contains { $0.need == need } } }.map(\.id)
    case .spent, .unused: []
    }
  }

  package func add(to exact: inout ExactProgram, _ f: Formulation) {
    func add(_ subjects: [String], _ expression: Expression, atLeast: Int128? = nil, atMost: Int128? = nil) {
      exact.add(Meaning("forced", subjects), expression, atLeast: atLeast, atMost: atMost)
    }
    func add(_ source: SourceKey, atLeast: Int128? = nil, atMost: Int128? = nil) {
      add(source.subjects, f.paid(source), atLeast: atLeast, atMost: atMost)
    }
    switch self {
    case .carriedOut(let id): add([id.text], f.carried(id), atLeast: 1)
    case .notCarriedOut(let id): add([id.text], f.carried(id), atMost: 0)
    case .spent(let id, let amount): add([id.text], f.spent(by: id), atLeast: Int128(amount.minorUnits))
    case .unused(let id): add([id.text], f.spent(by: id), atMost: 0)
    case .served(let id, let micro): add([id.text], f.served(id), atLeast: Int128(micro))
    case .unserved(let id): for offer in f.offers(to: f.instance.index(of: id)) { add([id.text], offer, atMost: 0) }
    case .paid(let fund, let project): add(SourceKey(fund: fund, project: project), atLeast: 1)
    case .unpaid(let fund, let project): add(SourceKey(fund: fund, project: project), atMost: 0)
    }
  }
}

extension Formulation {
  /// For each variant that may serve a need, an expression that is positive exactly if the variant serves it, credited
  /// or not.
  fileprivate func offers(to n: Int) -> [Expression] {
    let need = instance.lists.needs[n]
    return credits[n].keys.sorted().flatMap { p in
      projects[p].variants.indices.flatMap { v -> [Expression] in
        let variant = projects[p].variants[v]
        let inTime = DuePeriod.inTime(self, p, v, need)
        return variant.services.filter { $0.need == need.id && $0.micro(at: variant.scaleMax) > 0 }.map { service in
          if service.micro(at: variant.scaleMin) > 0 { return inTime }
          // The variant serves nothing at scale 0, and nothing at any scale outside the due period.
          return scale[p][v] - (chosen[p][v] - inTime) * Int128(variant.scaleMax.milli)
        }
      }
    }
  }
}
