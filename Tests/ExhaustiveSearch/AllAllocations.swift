import Audit
import IntegerProgram
import Model

/// Every allocation of a small instance, feasible or not, with the rules that the audit finds broken. It shows which
/// allocations a waiver makes feasible.
struct AllAllocations {
  struct Entry {
    let score: ExhaustiveSearch.Score
    let projects: Set<ProjectID>
    /// As an explanation names them.
    let broken: Set<Meaning>
    let spent: [FundID: Int64]
  }

  let entries: [Entry]

  /// - Returns: nil if there are more than `limit` allocations.
  /// - Parameter rules: Waived floors and due periods, which change the objective value of plans.
  init?(_ instance: Instance, atMost limit: Int, givingUp rules: Set<Meaning> = []) {
    let search = ExhaustiveSearch(instance: instance, givingUp: rules)
    let options = instance.lists.projects.map { Self.options($0, instance) }
    guard options.reduce(1, { $0 * $1.count }) <= limit else { return nil }
    var entries: [Entry] = []
    search.combine(options[...], Allocation()) { allocation in
      let credited = search.credited(allocation)
      let breaches = audit(credited, of: instance, shortfalls: search.shortfalls(allocation))
      var spent: [FundID: Int64] = [:]
      for payment in allocation.payments { spent[payment.fund, default: 0] += payment.amount.minorUnits }
      entries.append(
        Entry(
          score: search.score(of: allocation), projects: Set(allocation.awards.map(\.project)),
          broken: Set(breaches.map(Self.decision)), spent: spent))
    }
    self.entries = entries
  }

  /// The options for a project: none, or a variant at a scale with any split of its costs over the funds.
  private static func options(_ project: Project, _ instance: Instance) -> [Allocation] {
    var out = [Allocation()]
    for variant in project.variants {
      let step: Int64 = variant.scaleKind == .integer ? 1000 : 1
      for scale in stride(from: variant.scaleMin.milli, through: variant.scaleMax.milli, by: Int(step)) {
        var base = Allocation()
        base.awards = [.init(project: project.id, variant: variant.id, scale: Quantity(milli: scale))]
        out += base.withEverySplit(of: variant, instance)
      }
    }
    return out
  }

  private static func decision(_ breach: Breach) -> Meaning {
    switch breach.rule {
    case "eligibility": Meaning(breach.rule, Array(breach.subjects.prefix(2)))
    case "due-period": Meaning(breach.rule, breach.subjects.reversed())
    case "cost-shares": Meaning(breach.rule, Array(breach.subjects.prefix(1)))
    default: Meaning(breach.rule, breach.subjects)
    }
  }

  /// The best allocation that breaks only waived rules.
  func best(givingUp waived: Set<Meaning> = [], where isWanted: (Entry) -> Bool) -> ExhaustiveSearch.Score? {
    entries.filter { $0.broken.isSubset(of: waived) && isWanted($0) }.map(\.score).max()
  }
}

/// Random lists without their third project, so that every allocation can be tried.
func twoProjects(seed: UInt64) -> Lists {
  var lists = randomLists(seed: seed)
  lists.projects.removeLast()
  for i in lists.projects.indices {
    lists.projects[i].requires = i == 1 && seed % 4 == 0 ? ["P1"] : []
    lists.projects[i].incompatible = i == 1 && seed % 4 == 1 ? ["P1"] : []
  }
  for i in lists.funds.indices { lists.funds[i].projects.removeAll { $0 == "P3" } }
  lists.pins.removeAll { $0.project == "P3" }
  return lists
}
