import Model

extension Formulation {
  /// Roles that too few volunteers can hold, and volunteers whom no role can use.
  ///
  /// Whether one person is wanted in two roles at once is left to the solve.
  /// - Complexity: That of ``QualifiedVolunteers/holders(of:)``, plus O(roles unheld × volunteers) and O(volunteers
  ///   unplaced × roles).
  var postWarnings: [Finding] {
    guard let first = volunteers.min(by: { ($0.origin.line, $0.id) < ($1.origin.line, $1.id) }) else {
      return posts { _, _ in true }.compactMap { unheld($0, by: [], QualifiedVolunteers(instance), []) }
    }
    let posts = posts { _, _ in true }
    guard !posts.isEmpty else {
      let count = volunteers.count
      return [
        unplaced(
          first,
          Bilingual(
            "各表中没有一个岗位，\(count) 名志愿者都不会有安排",
            "the lists have no role, and none of the \(count) volunteers is given anything to do"))
      ]
    }
    let people = QualifiedVolunteers(instance)
    let holders = people.holders(of: posts)
    let skills = Set(volunteers.flatMap(\.offer.skills.keys)).sorted()
    let roles = zip(posts, holders).compactMap { unheld($0, by: $1, people, skills) }
    var isPlaced = Array(repeating: false, count: volunteers.count)
    for volunteer in holders.joined() { isPlaced[volunteer] = true }
    let kinds = PostKinds(posts, in: instance)
    return roles
      + volunteers.indices.filter { !isPlaced[$0] }.map { unplaced(volunteers[$0], kinds.reason(volunteers[$0].offer)) }
  }

  /// The finding about a role that too few can hold: for want of skill and vetting, or else of wishes, travel or slots.
  private func unheld(
    _ post: Post, by holders: [Int], _ people: QualifiedVolunteers, _ skills: [String]
  ) -> Finding? {
    let role = post.role
    let wanted = max(role.headsMin, role.minutes > 0 ? 1 : 0)
    let slots = post.slots.map { instance.index(of: $0.id) }
    func isShort(_ slot: Int) -> Bool {
      holders.lazy.filter { people.isAvailable($0, in: slot) }.prefix(role.headsMin).count < role.headsMin
    }
    guard holders.count < wanted || slots.contains(where: isShort) else { return nil }
    let skilled = volunteers.map(\.offer).filter { Skill.permits($0, role) && Vetting.permits($0, role) }
    if skilled.count < wanted { return unskilled(post, wanted, skilled.count, skills) }
    let open = slots.map { slot in holders.count { people.isAvailable($0, in: slot) } }
    return unavailable(post, wanted, skilled, open)
  }

  private func unskilled(_ post: Post, _ wanted: Int, _ count: Int, _ skills: [String]) -> Finding {
    let role = post.role, project = projects[post.project]
    let isUnknown = role.skill.map { !skills.contains($0) } ?? false
    let known = skills.prefix(12).joined(separator: "、")
    return Finding(
      .roleUnheld, at: role.origin, .projectRoles(role.skill == nil ? .role : .skill),
      value: role.skill ?? role.id.text,
      expected: Bilingual(
        "至少 \(wanted) 名志愿者能担任项目 \(project.id) 的岗位 \(role.id)（技能、等级、审查）",
        "enough volunteers (\(wanted)) who can hold role \(role.id) of project \(project.id) (skill, level, vetting)"),
      mend: isUnknown && !skills.isEmpty
        ? Bilingual(
          "没有人有此技能，项目不能立项；名册里有：\(known)",
          "nobody has this skill, and the project cannot be carried out; the lists have: \(known)")
        : Bilingual(
          "现有 \(count) 人，项目不能立项；请核对岗位要求，或招募志愿者",
          "there are \(count), and the project cannot be carried out; check the role, or find somebody"))
  }

