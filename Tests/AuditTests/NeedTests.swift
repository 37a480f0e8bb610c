import Audit
import Model
import Testing

@Suite struct NeedTests {
  /// The plain allocation without P1's credit for N1.
  private let unserved = Allocation(awards: plain.awards, payments: plain.payments)

  @Test func servedAtMostWhatTheVariantOffers() throws {
    let instance = try township { $0.needs[0].quantity = Quantity(milli: 50_000) }
    expect("served-at-most", ["N1", "P1"], in: instance, broken: unserved.crediting(credit("N1", "P1", 10_000_001)))
    expect("served-at-most", ["N1", "P2"], in: instance, broken: plain.crediting(credit("N1", "P2", 1)))
    let limited = try township { $0.projects[0].variants[0].services[0].atMost = Quantity(milli: 4000) }
    expect(
      "served-at-most", ["N1", "P1"], in: limited, legal: unserved.crediting(credit("N1", "P1", 4_000_000)),
      broken: unserved.crediting(credit("N1", "P1", 4_000_001)))
  }

  @Test func servedAtMostWhatIsNeeded() throws {
    let instance = try township { $0.needs[0].quantity = Quantity(milli: 9_999) }
    expect(
      "served-at-most", ["N1"], in: instance, legal: unserved.crediting(credit("N1", "P1", 9_999_000)), broken: plain)
  }

  @Test(arguments: [NeedStatus.served, .withdrawn])
  func servedOnlyWhereOpen(_ status: NeedStatus) throws {
    expect(
      "served-at-most", ["N1", "P1"], in: try township { $0.needs[0].status = status }, legal: unserved, broken: plain)
  }

  @Test func duePeriod() throws {
    let instance = try township {
      $0.needs[0].due = Period(to: Day(2026, 6, 30))
      $0.projects[0].period = Period(from: Day(2026, 7, 1))
    }
    expect("due-period", ["N1", "P1"], in: instance, legal: unserved, broken: plain)
  }

  /// A floor of 33.33% of 9.999 is 3,332,666.7 millionths, rounded up.
  @Test func basicFloor() throws {
    let instance = try township {
      $0.needs[0].tier = .basic
      $0.needs[0].quantity = Quantity(milli: 9_999)
      $0.needs[0].floor = Share(basisPoints: 3333)
    }
    expect(
      "basic-floor", ["N1"], in: instance, legal: unserved.crediting(credit("N1", "P1", 3_332_667)),
      broken: unserved.crediting(credit("N1", "P1", 3_332_666)))
  }

  @Test func mustServe() throws {
    let whole = try township { $0.needs[0].urgency = 5 }
    expect("must-serve", ["N1"], in: whole, broken: unserved.crediting(credit("N1", "P1", 9_999_999)))
    let half = try township {
      $0.needs[0].urgency = 5
      $0.needs[0].floor = Share(basisPoints: 5000)
    }
    expect(
      "must-serve", ["N1"], in: half, legal: unserved.crediting(credit("N1", "P1", 5_000_000)),
      broken: unserved.crediting(credit("N1", "P1", 4_999_999)))
  }

  @Test func aNeedThatIsNotOpenHasNoFloor() throws {
    let instance = try township {
      $0.needs[0].urgency = 5
      $0.needs[0].status = .withdrawn
    }
    #expect(audit(unserved, of: instance, shortfalls: []) == [])
  }

  @Test func aShortfallIsReportedAsItIs() throws {
    let instance = try township { $0.needs[0].urgency = 5 }
    let served = unserved.crediting(credit("N1", "P1", 4_000_000))
    func rules(_ micro: Int64) -> [String] {
      audit(served, of: instance, shortfalls: [Plan.Shortfall(need: "N1", micro: micro, rule: "must-serve")]).map(
        \.rule)
    }
    #expect(rules(6_000_000) == [])
    #expect(rules(6_000_001) == ["must-serve"])
    #expect(rules(5_999_999) == ["must-serve"])
    #expect(rules(-1) == ["must-serve"])
    let needless = [Plan.Shortfall(need: "N1", micro: 1, rule: "must-serve")]
    #expect(audit(plain, of: instance, shortfalls: needless).map(\.rule) == ["must-serve"])
  }

  @Test func aShortfallUnderBothRulesMayBeReportedOnce() throws {
    let instance = try township {
      $0.needs[0].urgency = 5
      $0.needs[0].tier = .basic
      $0.needs[0].floor = Share(basisPoints: 5000)
    }
    for rule in ["basic-floor", "must-serve"] {
      let reported = [Plan.Shortfall(need: "N1", micro: 5_000_000, rule: rule)]
      #expect(audit(unserved, of: instance, shortfalls: reported) == [])
    }
    #expect(audit(unserved, of: instance, shortfalls: []).map(\.rule) == ["basic-floor", "must-serve"])
  }
}
