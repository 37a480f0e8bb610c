import Formulation
import IntegerProgram
import Model
import Questions

/// Which of the limits of projects and of money stands in the way, where one rule has both.
extension Explainer {
  /// What to raise so that a repair is enough, with the limits as they are.
  /// - Parameters:
  ///   - decision: An `allotment-limit` of the repair: its kind, and what it is of, if not of all projects.
  ///   - rules: All rules of the repair.
  /// - Complexity: Two searches for any plan where the rule limits both.
  func raiseLimit(_ decision: Meaning, among rules: [Meaning], _ question: RepairQuestion) throws -> Bilingual {
    let subjects = decision.subjects
    let mine = instance.limits(of: subjects)
    func isEnough(_ lift: (inout AllotmentLimit) -> Void) throws -> Bool? {
      var lists = instance.lists
      for n in mine { lift(&lists.limits[n]) }
      // Lists that hold together hold together with one limit less.
      guard let lifted = try? Instance(lists),
        let changed = try? Formulation(lifted).changed(
          by: question.changes + rules.filter { $0 != decision }.map(Change.waived))
      else { return nil }
      return try solve.isPossible(changed, subjectTo: question.constraints)
    }
    let limits = mine.map { instance.lists.limits[$0] }
    let (count, money) = (limits.compactMap(\.mostProjects).min(), limits.compactMap(\.mostMoney).min())
    let whose = subjects.count > 1 ? name(of: item(named: subjects[1])) : Bilingual("全部项目", "all projects")
    let what: Bilingual
    switch (count, money) {
    case (let count?, let money?):
      what = limitWords(
        count, money, isCountEnough: try isEnough { $0.mostProjects = nil },
        isMoneyEnough: try isEnough { $0.mostMoney = nil })
    case (let count?, nil): what = limitOfProjects(count)
    default: what = money.map(limitOfMoney) ?? Bilingual("金额上限", "the limit of money")
    }
    return Bilingual(
      "放宽 \(whose.zh) 的\(what.zh)（测算时不设上限，放宽多少另算）",
      "for \(whose.en), raise \(what.en) (worked out without a limit; how much is another question)")
  }

  /// - Parameters:
  ///   - isCountEnough: Whether it is enough to raise the limit of projects; nil where it was not settled.
  ///   - isMoneyEnough: Likewise for that of money.
  private func limitWords(
    _ count: Int, _ money: Money, isCountEnough: Bool?, isMoneyEnough: Bool?
  ) -> Bilingual {
    let (projects, sum) = (limitOfProjects(count), limitOfMoney(money))
    switch (isCountEnough, isMoneyEnough) {
    case (true, true):
      return Bilingual("\(projects.zh)，或者\(sum.zh)，放宽一个就够", "\(projects.en) or \(sum.en), either of which is enough")
    case (_, true): return sum
    case (true, _): return projects
    case (false, false): return Bilingual("\(projects.zh)和\(sum.zh)，两个都要放宽", "both \(projects.en) and \(sum.en)")
    default:
      return Bilingual(
        "\(projects.zh)、\(sum.zh)，是不是两个都要放宽，这次没有得出结论",
        "\(projects.en) and \(sum.en), whether one of them is enough was not found out this time")
    }
  }

  private func limitOfProjects(_ count: Int) -> Bilingual {
    Bilingual("项目数上限（现为 \(count) 个）", "the limit of projects (now \(count))")
  }

  private func limitOfMoney(_ money: Money) -> Bilingual {
    let now = name(of: .money(Int128(money.minorUnits)))
    return Bilingual("金额上限（现为 \(now.zh)）", "the limit of money (now \(now.en))")
  }
}
