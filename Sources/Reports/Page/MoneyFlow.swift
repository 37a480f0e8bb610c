import Model

/// The way of the money: from departments through funds and projects to needs.
///
/// What a project costs is divided among the needs that it serves by the points that it brings each, in whole minor units, as
/// no list says which yuan serves which need. What a drawing has no room for is put together in one node of each layer.
struct MoneyFlow {
  /// A department, fund, project or need, or all others of its layer.
  struct Node {
    let name: String
    let amount: Int128
    /// Whether it stands for all that have no node of their own.
    var isRest = false
  }

  /// Money that goes from a node of one layer to one of the next.
  struct Link {
    let from: Int, to: Int
    var amount: Int128
  }

  /// Departments, funds, projects and needs.
  private(set) var layers: [[Node]] = []
  /// Between each layer and the next.
  private(set) var links: [[Link]] = []

  /// The most nodes of each layer that are drawn by themselves.
  private static let most = [10, 20, 30, 30]

  /// - Complexity: O(n log n) in the plan's lines.
  init(_ plan: Plan, _ instance: Instance, _ language: Language) {
    let zh = language == .zh
    var sums: [[[String]: Int128]] = [[:], [:], [:]]
    var costs: [ProjectID: Int128] = [:]
    for payment in plan.allocation.payments where payment.amount > .zero {
      let fund = instance.fund(payment.fund), amount = Int128(payment.amount.minorUnits)
      sums[0][[fund.department, fund.id.text], default: 0] += amount
      sums[1][[fund.id.text, payment.project.text], default: 0] += amount
      costs[payment.project, default: 0] += amount
    }
    let credits = Dictionary(grouping: plan.allocation.credits, by: \.project)
    for (project, cost) in costs {
      for (need, part) in Self.divided(cost, credits[project] ?? [], instance) {
        sums[2][[project.text, need], default: 0] += part
      }
    }
    let names: [(String) -> String] = [
      { $0.isEmpty ? (zh ? "（未写部门）" : "(no department)") : $0 },
      { "\($0) \(instance.fund(FundID($0)).name)" },
      { "\($0) \(instance.project(ProjectID($0)).title)" },
      { $0.isEmpty ? (zh ? "（没有登记需求）" : "(no need listed)") : "\($0) \(instance.need(NeedID($0)).title)" },
    ]
    draw(sums, names) { zh ? "其余 \($0) 个" : "\($0) others" }
  }

  /// The cost of a project divided among the needs that it serves; under an empty id if it serves none.
  private static func divided(
    _ cost: Int128, _ credits: [Allocation.Credit], _ instance: Instance
  ) -> [(need: String, part: Int128)] {
    let points = credits.sorted { $0.need < $1.need }.map { credit in
      let need = instance.need(credit.need)
      // In whole thousandths of a point, so that a product with a cost fits.
      return (need.id.text, Int128(credit.micro) * Int128(need.value.milli) * Int128(need.urgency) / 1_000_000)
    }
    let all = points.reduce(0) { $0 + $1.1 }
    guard all > 0 else { return [(credits.isEmpty ? "" : credits.map(\.need).min()!.text, cost)] }
    var (out, rest, left) = ([(String, Int128)](), cost, all)
    for (need, own) in points where own > 0 {
      let (product, isTooLarge) = rest.multipliedReportingOverflow(by: own)
      let part = own == left ? rest : isTooLarge ? rest / left * own : product / left
      out.append((need, part))
      (rest, left) = (rest - part, left - own)
    }
    return out
  }

  /// Makes the layers and links of sums by the ids at both ends.
  private mutating func draw(
    _ sums: [[[String]: Int128]], _ names: [(String) -> String], others: (Int) -> String
  ) {
    var places: [[String: Int]] = []
    for layer in 0..<4 {
      let (side, ends) = layer == 0 ? (0, sums[0]) : (1, sums[layer - 1])
      let totals = ends.reduce(into: [String: Int128]()) { $0[$1.key[side], default: 0] += $1.value }
      let order = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let shown = order.count > Self.most[layer] ? Self.most[layer] - 1 : order.count
      var nodes = order.prefix(shown).map { Node(name: names[layer]($0.key), amount: $0.value) }
      let rest = order.dropFirst(shown)
      if !rest.isEmpty {
        nodes.append(Node(name: others(rest.count), amount: rest.reduce(0) { $0 + $1.value }, isRest: true))
      }
      layers.append(nodes)
      places.append(
        Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element.key, min($0.offset, shown)) }))
    }
    for (layer, ends) in sums.enumerated() {
      let joined = ends.reduce(into: [[Int]: Int128]()) { out, entry in
        out[[places[layer][entry.key[0]]!, places[layer + 1][entry.key[1]]!], default: 0] += entry.value
      }
      links.append(
        joined.map { Link(from: $0.key[0], to: $0.key[1], amount: $0.value) }.sorted {
          ($0.from, $0.to) < ($1.from, $1.to)
        })
    }
  }
}
