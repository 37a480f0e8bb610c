import Formulation
import IntegerProgram
import Model
import Questions

/// Why money is idle: first what it may pay for and what became of that, then the most that the rules let it pay.
extension Explainer {
  /// Says why money is idle. The cause comes before anything that could be waived: nothing that it may pay for is
  /// declared; everything that it may pay for is paid for; or projects that it may pay for are not carried out.
  /// - Complexity: A solve for each of a few projects that are not carried out, with its conflict where it is
  ///   impossible; then one for the most that the fund can pay, and one for the price of that or for its conflict.
  func sayIdle(_ id: FundID, _ out: inout AnswerBuilder) throws {
    let fund = instance.fund(id)
    if fund.reserve > .zero { out.say(.fundReserve, ["reserve": .money(Int128(fund.reserve.minorUnits))]) }
    guard fund.available > .zero else { return out.say(.fundEmpty) }
    let used = used(id), available = Int128(fund.available.minorUnits)
    guard available > used else { return out.say(.fundSpent) }
    guard !formulation.payees(of: id).isEmpty else { return sayExclusions(id, &out) }
    guard !sayPaidFor(id, used, &out) else { return }
    try sayOutside(formulation.payees(of: id).filter { !isCarriedOut($0) }, &out)
    sayLimits(of: id, &out)
    try sayMost(id, used, available, &out)
  }

  /// Says that a fund may pay no cost of the lists, and which of its columns exclude them.
  private func sayExclusions(_ id: FundID, _ out: inout AnswerBuilder) {
    out.say(.fundUseless)
    let columns = formulation.exclusions(by: id).map { column in
      let citation = Citation(.funds(column.field), of: id.text)
      return Value.labelled(Bilingual(cell(citation, .zh), cell(citation, .en)), .count(column.costs))
    }
    guard !columns.isEmpty else { return }
    out.say(.fundExcludes, ["all": .count(formulation.numberOfCosts), "columns": .items(columns)])
  }

  /// Says what became of the costs that a fund may pay.
  /// - Returns: Whether this is the whole cause: all of them are paid, and by this fund alone.
  private func sayPaidFor(_ id: FundID, _ used: Int128, _ out: inout AnswerBuilder) -> Bool {
    let payees = formulation.payees(of: id)
    let awards = plan.allocation.awards.filter { payees.contains($0.project) }
    guard !awards.isEmpty else {
      out.say(.fundNoneCarriedOut, ["all": .count(payees.count), "projects": examples(of: payees.map(item))])
      return false
    }
    let payable = awards.map { formulation.payable(by: id, $0) }
    let sum = payable.reduce(0, +)
    let larger = zip(awards, payable).compactMap { award, now -> Value? in
      let most = formulation.mostPayable(by: id, award.project)
      return most > now ? .labelled(name(of: item(award.project)), .money(most - now)) : nil
    }
    let isWhole = awards.count == payees.count
    out.say(
      isWhole ? .fundAllPaid : .fundPaidFor,
      [
        "all": .count(payees.count), "count": .count(awards.count),
        "projects": examples(of: awards.map { item($0.project) }), "payable": .money(sum), "mine": .money(used),
        "others": .money(sum - used),
      ])
    if !larger.isEmpty { out.say(.fundLarger, ["projects": .items(larger)]) }
    guard isWhole, larger.isEmpty, sum == used else { return false }
    out.say(.fundNothingLeft)
    return true
  }

  func name(of value: Value) -> Bilingual { Bilingual(style.text(value, .zh), style.text(value, .en)) }

  /// Says of projects that are not carried out why not, in a line each. Of more than a few, those that could achieve
  /// most are explained and the others named.
  private func sayOutside(_ projects: [ProjectID], _ out: inout AnswerBuilder) throws {
    let told = mostPromising(projects, atMost: solve.gap == 0 ? 8 : 4)
    try out.sayTogether(
      told.map { project in
        { out in
          out.say(
            .fundOutside, ["project": item(project), "reason": .text(try reasonOutside(project, &out))],
            from: ["with \(project)"])
        }
      })
    let others = projects.filter { !told.contains($0) }
    if !others.isEmpty { out.say(.placeOutOthers, ["projects": items(others)]) }
  }

