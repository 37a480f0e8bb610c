import Audit
import DefaultSolver
import Foundation
import Formulation
import Intake
import Model
import Testing

@testable import Allotment
@testable import ExhaustiveSearch
@testable import allot

/// A township with periods, goods, volunteers and a time bank, small enough to try every change of its plan.
private let lists = [
  "settings": "key,value\ntitle,小镇\n",
  "places": "id,name\nV,东村\n", "place_indicators": "place,indicator,value\nV,老年人口占比,30\n",
  "weights": "version,kind,indicator,value\nv1,indicator,老年人口占比,2%\n",
  "needs": "id,title,place,category,quantity,unit,tier,floor\nN,送餐,V,c,7,人,basic,90%\n",
  "funds": "id,name,amount,categories,to\nF,福彩,100,c,2026-12-31\nG,慈善,100,,\n",
  "projects":
    "id,title,place,category,responsible,approved,rank,from,to\nP,食堂,V,c,王,yes,2,2026-01-01,2026-12-31\nQ,路灯,V,d,李,yes,1,,\n",
  "costs": "project,cost_type,fixed\nP,设备,120\nQ,施工,30\n", "serves": "project,need,per_unit\nP,N,6\n",
  "periods": "id,from,to\nA,2026-01-01,2026-06-30\nB,2026-07-01,2026-12-31\n",
  "assets": "id,kind,type,quantity\nK,consumable,餐盒,50\nL,consumable,餐盒,50\n",
  "project_assets": "project,type,fixed\nP,餐盒,20\n",
  "slots": "id,day,start,end\nS,2026-03-02,08:00,10:00\n",
  "volunteers": "id,name,home,minutes,past_projects,balance\nH,刘桂兰,V,300,P,60\nJ,赵,V,300,,0\n",
  "volunteer_preferences": "volunteer,project,preference\nH,P,2\n",
  "project_roles": "project,role,slots,time_bank\nP,送餐,S,yes\n",
  "time_bank": "id,project,minutes,donor\nB1,P,45,H\n",
]

/// Writes the lists into `folder/l` and their plan into `folder/o`.
private func planned(_ lists: [String: String], in folder: URL, _ options: [String] = []) throws -> (URL, String) {
  let source = folder.appending(path: "l")
  try FileManager.default.createDirectory(at: source, withIntermediateDirectories: true)
  for (name, text) in lists { try Data(text.utf8).write(to: source.appending(path: name + ".csv")) }
  let solved = try run(["solve", source.path, "--out", folder.path + "/o", "--lang", "zh"] + options)
  #expect(solved.status == 0, "\(solved)")
  return (folder.appending(path: "o"), folder.path + "/o")
}

/// Copies of a JSON document with one change each: a value changed, a key removed, or a key added to an object; with
/// the place of the change.
private func changes(_ value: Any, at path: String = "") -> [(path: String, changed: Any?)] {
  switch value {
  case let object as [String: Any]:
    [("\(path).added", object.merging(["added": 1]) { $1 } as Any?)]
      + object.sorted { $0.key < $1.key }.flatMap { key, item in
        [("\(path).\(key) gone", object.filter { $0.key != key } as Any?)]
          + changes(item, at: "\(path).\(key)").map { change in
            (change.path, object.merging([key: change.changed ?? NSNull()]) { $1 })
          }
      }
  case let list as [Any]:
    list.indices.flatMap { index in
      [("\(path)[\(index)] gone", list.enumerated().filter { $0.offset != index }.map(\.element) as Any?)]
        + changes(list[index], at: "\(path)[\(index)]").map { change in
          var other = list
          other[index] = change.changed ?? NSNull()
          return (change.path, other)
        }
    }
  case let text as String: [(path, text + "1"), (path, text.isEmpty ? "x" : String(text.dropLast()))]
  case let number as NSNumber: [(path, NSNumber(value: number.doubleValue + 1)), (path, NSNumber(value: -7))]
  default: [(path, "x")]
  }
}

