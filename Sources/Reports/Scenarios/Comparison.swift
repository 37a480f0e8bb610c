import Model

/// 情景比较. Plans of several scenarios side by side, each beside the base (docs/scenarios.md says what each figure is).
///
/// Money is in minor units of the currency.
public struct Comparison: Sendable, Encodable {
  /// A text in both languages.
  public struct Words: Sendable, Encodable {
    /// The text in Chinese, and in English.
    public let zh: String, en: String
    init(_ text: Bilingual) { (zh, en) = (text.zh, text.en) }
  }

  /// A rule of a conflict.
  public struct Clash: Sendable, Encodable {
    /// The rule, and what it is about.
    public let rule: String, subjects: [String]
    /// What the rule says, what it is about, and whose it is unless it is the planner's own.
    public let words: Words
  }

  /// A fund in a scenario.
  public struct FundUse: Sendable, Encodable {
    /// The id, the name and the department.
    public let fund: String, name: String, department: String
    /// What it may spend, what the plan spends, and what is left.
    public let available: Int64, used: Int64, idle: Int64
  }

  /// The figures of one scenario.
  public struct Row: Sendable, Encodable {
    /// The name; `base` for the lists as they are.
    public let name: String
    /// What it changes.
    public let changes: [Words]
    /// `planned`, `infeasible` or `undecided`.
    public let status: String
    /// Rules that contradict each other.
    public let conflict: [Clash]
    /// What follows from their contradiction; nil without one.
    public let contradiction: Words?
    /// What the policy maximises; nil without a plan.
    public var objective: String?
    /// The value, the bound that no plan passes, and the unit of both; nil without a plan.
    public var value: String?, bound: String?, unit: String?
    /// The basis of the bound: `exact` or `numeric`.
    public var certificate: String?
    /// The limit that ended the search, if any.
    public var limit: String?
    /// The value less that of the base; nil if they are of different objectives.
    public var change: String?
    /// The projects carried out that the base leaves out, and the other way round.
    public var added: [String] = [], dropped: [String] = []
    /// The number of projects carried out.
    public var projects = 0
    /// What all funds may spend, what is spent, and what is left.
    public var available: Int64 = 0, used: Int64 = 0, idle: Int64 = 0
    /// Each fund.
    public var funds: [FundUse] = []
    /// The needs below their floor.
    public var shortfalls = 0
    /// The needs: all of them, by tier, by village and by group.
    public var needs: [ServedNeeds] = [], tiers: [ServedNeeds] = [], villages: [ServedNeeds] = []
    /// The needs by group of people.
    public var groups: [ServedNeeds] = []
    /// The seal of the plan.
    public var seal: String?
  }

  /// A project in all scenarios.
  public struct ProjectRow: Sendable, Encodable {
    /// What a project hangs on: the fund or rule without whose change it would be as in the base.
    public struct Hanging: Sendable, Encodable {
      /// The fund or the column, as `funds F1` or `needs.floor`.
      public let on: String
      /// The words for it.
      public let words: Words
      /// The scenarios that change it alone and differ from the base in the project.
      public let scenarios: [String]
    }

    /// The id and the title.
    public let project: String, title: String
    /// For each scenario with a plan: `in`, `out`, or `absent` if its lists lack the project.
    public let scenarios: [String: String]
    /// `all`, `none` or `some`: in how many of the plans it is.
    public let kept: String
    /// The funds and rules that it hangs on.
    public let hangsOn: [Hanging]
  }

  /// The projects of the plan of least regret.
  public struct LeastRegret: Sendable, Encodable {
    /// The scenarios whose plans carry out these projects.
    public let plans: [String]
    /// The projects.
    public let projects: [String]
    /// What they come to in each scenario.
    public let outcomes: [ComparedRegret]
  }

  let schema = "allot-scenarios-1"
  /// The title of the lists.
  public let title: String
  /// The currency.
  public let currency: Currency
  /// The scenarios, the base first.
  public let scenarios: [Row]
  /// The projects of all scenarios, by id.
  public let projects: [ProjectRow]
  /// The plan of least regret; nil if it was not asked for or there is no plan.
  public let regret: LeastRegret?

  /// Compares plans.
  /// - Parameters:
  ///   - compared: The scenarios, the base first.
  ///   - regret: What the projects of the plan of least regret come to in each scenario.
  /// - Precondition: There is a base.
  /// - Complexity: O(scenarios × (rows of the lists + lines of the plan)).
  public init(_ compared: [ComparedScenario], regret: LeastRegret?) {
    let base = compared[0]
    title = base.instance.lists.title
    currency = base.instance.lists.currency
    var rows = compared.map { Row($0) }
    for index in rows.indices where base.plan != nil { rows[index].compare(with: rows[0], compared[index], base) }
    scenarios = rows
    projects = Self.projects(compared)
    self.regret = regret
  }

  /// The figures of one plan by itself.
  static func row(_ plan: Plan, _ instance: Instance) -> Row {
    Row(
      ComparedScenario(
        name: "", changes: [], subject: nil, status: "planned", conflict: [], plan: plan, instance: instance))
  }