  /// The kind of reason for which a project is not carried out: the rules that forbid it, the floors that would fall,
  /// or that other projects come before it.
  private func reasonOutside(_ id: ProjectID, _ out: inout AnswerBuilder) throws -> Bilingual {
    switch try best(under: .carriedOut(id), named: "with \(id)", &out) {
    case .undecided: return Bilingual("这次没有得出结论", "not found out this time")
    case .impossible: return try rulesForbidding(id)
    case .plan(let solution, let other):
      if solution.lexicographicValue.fallsBelow(base) {
        let before = Set(plan.shortfalls.map(\.need)), after = formulation.shortfalls(of: other).map(\.need)
        let new = after.filter { !before.contains($0) }
        let needs = name(of: .items((new.isEmpty ? after : new).map { item($0) }))
        return Bilingual(
          "安排它，\(needs.zh) 保不住底，保底在先", "with it, \(needs.en) would get less than is guaranteed, and that comes first")
      }
      if servesNothing(id) != nil { return Bilingual("安排它不满足任何需求", "it serves no need") }
      return reasonBehind(solution.lexicographicValue.last)
    }
  }

  /// How much lower the score is with a project, or that plans with it and without it are about the same.
  private func reasonBehind(_ theirs: LexicographicValue.Level) -> Bilingual {
    let mine = base.last, price = mine.value - theirs.value
    let (least, most) = (mine.value - theirs.bound, mine.bound - theirs.value)
    let (zh, en) = (style.achieved.zh, style.achieved.en)
    if mine.isExact, theirs.isExact {
      let shown = name(of: style.shownDifference(mine.value, theirs.value))
      return price <= 0
        ? Bilingual("安排它，\(zh)一样，可由会议选定", "with it, \(en) is the same, so the meeting may choose")
        : Bilingual("安排它，\(zh)少 \(shown.zh)", "with it, \(en) is \(shown.en) lower")
    }
    guard least > 0 else {
      return Bilingual(
        "安排它，\(zh)差不多，这次算不出哪个更高，可由会议选定",
        "with it, \(en) is about the same; which is higher was not found out, so the meeting may choose")
    }
    let shown = style.shown(price, from: least, to: most)
    let (about, low, high) = (name(of: shown.value), name(of: shown.least), name(of: shown.most))
    return Bilingual(
      "安排它，\(zh)约少 \(about.zh)（在 \(low.zh) 至 \(high.zh) 之间）",
      "with it, \(en) is about \(about.en) lower (between \(low.en) and \(high.en))")
  }

  /// The rule that forbids a project, with what it is about; several together are only counted, since they are told where the
  /// project is asked about.
  private func rulesForbidding(_ id: ProjectID) throws -> Bilingual {
    let constraints = [SideConstraint.carriedOut(id)]
    let spelled = try Formulation.spelledOut(instance, under: [], constraints)
    let decisions = try solve.conflict(spelled, subjectTo: constraints)?.decisions ?? []
    var rules: [String] = []
    for decision in decisions where !rules.contains(decision.rule) { rules.append(decision.rule) }
    guard !rules.isEmpty else { return Bilingual("规定不允许", "the rules forbid it") }
    if decisions.contains(Meaning(RuleName.pins.rawValue, [id.text])),
      instance.lists.pins.contains(where: { $0.kind == .mustNot && $0.project == id && $0.fund == nil })
    {
      return Bilingual("规定不允许——联席会议已决定不办", "the rules forbid it: the joint meeting decided against it")
    }
    guard rules.count == 1 else {
      return Bilingual(
        "按现有规定办不成，不止一条规定的缘故（共 \(rules.count) 种，单独问它就逐条说明）",
        "the rules as they stand forbid it, for more than one reason (\(rules.count) kinds; ask about it to see each)")
    }
    var subjects: [String] = []
    for subject in decisions.flatMap(shownSubjects) where !subjects.contains(subject) && subject != id.text {
      subjects.append(subject)
    }
    let (said, about) = (name(of: sentence(decisions[0])), name(of: examples(of: subjects.map(item(named:)))))
    return subjects.isEmpty
      ? Bilingual("规定不允许——\(said.zh)", "the rules forbid it: \(said.en)")
      : Bilingual("规定不允许——\(said.zh)（\(about.zh)）", "the rules forbid it: \(said.en) (\(about.en))")
  }

  /// Says which rules about the fund itself, besides its amount, are at their limit.
  private func sayLimits(of id: FundID, _ out: inout AnswerBuilder) {
    let decisions = formulation.binding(plan.allocation, about: formulation.payees(of: id))
    sayBinding(decisions.filter { $0.rule != FundCap.name && $0.subjects.contains(id.text) }, &out)
  }

