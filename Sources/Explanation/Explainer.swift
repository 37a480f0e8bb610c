import Formulation
import IntegerProgram
import Model

/// What somebody may ask about.
public enum Question: Sendable, Hashable {
  case project(ProjectID)
  case fund(FundID)
  case need(NeedID)
  case place(PlaceID)
  case assignment(FundID, ProjectID)
  case volunteer(VolunteerID)
  case post(VolunteerID, ProjectID)
  case asset(AssetID)

  /// `P07`, `F03`, `N12`, `V04`, `H042`, `A05`, or `F03>P07` for what one fund pays for one project, `H042>P07` for what one
  /// volunteer does for it; nil for an id that no list has.
  public init?(_ text: String, in instance: Instance) {
    let parts = text.split(whereSeparator: { ">＞".contains($0) }).map(String.init)
    if parts.count == 2 {
      let project = ProjectID(parts[1])
      guard instance.projectIndex[project] != nil else { return nil }
      if instance.fundIndex[FundID(parts[0])] != nil {
        self = .assignment(FundID(parts[0]), project)
      } else if instance.volunteerIndex[VolunteerID(parts[0])] != nil {
        self = .post(VolunteerID(parts[0]), project)
      } else {
        return nil
      }
    } else if instance.projectIndex[ProjectID(text)] != nil {
      self = .project(ProjectID(text))
    } else if instance.fundIndex[FundID(text)] != nil {
      self = .fund(FundID(text))
    } else if instance.needIndex[NeedID(text)] != nil {
      self = .need(NeedID(text))
    } else if instance.placeIndex[PlaceID(text)] != nil {
      self = .place(PlaceID(text))
    } else if instance.volunteerIndex[VolunteerID(text)] != nil {
      self = .volunteer(VolunteerID(text))
    } else if instance.assetIndex[AssetID(text)] != nil {
      self = .asset(AssetID(text))
    } else {
      return nil
    }
  }

  public var text: String {
    switch self {
    case .project(let id): id.text
    case .fund(let id): id.text
    case .need(let id): id.text
    case .place(let id): id.text
    case .volunteer(let id): id.text
    case .asset(let id): id.text
    case .assignment(let fund, let project): "\(fund)>\(project)"
    case .post(let volunteer, let project): "\(volunteer)>\(project)"
    }
  }

  /// Every decision of a plan: each project, fund, need, volunteer and asset.
  public static func all(_ instance: Instance) -> [Question] {
    instance.lists.projects.map { .project($0.id) } + instance.lists.funds.map { .fund($0.id) }
      + instance.lists.needs.map { .need($0.id) } + instance.lists.volunteers.map { .volunteer($0.id) }
      + instance.lists.assets.map { .asset($0.id) }
  }
}

/// Answers questions about a plan. Every number that is not in the lists or the plan is an optimum solved again; limits are
/// amounts of work, so the same question has the same answer everywhere, alone or among others.
public struct Explainer: Sendable {
  let plan: Plan
  let instance: Instance
  let formulation: Formulation
  let objective: PolicyObjective
  let base: LexicographicValue
  let stages: [Stage]
  var solve: StagedSolve
  /// Names a cell in the reader's language.
  let cell: @Sendable (Citation, Language) -> String
  let known = KnownConsequences()

  /// Simplex iterations for one solve.
  public var workLimit: Int { solve.workLimit! }

  /// Numbers in the rows of lists whose questions are solved to the end.
  private static let sizeOfExactAnswers = 3000

  /// Fewer where each takes longer: a question takes a few solves and is to be answered within a minute.
  private static func workLimit(_ formulation: Formulation) -> Int {
    min(20_000, max(2_000, 200_000_000 / max(1, formulation.size)))
  }

  /// - Parameter solve: Its work limit is for one solve; where it has none, one that goes with the size of the lists is set.
  /// - Returns: nil where the plan does not obey the lists, so that nothing can be said about it.
  public init?(
    _ plan: Plan, _ instance: Instance, solve: StagedSolve, cell: @escaping @Sendable (Citation, Language) -> String
  ) {
    let objective = PolicyObjective(rawValue: plan.objective) ?? .value
    let formulation = Formulation(instance)
    guard let base = formulation.lexicographicValue(of: plan, objective) else { return nil }
    self.plan = plan
    self.instance = instance
    self.formulation = formulation
    self.objective = objective
    self.base = base
    self.cell = cell
    stages = formulation.decidingStages(objective)
    var solve = solve
    // Small lists with a plan that is proven best have exact answers.
    let isSmall = formulation.size <= Self.sizeOfExactAnswers && base.levels.allSatisfy(\.isExact)
    solve.gap = isSmall ? 0 : plan.requestedGap
    solve.timeLimit = nil
    solve.workLimit = solve.workLimit ?? Self.workLimit(formulation)
    self.solve = solve
  }