  private static func projects(_ compared: [ComparedScenario]) -> [ProjectRow] {
    let planned = compared.filter { $0.plan != nil }
    let carried = planned.map { Set($0.plan!.allocation.awards.map(\.project)) }
    let titles = compared.reversed().reduce(into: [ProjectID: String]()) { titles, scenario in
      for project in scenario.instance.lists.projects { titles[project.id] = project.title }
    }
    let hasBase = compared[0].plan != nil
    return titles.keys.sorted().map { id in
      var cells: [String: String] = [:]
      var hanging: [String: (words: Bilingual, scenarios: [String])] = [:]
      for (scenario, projects) in zip(planned, carried) {
        let isThere = scenario.instance.projectIndex[id] != nil
        cells[scenario.name] = !isThere ? "absent" : projects.contains(id) ? "in" : "out"
        guard hasBase, let subject = scenario.subject, projects.contains(id) != carried[0].contains(id) else {
          continue
        }
        hanging[subject.key, default: (subject.words, [])].scenarios.append(scenario.name)
      }
      let count = carried.count { $0.contains(id) }
      return ProjectRow(
        project: id.text, title: titles[id] ?? "", scenarios: cells,
        kept: count == 0 ? "none" : count == planned.count ? "all" : "some",
        hangsOn: hanging.sorted { $0.key < $1.key }.map {
          ProjectRow.Hanging(on: $0.key, words: Words($0.value.words), scenarios: $0.value.scenarios)
        })
    }
  }
}

extension Comparison.LeastRegret {
  /// Creates the record from its parts.
  public init(plans: [String], of projects: [ProjectID], _ outcomes: [ComparedRegret]) {
    self.init(plans: plans, projects: projects.map(\.text), outcomes: outcomes)
  }
}

extension Comparison.Row {
  fileprivate init(_ scenario: ComparedScenario) {
    self.init(
      name: scenario.name, changes: scenario.changes.map { Comparison.Words($0) }, status: scenario.status,
      conflict: scenario.conflict.map {
        Comparison.Clash(rule: $0.rule, subjects: $0.subjects, words: Comparison.Words($0.words))
      }, contradiction: scenario.contradiction.map { Comparison.Words($0) })
    guard let plan = scenario.plan else { return }
    let instance = scenario.instance
    objective = plan.objective
    if let stage = plan.stage(.utilitarian) {
      (value, bound, unit) = (stage.value, stage.bound, stage.unit)
      certificate = stage.certificate
    }
    limit = plan.stages.compactMap(\.limit).first
    projects = plan.allocation.awards.count
    let spent = plan.allocation.spending
    funds = instance.lists.funds.map { fund in
      let used = spent[fund.id] ?? .zero
      return Comparison.FundUse(
        fund: fund.id.text, name: fund.name, department: fund.department, available: fund.available.minorUnits,
        used: used.minorUnits, idle: (fund.available - used).minorUnits)
    }
    func sum(_ amount: (Comparison.FundUse) -> Int64) -> Int64 {
      Int64(clamping: funds.reduce(Int128(0)) { $0 + Int128(amount($1)) })
    }
    (available, used, idle) = (sum(\.available), sum(\.used), sum(\.idle))
    shortfalls = Set(plan.shortfalls.map(\.need)).count
    needs = ServedNeeds.sums(plan, instance) { _ in ("", "") }
    tiers = ServedNeeds.sums(plan, instance) { ($0.tier.rawValue, $0.tier.rawValue) }
    villages = ServedNeeds.sums(plan, instance) { need in
      let village = instance.village(of: need.place)
      return (village.id.text, village.name)
    }
    groups = ServedNeeds.sums(plan, instance) { ($0.group ?? "", $0.group ?? "") }
    seal = plan.seal
  }

  fileprivate mutating func compare(with base: Self, _ scenario: ComparedScenario, _ other: ComparedScenario) {
    guard let plan = scenario.plan, let basePlan = other.plan else { return }
    if objective == base.objective, let mine = value.flatMap(Decimals.init),
      let theirs = base.value.flatMap(Decimals.init)
    {
      change = (mine - theirs).text
    }
    let (mine, theirs) = (Set(plan.allocation.awards.map(\.project)), Set(basePlan.allocation.awards.map(\.project)))
    added = mine.subtracting(theirs).sorted().map(\.text)
    dropped = theirs.subtracting(mine).sorted().map(\.text)
    for list in [\Self.needs, \.tiers, \.villages, \.groups] {
      let before = Dictionary(base[keyPath: list].map { ($0.key, $0.nanoPoints) }) { first, _ in first }
      for index in self[keyPath: list].indices {
        let points = self[keyPath: list][index].nanoPoints - (before[self[keyPath: list][index].key] ?? 0)
        self[keyPath: list][index].change = decimalText(points, digits: 9, trimmed: true)
      }
    }
  }
}
