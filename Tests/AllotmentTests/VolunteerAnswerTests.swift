import Audit
import Explanation
import Formulation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// Checks answers about volunteers against every roster of small instances.
@Suite struct VolunteerAnswerTests {
  @Test(arguments: 0..<4) func answersAboutVolunteersHoldInEveryRoster(batch: UInt64) throws {
    var (notAsked, missed) = (0, 0)
    for seed in batch * 50..<batch * 50 + 50 {
      guard let township = try ExplainedTownship(twoProjectsWithPeople(seed: seed)) else { continue }
      let plan = township.plan.allocation
      let rosters = RosterSearch(instance: township.instance).all(plan.awards)
      for volunteer in township.instance.lists.volunteers.map(\.id) {
        let answer = try township.explainer.answer(.volunteer(volunteer))
        if plan.assignments.contains(where: { $0.volunteer == volunteer }) {
          missed += try expectWithout(volunteer, answer, township, "seed \(seed) \(volunteer)")
          continue
        }
        notAsked += 1
        func roles(_ messages: Set<Message>) -> Set<String> {
          Set(
            answer.sentences.filter { messages.contains($0.message) }.flatMap { sentence -> [String] in
              guard case .items(let items) = sentence.values["roles"] else { return [] }
              return items.compactMap { if case .text(let text) = $0 { text.en } else { nil } }
            })
        }
        let spare = roles([.volunteerSpare]),
          barred = roles([.volunteerBarred, .volunteerBarredPrivately, .volunteerNoRoom])
        // The answer covers every role of the projects that are carried out, each as in some roster.
        let held = Set(
          rosters.flatMap { $0 }.filter { $0.volunteer == volunteer }.map { "\($0.project)/\($0.role)" })
        let all = Set(
          plan.awards.flatMap { award in
            township.instance.project(award.project).variants.first { $0.id == award.variant }!.roles.map {
              "\(award.project)/\($0.id)"
            }
          })
        #expect(spare == held, "seed \(seed) \(volunteer)")
        #expect(spare.union(barred) == all && spare.isDisjoint(with: barred), "seed \(seed) \(volunteer)")
      }
    }
    #expect(notAsked > 5 && missed > 0)
  }

  /// Checks whether others can do the same work and otherwise what is lost, against lists without the volunteer.
  private func expectWithout(
    _ id: VolunteerID, _ answer: Answer, _ township: ExplainedTownship, _ comment: String
  ) throws -> Int {
    var lists = township.instance.lists
    lists.volunteers.removeAll { $0.id == id }
    for i in lists.beneficiaries.indices where lists.beneficiaries[i].donor == id { lists.beneficiaries[i].donor = nil }
    let without = try Instance(lists)
    let isReplaced = RosterSearch(instance: without).best(township.plan.allocation.awards) != nil
    #expect(answer.sentences.contains { $0.message == .volunteerReplaced } == isReplaced, "\(comment)")
    guard !isReplaced else { return 0 }
    var (search, fewer) = (ExhaustiveSearch(instance: township.instance), ExhaustiveSearch(instance: without))
    expectPrice(answer, from: search.best()!, to: fewer.best(), comment)
    return 1
  }

  /// Checks one volunteer on one project: whether the same projects can be staffed otherwise, or else what is lost,
  /// against every roster in which the volunteer does not serve there.
  @Test(arguments: 0..<4) func thePriceOfOnePostIsThatOfEveryRoster(batch: UInt64) throws {
    var (replaced, missed, out) = (0, 0, 0)
    for seed in batch * 50..<batch * 50 + 50 {
      guard let township = try ExplainedTownship(twoProjectsWithPeople(seed: seed)) else { continue }
      let plan = township.plan.allocation
      let rosters = RosterSearch(instance: township.instance)
      for volunteer in township.instance.lists.volunteers.map(\.id) {
        for project in township.instance.lists.projects.map(\.id) {
          let answer = try township.explainer.answer(.assignments(volunteer, project))
          let comment = "seed \(seed) \(volunteer)>\(project)"
          func serves(_ roster: [Allocation.Assignment]) -> Bool {
            roster.contains { $0.volunteer == volunteer && $0.project == project }
          }
          guard serves(plan.assignments) else {
            out += 1
            let could = rosters.all(plan.awards).contains(where: serves)
            #expect(
              answer.sentences.contains { [.volunteerSpare, .volunteerInstead].contains($0.message) } == could,
              "\(comment)")
            continue
          }
          let isReplaced = !rosters.all(plan.awards).allSatisfy(serves)
          #expect(answer.sentences.contains { $0.message == .assignmentsReplaced } == isReplaced, "\(comment)")
          replaced += isReplaced ? 1 : 0
          if isReplaced { continue }
          missed += 1
          var search = ExhaustiveSearch(instance: township.instance)
          let other = search.best { !rosters.all($0.awards).allSatisfy(serves) }
          expectPrice(answer, from: search.best()!, to: other, comment)
        }
      }
    }
    #expect(replaced > 0 && missed > 3 && out > 20, "\(replaced) \(missed) \(out)")
  }

  /// With the people who make a project feasible, the new plan is no worse than the old one in the order of the stages.
  @Test func morePeopleNeverMakeThePlanWorse() throws {
    var confirmed = 0
    for seed in 0..<200 as Range<UInt64> {
      guard let township = try ExplainedTownship(twoProjectsWithPeople(seed: seed)) else { continue }
      for project in township.instance.lists.projects.map(\.id) where !township.projects.contains(project) {
        let answer = try township.explainer.whyNot(.project(project))
        guard answer.sentences.contains(where: { $0.message == .possibleWithHours }),
          let again = answer.solves.first(where: { $0.name.hasPrefix("confirmed: least time") })?.lexicographicValue,
          let before = answer.solves.first(where: { $0.name == "plan" })?.lexicographicValue
        else { continue }
        confirmed += 1
        #expect(!again.fallsBelow(before), "seed \(seed) \(project)")
        #expect(
          before.fallsBelow(again) || again.last.value >= before.last.value, "seed \(seed) \(project)")
      }
    }
    #expect(confirmed > 5, "\(confirmed)")
  }
}
