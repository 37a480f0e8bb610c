import Model

/// Checks what a plan records against its lists and its allocation (`record`).
///
/// It recomputes title, currency and policy; the decisions of the joint meeting that have a day; the cells that permit each
/// payment; whether all that is served is credited and all that can be drawn is drawn; and the stages' names, exact values
/// and units, and whether their bounds and gaps can be true. Whether a bound is the best that could be proven is the
/// solver's word; no arithmetic on the plan shows it.
/// - Returns: The breaches in the order of the plan; empty where there is none.
public func auditRecord(_ plan: Plan, of instance: Instance) -> [Breach] {
  let ledger = Ledger(plan.allocation, of: instance)
  let staff = Staff(plan.allocation, ledger)
  return head(of: plan, instance) + overrides(of: plan, instance) + ledger.citations(plan) + ledger.uncreditedService()
    + ledger.undrawnBalances(plan, staff)
    + stages(of: plan, ledger, staff)
}

private func record(_ subjects: [String], _ stated: String, _ expected: String) -> Breach {
  Breach(
    "record", subjects, "方案所列“\(subjects.joined(separator: " "))”为“\(stated)”，应为“\(expected)”",
    "the plan says ‘\(stated)’ for \(subjects.joined(separator: " ")), where ‘\(expected)’ follows from its lists")
}

private func head(of plan: Plan, _ instance: Instance) -> [Breach] {
  let lists = instance.lists
  let entries = [
    ("title", plan.title, lists.title), ("currency", plan.currency.code, lists.currency.code),
    ("digits", String(plan.currency.digits), String(lists.currency.digits)),
    ("policy", plan.policy, StageName.utilitarian.rawValue),
  ]
  return entries.compactMap { key, stated, expected in stated == expected ? nil : record([key], stated, expected) }
}

/// Compares the overrides that a plan keeps with those of its lists.
private func overrides(of plan: Plan, _ instance: Instance) -> [Breach] {
  let (stated, expected) = (plan.overrides ?? [], instance.lists.overrides ?? [])
  let (kept, due) = (Set(stated), Set(expected))
  func subjects(_ entry: Plan.Override) -> [String] { ["overrides", entry.project.text] }
  var found = stated.filter { !due.contains($0) }.map { record(subjects($0), "\($0.on) \($0.by)", "") }
  found += expected.filter { !kept.contains($0) }.map { record(subjects($0), "", "\($0.on) \($0.by)") }
  if found.isEmpty, stated != expected || plan.overrides?.isEmpty ?? false {
    found.append(record(["overrides"], String(stated.count), String(expected.count)))
  }
  return found
}

extension Ledger {
  /// Checks the cells cited for each payment: every list of the fund that restricts it, or else its amount.
  func citations(_ plan: Plan) -> [Breach] {
    plan.allocation.payments.compactMap { payment in
      guard instance.fundIndex[payment.fund] != nil, instance.projectIndex[payment.project] != nil else { return nil }
      let fund = instance.fund(payment.fund), hasPlaces = !instance.project(payment.project).places.isEmpty
      let restrictions: [(FundField, Bool)] = [
        (.categories, !fund.categories.isEmpty), (.places, !fund.places.isEmpty && hasPlaces),
        (.groups, !fund.groups.isEmpty), (.tiers, !fund.tiers.isEmpty), (.costTypes, !fund.costTypes.isEmpty),
        (.projects, !fund.projects.isEmpty),
      ]
      let restricting = restrictions.filter(\.1).map(\.0)
      let expected = (restricting.isEmpty ? [.amount] : restricting).map { Citation(.funds($0), of: fund.id.text) }
      if payment.permittedBy == expected { return nil }
      func text(_ cells: [Citation]) -> String {
        cells.map { "\($0.list) \($0.id) \($0.field)" }.joined(separator: "; ")
      }
      return record(
        ["permittedBy", fund.id.text, payment.project.text, payment.costType], text(payment.permittedBy), text(expected)
      )
    }
  }

  /// Finds needs of which more is served than credited.
  func uncreditedService() -> [Breach] {
    let offered = offers()
    return instance.lists.needs.compactMap { need in
      guard need.status == .open else { return nil }
      let expected = min(offered[need.id] ?? 0, Int128(need.quantity.milli) * 1000)
      let credited = (credits[need.id] ?? [:]).values.reduce(0, +)
      guard credited < expected else { return nil }
      func text(_ micro: Int128) -> String { decimalText(micro, digits: 6, trimmed: true) }
      return record(["credits", need.id.text], text(credited), text(expected))
    }
  }

