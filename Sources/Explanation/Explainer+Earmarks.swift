import Formulation
import IntegerProgram
import Model

/// Many earmarks in one sentence: a conflict may name one for every fund of a township.
extension Explainer {
  /// Says in one sentence what keeps many funds from one project, or one fund from many projects; all of them stand in its
  /// values.
  /// - Returns: The decisions that it has told.
  func sayEarmarks(_ conflict: Conflict, _ record: String, _ out: inout AnswerBuilder) -> Set<Meaning> {
    let earmarks = conflict.decisions.filter { earmarkRules.contains($0.rule) && $0.subjects.count == 2 }
    var told: Set<Meaning> = []
    // By the project that is paid for, or by the fund that pays.
    for shared in [1, 0] {
      let groups = Dictionary(grouping: earmarks.filter { !told.contains($0) }) { $0.subjects[shared] }
      for (name, group) in groups.sorted(by: { $0.key < $1.key }) where group.count > 3 {
        told.formUnion(group)
        out.say(
          shared == 1 ? .earmarksOfProject : .earmarksOfFund,
          [
            "one": item(named: name), "count": .count(group.count),
            "reasons": .text(reasons(group, naming: 1 - shared)),
            "others": .items(group.map { item(named: $0.subjects[1 - shared]) }),
            "rules": .items(group.map { .text(Bilingual($0.description, $0.description)) }),
            "cells": .items(group.map { cells(instance.cells(of: $0)) }),
          ], from: [record], depth: 2)
      }
    }
    return told
  }

  /// Each under the reason that most of them share, so that there are few.
  private func reasons(_ decisions: [Meaning], naming subject: Int) -> Bilingual {
    var open = decisions
    var parts: [Bilingual] = []
    while !open.isEmpty {
      var shut: [String: [Meaning]] = [:]
      for decision in open {
        for word in Set(instance.cells(of: decision).filter { $0.list == "funds" }.map { earmarkWord($0.field).en }) {
          shut[word, default: []].append(decision)
        }
      }
      // Every earmark is some column of the fund's.
      guard let (word, some) = shut.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else { break }
      let names = some.map { $0.subjects[subject] }
      let zh = earmarkWords.first { $0.value.en == word }?.value.zh ?? word
      parts.append(
        Bilingual(
          "\(zh)不符的 \(some.count) \(subject == 0 ? "笔" : "个")（\(names.joined(separator: "、"))）",
          "\(some.count) for \(word) (\(names.joined(separator: ", ")))"))
      open.removeAll { some.contains($0) }
    }
    return Bilingual(
      parts.map(\.zh).joined(separator: "，"), parts.map(\.en).joined(separator: ", "))
  }
}

private let earmarkRules: Set = ["eligibility", "fund-period", "no-double-funding"]

private func earmarkWord(_ field: String) -> Bilingual { earmarkWords[field] ?? Bilingual("用途", "their purpose") }

/// What a column of the list of funds restricts, as it is spoken of.
private let earmarkWords: [String: Bilingual] = [
  "categories": Bilingual("用途", "their purpose"), "excluded_categories": Bilingual("用途", "their purpose"),
  "places": Bilingual("地点", "their places"), "groups": Bilingual("人群", "whom they are for"),
  "tiers": Bilingual("层次", "the tier of need"), "cost_types": Bilingual("支出", "the kind of cost"),
  "excluded_cost_types": Bilingual("支出", "the kind of cost"), "projects": Bilingual("指定项目", "the projects they name"),
  "to": Bilingual("使用期限", "their period"),
  "excludes_government_funded": Bilingual("“不重复资助”", "paying for nothing twice"),
]
