import IntegerProgram
import Model

/// Something that a question adds to the rules.
public enum Force: Sendable, Hashable, CustomStringConvertible {
  case carriedOut(ProjectID)
  case notCarriedOut(ProjectID)
  /// The fund spends at least so much.
  case spent(FundID, Money)
  case unused(FundID)
  /// At least so many millionths of the need are served.
  case served(NeedID, atLeast: Int64)
  case servedLess(NeedID, than: Int64)
  /// The fund pays for the project.
  case paid(FundID, ProjectID)
  case unpaid(FundID, ProjectID)

  /// In the program's words, such as `carried-out(P07)`.
  public var description: String {
    switch self {
    case .carriedOut(let id): "carried-out(\(id))"
    case .notCarriedOut(let id): "not-carried-out(\(id))"
    case .spent(let id, let amount): "spent(\(id)) >= \(amount.minorUnits)"
    case .unused(let id): "unused(\(id))"
    case .served(let id, let micro): "served(\(id)) >= \(micro)"
    case .servedLess(let id, let micro): "served(\(id)) < \(micro)"
    case .paid(let fund, let project): "paid(\(fund),\(project))"
    case .unpaid(let fund, let project): "unpaid(\(fund),\(project))"
    }
  }

  /// What holds where this does not.
  public var opposite: Force {
    switch self {
    case .carriedOut(let id): .notCarriedOut(id)
    case .notCarriedOut(let id): .carriedOut(id)
    case .spent(let id, _): .unused(id)
    case .unused(let id): .spent(id, Money(1))
    case .served(let id, let micro): .servedLess(id, than: micro)
    case .servedLess(let id, let micro): .served(id, atLeast: micro)
    case .paid(let fund, let project): .unpaid(fund, project)
    case .unpaid(let fund, let project): .paid(fund, project)
    }
  }

  /// The projects that it is about.
  public func projects(_ instance: Instance) -> [ProjectID] {
    switch self {
    case .carriedOut(let id), .notCarriedOut(let id), .paid(_, let id), .unpaid(_, let id): [id]
    case .served(let need, _), .servedLess(let need, _):
      instance.lists.projects.filter { $0.variants.contains { $0.services.contains { $0.need == need } } }.map(\.id)
    case .spent, .unused: []
    }
  }

  func add(to exact: inout ExactProgram, _ f: Formulation) {
    func add(_ subjects: [String], _ expression: Expression, atLeast: Int128? = nil, atMost: Int128? = nil) {
      exact.add(Meaning("forced", subjects), expression, atLeast: atLeast, atMost: atMost)
    }
    func spending(_ id: FundID) -> Expression {
      f.spending(f.instance.fundIndex[id]!).map(\.paid).sum()
    }
    func carried(_ id: ProjectID) -> Expression { f.carried(f.instance.projectIndex[id]!) }
    func paid(_ fund: FundID, _ project: ProjectID) -> Expression {
      f.paid(f.instance.fundIndex[fund]!, f.instance.projectIndex[project]!) ?? .zero
    }
    switch self {
    case .carriedOut(let id): add([id.text], carried(id), atLeast: 1)
    case .notCarriedOut(let id): add([id.text], carried(id), atMost: 0)
    case .spent(let id, let amount): add([id.text], spending(id), atLeast: Int128(amount.minorUnits))
    case .unused(let id): add([id.text], spending(id), atMost: 0)
    case .served(let id, let micro): add([id.text], f.served(f.instance.needIndex[id]!), atLeast: Int128(micro))
    case .servedLess(let id, let micro): add([id.text], f.served(f.instance.needIndex[id]!), atMost: Int128(micro) - 1)
    case .paid(let fund, let project): add([fund.text, project.text], paid(fund, project), atLeast: 1)
    case .unpaid(let fund, let project): add([fund.text, project.text], paid(fund, project), atMost: 0)
    }
  }
}