  /// The amount that everything carried out in time could do for each need, in millionths of its unit.
  private func offers() -> [NeedID: Int128] {
    var offers: [NeedID: Int128] = [:]
    for (id, awards) in carriedOut {
      let project = instance.project(id)
      for (variant, scale) in awards {
        guard let start = starts[id]?[variant.id] else { continue }
        let spans = run(of: variant, from: start).map { instance.timeline[$0].span }
        for service in variant.services {
          let duePeriod = instance.need(service.need).due
          guard project.period.overlaps(duePeriod), spans.contains(where: { $0.overlaps(duePeriod) }) else { continue }
          offers[service.need, default: 0] += service.micro(at: scale)
        }
      }
    }
    return offers
  }

  /// Finds beneficiaries who could draw more than they do.
  func undrawnBalances(_ plan: Plan, _ staff: Staff) -> [Breach] {
    let draws = plan.allocation.draws.reduce(into: [BeneficiaryID: Int128]()) {
      $0[$1.beneficiary, default: 0] += Int128($1.minutes)
    }
    let people = instance.lists.beneficiaries
    func drawn(_ holds: (Beneficiary) -> Bool) -> Int128 {
      people.filter(holds).reduce(0) { $0 + (draws[$1.id] ?? 0) }
    }
    let given = staff.all.filter(\.role.isTimeBank).reduce(into: [ProjectID: Int128]()) {
      $0[$1.project.id, default: 0] += Int128($1.minutes)
    }
    return people.compactMap { person in
      let mine = draws[person.id] ?? 0
      let left = (given[person.project] ?? 0) - drawn { $0.project == person.project }
      let balance =
        person.donor.map { donor in Int128(instance.volunteer(donor).balance) - drawn { $0.donor == donor } }
        ?? Int128(person.balance) - mine
      let more = min(left, balance, Int128(person.limit) - mine)
      return more > 0
        ? record(["draws", person.id.text], minutesText(mine), minutesText(mine + more)) : nil
    }
  }
}

private func stages(of plan: Plan, _ ledger: Ledger, _ staff: Staff) -> [Breach] {
  var found: [Breach] = []
  let breadths = ledger.breadths
  let expected = ledger.stageNames(breadths).map(\.rawValue)
  let stated = plan.stages.map(\.name)
  // A stage of the roster is left out where it has nothing to decide.
  let inOrder = ledger.instance.lists.rosterOrder.map(\.stage.rawValue)
  let ofRoster = Array(stated.dropFirst(expected.count))
  if Array(stated.prefix(expected.count)) != expected || ofRoster != inOrder.filter(ofRoster.contains) {
    let all = expected + inOrder.filter(ofRoster.contains)
    found.append(record(["stages"], stated.joined(separator: " "), all.joined(separator: " ")))
  }
  for stage in plan.stages {
    guard let worth = stage.stageName.flatMap({ ledger.worth($0, plan, staff, breadths) }) else {
      if stage.stageName == .utilitarian { found.append(record(["objective"], plan.objective, "value, money, count")) }
      continue
    }
    let value = decimalText(worth.value, digits: worth.digits, trimmed: true)
    if stage.value != value { found.append(record([stage.name, "value"], stage.value, value)) }
    if stage.unit != worth.unit { found.append(record([stage.name, "unit"], stage.unit, worth.unit)) }
    found += bound(of: stage, worth)
  }
  return found
}

/// Checks a stage's bound, gap and limit: the bound lies on the right side of the value, and the gap follows from both.
private func bound(of stage: Plan.Stage, _ worth: StageWorth) -> [Breach] {
  guard let bound = whole(stage.bound, digits: worth.digits) else {
    return [record([stage.name, "bound"], stage.bound, decimalText(worth.value, digits: worth.digits, trimmed: true))]
  }
  if worth.isMaximised ? bound < worth.value : bound > worth.value {
    let value = decimalText(worth.value, digits: worth.digits, trimmed: true)
    return [record([stage.name, "bound"], stage.bound, (worth.isMaximised ? "≥ " : "≤ ") + value)]
  }
  // The gap is written in units of 10⁻⁹, rounded up.
  let distance = Double((bound - worth.value).magnitude) / max(1, Double(worth.value.magnitude))
  let gap = (distance * 1e9).rounded(.up) / 1e9
  if stage.gap != gap { return [record([stage.name, "gap"], "\(stage.gap)", "\(gap)")] }
  let limits = ["work", "time", "memory", "interruption"]
  if let limit = stage.limit, !limits.contains(limit) {
    return [record([stage.name, "limit"], limit, limits.joined(separator: ", "))]
  }
  return []
}

/// Parses decimal text as a whole number of 10^-`digits`: `12.5` with 3 digits is 12500; nil where allot would write it
/// differently.
private func whole(_ text: String, digits: Int) -> Int128? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let fraction = parts.count == 2 ? String(parts[1]) : ""
  guard (1...2).contains(parts.count), fraction.count <= digits, text.count < 39,
    let value = Int128(parts[0] + fraction + String(repeating: "0", count: digits - fraction.count)),
    decimalText(value, digits: digits, trimmed: true) == text
  else { return nil }
  return value
}
