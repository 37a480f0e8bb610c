import Formulation
import IntegerProgram
import Model
import Questions

/// A supposition: changes of lists and rules, and side constraints.
public struct Supposition: Sendable, Hashable {
  /// The changes of lists and rules.
  public var changes: [Change] = []
  /// What must and must not be done.
  public var constraints: [SideConstraint] = []
  /// Creates a supposition that changes nothing.
  public init() {}
}

extension Explainer {
  /// Answers what would be done under a supposition, compared with the plan.
  /// - Throws: ``SolverFault`` where the solver fails, ``Findings`` where the changed lists do not hold together.
  public func whatIf(_ supposition: Supposition) throws -> Answer {
    var out = AnswerBuilder("what-if", style)
    out.record(planRecord)
    let changed = try formulation.changed(by: supposition.changes)
    let changes = supposition.changes.map(text) + supposition.constraints.map(text)
    let title = Bilingual(changes.map(\.zh).joined(separator: "、"), changes.map(\.en).joined(separator: " and "))
    out.say(.whatIfTitle, ["changes": .text(title)], depth: 0)
    sayOwners(of: supposition.changes, &out)
    let suppositions = supposition.changes.map(\.description) + supposition.constraints.map(\.description)
    switch try end(of: supposition) {
    case .undecided:
      out.record(SolveRecord(name: "what-if", asked: suppositions, status: "undecided", lexicographicValue: nil))
      out.say(.undecided, ["what": .text(Bilingual("结果", "What follows"))], from: ["what-if"])
    case .infeasible:
      out.record(SolveRecord(name: "what-if", asked: suppositions, status: "infeasible", lexicographicValue: nil))
      out.say(.whatIfInfeasible, from: ["what-if"])
      try sayConflict(
        supposition.constraints, under: supposition.changes, Bilingual("要这样做", "To do this"), "what-if", &out)
    case .allocated(let solution) where solution.lexicographicValue.levels.count < stages.count:
      out.say(.undecided, ["what": .text(Bilingual("结果", "What follows"))], from: [])
    case .allocated(let solution):
      let other = changed.allocation(of: solution)
      out.record(SolveRecord("what-if", asked: suppositions, solution))
      sayFloors(solution.lexicographicValue, changed.shortfalls(of: other), Bilingual("这样", "Then"), "what-if", &out)
      sayDifference(solution.lexicographicValue, Bilingual("这样", "Then"), "what-if", &out)
      sayChanges(
        to: other, "what-if", &out, asked: asked(supposition.constraints),
        next: supposition.constraints.allSatisfy(\.isProhibition))
      if Set(other.awards.map(\.project)) == Set(plan.allocation.awards.map(\.project)) {
        out.say(.whatIfSame, from: ["plan", "what-if"])
      }
    }
    return out.answer
  }

  private func text(_ change: Change) -> Bilingual {
    switch change {
    case .money(let id, let more):
      let amount = Value.money(Int128(more.minorUnits.magnitude))
      return Bilingual(
        "资金 \(style.text(item(id), .zh)) \(more < .zero ? "减少" : "增加") \(style.text(amount, .zh))",
        "fund \(style.text(item(id), .en)) had \(style.text(amount, .en)) \(more < .zero ? "less" : "more")")
    case .asset(let id, let more):
      let amount = Value.amount(Int128(more.milli) * 1000, unit: instance.asset(id).unit)
      return Bilingual(
        "物资场地 \(style.text(item(id), .zh)) 增加 \(style.text(amount, .zh))",
        "there were \(style.text(amount, .en)) more of \(style.text(item(id), .en))")
    case .cost(let id, _, _, let less):
      let amount = Value.money(Int128(less.minorUnits))
      return Bilingual(
        "项目 \(style.text(item(id), .zh)) 少花 \(style.text(amount, .zh))",
        "project \(style.text(item(id), .en)) cost \(style.text(amount, .en)) less")
    case .newcomers(let count, let kind, let minutes):
      let time = Value.minutes(Int128(minutes))
      return Bilingual(
        "多来 \(count) 位\(kind.skill.map { "会“\($0)”（\(kind.level) 级）的" } ?? "")志愿者，每位 \(style.text(time, .zh))",
        "\(count) more \(count == 1 ? "volunteer" : "volunteers")\(kind.skill.map { " with ‘\($0)’ (level \(kind.level))" } ?? "") gave \(style.text(time, .en))\(count == 1 ? "" : " each")"
      )
    case .barred(let volunteer, let project):
      return Bilingual(
        "\(volunteer) 不参加 \(style.text(item(project), .zh))",
        "\(volunteer) did not serve \(style.text(item(project), .en))")
    case .blanked(let cell):
      return Bilingual("\(self.cell(cell, .zh))不填", "\(self.cell(cell, .en)) were blank")
    case .waived(let decision):
      return Bilingual(
        "放开“\(style.text(sentence(decision), .zh))”（\(style.text(subjects(decision), .zh))）",
        "this rule were waived: \(style.text(sentence(decision), .en)) (\(style.text(subjects(decision), .en)))")
    }
  }

  private func text(_ constraint: SideConstraint) -> Bilingual {
    func name(_ value: Value, _ language: Language) -> String { style.text(value, language) }
    switch constraint {
    case .carriedOut(let id):
      return Bilingual("一定安排 \(name(item(id), .zh))", "\(name(item(id), .en)) had to be in the plan")
    case .notCarriedOut(let id):
      return isCarriedOut(id)
        ? Bilingual("不安排 \(name(item(id), .zh))", "\(name(item(id), .en)) were not in the plan")
        : Bilingual(
          "不安排 \(name(item(id), .zh))（现在也没有安排）", "\(name(item(id), .en)) were not in the plan (as it is not now)")
    case .paid(let fund, let id):
      return Bilingual(
        "由 \(name(item(fund), .zh)) 支付 \(name(item(id), .zh))",
        "\(name(item(fund), .en)) paid for \(name(item(id), .en))")
    case .unpaid(let fund, let id):
      return Bilingual(
        "\(name(item(fund), .zh)) 不支付 \(name(item(id), .zh))",
        "\(name(item(fund), .en)) did not pay for \(name(item(id), .en))")
    case .served(let id, _): return Bilingual("满足 \(name(item(id), .zh))", "\(name(item(id), .en)) were served")
    case .unserved(let id):
      return Bilingual("不满足 \(name(item(id), .zh))", "\(name(item(id), .en)) were not served")
    case .spent(let id, _): return Bilingual("用掉 \(name(item(id), .zh))", "\(name(item(id), .en)) were spent")
    case .unused(let id): return Bilingual("不用 \(name(item(id), .zh))", "\(name(item(id), .en)) were not used")
    }
  }
}
