import Formulation
import IntegerProgram
import Model
import Questions

/// Least changes with which a project is chosen, each confirmed by solving the changed lists.
extension Explainer {
  /// What a plan has to satisfy: the project is carried out.
  func inclusion(of id: ProjectID) -> [SideConstraint] { [.carriedOut(id)] }

  /// A search for changes that knows the best plan with the project. Many changes are tried, so within a gap each has
  /// half of the work limit; a question that can be decided is usually decided early.
  func search(_ id: ProjectID) throws -> ChangeSearch {
    var part = solve
    if solve.gap > 0 { part.workLimit = solve.workLimit.map { max(1, $0 / 2) } }
    var search = ChangeSearch(formulation, objective, solve: part)
    if case .plan(_, let forced) = try consequence(of: .carriedOut(id)) {
      search.allowedEntrants = Set(forced.awards.map(\.project))
      search.forced = forced
    }
    return search
  }

  /// The plan's objective value with a tighter bound, which tells plans with the project from plans without it. It is
  /// computed once.
  @discardableResult
  package func tightenedBase() throws -> LexicographicValue {
    guard solve.gap > 0 else { return base }
    if let bound = known.bound { return base.bounded(by: bound) }
    var close = solve
    close.gap = solve.gap / 10
    guard
      case .allocated(let solution) = try close.run(formulation, stages: stages, holding: base, from: plan.allocation)
    else { return base }
    if solve.interruption?.isRaised != true { known.bound = solution.lexicographicValue }
    return base.bounded(by: solution.lexicographicValue)
  }

  /// Searches for the least change in cost, money, people and rules, all at the same time.
  func sayLeastChanges(_ id: ProjectID, moneyIn fund: FundID?, _ out: inout AnswerBuilder) throws {
    let base = try tightenedBase()
    let funds = try fund.map { [$0] } ?? payers(id)
    if out.answer.sentences.contains(where: { [.priceUnclear, .priceZero].contains($0.message) }) {
      out.say(.mayChooseNow)
    }
    try out.sayTogether(
      [
        { try sayLeastCost(id, base, &$0) }, { try sayLeastMoneyWithoutLoss(id, funds, base, &$0) },
        { try sayLeastMoney(id, funds, base, &$0) },
        { try sayLeastHours(id, base: base, &$0) },
        { try sayLeastWaiver(id, base, &$0) },
      ], begun: [4, 2, 0, 1, 3])
    try sayLead(id, &out)
  }

  /// Says by how much a plan has to be ahead to count as better, where smaller differences are not told apart.
  private func sayLead(_ id: ProjectID, _ out: inout AnswerBuilder) throws {
    // Where the plan is known within a gap and no floor is short, every difference counts.
    guard solve.gap == 0 || !base.hasNoShortfall else { return }
    let about: Set<Message> = [
      .takeCost, .takeMoney, .takeHours, .takeWaiver, .takeWaiverAsks, .takeNoCost, .takeNoMoney, .takeNoMoneyUpTo,
      .takeNoHours, .takeNoWaiver, .takeWaiverOpen,
    ]
    guard out.answer.sentences.contains(where: { about.contains($0.message) }) else { return }
    let spelled = try Formulation.spelledOut(instance, under: [], inclusion(of: id))
    guard let lead = spelled.leastLead(spelled.decidingStages(objective)) else { return }
    out.say(.takeLead, ["lead": style.shownLimit(lead)])
  }

  private func sayLeastCost(_ id: ProjectID, _ base: LexicographicValue, _ out: inout AnswerBuilder) throws {
    let record = "least cost cut \(id)"
    switch try search(id).least(
      .costCut(id), bringing: inclusion(of: id), against: [.notCarriedOut(id)], base: base, near: plan.allocation)
    {
    case .found(let found):
      guard let after = try solveChangedLists(found, id, record, &out) else {
        return say(undecided: record, Bilingual("费用减少", "A lower cost"), nil, &out)
      }
      let lines = found.changes.compactMap { change -> Value? in
        guard case .cost(_, let variant, let line, let less) = change else { return nil }
        let item = instance.project(id).variants.first { $0.id == variant }!
        let type = item.costs[line].type, way = item.title.isEmpty ? variant.text : item.title
        let amount = Value.money(Int128(less.minorUnits))
        // The variant is named only where the project has several.
        return isOnlyVariant(variant, of: id)
          ? .labelled(Bilingual("“\(type)”减", "‘\(type)’ less by"), amount)
          : .labelled(
            Bilingual("做法“\(way)”的“\(type)”减", "‘\(type)’, done as ‘\(way)’, less by"), amount)
      }
      out.say(
        .takeCost, ["amount": .money(found.amount), "lines": .items(lines)],
        from: ["plan", record, "confirmed: " + record])
      sayLess(found, Value.money, record, &out)
      sayChanges(to: after, "confirmed: " + record, &out, asked: [id], next: false)
    case .none:
      out.record(
        SolveRecord(
          name: record, asked: inclusion(of: id).map(\.description), status: "infeasible", lexicographicValue: nil))
      out.say(.takeNoCost, from: ["plan", record])
    case .unclear:
      out.record(
        SolveRecord(
          name: record, asked: inclusion(of: id).map(\.description), status: "feasible", lexicographicValue: nil))
      out.say(.takeCostUnclear, from: ["plan", record])
    case .undecided(let less):
      say(undecided: record, Bilingual("费用减少", "A lower cost"), less.map(Value.money), &out)
    }
  }

