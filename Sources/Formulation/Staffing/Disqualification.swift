import Model

extension Instance {
  /// The first rule that excludes everybody with this offer from a post; nil where they may hold it.
  func barrier(_ offer: Offer, _ post: Post) -> (any PeopleRule.Type)? {
    let role = post.role
    if !Skill.permits(offer, role) { return Skill.self }
    if !Vetting.permits(offer, role) { return Vetting.self }
    if !Willingness.permits(offer, lists.projects[post.project], self) { return Willingness.self }
    if !Travel.permits(offer, post, self) { return Travel.self }
    return SlotRule.permits(offer, role) ? nil : SlotRule.self
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
          if let rule = instance.barrier(volunteer.offer, post) {
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
    let offer = instance.volunteer(id).offer
    return awards.flatMap { award in
      let p = instance.index(of: award.project)
      let v = projects[p].variants.firstIndex { $0.id == award.variant }!
      return instance.posts(of: projects[p].variants[v], at: v, of: p).map { post in
        (award.project, post.role.id, instance.barrier(offer, post)?.name)
      }
    }
  }
}
