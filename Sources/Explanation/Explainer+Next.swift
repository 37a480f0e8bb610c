import Formulation
import IntegerProgram
import Model
import Questions

/// A resource of which there may be more.
public enum Supply: Sendable, Hashable {
  /// The money of a fund.
  case fund(FundID)
  /// One more volunteer with a skill, at the highest level that any role asks for.
  case skill(String)
  /// A stock, or what a venue holds at once.
  case asset(AssetID)

  /// Every resource that a project may lack: the funds, the skills that roles ask for, the goods and venues.
  public static func all(_ instance: Instance) -> [Supply] {
    instance.lists.funds.map { .fund($0.id) } + instance.skillsAsked.map { .skill($0) }
      + instance.lists.assets.map { .asset($0.id) }
  }

  /// The id of the fund or asset, or the skill.
  public var text: String {
    switch self {
    case .fund(let id): id.text
    case .skill(let name): name
    case .asset(let id): id.text
    }
  }
}

extension Instance {
  /// The skills that roles ask for, each once, sorted.
  public var skillsAsked: [String] {
    Set(lists.projects.flatMap { $0.variants.flatMap(\.roles) }.compactMap(\.skill)).sorted()
  }
}

extension Explainer {
  /// Answers what a little more of a resource is worth, solved for several amounts.
  /// - Parameter percents: The amounts in per cent of a fund's available money, of a stock, of what a venue holds, or of
  ///   the time that all volunteers with a skill offer (that roles ask for, where nobody has it); one more volunteer then
  ///   offers that time.
  /// - Throws: ``SolverFault`` where the solver fails, ``Findings`` where the changed lists do not hold together.
  /// - Complexity: One solve of the policy for each amount.
  public func next(_ supply: Supply, percents: [Int]) throws -> Answer {
    var out = AnswerBuilder("next \(supply.text)", style)
    out.record(planRecord)
    guard let steps = steps(supply, percents, &out) else { return out.answer }
    let mine = base.last
    // A plan for one amount is feasible for a larger one.
    var start = plan.allocation
    for (more, change) in steps {
      let changed = try formulation.changed(by: [change])
      let held = base.levels.dropLast().allSatisfy { $0.value == 0 } ? base : nil
      guard
        case .allocated(let solution) = try solve.run(
          changed, stages: changed.decidingStages(objective), holding: held, from: start),
        solution.lexicographicValue.levels.count == stages.count
      else {
        out.say(.undecided, ["what": .text(Bilingual(style.text(more, .zh), style.text(more, .en)))])
        continue
      }
      let name = change.description
      start = changed.allocation(of: solution)
      out.record(SolveRecord(name, asked: [name], solution))
      // More of it may improve the floors, which come before the policy.
      sayFloors(
        solution.lexicographicValue, changed.shortfalls(of: changed.allocation(of: solution)),
        Bilingual("多 \(style.text(more, .zh))", "With \(style.text(more, .en)) more"), name, &out)
      let theirs = solution.lexicographicValue.last
      let gain = theirs.value - mine.value
      let (least, most) = (max(0, theirs.value - mine.bound), theirs.bound - mine.value)
      let isExact = mine.isExact && theirs.isExact
      let shown =
        isExact
        ? (style.shownDifference(theirs.value, mine.value), .objective(least), .objective(most))
        : style.shown(gain, from: least, to: most)
      out.say(
        isExact ? (gain == 0 ? .nextSame : .nextStepExact) : least > 0 ? .nextStep : .nextUnclear,
        [
          "more": more, "after": .objective(theirs.value), "gain": .objective(gain), "least": .objective(least),
          "most": .objective(most), "shown": shown.0, "low": shown.1, "high": shown.2,
        ], from: ["plan", name])
      if gain != 0 { sayChanges(to: start, name, &out, next: false) }
    }
    return out.answer
  }

  /// The amounts and the changes of the lists; nil where more of the resource is of no use, which is then said.
  private func steps(
    _ supply: Supply, _ percents: [Int], _ out: inout AnswerBuilder
  ) -> [(more: Value, change: Change)]? {
    switch supply {
    case .fund(let id):
      out.say(.nextTitle, ["fund": item(id)], depth: 0)
      guard formulation.mayPayAnything(id) else {
        out.say(.nextNothing)
        return nil
      }
      sayConsent(toMore: id, &out)
      return parts(of: instance.fund(id).available.minorUnits, percents).map {
        (.money(Int128($0)), .money(id, Money($0)))
      }
    case .asset(let id):
      let asset = instance.asset(id)
      out.say(.nextAssetTitle, ["asset": item(id)], depth: 0)
      guard isAskedFor(asset) else {
        out.say(.nextUnused)
        return nil
      }
      let has = asset.slots.map(\.capacity.milli).max() ?? asset.quantity.milli
      // A quantity in whole units is increased by whole units.
      let piece: Int64 = has % 1000 == 0 ? 1000 : 1
      let steps = parts(of: has, percents).map { max(1, ($0 + piece - 1) / piece) * piece }
      return Set(steps).sorted().map {
        (.amount(Int128($0) * 1000, unit: asset.unit), .asset(id, Quantity(milli: $0)))
      }
    case .skill(let name):
      let roles = instance.lists.projects.flatMap { $0.variants.flatMap(\.roles) }.filter { $0.skill == name }
      let level = roles.map(\.level).max() ?? 1
      let qualified = instance.lists.volunteers.filter { ($0.offer.skills[name] ?? 0) >= level }
      out.say(
        .nextSkillTitle,
        ["skill": .text(Bilingual(name, name)), "level": .count(level), "count": .count(qualified.count)], depth: 0)
      let offered = qualified.reduce(Int64(0)) { $0 + $1.offer.minutes }
      let asked = roles.reduce(Int64(0)) { $0 + max($1.minutes, 60) }
      return parts(of: offered > 0 ? offered : asked, percents).map {
        (.minutes(Int128($0)), .newcomers(1, Newcomer(skill: name, level: level), minutes: $0))
      }
    }
  }

  /// The amounts in increasing order, each once and at least 1.
  private func parts(of whole: Int64, _ percents: [Int]) -> [Int64] {
    Set(percents.map { max(1, Int64(clamping: Int128(whole) * Int128($0) / 100)) }).sorted()
  }

  private func isAskedFor(_ asset: Asset) -> Bool {
    instance.lists.projects.contains { project in
      project.variants.contains { variant in
        variant.demands.contains { $0.asset == asset.id || $0.asset == nil && $0.type == asset.type }
      }
    }
  }
}
