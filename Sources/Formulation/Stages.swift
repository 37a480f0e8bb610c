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
}

extension Formulation {
  /// `floors` (worst-off first, then the sum), the policy, `thrift` (fewest sources, then money that expires first), `order`.
  public func stages(_ objective: PolicyObjective) -> [Stage] {
    var stages: [Stage] = []
    if !shortfalls.isEmpty {
      stages.append(
        Stage(
          name: "floors-worst", objective: worstShortfall!, sense: .minimize, digits: 6, unit: "share", isPolicy: false)
      )
      stages.append(
        Stage(name: "floors-sum", objective: shortfallSum, sense: .minimize, digits: 15, unit: "share", isPolicy: false)
      )
    }
    stages.append(policyStage(objective))
    stages.append(
      Stage(
        name: "thrift-sources", objective: allSources, sense: .minimize, digits: 0, unit: "sources", isPolicy: false))
    stages.append(
      Stage(
        name: "thrift-expiry", objective: expiryObjective, sense: .minimize, digits: 0, unit: "weighted minor units",
        isPolicy: false))
    if let order = orderObjective {
      stages.append(
        Stage(name: "order", objective: order, sense: .minimize, digits: 0, unit: "village rank", isPolicy: false))
    }
    return stages
  }

  func policyStage(_ objective: PolicyObjective) -> Stage {
    switch objective {
    case .count:
      let count = projects.indices.reduce(Expression.zero) { $0 + carried($1) }
      return Stage(name: "utilitarian", objective: count, sense: .maximize, digits: 0, unit: "projects", isPolicy: true)
    case .money:
      let money = projects.indices.reduce(Expression.zero) { $0 + cost($1) }
      return Stage(
        name: "utilitarian", objective: money, sense: .maximize, digits: instance.lists.currency.digits,
        unit: instance.lists.currency.code, isPolicy: true)
    case .value:
      var value = Expression.zero
      for (n, need) in instance.lists.needs.enumerated() where !credits[n].isEmpty {
        value += served(n) * (Int128(need.value.milli) * Int128(need.urgency))
      }
      return Stage(name: "utilitarian", objective: value, sense: .maximize, digits: 9, unit: "points", isPolicy: true)
    }
  }

  private var shortfallSum: Expression {
    shortfalls.sorted { $0.key < $1.key }.reduce(.zero) { sum, entry in
      sum + entry.value.expression * max(1, 1_000_000_000_000_000 / entry.value.required)
    }
  }

  private var allSources: Expression {
    sources.reduce(.zero) { sum, funds in funds.keys.sorted().reduce(sum) { $0 + funds[$1]! } }
  }

  /// A minor unit counts once, and once more for each later last day that some fund has before its own: no money is
  /// spent without need, and what expires first goes first.
  private var expiryObjective: Expression {
    let ends = Set(funds.map { $0.period.to?.number ?? Int.max }).sorted()
    var sum = Expression.zero
    for (fund, item) in funds.enumerated() {
      let weight = 1 + ends.firstIndex(of: item.period.to?.number ?? Int.max)!
      for (_, paid) in spending(fund) { sum += paid * Int128(weight) }
    }
    return sum
  }

  /// The villages' own ranks, summed; a project without one stands last.
  private var orderObjective: Expression? {
    let last = Int128((projects.compactMap(\.rank).max() ?? 0) + 1)
    guard last > 1 else { return nil }
    return projects.indices.reduce(.zero) { $0 + carried($1) * (projects[$1].rank.map { Int128($0) } ?? last) }
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
