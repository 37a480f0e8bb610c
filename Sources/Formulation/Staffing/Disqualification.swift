import Model

extension Instance {
  /// The rules that may exclude everybody with this offer from a post, each with its test.
  private func conditions(_ offer: Offer, _ post: Post) -> [(rule: any PeopleRule.Type, permits: () -> Bool)] {
    [
      (Skill.self, { Skill.permits(offer, post.role) }), (Vetting.self, { Vetting.permits(offer, post.role) }),
      (Willingness.self, { Willingness.permits(offer, lists.projects[post.project], self) }),
      (WishersOnly.self, { WishersOnly.permits(offer, post.role, of: lists.projects[post.project].id) }),
      (Travel.self, { Travel.permits(offer, post, self) }), (SlotRule.self, { SlotRule.permits(offer, post.role) }),
    ]
  }

  /// The rules that exclude everybody with this offer from a post; none where they may hold it.
  func barriers(_ offer: Offer, _ post: Post) -> [any PeopleRule.Type] {
    conditions(offer, post).filter { !$0.permits() }.map(\.rule)
  }

  /// The first rule that excludes a volunteer from a post; nil where they may hold it.
  func barrier(_ volunteer: Volunteer, _ post: Post) -> (any PeopleRule.Type)? {
    if let condition = conditions(volunteer.offer, post).first(where: { !$0.permits() }) { return condition.rule }
    return keepsAway(volunteer.id, from: post) ? PinnedPerson.self : nil
  }

  /// Whether the joint meeting decided that a volunteer does not hold a post.
  func keepsAway(_ id: VolunteerID, from post: Post) -> Bool {
    lists.pins.contains {
      $0.volunteer == id && $0.kind == .mustNot && index(of: $0.project) == post.project && $0.concerns(post.role.id)
    }
  }
}

extension Formulation {
  /// Lists the roles of a project that too few people may hold: how many are wanted and qualified, and how many each
  /// rule excludes first.
  /// - Complexity: O(roles of the project × volunteers) evaluations of the rules.
  public func unstaffable(_ id: ProjectID) -> [(
    role: RoleID, wanted: Int, qualified: Int, excluded: [(rule: String, count: Int)]
  )] {
    let p = instance.index(of: id)
    var out: [(role: RoleID, wanted: Int, qualified: Int, excluded: [(rule: String, count: Int)])] = []
    for (v, variant) in projects[p].variants.enumerated() {
      for post in instance.posts(of: variant, at: v, of: p) {
        let role = post.role
        var qualified = 0
        var excluded: [String: Int] = [:]
        for volunteer in instance.lists.volunteers {
          if let rule = instance.barrier(volunteer, post) {
            excluded[rule.name, default: 0] += 1
          } else {
            qualified += 1
          }
        }
        if qualified < role.headsMin {
          out.append(
            (role.id, role.headsMin, qualified, excluded.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        }
      }
    }
    return out
  }

  /// Lists the roles of the awards, each with the first rule that excludes a volunteer from it; nil where they may
  /// hold it.
  public func roles(for id: VolunteerID, in awards: [Allocation.Award]) -> [(
    project: ProjectID, role: RoleID, barrier: String?
  )] {
    let volunteer = instance.volunteer(id)
    return awards.flatMap { award in
      let p = instance.index(of: award.project)
      let v = projects[p].variants.firstIndex { $0.id == award.variant }!
      return instance.posts(of: projects[p].variants[v], at: v, of: p).map { post in
        (award.project, post.role.id, instance.barrier(volunteer, post)?.name)
      }
    }
  }
}