  /// Says the most that a fund can pay, and either what forbids more or what paying so much would cost.
  private func sayMost(_ id: FundID, _ used: Int128, _ available: Int128, _ out: inout AnswerBuilder) throws {
    let undecided = Bilingual("最多能付多少", "The most that it can pay")
    guard let most = try solve.most(id, formulation) else { return out.say(.undecided, ["what": .text(undecided)]) }
    let record = "most \(id)"
    out.record(
      SolveRecord(
        name: record, asked: ["max spent(\(id))"], status: most.value == most.bound ? "optimal" : "feasible",
        lexicographicValue: nil, measure: (most.value, most.bound), reused: Reused(most.reuse)))
    if most.bound <= used {
      // Within a gap, the plan itself may pay more than the plan that the search found; it pays the most that there is.
      out.say(.fundIdleForced, ["most": .money(used)], from: ["plan", record])
      try sayForbidden(used, id, "more of \(id)", &out)
    } else {
      guard most.value > used else { return out.say(.undecided, ["what": .text(undecided)], from: [record]) }
      let (enough, name) = (SideConstraint.spent(id, Money(Int64(most.value))), "spend \(id)")
      // The best plan that pays so much may pay more, and is then the best that pays what it pays.
      var reached = most.value
      if case .plan(_, let other) = try best(under: enough, named: name, &out) {
        reached = max(reached, other.spent(by: id))
      }
      out.say(
        reached == most.bound ? .fundIdleChosen : .fundIdleOpen,
        ["most": .money(reached), "more": .money(reached - used)], from: [record, name])
      try price(enough, Bilingual("如果一定要用到这么多", "If so much of it had to be spent"), name, &out)
      guard most.bound < available else { return }
      // A conflict that exists only because decisions are whole is too long to say.
      let more = SideConstraint.spent(id, Money(Int64(most.bound + step(above: most.bound, id))))
      guard try solve.isRefuted(formulation, subjectTo: [more]) else {
        if reached == most.bound { out.say(.fundNoMoreWhole, from: [record]) }
        return
      }
      try sayForbidden(most.bound, id, "more than can be spent of \(id)", &out)
    }
  }

  /// How much more than an amount a fund is supposed to pay: a thousandth of the fund, which doubles tell from nothing, or
  /// all that is left.
  private func step(above most: Int128, _ id: FundID) -> Int128 {
    let available = Int128(instance.fund(id).available.minorUnits)
    return min(available - most, max(1, available / 1000))
  }

  /// Says which rules forbid that a fund pays a step more than an amount. The sentence says how much more, so that an
  /// amount that is the least for it can be told. The fund's own
  /// earmarks are taken for granted, since what it may pay for was said. Those of other funds on the projects that it may
  /// pay for are many, and are named only where no other rule is in the way, or only law.
  private func sayForbidden(_ most: Int128, _ id: FundID, _ name: String, _ out: inout AnswerBuilder) throws {
    let step = step(above: most, id)
    let constraints = [SideConstraint.spent(id, Money(Int64(most + step)))]
    var spelled = try Formulation.spelledOut(instance, under: [], constraints, granting: id)
    var conflict = try solve.conflict(spelled, subjectTo: constraints)
    if conflict?.decisions.allSatisfy({ (instance.authority(of: $0) ?? .law) == .law }) == true {
      let payees = formulation.payees(of: id)
      spelled = try Formulation.spelledOut(instance, under: [], constraints, and: payees, granting: id)
      conflict = try solve.conflict(spelled, subjectTo: constraints)
    }
    let (more, paid) = (self.name(of: .money(step)), self.name(of: .money(most)))
    let through = waysToPayMore(id).map { projects in
      let names = self.name(of: .items(projects.map(item)))
      return projects.count == 1
        ? Bilingual("，就得另办 \(names.zh)", ", which takes \(names.en)")
        : Bilingual("，就得另办 \(names.zh) 中的至少一个", ", which takes at least one of \(names.en)")
    }
    try say(
      conflict, of: constraints, in: spelled,
      Bilingual(
        "要付得比 \(paid.zh) 多\(through?.zh ?? "")（按多付 \(more.zh) 试算）",
        "To pay more than \(paid.en)\(through?.en ?? "") (worked out for \(more.en) more)"),
      name, contradiction: .fundNoMore, &out)
  }

  /// The projects of which a fund must pay one to pay more, as it pays all that it may of those that are carried out; nil where
  /// it could pay more of these, too, or where they are many.
  private func waysToPayMore(_ id: FundID) -> [ProjectID]? {
    let payees = formulation.payees(of: id)
    let awards = plan.allocation.awards.filter { payees.contains($0.project) }
    let isAllPaid = awards.allSatisfy { formulation.payable(by: id, $0) >= formulation.mostPayable(by: id, $0.project) }
    let others = payees.filter { !isCarriedOut($0) }
    guard isAllPaid, awards.reduce(0, { $0 + formulation.payable(by: id, $1) }) == used(id),
      (1...3).contains(others.count)
    else { return nil }
    return others
  }
}
