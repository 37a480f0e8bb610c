import Audit
import Model
import Testing

@Suite struct AssetTests {
  /// A store has twelve kits; HALL and ROOM are of the type `hall` and hold 30 and 20. P1 asks for ten kits and for 15
  /// seats of any hall in slot S1.
  private func stocked(_ change: (inout Lists) -> Void = { _ in }) throws -> Instance {
    try township {
      $0.assets = ["HALL", "KITS", "ROOM"].map { Asset(id: $0) }
      for (i, quantity) in [30, 12, 20].enumerated() { $0.assets[i].quantity = Quantity(milli: Int64(quantity) * 1000) }
      for i in [0, 2] {
        $0.assets[i].kind = .venue
        $0.assets[i].type = "hall"
      }
      $0.projects[0].variants[0].demands = [
        AssetDemand(asset: "KITS", fixed: Quantity(milli: 10_000)),
        AssetDemand(type: "hall", fixed: .zero, perUnit: Quantity(milli: 15_000), slots: ["S1"]),
      ]
      change(&$0)
    }
  }

  private func use(_ asset: AssetID, _ units: Int64, _ slots: [SlotID] = [], by project: ProjectID = "P1")
    -> Allocation.Use
  {
    .init(project: project, asset: asset, type: asset == "KITS" ? nil : "hall", slots: slots, micro: units * 1_000_000)
  }

  private func using(_ uses: Allocation.Use...) -> Allocation {
    var out = plain
    out.uses = uses
    return out
  }

  private var legal: Allocation { using(use("KITS", 10), use("HALL", 15, ["S1"])) }

  @Test func eachDemandIsMetByOneUseAndEachUseMeetsADemand() throws {
    let room = use("ROOM", 15, ["S1"])
    #expect(audit(using(use("KITS", 10), room), of: try stocked(), shortfalls: []) == [])
    expect("asset-demand", ["P1", "KITS"], in: try stocked(), legal: legal, broken: using(room))
    expect("asset-demand", ["P1", "hall"], in: try stocked(), legal: legal, broken: using(use("KITS", 10)))
    expect(
      "asset-demand", ["P1", "hall"], in: try stocked(), legal: legal,
      broken: using(use("KITS", 10), room, use("HALL", 15, ["S1"])))
    expect(
      "asset-demand", ["P2", "KITS"], in: try stocked(), legal: legal,
      broken: using(use("KITS", 10), room, use("KITS", 1, by: "P2")))
  }

  @Test func permittedUse() throws {
    let subjects = ["HALL", "P1"]
    let kinds = try stocked { $0.assets[0].categories = ["light"] }
    let elsewhere = using(use("KITS", 10), use("ROOM", 15, ["S1"]))
    expect("permitted-use", subjects, in: kinds, legal: elsewhere, broken: legal)
    expect("permitted-use", subjects, in: try stocked { $0.assets[0].reach = ["B"] }, legal: elsewhere, broken: legal)
    expect("permitted-use", subjects, in: try stocked { $0.assets[0].type = "yard" }, legal: elsewhere, broken: legal)
    #expect(audit(legal, of: try stocked { $0.assets[0].reach = ["T"] }, shortfalls: []) == [])
  }

  @Test func stock() throws {
    let demand = AssetDemand(asset: "KITS", fixed: Quantity(milli: 2_001))
    let instance = try stocked { $0.projects[1].variants[0].demands = [demand] }
    var both = legal
    both.uses.append(.init(project: "P2", asset: "KITS", micro: 2_001_000))
    expect("asset-stock", ["KITS"], in: instance, legal: legal.without("P2"), broken: both)
  }

  @Test func aVenueHoldsSoManyInEachSlot() throws {
    let other = AssetDemand(type: "hall", fixed: Quantity(milli: 16_000), slots: ["S1"])
    let instance = try stocked { $0.projects[1].variants[0].demands = [other] }
    let apart = using(use("KITS", 10), use("HALL", 15, ["S1"]), use("ROOM", 16, ["S1"], by: "P2"))
    let together = using(use("KITS", 10), use("HALL", 15, ["S1"]), use("HALL", 16, ["S1"], by: "P2"))
    expect("venue-capacity", ["HALL", "S1"], in: instance, legal: apart, broken: together)
    let later = try stocked {
      $0.projects[1].variants[0].demands = [other]
      $0.projects[1].variants[0].demands[0].slots = ["S2"]
    }
    #expect(
      audit(
        using(use("KITS", 10), use("HALL", 15, ["S1"]), use("HALL", 16, ["S2"], by: "P2")), of: later, shortfalls: [])
        == [])
    // A use without slots takes its amount in every slot.
    let always = try stocked {
      $0.projects[1].variants[0].demands = [other]
      $0.projects[1].variants[0].demands[0].slots = []
    }
    #expect(
      audit(
        using(use("KITS", 10), use("HALL", 15, ["S1"]), use("HALL", 16, by: "P2")), of: always, shortfalls: []
      ).map(\.subjects) == [["HALL", "S1"]])
  }

  @Test func aVenueWithSlotsIsOpenInThoseOnly() throws {
    let closed = try stocked { $0.assets[0].slots = [AssetSlot(slot: "S2", capacity: Quantity(milli: 99_000))] }
    let elsewhere = using(use("KITS", 10), use("ROOM", 15, ["S1"]))
    expect("venue-capacity", ["HALL", "S1"], in: closed, legal: elsewhere, broken: legal)
    #expect(
      audit(
        legal, of: try stocked { $0.assets[0].slots = [AssetSlot(slot: "S1", capacity: Quantity(milli: 15_000))] },
        shortfalls: []) == [])
  }

  @Test func inAnotherPeriodTheVenueIsFreeAgain() throws {
    let other = AssetDemand(type: "hall", fixed: Quantity(milli: 16_000), slots: ["S1"])
    let instance = try stocked {
      $0.projects[1].variants[0].demands = [other]
      $0.periods = [
        PlanPeriod(id: "H1", span: Period(from: Day(2026, 1, 1), to: Day(2026, 6, 30))),
        PlanPeriod(id: "H2", span: Period(from: Day(2026, 7, 1), to: Day(2026, 12, 31))),
      ]
    }
    var together = using(use("KITS", 10), use("HALL", 15, ["S1"]), use("HALL", 16, ["S1"], by: "P2"))
    together.awards[0].period = "H1"
    together.awards[1].period = "H1"
    var apart = together
    apart.awards[1].period = "H2"
    expect("venue-capacity", ["HALL", "H1", "S1"], in: instance, legal: apart, broken: together)
  }
}
