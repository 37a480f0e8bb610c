import Audit
import Foundation
import Intake
import Model
import Reports
import Testing

@testable import Formulation

/// The order of a roster's aims, and least shares.
@Suite struct RosterOrderTests {
  /// Shifts of three hours at A on days of their own. V1 lives at A, the others half an hour away.
  private func lists(shifts: Int = 3, _ volunteers: Int = 3) -> Lists {
    var lists = Lists()
    lists.places = [Place(id: "A"), Place(id: "B")]
    lists.travel = [TravelTime(from: "A", to: "B", minutes: 30)]
    lists.funds = [Fund(id: "F")]
    for n in 1...shifts {
      lists.slots.append(Slot(id: SlotID("s\(n)"), day: Day(2026, 1, n)!, start: 540, end: 720))
      var project = Project(id: ProjectID("S\(n)"), category: "c")
      (project.responsible, project.approved) = ("王", true)
      var role = Role(id: "r")
      (role.headsMax, role.slots, role.place) = (1, [SlotID("s\(n)")], "A")
      var variant = Variant(id: "1")
      variant.roles = [role]
      project.variants = [variant]
      lists.projects.append(project)
    }
    for n in 1...volunteers {
      var volunteer = Volunteer(id: VolunteerID("V\(n)"))
      (volunteer.offer.home, volunteer.offer.minutes) = (n == 1 ? "A" : "B", 2400)
      lists.volunteers.append(volunteer)
    }
    return lists
  }

  private func plan(_ lists: Lists) throws -> (plan: Plan, instance: Instance) {
    let formulation = Formulation(try Instance(lists))
    let solve = StagedSolve.exact
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.count)) else {
      throw CocoaError(.featureUnsupported)
    }
    var plan = Plan()
    (plan.allocation, plan.stages) = (formulation.allocation(of: solution), solution.stages)
    plan.objective = "count"
    return (plan, formulation.instance)
  }

  private func shifts(_ plan: Plan) -> [VolunteerID: Int] {
    Dictionary(grouping: plan.allocation.assignments, by: \.volunteer).mapValues(\.count)
  }

  @Test func whoLivesNextDoorDoesNotServeAlone() throws {
    #expect(shifts(try plan(lists()).plan) == ["V1": 1, "V2": 1, "V3": 1])
  }

  @Test func thePlannerMayPutTheWayThereFirst() throws {
    var lists = lists()
    lists.rosterOrder = RosterAim.order(beginningWith: [.travel])
    let (plan, _) = try plan(lists)
    #expect(shifts(plan) == ["V1": 3])
    let stages = plan.stages.compactMap(\.stageName).filter(\.isOfRoster)
    #expect(stages == [.rosterTravel, .rosterMinutes, .rosterLoad, .rosterSpread])
  }

  /// A least share comes before the way there, however the rest is ordered. Who falls short of it is named.
  @Test func eachGetsTheirLeastShareIfTheyCan() throws {
    var lists = lists()
    lists.rosterOrder = RosterAim.order(beginningWith: [.least, .travel])
    for n in lists.volunteers.indices { lists.volunteers[n].offer.leastTotal = 180 }
    var (plan, instance) = try plan(lists)
    #expect(shifts(plan) == ["V1": 1, "V2": 1, "V3": 1])
    #expect(plan.stages.first { $0.stageName == .rosterLeast }?.value == "0")
    #expect(!planText(plan, instance, .en).contains("below their least share"))
    lists.volunteers[2].offer.leastTotal = 200
    (plan, instance) = try self.plan(lists)
    #expect(plan.stages.first { $0.stageName == .rosterLeast }?.value == "20")
    #expect(planText(plan, instance, .en).contains("V3: gets 3 h of at least 3 h 20 min, 20 min short"))
    #expect(planText(plan, instance, .zh).contains("V3：安排 3 小时，至少应 3 小时 20 分钟，还差 20 分钟"))
  }

  /// Nobody who may hold no role keeps a project from being carried out.
  @Test func aLeastShareThatCannotBeGivenStopsNothing() throws {
    var lists = lists(shifts: 1, 2)
    lists.projects[0].variants[0].roles[0].skill = "nursing"
    lists.volunteers[0].offer.skills = ["nursing": 1]
    for n in lists.volunteers.indices { lists.volunteers[n].offer.leastTotal = 240 }
    let (plan, instance) = try plan(lists)
    #expect(shifts(plan) == ["V1": 1])
    #expect(plan.stages.first { $0.stageName == .rosterLeast }?.value == "300")
    #expect(planText(plan, instance, .en).contains("V2: gets 0 h of at least 4 h, 4 h short"))
  }

  @Test func anotherOrderOfStagesThanThatOfTheListsIsFound() throws {
    let (plan, instance) = try plan(lists())
    #expect(!auditRecord(plan, of: instance).contains { $0.subjects == ["stages"] })
    let of = plan.stages.indices.filter { plan.stages[$0].stageName?.isOfRoster ?? false }
    for (a, b) in zip(of, of.dropFirst()) {
      var changed = plan
      changed.stages.swapAt(a, b)
      #expect(auditRecord(changed, of: instance).contains { $0.subjects == ["stages"] })
    }
    var changed = plan
    changed.stages.append(plan.stages[of[0]])
    #expect(auditRecord(changed, of: instance).contains { $0.subjects == ["stages"] })
  }

  private func read(_ settings: String) throws -> Result<Lists, Findings> {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in [
      "settings": settings, "funds": "id,amount\nF,100\n", "projects": "id,category\nP,c\n",
      "costs": "project,cost_type,fixed\nP,t,10\n",
    ] { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
    do { return .success(try readLists(folder.path).lists) } catch { return .failure(error) }
  }

  @Test(
    arguments: [
      ("key,value\nroster_order,travel；load\n", [.travel, .load, .least, .wishes, .minutes, .continuity, .spread]),
      ("key,value\n排班次序,总时长、延续\n", [.minutes, .continuity, .least, .wishes, .load, .travel, .spread]),
      ("项,值\nroster_order,\"spread, 至少安排\"\n", [.spread, .least, .wishes, .minutes, .load, .travel, .continuity]),
      ("key,value\ntitle,t\n", RosterAim.allCases),
    ] as [(String, [RosterAim])])
  func anOrderBeginsWithWhatIsNamed(settings: String, order: [RosterAim]) throws {
    #expect(try read(settings).get().rosterOrder == order)
  }

  @Test(
    arguments: [
      ("roster_order,travel;speed\n", ["choice-unknown speed"]), ("roster_order,;\n", ["choice-unknown ;"]),
      ("roster_order,\n", ["cell-missing "]),
      ("roster_order,load;负担;负载;load\n", ["choice-repeated load", "choice-unknown 负担", "choice-unknown 负载"]),
      ("roster_order,load;最重负担\n", ["choice-repeated 最重负担"]),
      ("roster_order,load\n排班次序,travel\n", ["id-repeated 排班次序"]),
      ("roster_order,load\nroster_order,travel\n", ["id-repeated roster_order"]),
    ] as [(String, [String])])
  func anOrderThatSaysTwoThingsIsRefused(rows: String, expected: [String]) throws {
    guard case .failure(let findings) = try read("key,value\n" + rows) else {
      Issue.record("it was read")
      return
    }
    #expect(findings.all.map { "\($0.code) \($0.value)" } == expected)
  }
}
