import Audit
import Model
import Testing

/// F1 pays for both projects.
private let allFromF1 = plain.paid(payment("F1", "P1", 600_000), payment("F1", "P2", 400_000))

@Suite struct MoneyTests {
  @Test func aPlainPlanPasses() throws {
    #expect(audit(plain, of: try township(), shortfalls: []) == [])
    #expect(audit(allFromF1, of: try township(), shortfalls: []) == [])
  }

  @Test func fundCap() throws {
    let instance = try township { $0.funds[0].reserve = Money(1) }
    expect("fund-cap", ["F1"], in: instance, broken: allFromF1)
    #expect(
      audit(allFromF1, of: instance, shortfalls: []).first?.message
        == Bilingual(
          "资金 F1 支付 10,000.00，超过可用额 9,999.99", "fund F1 pays 10,000.00, more than the 9,999.99 it may spend"))
  }

  @Test func fullFundingToTheLastMinorUnit() throws {
    let instance = try township()
    expect(
      "full-funding", ["P1", "works"], in: instance,
      broken: plain.paid(payment("F1", "P1", 599_999), payment("F2", "P2", 400_000)))
    expect(
      "full-funding", ["P1", "works"], in: instance,
      broken: plain.paid(payment("F1", "P1", 600_001), payment("F2", "P2", 400_000)))
    var unasked = plain
    unasked.awards.removeLast()
    expect("full-funding", ["P2", "works"], in: instance, broken: unasked)
  }

  @Test func fullFundingRoundsEachLineUp() throws {
    let instance = try township {
      $0.projects[1].variants[0].scaleKind = .continuous
      $0.projects[1].variants[0].scaleMin = .zero
      // At a scale of 0.5 each line costs 0.5 minor units.
      let line = CostLine(type: "labour", fixed: .zero, perUnit: Money(1))
      $0.projects[1].variants[0].costs += [line, line]
    }
    var legal = plain
    legal.awards[1].scale = Quantity(milli: 500)
    var broken = legal
    legal.payments.append(payment("F2", "P2", 2, for: "labour"))
    broken.payments.append(payment("F2", "P2", 1, for: "labour"))
    expect("full-funding", ["P2", "labour"], in: instance, legal: legal, broken: broken)
  }

  @Test func tranche() throws {
    let least = try township { $0.funds[0].trancheMin = Money(400_001) }
    expect("tranche", ["F1", "P2"], in: least, broken: allFromF1)
    let most = try township { $0.funds[1].trancheMax = Money(400_000) }
    expect(
      "tranche", ["F2", "P1"], in: most, broken: plain.paid(payment("F2", "P1", 600_000), payment("F1", "P2", 400_000)))
  }

  @Test func shareCap() throws {
    let instance = try township { $0.funds[0].shareMax = Share(basisPoints: 5000) }
    let other = payment("F2", "P2", 400_000)
    expect(
      "share-cap", ["F1", "P1"], in: instance,
      legal: plain.paid(payment("F1", "P1", 300_000), payment("F2", "P1", 300_000), other),
      broken: plain.paid(payment("F1", "P1", 300_001), payment("F2", "P1", 299_999), other))
  }

  @Test func aShareIsRoundedUpToAMinorUnitWhereTheCapsOfAllFundsAddUp() throws {
    let instance = try township {
      for i in 0...1 { $0.funds[i].shareMax = Share(basisPoints: 5000) }
      $0.projects[0].variants[0].costs[0].fixed = Money(599_999)
    }
    let other = [payment("F1", "P2", 200_000), payment("F2", "P2", 200_000)]
    expect(
      "share-cap", ["F1", "P1"], in: instance,
      legal: plain.paid(payment("F1", "P1", 300_000), payment("F2", "P1", 299_999), other[0], other[1]),
      broken: plain.paid(payment("F1", "P1", 300_001), payment("F2", "P1", 299_998), other[0], other[1]))
  }

  @Test func aShareIsNotRoundedUpWhereAnotherFundMayPayMore() throws {
    let instance = try township {
      $0.funds[0].shareMax = Share(basisPoints: 5000)
      $0.projects[0].variants[0].costs[0].fixed = Money(599_999)
    }
    let other = payment("F2", "P2", 400_000)
    expect(
      "share-cap", ["F1", "P1"], in: instance,
      legal: plain.paid(payment("F1", "P1", 299_999), payment("F2", "P1", 300_000), other),
      broken: plain.paid(payment("F1", "P1", 300_000), payment("F2", "P1", 299_999), other))
  }

  /// A match misses its ratio by less than what one minor unit on either side makes.
  @Test func aPaymentAndItsMatchAreRoundedToMinorUnitsWhereFundsMatchEachOther() throws {
    let instance = try township {
      $0.funds[0].matching = [Matching(with: ["F2"], ratio: .whole)]
      $0.funds[1].matching = [Matching(with: ["F1"], ratio: .whole)]
      $0.projects[0].variants[0].costs[0].fixed = Money(599_999)
    }
    let other = [payment("F1", "P2", 200_000), payment("F2", "P2", 200_000)]
    expect(
      "matching", ["F1", "P1"], in: instance,
      legal: plain.paid(payment("F1", "P1", 300_000), payment("F2", "P1", 299_999), other[0], other[1]),
      broken: plain.paid(payment("F1", "P1", 300_001), payment("F2", "P1", 299_998), other[0], other[1]))
  }

  @Test func matching() throws {
    let instance = try township {
      $0.funds[0].matching = [Matching(with: ["F2"], ratio: Share(basisPoints: 5000))]
    }
    let other = payment("F2", "P2", 400_000)
    expect(
      "matching", ["F1", "P1"], in: instance,
      legal: plain.paid(payment("F1", "P1", 400_000), payment("F2", "P1", 200_000), other),
      broken: plain.paid(payment("F1", "P1", 400_001), payment("F2", "P1", 199_999), other))
  }

  @Test func mostSources() throws {
    let instance = try township { $0.projects[0].sourcesMax = 1 }
    expect(
      "most-sources", ["P1"], in: instance,
      broken: plain.paid(payment("F1", "P1", 599_999), payment("F2", "P1", 1), payment("F2", "P2", 400_000)))
  }

  @Test func mostProjects() throws {
    expect("most-projects", ["F1"], in: try township { $0.funds[0].projectsMax = 1 }, broken: allFromF1)
  }

  @Test func capPerPlace() throws {
    let half = Share(basisPoints: 5000)
    let instance = try township {
      $0.projects[1].places = [("A", half), ("B", half)]
      $0.funds[0].perPlaceMax = Money(600_000)
    }
    expect("cap-per-place", ["F1", "A"], in: instance, broken: allFromF1)
    let uneven = plain.paid(payment("F1", "P1", 600_000), payment("F1", "P2", 1), payment("F2", "P2", 399_999))
    #expect(audit(uneven, of: instance, shortfalls: []).first?.message.en.contains("6,000.005 at place A") == true)
  }

  @Test(arguments: [
    SetAside(kind: .category, of: "light", share: Share(basisPoints: 4001)),
    SetAside(kind: .place, of: "B", share: Share(basisPoints: 4001)),
    SetAside(kind: .group, of: "elderly", share: Share(basisPoints: 4001)),
  ])
  func setAside(_ rule: SetAside) throws {
    let instance = try township {
      $0.funds[1].setAsides = [rule]
      $0.projects[1].groups = ["elderly"]
    }
    expect(
      "set-aside", ["F2", rule.of], in: instance,
      broken: plain.paid(payment("F2", "P1", 600_000), payment("F2", "P2", 400_000)))
  }

  @Test func setAsideCountsKindsAndPlacesWithin() throws {
    let instance = try township {
      $0.funds[1].setAsides = [
        SetAside(kind: .category, of: "works", share: .whole), SetAside(kind: .place, of: "T", share: .whole),
      ]
    }
    #expect(audit(plain, of: instance, shortfalls: []) == [])
  }

  @Test func minimumSpend() throws {
    let instance = try township { $0.funds[1].minimumSpend = Money(400_000) }
    expect("minimum-spend", ["F2"], in: instance, broken: allFromF1)
  }

  @Test func costShares() throws {
    let half = Share(basisPoints: 5000)
    let instance = try township {
      $0.projects[1].places = [("A", half), ("B", half)]
      $0.funds[1].places = ["B"]
    }
    let other = payment("F1", "P1", 600_000)
    expect(
      "cost-shares", ["P2", "B"], in: instance,
      legal: plain.paid(other, payment("F1", "P2", 200_000), payment("F2", "P2", 200_000)),
      broken: plain.paid(other, payment("F1", "P2", 199_999), payment("F2", "P2", 200_001)))
  }

  /// A and B bear 133,320.33 minor units each, rounded up.
  @Test func costSharesAreRoundedUpPlaceByPlace() throws {
    let instance = try township {
      $0.places += ["C"].map { Place(id: $0) }
      $0.projects[1].places = [("A", 3333), ("B", 3333), ("C", 3334)].map { ($0, Share(basisPoints: $1)) }
      $0.projects[1].variants[0].costs[0].fixed = Money(400_001)
      $0.funds[0].places = ["A", "B"]
      $0.funds[1].places = ["C", "A", "B"]
    }
    let other = payment("F2", "P1", 600_000)
    expect(
      "cost-shares", ["P2", "A", "B"], in: instance,
      legal: plain.paid(other, payment("F1", "P2", 266_642), payment("F2", "P2", 133_359)),
      broken: plain.paid(other, payment("F1", "P2", 266_643), payment("F2", "P2", 133_358)))
  }

  /// F1 reaches A and B, F2 reaches B and C. Neither pays more than its places' shares; together they pay more than the
  /// shares of A, B and C.
  @Test func costSharesOfFundsThatOverlap() throws {
    let quarter = Share(basisPoints: 2500)
    let instance = try township {
      $0.places += ["C", "D"].map { Place(id: $0) }
      $0.projects[1].places = ["A", "B", "C", "D"].map { ($0, quarter) }
      $0.funds[0].places = ["A", "B"]
      $0.funds[1].places = ["B", "C"]
      $0.funds.append(Fund(id: "F3"))
      $0.funds[2].amount = Money(1_000_000)
    }
    let other = payment("F1", "P1", 600_000)
    expect(
      "cost-shares", ["P2", "A", "B", "C"], in: instance,
      legal: plain.paid(
        other, payment("F1", "P2", 150_000), payment("F2", "P2", 150_000), payment("F3", "P2", 100_000)),
      broken: plain.paid(
        other, payment("F1", "P2", 150_001), payment("F2", "P2", 150_000), payment("F3", "P2", 99_999)))
  }
}