  /// Says whether less would suffice: that nothing less does, how much was shown to be too little, or that nothing is
  /// known.
  /// - Parameter count: Of how many newcomers each gives the amount; one where the amount is all.
  func sayLess(
    _ found: LeastChange.Found, _ value: (Int128) -> Value, _ record: String, each count: Int = 1, depth: Int = 2,
    _ out: inout AnswerBuilder
  ) {
    let amount = value(found.amount / Int128(count))
    if found.isLeast {
      out.say(count > 1 ? .nothingLessEach : .nothingLess, ["amount": amount], from: [record], depth: depth)
    } else if let less = found.tooLittle {
      out.say(.tooLittle, ["less": value(less), "amount": amount], from: [record], depth: depth)
    } else {
      out.say(.lessUnknown, from: [record], depth: depth)
    }
  }

  func say(undecided name: String, _ what: Bilingual, _ less: Value?, _ out: inout AnswerBuilder) {
    var record = SolveRecord(name: name, asked: [], status: "undecided", lexicographicValue: nil)
    switch less {
    case .money(let amount), .minutes(let amount): record.measure = (amount, amount)
    default: break
    }
    out.record(record)
    out.say(
      less == nil ? .undecided : .takeUndecided, ["what": .text(what), "less": less ?? .count(0)], from: [name])
  }

  /// Confirms a least change: solves the changed lists without side constraints, starting from the plan found, and
  /// records both solves.
  ///
  /// A solve is never worse than its start, and no plan without the project is as good as the plan found. From the plan
  /// found, the answer contains the project; from another start it may not, so it is checked.
  /// - Parameter plan: A plan without the project as the start; nil for the plan found, which beats every plan without
  ///   the project.
  /// - Returns: The plan on the changed lists; nil where it lacks the project or a limit was reached first.
  func solveChangedLists(
    _ found: LeastChange.Found, _ id: ProjectID, _ record: String, from plan: Allocation? = nil,
    _ out: inout AnswerBuilder
  ) throws -> Allocation? {
    out.record(
      SolveRecord(
        name: record, asked: inclusion(of: id).map(\.description) + found.changes.map(\.description),
        status: found.isLeast ? "optimal" : "feasible", lexicographicValue: found.with,
        measure: found.measure, reused: Reused(found.reuse)))
    if let without = found.without {
      out.record(
        SolveRecord(
          name: record + " without it",
          asked: found.changes.map(\.description) + inclusion(of: id).map(\.opposite.description), status: "feasible",
          lexicographicValue: without, reused: found.reusedWithout))
    }
    let changed = try formulation.changed(by: found.changes)
    let stages = changed.decidingStages(objective)
    let start = plan ?? found.plan
    var solve = solve
    // The solve is never worse than its start, so a small part of the work is enough.
    if plan == nil { solve.workLimit = solve.workLimit.map { max(1, $0 / 20) } }
    guard
      case .allocated(let solution) = try solve.run(
        changed, stages: stages, holding: changed.reached(start, stages), from: start)
    else { return nil }
    out.record(SolveRecord("confirmed: " + record, asked: found.changes.map(\.description), solution))
    let allocation = changed.allocation(of: solution)
    return allocation.awards.contains { $0.project == id } ? allocation : nil
  }