@Suite struct VerifyTests {
  /// The findings of `verify`, computed in this process.
  private func problems(_ path: String) -> Int {
    guard let verify = try? Verify.parse([path]), let read = try? PlanWithLists(path, lists: nil, .en) else { return 1 }
    return (try? verify.breaches(read).count) ?? 1
  }

  /// Whether the plan is refused for rosters and questions, computed in this process.
  private func isRefused(_ path: String) -> Bool {
    guard let read = try? PlanWithLists(path, lists: nil, .en) else { return true }
    let hasRoster = (try? read.refuseUnverified(ownLists: true)) != nil
    let isAnswered = (try? read.refuseBreaches()) != nil && (try? read.refuseChanges()) != nil
    return !hasRoster && !isAnswered
  }

  @Test func everyChangeOfAValueInThePlanIsFound() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (plan, path) = try planned(lists, in: folder)
    #expect(problems(path) == 0)
    let file = plan.appending(path: "plan.json")
    let written = try Data(contentsOf: file)
    let document = try #require(try JSONSerialization.jsonObject(with: written) as? [String: Any])
    #expect((document["allocation"] as? [String: Any])?.count == 6)
    let all = changes(document)
    #expect(all.count > 300)
    // A seventh of them in a run, all before a release. Each value is changed in three ways, so that every seventh change takes each
    // way in turn.
    let step = exhaustive == nil ? 7 : 1
    for change in stride(from: 0, to: all.count, by: step).map({ all[$0] }) {
      let text = try JSONSerialization.data(
        withJSONObject: try #require(change.changed), options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
      try text.write(to: file)
      #expect(problems(path) > 0 && isRefused(path), "\(change.path)")
    }
    try written.write(to: file)
    #expect(problems(path) == 0 && !isRefused(path))
  }

