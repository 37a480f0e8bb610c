import ExactProgram
import Model

/// The expressions of decisions, by the ids of the lists. Each id must be in the lists.
extension Formulation {
  /// 1 if the project is carried out.
  package func carried(_ id: ProjectID) -> Expression { carried(instance.index(of: id)) }

  /// What a fund pays for all projects, in minor units.
  package func spent(by id: FundID) -> Expression { spending(instance.index(of: id)).map(\.paid).sum() }

  /// What a fund pays for a project, in minor units; zero if it may pay nothing.
  func paid(_ source: SourceKey) -> Expression {
    paid(instance.index(of: source.fund), instance.index(of: source.project)) ?? .zero
  }

  /// What all projects together serve of a need, in millionths of its unit.
  func served(_ id: NeedID) -> Expression { served(instance.index(of: id)) }
}
