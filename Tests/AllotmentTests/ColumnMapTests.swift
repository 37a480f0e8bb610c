import IntegerProgram
import Model
import Testing

@testable import ExactProgram
@testable import ExhaustiveSearch
@testable import Formulation

@Suite struct ColumnMapTests {
  /// The lists as they are, and as the questions change them.
  private func formulations(of instance: Instance) -> [Formulation] {
    let plain = Formulation(instance)
    let permissions = instance.lists.funds.flatMap { instance.permissions(of: $0.id) }
    return [
      plain, plain.permittingOne(of: permissions),
      Formulation(instance, ModelVariant(spelledOut: .init(everyProjectOf: instance))),
      Formulation(instance, ModelVariant(parametricChange: .extraMoney(instance.lists.funds[0].id))),
      Formulation(instance, ModelVariant(parametricChange: .costCut(instance.lists.projects[0].id))),
    ]
  }

  /// The columns whose key leads to another column, or says another name or project than the program.
  private func mistaken(in formulation: Formulation) -> [Int] {
    formulation.exact.columns.indices.filter { column in
      guard let key = formulation.columnMap.key(of: column) else { return true }
      let entry = formulation.exact.columns[column]
      return formulation.columnMap.column(of: key) != column || entry.meaning != key.meaning
        || entry.block != key.project?.text
    }
  }

  @Test(arguments: [randomLists, randomListsWithResources, randomTownship])
  func everyColumnHasAKeyOfItsOwn(lists: @Sendable (UInt64) -> Lists) throws {
    var kinds: Set<String> = []
    for seed in 0..<60 as Range<UInt64> {
      for (number, formulation) in formulations(of: try Instance(lists(seed))).enumerated() {
        let map = formulation.columnMap
        #expect(mistaken(in: formulation) == [], "seed \(seed), formulation \(number)")
        #expect(map.keys.count == formulation.exact.columns.count)
        #expect(Set(map.keys).count == map.keys.count, "seed \(seed), formulation \(number)")
        for project in formulation.projects {
          #expect(map.columns(of: project.id) == map.keys.indices.filter { map.keys[$0].project == project.id })
        }
        kinds.formUnion(map.keys.map(\.meaning.rule))
      }
    }
    #expect(
      kinds.isSuperset(of: [
        "carry-out", "scale", "line-cost", "cost-cut", "amount", "source", "permission", "extra-money", "service",
        "shortfall", "worst-shortfall",
      ]))
  }

  @Test func columnsOfVolunteersFollowThoseThatHaveKeys() throws {
    var more = 0
    for seed in 0..<20 as Range<UInt64> {
      let instance = try Instance(randomTownship(seed))
      let (money, whole) = (Formulation(instance), WholeProgram(instance))
      #expect(whole.formulation.columnMap.keys == money.columnMap.keys)
      #expect(whole.formulation.columnMap.key(of: money.exact.columns.count) == nil)
      more += whole.exact.columns.count - money.exact.columns.count
    }
    #expect(more > 0)
  }

  @Test func aKeyWithoutAColumnLeadsNowhere() throws {
    let map = Formulation(try Instance(randomLists(seed: 1))).columnMap
    #expect(map.column(of: .carryOut(VariantKey(project: "P1", variant: "v9"))) == nil)
    #expect(map.column(of: .carryOut(VariantKey(project: "P9", variant: "v1"))) == nil)
    #expect(map.column(of: .extraMoney("F1")) == nil)
    #expect(map.key(of: -1) == nil)
  }

  /// Exports and explanations show these names.
  @Test(
    arguments: [
      (.carryOut(variant), "carry-out(P1,v1)"), (.scale(variant), "scale(P1,v1)"),
      (.start(variant, "K1"), "start(P1,v1,K1)"), (.lineCost(line), "line-cost(P1,v1,t1,0)"),
      (.costCut(line), "cost-cut(P1,v1,t1,0)"), (.use(use), "use(P1,v1,2,A1)"),
      (.usedAmount(use), "use(P1,v1,2,A1,amount)"), (.occupied(use, "K1"), "occupied(P1,v1,2,A1,K1)"),
      (.amount(PaymentKey(source: source, costType: "t1")), "amount(F1,P1,t1)"), (.source(source), "source(F1,P1)"),
      (.begun(source, "K1"), "begun(F1,P1,K1)"), (.permission(source), "permission(F1,P1)"),
      (.extraMoney("F1"), "extra-money(F1)"), (.service(CreditKey(project: "P1", need: "N1")), "service(P1,N1)"),
      (.shortfall("N1"), "shortfall(N1)"), (.worstShortfall, "worst-shortfall"),
    ] as [(ColumnKey, String)]) func aKeyDeterminesTheNameOfItsColumn(key: ColumnKey, name: String)
  {
    #expect(key.meaning.description == name)
  }
}

private let variant = VariantKey(project: "P1", variant: "v1")
private let line = LineKey(variant: variant, number: 0, costType: "t1")
private let use = UseKey(demand: DemandKey(variant: variant, number: 2), asset: "A1")
private let source = SourceKey(fund: "F1", project: "P1")
