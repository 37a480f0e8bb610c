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
  /// The name of the stage, such as `floors-worst` or `utilitarian`.
  public let name: String
  package let objective: Expression
  package let sense: Objective.Sense
  /// The number of decimal places: the value is a whole number of 10^-digits `unit`s.
  public let digits: Int
  let unit: String
  /// Whether this is the policy stage.
  public let isPolicy: Bool
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

  package init(
    name: String, objective: Expression, sense: Objective.Sense, digits: Int = 0, unit: String = "",
    isPolicy: Bool = false
  ) {
    (self.name, self.objective, self.sense) = (name, objective, sense)
    (self.digits, self.unit, self.isPolicy) = (digits, unit, isPolicy)
  }

  /// A stage with a zero objective, which any feasible point solves.
  package static var any: Stage {
    Stage(name: "any", objective: .zero, sense: .minimize)
  }

  var goal: ExactGoal { ExactGoal(name: name, objective: objective, sense: sense) }
}

extension Formulation {
  /// The stages of the lexicographic solve, in order.
  ///
  /// The floor stages come first: the worst shortfall, then the sum. The policy follows, then `order`, which breaks
  /// its ties. With the awards fixed, the last stages choose the earliest starts, if there are periods, and then
  /// `thrift`: the fewest sources, then the money that expires first. docs/decisions/0002 gives the reasons for this
  /// order.
  public func stages(_ objective: PolicyObjective) -> [Stage] {
    func minor(_ name: String, _ objective: Expression, _ digits: Int, _ unit: String) -> Stage {
      Stage(name: name, objective: objective, sense: .minimize, digits: digits, unit: unit, isPolicy: false)
    }
    var stages: [Stage] = []
    if let worstShortfall = column(.worstShortfall) {
      stages.append(minor("floors-worst", worstShortfall, 6, "share"))
      var sum = minor("floors-sum", shortfallSum, shortfallDigits, "share")
      sum.slack = shortfalls.values.reduce(0) { $0 + $1.required }
      stages.append(sum)
    }
    stages.append(policyStage(objective))
    if let ranks = orderObjective {
      var order = minor("order", ranks, 0, "village rank")
      order.share = 0.05
      stages.append(order)
    }
    if instance.hasPeriods {
      var earliest = minor("order-start", startObjective, 0, "periods")
      earliest.holdsAwards = true
      earliest.freesStarts = true
      earliest.share = 0.002
      stages.append(earliest)
    }
    for (name, objective, unit) in [
      ("thrift-sources", allSources, "sources"), ("thrift-expiry", expiryObjective, "weighted minor units"),
    ] {
      var thrift = minor(name, objective, 0, unit)
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
      case .costCut, .occupied, .amount, .source, .begun, .permission, .extraMoney, .service, .shortfall,
        .worstShortfall:
        continue
      }
    }
    return held
  }

  func policyStage(_ objective: PolicyObjective) -> Stage {
    switch objective {
    case .count:
      let count = projects.indices.map { carried($0) }.sum()
      return Stage(name: "utilitarian", objective: count, sense: .maximize, digits: 0, unit: "projects", isPolicy: true)
    case .money:
      let money = projects.indices.map { cost($0) }.sum()
      return Stage(
        name: "utilitarian", objective: money, sense: .maximize, digits: instance.lists.currency.digits,
        unit: instance.lists.currency.code, isPolicy: true)
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
        name: "utilitarian", objective: parts.sum(), sense: .maximize, digits: weights == nil ? 9 : 13, unit: "points",
        isPolicy: true)
      stage.granularity = granularity
      return stage
    }
  }

  /// The granularity of what a plan serves of a need, in millionths of its unit.
  ///
  /// A plan serves the whole need or the sum of the projects' offers. Each offer is a rate times a whole number of
  /// thousandths of scale, or its upper limit.
  private func serviceGranularity(of need: Need, by servers: some Sequence<Int>) -> Int128 {
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
