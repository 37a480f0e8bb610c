import IntegerProgram
import Model

/// A change of the lists or of the rules, small enough to be put to a meeting.
public enum Change: Sendable, Hashable, CustomStringConvertible {
  case money(FundID, Money)
  /// More of a stock, or of what a venue holds in each slot.
  case asset(AssetID, Quantity)
  /// Less for one cost line: of the project's variant, by type and position.
  case cost(ProjectID, VariantID, line: Int, Money)
  case waived(Meaning)
  /// So many more volunteers, each with these minutes.
  case newcomers(Int, Newcomer, minutes: Int64)
  /// Somebody does not serve on a project.
  case keptFrom(VolunteerID, ProjectID)

  /// Whether it is a rule that changes, not the lists.
  public var isWaiver: Bool { if case .waived = self { true } else { false } }

  /// In the program's words, such as `amount(F03) + 5000000`.
  public var description: String {
    switch self {
    case .money(let id, let more): "amount(\(id)) + \(more.minorUnits)"
    case .asset(let id, let more): "quantity(\(id)) + \(more.milli)"
    case .cost(let id, let variant, let line, let less): "cost(\(id),\(variant),\(line)) - \(less.minorUnits)"
    case .waived(let decision): "waived \(decision)"
    case .keptFrom(let volunteer, let project): "kept \(volunteer) from \(project)"
    case .newcomers(let count, let kind, let minutes):
      "volunteers + \(count)(\(kind.skill.map { "\($0) \(kind.level)" } ?? "any")) * \(minutes) minutes"
    }
  }
}

/// A volunteer whom the lists do not have: vetted, in every slot, from anywhere, for any kind of project.
public struct Newcomer: Sendable, Hashable {
  /// Nil for somebody without any.
  public var skill: String?
  public var level: Int

  public init(skill: String?, level: Int = 1) {
    self.skill = skill
    self.level = level
  }
}

extension Instance {
  /// The lists as they would be.
  public func changed(by changes: [Change]) throws(Findings) -> Instance {
    var lists = lists
    for change in changes {
      switch change {
      case .money(let id, let more):
        let f = fundIndex[id]!
        lists.funds[f].amount += more
        // Where a fund is released by and by, what it has more is there from the beginning.
        if !lists.funds[f].releases.isEmpty, more > .zero {
          let first = timeline[0].id
          if let known = lists.funds[f].releases.firstIndex(where: { $0.period == first }) {
            lists.funds[f].releases[known].amount += more
          } else {
            lists.funds[f].releases.append(Release(period: first, amount: more))
          }
        }
      case .asset(let id, let more):
        let a = assetIndex[id]!
        lists.assets[a].quantity = Quantity(milli: lists.assets[a].quantity.milli + more.milli)
        for slot in lists.assets[a].slots.indices {
          let capacity = lists.assets[a].slots[slot].capacity
          lists.assets[a].slots[slot].capacity = Quantity(milli: capacity.milli + more.milli)
        }
      case .cost(let id, let variant, let line, let less):
        let p = projectIndex[id]!
        let v = lists.projects[p].variants.firstIndex { $0.id == variant }!
        let fixed = lists.projects[p].variants[v].costs[line].fixed
        lists.projects[p].variants[v].costs[line].fixed = fixed - less
      case .newcomers(let count, let kind, let minutes):
        for id in newcomers(count) {
          var volunteer = Volunteer(id: id)
          volunteer.offer.minutes = minutes
          volunteer.offer.isVetted = true
          if let skill = kind.skill { volunteer.offer.skills[skill] = kind.level }
          lists.volunteers.append(volunteer)
        }
      case .keptFrom(let volunteer, let project):
        lists.volunteers[volunteerIndex[volunteer]!].offer.keptFrom.append(project)
      case .waived: continue
      }
    }
    return try Instance(lists)
  }

  /// Ids that nobody has.
  func newcomers(_ count: Int) -> [VolunteerID] {
    var mark = "+"
    while lists.volunteers.contains(where: { $0.id.text.hasPrefix(mark) }) { mark += "+" }
    return (0..<count).map { VolunteerID(mark + String($0 + 1)) }
  }
}

