import Model

/// The pins and the pairs of people that concern some posts, by position, for ``GreedyRoster``.
struct NamedVolunteers {
  /// For each pin that keeps a person on a project: the volunteer and the posts that may be theirs.
  private var kept: [(volunteer: Int, posts: Set<Int>)] = []
  /// For each volunteer, the posts that the joint meeting keeps them from.
  private var away: [Int: Set<Int>] = [:]

  /// For each volunteer, those who are never on the same project.
  private var apart: [Int: Set<Int>] = [:]
  /// Whoever serves together with somebody.
  private var together: Set<Int> = []

  init(_ instance: Instance, _ posts: [Post]) {
    for pair in instance.lists.pairs {
      let (a, b) = (instance.index(of: pair.volunteer), instance.index(of: pair.with))
      switch pair.kind {
      case .together: together.formUnion([a, b])
      case .apart:
        apart[a, default: []].insert(b)
        apart[b, default: []].insert(a)
      }
    }
    for pin in instance.lists.pins {
      guard let id = pin.volunteer else { continue }
      let volunteer = instance.index(of: id), project = instance.index(of: pin.project)
      let ofProject = posts.indices.filter { posts[$0].project == project }
      let own = Set(ofProject.filter { pin.concerns(posts[$0].role.id) })
      switch pin.kind {
      case .mustNot: away[volunteer, default: []].formUnion(own)
      case .mustFund, .keep: if !ofProject.isEmpty { kept.append((volunteer, own)) }
      }
    }
  }

  var isEmpty: Bool { kept.isEmpty && away.isEmpty && apart.isEmpty && together.isEmpty }

  /// Whether a volunteer must not hold a post, or is left to the program because they serve together with somebody.
  func keepsAway(_ volunteer: Int, _ post: Int) -> Bool {
    together.contains(volunteer) || away[volunteer]?.contains(post) ?? false
  }

  /// The candidates for a post: those whom a pin keeps there come first, and of people who are apart only the first.
  /// - Parameter serves: Whether a volunteer already serves on the post's project.
  func candidates(_ volunteers: [Int], _ post: Int, serves: (Int) -> Bool) -> [Int] {
    let inOrder = volunteers.filter { keeps($0, post) } + volunteers.filter { !keeps($0, post) }
    if apart.isEmpty { return inOrder }
    var chosen: Set<Int> = []
    return inOrder.filter { volunteer in
      let others = apart[volunteer] ?? []
      guard chosen.isDisjoint(with: others), !others.contains(where: serves) else { return false }
      chosen.insert(volunteer)
      return true
    }
  }

  /// Whether a volunteer must hold a post, or another that the same pin allows.
  private func keeps(_ volunteer: Int, _ post: Int) -> Bool {
    kept.contains { $0.volunteer == volunteer && $0.posts.contains(post) }
  }

  /// Whether some pin names somebody for a post.
  func isNamed(_ post: Int) -> Bool { kept.contains { $0.posts.contains(post) } }

  /// Whether everybody serves where a pin keeps them.
  /// - Parameter held: The posts that a volunteer holds.
  func isSatisfied(_ held: (Int) -> [Int]) -> Bool {
    kept.allSatisfy { pin in held(pin.volunteer).contains(where: pin.posts.contains) }
  }
}
