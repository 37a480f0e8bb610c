import ExactProgram
import IntegerProgram
import Model

/// The objective that the policy stage maximises.
public enum PolicyObjective: String, Sendable, CaseIterable {
  /// The number of projects carried out.
  case count
  /// The money spent.
  case money
  /// The weighted need served: units served × value of a unit × urgency.
  case value
}

/// One stage of the lexicographic solve: an objective, its sense and the unit of its exact value.
public struct Stage: Sendable {
  /// The stage in the catalogue, which gives its sense and its usual unit.
  public let id: StageName
  package let objective: Expression
  /// The number of decimal places: the value is a whole number of 10^-digits `unit`s.
  public let digits: Int
  let unit: String
  /// Whether the awards are fixed in this stage, so that it decides only who pays.
  var holdsAwards = false
  /// Whether starts and assets remain free although the awards are fixed.
  var freesStarts = false
  /// The tolerance for ties: values no further apart count as equal, since rounded coefficients can separate equal plans.
  public var slack: Int128 = 0
  /// The stage's share of the work limit.
  var share = 1.0
  /// Whether the stage minimises the largest load of any volunteer.
  var isLeastLoad = false
  /// The granularity of plan values, if a larger one is known than the objective's coefficients imply.
  var granularity: Int128?

  /// - Parameters:
  ///   - digits: The decimal places of the value, by default those of the catalogue, or else none.
  ///   - unit: The unit of the value, by default that of the catalogue, or else none.
  package init(_ id: StageName, _ objective: Expression, digits: Int? = nil, unit: String? = nil) {
    (self.id, self.objective) = (id, objective)
    self.digits = digits ?? id.digits ?? 0
    self.unit = unit ?? id.unit?.rawValue ?? ""
  }

  /// The name of the stage, as plans and rows write it.
  public var name: String { id.rawValue }
  package var sense: Objective.Sense { id.isMaximised ? .maximize : .minimize }
  /// Whether this is the policy stage.
  public var isPolicy: Bool { id.isPolicy }

  /// A stage with a zero objective, which any feasible point solves.
  package static var any: Stage { Stage(.any, .zero) }

  var goal: ExactGoal { ExactGoal(name: name, objective: objective, sense: sense) }
}

extension Formulation {
  /// The stages of the lexicographic solve, in order.
  ///
  /// The floor stages come first: the worst shortfall, then the sum. The policy follows, then the volunteers' wishes,
  /// where they decide, and `order`, which break its ties. With the awards fixed, the last stages choose the earliest
  /// starts, if there are periods, and then `thrift`: the fewest sources, then the least above exact shares, then the
  /// money that fewest projects may use, then the money that expires first. docs/decisions/0002, 0038 and 0041 give the
  /// reasons for this order.
  public func stages(_ objective: PolicyObjective) -> [Stage] {
    decidingStages(objective) + awardStages + paymentStages
  }

  /// The floor stages and the policy stage, without the later stages that break ties.
  public func decidingStages(_ objective: PolicyObjective) -> [Stage] {
    var stages: [Stage] = []
    if let worstShortfall = column(.worstShortfall) {
      stages.append(Stage(.floorsWorst, worstShortfall))
      var sum = Stage(.floorsSum, shortfallSum, digits: shortfallDigits)
      sum.slack = shortfalls.values.reduce(0) { $0 + $1.required }
      stages.append(sum)
    }
    stages.append(policyStage(objective))
    return stages
  }

  /// The stages that choose among plans of one policy value.
  private var awardStages: [Stage] {
    var stages: [Stage] = []
    if instance.lists.wishesDecide {
      // Its objective is over columns that the run adds when it comes to the stage.
      var wishes = Stage(.wishes, .zero)
      wishes.share = 0.05
      stages.append(wishes)
    }
    if let ranks = orderObjective {
      var order = Stage(.order, ranks)
      order.share = 0.05
      stages.append(order)
    }
    return stages
  }

  /// The stages that choose starts and payments of the awards.
  private var paymentStages: [Stage] {
    var stages: [Stage] = []
    if instance.hasPeriods {
      var earliest = Stage(.orderStart, startObjective)
      earliest.holdsAwards = true
      earliest.freesStarts = true
      earliest.share = 0.002
      stages.append(earliest)
    }
    let rounding: [(StageName, Expression)] = instance.hasShares ? [(.thriftRounding, allOvershoots)] : []
    let breadths = breadths
    let flexible: [(StageName, Expression)] =
      Set(breadths).count > 1 ? [(.thriftFlexible, flexibleObjective(breadths))] : []
    for (id, objective) in [(.thriftSources, allSources)] + rounding + flexible + [(.thriftExpiry, expiryObjective)] {
      var thrift = Stage(id, objective)
      thrift.holdsAwards = true
      thrift.share = 0.02
      stages.append(thrift)
    }
    return stages
  }

  /// The program with variants, scales and line costs fixed at a point, and starts and assets as well unless they are
  /// freed.
  func holdingAwards(of exact: ExactProgram, at point: [Int128], freesStarts: Bool) -> ExactProgram {
    var held = exact
    for (column, key) in columnMap.keys.enumerated() {
      switch key {
      case .carryOut, .scale, .lineCost: held.fix(column, at: point[column])
      case .start, .use, .usedAmount: if !freesStarts { held.fix(column, at: point[column]) }
      case .costCut, .occupied, .amount, .overshoot, .placeShare, .source, .begun, .paidBy, .permission, .extraMoney,
        .service, .shortfall, .worstShortfall:
        continue
      }
    }
    return held
  }