extension Formulation {
  /// The rules as they would be. Where the people stay, what is known of rosters stays.
  public func changed(by changes: [Change]) throws(Findings) -> Formulation {
    var modelVariant = ModelVariant()
    var keepsPeople = true
    for change in changes {
      switch change {
      case .waived(let decision): modelVariant.waived.insert(decision)
      case .newcomers, .keptFrom: keepsPeople = false
      case .money, .asset, .cost: continue
      }
    }
    return Formulation(
      try instance.changed(by: changes), modelVariant, rosters: keepsPeople ? rosters : RosterCache())
  }

  /// What a point makes of the lever of this formulation.
  func changes(at point: [Int128]) -> [Change] {
    switch modelVariant.parametricChange {
    case nil: return []
    case .extraMoney(let id):
      let more = extra[instance.fundIndex[id]!]?.value(at: point) ?? 0
      return more > 0 ? [.money(id, Money(Int64(more)))] : []
    case .costCut(let id):
      let p = instance.projectIndex[id]!
      return cutColumns.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { place, cut in
        let less = cut.value(at: point)
        return less > 0
          ? .cost(id, projects[p].variants[place[1]].id, line: place[2], Money(Int64(less))) : nil
      }
    }
  }
}

extension Formulation {
  /// Sets what a question makes least to what an allocation leaves unpaid, or spends beyond a fund.
  func setParametricChange(_ allocation: Allocation, _ point: inout [Int128]) {
    for (fund, more) in extra {
      let spent = allocation.payments.filter { $0.fund == funds[fund].id }.reduce(Int128(0)) {
        $0 + Int128($1.amount.minorUnits)
      }
      point[more.terms[0].column] = max(0, spent - Int128(funds[fund].available.minorUnits))
    }
    guard case .costCut(let id) = modelVariant.parametricChange,
      let award = allocation.awards.first(where: { $0.project == id })
    else {
      return
    }
    let p = instance.projectIndex[id]!
    let v = projects[p].variants.firstIndex { $0.id == award.variant }!
    var unpaid: [String: Int128] = [:]
    for line in projects[p].variants[v].costs { unpaid[line.type, default: 0] += line.cost(at: award.scale) }
    for payment in allocation.payments where payment.project == id {
      unpaid[payment.costType, default: 0] -= Int128(payment.amount.minorUnits)
    }
    for (number, line) in projects[p].variants[v].costs.enumerated() {
      guard let column = cutColumns[[p, v, number]]?.terms.first?.column else { continue }
      point[column] = max(0, min(unpaid[line.type]!, exact.columns[column].upper))
      unpaid[line.type]! -= point[column]
    }
  }

  /// A plan with a project besides, at its least scale: for nothing, or paid for by one fund, which is the one that the
  /// question is about if it is about one.
  /// - Returns: nil where that breaks a rule.
  func adding(_ id: ProjectID, to plan: Allocation, paidBy payer: FundID? = nil) -> [Int128]? {
    var payer = payer
    if case .extraMoney(let fund) = modelVariant.parametricChange { payer = fund }
    let project = instance.project(id)
    for variant in project.variants {
      var more = plan
      var award = Allocation.Award(project: id, variant: variant.id, scale: variant.scaleMin)
      if instance.hasPeriods {
        award.period = instance.starts(variant, of: project).first.map { instance.timeline[$0].id }
      }
      more.awards.append(award)
      more.awards.sort { $0.project < $1.project }
      if let payer {
        var costs: [String: Int128] = [:]
        for line in variant.costs { costs[line.type, default: 0] += line.cost(at: variant.scaleMin) }
        more.payments += costs.sorted { $0.key < $1.key }.map {
          .init(fund: payer, project: id, costType: $0.key, amount: Money(Int64($0.value)))
        }
      }
      if let point = point(of: credited(more)) { return point }
    }
    return nil
  }
}
