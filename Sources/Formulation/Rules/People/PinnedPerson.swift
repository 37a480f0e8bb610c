import ExactProgram
import IntegerProgram
import Model

/// `Σ_d heads(d) ≥ 1` over the duties of a person whom a pin keeps on a project, and `= 0` for one whom it keeps away.
///
/// A post that the person may not hold has no duty. Instead it has a column `heads` with a row `heads ≤ 0` of each rule
/// that excludes them, so that a conflict with the pin names that rule. Vetting is a personal fact and has no such row.
enum PinnedPerson: PeopleRule {
  static let name = "pinned-person"
  static let sentence = Bilingual(
    "会议指定的人参加该项目，会议不让参加的人不参加。", "Whom the joint meeting named for a project serves there; whom it kept away does not.")
  static let cells: [RuleCell] = [
    RuleCell(.pins(.project), of: 0, isCited: false),
    RuleCell(.pins(.volunteer), of: 0),
    RuleCell(.pins(.role), of: 0, isCited: false),
    RuleCell(.pins(.kind), of: 0, isCited: false),
  ]

  static func emit(into people: inout PeopleProgram) {
    for pin in people.instance.lists.pins {
      guard let id = pin.volunteer, !people.waivedPins.contains(Meaning(Pins.name, pin.personSubjects)) else {
        continue
      }
      let volunteer = people.instance.index(of: id), project = people.instance.index(of: pin.project)
      let posts = people.posts.indices.filter { people.posts[$0].project == project }
      // A project that is not carried out has no posts in a roster; the rule `pins` says that it must be carried out.
      guard !posts.isEmpty else { continue }
      let own = posts.filter { pin.concerns(people.posts[$0].role.id) }
      let heads = people.ofVolunteer[volunteer].map { people.duties[$0] }.filter { own.contains($0.post) }.map(\.heads)
      switch pin.kind {
      case .mustNot: people.add(self, pin.personSubjects, heads.sum(), atMost: 0)
      case .mustFund, .keep:
        let barred = own.compactMap { people.barredHeads(of: volunteer, on: $0) }
        people.add(self, pin.personSubjects, (heads + barred).sum(), atLeast: 1)
      }
    }
  }
}

extension Pin {
  /// Whether a pin of a person is about a role.
  func concerns(_ id: RoleID) -> Bool { role.map { $0 == id } ?? true }

  /// The ids that name a pin of a person: the project, the volunteer and the role, if it has one.
  var personSubjects: [String] {
    [project.text] + [volunteer?.text, role?.text].compactMap(\.self)
  }
}

extension PeopleProgram {
  /// The column of a volunteer's heads on a post that some rule excludes them from, with a row of each such rule; nil
  /// where no rule does.
  fileprivate mutating func barredHeads(of volunteer: Int, on post: Int) -> Expression? {
    guard !ofPost[post].contains(where: { duties[$0].volunteer == volunteer }) else { return nil }
    let rules = instance.barriers(volunteers[volunteer].offer, posts[post]).filter { $0 != Vetting.self }
    guard !rules.isEmpty else { return nil }
    let subjects = subjects(posts[post]) + [subject(volunteer)]
    let meaning = Meaning("heads", subjects)
    let heads = barred[meaning] ?? exact.addColumn(meaning, .choice, upper: 1)
    if barred.updateValue(heads, forKey: meaning) == nil {
      for rule in rules { add(rule, subjects, heads, atMost: 0) }
    }
    return heads
  }
}
