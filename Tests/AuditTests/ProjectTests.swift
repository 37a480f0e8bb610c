import Audit
import Model
import Testing

@Suite struct ProjectTests {
  @Test func oneVariant() throws {
    let instance = try township {
      $0.projects[1].variants.append(Variant(id: "V2"))
      $0.projects[1].variants[1].costs = [CostLine(type: "works", fixed: Money(300_000))]
    }
    var broken = plain.paid(payment("F1", "P1", 600_000), payment("F2", "P2", 700_000))
    broken.awards.append(award("P2", "V2"))
    expect("one-variant", ["P2"], in: instance, broken: broken)
  }

  @Test(arguments: [1500, 3000, 0, -1000] as [Int64])
  func scaleBounds(_ scale: Int64) throws {
    let instance = try township {
      $0.projects[1].variants[0].scaleKind = .integer
      $0.projects[1].variants[0].scaleMax = Quantity(milli: 2000)
    }
    var broken = plain
    broken.awards[1].scale = Quantity(milli: scale)
    expect("scale-bounds", ["P2", "V1"], in: instance, broken: broken)
  }

  @Test func prerequisites() throws {
    expect(
      "prerequisites", ["P1", "P2"], in: try township { $0.projects[0].requires = ["P2"] },
      broken: plain.without("P2"))
    let done = try township {
      $0.projects[0].requires = ["P2"]
      $0.projects[1].status = .done
    }
    #expect(audit(plain.without("P2"), of: done, shortfalls: []) == [])
  }

  @Test func incompatibility() throws {
    let instance = try township {
      $0.projects[0].incompatible = ["P2"]
      $0.projects[1].incompatible = ["P1"]
    }
    expect("incompatibility", ["P1", "P2"], in: instance, legal: plain.without("P2"), broken: plain)
  }

  @Test func readiness() throws {
    let nobody = try township { $0.projects[1].responsible = "" }
    expect("readiness", ["P2"], in: nobody, legal: plain.without("P2"), broken: plain)
    let unapproved = try township { $0.projects[1].approved = false }
    expect("readiness", ["P2"], in: unapproved, legal: plain.without("P2"), broken: plain)
  }

  @Test func status() throws {
    for status in [ProjectStatus.committed, .running] {
      expect(
        "status", ["P2"], in: try township { $0.projects[1].status = status }, broken: plain.without("P2"))
    }
    let done = try township { $0.projects[1].status = .done }
    expect("status", ["P2"], in: done, legal: plain.without("P2"), broken: plain)
  }

  @Test func pins() throws {
    func pinned(_ kind: PinKind, _ fund: FundID? = nil, _ amount: Money? = nil) throws -> Instance {
      try township {
        var pin = Pin(kind: kind, project: "P2")
        pin.fund = fund
        pin.amount = amount
        $0.pins = [pin]
      }
    }
    let none = plain.without("P2")
    let split = plain.paid(
      payment("F1", "P1", 600_000), payment("F1", "P2", 100_000), payment("F2", "P2", 300_000))
    let fromF1 = plain.paid(payment("F1", "P1", 600_000), payment("F1", "P2", 400_000))
    expect("pins", ["P2"], in: try pinned(.mustFund), broken: none)
    expect("pins", ["P2"], in: try pinned(.mustNot), legal: none, broken: plain)
    expect("pins", ["P2"], in: try pinned(.keep), broken: none)
    expect("pins", ["P2", "F2"], in: try pinned(.mustFund, "F2"), legal: split, broken: fromF1)
    expect("pins", ["P2", "F1"], in: try pinned(.mustNot, "F1"), broken: split)
    expect("pins", ["P2", "F2"], in: try pinned(.keep, "F2", Money(400_000)), broken: split)
    expect("pins", ["P2"], in: try pinned(.keep, "F2", Money(400_000)), broken: none)
    expect("pins", ["P2"], in: try pinned(.keep, "F2"), legal: split, broken: none)
  }

  @Test(arguments: [(LimitKind.total, ""), (.place, "T"), (.category, "works")])
  func allotmentLimit(_ kind: LimitKind, _ of: String) throws {
    func limited(_ change: (inout AllotmentLimit) -> Void) throws -> Instance {
      var limit = AllotmentLimit(kind: kind, of: of)
      change(&limit)
      return try township { $0.limits = [limit] }
    }
    let subjects = [kind.rawValue] + (of.isEmpty ? [] : [of])
    let none = plain.without("P2")
    expect("allotment-limit", subjects, in: try limited { $0.mostProjects = 1 }, legal: none, broken: plain)
    expect(
      "allotment-limit", subjects, in: try limited { $0.mostMoney = Money(999_999) }, legal: none, broken: plain)
  }

  @Test func allotmentLimitLeavesOthersAlone() throws {
    var limit = AllotmentLimit(kind: .place, of: "A")
    limit.mostProjects = 1
    #expect(audit(plain, of: try township { $0.limits = [limit] }, shortfalls: []) == [])
  }
}