  /// For questions about lists that have no plan.
  init(lists instance: Instance, solve: StagedSolve, cell: @escaping @Sendable (Citation, Language) -> String) {
    plan = Plan()
    self.instance = instance
    formulation = Formulation(instance)
    objective = .value
    base = LexicographicValue(levels: [])
    stages = []
    self.solve = solve
    self.cell = cell
  }

  var style: ValueStyle {
    ValueStyle(currency: instance.lists.currency, objective: objective, digits: stages.last?.digits ?? 0)
  }

  /// - Complexity: a project inside takes one solve of the policy, one outside a few; a conflict of *k* rules about
  ///   `k log n` feasibility solves.
  public func answer(_ question: Question) throws -> Answer {
    var out = AnswerBuilder(question.text, style)
    out.record(planRecord)
    switch question {
    case .project(let id): try project(id, &out)
    case .fund(let id): try fund(id, &out)
    case .need(let id): try need(id, &out)
    case .place(let id): try place(id, &out)
    case .assignment(let fund, let id): try assignment(fund, id, &out)
    case .volunteer(let id): try volunteer(id, &out)
    case .post(let volunteer, let id): try post(volunteer, id, &out)
    case .asset(let id): try asset(id, &out)
    }
    return out.answer
  }

  /// Why not, and what it would take.
  /// - Parameter fund: The one that is to have more; by default of those that pay where it is forced in.
  public func whyNot(_ question: Question, moneyIn fund: FundID? = nil) throws -> Answer {
    var out = AnswerBuilder(question.text, style)
    out.record(planRecord)
    switch question {
    case .project(let id): try projectOutside(id, &out, asksWhatItTakes: true, moneyIn: fund)
    default: return try answer(question)
    }
    return out.answer
  }

  /// The best plan under one force, solved once: questions that come to the same force share it.
  func consequence(of constraint: SideConstraint) throws -> Consequence {
    let constraint = canonical(constraint)
    if let known = known[constraint] { return known }
    let found = try solved(constraint)
    if solve.interruption?.isRaised != true { known[constraint] = found }
    return found
  }

  /// A need that one project alone serves is served exactly where that project is carried out.
  func canonical(_ constraint: SideConstraint) -> SideConstraint {
    switch constraint {
    case .unserved(let id):
      let servers = formulation.servers(of: id)
      return servers.count == 1 && servers[0].always ? .notCarriedOut(servers[0].project) : constraint
    case .served(let id, let micro):
      let servers = formulation.servers(of: id)
      return servers.count == 1 && servers[0].least >= Int128(micro) ? .carriedOut(servers[0].project) : constraint
    default: return constraint
    }
  }

  var planRecord: SolveRecord {
    SolveRecord(
      name: "plan", asked: [],
      status: plan.stages.prefix(base.levels.count).allSatisfy { $0.limit == nil } ? base.status : "feasible",
      lexicographicValue: base, reused: Reused(plan.stages.prefix(base.levels.count)))
  }

  // Items by the names that the lists give them.
  func item(_ id: ProjectID) -> Value { .item(id.text, instance.project(id).title) }
  func item(_ id: FundID) -> Value { .item(id.text, instance.fund(id).name) }
  func item(_ id: NeedID) -> Value { .item(id.text, instance.need(id).title) }
  func item(_ id: PlaceID) -> Value { .item(id.text, instance.place(id).name) }
  func item(_ id: AssetID) -> Value { .item(id.text, instance.asset(id).name) }
  /// By the id alone, as answers are read aloud.
  func item(_ id: VolunteerID) -> Value { .item(id.text, "") }
  func items(_ ids: some Sequence<ProjectID>) -> Value { .items(ids.sorted().map(item)) }

  /// A subject of a rule by the name that some list gives it.
  func item(named text: String) -> Value {
    if instance.projectIndex[ProjectID(text)] != nil { return item(ProjectID(text)) }
    if instance.fundIndex[FundID(text)] != nil { return item(FundID(text)) }
    if instance.needIndex[NeedID(text)] != nil { return item(NeedID(text)) }
    if instance.placeIndex[PlaceID(text)] != nil { return item(PlaceID(text)) }
    if instance.assetIndex[AssetID(text)] != nil { return item(AssetID(text)) }
    if let category = instance.categoryIndex[CategoryID(text)] {
      return .item(text, instance.lists.categories[category].name)
    }
    return .text(subjectWord(text))
  }

  func cells(_ cells: [Citation]) -> Value {
    .text(
      Bilingual(
        cells.map { cell($0, .zh) }.joined(separator: "、"), cells.map { cell($0, .en) }.joined(separator: "; ")))
  }
}

/// Words that rules use for a kind of limit.
private func subjectWord(_ text: String) -> Bilingual {
  switch text {
  case "total": Bilingual("全部", "all")
  case "place": Bilingual("地点", "place")
  case "category": Bilingual("类别", "category")
  default: Bilingual(text, text)
  }
}
