import Formulation
import IntegerProgram
import Model
import Questions

/// Answers about volunteers, and about projects that lack people.
extension Explainer {
  private typealias RoleEligibility = (project: ProjectID, role: RoleID, barrier: String?)

  /// Says what a volunteer does and what would be done without them, or why they hold no role.
  func volunteer(_ id: VolunteerID, _ out: inout AnswerBuilder) throws {
    let works = plan.allocation.assignments.filter { $0.volunteer == id }
    sayTitle(id, works, &out)
    guard !works.isEmpty else {
      let roles = formulation.roles(for: id, in: plan.allocation.awards)
      return try roles.isEmpty ? out.say(.volunteerNoRole) : sayUnheldRoles(id, roles, &out)
    }
    for work in works { say(work, &out) }
    sayBinding(formulation.bindingRoster(plan.allocation, about: id.text), &out)
    try sayPlan(
      of: instance.lists.without(id), "without \(id)", Bilingual("如果没有这个人", "Without this person"),
      replaced: .volunteerReplaced, &out)
  }

  /// Says how much time a volunteer offers and how much of it is used.
  func sayTitle(
    _ id: VolunteerID, _ works: [Allocation.Assignment], _ out: inout AnswerBuilder
  ) {
    var title: [String: Value] = [
      "volunteer": item(id), "offered": .minutes(Int128(instance.volunteer(id).offer.minutes)),
      "served": .minutes(works.reduce(0) { $0 + Int128($1.minutes) }),
    ]
    if instance.hasPeriods { title["count"] = .count(instance.timeline.count) }
    out.say(instance.hasPeriods ? .volunteerTitleInPeriods : .volunteerTitle, title, depth: 0)
  }

  /// The lists with a volunteer barred from one project.
  func lists(barring id: VolunteerID, from project: ProjectID) -> Lists {
    var lists = instance.lists
    lists.volunteers[instance.index(of: id)].offer.barredProjects = [project]
    lists.unpin(id, from: project)
    return lists
  }

  /// Says what a volunteer does for a project and what would be done if they did not, or why they do nothing for it.
  func assignments(_ id: VolunteerID, _ project: ProjectID, _ out: inout AnswerBuilder) throws {
    let works = plan.allocation.assignments.filter { $0.volunteer == id && $0.project == project }
    let values = ["volunteer": item(id), "project": item(project)]
    guard !works.isEmpty else {
      out.say(.assignmentsOut, values, depth: 0)
      guard isCarriedOut(project) else { return out.say(.assignmentsNotDone, values) }
      let roles = formulation.roles(for: id, in: plan.allocation.awards.filter { $0.project == project })
      return try roles.isEmpty ? out.say(.assignmentsNoRole, values) : sayUnheldRoles(id, roles, &out)
    }
    out.say(.assignmentsIn, values, depth: 0)
    for work in works { say(work, &out) }
    sayBinding(
      formulation.bindingRoster(plan.allocation, about: id.text).filter { $0.subjects.contains(project.text) }, &out)
    try sayPlan(
      of: lists(barring: id, from: project), "without \(id)>\(project)",
      Bilingual("如果这个人不做这一项", "If this person did not serve there"),
      replaced: .assignmentsReplaced, &out)
  }

  /// Says why a volunteer does not hold some roles: a rule keeps them from it, no roster of the projects carried out
  /// has room for them, or others hold it.
  private func sayUnheldRoles(_ id: VolunteerID, _ roles: [RoleEligibility], _ out: inout AnswerBuilder) throws {
    func names(_ roles: [RoleEligibility]) -> Value {
      .items(roles.map { role in .text(Bilingual("\(role.project)/\(role.role)", "\(role.project)/\(role.role)")) })
    }
    var (spare, instead, full, open): ([RoleEligibility], [RoleEligibility], [RoleEligibility], [RoleEligibility]) = (
      [], [], [], []
    )
    var insertion = RoleInsertion(id, in: plan.allocation, formulation, solve)
    for role in roles where role.barrier == nil {
      switch try insertion.room(on: role.role, of: role.project) {
      case .besides?: spare.append(role)
      case .instead?: instead.append(role)
      case RoleInsertion.Answer.none?: full.append(role)
      case nil: open.append(role)
      }
    }
    if !spare.isEmpty { out.say(.volunteerSpare, ["roles": names(spare)]) }
    if !instead.isEmpty {
      out.record(
        SolveRecord(
          name: "roster with \(id) besides", asked: instead.map { "holds(\(id),\($0.project),\($0.role))" },
          status: "infeasible", lexicographicValue: nil))
      let mine = Set(plan.allocation.assignments.filter { $0.volunteer == id }.map(\.project))
      out.say(
        .volunteerInstead, ["roles": names(instead), "projects": items(mine)], from: ["roster with \(id) besides"])
    }
    if !full.isEmpty {
      out.record(
        SolveRecord(
          name: "roster with \(id)", asked: full.map { "holds(\(id),\($0.project),\($0.role))" }, status: "infeasible",
          lexicographicValue: nil))
      out.say(.volunteerNoRoom, ["roles": names(full)], from: ["roster with \(id)"])
    }
    if !open.isEmpty { out.say(.volunteerOpen, ["roles": names(open)]) }
    for rule in Set(roles.compactMap(\.barrier)).sorted() {
      let barred = roles.filter { $0.barrier == rule }
      if rule == Vetting.name {
        // Personal facts are for those who keep the lists, not for all who read the answer.
        out.say(.volunteerBarredPrivately, ["count": .count(barred.count), "roles": names(barred)])
      } else {
        out.say(
          .volunteerBarred, ["count": .count(barred.count), "rule": sentence(Meaning(rule)), "roles": names(barred)])
      }
    }
  }

