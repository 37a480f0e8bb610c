import Formulation
import IntegerProgram
import Model
import Testing

/// The cells to which findings and answers point.
@Suite struct CellTests {
  private func township(_ change: (inout Lists) -> Void) throws -> Instance {
    var lists = Lists()
    lists.projects = (["P1", "P2"] as [ProjectID]).map { id in
      var project = Project(id: id, category: "c")
      project.variants = [Variant(id: "1")]
      return project
    }
    change(&lists)
    return try Instance(lists)
  }

  @Test func anExclusionCitesTheRowsThatNameTheOtherProject() throws {
    let exclusion = Meaning("incompatibility", ["P1", "P2"])
    let cells = ["P1", "P2"].map { Citation(.projects(.incompatible), of: $0) }
    let one = try township { $0.projects[1].incompatible = ["P1"] }
    #expect(one.cells(of: exclusion) == [cells[1]])
    let both = try township { lists in
      lists.projects[0].incompatible = ["P2"]
      lists.projects[1].incompatible = ["P1"]
    }
    #expect(both.cells(of: exclusion) == cells)
  }

  @Test func aVenueCitesItsCapacityBySlotWhereItHasOne() throws {
    var venue = Asset(id: "A")
    venue.kind = .venue
    let full = Meaning("venue-capacity", ["A"])
    #expect(try township { $0.assets = [venue] }.cells(of: full) == [Citation(.assets(.quantity), of: "A")])
    venue.slots = [AssetSlot(slot: "S", capacity: .one)]
    #expect(try township { $0.assets = [venue] }.cells(of: full) == [Citation(.assetSlots(.capacity), of: "A")])
  }

  @Test func aDemandCitesTheColumnThatNamesTheAssetOrItsType() throws {
    var asset = Asset(id: "A")
    asset.type = "room"
    let instance = try township { lists in
      lists.assets = [asset]
      lists.projects[0].variants[0].demands = [AssetDemand(asset: "A", fixed: .one)]
      lists.projects[1].variants[0].demands = [AssetDemand(type: "room", fixed: .one)]
    }
    #expect(
      instance.cells(of: Meaning("asset-demand", ["P1", "1", "A"])) == [Citation(.projectAssets(.asset), of: "P1")])
    #expect(
      instance.cells(of: Meaning("asset-demand", ["P2", "1", "room"])) == [Citation(.projectAssets(.type), of: "P2")])
  }

  @Test func aLimitCitesTheNumberThatIsGiven() throws {
    var limit = AllotmentLimit(kind: .category, of: "c")
    limit.mostMoney = Money(1)
    let instance = try township { $0.limits = [limit] }
    #expect(
      instance.cells(of: Meaning("allotment-limit", ["category", "c"])) == [Citation(.limits(.mostMoney), of: "c")])
  }

  @Test func aShareOfACostCitesTheShareAlone() throws {
    let instance = try township { $0.funds = [Fund(id: "F")] }
    #expect(instance.cells(of: Meaning("share-cap", ["F", "P1"])) == [Citation(.funds(.shareMax), of: "F")])
  }

  @Test(arguments: [["P1", "1", "R", "H"], ["H"], ["H", "2026Q1"]])
  func aLimitOfAVolunteerIsCitedInTheirRow(subjects: [String]) throws {
    let instance = try township { $0.volunteers = [Volunteer(id: "H")] }
    #expect(instance.cells(of: Meaning("volunteer-minutes", subjects)) == [Citation(.volunteers(.minutes), of: "H")])
  }

  @Test func aReversedDuePeriodIsReportedAtTheDueDay() throws {
    var need = Need(id: "N", place: "V", category: "c")
    need.due = Period(from: Day(2026, 2, 1), to: Day(2026, 1, 1))
    need.origin = Origin(header: Header(file: "needs.csv", positions: ["due": 7]), line: 2)
    var lists = Lists()
    lists.places = [Place(id: "V")]
    lists.needs = [need]
    #expect(lists.inconsistencies().filter { $0.code == "period-reversed" }.map(\.column) == [7])
  }
}
