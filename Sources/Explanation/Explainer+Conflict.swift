import Formulation
import IntegerProgram
import Model
import Questions

extension Explainer {
  /// Says which rules forbid something, and the fewest of them to waive.
  /// - Parameters:
  ///   - changes: The changes of the lists that are supposed.
  ///   - weighs: Whether to say what each repair achieves, at the cost of a solve or two for each.
  func sayConflict(
    _ constraints: [SideConstraint], under changes: [Change] = [], _ what: Bilingual, _ name: String,
    weighs: Bool = false,
    _ out: inout AnswerBuilder
  ) throws {
    let spelled = try Formulation.spelledOut(instance, under: changes, constraints)
    let conflict = try solve.conflict(spelled, subjectTo: constraints)
    try say(conflict, of: constraints, in: spelled, under: changes, what, name, weighs: weighs, &out)
  }

  /// Says which rules are in conflict with side constraints, and the fewest of them to waive.
  /// - Parameters:
  ///   - conflict: nil where it was not settled.
  ///   - spelled: The program in which it was found.
  ///   - contradiction: The message for a conflict without any rule that could be waived.
  func say(
    _ conflict: Conflict?, of constraints: [SideConstraint], in spelled: Formulation, under changes: [Change] = [],
    _ what: Bilingual, _ name: String, weighs: Bool = false, contradiction: Message = .contradiction,
    _ out: inout AnswerBuilder
  ) throws {
    let record = "conflict: " + name
    let asked = changes.map(\.description) + constraints.map(\.description)
    guard let conflict else {
      out.record(SolveRecord(name: record, asked: asked, status: "undecided", lexicographicValue: nil))
      out.say(.undecided, ["what": .text(what)], from: [record])
      return
    }
    out.record(
      SolveRecord(
        name: record, asked: asked + conflict.decisions.map(\.description),
        status: conflict.isMinimal ? "infeasible" : "feasible", lexicographicValue: nil, reused: Reused(conflict.reuse))
    )
    guard !conflict.decisions.isEmpty else {
      out.say(contradiction, ["what": .text(what)], from: [record])
      return
    }
    out.say(
      conflict.decisions.count == 1 ? .impossibleAlone : .impossible, ["what": .text(what)], from: [record])
    say(conflict, isAsListed: changes.isEmpty, record, &out)
    try sayRepairs(spelled, constraints, under: changes, conflict, name, weighs: weighs, &out)
  }

  /// Says the decisions of a conflict, those that are alike in one line.
  /// - Parameter isAsListed: Whether every earmark of the lists holds; a supposition may lift some.
  func say(_ conflict: Conflict, isAsListed: Bool, _ record: String, _ out: inout AnswerBuilder) {
    let condensed = sayEarmarks(conflict, isAsListed: isAsListed, record, &out)
    // Decisions of one rule that share a subject and cite the same fields are said in one line.
    var groups: [[Meaning]] = []
    // Whether all decisions of a rule that have two subjects share the first, as where the question is about one fund;
    // decisions with one subject, or with three, do not count. If so, lines are grouped by their first subject, else by
    // the subjects after it.
    func sharesFirstSubject(_ rule: String) -> Bool {
      Set(conflict.decisions.filter { $0.rule == rule && $0.subjects.count == 2 }.map { $0.subjects[0] }).count == 1
    }
    func key(_ decision: Meaning) -> [String] {
      let shared =
        sharesFirstSubject(decision.rule) ? Array(decision.subjects.prefix(1)) : Array(decision.subjects.dropFirst())
      let owner = instance.authority(of: decision)?.rawValue ?? ""
      return [decision.rule, owner] + shared + instance.cells(of: decision).map(\.field)
    }
    for decision in conflict.decisions where !condensed.contains(decision) {
      if let index = groups.firstIndex(where: { key($0[0]) == key(decision) && decision.subjects.count > 1 }) {
        groups[index].append(decision)
      } else {
        groups.append([decision])
      }
    }
    for group in groups {
      if group.count > 2 {
        let varying = sharesFirstSubject(group[0].rule) ? 1 : 0
        let subjects = group.map { item(named: $0.subjects[varying]) }
        let names = examples(of: group.map { .text(Bilingual($0.subjects[varying], $0.subjects[varying])) })
        let place = cells(of: group[0], sharedBy: (group[0].subjects[varying], names))
        out.say(
          .ruleLines,
          [
            "rule": sentence(group[0]), "count": .count(group.count), "examples": examples(of: subjects),
            "where": .text(stated(in: place)), "subjects": .items(subjects),
            "rules": .items(group.map { .text(Bilingual($0.description, $0.description)) }),
            "cells": .items(group.map { cells(of: [$0]) }),
          ].merging(ownership(group)) { $1 }, from: [record], depth: 2)
      } else {
        for decision in group {
          out.say(
            .ruleLine,
            [
              "rule": sentence(decision), "subjects": subjects(decision), "cells": cells(of: [decision]),
              "where": .text(place(of: decision)),
            ].merging(ownership([decision])) { $1 },
            from: [record], depth: 2)
          sayPeople(behind: decision, conflict, record, &out)
          sayElectionBars(behind: decision, record, &out)
        }
      }
    }
    sayUnready(conflict, record, &out)
    if !conflict.isMinimal { out.say(.notProvenMinimal, from: [record], depth: 2) }
  }

