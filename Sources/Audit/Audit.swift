import Model

/// A rule that an allocation breaks.
public struct Breach: Sendable, Hashable {
  /// The rule's name in `docs/rules.md`; `form` where the allocation itself is malformed, for example by an unknown id.
  public var rule: String
  /// The ids that the rule is about, such as the fund and the project.
  public var subjects: [String]
  /// The breach in one sentence with its numbers.
  public var message: Bilingual

  /// Creates a breach from its parts.
  public init(rule: String, subjects: [String], message: Bilingual) {
    self.rule = rule
    self.subjects = subjects
    self.message = message
  }

  init(_ rule: String, _ subjects: [String], _ zh: String, _ en: String) {
    self.init(rule: rule, subjects: subjects, message: Bilingual(zh, en))
  }
}

/// Finds every rule of `docs/rules.md` that an allocation breaks, in exact integers and without the code that made the
/// allocation.
///
/// Any allocation is accepted, also one edited by hand. An entry with an unknown id is reported as `form` and left out
/// of all sums. A payment or credit of zero has no effect.
///
/// - Parameter shortfalls: The shortfalls that the plan reports; each must equal what is missing.
/// - Returns: The breaches, sorted by rule, then subjects; empty where the allocation passes.
public func audit(_ allocation: Allocation, of instance: Instance, shortfalls: [Plan.Shortfall]) -> [Breach] {
  let breaches = breachesByGroup(allocation, of: instance, shortfalls: shortfalls).flatMap { $0 }
  return Set(breaches).sorted { a, b in
    if a.rule != b.rule { return a.rule < b.rule }
    if a.subjects != b.subjects { return a.subjects.lexicographicallyPrecedes(b.subjects) }
    return (a.message.zh, a.message.en) < (b.message.zh, b.message.en)
  }
}

/// Whether ``audit(_:of:shortfalls:)`` finds nothing. It ends at the first group of rules of which one is broken.
package func obeysAllRules(_ allocation: Allocation, of instance: Instance, shortfalls: [Plan.Shortfall]) -> Bool {
  breachesByGroup(allocation, of: instance, shortfalls: shortfalls).allSatisfy(\.isEmpty)
}

/// The breaches of each group of rules, which are looked for when they are asked for.
private func breachesByGroup(
  _ allocation: Allocation, of instance: Instance, shortfalls: [Plan.Shortfall]
) -> some Sequence<[Breach]> {
  let ledger = Ledger(allocation, of: instance)
  let ofMoney: [() -> [Breach]] = [
    { ledger.form }, ledger.moneyBreaches, ledger.eligibilityBreaches, ledger.costShareBreaches,
    ledger.projectBreaches, { ledger.needBreaches(shortfalls: shortfalls) }, ledger.periodBreaches,
    ledger.assetBreaches,
  ]
  return (ofMoney + [{ ledger.breachesAboutPeople(allocation) }]).lazy.map { $0() }
}

/// The breaches of an allocation's form and of the rules about people, in no order.
package func auditPeople(_ allocation: Allocation, of instance: Instance) -> [Breach] {
  let ledger = Ledger(allocation, of: instance)
  return ledger.form + ledger.breachesAboutPeople(allocation)
}

extension Ledger {
  fileprivate func breachesAboutPeople(_ allocation: Allocation) -> [Breach] {
    let staff = Staff(allocation, self)
    return peopleBreaches(staff) + pinnedPeopleBreaches(staff) + pairBreaches(staff)
      + timeBankBreaches(allocation.draws, staff)
  }
}
