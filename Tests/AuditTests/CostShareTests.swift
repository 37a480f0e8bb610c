import Audit
import Model
import Testing

@Suite struct CostShareTests {
  /// Four funds are each confined to some of four places; the audit is compared with a check of every set of places.
  @Test func everySetOfPlacesIsAsked() throws {
    var generator = LinearCongruence(state: 7)
    let places: [PlaceID] = ["A", "B", "C", "D"]
    let shares: [Int64] = [1000, 2000, 3000, 4000]
    var overdrawn = 0
    for round in 0..<400 {
      let reaches = (0..<4).map { _ in Int.random(in: 1...15, using: &generator) }
      var amounts = (0..<4).map { _ in Int64.random(in: 0...40, using: &generator) * 2500 }
      amounts.append(400_000 - amounts.reduce(0, +))
      let instance = try township {
        $0.places += ["C", "D"].map { Place(id: $0) }
        $0.projects[1].places = zip(places, shares).map { ($0, Share(basisPoints: $1)) }
        $0.funds = (0...4).map { Fund(id: FundID("F\($0)")) }
        for index in $0.funds.indices { $0.funds[index].amount = Money(1_000_000) }
        for (index, reach) in reaches.enumerated() {
          $0.funds[index].places = places.indices.filter { reach & 1 << $0 != 0 }.map { places[$0] }
        }
      }
      let expected = Set(
        (1..<15).filter { set in
          let paid = zip(reaches, amounts).filter { $0.0 & ~set == 0 }.reduce(0) { $0 + $1.1 }
          return paid * 10_000 > places.indices.filter { set & 1 << $0 != 0 }.reduce(0) { $0 + shares[$1] } * 400_000
        }.map { set in ["P2"] + places.indices.filter { set & 1 << $0 != 0 }.map { places[$0].text } })
      let payments = amounts.enumerated().map { payment(FundID("F\($0)"), "P2", $1) } + [payment("F4", "P1", 600_000)]
      var allocation = plain
      allocation.payments = payments
      let found = audit(allocation, of: instance, shortfalls: []).filter { $0.rule == "cost-shares" }
      #expect(found.isEmpty == expected.isEmpty, "round \(round)")
      #expect(expected.isSuperset(of: found.map(\.subjects)), "round \(round)")
      if !found.isEmpty { overdrawn += 1 }
    }
    // Both outcomes occur often.
    #expect((50...350).contains(overdrawn))
  }
}
