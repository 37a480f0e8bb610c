import Explanation
import Formulation
import Foundation
import Model
import Testing

@testable import SwiftSource
@testable import allot

/// Small lists of which an answer once said what is not so.
@Suite struct TrueAnswersTests {
  /// Two places, a need for care and a project that would serve it.
  private static let usual = [
    "places": "id\nV1\nV2\n", "needs": "id,place,category,quantity,value,urgency\nN1,V1,care,1,100,3\n",
    "projects": "id,place,category,responsible,approved\nP1,V1,care,x,yes\n",
    "costs": "project,cost_type,fixed\nP1,works,600\n", "serves": "project,need,per_unit\nP1,N1,1\n",
  ]

  /// The English answer to one question about the best plan of the usual lists with some of them replaced.
  private func answer(_ replaced: [String: String], _ question: String...) throws -> String {
    let files = Self.usual.merging(replaced) { $1 }
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appending(path: "lists")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: place.appending(path: name + ".csv")) }
    #expect(try run(["solve", "lists", "--out", "o", "--gap", "0", "--lang", "en"], in: folder).status == 0)
    return try run([question[0], "o"] + question.dropFirst() + ["--lang", "en"], in: folder).out
  }

  /// A project that may start later does not serve what is due before.
  @Test func aNeedThatIsDueBeforeAnyMoneyIsReleasedCannotBeServedAtNoCost() throws {
    let said = try answer(
      [
        "periods": "id,from,to\nQ1,2026-01-01,2026-03-31\nQ2,2026-04-01,2026-06-30\n",
        "funds": "id,amount,from,to\nF2,9000,2026-04-01,2026-06-30\n",
        "needs": "id,place,category,quantity,value,urgency,due\nN1,V1,care,20,10,3,2026-03-01\n",
        "projects": "id,place,category,responsible,approved,from,to\nP1,V1,care,x,yes,2026-01-01,2026-06-30\n",
        "costs": "project,cost_type,fixed\nP1,w,4000\n", "serves": "project,need,per_unit\nP1,N1,20\n",
      ], "explain", "N1")
    #expect(said.contains("If it had to be served wholly: impossible"), "\(said)")
    #expect(!said.contains("the same"), "\(said)")
  }

  /// The fund's share is law, but the earmark that keeps the other fund from the rest is the planner's own.
  @Test func whatThePlannerMayChangeIsNotCalledLaw() throws {
    let said = try answer(
      [
        "authorities": "rule,item,authority\nfunds,F2,township\nfunds.share_max,F1,law\n",
        "funds": "id,amount,categories,share_max\nF1,100000,road,50%\nF2,50000,care,\n",
        "needs": "id,place,category,quantity,value,urgency\nN1,V1,road,1,100,3\n",
        "projects": "id,place,category,responsible,approved\nP1,V1,road,x,yes\n",
        "costs": "project,cost_type,fixed\nP1,works,60000\n",
        "settings": "key,value\nplanner,township\n",
      ], "explain", "F1")
    #expect(!said.contains("All of this is law"), "\(said)")
    #expect(said.contains("A fund pays only for what it is earmarked for") && said.contains("F2"), "\(said)")
  }

  /// A repair is something that an office can decide, not the waiver of a rule as such.
  @Test(arguments: [
    ("approved", "no", "approve P1"), ("responsible", "", "name somebody responsible for P1"),
    ("requires", "P2", "no longer require P2 for P1"), ("category", "road", "allow F1 to pay for P1"),
  ]) func aRepairSaysWhatToDo(column: String, value: String, action: String) throws {
    var cells = ["place": "V1", "category": "care", "responsible": "x", "approved": "yes", "requires": ""]
    cells[column] = value
    let columns = cells.keys.sorted()
    let said = try answer(
      [
        "funds": "id,amount,categories\nF1,1000,care\n",
        "projects": "id,\(columns.joined(separator: ","))\nP1,\(columns.map { cells[$0]! }.joined(separator: ","))\n"
          + "P2,\(columns.map { ["place": "V2", "category": "care", "approved": "yes"][$0] ?? "" }.joined(separator: ","))\n",
        "costs": "project,cost_type,fixed\nP1,works,600\nP2,works,600\n",
      ], "why-not", "P1")
    #expect(said.contains("To make it possible, ") && said.contains(action), "\(said)")
    #expect(!said.contains("change ‘"), "\(said)")
  }

  /// Thrift holds what is carried out, so that it is no reason to choose one project or another.
  @Test func paymentsAreNoReasonForAProject() throws {
    var (lists, _) = OmissionTests.township()
    for p in lists.projects.indices { lists.projects[p].variants[0].services[0].perUnit = Quantity(milli: 10_000) }
    let township = try #require(try ExplainedTownship(lists))
    var idle = 0
    for project in township.projects {
      let said = try township.explainer.answer(.project(project)).sentences
      #expect(!said.contains { $0.text.en.contains("payments") || $0.text.en.contains("expires") }, "\(project)")
      let credits = township.plan.allocation.credits.contains { $0.project == project }
      #expect(said.contains { $0.message == .projectCreditsNothing } == !credits, "\(project)")
      idle += credits ? 0 : 1
    }
    #expect(township.projects.count == 1 + idle)
  }

  @Test(arguments: [
    ("Gift of Mr Li", "Donor", true), ("Endowment", "", true), ("爱心款", "民政局", true), ("赞助款", "企业", true),
    ("众筹", "", true), ("遗体捐献工作经费", "卫健局", false), ("捐赠站运行经费", "民政局", false),
    ("社会捐助站建设补助", "民政局", false), ("居家养老补助", "民政局", false),
  ]) func giftsAreToldFromWhatGovernmentSpendsOnGiving(name: String, department: String, isGift: Bool) throws {
    let said = try answer(
      [
        "funds": "id,name,department,amount,categories\nF1,\(name),\(department),1000,road\n"
      ], "why-not", "P1")
    #expect(said.contains("donors") == isGift, "\(said)")
  }
}
