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

  /// Says whether the score of another plan is higher, lower or the same, and how certain that is.
  /// - Parameters:
  ///   - tie: What decided between two plans that are exactly as good; nil where that is not said.
  ///   - isChoice: Whether both plans obey the same lists, so that the meeting may choose between them where neither is
  ///     better.
  func sayDifference(
    _ lexicographicValue: LexicographicValue, _ what: Bilingual, _ name: String, depth: Int = 1, tie: Bilingual? = nil,
    isChoice: Bool = false, _ out: inout AnswerBuilder
  ) {
    let (mine, theirs) = (base.last, lexicographicValue.last)
    let gain = theirs.value - mine.value
    // The true difference lies between these.
    let (least, most) = (theirs.value - mine.bound, theirs.bound - mine.value)
    let isExact = mine.isExact && theirs.isExact
    func say(_ message: Message, _ more: [String: Value] = [:]) {
      let values: [String: Value] = [
        "what": .text(what), "before": .objective(mine.value), "after": .objective(theirs.value),
      ]
      out.say(message, values.merging(more) { $1 }, from: ["plan", name], depth: depth)
    }
    func range(_ amount: String, _ value: Int128, _ least: Int128, _ most: Int128) -> [String: Value] {
      let shown = style.shown(value, from: least, to: most)
      return [
        amount: .objective(value), "least": .objective(least), "most": .objective(most), "shown": shown.value,
        "low": shown.least, "high": shown.most,
      ]
    }
    switch gain {
    case 0 where isExact: tie.map { say(.priceZero, ["tie": .text($0)]) } ?? say(.sameAchieved)
    case 0... where isExact:
      let shown = style.shownDifference(theirs.value, mine.value)
      say(.priceGain, ["gain": .objective(gain), "least": .objective(gain), "shown": shown])
    case _ where isExact:
      say(.priceExact, ["price": .objective(-gain), "shown": style.shownDifference(mine.value, theirs.value)])
    // A range that is wider than the difference found says more than that difference.
    case _ where least > 0: say(most - least > gain ? .gainBetween : .priceMore, range("gain", gain, least, most))
    case _ where most < 0:
      say(most - least > -gain ? .priceBetween : .priceWithin, range("price", -gain, -most, -least))
    case 0: say(.priceAlike, ["error": .objective(most - least)])
    default:
      let mayChoose = isChoice && !lexicographicValue.fallsBelow(base)
      say(
        mayChoose ? .priceUnclear : .changeUnclear,
        [
          "price": .objective(Int128(gain.magnitude)), "error": .objective(most - least),
          "shown": style.shownLimit(most - least),
        ])
    }
  }

  /// Says why another plan is not chosen although its score is no lower: needs would get less than is guaranteed.
  func sayFloorsFirst(
    _ lexicographicValue: LexicographicValue, _ shortfalls: [Plan.Shortfall], _ name: String, _ out: inout AnswerBuilder
  ) {
    guard lexicographicValue.fallsBelow(base), lexicographicValue.last.value >= base.last.value else { return }
    let (before, after) = (plan.shortfalls.map(\.need), shortfalls.map(\.need))
    let new = after.filter { !before.contains($0) }
    out.say(.floorsFirst, ["needs": .items((new.isEmpty ? after : new).map { item($0) })], from: ["plan", name])
  }

  /// Says how the payments for projects change, where the question is about the money of one fund. Only projects for which this
  /// fund pays more or less are told.
  func sayPayments(_ constraint: SideConstraint, in other: Allocation, _ name: String, _ out: inout AnswerBuilder) {
    let id: FundID
    switch constraint {
    case .spent(let fund, _), .unused(let fund): id = fund
    default: return
    }
    func more(_ fund: FundID, _ project: ProjectID) -> Int128 {
      func paid(_ allocation: Allocation) -> Int128 {
        allocation.payments.filter { $0.fund == fund && $0.project == project }.reduce(0) {
          $0 + Int128($1.amount.minorUnits)
        }
      }
      return paid(other) - paid(plan.allocation)
    }
    let staying = plan.allocation.awards.map(\.project).filter { project in
      other.awards.contains { $0.project == project }
    }
    let kept = staying.filter { more(id, $0) != 0 }
    let others = instance.lists.funds.map(\.id).filter { $0 != id }
    let told = kept.map { project -> Value in
      let changes = ([id] + others).compactMap { fund -> Value? in
        let more = more(fund, project)
        let words = Bilingual("\(fund) \(more > 0 ? "多付" : "少付")", "\(fund) \(more > 0 ? "more" : "less") by")
        return more == 0 ? nil : .labelled(words, .money(Int128(more.magnitude)))
      }
      let (label, paid) = (self.name(of: item(project)), self.name(of: .items(changes)))
      return .text(Bilingual("\(label.zh)（\(paid.zh)）", "\(label.en) (\(paid.en))"))
    }
    sayPaidBesides(id, in: other, more, name, &out)
    guard !told.isEmpty else { return }
    // Changes that do not concern this fund are many. The sentence says that there are some and does not list them.
    let isWhole = staying.allSatisfy { project in
      kept.contains(project) || others.allSatisfy { more($0, project) == 0 }
    }
    let isEnough = isPlan(paying: other.payments.filter { kept.contains($0.project) }, for: kept, constraint)
    out.say(
      isEnough ? .paidOtherwiseAlone : isWhole ? .paidOtherwise : .paidOtherwiseToo,
      ["fund": .item(id.text, ""), "projects": isEnough ? .items(told) : examples(of: told), "all": .items(told)],
      from: ["plan", name], depth: 2)
  }

  /// Says what a fund pays for the projects that only one of two plans carries out.
  private func sayPaidBesides(
    _ id: FundID, in other: Allocation, _ more: (FundID, ProjectID) -> Int128, _ name: String,
    _ out: inout AnswerBuilder
  ) {
    let (old, new) = (Set(plan.allocation.awards.map(\.project)), Set(other.awards.map(\.project)))
    for (projects, message) in [(new.subtracting(old), Message.paidForNew), (old.subtracting(new), .paidForGone)] {
      let paid = projects.sorted().filter { more(id, $0) != 0 }.map {
        Value.labelled(self.name(of: item($0)), .money(Int128(more(id, $0).magnitude)))
      }
      if !paid.isEmpty {
        out.say(message, ["fund": .item(id.text, ""), "projects": .items(paid)], from: ["plan", name], depth: 2)
      }
    }
  }

  /// Whether the plan obeys the rules and a side constraint with other payments for some projects, and all else as it is.
  private func isPlan(
    paying payments: [Allocation.Payment], for projects: [ProjectID], _ constraint: SideConstraint
  ) -> Bool {
    var changed = plan.allocation
    changed.payments = changed.payments.filter { !projects.contains($0.project) } + payments
    return formulation.solution(changed, subjectTo: [constraint], stages, bounds: base) != nil
  }

  /// Says which projects leave, which come, which are done otherwise, and which of those that come takes most money.
  /// - Parameters:
  ///   - asked: Projects that the question puts in or out; they are no consequences.
  ///   - next: Whether something was taken away, so that it is said who gets the money.
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
      out.say(
        come.count > 1 ? .takesMost : .takesMoney, ["project": item(next), "amount": .money(money(next))], from: [name],
        depth: 2)
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
            "由 " + parts.map(\.zh).joined(separator: "，"), parts.map(\.en).joined(separator: ", "))))
    }
  }

  /// The scale of an award with its unit. A scale in whole things, such as people, is rounded down.
  private func scale(_ award: Allocation.Award, of project: Project) -> String {
    let variant = project.variants.first { $0.id == award.variant }!
    let text = PartText(
      Int128(award.scale.milli) * 1000, of: Int128(variant.scaleMax.milli) * 1000, unit: variant.scaleUnit)
    return text.servedNumber + (variant.scaleUnit.isEmpty ? "" : " " + variant.scaleUnit)
  }

  private func change(_ old: String, _ new: String) -> Bilingual {
    Bilingual("\(old) 改为 \(new)", "from \(old) to \(new)")
  }
}
