import IntegerProgram
import Model

/// A single change of the lists or the rules that a meeting could decide.
public enum Change: Sendable, Hashable, CustomStringConvertible {
  /// Increases the amount of a fund.
  case money(FundID, Money)
  /// Increases the quantity of an asset and, for a venue, its capacity in each slot.
  case asset(AssetID, Quantity)
  /// Reduces the fixed cost of one cost line of a variant; `line` is its position in the variant.
  case cost(ProjectID, VariantID, line: Int, Money)
  /// Waives a rule for its subjects.
  case waived(Meaning)
  /// Adds volunteers of one kind, each of whom offers the given minutes in each period.
  case newcomers(Int, Newcomer, minutes: Int64)
  /// Excludes a volunteer from a project.
  case barred(VolunteerID, ProjectID)
  /// Empties a cell of a fund that restricts it, as if nobody had filled it in.
  case blanked(Citation)

  /// Whether the change waives a rule instead of changing the lists.
  public var isWaiver: Bool { if case .waived = self { true } else { false } }

  /// The change in the notation of the program, such as `amount(F03) + 5000000`; money is in minor units.
  public var description: String {
    switch self {
    case .money(let id, let more): "amount(\(id)) + \(more.minorUnits)"
    case .asset(let id, let more): "quantity(\(id)) + \(more.milli)"
    case .cost(let id, let variant, let line, let less): "cost(\(id),\(variant),\(line)) - \(less.minorUnits)"
    case .waived(let decision): "waived \(decision)"
    case .barred(let volunteer, let project): "kept \(volunteer) from \(project)"
    case .blanked(let cell): "blanked \(cell.list)(\(cell.id)).\(cell.field)"
    case .newcomers(let count, let kind, let minutes):
      "volunteers + \(count)(\(kind.skill.map { "\($0) \(kind.level)" } ?? "any")) * \(minutes) minutes"
    }
  }
}

/// A hypothetical volunteer: vetted, available in every slot, without a home or travel limit, willing to do any
/// project.
public struct Newcomer: Sendable, Hashable {
  /// The skill that the volunteer has; nil for none.
  public var skill: String?
  /// The level of the skill.
  public var level: Int

  /// Makes a hypothetical volunteer with at most one skill.
  public init(skill: String?, level: Int = 1) {
    self.skill = skill
    self.level = level
  }
}

extension Instance {
  /// Returns the instance with the changes applied; waivers do not change it.
  /// - Throws: ``Findings`` if the changed lists are invalid.
  public func changed(by changes: [Change]) throws(Findings) -> Instance {
    var lists = lists
    for change in changes {
      switch change {
      case .money(let id, let more):
        let f = index(of: id)
        lists.funds[f].amount += more
        // If a fund is released in parts, the additional money is released in the first period.
        if !lists.funds[f].releases.isEmpty, more > .zero {
          let first = timeline[0].id
          if let known = lists.funds[f].releases.firstIndex(where: { $0.period == first }) {
            lists.funds[f].releases[known].amount += more
          } else {
            lists.funds[f].releases.append(Release(period: first, amount: more))
          }
        }
      case .asset(let id, let more):
        let a = index(of: id)
        lists.assets[a].quantity = Quantity(milli: lists.assets[a].quantity.milli + more.milli)
        for slot in lists.assets[a].slots.indices {
          let capacity = lists.assets[a].slots[slot].capacity
          lists.assets[a].slots[slot].capacity = Quantity(milli: capacity.milli + more.milli)
        }
      case .cost(let id, let variant, let line, let less):
        let p = index(of: id)
        let v = lists.projects[p].variants.firstIndex { $0.id == variant }!
        let fixed = lists.projects[p].variants[v].costs[line].fixed
        lists.projects[p].variants[v].costs[line].fixed = fixed - less
      case .newcomers(let count, let kind, let minutes):
        for id in newcomers(count) {
          var volunteer = Volunteer(id: id)
          volunteer.offer.minutes = minutes
          volunteer.offer.isVetted = true
          if let skill = kind.skill { volunteer.offer.skills[skill] = kind.level }
          // Whoever is willing to do any project counts as wishing for it where only those may serve.
          for project in lists.projects
          where project.variants.contains(where: { $0.roles.contains(where: \.isForWishersOnly) }) {
            volunteer.offer.preferences[project.id] = Quantity(milli: 1)
          }
          lists.volunteers.append(volunteer)
        }
      case .barred(let volunteer, let project):
        lists.volunteers[index(of: volunteer)].offer.barredProjects.append(project)
        lists.unpin(volunteer, from: project)
      case .blanked(let cell): lists.funds[index(of: FundID(cell.id))].blank(cell)
      case .waived: continue
      }
    }
    return try Instance(lists)
  }