  func policyStage(_ objective: PolicyObjective) -> Stage {
    switch objective {
    case .count:
      let count = projects.indices.map { carried($0) }.sum()
      return Stage(.utilitarian, count, digits: 0, unit: StageUnit.projects.rawValue)
    case .money:
      let money = projects.indices.map { cost($0) }.sum()
      let currency = instance.lists.currency
      return Stage(.utilitarian, money, digits: currency.digits, unit: currency.code)
    case .value:
      var parts: [Expression] = []
      let weights = self.weights.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.place, $0.weight) }) }
      var granularity: Int128 = 0
      for (n, need) in instance.lists.needs.enumerated() where !credits[n].isEmpty {
        let weight =
          Int128(need.value.milli) * Int128(need.urgency) * Int128(weights?[need.place]!.basisPoints ?? 1)
        parts.append(served(n) * weight)
        granularity = greatestCommonDivisor(granularity, weight * serviceGranularity(of: need, by: credits[n].keys))
      }
      // Millionths of a need × thousandths of its value × ten-thousandths of its place's weight, if places have
      // weights.
      var stage = Stage(
        .utilitarian, parts.sum(), digits: weights == nil ? 9 : 13, unit: StageUnit.points.rawValue)
      stage.granularity = granularity
      return stage
    }
  }

  /// The granularity of what a plan serves of a need, in millionths of its unit.
  ///
  /// A plan serves the whole need or the sum of the projects' offers. Each offer is a rate times a whole number of
  /// thousandths of scale, or its upper limit.
  func serviceGranularity(of need: Need, by servers: some Sequence<Int>) -> Int128 {
    var divisor = Int128(need.quantity.milli) * 1000
    for variant in servers.flatMap({ projects[$0].variants }) {
      for service in variant.services where service.need == need.id {
        divisor = greatestCommonDivisor(divisor, Int128(service.perUnit.milli) * Int128(variant.scaleMin.milli))
        let step: Int128 = variant.hasFixedScale ? 0 : variant.scaleKind == .integer ? 1000 : 1
        divisor = greatestCommonDivisor(divisor, Int128(service.perUnit.milli) * step)
        divisor = greatestCommonDivisor(divisor, Int128(service.atMost?.milli ?? 0) * 1000)
      }
    }
    return divisor
  }

  /// The sum of the shortfalls, each as a share of what its floor requires.
  ///
  /// The coefficient of a millionth of a need is its share of the requirement, rounded down to 10^-15. If the floors
  /// require more than a thousand units, it is rounded to 10^-24, so that rounding separates tied plans by less than a
  /// millionth of a share.
  private var shortfallSum: Expression {
    let whole: Int128 = shortfallDigits == 15 ? 1_000_000_000_000_000 : 1_000_000_000_000_000_000_000_000
    return shortfalls.values.map { $0.expression * max(1, whole / $0.required) }.sum()
  }

  /// The decimal places of the shortfall sum. They follow from the lists without waivers, so that sums stay comparable
  /// when a question waives a rule.
  private var shortfallDigits: Int {
    let all = instance.lists.needs.reduce(Int128(0)) { sum, need in
      let share = need.urgency == 5 ? need.floor ?? .whole : need.tier == .basic ? need.floor : nil
      return need.status == .open ? sum + required(share ?? Share(basisPoints: 0), of: need) : sum
    }
    return all <= 1_000_000_000 ? 15 : 24
  }

  private var allSources: Expression { sources.flatMap(\.values).sum() }

  /// By fund: the number of projects that are not done nor decided against and of which its earmark admits a cost, whatever
  /// a question waives.
  /// - Complexity: O(projects × (funds + pins)), each with the complexity of an earmark.
  private var breadths: [Int] {
    let earmarks = funds.map { Earmark($0, in: instance) }
    let against = instance.decidedAgainst
    let open = projects.filter { $0.status != .done && !against.contains($0.id) }
    return open.reduce(into: funds.map { _ in 0 }) { breadths, project in
      for fund in earmarks.admitting(Payee(project, in: instance)) { breadths[fund] += 1 }
    }
  }

  /// The spending, each minor unit weighted by the number of projects that its fund may pay for. Minimising it leaves
  /// the money that most projects may use.
  private func flexibleObjective(_ breadths: [Int]) -> Expression {
    funds.indices.flatMap { fund in spending(fund).map { $0.paid * Int128(breadths[fund]) } }.sum()
  }

  /// The spending, weighted by expiry: a minor unit of the fund that expires first weighs 1, and each later expiry
  /// date adds 1. Minimising it avoids unnecessary spending and uses the money that expires first.
  private var expiryObjective: Expression {
    let ends = Set(funds.map { $0.period.to?.number ?? Int.max }).sorted()
    return funds.enumerated().flatMap { fund, item in
      let weight = 1 + ends.firstIndex(of: item.period.to?.number ?? Int.max)!
      return spending(fund).map { $0.paid * Int128(weight) }
    }.sum()
  }

  /// The sum of the villages' own ranks of the projects carried out; a project without a rank counts as last.
  /// Nil if no project has a rank.
  private var orderObjective: Expression? {
    let last = Int128((projects.compactMap(\.rank).max() ?? 0) + 1)
    guard last > 1 else { return nil }
    return projects.indices.map { carried($0) * (projects[$0].rank.map { Int128($0) } ?? last) }.sum()
  }

  /// Adds the column of the worst shortfall, in millionths of the requirement, and a row for each floor that bounds it
  /// below.
  mutating func addWorstShortfall() {
    guard !shortfalls.isEmpty else { return }
    let worst = addColumn(.worstShortfall, .credit, upper: 1_000_000)
    for (n, entry) in shortfalls.sorted(by: { $0.key < $1.key }) {
      exact.add(
        Meaning("worst-shortfall", [instance.lists.needs[n].id.text]),
        worst * entry.required - entry.expression * 1_000_000, atLeast: 0)
    }
  }
}
