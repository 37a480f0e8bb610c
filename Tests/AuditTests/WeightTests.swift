import Audit
import Model
import Testing

@Suite struct WeightTests {
  /// The indicator `elderly` is 18.5; above 15, at 1.33% each, it adds 4.655%, rounded down. A takes `remote` from the
  /// township.
  private func weighed() throws -> Instance {
    try township {
      $0.places[1].indicators["elderly"] = Quantity(milli: 18_500)
      $0.places[0].indicators["remote"] = Quantity(milli: 3_000)
      var formula = WeightFormula(version: "2026-1")
      formula.terms = [
        .init(indicator: "remote", perUnit: Share(basisPoints: 1000), atMost: Share(basisPoints: 2500)),
        .init(indicator: "elderly", above: Quantity(milli: 15_000), perUnit: Share(basisPoints: 133)),
      ]
      $0.weightFormula = formula
    }
  }

  private var expected: Plan.Weight {
    Plan.Weight(
      place: "A", version: "2026-1", base: .whole,
      terms: [
        .init(indicator: "elderly", of: "A", value: Quantity(milli: 18_500), adds: Share(basisPoints: 465)),
        .init(indicator: "remote", of: "T", value: Quantity(milli: 3_000), adds: Share(basisPoints: 2500)),
      ], weight: Share(basisPoints: 12_965))
  }

  private func found(_ weights: [Plan.Weight]?, _ instance: Instance) -> [[String]] {
    var plan = Plan()
    plan.weights = weights
    return auditWeights(plan, of: instance).map { [$0.rule] + $0.subjects }
  }

  @Test func theWeightIsWhatTheFormulaMakesOfTheIndicators() throws {
    let instance = try weighed()
    #expect(found([expected], instance) == [])
    #expect(found(nil, instance) == [["place-weight", "A"]])
    for change in [
      { $0.weight.basisPoints += 1 }, { $0.terms[0].adds.basisPoints -= 1 }, { $0.version = "2025-1" },
      { $0.terms[1].of = "A" },
    ] as [(inout Plan.Weight) -> Void] {
      var wrong = expected
      change(&wrong)
      #expect(found([wrong], instance) == [["place-weight", "A"]])
    }
    var other = expected
    other.place = "B"
    #expect(found([expected, other], instance) == [["place-weight", "B"]])
    #expect(found([expected, expected], instance) == [["place-weight", "A"]])
  }

  @Test func withoutAFormulaThereIsNoWeight() throws {
    #expect(found(nil, try township()) == [])
    #expect(found([expected], try township()) == [["place-weight", "A"]])
  }
}