  /// Ids for new volunteers that no listed volunteer has.
  package func newcomers(_ count: Int) -> [VolunteerID] {
    var mark = "+"
    while lists.volunteers.contains(where: { $0.id.text.hasPrefix(mark) }) { mark += "+" }
    return (0..<count).map { VolunteerID(mark + String($0 + 1)) }
  }
}

extension Formulation {
  /// Returns the formulation of the changed instance with the waived rules removed.
  ///
  /// The roster cache is kept unless a change affects the volunteers.
  /// - Throws: ``Findings`` if the changed lists are invalid.
  public func changed(by changes: [Change]) throws(Findings) -> Formulation {
    var modelVariant = ModelVariant()
    var keepsPeople = true
    for change in changes {
      switch change {
      case .waived(let decision): modelVariant.waived.insert(decision)
      case .newcomers, .barred: keepsPeople = false
      case .money, .asset, .cost, .blanked: continue
      }
    }
    return Formulation(
      try instance.changed(by: changes), modelVariant, rosters: keepsPeople ? rosters : RosterCache())
  }

  /// The values of the parametric change at a point, as changes of the lists.
  package func changes(at point: [Int128]) -> [Change] {
    switch modelVariant.parametricChange {
    case nil: return []
    case .extraMoney(let id):
      let more = columnMap.column(of: .extraMoney(id)).map { point[$0] } ?? 0
      return more > 0 ? [.money(id, Money(Int64(more)))] : []
    case .costCut(let id):
      return columnMap.columns(of: id).compactMap { column in
        guard case .costCut(let line) = columnMap.keys[column], point[column] > 0 else { return nil }
        return .cost(id, line.variant.variant, line: line.number, Money(Int64(point[column])))
      }
    }
  }
}

extension Formulation {
  /// Sets the columns of the parametric change: the spending beyond a fund's amount, or the unpaid part of each cost
  /// line.
  func setParametricChange(_ allocation: Allocation, _ point: inout [Int128]) {
    if case .extraMoney(let id) = modelVariant.parametricChange, let column = columnMap.column(of: .extraMoney(id)) {
      let spent = allocation.spent(by: id)
      point[column] = max(0, spent - Int128(instance.fund(id).available.minorUnits))
    }
    guard case .costCut(let id) = modelVariant.parametricChange,
      let award = allocation.awards.first(where: { $0.project == id })
    else {
      return
    }
    let variant = instance.project(id).variants.first { $0.id == award.variant }!
    let key = VariantKey(project: id, variant: variant.id)
    var unpaid: [String: Int128] = [:]
    for line in variant.costs { unpaid[line.type, default: 0] += line.cost(at: award.scale) }
    for payment in allocation.payments where payment.project == id {
      unpaid[payment.costType, default: 0] -= Int128(payment.amount.minorUnits)
    }
    for (number, line) in variant.costs.enumerated() {
      let lineKey = LineKey(variant: key, number: number, costType: line.type)
      guard let column = columnMap.column(of: .costCut(lineKey)) else { continue }
      point[column] = max(0, min(unpaid[line.type]!, exact.columns[column].upper))
      unpaid[line.type]! -= point[column]
    }
  }

  /// The point of a plan with one more project at its least scale, either unpaid or paid by one fund.
  ///
  /// If the parametric change is extra money for a fund, that fund pays.
  /// - Returns: nil if every variant of the project violates a row.
  package func adding(_ id: ProjectID, to plan: Allocation, paidBy payer: FundID? = nil) -> [Int128]? {
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