  /// - Parameters:
  ///   - skilled: The people with the skill and vetting, of whom too few are willing, near enough or free.
  ///   - open: For each slot of the role, how many of those who may hold it are free.
  private func unavailable(_ post: Post, _ wanted: Int, _ skilled: [Offer], _ open: [Int]) -> Finding {
    let role = post.role, project = projects[post.project]
    let willing = skilled.filter { Willingness.permits($0, project, instance) }
    let near = willing.filter { Travel.permits($0, post, instance) }
    // The slot in which the fewest are free is named.
    let free = open.indices.min { open[$0] < open[$1] }.map { slot in
      Bilingual(
        "，时段 \(role.slots[slot]) 有空的 \(open[slot]) 人", ", free in slot \(role.slots[slot]) \(open[slot])")
    }
    return Finding(
      .roleUnheld, at: role.origin, .projectRoles(.role), value: role.id.text,
      expected: Bilingual(
        "至少 \(wanted) 名志愿者能担任项目 \(project.id) 的岗位 \(role.id)（意愿、路程、时段）",
        "enough volunteers (\(wanted)) who can hold role \(role.id) of project \(project.id) (wishes, travel, slots)"),
      mend: Bilingual(
        "符合技能和审查的 \(skilled.count) 人中，愿意的 \(willing.count) 人，路程以内的 \(near.count) 人\(free?.zh ?? "")，项目不能立项；请核对，或招募志愿者",
        "of \(skilled.count) with the skill and vetting, \(willing.count) are willing, \(near.count) near enough\(free?.en ?? ""), and the project cannot be carried out; check them, or find somebody"
      ))
  }

  private func unplaced(_ volunteer: Volunteer, _ reason: Bilingual) -> Finding {
    Finding(
      .volunteerUnplaced, at: volunteer.origin, .volunteers(.id), value: volunteer.id.text,
      expected: Bilingual("至少一个可以担任的岗位", "a role that they can hold"),
      mend: Bilingual("\(reason.zh)；请核对，或设岗位", "\(reason.en); check it, or add a role"))
  }
}

/// The rule that excludes a volunteer from the last posts that others leave.
private enum PostBarrier {
  case skill, vetting, willingness, travel, slots

  /// Why no role fits a volunteer for whom this is the last barrier.
  func reason(_ offer: Offer) -> Bilingual {
    let skills = offer.skills.keys.sorted().prefix(5).joined(separator: "、")
    return switch self {
    case .skill:
      skills.isEmpty
        ? Bilingual("每个岗位都要求技能，此人没有登记技能", "every role asks for a skill, and none is known of them")
        : Bilingual("没有岗位要求其技能和等级（\(skills)）", "no role asks for their skills at their levels (\(skills))")
    case .vetting: Bilingual("合适的岗位都接触未成年人，此人未经审查", "the roles for them are with minors, and they are not vetted")
    case .willingness: Bilingual("合适的岗位都不属于其愿意的类别", "the roles for them are of categories that they do not wish for")
    case .travel: Bilingual("合适的岗位都超出其路程上限", "the roles for them are further away than they travel")
    case .slots: Bilingual("合适的岗位的时段都没有空", "they are free in no slot of the roles for them")
    }
  }
}

/// The posts, asked in the order of the rules why none of them fits an offer.
private struct PostKinds {
  private let posts: [Post]
  private let instance: Instance

  /// - Complexity: O(posts).
  init(_ posts: [Post], in instance: Instance) {
    self.instance = instance
    var seen: Set<[AnyHashable]> = []
    self.posts = posts.filter { post in
      let role = post.role
      let kind: [AnyHashable] = [
        role.skill, role.level, role.withMinors, post.project, post.sites, role.slots, role.sameThroughout,
      ]
      return seen.insert(kind).inserted
    }
  }

  /// Why no post fits: the rule that excludes the last ones.
  /// - Complexity: O(posts).
  func reason(_ offer: Offer) -> Bilingual {
    let skilled = posts.filter { Skill.permits(offer, $0.role) }
    guard !skilled.isEmpty else { return PostBarrier.skill.reason(offer) }
    let vetted = skilled.filter { Vetting.permits(offer, $0.role) }
    guard !vetted.isEmpty else { return PostBarrier.vetting.reason(offer) }
    let willing = vetted.filter { Willingness.permits(offer, instance.lists.projects[$0.project], instance) }
    guard !willing.isEmpty else { return PostBarrier.willingness.reason(offer) }
    let isNear = offer.travelMax == nil || willing.contains { Travel.permits(offer, $0, instance) }
    return (isNear ? PostBarrier.slots : .travel).reason(offer)
  }
}
