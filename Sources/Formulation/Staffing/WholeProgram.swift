import ExactProgram
import Model

/// Money and volunteers as one integer program, for other solvers.
///
/// This project's own solve finds the same optimum by Benders cuts (docs/decisions/0011).
public struct WholeProgram: Sendable {
  /// The mapping of the money's columns, which come first.
  public let formulation: Formulation
  /// The posts and duties of every variant that can start at all, and the rows of the whole program.
  package var people: PeopleProgram

  /// Formulates money, volunteers and the draws of beneficiaries.
  public init(_ instance: Instance) {
    formulation = Formulation(instance)
    let posts = formulation.possiblePosts
    people = PeopleProgram(
      instance, addingTo: formulation.exact, posts, QualifiedVolunteers(instance).holders(of: posts))
    addDraws()
  }

  package var exact: ExactProgram { people.exact }
  package var instance: Instance { formulation.instance }
}
