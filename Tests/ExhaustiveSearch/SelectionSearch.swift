import Audit
import Formulation
import Model

/// The best plan by trying every selection of projects, variants and scales, and for each whether its money can be
/// split (``MoneySplit``): exact for amounts of any size, of lists without periods, assets and people.
struct SelectionSearch {
  /// The score of a selection in the stages up to the villages' own order; a better score is greater.
  struct Score: Comparable {
    /// In millionths, rounded up.
    var worstShortfall: Int128
    /// The numerator over the product of all required floor quantities, which is the same for every selection.
    var shortfallSum: Int128
    /// In the objective's whole units.
    var value: Int128
    var ranks: Int128

    static func < (a: Score, b: Score) -> Bool {
      (-a.worstShortfall, -a.shortfallSum, a.value, -a.ranks) < (-b.worstShortfall, -b.shortfallSum, b.value, -b.ranks)
    }
  }

  struct Selection {
    let score: Score
    let parts: [Payable]
  }

  let instance: Instance
  let objective: PolicyObjective
  /// Every selection that breaks no rule about projects, the best first.
  private(set) var selections: [Selection] = []
  private let credited: ExhaustiveSearch
  private var options: [[Payable]] = []

  init(_ instance: Instance, _ objective: PolicyObjective) {
    (self.instance, self.objective) = (instance, objective)
    credited = ExhaustiveSearch(instance: instance)
    let none = Set(
      instance.lists.projects.flatMap { project in
        instance.lists.funds.flatMap { fund in excluded(fund, project) }
      })
    options = instance.lists.projects.map { project in
      awards(project).map { award in
        Payable(project, award, instance) { !none.contains([$0.id.text, project.id.text, $1]) }
      }
      .filter { !$0.payers.isEmpty }
    }
    combine([], options[...])
    selections.sort { $1.score < $0.score }
  }

  /// The best selection whose money can be split, with a plan; nil if there is none.
  func best() -> (score: Score, allocation: Allocation)? {
    for selection in selections {
      if let plan = plan(selection.parts) { return (selection.score, plan) }
    }
    return nil
  }

  /// The score of the projects of a plan; nil if they break a rule about projects.
  func selection(of allocation: Allocation) -> Selection? {
    selections.first { selection in
      selection.parts.map(\.award) == allocation.awards.sorted { $0.project < $1.project }
    }
  }

  /// A way to pay for a selection; nil if there is none.
  private func plan(_ parts: [Payable]) -> Allocation? {
    for split in splits(parts) {
      if let amounts = split.joined()?.amounts() { return allocation(parts, amounts) }
    }
    return nil
  }

  /// What plans of one selection reach in the stages that decide who pays.
  struct Thrift {
    /// The least number of payers.
    var sources: Int
    /// Whether some payment with so few payers has a lower overshoot than the plan.
    var isCloser = false
    /// Whether some payment with so few payers and no more overshoot has a lower weight by projects than the plan.
    var isNarrower = false
    /// Whether some payment that is as good in all this has a lower weight by last days than the plan.
    var isLighter = false
  }

  /// Compares a plan with all ways to pay for its selection; nil if there is none.
  func thrift(_ parts: [Payable], _ plan: Allocation) -> Thrift? {
    func limit(_ weights: [Int128], less: Int128 = 0) -> (weights: [Int128], most: Int128) {
      let weight = plan.payments.reduce(Int128(0)) {
        $0 + Int128($1.amount.minorUnits) * weights[instance.fundIndex[$1.fund]!]
      }
      return (weights, weight - less)
    }
    let breadths = breadths, ends = expiryWeights
    let overshoot = overshoot(parts, plan)
    var out: Thrift?
    for split in splits(parts) {
      let count = split.parts.reduce(0) { $0 + $1.payers.nonzeroBitCount }
      if let out, count > out.sources { break }
      guard let joined = split.joined(), joined.amounts() != nil else { continue }
      if out == nil { out = Thrift(sources: count) }
      if overshoot > 0, joined.amounts(overshoot: overshoot - 1) != nil { out!.isCloser = true }
      if joined.amounts(limits: [limit(breadths, less: 1)], overshoot: overshoot) != nil { out!.isNarrower = true }
      if joined.amounts(limits: [limit(breadths), limit(ends, less: 1)], overshoot: overshoot) != nil {
        out!.isLighter = true
      }
    }
    return out
  }

  /// What a plan pays above exact shares, in ten-thousandths of a minor unit.
  private func overshoot(_ parts: [Payable], _ plan: Allocation) -> Int128 {
    var payers = parts.map { _ in 0 }, amounts: [[Int: Int128]] = parts.map { _ in [:] }
    for payment in plan.payments {
      let part = parts.firstIndex { $0.project.id == payment.project }!, fund = instance.fundIndex[payment.fund]!
      payers[part] |= 1 << fund
      amounts[part][fund, default: 0] += Int128(payment.amount.minorUnits)
    }
    return MoneySplit(instance, Array(zip(parts, payers).map { ($0, $1) })).overshoot(of: amounts)
  }

  /// Every choice of payers, the fewest first.
  private func splits(_ parts: [Payable]) -> [MoneySplit] {
    var chosen: [[Int]] = [[]]
    for part in parts { chosen = chosen.flatMap { sets in part.payers.map { sets + [$0] } } }
    func count(_ sets: [Int]) -> Int { sets.reduce(0) { $0 + $1.nonzeroBitCount } }
    return chosen.sorted { count($0) < count($1) }.map { MoneySplit(instance, Array(zip(parts, $0).map { ($0, $1) })) }
  }

