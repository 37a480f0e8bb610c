import Formulation
import IntegerProgram
import Model
import Questions

/// A question about a plan.
public enum Question: Sendable, Hashable {
  /// Why a project is carried out or not.
  case project(ProjectID)
  /// What a fund pays, and why some of it is idle.
  case fund(FundID)
  /// How much of a need is served, and why not more.
  case need(NeedID)
  /// What a place proposed and got.
  case place(PlaceID)
  /// Why a fund pays for a project or not.
  case payments(FundID, ProjectID)
  /// What a volunteer does, or why they hold no role.
  case volunteer(VolunteerID)
  /// What a volunteer does for one project, or why nothing.
  case assignments(VolunteerID, ProjectID)
  /// What a stock or venue is used for.
  case asset(AssetID)

  /// Parses a question: `P07`, `F03`, `N12`, `V04`, `H042`, `A05`, or `F03>P07` for what one fund pays for one project,
  /// `H042>P07` for what one volunteer does for it.
  /// - Returns: nil for an id that no list has.
  public init?(_ text: String, in instance: Instance) {
    let parts = text.split(whereSeparator: { ">＞".contains($0) }).map(String.init)
    if parts.count == 2 {
      let project = ProjectID(parts[1])
      guard instance.projectIndex[project] != nil else { return nil }
      if instance.fundIndex[FundID(parts[0])] != nil {
        self = .payments(FundID(parts[0]), project)
      } else if instance.volunteerIndex[VolunteerID(parts[0])] != nil {
        self = .assignments(VolunteerID(parts[0]), project)
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

  /// The question as it is asked, such as `F03>P07`.
  public var text: String {
    switch self {
    case .project(let id): id.text
    case .fund(let id): id.text
    case .need(let id): id.text
    case .place(let id): id.text
    case .volunteer(let id): id.text
    case .asset(let id): id.text
    case .payments(let fund, let project): "\(fund)>\(project)"
    case .assignments(let volunteer, let project): "\(volunteer)>\(project)"
    }
  }

  /// The questions about every decision of a plan: each project, fund, need, volunteer and asset.
  public static func all(_ instance: Instance) -> [Question] {
    instance.lists.projects.map { .project($0.id) } + instance.lists.funds.map { .fund($0.id) }
      + instance.lists.needs.map { .need($0.id) } + instance.lists.volunteers.map { .volunteer($0.id) }
      + instance.lists.assets.map { .asset($0.id) }
  }
}

/// Answers questions about a plan.
///
/// Every number that is not in the lists or the plan is an optimum solved again. Limits are amounts of work, so a
/// question has the same answer on every machine, alone or among others.
public struct Explainer: Sendable {
  package let plan: Plan
  package let instance: Instance
  package let formulation: Formulation
  package let objective: PolicyObjective
  package let base: LexicographicValue
  package let stages: [Stage]
  package var solve: StagedSolve
  /// The name of a cell in the reader's language.
  let cell: @Sendable (Citation, Language) -> String
  let known = KnownConsequences()
  /// Why the plan leaves projects and needs out, from the lists and the plan alone; worked out when first asked for.
  var reasons: LeftOutReasons { known.reasons { LeftOutReasons(plan, instance) } }

  /// The work limit of one solve, in simplex iterations.
  public var workLimit: Int { solve.workLimit! }

  /// Lists whose program has at most this many nonzeros get exact answers.
  private static let sizeOfExactAnswers = 3000

  /// The work limit for a program: lower where an iteration takes longer. A question takes a few solves and should be
  /// answered within a minute.
  private static func workLimit(_ formulation: Formulation) -> Int {
    min(20_000, max(2_000, 200_000_000 / max(1, formulation.size)))
  }

  /// Creates an explainer of a plan.
  /// - Parameters:
  ///   - solve: Its work limit applies to each solve; where it is nil, a limit that depends on the size of the lists is
  ///     set.
  ///   - cell: The name of a cell in the reader's language.
  /// - Returns: nil where the plan does not obey the lists, since nothing can then be proven about it.
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
    // Small lists whose plan is proven optimal get exact answers.
    let isSmall = formulation.size <= Self.sizeOfExactAnswers && base.levels.allSatisfy(\.isExact)
    solve.gap = isSmall ? 0 : plan.requestedGap
    solve.timeLimit = nil
    solve.workLimit = solve.workLimit ?? Self.workLimit(formulation)
    self.solve = solve
  }

  /// Creates an explainer for questions about lists without a plan.
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

  /// Answers a question.
  /// - Throws: ``SolverFault`` where the solver fails, ``Findings`` where changed lists do not hold together.
  /// - Complexity: one solve of the policy for a project in the plan, a few for one outside; about `k log n`
  ///   feasibility solves for a conflict of *k* of *n* rules.
  public func answer(_ question: Question) throws -> Answer {
    var out = AnswerBuilder(question.text, style)
    out.record(planRecord)
    switch question {
    case .project(let id): try project(id, &out)
    case .fund(let id): try fund(id, &out)
    case .need(let id): try need(id, &out)
    case .place(let id): try place(id, &out)
    case .payments(let fund, let id): try payments(fund, id, &out)
    case .volunteer(let id): try volunteer(id, &out)
    case .assignments(let volunteer, let id): try assignments(volunteer, id, &out)
    case .asset(let id): try asset(id, &out)
    }
    return out.answer
  }

  /// Answers why a project is not carried out, and the least changes with which it would be. Other questions are
  /// answered as usual.
  /// - Parameter fund: The fund that is to have more money; by default one of those that pay for the project where it
  ///   is forced in.
  /// - Throws: ``SolverFault`` where the solver fails, ``Findings`` where changed lists do not hold together.
  public func whyNot(_ question: Question, moneyIn fund: FundID? = nil) throws -> Answer {
    var out = AnswerBuilder(question.text, style)
    out.record(planRecord)
    switch question {
    case .project(let id): try projectOutside(id, &out, includesLeastChanges: true, moneyIn: fund)
    default: return try answer(question)
    }
    return out.answer
  }

  /// The best plan under a side constraint, solved once. Questions with the same canonical constraint share the solve.
  func consequence(of constraint: SideConstraint) throws -> Consequence {
    let constraint = canonical(constraint)
    if let known = known[constraint] { return known }
    let found = try solved(constraint)
    if solve.interruption?.isRaised != true { known[constraint] = found }
    return found
  }

  /// The canonical form of a side constraint. If one project alone serves a need, and does so whenever it is carried out,
  /// a constraint on the need becomes one on the project.
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

  /// What a point is, in both languages, to be said once after answers that speak of the score; nil where the policy counts
  /// no points.
  public var scoreMeaning: Bilingual? {
    guard objective == .value else { return nil }
    var out = AnswerBuilder("score", style)
    let weights = plan.weights == nil ? Bilingual("", "") : Bilingual("×所在地的权重", " × the weight of the place")
    let range =
      solve.gap > 0
      ? Bilingual(
        "每个得分都是已经找到的最好方案的得分，真正最好的也许还要高一些。所以得分之差有的写成一个范围，真正的差在这个范围之内；写“差不多”的，是算不出哪个更高。",
        " Each score is that of the best plan found; the very best may be higher. So a difference may be given as a range, within which the true one lies; ‘about the same’ means that it was not found out which is higher."
      ) : Bilingual("", "")
    out.say(.scoreMeaning, ["weights": .text(weights), "range": .text(range)], depth: 0)
    return out.answer.sentences.first?.text
  }

  /// Whether a text speaks of the score.
  public func speaksOfScore(_ text: String, _ language: Language) -> Bool { text.contains(style.achieved[language]) }

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
  /// A volunteer by id alone, since answers are read aloud.
  func item(_ id: VolunteerID) -> Value { .item(id.text, "") }
  func items(_ ids: some Sequence<ProjectID>) -> Value { .items(ids.sorted().map(item)) }

  /// A subject of a rule, by the name that the lists give it.
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
}

/// The words for the kind of a limit; other subjects stay as they are.
private func subjectWord(_ text: String) -> Bilingual {
  switch text {
  case "total": Bilingual("全部", "all")
  case "place": Bilingual("地点", "place")
  case "category": Bilingual("类别", "category")
  default: Bilingual(text, text)
  }
}