  /// Whether the projects carried out obey other lists and can be staffed from them.
  /// - Returns: nil where a limit was reached first.
  func isStillPossible(_ other: Formulation) throws -> Bool? {
    guard other.reached(plan.allocation, other.decidingStages(objective)) != nil else { return false }
    return try solve.canStaff(plan.allocation.awards, other)
  }

  /// Says what would be done with other lists, which lack something: the same projects, where they can still be
  /// staffed; else the plan is solved again from these lists.
  func sayPlan(
    of lists: Lists, _ name: String, _ what: Bilingual, replaced: Message?, from start: Allocation? = nil,
    _ out: inout AnswerBuilder
  ) throws {
    // The lists were consistent, and nothing refers to what was removed.
    guard let instance = try? Instance(lists) else { return }
    let without = Formulation(instance)
    let stages = without.decidingStages(objective)
    func record(_ status: String, _ lexicographicValue: LexicographicValue?, _ reused: Reused = Reused()) {
      out.record(
        SolveRecord(
          name: name, asked: ["lists " + name], status: status, lexicographicValue: lexicographicValue, reused: reused))
    }
    if let replaced, try isStillPossible(without) == true {
      record("optimal", base)
      return out.say(replaced, from: ["plan", name])
    }
    var outcome = try solve.run(without, stages: stages, holding: base, from: start)
    if case .infeasible = outcome, stages.count > 1 { outcome = try solve.run(without, stages: stages) }
    if case .infeasible = outcome {
      let spelled = Formulation(instance, ModelVariant(spelledOut: Formulation.scope(of: [], instance)))
      if let conflict = try solve.conflict(spelled) {
        record("infeasible", nil)
        out.say(conflict.decisions.count == 1 ? .impossibleAlone : .impossible, ["what": .text(what)], from: [name])
        return say(conflict, isAsListed: true, name, &out)
      }
    }
    guard case .allocated(let solution) = outcome, solution.lexicographicValue.levels.count == stages.count else {
      record("undecided", nil)
      return out.say(.undecided, ["what": .text(what)], from: [name])
    }
    let bounded = solution.bounded(by: base)
    record(solution.status, bounded.lexicographicValue, solution.reused)
    sayFloors(bounded.lexicographicValue, without.shortfalls(of: without.allocation(of: solution)), what, name, &out)
    sayDifference(bounded.lexicographicValue, what, name, &out)
    sayChanges(to: without.allocation(of: solution), name, &out)
  }

  func say(_ work: Allocation.Assignment, _ out: inout AnswerBuilder) {
    func when(_ language: Language) -> [String] {
      work.slots.map(instance.slot).map { slot in
        func clock(_ minutes: Int64) -> String { minutesText(Int128(minutes)) }
        return "\(slot.day) \(clock(slot.start))-\(slot.endText(language, clock: clock))"
      }
    }
    out.say(
      .holds,
      [
        "volunteer": item(work.volunteer), "project": item(work.project),
        "role": .text(Bilingual(work.role.text, work.role.text)), "minutes": .minutes(Int128(work.minutes)),
        "when": .text(
          work.slots.isEmpty
            ? Bilingual("", "")
            : Bilingual("：" + when(.zh).joined(separator: "、"), ": " + when(.en).joined(separator: ", "))),
      ])
  }

  /// For each role of a project that too few people can hold, says how many people each rule excludes.
  func sayGaps(_ id: ProjectID, _ out: inout AnswerBuilder) {
    for gap in formulation.unstaffable(id) {
      out.say(
        .roleGap,
        [
          "role": .text(Bilingual(gap.role.text, gap.role.text)), "wanted": .count(gap.wanted),
          "able": .count(gap.qualified),
        ])
      for (rule, count) in gap.excluded {
        out.say(.roleExcluded, ["rule": sentence(Meaning(rule)), "count": .count(count)], depth: 2)
      }
    }
  }

  /// Says the rules about people because of which some projects cannot be staffed together, each once with all its
  /// subjects.
  func sayPeople(behind decision: Meaning, _ conflict: Conflict, _ record: String, _ out: inout AnswerBuilder) {
    let rules = conflict.people[decision] ?? []
    for rule in Set(rules.map(\.rule)).sorted() {
      var about: [String] = []
      for subject in rules.filter({ $0.rule == rule }).flatMap(shownSubjects) where !about.contains(subject) {
        about.append(subject)
      }
      out.say(
        .ruleLine,
        [
          "rule": sentence(Meaning(rule)), "subjects": .items(about.map(item(named:))),
          "cells": .text(Bilingual("", "")), "where": .text(Bilingual("", "")),
        ].merging(ownership(rules.filter { $0.rule == rule })) { $1 },
        from: [record], depth: 3)
    }
  }
}

extension Lists {
  /// The lists without a volunteer; beneficiaries no longer draw on that volunteer's balance.
  func without(_ id: VolunteerID) -> Lists {
    var lists = self
    lists.volunteers.removeAll { $0.id == id }
    for index in lists.beneficiaries.indices where lists.beneficiaries[index].donor == id {
      lists.beneficiaries[index].donor = nil
    }
    lists.unpin(id)
    lists.unpair(id)
    return lists
  }
}
