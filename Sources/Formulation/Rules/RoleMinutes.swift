import Model

/// `Σ_d minutes(d) ≥ minutes × y`, evenly over the periods in which it runs where it has no slots.
enum RoleMinutes: Rule {
  static let name = "role-minutes"
  static let sentence = Bilingual(
    "实施的项目，岗位的总时长配足。", "A role of a project that is carried out gets all the time it needs.")

  static func emit(into f: inout Formulation) {
    for (index, post) in f.people.posts.enumerated() where post.role.minutes > 0 {
      if post.slots.isEmpty, post.starts.count > 1 {
        emitByPeriod(index, into: &f)
        continue
      }
      let minutes = f.people.ofPost[index].reduce(Expression.zero) { $0 + f.people.duties[$1].minutes }
      f.add(
        people: self, f.subjects(post), minutes - post.carried * Int128(post.role.minutes),
        atLeast: 0, project: post.project)
    }
  }

  /// Where the start is open: in each period its even part, if it then runs.
  private static func emitByPeriod(_ index: Int, into f: inout Formulation) {
    let post = f.people.posts[index]
    for period in post.periods {
      let given = f.people.ofPost[index].flatMap { f.people.duties[$0].portions }.filter { $0.period == period }
      let running = post.starts.filter { $0.run.contains(period) }.map(\.begun).sum()
      f.add(
        people: self, f.subjects(post) + [f.instance.timeline[period].id.text],
        given.map(\.minutes).sum() * Int128(post.lasts) - running * Int128(post.role.minutes), atLeast: 0,
        project: post.project)
    }
  }
}
