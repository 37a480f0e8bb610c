import Formulation
import Model

/// Differences between another plan and the plan: projects, how they are done, floors.
extension Explainer {
  /// Says which needs fall below their floor in the other plan, and which no longer do.
  func sayFloors(
    _ lexicographicValue: LexicographicValue, _ shortfalls: [Plan.Shortfall], _ what: Bilingual, _ name: String,
    depth: Int = 1, _ out: inout AnswerBuilder
  ) {
    let (before, after) = (plan.shortfalls.map(\.need), shortfalls.map(\.need))
    func say(_ message: Message, _ needs: [NeedID], besides others: [NeedID]) {
      let new = needs.filter { !others.contains($0) }
      out.say(
        message, ["what": .text(what), "needs": .items((new.isEmpty ? needs : new).map { item($0) })],
        from: ["plan", name], depth: depth)
    }
    let (falling, rising) = (after.filter { !before.contains($0) }, before.filter { !after.contains($0) })
    if lexicographicValue.fallsBelow(base) {
      say(.floorsWorse, after, besides: before)
    } else if !falling.isEmpty {
      say(.floorsShifted, falling, besides: [])
    }
    if base.fallsBelow(lexicographicValue) {
      say(.floorsBetter, before, besides: after)
    } else if !rising.isEmpty {
      say(.floorsBetter, rising, besides: [])
    }
  }

  /// Says which projects leave, which come, which are done otherwise, and which is the runner-up.
  /// - Parameters:
  ///   - asked: Projects that the question puts in or out; they are no consequences.
  ///   - next: Whether something was taken away, so that there is a runner-up for it.
  func sayChanges(
    to other: Allocation, _ name: String, _ out: inout AnswerBuilder, asked: Set<ProjectID> = [], next: Bool = true
  ) {
    let (old, new) = (Set(plan.allocation.awards.map(\.project)), Set(other.awards.map(\.project)))
    let (gone, come) = (old.subtracting(new).subtracting(asked), new.subtracting(old).subtracting(asked))
    if !gone.isEmpty { out.say(.goesOut, ["projects": items(gone)], from: ["plan", name], depth: 2) }
    let message: Message = old.isSubset(of: new) ? .comesInBesides : .comesIn
    if !come.isEmpty { out.say(message, ["projects": items(come)], from: ["plan", name], depth: 2) }
    let altered = alterations(in: other)
    if !altered.isEmpty { out.say(.alters, ["projects": .items(altered)], from: ["plan", name], depth: 2) }
    func money(_ id: ProjectID) -> Int128 {
      other.payments.filter { $0.project == id }.reduce(0) { $0 + Int128($1.amount.minorUnits) }
    }
    if next, let next = come.sorted().max(by: { money($0) < money($1) }) {
      out.say(.runnerUp, ["project": item(next), "amount": .money(money(next))], from: [name], depth: 2)
    } else if gone.isEmpty, altered.isEmpty, !asked.isDisjoint(with: new.subtracting(old)) {
      out.say(.nothingGivenUp, from: ["plan", name], depth: 2)
    } else if next, come.isEmpty, !old.subtracting(new).isEmpty {
      out.say(.nothingInstead, from: ["plan", name], depth: 2)
    }
  }

  /// The projects that both plans carry out, but in another variant, scale or period.
  private func alterations(in other: Allocation) -> [Value] {
    plan.allocation.awards.compactMap { mine in
      guard let theirs = other.awards.first(where: { $0.project == mine.project }) else { return nil }
      var parts: [Bilingual] = []
      let project = instance.project(mine.project)
      func name(_ id: VariantID) -> String {
        project.variants.first { $0.id == id }.map { $0.title.isEmpty ? $0.id.text : $0.title }!
      }
      if mine.variant != theirs.variant { parts.append(change(name(mine.variant), name(theirs.variant))) }
      if mine.scale != theirs.scale {
        let (before, after) = (scale(mine, of: project), scale(theirs, of: project))
        if before != after { parts.append(change(before, after)) }
      }
      if mine.period != theirs.period { parts.append(change(mine.period?.text ?? "", theirs.period?.text ?? "")) }
      if parts.isEmpty { return nil }
      return .labelled(
        Bilingual(style.text(item(mine.project), .zh), style.text(item(mine.project), .en)),
        .text(
          Bilingual(
            "由" + parts.map(\.zh).joined(separator: "，"), parts.map(\.en).joined(separator: ", "))))
    }
  }

  /// The scale of an award with its unit. A scale in whole things, such as people, is rounded down.
  private func scale(_ award: Allocation.Award, of project: Project) -> String {
    let variant = project.variants.first { $0.id == award.variant }!
    let text = PartText(
      Int128(award.scale.milli) * 1000, of: Int128(variant.scaleMax.milli) * 1000, unit: variant.scaleUnit)
    return text.servedNumber + variant.scaleUnit
  }

  private func change(_ old: String, _ new: String) -> Bilingual { Bilingual("\(old)改为\(new)", "\(old) to \(new)") }
}
