import Formulation
import IntegerProgram
import Model
import Questions

/// Many earmarks in one sentence; a conflict may have one for every fund of a township.
extension Explainer {
  /// Says in one sentence which earmarks bar many funds from one project, or one fund from many projects; the
  /// sentence's values hold all of them.
  /// A fund that may pay for a few projects is said by these: they explain more than those that it may not pay for.
  /// - Parameter isAsListed: Whether every earmark of the lists holds; a supposition may lift some.
  /// - Returns: The decisions that were said.
  func sayEarmarks(
    _ conflict: Conflict, isAsListed: Bool, _ record: String, _ out: inout AnswerBuilder
  ) -> Set<Meaning> {
    let earmarks = conflict.decisions.filter { earmarkRules.contains($0.rule) && $0.subjects.count == 2 }
    var told: Set<Meaning> = []
    // First by the project paid for, then by the fund that pays.
    for shared in [1, 0] {
      let groups = Dictionary(grouping: earmarks.filter { !told.contains($0) }) { $0.subjects[shared] }
      for (name, group) in groups.sorted(by: { $0.key < $1.key }) where group.count > (shared == 1 ? 3 : 2) {
        told.formUnion(group)
        let payees = shared == 0 && isAsListed ? fewPayees(of: FundID(name), besides: group) : nil
        var values: [String: Value] = [
          "one": item(named: name), "count": .count(group.count),
          "others": .items(group.map { item(named: $0.subjects[1 - shared]) }),
          "rules": .items(group.map { .text(Bilingual($0.description, $0.description)) }),
          "cells": .items(group.map { cells(of: [$0]) }),
        ]
        if let payees {
          values["projects"] = items(payees)
        } else {
          values["reasons"] = .text(reasons(group, naming: 1 - shared))
        }
        out.say(
          payees.map { $0.isEmpty ? .earmarksAllowNothing : .earmarksAllow }
            ?? (shared == 1 ? .earmarksOfProject : .earmarksOfFund),
          values.merging(ownership(group)) { $1 }, from: [record], depth: 2)
      }
    }
    return told
  }

  /// The projects of which a fund may pay some cost by its earmarks, in the order of the lists; nil if they are more than
  /// five, or if it may pay part of a project that an earmark of the group is about.
  private func fewPayees(of id: FundID, besides group: [Meaning]) -> [ProjectID]? {
    let fund = instance.fund(id)
    let payees = instance.lists.projects.filter { project in
      project.variants.contains { variant in
        variant.costs.contains { instance.obstacles(fund, project, $0.type).isEmpty }
      }
    }.map(\.id)
    return payees.count <= 5 && !group.contains { payees.contains(ProjectID($0.subjects[1])) } ? payees : nil
  }

  /// The decisions by reason, each under the reason that most of them share, so that there are few reasons.
  private func reasons(_ decisions: [Meaning], naming subject: Int) -> Bilingual {
    var open = decisions
    var parts: [Bilingual] = []
    while !open.isEmpty {
      var shut: [Bilingual: [Meaning]] = [:]
      for decision in open {
        for word in Set(instance.cells(of: decision).compactMap { $0.column(FundField.self) }.map(earmarkWord)) {
          shut[word, default: []].append(decision)
        }
      }
      // Every earmark cites a column of the list of funds.
      guard let (word, some) = shut.max(by: { ($0.value.count, $1.key.en) < ($1.value.count, $0.key.en) }) else {
        break
      }
      let names = examples(of: some.map { .text(Bilingual($0.subjects[subject], $0.subjects[subject])) })
      let count =
        some.count > 5
        ? Bilingual(" \(some.count) \(subject == 0 ? "笔" : "个")", ", \(some.count) in all") : Bilingual("", "")
      parts.append(
        Bilingual(
          "\(style.text(names, .zh))\(count.zh)（\(word.zh)）", "\(style.text(names, .en))\(count.en) (\(word.en))"))
      open.removeAll { some.contains($0) }
    }
    return Bilingual(parts.map(\.zh).joined(separator: "，"), parts.map(\.en).joined(separator: ", "))
  }

  /// The values, or the first three where there are more than five: texts are read aloud, and the sentence's values
  /// hold the rest.
  func examples(of values: [Value]) -> Value {
    if values.count <= 5 { return .items(values) }
    let first = Value.items(Array(values.prefix(3)))
    return .text(Bilingual(style.text(first, .zh) + "等", style.text(first, .en) + " and others"))
  }
}

private let earmarkRules: Set = ["eligibility", "fund-period", "no-double-funding"]

/// The words for what a column of the list of funds excludes.
private func earmarkWord(_ field: FundField) -> Bilingual {
  switch field {
  case .places: Bilingual("地点不符", "not for this place")
  case .groups: Bilingual("人群不符", "not for these people")
  case .tiers: Bilingual("需求层次不符", "not for this tier of need")
  case .costTypes, .excludedCostTypes: Bilingual("支出类型不符", "not for this kind of cost")
  case .projects: Bilingual("不是指定项目", "not a project that it names")
  case .to: Bilingual("使用期限不符", "not in its period")
  case .excludesGovernmentFunded: Bilingual("不重复资助", "not paid for twice")
  default: Bilingual("用途不符", "not its purpose")
  }
}
