import Model

/// What an allocation is worth in a stage: a whole number of 10^-digits `unit`s.
///
/// The audit takes only the names of stages and units from the catalogue. It states units, digits and senses itself.
struct StageWorth: Equatable {
  var value: Int128
  var digits: Int
  var unit: String
  var isMaximised: Bool

  init(value: Int128, digits: Int, unit: String, isMaximised: Bool = false) {
    (self.value, self.digits, self.unit, self.isMaximised) = (value, digits, unit, isMaximised)
  }

  init(value: Int128, digits: Int, unit: StageUnit, isMaximised: Bool = false) {
    self.init(value: value, digits: digits, unit: unit.rawValue, isMaximised: isMaximised)
  }
}

extension Ledger {
  /// The stages that a plan of these lists goes through before a roster, in their order.
  /// - Parameter breadths: ``breadths``, which take long to count.
  func stageNames(_ breadths: [FundID: Int]) -> [StageName] {
    (instance.lists.needs.contains { floor(of: $0) > 0 } ? [.floorsWorst, .floorsSum] : [])
      + [.utilitarian] + (instance.lists.wishesDecide ? [.wishes] : [])
      + (instance.lists.projects.contains { $0.rank != nil } ? [.order] : [])
      + (instance.hasPeriods ? [.orderStart] : []) + [.thriftSources] + (hasShares ? [.thriftRounding] : [])
      + (Set(breadths.values).count > 1 ? [.thriftFlexible] : []) + [.thriftExpiry]
  }

  /// Whether some rule gives a share of a project's cost.
  private var hasShares: Bool {
    instance.lists.funds.contains {
      $0.shareMax != nil || $0.trancheMinShare != nil || $0.trancheMaxShare != nil || !$0.matching.isEmpty
    } || instance.lists.projects.contains { $0.places.count > 1 } || instance.lists.pins.contains { $0.share != nil }
  }

  /// Recomputed from the allocation alone; nil for a stage that an allocation does not decide.
  /// - Parameter breadths: ``breadths``, which take long to count.
  /// - Complexity: O(allocation + needs + funds).
  func worth(_ stage: StageName, _ plan: Plan, _ staff: Staff, _ breadths: [FundID: Int]) -> StageWorth? {
    switch stage {
    case .floorsWorst:
      let shares = missing().map { ($0.missing * 1_000_000 + $0.required - 1) / $0.required }
      return StageWorth(value: shares.max() ?? 0, digits: 6, unit: .share)
    case .floorsSum:
      // In 10^-15, or in 10^-24 where floors require more than a thousand units.
      let all = instance.lists.needs.reduce(Int128(0)) { $0 + floor(of: $1) }
      let (digits, whole): (Int, Int128) =
        all <= 1_000_000_000 ? (15, 1_000_000_000_000_000) : (24, 1_000_000_000_000_000_000_000_000)
      let sum = missing().reduce(0) { $0 + $1.missing * max(1, whole / $1.required) }
      return StageWorth(value: sum, digits: digits, unit: .share)
    case .utilitarian: return policyWorth(plan)
    case .wishes: return rosterWorth(.rosterWishes, staff)
    case .order:
      let last = (instance.lists.projects.compactMap(\.rank).max() ?? 0) + 1
      let ranks = carriedOut.map { Int128(instance.project($0.key).rank ?? last) * Int128($0.value.count) }
      return StageWorth(value: ranks.reduce(0, +), digits: 0, unit: .villageRank)
    case .orderStart:
      let periods = starts.values.flatMap(\.values).reduce(0) { $0 + Int128($1) }
      return StageWorth(value: periods, digits: 0, unit: .periods)
    case .thriftSources:
      let count = spending.values.reduce(0) { $0 + $1.values.count { $0 > 0 } }
      return StageWorth(value: Int128(count), digits: 0, unit: .sources)
    case .thriftRounding: return StageWorth(value: overshoots(), digits: 4, unit: .minorUnits)
    case .thriftFlexible:
      let sum = spending.keys.reduce(Int128(0)) { $0 + total(of: $1) * Int128(breadths[$1]!) }
      return StageWorth(value: sum, digits: 0, unit: .projectMinorUnits)
    case .thriftExpiry:
      func last(_ fund: Fund) -> Int { fund.period.to?.number ?? .max }
      let ends = Set(instance.lists.funds.map(last)).sorted()
      let sum = spending.keys.reduce(Int128(0)) { sum, id in
        sum + total(of: id) * Int128(1 + ends.firstIndex(of: last(instance.fund(id)))!)
      }
      return StageWorth(value: sum, digits: 0, unit: .weightedMinorUnits)
    default: return rosterWorth(stage, staff)
    }
  }

