import IntegerProgram
import Model

/// What stage 2 maximises.
public enum PolicyObjective: String, Sendable, CaseIterable {
  /// Projects carried out.
  case count
  /// Money placed.
  case money
  /// Weighted need served: units served × value of a unit × urgency.
  case value
}

/// One stage of the lexicographic solve: an objective, its sense and how its exact value reads.
public struct Stage: Sendable {
  public let name: String
  let objective: Expression
  let sense: Objective.Sense
  /// The value is a whole number of 10^-digits `unit`s.
  public let digits: Int
  let unit: String
  public let isPolicy: Bool
  /// Who pays is decided; what is done stays as it is.
  var holdsAwards = false
  /// When it starts, and which assets it uses, may yet change.
  var freesStarts = false
  /// What coefficients rounded to whole numbers may make of a tie: values no further apart are kept as equal.
  public var slack: Int128 = 0
  /// The stage's part of the work limit.
  var share = 1.0
  /// The most that anybody bears is made least.
  var isLeastLoad = false
  /// Values of plans differ by multiples of this, if it is known better than from the objective's coefficients.
  var granularity: Int128?

  /// Any plan at all.
  static var any: Stage {
    Stage(name: "any", objective: .zero, sense: .minimize, digits: 0, unit: "", isPolicy: false)
  }
}

extension Formulation {
  /// `floors` (worst-off first, then the sum), the policy, `order` among what it left equal, and, with what is done held,
  /// the earliest starts where there are periods, and `thrift` (fewest sources, then money that expires first). docs/decisions/0002 says why in this order.
  public func stages(_ objective: PolicyObjective) -> [Stage] {
    func minor(_ name: String, _ objective: Expression, _ digits: Int, _ unit: String) -> Stage {
      Stage(name: name, objective: objective, sense: .minimize, digits: digits, unit: unit, isPolicy: false)
    }
    var stages: [Stage] = []
    if let worstShortfall {
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

  /// The program with variants and scales fixed as they are at a point, and starts and assets too unless they are freed.
  func holdingAwards(of exact: ExactProgram, at point: [Int128], freesStarts: Bool) -> ExactProgram {
    var held = exact
    let decided: Set<String> = freesStarts ? [] : ["start", "use"]
    for index in held.columns.indices
    where ["carry-out", "scale", "line-cost"].contains(held.columns[index].meaning.rule)
      || decided.contains(held.columns[index].meaning.rule)
    {
      held.fix(index, at: point[index])
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
      // Millionths of a need by thousandths of its value, and by ten-thousandths of its place's weight.
      var stage = Stage(
        name: "utilitarian", objective: parts.sum(), sense: .maximize, digits: weights == nil ? 9 : 13, unit: "points",
        isPolicy: true)
      stage.granularity = granularity
      return stage
    }
  }

  /// What is served of a need is the whole of it or a sum of what projects offer, each at a whole number of thousandths of
  /// its scale, or at most so much.
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

  /// A millionth of a need weighs its share of what is required, rounded down to 10^-15; where floors require more than
  /// a thousand units, to 10^-24, so that what rounding makes of a tie stays below a millionth of a share.
  private var shortfallSum: Expression {
    let whole: Int128 = shortfallDigits == 15 ? 1_000_000_000_000_000 : 1_000_000_000_000_000_000_000_000
    return shortfalls.values.map { $0.expression * max(1, whole / $0.required) }.sum()
  }

  /// Of the lists as they are, so that what a question waives leaves sums comparable.
  private var shortfallDigits: Int {
    let all = instance.lists.needs.reduce(Int128(0)) { sum, need in
      let share = need.urgency == 5 ? need.floor ?? .whole : need.tier == .basic ? need.floor : nil
      return need.status == .open ? sum + required(share ?? Share(basisPoints: 0), of: need) : sum
    }
    return all <= 1_000_000_000 ? 15 : 24
  }

  private var allSources: Expression { sources.flatMap(\.values).sum() }

  /// A minor unit counts once, and once more for each later last day that some fund has before its own: no money is
  /// spent without need, and what expires first goes first.
  private var expiryObjective: Expression {
    let ends = Set(funds.map { $0.period.to?.number ?? Int.max }).sorted()
    return funds.enumerated().flatMap { fund, item in
      let weight = 1 + ends.firstIndex(of: item.period.to?.number ?? Int.max)!
      return spending(fund).map { $0.paid * Int128(weight) }
    }.sum()
  }

  /// The villages' own ranks, summed; a project without one stands last.
  private var orderObjective: Expression? {
    let last = Int128((projects.compactMap(\.rank).max() ?? 0) + 1)
    guard last > 1 else { return nil }
    return projects.indices.map { carried($0) * (projects[$0].rank.map { Int128($0) } ?? last) }.sum()
  }

  /// Adds the column that is no less than any shortfall, in millionths of what is required.
  mutating func addWorstShortfall() {
    guard !shortfalls.isEmpty else { return }
    let worst = exact.addColumn(Meaning("worst-shortfall"), .credit, upper: 1_000_000)
    for (n, entry) in shortfalls.sorted(by: { $0.key < $1.key }) {
      exact.add(
        Meaning("worst-shortfall", [instance.lists.needs[n].id.text]),
        worst * entry.required - entry.expression * 1_000_000, atLeast: 0)
    }
    worstShortfall = worst
  }
}
