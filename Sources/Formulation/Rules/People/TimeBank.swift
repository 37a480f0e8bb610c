import ExactProgram
import IntegerProgram
import Model

/// `Σ draws on a balance ≤ balance`, `draw ≤ min(minutes, minutes_max)`, `Σ draws of a project ≤ minutes given there`,
/// elders first. Draws do not affect the roster, so only the whole program has rows: elsewhere
/// ``Model/Instance/draws(on:of:)`` allots the minutes that a roster provides.
enum TimeBank: PeopleRule {
  static let name = "time-bank"
  static let sentence = Bilingual(
    "支取不超过余额、上限和项目提供的时长，高龄老人优先。",
    "Nobody draws more than the balance, the cap and what the project gives; elders come first.")
  static let cells: [RuleCell] = [
    RuleCell(.timeBank(.minutes), of: 0, isCited: false),
    RuleCell(.timeBank(.minutesMax), of: 0, isCited: false),
    RuleCell(.timeBank(.elder), of: 0, isCited: false),
    RuleCell(.timeBank(.donor), of: 0, isCited: false),
    RuleCell(.timeBank(.balance), of: 0, isCited: false),
    RuleCell(ofVolunteer: .volunteers(.balance)),
  ]

  static func emit(into people: inout PeopleProgram) {}
}

extension WholeProgram {
  /// Adds a column for the minutes that each beneficiary draws, and the rows and indicators that give elders
  /// precedence.
  mutating func addDraws() {
    let beneficiaries = instance.lists.beneficiaries
    let draws = beneficiaries.map { person in
      people.exact.addColumn(
        Meaning("draw", [person.id.text]), .choice, upper: Int128(min(person.limit, balance(of: person))))
    }
    let indices = beneficiaries.indices.map { $0 }
    for (donor, own) in Dictionary(grouping: indices, by: { beneficiaries[$0].donor }).sorted(by: {
      $0.value[0] < $1.value[0]
    }
    ) {
      guard let donor else { continue }
      people.add(
        TimeBank.self, [donor.text], own.map { draws[$0] }.sum(), atMost: Int128(instance.volunteer(donor).balance))
    }
    for (project, own) in Dictionary(grouping: indices, by: { beneficiaries[$0].project }).sorted(by: {
      $0.key < $1.key
    }) {
      people.add(
        TimeBank.self, [project.text], own.map { draws[$0] }.sum() - given(instance.index(of: project)), atMost: 0)
      for elder in own where beneficiaries[elder].isElder {
        let others = own.filter { !beneficiaries[$0].isElder }
        addPrecedence(of: elder, over: others, draws)
      }
    }
  }

  /// Adds the rows that let others draw only if the elder draws the full limit or the balance is exhausted.
  private mutating func addPrecedence(of elder: Int, over others: [Int], _ draws: [Expression]) {
    let beneficiaries = instance.lists.beneficiaries, person = beneficiaries[elder]
    let most = Int128(person.limit), balance = Int128(balance(of: person))
    let onBalance =
      person.donor.map { donor in beneficiaries.indices.filter { beneficiaries[$0].donor == donor } } ?? [elder]
    guard !others.isEmpty, most > 0, balance > 0 else { return }
    let isFull = people.exact.addColumn(Meaning("draw-full", [person.id.text]), .choice, upper: 1)
    let isSpent = people.exact.addColumn(Meaning("balance-spent", [person.id.text]), .choice, upper: 1)
    people.add(TimeBank.self, [person.id.text, "full"], draws[elder] - isFull * most, atLeast: 0)
    people.add(
      TimeBank.self, [person.id.text, "spent"], onBalance.map { draws[$0] }.sum() - isSpent * balance, atLeast: 0)
    for other in others {
      let limit = Int128(beneficiaries[other].limit)
      people.add(
        TimeBank.self, [person.id.text, beneficiaries[other].id.text], draws[other] - (isFull + isSpent) * limit,
        atMost: 0)
    }
  }

  /// The balance that a beneficiary draws on, in minutes: the donor's if there is one. Others may draw on it too.
  private func balance(of person: Beneficiary) -> Int64 {
    person.donor.map { instance.volunteer($0).balance } ?? person.balance
  }

  /// The minutes given in the time-bank roles of a project.
  private func given(_ project: Int) -> Expression {
    people.posts.indices.filter { people.posts[$0].project == project && people.posts[$0].role.isTimeBank }
      .flatMap { people.ofPost[$0] }.map { people.duties[$0].minutes }.sum()
  }
}

extension Instance {
  /// Computes the draws of all beneficiaries from a roster: elders first, then in the order of the list.
  ///
  /// Each draws the least of the project's remaining minutes, the remaining balance and the cap.
  func draws(on assignments: [Allocation.Assignment], of awards: [Allocation.Award]) -> [Allocation.Draw] {
    var given: [ProjectID: Int64] = [:]
    for award in awards {
      let variant = project(award.project).variants.first { $0.id == award.variant }!
      let roles = Set(variant.roles.filter(\.isTimeBank).map(\.id))
      for item in assignments where item.project == award.project && roles.contains(item.role) {
        given[award.project, default: 0] += item.minutes
      }
    }
    var balances = Dictionary(uniqueKeysWithValues: lists.volunteers.map { ($0.id, $0.balance) })
    var out: [Allocation.Draw] = []
    for person in lists.beneficiaries.filter(\.isElder) + lists.beneficiaries.filter({ !$0.isElder }) {
      let balance = person.donor.map { balances[$0] ?? 0 } ?? person.balance
      let minutes = min(person.limit, balance, given[person.project] ?? 0)
      guard minutes > 0 else { continue }
      given[person.project]! -= minutes
      if let donor = person.donor { balances[donor]! -= minutes }
      out.append(.init(beneficiary: person.id, minutes: minutes))
    }
    return out.sorted { $0.beneficiary < $1.beneficiary }
  }
}