  /// The payments that the audit forbids: fund, project and type of cost.
  private func excluded(_ fund: Fund, _ project: Project) -> [[String]] {
    let types = Set(project.variants.flatMap { $0.costs.map(\.type) })
    let payments = types.map {
      Allocation.Payment(fund: fund.id, project: project.id, costType: $0, amount: Money(1))
    }
    return audit(Allocation(payments: payments), of: instance, shortfalls: []).flatMap { breach in
      switch breach.rule {
      case "eligibility": [breach.subjects]
      case "no-double-funding": types.map { breach.subjects + [$0] }
      default: [[String]]()
      }
    }
  }

  private func awards(_ project: Project) -> [Allocation.Award] {
    project.variants.flatMap { variant in
      stride(
        from: variant.scaleMin.milli, through: variant.scaleMax.milli, by: variant.scaleKind == .integer ? 1000 : 1
      ).map { .init(project: project.id, variant: variant.id, scale: Quantity(milli: $0)) }
    }
  }

  private mutating func combine(_ parts: [Payable], _ rest: ArraySlice<[Payable]>) {
    guard let first = rest.first else {
      let awards = Allocation(awards: parts.map(\.award))
      if isLawful(awards) { selections.append(Selection(score: score(awards, parts), parts: parts)) }
      return
    }
    combine(parts, rest.dropFirst())
    for option in first { combine(parts + [option], rest.dropFirst()) }
  }

  /// Whether no rule about projects is broken. A pin of a project to a fund is left to the split if the project is
  /// carried out.
  private func isLawful(_ allocation: Allocation) -> Bool {
    let rules: Set = [
      "form", "one-variant", "scale-bounds", "prerequisites", "incompatibility", "readiness", "status", "pins",
      "allotment-limit", "plan-period",
    ]
    let carriedOut = Set(allocation.awards.map(\.project.text))
    return audit(allocation, of: instance, shortfalls: []).allSatisfy {
      !rules.contains($0.rule) || $0.rule == "pins" && $0.subjects.count == 2 && carriedOut.contains($0.subjects[0])
    }
  }

  private func score(_ allocation: Allocation, _ parts: [Payable]) -> Score {
    let missing = credited.missing(allocation)
    let whole = credited.missing(Allocation()).reduce(1) { $0 * $1.required }
    let value: Int128 =
      switch objective {
      case .count: Int128(parts.count)
      case .money: parts.reduce(0) { $0 + $1.total }
      case .value: credited.score(of: allocation).value
      }
    let last = Int128(instance.lists.projects.compactMap(\.rank).max() ?? 0) + 1
    return Score(
      worstShortfall: missing.map { ($0.micro * 1_000_000 + $0.required - 1) / $0.required }.max() ?? 0,
      shortfallSum: missing.reduce(0) { $0 + $1.micro * (whole / $1.required) }, value: value,
      ranks: last == 1 ? 0 : parts.reduce(0) { $0 + ($1.project.rank.map { Int128($0) } ?? last) })
  }

  /// The shortfalls of a plan.
  func shortfalls(_ allocation: Allocation) -> [Plan.Shortfall] { credited.shortfalls(allocation) }

  /// By fund: the number of projects that are neither done nor decided against and of which the audit lets it pay some cost.
  var breadths: [Int128] {
    let against = instance.lists.pins.filter { $0.kind == .mustNot && $0.fund == nil && $0.volunteer == nil }
    return instance.lists.funds.map { fund in
      Int128(
        instance.lists.projects.count { project in
          let types = Set(project.variants.flatMap { $0.costs.map(\.type) })
          return project.status != .done && !against.contains { $0.project == project.id }
            && Set(excluded(fund, project)).count < types.count
        })
    }
  }

  /// The weight of a minor unit by fund: one, plus one for each different earlier last day of another fund.
  var expiryWeights: [Int128] {
    let ends = instance.lists.funds.map { $0.period.to?.number ?? .max }
    return ends.map { end in Int128(1 + Set(ends).count { $0 < end }) }
  }

  private func allocation(_ parts: [Payable], _ amounts: [[Int: Int128]]) -> Allocation {
    var out = Allocation(awards: parts.map(\.award))
    for (part, amounts) in zip(parts, amounts) { out.payments += payments(part, amounts) }
    return credited.credited(out)
  }

  /// Divides what each fund pays among the types of cost.
  private func payments(_ part: Payable, _ amounts: [Int: Int128]) -> [Allocation.Payment] {
    var cells: [(fund: Int, type: String)] = []
    for type in part.costs.keys.sorted() {
      for fund in amounts.keys.sorted() where part.permitted[type]! >> fund & 1 == 1 { cells.append((fund, type)) }
    }
    var test = OmegaTest(columns: cells.count)
    func row(_ constant: Int128, _ sign: Int128, _ isIn: ((fund: Int, type: String)) -> Bool) -> OmegaTest.Row {
      var row = OmegaTest.Row(cells.count)
      row.constant = constant
      for (j, cell) in cells.enumerated() where isIn(cell) { row.add(sign, j) }
      return row
    }
    for (type, cost) in part.costs { test.equalities.append(row(-cost, 1) { $0.type == type }) }
    for (fund, amount) in amounts { test.equalities.append(row(-amount, 1) { $0.fund == fund }) }
    for j in cells.indices { test.rows.append(row(0, 1) { $0 == cells[j] }) }
    return zip(cells, test.point() ?? []).filter { $0.1 > 0 }.map { cell, amount in
      .init(
        fund: instance.lists.funds[cell.fund].id, project: part.project.id, costType: cell.type,
        amount: Money(Int64(amount)))
    }
  }
}
