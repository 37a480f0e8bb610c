import IntegerProgram
import Model

/// Something that a question adds to the rules.
public enum Force: Sendable, Hashable {
  case carriedOut(ProjectID)
  case notCarriedOut(ProjectID)
  case unused(FundID)
  case unserved(NeedID)
  case unpaid(FundID, ProjectID)
  /// The fund pays for the project.
  case paid(FundID, ProjectID)
  /// The need is served wholly.
  case served(NeedID)

  func add(to exact: inout ExactProgram, _ f: Formulation) {
    func add(_ subjects: [String], _ expression: Expression, atLeast: Int128? = nil, atMost: Int128? = nil) {
      exact.add(Meaning("forced", subjects), expression, atLeast: atLeast, atMost: atMost)
    }
    switch self {
    case .carriedOut(let id): add([id.text], f.carried(f.instance.projectIndex[id]!), atLeast: 1)
    case .notCarriedOut(let id): add([id.text], f.carried(f.instance.projectIndex[id]!), atMost: 0)
    case .unused(let id):
      let fund = f.instance.fundIndex[id]!
      add([id.text], f.spending(fund).map(\.paid).sum(), atMost: 0)
    case .unserved(let id): add([id.text], f.served(f.instance.needIndex[id]!), atMost: 0)
    case .served(let id):
      let n = f.instance.needIndex[id]!
      add([id.text], f.served(n), atLeast: Int128(f.instance.lists.needs[n].quantity.milli) * 1000)
    case .unpaid(let fund, let project):
      let p = f.instance.projectIndex[project]!
      add([fund.text, project.text], f.paid(f.instance.fundIndex[fund]!, p) ?? .zero, atMost: 0)
    case .paid(let fund, let project):
      let p = f.instance.projectIndex[project]!
      add([fund.text, project.text], f.paid(f.instance.fundIndex[fund]!, p) ?? .zero, atLeast: 1)
    }
  }
}