  /// By fund: how many projects it may pay for that are neither done nor decided against by the meeting.
  /// - Complexity: O(funds × projects), each with the complexity of ``mayPay(_:for:)``.
  var breadths: [FundID: Int] {
    let against = Set(
      instance.lists.pins.filter { $0.kind == .mustNot && $0.fund == nil && $0.volunteer == nil }.map(\.project))
    let projects = instance.lists.projects.filter { $0.status != .done && !against.contains($0.id) }
    return Dictionary(
      uniqueKeysWithValues: instance.lists.funds.map { fund in
        (fund.id, projects.count { mayPay(fund, for: $0) })
      })
  }

  private func policyWorth(_ plan: Plan) -> StageWorth? {
    switch plan.objective {
    case "count":
      return StageWorth(
        value: carriedOut.values.reduce(0) { $0 + Int128($1.count) }, digits: 0, unit: .projects, isMaximised: true)
    case "money":
      let currency = instance.lists.currency
      return StageWorth(
        value: cost.values.reduce(0, +), digits: currency.digits, unit: currency.code, isMaximised: true)
    case "value":
      // Millionths of a need by thousandths of its value, and by ten-thousandths of its place's weight.
      let formula = instance.lists.weightFormula
      let sum = credits.reduce(Int128(0)) { sum, entry in
        let need = instance.need(entry.key)
        let points = formula.map { Int128(weight(of: need.place, $0, instance).weight.basisPoints) } ?? 1
        // An edited plan may credit anything; what is beyond the need is a breach besides.
        let served = max(0, min(entry.value.values.reduce(0, +), Int128(need.quantity.milli) * 1000))
        return sum + served * Int128(need.value.milli) * Int128(need.urgency) * points
      }
      return StageWorth(value: sum, digits: formula == nil ? 9 : 13, unit: .points, isMaximised: true)
    default: return nil
    }
  }

  /// What is missing of each floor, in millionths of the need's unit.
  private func missing() -> [(missing: Int128, required: Int128)] {
    instance.lists.needs.compactMap { need in
      let required = floor(of: need)
      let credited = (credits[need.id] ?? [:]).values.reduce(0, +)
      // A credit in a changed plan may be negative.
      return required > 0 && required > credited ? (required - credited, required) : nil
    }
  }

  private func rosterWorth(_ stage: StageName, _ staff: Staff) -> StageWorth? {
    func sum(_ of: (Staff.Work) -> Int128) -> Int128 { staff.all.reduce(0) { $0 + of($1) } }
    switch stage {
    case .rosterLeast:
      let given = staff.all.reduce(into: [VolunteerID: Int128]()) {
        $0[$1.volunteer.id, default: 0] += Int128($1.minutes)
      }
      let short = instance.lists.volunteers.map { max(0, Int128($0.offer.leastTotal) - (given[$0.id] ?? 0)) }
      return StageWorth(value: short.reduce(0, +), digits: 0, unit: .minutes)
    case .rosterWishes:
      return StageWorth(
        value: sum { Int128($0.volunteer.offer.preferences[$0.project.id]?.milli ?? 0) }, digits: 3,
        unit: .pointsOfPreference, isMaximised: true)
    case .rosterMinutes: return StageWorth(value: sum { Int128($0.minutes) }, digits: 0, unit: .minutes)
    case .rosterTravel:
      let minutes = sum { work in
        let travelTime = work.volunteer.offer.home.flatMap {
          instance.travel(from: [$0], to: instance.sites(of: work.role, in: work.project))
        }
        return Int128(travelTime ?? 0) * Int128(work.role.slots.isEmpty ? 1 : work.slots.count)
      }
      return StageWorth(value: minutes, digits: 0, unit: .minutesOfTravel)
    case .rosterContinuity:
      return StageWorth(
        value: sum { $0.volunteer.offer.past.contains($0.project.id) ? 1 : 0 }, digits: 0, unit: .assignments,
        isMaximised: true)
    case .rosterLoad:
      let loads = Dictionary(grouping: staff.all, by: \.volunteer.id).values.flatMap { load(of: $0).map(\.minutes) }
      return StageWorth(value: loads.max() ?? 0, digits: 0, unit: .minutes)
    default: return nil
    }
  }
}