  /// Changes each credit, of needs with and without a floor.
  @Test func creditsOfAnyAmountAreJudged() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var lists = lists
    lists["needs"]! += "M,理发,V,c,5,人,,\n"
    lists["serves"]! += "P,M,3\n"
    let (plan, path) = try planned(lists, in: folder)
    let file = plan.appending(path: "plan.json")
    let written = try Plan(json: Data(contentsOf: file), file: "plan.json")
    #expect(written.allocation.credits.count == 2)
    for micro in [-1, Int64.min, Int64.max] {
      for index in written.allocation.credits.indices {
        var changed = written
        changed.allocation.credits[index].micro = micro
        changed.seal = try changed.computedSeal()
        try changed.json().write(to: file)
        #expect(problems(path) > 0 && isRefused(path), "\(micro)")
      }
    }
  }

  /// A changed plan with a new seal is detected by what follows from the lists.
  @Test func derivedValuesAreRecomputedWhateverTheSeal() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, _) = try planned(lists, in: folder)
    let plan = try Plan(json: Data(contentsOf: file.appending(path: "plan.json")), file: "plan.json")
    let instance = try Instance(try readLists(folder.path + "/l").lists)
    func isFound(_ change: (inout Plan) -> Void) -> Bool {
      var changed = plan
      change(&changed)
      #expect(changed != plan)
      let breaches =
        audit(changed.allocation, of: instance, shortfalls: changed.shortfalls) + auditWeights(changed, of: instance)
        + auditRecord(changed, of: instance)
      return !breaches.isEmpty
    }
    #expect(auditRecord(plan, of: instance).isEmpty)
    for i in plan.stages.indices {
      // The equal share of a load depends on who could have come, so the audit cannot check that the spread is least.
      if plan.stages[i].name != "roster-spread" {
        #expect(isFound { $0.stages[i].value += "1" }, "\(plan.stages[i])")
        #expect(isFound { $0.stages[i].unit += "s" }, "\(plan.stages[i])")
        #expect(isFound { $0.stages[i].bound = "-1" }, "\(plan.stages[i])")
        #expect(isFound { $0.stages[i].gap += 0.001 }, "\(plan.stages[i])")
      }
      if !plan.stages[i].name.hasPrefix("roster-") { #expect(isFound { $0.stages.remove(at: i) }) }
    }
    #expect(isFound { $0.stages[2].limit = "patience" })
    #expect(isFound { $0.title = "别处" })
    #expect(isFound { $0.policy = "none" })
    #expect(isFound { $0.objective = "count" })
    #expect(isFound { $0.currency.code = "USD" })
    #expect(isFound { $0.currency.digits = 0 })
    #expect(isFound { $0.shortfalls = [] })
    #expect(isFound { $0.weights = nil })
    #expect(isFound { $0.allocation.draws = [] })
    #expect(isFound { $0.allocation.draws[0].minutes = 44 })
    #expect(isFound { $0.allocation.credits = [] })
    #expect(isFound { $0.allocation.payments[0].permittedBy = [] })
    #expect(isFound { $0.allocation.payments[0].permittedBy[0].field = "amount" })
  }

  @Test func everyChangeOfACellBesideThePlanIsFound() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (plan, path) = try planned(lists, in: folder)
    let names = try #require(FileManager.default.subpaths(atPath: path)).filter { $0.hasSuffix(".csv") }
    // The lists and the user's own tables, the table of the plan and the personal columns of the volunteers.
    #expect(names.count == 2 * lists.count + 2)
    for name in names {
      let file = plan.appending(path: name)
      // Edits bytes, so that a byte order mark and CR LF are kept.
      let written = try Data(contentsOf: file)
      let lines = written.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() where !line.isEmpty {
        let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        for cell in cells.indices {
          var (changedLines, changedCells) = (lines, cells)
          changedCells[cell] = cells[cell] + Data("1".utf8)
          changedLines[number] = Data(changedCells.joined(separator: Data(",".utf8)))
          try Data(changedLines.joined(separator: Data("\n".utf8))).write(to: file)
          #expect(problems(path) > 0, "\(name):\(number + 1):\(cell + 1)")
        }
      }
      try FileManager.default.removeItem(at: file)
      #expect(problems(path) > 0, "\(name)")
      try written.write(to: file)
    }
    #expect(problems(path) == 0)
    // A list that the plan was not made from.
    try Data("kind,project,reason,by\nmust_not,P,x,y\n".utf8).write(to: plan.appending(path: "lists/pins.csv"))
    #expect(problems(path) > 0)
  }

  @Test func anEditedPlanCanBeJudgedByTheRulesAlone() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (plan, path) = try planned(lists, in: folder, ["--objective", "count"])
    let file = plan.appending(path: "plan.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacingOccurrences(of: "\"solver\" : \"", with: "\"solver\" : \"by hand, ")
      .write(to: file, atomically: true, encoding: .utf8)
    let verdict = try run(["verify", path, "--lang", "en"])
    #expect(verdict.status == 70 && verdict.out.contains("changed after it was written"), "\(verdict)")
    #expect(try run(["verify", path, "--rules-only"]).status == 0)
    let json = try run(["verify", path, "--json"])
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    #expect(answer["status"] as? String == "broken" && (answer["breaches"] as? [Any])?.count == 1, "\(json)")
  }

  /// The values that a plan states are those that the audit computes from its allocation.
  @Test(arguments: 0..<4, [randomLists, randomListsWithResources, randomPeople])
  func thePlanStatesWhatFollowsFromItsAllocation(batch: UInt64, lists: @Sendable (UInt64) -> Lists) throws {
    var stages = 0
    for seed in batch * 50..<batch * 50 + 50 {
      let instance = try Instance(lists(seed))
      let formulation = Formulation(instance)
      for (number, objective) in (PolicyObjective.allCases + PolicyObjective.allCases).enumerated() {
        var solve = StagedSolve(solver: defaultSolver)
        solve.gap = 0.05
        // Stages that a limit ended, or never began.
        if number >= PolicyObjective.allCases.count { (solve.gap, solve.workLimit) = (0, 5) }
        guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(objective)) else {
          continue
        }
        var plan = Plan()
        plan.title = instance.lists.title
        plan.currency = instance.lists.currency
        plan.objective = objective.rawValue
        plan.stages = solution.stages
        plan.allocation = formulation.allocation(of: solution)
        #expect(auditRecord(plan, of: instance) == [], "seed \(seed), \(objective)")
        stages += plan.stages.count
      }
    }
    #expect(stages > 300)
  }
}
