import Model

/// `Σ draws on a balance ≤ balance`, `draw ≤ min(minutes, minutes_max)`, `Σ draws of a project ≤ minutes given there`,
/// elders first. What is drawn changes nobody's roster, so no row is needed: ``Model/Instance/draws(on:of:)`` shares out what
/// the roster gives.
enum TimeBank: Rule {
  static let name = "time-bank"
  static let sentence = Bilingual(
    "支取不超过余额、上限和项目提供的时长，高龄老人优先。",
    "Nobody draws more than the balance, the cap and what the project gives; elders come first.")

  static func emit(into f: inout Formulation) {}
}

extension Instance {
  /// Elders first, then in the order of ids: each gets what is left of the project's hours, the balance and the cap.
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
