import Model

extension Instance {
  /// The first rule that excludes everybody with this offer from a post; nil where they may hold it.
  func barrier(_ offer: Offer, _ post: Post) -> (any Rule.Type)? {
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
    role: RoleID, wanted: Int, qualified: Int, kept: [(rule: String, count: Int)]
  )] {
    let p = instance.projectIndex[id]!
    var out: [(role: RoleID, wanted: Int, qualified: Int, kept: [(rule: String, count: Int)])] = []
    for (v, variant) in projects[p].variants.enumerated() {
      for role in variant.roles {
        let post = post(p, v, role)
        var qualified = 0
        var kept: [String: Int] = [:]
        for volunteer in instance.lists.volunteers {
          if let rule = instance.barrier(volunteer.offer, post) {
            kept[rule.name, default: 0] += 1
          } else {
            qualified += 1
          }
        }
        if qualified < role.headsMin {
          out.append((role.id, role.headsMin, qualified, kept.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
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
      let p = instance.projectIndex[award.project]!
      let v = projects[p].variants.firstIndex { $0.id == award.variant }!
      return projects[p].variants[v].roles.map { role in
        (award.project, role.id, instance.barrier(offer, post(p, v, role))?.name)
      }
    }
  }

  private func post(_ p: Int, _ v: Int, _ role: Role) -> Post {
    Post(
      project: p, variant: v, role: role, slots: role.slots.map(instance.slot),
      sites: instance.sites(of: role, in: projects[p]), carried: .zero)
  }
}
