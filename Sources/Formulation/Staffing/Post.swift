import ExactProgram
import Model

/// A role of a variant.
package struct Post: Sendable {
  package let project: Int
  let variant: Int
  package let role: Role
  let slots: [Slot]
  let sites: [PlaceID]
  /// 1 if the variant is carried out, otherwise 0.
  let carried: Expression
  /// The possible starts: the periods in which the variant then runs, and 1 if it begins there.
  var starts: [(run: Range<Int>, begun: Expression)] = []

  /// Whether every holder is present in all of its slots.
  var isWhole: Bool { !slots.isEmpty && (role.sameThroughout || slots.count == 1) }

  /// The number of periods in which its variant runs.
  package var lasts: Int { starts.first?.run.count ?? 1 }

  /// Whether it asks for anybody; a role that does not takes nobody away from others.
  var asks: Bool { role.headsMin > 0 || role.minutes > 0 || role.needsMentor }
}

extension Instance {
  /// The posts of a variant.
  /// - Parameters:
  ///   - v: The variant's position in its project `p`.
  ///   - carried: 1 if the variant is carried out, otherwise 0.
  ///   - starts: The periods in which it may start, each with 1 if it starts there.
  func posts(
    of variant: Variant, at v: Int, of p: Int, carried: Expression = .zero,
    starts: [(period: Int, begun: Expression)] = []
  ) -> [Post] {
    variant.roles.map { role in
      Post(
        project: p, variant: v, role: role, slots: role.slots.map(slot), sites: sites(of: role, in: lists.projects[p]),
        carried: carried, starts: starts.map { (run(variant, from: $0.period), $0.begun) })
    }
  }

  /// The posts of awards, in the order of the lists. A variant without a period starts as early as it can.
  func posts(of awards: [Allocation.Award]) -> [Post] {
    let variants = Dictionary(awards.map { ($0.project, $0.variant) }, uniquingKeysWith: { a, _ in a })
    let starts = Dictionary(
      awards.compactMap { award in award.period.flatMap { periodIndex[$0] }.map { (award.project, $0) } },
      uniquingKeysWith: { a, _ in a })
    let one = Expression(constant: 1)
    return lists.projects.enumerated().flatMap { p, project in
      project.variants.enumerated().filter { variants[project.id] == $0.element.id }.flatMap { v, variant in
        let start = starts[project.id] ?? self.starts(variant, of: project).first ?? 0
        return posts(of: variant, at: v, of: p, carried: one, starts: [(start, one)])
      }
    }
  }

  /// The ids that name a post: of its project, its variant and its role.
  func subjects(of post: Post) -> [String] {
    let project = lists.projects[post.project]
    return [project.id.text, project.variants[post.variant].id.text, post.role.id.text]
  }
}

extension Formulation {
  /// The posts of the wanted variants, in the order of the lists.
  func posts(where isWanted: (_ project: Int, _ variant: Int) -> Bool) -> [Post] {
    projects.enumerated().flatMap { p, project in
      project.variants.enumerated().filter { isWanted(p, $0.offset) }.flatMap { v, variant in
        instance.posts(of: variant, at: v, of: p, carried: chosen[p][v], starts: begun[p][v])
      }
    }
  }
}
