import Audit
import Model

/// Finds the best roster by enumeration, judged by the audit alone.
struct RosterSearch {
  /// What the roster is worth for each aim, in the order of the lists, with signs such that greater is better.
  typealias Score = [Int128]

  let instance: Instance

  /// - Returns: nil if the awards cannot be staffed.
  func best(_ awards: [Allocation.Award]) -> (score: Score, assignments: [Allocation.Assignment])? {
    possible(awards).lazy.filter(\.isLawful).map { ($0.score, $0.assignments) }.first
  }

  /// Every roster.
  func all(_ awards: [Allocation.Award]) -> [[Allocation.Assignment]] {
    possible(awards).filter(\.isLawful).map(\.assignments)
  }

  /// A roster that is audited only when needed.
  private struct Candidate {
    let score: Score
    let assignments: [Allocation.Assignment]
    let judge: ([Allocation.Assignment]) -> Bool
    var isLawful: Bool { judge(assignments) }
  }

  /// Rosters, the best first. Each obeys the rules about single persons.
  private func possible(_ awards: [Allocation.Award]) -> [Candidate] {
    let roles = awards.flatMap { award in
      instance.project(award.project).variants.first { $0.id == award.variant }!.roles.map { (award.project, $0) }
    }
    if roles.isEmpty { return [Candidate(score: [], assignments: []) { _ in true }] }
    let ofOne: Set = [
      "form", "skill", "vetting", "willingness", "travel", "slot", "rest", "volunteer-minutes", "volunteer-projects",
      "one-role", "least-minutes", "whole-shifts", "same-throughout", "wishers-only",
    ]
    let ofAll = ofOne.union(["role-heads", "role-minutes", "mentor", "pinned-person", "together", "apart"])
    let runs = awards.map { award in
      let variant = instance.project(award.project).variants.first { $0.id == award.variant }!
      return (award.project, run(of: award, variant))
    }
    let runOf = Dictionary(uniqueKeysWithValues: runs)
    func breaks(_ rules: Set<String>, _ assignments: [Allocation.Assignment]) -> Bool {
      auditPeople(Allocation(awards: awards, assignments: assignments), of: instance).contains {
        rules.contains($0.rule)
      }
    }
    var rosters: [[Allocation.Assignment]] = [[]]
    for volunteer in instance.lists.volunteers {
      var works: [[Allocation.Assignment]] = [[]]
      for (project, role) in roles {
        let options = options(volunteer, project, role, lasts: runOf[project]!.count).filter { !breaks(ofOne, [$0]) }
        works += works.flatMap { work in options.map { work + [$0] } }
      }
      let possible = works.filter { $0.count < 2 || !breaks(ofOne, $0) }
      rosters = rosters.flatMap { roster in possible.map { roster + $0 } }
    }
    return rosters.map { roster in
      Candidate(score: score(roster, awards), assignments: roster) { !breaks(ofAll, $0) }
    }.sorted { $1.score.lexicographicallyPrecedes($0.score) }
  }

  /// The periods in which an award runs.
  private func run(of award: Allocation.Award, _ variant: Variant) -> Range<Int> {
    let first = award.period.flatMap { instance.periodIndex[$0] } ?? 0
    return instance.hasPeriods ? first..<min(first + variant.lasts, instance.timeline.count) : 0..<1
  }

  private func options(
    _ volunteer: Volunteer, _ project: ProjectID, _ role: Role, lasts: Int
  ) -> [Allocation.Assignment] {
    func assignment(_ slots: [SlotID], _ minutes: Int64) -> Allocation.Assignment {
      .init(volunteer: volunteer.id, project: project, role: role.id, slots: slots, minutes: minutes)
    }
    if role.slots.isEmpty { return (1...max(1, volunteer.offer.minutes * Int64(lasts))).map { assignment([], $0) } }
    return (1..<(1 << role.slots.count)).map { set in
      let slots = role.slots.indices.filter { set & (1 << $0) != 0 }.map { role.slots[$0] }
      return assignment(slots, slots.reduce(0) { $0 + instance.slot($1).minutes })
    }
  }

  func score(_ assignments: [Allocation.Assignment], _ awards: [Allocation.Award]) -> Score {
    let carried = awards.map { award in
      (award, instance.project(award.project).variants.first { $0.id == award.variant }!)
    }
    let roles = carried.flatMap(\.1.roles)
    var inPeriods: [[String]: Int128] = [:]
    var (wishes, minutes, travel, known) = (Int128(0), Int128(0), Int128(0), Int128(0))
    var loads: [VolunteerID: Int128] = [:]
    for item in assignments {
      let offer = instance.volunteer(item.volunteer).offer, project = instance.project(item.project)
      let role = project.variants.flatMap(\.roles).first { $0.id == item.role }!
      wishes += Int128(offer.preferences[item.project]?.milli ?? 0)
      minutes += Int128(item.minutes)
      let sites = role.place.map { [$0] } ?? project.places.map(\.place)
      let way = offer.home.flatMap { home in sites.compactMap { instance.travel(from: home, to: $0) }.min() } ?? 0
      travel += Int128(way) * Int128(max(1, item.slots.count))
      if offer.past.contains(item.project) { known += 1 }
      loads[item.volunteer, default: 0] += Int128(item.minutes)
      let (award, variant) = carried.first { $0.0.project == item.project }!
      let run = run(of: award, variant)
      for period in run where item.slots.isEmpty {
        inPeriods[[item.volunteer.text, String(period)], default: 0] += Int128(item.minutes) / Int128(run.count)
      }
      for slot in item.slots.map(instance.slot) {
        let period = instance.timeline.firstIndex {
          $0.span.from ?? slot.day <= slot.day && slot.day <= $0.span.to ?? slot.day
        }
        inPeriods[[item.volunteer.text, String(period!)], default: 0] += Int128(slot.minutes)
      }
    }
    let asked = roles.reduce(Int128(0)) { sum, role in
      sum
        + max(
          Int128(role.minutes),
          role.slots.reduce(0) { $0 + Int128(instance.slot($1).minutes) * Int128(role.headsMin) })
    }
    let equal = asked / Int128(instance.lists.volunteers.count)
    let short = instance.lists.volunteers.map { max(0, Int128($0.offer.leastTotal) - (loads[$0.id] ?? 0)) }
    let worth: [RosterAim: Int128] = [
      .least: -short.reduce(0, +), .wishes: wishes, .minutes: -minutes, .travel: -travel, .continuity: known,
      .load: -(inPeriods.values.max() ?? 0), .spread: -loads.values.reduce(0) { $0 + max(0, $1 - equal) },
    ]
    return instance.lists.rosterOrder.map { worth[$0]! }
  }
}
