import Foundation
import Model
import Testing

/// Lists on which a search in doubles claimed a false proof or overflowed.
@Suite struct FalseClaimTests {
  /// One floor has a need of 10^9 units, another a need of one unit. The sum of their shares once ended one unit from
  /// the optimum.
  private static let unequalFloors = [
    "places": "id\nV\n", "funds": "id,amount,share_max\nF1,10000.00,33.33%\nF2,9999.99,\n",
    "needs": "id,place,category,quantity,urgency\nN1,V,c,1000000000,5\nN3,V,c,1,5\n",
    "projects": "id,category,responsible,approved,requires,rank\nP0,c,r,1,,\nP1,c,r,1,P0,\nP2,c,r,1,P1,1\n",
    "variants": "project,variant,scale_kind,scale_max\nP1,0,integer,3\n",
    "costs": "project,cost_type,fixed\nP0,0,10000.00\nP1,0,0\nP2,0,0\n",
    "serves": "project,need,per_unit,at_most\nP0,N1,1,\nP1,N1,1000000,1\nP1,N3,0,\nP2,N3,1,\n",
  ]

  @Test(arguments: ["money", "value", "count"], ["0", "0.001"]) func floorsOfUnequalSizeAreDecidedExactly(
    objective: String, gap: String
  ) throws {
    let stages = try stages(of: Self.unequalFloors, "--objective", objective, "--gap", gap)
    let sum = try #require(stages.first { $0.name == "floors-sum" })
    let best = try #require(Double("0.999999998"))
    #expect(abs(try #require(Double(sum.value)) - best) < 1e-9, "\(sum)")
    #expect(sum.certificate == "exact" && sum.limit == nil, "\(sum)")
  }