  /// Says how many newcomers, with how much time, a project needs, for the skill of which the least time is missing.
  /// - Parameter base: nil where the project is infeasible, and any plan with it suffices; a negative result is then
  ///   not said.
  func sayLeastHours(_ id: ProjectID, base: LexicographicValue?, _ out: inout AnswerBuilder) throws {
    let kinds = newcomers(for: instance.project(id).variants.flatMap(\.roles))
    guard !kinds.isEmpty else { return }
    func record(_ kind: Newcomer) -> String { "least time \(kind.skill ?? "any") \(id)" }
    var best: (kind: Newcomer, found: LeastChange.Found)?
    var open: Newcomer?
    for kind in kinds {
      switch try search(id).leastHours(kind, of: id, base: base, near: plan.allocation) {
      case .found(let found): if best.map({ found.amount < $0.found.amount }) ?? true { best = (kind, found) }
      case .none:
        out.record(
          SolveRecord(
            name: record(kind), asked: inclusion(of: id).map(\.description), status: "infeasible",
            lexicographicValue: nil))
      case .undecided, .unclear: open = open ?? kind
      }
    }
    let what = Bilingual("增加人手", "More people")
    guard let best else {
      if let open { return say(undecided: record(open), what, nil, &out) }
      if base != nil { out.say(.takeNoHours, from: ["plan"] + kinds.map(record)) }
      return
    }
    let name = record(best.kind)
    // Where the project was infeasible, the solve starts from the plan, which the project has to beat.
    let after = try solveChangedLists(best.found, id, name, from: base == nil ? plan.allocation : nil, &out)
    guard case .newcomers(let count, _, let minutes)? = best.found.changes.first, base == nil || after != nil else {
      return say(undecided: name, what, nil, &out)
    }
    out.say(
      base == nil ? .possibleWithHours : .takeHours,
      [
        "count": .count(count), "skill": skill(of: best.kind), "each": .minutes(Int128(minutes)),
        "level": .count(best.kind.level),
      ], from: ["plan", name, name + " without it", "confirmed: " + name].filter(out.hasRecord))
    sayLess(best.found, Value.minutes, name, each: count, &out)
    if base == nil { out.say(after != nil ? .thenChosen : .thenPossible, from: ["confirmed: " + name], depth: 2) }
    if let after { sayChanges(to: after, "confirmed: " + name, &out, asked: [id], next: false) }
  }

  /// A newcomer for each skill that roles ask for, at the highest level asked for.
  func newcomers(for roles: [Role]) -> [Newcomer] {
    var levels: [String: Int] = [:]
    for role in roles { levels[role.skill ?? "", default: 1] = max(levels[role.skill ?? ""] ?? 1, role.level) }
    return levels.sorted { $0.key < $1.key }.map { Newcomer(skill: $0.key.isEmpty ? nil : $0.key, level: $0.value) }
  }

  /// The words for a person with a skill.
  func skill(of kind: Newcomer) -> Value {
    .text(
      kind.skill.map { name in
        Bilingual("会“\(name)”（\(kind.level) 级）的", " with ‘\(name)’ at level \(kind.level)")
      } ?? Bilingual("", ""))
  }

  /// Says the first rule found that touches the project and whose waiver alone makes it chosen: one that the planner
  /// may waive, or else one of the nearest level that can be asked.
  private func sayLeastWaiver(_ id: ProjectID, _ base: LexicographicValue, _ out: inout AnswerBuilder) throws {
    let whatWaiver = Bilingual("单独放开一条规定行不行", "Whether waiving one rule alone would be enough")
    var search = try search(id)
    // There are many rules, so each search gets half of the work again.
    if solve.gap > 0 { search.solve.workLimit = search.solve.workLimit.map { max(1, $0 / 2) } }
    var (open, all) = ([Meaning](), 0)
    func recordNone() {
      out.record(
        SolveRecord(
          name: "waiver \(id)", asked: inclusion(of: id).map(\.description) + open.map { "not settled: waived \($0)" },
          status: open.isEmpty ? "infeasible" : "undecided",
          lexicographicValue: nil, measure: (Int128(all - open.count), Int128(all))))
    }
    let rules = search.waivableRules(about: id)
    for level in levels where rules.contains(where: { isAsked(instance.authority(of: $0), at: level) }) {
      switch try search.leastWaiver(
        id, base: base, near: plan.allocation, tries: solve.gap == 0 ? .max : 1,
        among: { isAsked(instance.authority(of: $0), at: level) })
      {
      case .none(let unsettled, let tried):
        open += unsettled
        all += tried
      case .found(let rule, let found):
        if all > 0 { recordNone() }
        let record = level == planner ? "waiver \(id)" : "waiver \(id) (\(level.rawValue))"
        guard let after = try solveChangedLists(found, id, record, &out) else {
          return out.say(.undecided, ["what": .text(whatWaiver)], from: [record])
        }
        let holders = consenting(to: [rule])
        let values = ["rule": sentence(rule), "subjects": subjects(rule), "level": .text(names(of: holders))]
        out.say(
          holders.isEmpty ? .takeWaiver : .takeWaiverAsks, values.merging(ownership([rule])) { $1 },
          from: [record, record + " without it", "confirmed: " + record].filter(out.hasRecord))
        return sayChanges(to: after, "confirmed: " + record, &out, asked: [id], next: false)
      }
    }
    recordNone()
    let settled = all - open.count
    if all > 0, settled == 0 {
      out.say(.undecided, ["what": .text(whatWaiver)], from: ["waiver \(id)"])
    } else if all > 0 {
      out.say(
        settled == all ? .takeNoWaiver : .takeWaiverOpen, ["settled": .count(settled), "all": .count(all)],
        from: ["plan", "waiver \(id)"])
    }
    let law = rules.count { instance.authority(of: $0) == .law }
    if law > 0 { out.say(.lawLeftOut, ["count": .count(law)], depth: all > 0 ? 2 : 1) }
  }
}
