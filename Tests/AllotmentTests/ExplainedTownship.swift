import DefaultSolver
import Explanation
import Formulation
import Foundation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import allot

/// The number of lists that a search takes before a release, as text; nil in an ordinary run.
let exhaustive = ProcessInfo.processInfo.environment["ALLOT_EXHAUSTIVE"]

/// The seeds of one batch of a test. All batches together have a part of `count` seeds, an eighth unless told, which is what
/// every run has time for; with `ALLOT_EXHAUSTIVE` they have all, or as many as it says if that is more.
func seeds(_ batch: UInt64, of batches: UInt64, count: UInt64, oneIn part: UInt64 = 8) -> Range<UInt64> {
  let asked = exhaustive.flatMap(UInt64.init)
  let each = ((asked.map { max(count, $0) } ?? count / part) + batches - 1) / batches
  return batch * each..<(batch + 1) * each
}

extension StagedSolve {
  /// Ends a stage only when its value is proven to be the best.
  static var exact: StagedSolve {
    var solve = StagedSolve(solver: defaultSolver)
    solve.gap = 0
    return solve
  }
}

/// A small instance, its plan at gap 0, and the explainer that answers questions about it.
struct ExplainedTownship {
  let instance: Instance
  let plan: Plan
  let explainer: Explainer
  let solve: StagedSolve

  /// - Returns: nil if there is no plan.
  init?(_ lists: Lists) throws {
    instance = try Instance(lists)
    let solve = StagedSolve.exact
    let formulation = Formulation(instance)
    guard case .allocated(let solution) = try solve.run(formulation, stages: formulation.stages(.value)) else {
      return nil
    }
    var plan = Plan()
    plan.objective = "value"
    plan.requestedGap = 0
    plan.stages = solution.stages
    plan.allocation = formulation.allocation(of: solution)
    plan.shortfalls = formulation.shortfalls(of: plan.allocation)
    self.plan = plan
    self.solve = solve
    guard let explainer = Explainer(plan, instance, solve: solve, cell: { cell, _ in "\(cell.list) \(cell.field)" })
    else {
      Issue.record("the plan does not obey its lists")
      return nil
    }
    self.explainer = explainer
  }

  var projects: Set<ProjectID> { Set(plan.allocation.awards.map(\.project)) }

  /// An explainer of the same plan as if it had been made within a gap, with little work for each solve.
  var limited: Explainer? {
    var plan = plan
    plan.requestedGap = 0.05
    if let last = plan.stages.firstIndex(where: { $0.name == StageName.utilitarian.rawValue }) {
      plan.stages[last].bound = "1000000"
    }
    var solve = solve
    solve.workLimit = 30
    return Explainer(plan, instance, solve: solve, cell: { cell, _ in cell.list })
  }

  /// An explainer of the same plan as if a better one by a thousandth were not excluded.
  func explainer(toWork work: Int) throws -> Explainer? {
    let level = try #require(Formulation(instance).lexicographicValue(of: plan, .value)).last
    let digits = Formulation(instance).decidingStages(.value).last!.digits
    var (plan, solve) = (plan, solve)
    plan.requestedGap = 0.001
    if let last = plan.stages.firstIndex(where: { $0.name == StageName.utilitarian.rawValue }) {
      plan.stages[last].bound = decimalText(level.value + level.value / 1000, digits: digits, trimmed: true)
    }
    solve.workLimit = work
    return Explainer(plan, instance, solve: solve, cell: { cell, _ in cell.list })
  }

  func served(_ id: NeedID, in allocation: Allocation) -> Int128 {
    allocation.credits.filter { $0.need == id }.reduce(0) { $0 + Int128($1.micro) }
  }
}

extension Allocation {
  var projects: Set<ProjectID> { Set(awards.map(\.project)) }

  func spent(_ fund: FundID) -> Int64 {
    Int64(spent(by: fund))
  }
}

/// The statement of an answer about one forced decision: its price and the projects dropped and added, or
/// infeasibility.
struct SaidPrice {
  var isImpossible = false
  var isZero = false
  var floorsFall = false
  var price: Int128?
  var gone: Set<ProjectID> = []
  var come: Set<ProjectID> = []

  /// - Parameter sentences: The sentences from the one that states `what` up to the next one that states another
  ///   condition.
  init(_ sentences: some Sequence<Sentence>) {
    func ids(_ value: Value?) -> Set<ProjectID> {
      guard case .items(let items) = value else { return [] }
      return Set(items.compactMap { if case .item(let id, _) = $0 { ProjectID(id) } else { nil } })
    }
    for sentence in sentences {
      switch sentence.message {
      case .impossible, .impossibleAlone, .contradiction: isImpossible = true
      case .priceZero: isZero = true
      case .floorsWorse: floorsFall = true
      case .sameAchieved: price = 0
      case .priceExact: if case .objective(let whole) = sentence.values["price"] { price = whole }
      case .priceGain: if case .objective(let whole) = sentence.values["gain"] { price = -whole }
      case .goesOut: gone = ids(sentence.values["projects"])
      case .comesIn, .comesInBesides: come = ids(sentence.values["projects"])
      default: break
      }
    }
  }
}

extension Answer {
  /// The price stated for a condition; `what` is the start of its text.
  func price(_ what: String) -> SaidPrice? {
    guard
      let first = sentences.firstIndex(where: { sentence in
        if case .text(let text) = sentence.values["what"] { text.en == what } else { false }
      })
    else { return nil }
    let rest = sentences[first...]
    let end =
      rest.firstIndex { sentence in
        if case .text(let text) = sentence.values["what"] { text.en != what } else { false }
      } ?? sentences.endIndex
    return SaidPrice(rest[..<end])
  }
}

/// Whether the loss that an answer states is the loss that exhaustive search finds.
/// - Parameter other: The best score without the thing that was asked about; nil if there is no plan.
func expectPrice(
  _ answer: Answer, from best: ExhaustiveSearch.Score, to other: ExhaustiveSearch.Score?, _ comment: String
) {
  let said = answer.sentences.first { [.priceExact, .priceGain].contains($0.message) }
  guard let other else {
    #expect(said == nil, "\(comment)")
    return
  }
  // If a floor is reached less, the policy may reach more.
  if other.value == best.value {
    #expect(answer.sentences.contains { $0.message == .sameAchieved }, "\(comment)")
  } else {
    #expect(
      said?.values[other.value < best.value ? "price" : "gain"] == .objective(abs(best.value - other.value)),
      "\(comment)")
  }
  let fall = other.worstShortfall > best.worstShortfall || other.shortfallSum > best.shortfallSum + 1e-9
  #expect(answer.sentences.contains { $0.message == .floorsWorse } == fall, "\(comment)")
}