  /// The plans differ by 10^-15 of the value. Within the default gap the worse plan may be returned, but not as
  /// optimal.
  @Test(arguments: ["0", "0.001"]) func theLastDigitOfAValueIsNotLostInAProof(gap: String) throws {
    let stages = try stages(
      of: [
        "places": "id\nV\n", "funds": "id,amount\nF0,1.71\n",
        "needs": "id,place,category,quantity,value\nN1,V,c,999999999.999,0.001\nN3,V,c,3,1000000000\n",
        "projects": "id,category,responsible,approved\nP0,c,R,1\nP2,c,R,1\nP3,c,R,1\n",
        "costs": "project,cost_type,fixed\nP0,x,0\nP2,x,0.81\nP3,x,0.91\n",
        "serves": "project,need,per_unit\nP0,N3,1000000\nP2,N1,0.001\nP3,N3,0.001\n",
      ], "--objective", "value", "--gap", gap)
    let policy = try #require(stages.first { $0.name == "utilitarian" })
    #expect(policy.bound == "3000000000.000001", "\(policy)")
    if gap == "0" { #expect(policy.value == policy.bound && policy.certificate == "exact", "\(policy)") }
  }

  /// The repair of amounts once overflowed 128 bits when the violation of a row was as large as its coefficients.
  @Test(arguments: ["count", "money", "value"]) func floorsThatCannotHoldAreNoOverflow(objective: String) throws {
    let stages = try stages(
      of: [
        "places": "id\nV\n", "funds": "id,amount\nF0,0\n",
        "needs": "id,place,category,quantity,urgency,floor\nN0,V,0,1000,5,\nN2,V,0,1,5,0.01%\n",
        "projects": "id,category\nP0,0\n", "costs": "project,cost_type,fixed\nP0,0,0\n",
      ], "--objective", objective, "--gap", "0")
    #expect(stages.allSatisfy { $0.certificate == "exact" && $0.gap == 0 })
  }

  /// Each counterexample is followed by another one, a unit better, about 10^15 times. The stage must end and claim
  /// nothing.
  @Test func pointsThatFollowOneAnotherUnitByUnitEndTheStage() throws {
    let stages = try stages(
      of: [
        "places": "id\nV\nW\n", "funds": "id,amount,reserve,share_max\nF0,56000000.01,0.01元,\nF1,9000000.01,,33.33%\n",
        "needs":
          "id,place,category,quantity,tier,urgency,value\nN0,W,d,1,basic,,\nN1,W,c,7,,5,\nN2,W,c,300000000,basic,2,999999999\nN3,W,d,1000,,,1\n",
        "projects":
          "id,category,place,responsible,approved,incompatible,from,status\nP0,d,V,R,1,,,\nP1,c,W,R,1,P0,2026-04-01,\nP2,d,V,R,1,,2026-04-01,\nP3,c,W,R,1,,,done\n",
        "variants":
          "project,variant,scale_kind,scale_min,scale_max\nP1,a,continuous,1,1.002\nP1,b,fixed,0.001,\nP2,a,continuous,2,2.001\nP3,a,integer,2,5\n",
        "costs":
          "project,cost_type,fixed,per_unit\nP0,x,8999999.99,\nP1,x,4999999.99,\nP1,y,7000000.01,6000000\nP2,x,8000000.03,8000000\nP2,y,4000000.01,8999999.99\nP3,x,9000000.03,\nP3,y,2000000.03,\n",
        "serves":
          "project,need,per_unit,at_most\nP0,N0,7,\nP0,N2,1,\nP0,N3,1,\nP1,N2,0.001,\nP1,N3,0.001,\nP2,N0,0.333,\nP2,N1,1,\nP2,N2,1000000,\nP2,N3,1,\nP3,N0,2,1\nP3,N1,1000000000,\n",
      ], "--objective", "value", "--gap", "0")
    let policy = try #require(stages.first { $0.name == "utilitarian" })
    let (value, bound) = (try #require(Double(policy.value)), try #require(Double(policy.bound)))
    #expect(value <= bound && (policy.certificate == "exact") == (value == bound), "\(policy)")
    #expect(policy.certificate == "exact" || policy.limit != nil, "\(policy)")
  }

  /// The search credits a need with less than is served, so its value lies between two values that plans can have. The
  /// next of these is less than one step away.
  @Test(arguments: ["0", "0.001"]) func aValueBetweenTwoPlansIsNotTakenForTheBest(gap: String) throws {
    let stages = try stages(
      of: [
        "places": "id\nV\nW\n",
        "funds": "id,amount,share_max,places,projects_max\nF0,0.83,50%,,\nF1,0.49,,V,\nF2,2503.02,,,2\n",
        "needs": "id,place,category,quantity,value,urgency\nN0,V,c,7,0.333,1\nN1,W,c,1,1000000000,5\n",
        "projects":
          "id,category,responsible,approved,rank,place,sources_max\nP1,c,R,1,1,W,\nP2,c,R,1,3,W,2\nP3,c,R,1,1,V,\n",
        "variants": "project,variant,scale_kind,scale_min\nP3,a,fixed,0.999\n",
        "costs": "project,cost_type,fixed,per_unit\nP1,x,0.11,\nP2,x,5.01,5000.03\nP3,x,0,1000.01\n",
        "serves": "project,need,per_unit,at_most\nP1,N0,1,\nP2,N0,7,\nP3,N1,7,\n",
      ], "--objective", "value", "--gap", gap)
    let policy = try #require(stages.first { $0.name == "utilitarian" })
    #expect(
      policy.value == "5000000000.333" && policy.bound == policy.value && policy.certificate == "exact", "\(policy)")
  }

  /// Solves the lists and reads how each stage ended.
  private func stages(of lists: [String: String], _ options: String...) throws -> [Plan.Stage] {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appending(path: "lists")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for (name, text) in lists { try Data(text.utf8).write(to: place.appending(path: name + ".csv")) }
    let result = try run(["solve", "lists", "--out", "o"] + options, in: folder)
    #expect(result.status == 0, "\(result)")
    let plan = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: folder.appending(path: "o/plan.json")))
    #expect(try run(["verify", "o"], in: folder).status == 0)
    return plan.stages
  }
}
