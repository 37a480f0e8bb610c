import Formulation
import IntegerProgram
import Model

/// Idle money, and the permission that would achieve most with it.
extension Explainer {
  /// Warns of a fund of which at least a hundredth is idle.
  func idle(_ fund: Fund, _ out: inout AnswerBuilder) throws {
    let idle = Int128(fund.available.minorUnits) - used(fund.id)
    guard idle * 100 >= Int128(fund.available.minorUnits), idle > 0 else { return }
    var values: [String: Value] = ["fund": item(fund.id), "idle": .money(idle)]
    if let day = fund.period.to, !fund.carryOver {
      values["day"] = .day(day)
      out.say(.expiringMoney, values, depth: 0)
    } else {
      out.say(.idleMoney, values, depth: 0)
    }
    try sayIdle(fund.id, &out)
    try sayPermission(fund.id, &out)
  }

  /// Says for which project one more permission for the fund would achieve most: one that the planner may give, or else
  /// one of the nearest level that can be asked.
  /// - Complexity: One solve of the policy for each level that has a permission to give.
  private func sayPermission(_ id: FundID, _ out: inout AnswerBuilder) throws {
    let all = instance.permissions(of: id)
    var last: Message?
    var names: [String] = []
    for level in levels {
      let open = all.filter { isAsked($0.authority(in: instance), at: level) }
      if open.isEmpty { continue }
      names.append(level == planner ? "one permission \(id)" : "one permission \(id) (\(level.rawValue))")
      guard let nothing = try sayPermission(id, open, names.last!, &out) else { return }
      last = last == .permissionUnclear ? last : nothing
    }
    if let last {
      out.say(last, from: ["plan"] + names)
      let law = all.count { $0.authority(in: instance) == .law }
      if law > 0 { out.say(.lawLeftOut, ["count": .count(law)], depth: 2) }
    } else if !all.isEmpty {
      out.say(.permissionLaw)
    }
  }

  /// Says which of some permissions would achieve most; the program chooses among all of them.
  /// - Returns: nil if the answer has said something of a permission; otherwise the message that none achieves more, which the
  ///   caller says if no other level has a better one.
  private func sayPermission(
    _ id: FundID, _ open: [Permission], _ name: String, _ out: inout AnswerBuilder
  ) throws -> Message? {
    let permitted = formulation.permittingOne(of: open)
    let outcome = try solve.run(
      permitted, stages: permitted.decidingStages(objective), holding: base.hasNoShortfall ? base : nil,
      from: plan.allocation)
    let asked = ["one of \(open.map { $0.rules.map(\.description).joined(separator: " + ") }.joined(separator: ", "))"]
    guard case .allocated(let solution) = outcome, solution.lexicographicValue.levels.count == stages.count else {
      out.record(SolveRecord(name: name, asked: asked, status: "undecided", lexicographicValue: nil))
      let what = Bilingual("准许它再为一个项目付款，能多做些什么", "What one more permission for it would do")
      out.say(.undecided, ["what": .text(what)], from: [name])
      return nil
    }
    let lexicographicValue = solution.lexicographicValue
    let best = permitted.permission(in: solution)
    out.record(SolveRecord(name, asked: asked + (best?.rules.map { "given \($0)" } ?? []), solution))
    // As elsewhere, the other plan must hold the plan's floors, whether these are proven or not. It is better where it
    // improves a floor or exceeds the bound of the plan's policy stage.
    let isBetter =
      !lexicographicValue.fallsBelow(base)
      && (base.fallsBelow(lexicographicValue)
        || lexicographicValue.last.value > base.last.bound + stages.last!.slack)
    guard let best, isBetter else {
      let isSettled = base.hasNoShortfall || lexicographicValue.status == "optimal"
      let isNothing = isSettled && lexicographicValue.last.bound - base.last.value <= stages.last!.slack
      return isNothing ? .permissionNone : .permissionUnclear
    }
    let project = instance.project(best.project)
    let (who, what) = permissionWords(project, best)
    let allocation = permitted.allocation(of: solution)
    sayFloors(lexicographicValue, permitted.shortfalls(of: allocation), what, name, &out)
    sayDifference(lexicographicValue, what, name, &out)
    var values = ownership(best.rules)
    values["cells"] = cells(cellsBarring(id, from: project, best))
    values["project"] = item(project.id)
    values["who"] = .text(who)
    out.say(.permissionCells, values, depth: 2)
    sayChanges(to: allocation, name, &out, next: false)
    let more = lexicographicValue.last.bound - lexicographicValue.last.value
    out.say(
      more > 0 ? .permissionBestWithin : .permissionBest,
      [
        "all": .count(open.count), "most": .objective(more), "shown": style.shownLimit(more),
      ],
      from: [name], depth: 2)
    return nil
  }

  /// Whose written consent a permission needs, empty where it is the planner's own, and the start of the sentence about it.
  private func permissionWords(_ project: Project, _ permission: Permission) -> (who: Bilingual, what: Bilingual) {
    let name = name(of: item(project.id)), who = names(of: consenting(to: permission.rules))
    let isOwn = who.zh.isEmpty
    if permission.rules.map(\.rule) == [ShareCap.name] {
      return (
        who,
        Bilingual(
          "如果\(isOwn ? "" : "\(who.zh)书面同意")不限它在 \(name.zh) 费用中的占比\(isOwn ? "" : "（仅作测算，不是建议）")",
          "If its share of \(name.en) were not limited\(isOwn ? "" : ", with the written consent of \(who.en) (a calculation, not advice)")"
        )
      )
    }
    return (
      who,
      isOwn
        ? Bilingual("如果准许它为 \(name.zh) 付款", "If it were allowed to pay for \(name.en)")
        : Bilingual(
          "如果\(who.zh)书面同意它为 \(name.zh) 付款（仅作测算，不是建议）",
          "If it were allowed to pay for \(name.en) with the written consent of \(who.en) (a calculation, not advice)")
    )
  }

  /// The cells that keep a fund from paying for a project, each once.
  private func cellsBarring(_ id: FundID, from project: Project, _ permission: Permission) -> [Citation] {
    let types = Set(project.variants.flatMap { $0.costs.map(\.type) }).sorted()
    var cells = types.flatMap { instance.obstacles(instance.fund(id), project, $0).map(\.cell) }
    if cells.isEmpty { cells = permission.rules.flatMap(instance.cells) }
    var once: [Citation] = []
    for cell in cells where !once.contains(cell) { once.append(cell) }
    return once
  }
}