  /// Where the lists state a rule, as it follows the rule's sentence.
  func place(of decision: Meaning) -> Bilingual { stated(in: name(of: cells(of: [decision]))) }

  /// - Parameter cells: Empty for a rule that no cell states.
  private func stated(in cells: Bilingual) -> Bilingual {
    cells.zh.isEmpty ? cells : Bilingual("，依据是\(cells.zh)", ", as set in \(cells.en)")
  }

  /// Says of projects that others require what they lack themselves, where the conflict names another reason: a conflict
  /// has no more reasons than it needs.
  private func sayUnready(_ conflict: Conflict, _ record: String, _ out: inout AnswerBuilder) {
    for decision in conflict.decisions where decision.rule == RuleName.prerequisites.rawValue {
      let required = instance.project(ProjectID(decision.subjects[1]))
      let isNamed = conflict.decisions.contains {
        $0.rule == RuleName.readiness.rawValue && $0.subjects == [required.id.text]
      }
      let missing: Bilingual
      switch (required.responsible.isEmpty, required.approved) {
      case (true, true): missing = Bilingual("没有负责人", "has no responsible person")
      case (true, false): missing = Bilingual("没有负责人，也没有立项", "has no responsible person and no approval")
      case (false, false): missing = Bilingual("没有立项", "has no approval")
      case (false, true): continue
      }
      if !isNamed {
        out.say(.alsoNotReady, ["project": item(required.id), "missing": .text(missing)], from: [record], depth: 2)
      }
    }
  }

  /// Says which rules are at their limit, in one sentence for each rule.
  func sayBinding(_ decisions: [Meaning], _ out: inout AnswerBuilder) {
    var rules: [String] = []
    for decision in decisions where !rules.contains(decision.rule) { rules.append(decision.rule) }
    for rule in rules {
      let mine = decisions.filter { $0.rule == rule }
      let named = Value.items(mine.map { .text(Bilingual($0.description, $0.description)) })
      let decided = mine.compactMap(decided)
      if decided.count == mine.count {
        out.say(.bindsDecision, ["decisions": .items(decided.map(Value.text)), "rules": named])
        continue
      }
      var subjects: [String] = []
      for subject in mine.flatMap(boundSubjects) where !subjects.contains(subject) { subjects.append(subject) }
      let limits = limits(mine)
      let cells = Set(mine.flatMap(instance.cells))
      // More than a few cells say less to a reader than the rule; the sentence's values hold them all.
      out.say(
        !limits.isEmpty ? .bindsAt : cells.isEmpty || cells.count > 4 ? .binds : .bindsCells,
        [
          "rule": sentence(mine[0]), "subjects": .items(subjects.map(item(named:))), "limits": .items(limits),
          "cells": self.cells(of: mine), "rules": named,
        ])
    }
  }

