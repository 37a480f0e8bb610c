import Formulation
import Model
import Questions

/// People whom nobody can replace, and people whose time is used up and whom others can replace.
extension Explainer {
  /// Warns of projects that depend on one person, with who could relieve them.
  /// - Returns: Whether the person has no time to spare, but others can do all that they do.
  func reserve(for id: VolunteerID, _ out: inout AnswerBuilder) throws -> Bool {
    let works = plan.allocation.assignments.filter { $0.volunteer == id }
    let without = instance.lists.without(id)
    switch try canStaff(without) {
    case nil: return false
    case false?:
      let alone = try projects(of: works).filter { try canStaff(lists(barring: id, from: $0)) == false }
      let mine = works.filter { alone.isEmpty || alone.contains($0.project) }
      out.say(
        .dependsOnOne,
        ["projects": items(Set(mine.map(\.project))), "volunteer": item(id), "skills": skills(mine)],
        from: ["plan", "without \(id)"], depth: 0)
      try sayPlan(
        of: without, "without \(id)", Bilingual("如果没有这个人", "Without this person"), replaced: nil, &out)
      try sayReplacement(without, mine, "stand-in for \(id)", id, &out)
      return false
    case true?:
      let offered = instance.volunteer(id).offer.minutes * Int64(instance.hasPeriods ? instance.timeline.count : 1)
      let served = works.reduce(Int64(0)) { $0 + $1.minutes }
      return served * 10 >= offered * 9
    }
  }

  /// Says which one more volunteer, with the least time, could replace a person.
  private func sayReplacement(
    _ lists: Lists, _ works: [Allocation.Assignment], _ name: String, _ id: VolunteerID, _ out: inout AnswerBuilder
  ) throws {
    guard let fewer = try? Instance(lists) else { return }
    let most = instance.volunteer(id).offer.minutes
    let (least, isProven) = try solve.leastReplacement(kinds(works), upTo: most, for: plan.allocation.awards, in: fewer)
    func record(_ status: String, _ changes: [Change]) {
      out.record(
        SolveRecord(
          name: name, asked: ["staffed by others than \(id)"] + changes.map(\.description), status: status,
          lexicographicValue: nil,
          measure: least.map { (Int128($0.minutes), isProven ? Int128($0.minutes) : 0) }))
    }
    guard let least else {
      record(isProven ? "infeasible" : "undecided", [])
      return out.say(isProven ? .standInNone : .standInOpen, from: [name])
    }
    record(isProven ? "optimal" : "feasible", [.newcomers(1, least.kind, minutes: least.minutes)])
    // One minute is the least that is tried: the roles then ask for no time at all.
    let isAny = isProven && least.minutes == 1
    out.say(
      isAny ? .standInAny : isProven ? .standIn : .standInEnough,
      [
        "skill": skill(of: least.kind), "level": .count(least.kind.level), "each": .minutes(Int128(least.minutes)),
        "projects": items(Set(works.map(\.project))),
      ], from: [name])
    if !isProven { out.say(.lessUnknown, from: [name], depth: 2) }
  }

  /// Whether the same projects can be carried out with other lists.
  /// - Returns: nil where a limit was reached first.
  private func canStaff(_ lists: Lists) throws -> Bool? {
    guard let instance = try? Instance(lists) else { return nil }
    return try isStillPossible(Formulation(instance))
  }

  /// The projects of some assignments, the one that takes most time first.
  private func projects(of works: [Allocation.Assignment]) -> [ProjectID] {
    let minutes = Dictionary(grouping: works, by: \.project).mapValues { $0.reduce(0) { $0 + $1.minutes } }
    return minutes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// A newcomer for each skill that the roles ask for, at the highest level asked for.
  private func kinds(_ works: [Allocation.Assignment]) -> [Newcomer] {
    newcomers(
      for: works.map { work in
        instance.project(work.project).variants.flatMap(\.roles).first { $0.id == work.role }!
      })
  }

  private func skills(_ works: [Allocation.Assignment]) -> Value {
    let names = kinds(works).compactMap(\.skill)
    return .text(
      names.isEmpty
        ? Bilingual("", "")
        : Bilingual("（" + names.joined(separator: "、") + "）", " (" + names.joined(separator: ", ") + ")"))
  }
}
