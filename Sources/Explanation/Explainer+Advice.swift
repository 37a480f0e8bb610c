import Formulation
import Model
import Questions

extension Explainer {
  /// 事件预警、资源调度建议: warnings, each with the move that helps at least cost. They are about urgent needs that
  /// are not served, idle money, projects that depend on one person, people whose time is used up, and places without
  /// recent needs. A summary comes first: what lapses by which day, and who can do something about it.
  /// - Parameter threads: The number of matters that are worked out at the same time; the answers do not depend on it.
  /// - Throws: ``SolverFault`` where the solver fails, ``Findings`` where changed lists do not hold together.
  public func advice(threads: Int = 1) throws -> [Answer] {
    let needs = instance.lists.needs.filter { $0.status == .open && $0.urgency >= 5 }
    let matters: [Matter] =
      needs.map { .need($0) } + instance.lists.funds.map { .fund($0) } + serving.map { .volunteer($0) }
      + surveyable.map { .place($0) }
    let worked = try concurrentMap(matters.count, threads: threads) { index in
      var out = builder(matters[index].name)
      var isReplaceable = false
      switch matters[index] {
      case .need(let need): try urgent(need, &out)
      case .fund(let fund): try idle(fund, &out)
      case .volunteer(let id): isReplaceable = try reserve(for: id, &out)
      case .place(let place): surveyed(place, &out)
      }
      return (answer: out.answer, isReplaceable: isReplaceable)
    }
    var ranked = zip(matters, worked).enumerated().compactMap { place, entry in
      entry.1.map { (rank: rank(entry.0), place: place, answer: $0.answer) }
    }
    let full = zip(matters, worked).filter { $1?.isReplaceable == true }.map(\.0.name)
    if !full.isEmpty { ranked.append((rank: 2, place: 0, answer: replaceable(full))) }
    let answers = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.answer).filter {
      !$0.sentences.isEmpty
    }
    if !answers.isEmpty { return [summary(of: answers)].compactMap(\.self) + answers }
    var out = builder("all")
    out.say(.allWell, depth: 0)
    return [out.answer]
  }

  /// The people without time to spare whom others can replace, in one sentence: there is nothing to do about them.
  private func replaceable(_ ids: [String]) -> Answer {
    var out = builder("volunteers")
    out.say(
      .volunteersFull, ["count": .count(ids.count), "people": .items(ids.map { .item($0, "") })], from: ["plan"],
      depth: 0)
    return out.answer
  }

  /// Projects that depend on one person come before people without time to spare.
  private func rank(_ matter: Matter) -> Int {
    switch matter {
    case .need, .fund: 0
    case .volunteer: 1
    case .place: 3
    }
  }

  private var serving: [VolunteerID] { Set(plan.allocation.assignments.map(\.volunteer)).sorted() }

  func builder(_ name: String) -> AnswerBuilder {
    var out = AnswerBuilder(name, style)
    out.record(planRecord)
    return out
  }

  /// A subject of a warning.
  private enum Matter {
    case need(Need), fund(Fund), volunteer(VolunteerID), place(Place)

    var name: String {
      switch self {
      case .need(let need): need.id.text
      case .fund(let fund): fund.id.text
      case .volunteer(let id): id.text
      case .place(let place): place.id.text
      }
    }
  }

  private func urgent(_ need: Need, _ out: inout AnswerBuilder) throws {
    let (done, whole) = (served(need.id), Int128(need.quantity.milli) * 1000)
    guard done < whole else { return }
    let most = min(whole, formulation.mostServed(need.id))
    out.say(
      most > done ? .urgentUnserved : .urgentNoServer,
      ["need": item(need.id), "missing": .missing(whole - done, of: whole, unit: need.unit)], depth: 0)
    guard most > done else { return }
    try price(
      .served(need.id, atLeast: Int64(most)), Bilingual("如果尽量补上", "If it were made up as far as it can"),
      "with \(need.id)", &out)
  }

  /// Villages and communities; the places within them are covered by them.
  private var surveyable: [Place] {
    instance.lists.places.filter { [.village, .community].contains($0.level) }
  }

  private func surveyed(_ place: Place, _ out: inout AnswerBuilder) {
    let needs = instance.lists.needs.filter { instance.lies($0.place, within: place.id) }
    guard !needs.isEmpty else { return out.say(.neverSurveyed, ["place": item(place.id)], depth: 0) }
    // No clock is read: the newest entry of the list defines the present.
    guard let newest = instance.lists.needs.compactMap(\.collectedOn).max(),
      let last = needs.compactMap(\.collectedOn).max(), last.aYearLater < newest
    else { return }
    out.say(.surveyedLongAgo, ["place": item(place.id), "day": .day(last)], depth: 0)
  }

  /// Says which floors cannot be held: those that all projects together cannot serve, then a minimal set of others that
  /// cannot be held together, with the rules in conflict.
  private func sayInfeasibleFloors(_ out: inout AnswerBuilder) throws {
    let (reachable, unreachable) = (
      formulation.floors.filter { $0.required <= formulation.mostServed($0.need) },
      formulation.floors.filter { $0.required > formulation.mostServed($0.need) }
    )
    if !unreachable.isEmpty {
      out.say(.floorsWithoutServers, ["needs": .items(unreachable.map { item($0.need) })], depth: 0)
    }
    let floors = reachable.map { SideConstraint.served($0.need, atLeast: Int64($0.required)) }
    guard !floors.isEmpty, try solve.isPossible(formulation, subjectTo: floors) == false else { return }
    var together = floors
    for floor in floors where together.count > 1 {
      let fewer = together.filter { $0 != floor }
      if try solve.isPossible(formulation, subjectTo: fewer) == false { together = fewer }
    }
    let needs = together.flatMap { constraint in
      if case .served(let need, _) = constraint { [need] } else { [NeedID]() }
    }
    let what =
      needs.count == 1
      ? Bilingual(
        "要保住 \(style.text(item(needs[0]), .zh)) 的底", "To hold the floor of \(style.text(item(needs[0]), .en))")
      : Bilingual(
        "要同时保住 \(style.text(.items(needs.map { item($0) }), .zh)) 的底",
        "To hold the floors of \(style.text(.items(needs.map { item($0) }), .en)) together")
    out.say(.floorsCannotHold, ["needs": .items(needs.map { item($0) })], depth: 0)
    try sayConflict(together, what, "floors", &out)
  }

  /// Answers whether any plan obeys the lists; if none does, it gives a minimal conflict and its repairs.
  /// - Throws: ``SolverFault`` where the solver fails.
  public static func conflicts(
    _ instance: Instance, solve: StagedSolve, cell: @escaping @Sendable (Citation, Language) -> String
  ) throws -> Answer {
    let explainer = Explainer(lists: instance, solve: solve, cell: cell)
    var out = AnswerBuilder("conflicts", explainer.style)
    let spelled = Formulation(instance, ModelVariant(spelledOut: Formulation.scope(ofAll: instance)))
    guard let conflict = try explainer.solve.conflict(spelled) else {
      out.record(SolveRecord(name: "lists", asked: [], status: "optimal", lexicographicValue: nil))
      out.say(.feasible, from: ["lists"], depth: 0)
      try explainer.sayInfeasibleFloors(&out)
      return out.answer
    }
    out.record(
      SolveRecord(
        name: "lists", asked: conflict.decisions.map(\.description),
        status: conflict.isMinimal ? "infeasible" : "feasible",
        lexicographicValue: nil, reused: Reused(conflict.reuse)))
    out.say(.infeasible, from: ["lists"], depth: 0)
    explainer.say(conflict, isAsListed: true, "lists", &out)
    try explainer.sayRepairs(spelled, [], conflict, "lists", &out)
    return out.answer
  }
}