  /// What the joint meeting decided about a project or a fund's payment for it, in words; nil for every other rule.
  private func decided(_ decision: Meaning) -> Bilingual? {
    guard decision.rule == RuleName.pins.rawValue, decision.subjects.count <= 2,
      let pin = instance.lists.pins.first(where: { pin in
        pin.volunteer == nil
          && [pin.project.text] + (pin.fund.map { [$0.text] } ?? []) == decision.subjects
      })
    else { return nil }
    let project = name(of: item(pin.project))
    let fund = pin.fund.map { name(of: item($0)) }
    return switch (pin.kind, fund) {
    case (.mustNot, nil):
      Bilingual("会议决定不办 \(project.zh)", "the meeting decided that \(project.en) is not carried out")
    case (.mustNot, let fund?):
      Bilingual(
        "会议决定 \(fund.zh) 不为 \(project.zh) 付款", "the meeting decided that \(fund.en) pays nothing for \(project.en)")
    case (_, nil): Bilingual("会议决定 \(project.zh) 必须办", "the meeting decided that \(project.en) is carried out")
    case (_, let fund?):
      Bilingual("会议决定由 \(fund.zh) 为 \(project.zh) 付款", "the meeting decided that \(fund.en) pays for \(project.en)")
    }
  }

  /// What a rule at its limit is about. Of a person's slots, only those count that others want too, so that they say little.
  private func boundSubjects(_ decision: Meaning) -> [String] {
    decision.rule == RuleName.slot.rawValue ? Array(decision.subjects.prefix(1)) : shownSubjects(decision)
  }

  /// The limits that are a single number of a list, each with the id of its item.
  private func limits(_ decisions: [Meaning]) -> [Value] {
    var said: [String] = []
    return decisions.compactMap { decision in
      guard let (id, limit) = limit(decision), !said.contains(id) else { return nil }
      said.append(id)
      return .labelled(Bilingual(id, id), limit)
    }
  }

  /// The limit of a rule that is a single number of a list, and the id of its item; nil for every other rule.
  private func limit(_ decision: Meaning) -> (of: String, Value)? {
    for id in decision.subjects {
      switch decision.rule {
      case FundCap.name:
        guard let f = instance.fundIndex[FundID(id)] else { continue }
        return (id, .money(Int128(instance.lists.funds[f].available.minorUnits)))
      case ShareCap.name:
        guard let f = instance.fundIndex[FundID(id)], let share = instance.lists.funds[f].shareMax else { continue }
        return (id, .share(share))
      case AssetStock.name:
        guard let a = instance.assetIndex[AssetID(id)] else { continue }
        let asset = instance.lists.assets[a]
        return (id, .amount(Int128(asset.quantity.milli) * 1000, unit: asset.unit))
      case VolunteerMinutes.name:
        guard let v = instance.volunteerIndex[VolunteerID(id)] else { continue }
        return (id, .minutes(Int128(instance.lists.volunteers[v].offer.minutes)))
      default: return nil
      }
    }
    return nil
  }

  func sentence(_ decision: Meaning) -> Value {
    .text(ruleSentence(decision.rule)?.withoutStop ?? Bilingual(decision.rule, decision.rule))
  }

  func subjects(_ decision: Meaning) -> Value { .items(shownSubjects(decision).map(item(named:))) }

  /// The subjects of a decision; a project's only variant is omitted.
  func shownSubjects(_ decision: Meaning) -> [String] {
    let all = decision.subjects
    return all.indices.filter { n in
      n == 0 || !isOnlyVariant(VariantID(all[n]), of: ProjectID(all[n - 1]))
    }.map { all[$0] }
  }

  func isOnlyVariant(_ variant: VariantID, of id: ProjectID) -> Bool {
    instance.projectIndex[id].map { instance.lists.projects[$0].variants.map(\.id) == [variant] } ?? false
  }
}

extension Bilingual {
  /// The sentence without its full stop, for use in another.
  var withoutStop: Bilingual {
    Bilingual(zh.hasSuffix("。") ? String(zh.dropLast()) : zh, en.hasSuffix(".") ? String(en.dropLast()) : en)
  }
}
