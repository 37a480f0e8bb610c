import ExactProgram
import IntegerProgram
import Model

/// An ``Instance`` as an integer program, with the mapping between points and allocations.
///
/// Columns: `carry-out(p,v)` chooses a variant, `scale(p,v)` its scale, `amount(f,p,t)` what a fund pays, `source(f,p)`
/// whether it pays at all, `service(p,n)` what is credited to a need. A value that follows from other columns has no
/// column but is an expression: if only one fund may pay a line, the amount is the line's cost; if only one project
/// serves a need, the credit is what the project offers. `start(p,v,k)` (Timeline.swift) and `use(p,v,d,a)`
/// (Assets.swift) exist only if there is a choice of periods or assets.
///
/// The program has no columns for volunteers: ``StaffingCutGenerator`` and ``Staffing`` add Benders cuts for them. A
/// ``RosterProgram`` says who serves in what is carried out; the ``WholeProgram`` has both, for other solvers.
public struct Formulation: Sendable {
  /// The instance that is formulated.
  public let instance: Instance
  /// The changes to the rules under which it is formulated.
  public let modelVariant: ModelVariant
  package var exact = ExactProgram()
  /// `y(p,v)`: 1 if the variant is carried out. By project and variant, in the order of the instance.
  private(set) var chosen: [[Expression]] = []
  /// `g(p,v)`: the scale in thousandths, 0 if the variant is not carried out. By project and variant.
  private(set) var scale: [[Expression]] = []
  /// By project and variant: the periods in which it may start.
  private(set) var begun: [[[(period: Int, begun: Expression)]]] = []
  /// The columns of scales and of rounded cost lines, by project and variant (and line).
  private(set) var scaleColumns: [[Int]: Int] = [:]
  private(set) var lineColumns: [[Int]: Int] = [:]
  /// By project, variant and line: the cost reduction, if a question minimises it.
  private(set) var cutColumns: [[Int]: Expression] = [:]
  /// By project and cost type: the cost in minor units.
  private(set) var costs: [[String: Expression]] = []
  /// By project, fund and cost type: the amount paid, in minor units.
  private(set) var payments: [[Int: [String: Expression]]] = []
  package private(set) var sources: [[Int: Expression]] = []
  /// By need and project: the quantity credited, in millionths of the need's unit.
  var credits: [[Int: Expression]] = []
  /// By need: the shortfall of its floor, in millionths of the need's unit.
  var shortfalls: [Int: (expression: Expression, required: Int128, rule: String)] = [:]

  var worstShortfall: Expression?
  /// By fund: the additional money, in minor units, if a question minimises it.
  private(set) var extra: [Int: Expression] = [:]
  /// By project and fund: 1 if a forbidden payment is permitted, if a question lets the program choose the permission.
  var permitted: [Int: [Int: Expression]] = [:]
  /// The objective that a question minimises.
  package var measure: Expression?
  /// By fund: the projects that it may pay for.
  private(set) var payees: [[Int]] = []
  /// By project, variant and demand.
  var assetChoices: [[[[AssetChoice]]]] = []
  /// Columns whose values follow from other columns, with the data that determines them.
  var begunColumns: [(column: Int, fund: Int, project: Int, period: Int)] = []
  var occupiedColumns: [(column: Int, amount: Expression, absent: Expression)] = []
  package let rosters: RosterCache
  let cutGeneratorCache = CutGeneratorCache()

  /// Formulates an instance as an integer program.
  /// - Parameter modelVariant: The changes that a question makes to the rules; none by default.
  public init(_ instance: Instance, _ modelVariant: ModelVariant = ModelVariant()) {
    self.init(instance, modelVariant, rosters: RosterCache())
  }

  /// - Parameter rosters: The cache of rosters found for the same people and roles.
  package init(_ instance: Instance, _ modelVariant: ModelVariant, rosters: RosterCache) {
    self.instance = instance
    self.modelVariant = modelVariant
    self.rosters = rosters
    payees = Array(repeating: [], count: instance.lists.funds.count)
    for project in instance.lists.projects { addProject(project) }
    let earmarks = instance.lists.funds.map { Earmark($0, in: instance) }
    let lineages = instance.lists.projects.map { Lineage($0, in: instance) }
    for project in instance.lists.projects.indices { addPayments(project, lineages[project], earmarks) }
    addCredits()
    addExtraMoney()
    addPermissions()
    addAssetChoices(lineages)
    for rule in rules { rule.emit(into: &self) }
    addWorstShortfall()
  }

  private mutating func addExtraMoney() {
    guard case .extraMoney(let id) = modelVariant.parametricChange, let fund = instance.fundIndex[id] else { return }
    let most = projects.indices.reduce(Int128(0)) { $0 + largest(cost($1)) }
    let more = exact.addColumn(Meaning("extra-money", [id.text]), .amount, upper: most)
    extra[fund] = more
    measure = more
  }

  /// Adds the column of a cost line's reduction: at most the line's cost at the least scale, and 0 if the variant is
  /// not carried out.
  private mutating func costCut(
    _ line: CostLine, _ place: [Int], _ variant: Variant, _ y: Expression, _ subjects: [String]
  ) -> Expression {
    let most = line.cost(at: variant.scaleMin)
    let meaning = Meaning("cost-cut", subjects + [line.type, String(place[2])])
    let cut = exact.addColumn(meaning, .amount, upper: most, block: subjects[0])
    exact.add(meaning, cut - y * most, atMost: 0, block: subjects[0])
    cutColumns[place] = cut
    measure = (measure ?? .zero) + cut
    return cut
  }

  /// Whether any project has a role for volunteers.
  package var hasRoles: Bool { projects.contains { $0.variants.contains { !$0.roles.isEmpty } } }

  package var projects: [Project] { instance.lists.projects }
  package var funds: [Fund] { instance.lists.funds }
  package var volunteers: [Volunteer] { instance.lists.volunteers }

  /// `Y(p)`.
  package func carried(_ project: Int) -> Expression { chosen[project].sum() }

  /// `A(p)`.
  func cost(_ project: Int) -> Expression { costs[project].values.sum() }

  /// `A(f,p)`; nil where the fund may pay nothing.
  func paid(_ fund: Int, _ project: Int) -> Expression? {
    payments[project][fund].map { $0.values.sum() }
  }

  /// What a fund pays for each project.
  package func spending(_ fund: Int) -> [(project: Int, paid: Expression)] {
    payees[fund].map { ($0, paid(fund, $0)!) }
  }

  private mutating func addProject(_ project: Project) {
    let block = project.id.text
    var chosen: [Expression] = []
    var scales: [Expression] = []
    var begun: [[(period: Int, begun: Expression)]] = []
    var lines: [String: Expression] = [:]
    for variant in project.variants {
      let subjects = [project.id.text, variant.id.text]
      let y = exact.addColumn(Meaning("carry-out", subjects), .choice, upper: 1, block: block)
      chosen.append(y)
      begun.append(addStarts(variant, of: project, y))
      // Scales are in thousandths; the column of a whole scale counts thousands of them.
      var g = y * Int128(variant.scaleMin.milli)
      if !variant.hasFixedScale {
        let isWhole = variant.scaleKind == .integer
        let step: Int128 = isWhole ? 1000 : 1
        scaleColumns[[self.chosen.count, chosen.count - 1]] = exact.columns.count
        let above = exact.addColumn(
          Meaning("scale", subjects), isWhole ? .choice : .amount,
          upper: Int128(variant.scaleMax.milli - variant.scaleMin.milli) / step, block: block)
        exact.add(
          Meaning("scale-bounds", subjects),
          above - y * (Int128(variant.scaleMax.milli - variant.scaleMin.milli) / step),
          atMost: 0, block: block)
        g += above * step
      }
      scales.append(g)
      for (number, line) in variant.costs.enumerated() {
        lines[line.type, default: .zero] += lineCost(
          line, number, variant, y, g, subjects, block, [self.chosen.count, chosen.count - 1])
        if modelVariant.parametricChange == .costCut(project.id) {
          let cut = costCut(line, [self.chosen.count, chosen.count - 1, number], variant, y, subjects)
          lines[line.type]! += cut * -1
        }
      }
    }
    self.chosen.append(chosen)
    self.begun.append(begun)
    scale.append(scales)
    costs.append(lines)
  }

  /// `⌈fixed + per_unit × g⌉`.
  private mutating func lineCost(
    _ line: CostLine, _ number: Int, _ variant: Variant, _ y: Expression, _ g: Expression, _ subjects: [String],
    _ block: String, _ place: [Int]
  ) -> Expression {
    let rate = Int128(line.perUnit.minorUnits)
    if variant.hasFixedScale { return y * line.cost(at: variant.scaleMin) }
    let milli = y * (Int128(line.fixed.minorUnits) * 1000) + g * rate
    if milli.terms.allSatisfy({ $0.coefficient % 1000 == 0 }) { return Expression(dividing: milli, by: 1000) }
    lineColumns[place + [number]] = exact.columns.count
    let cost = exact.addColumn(
      Meaning("line-cost", subjects + [line.type, String(number)]), .amount, upper: line.cost(at: variant.scaleMax),
      block: block)
    exact.add(
      Meaning("line-cost", subjects + [line.type, String(number)]), cost * 1000 - milli, atLeast: 0, atMost: 999,
      block: block)
    // The cost is 0 if the variant is not carried out.
    exact.add(
      Meaning("line-cost", subjects + [line.type, String(number), "none"]), cost - y * line.cost(at: variant.scaleMax),
      atMost: 0, block: block)
    return cost
  }

  private mutating func addPayments(_ index: Int, _ lineage: Lineage, _ earmarks: [Earmark]) {
    let project = projects[index]
    let block = project.id.text
    var payments: [Int: [String: Expression]] = [:]
    var sources: [Int: Expression] = [:]
    let starts = Set(begun[index].joined().map(\.period))
    let qualified = Set(
      funds.indices.filter {
        room($0) > 0 && earmarks[$0].permits(project, lineage, starts: starts, in: instance)
      })
    for (type, cost) in costs[index].sorted(by: { $0.key < $1.key }) {
      let payers = funds.indices.filter {
        qualified.contains($0) && funds[$0].permits(type) || opens($0, project, type)
      }
      let isChoice = cost.terms.allSatisfy { exact.columns[$0.column].nature == .choice }
      if payers.count == 1, isChoice {
        payments[payers[0], default: [:]][type] = cost
        let isCertain = chosen[index].allSatisfy { y in
          y.terms.allSatisfy { term in cost.coefficient(of: term.column) > 0 }
        }
        if isCertain { sources[payers[0]] = carried(index) }
        continue
      }
      let most = largest(cost)
      for fund in payers {
        payments[fund, default: [:]][type] = exact.addColumn(
          Meaning("amount", [funds[fund].id.text, project.id.text, type]), .amount,
          upper: min(most, room(fund)), block: block)
      }
    }
    self.payments.append(payments)
    for fund in payments.keys { payees[fund].append(index) }
    for fund in payments.keys.sorted() where sources[fund] == nil {
      sources[fund] = exact.addColumn(
        Meaning("source", [funds[fund].id.text, project.id.text]), .choice, upper: 1, block: block)
    }
    self.sources.append(sources)
  }

  /// The upper bound of an expression under the columns' bounds.
  func largest(_ expression: Expression) -> Int128 { exact.range(of: expression).most }

  private mutating func addCredits() {
    credits = Array(repeating: [:], count: instance.lists.needs.count)
    var servers: [NeedID: [Int]] = [:]
    for (index, project) in projects.enumerated() {
      for need in Set(project.variants.flatMap { $0.services.map(\.need) }) { servers[need, default: []].append(index) }
    }
    for (n, need) in instance.lists.needs.enumerated() where need.status == .open && need.quantity > .zero {
      let possible = (servers[need.id] ?? []).sorted().filter {
        DuePeriod.permits(projects[$0], need, in: instance) || opens(projects[$0], need)
      }
      for p in possible { credits[n][p] = credit(p, need, isAlone: possible.count == 1) }
    }
  }

  private mutating func credit(_ p: Int, _ need: Need, isAlone: Bool) -> Expression {
    let project = projects[p]
    let quantity = Int128(need.quantity.milli) * 1000
    var capped = Expression.zero
    var offered = Expression.zero
    // If the due-period rule is spelled out, its row enforces the due period instead of this expression.
    let isOpen = opens(project, need)
    for (v, variant) in project.variants.enumerated() {
      let inTime = isOpen ? chosen[p][v] : DuePeriod.inTime(self, p, v, need)
      for service in variant.services where service.need == need.id {
        let most = min(service.micro(at: variant.scaleMax), quantity)
        capped += inTime * most
        offered += variant.hasFixedScale ? inTime * most : scale[p][v] * Int128(service.perUnit.milli)
      }
    }
    // A credit that a spelled-out rule may forbid must be able to be 0, so it needs a column.
    let isFree = !isOpen || DuePeriod.isAlwaysInTime(self, p, need)
    if isAlone, project.variants.allSatisfy(\.hasFixedScale), isFree { return capped }
    let s = exact.addColumn(
      Meaning("service", [project.id.text, need.id.text]), .credit, upper: min(quantity, largest(capped)),
      block: project.id.text)
    for (name, limit) in [("most", capped), ("scale", offered)] {
      exact.add(
        Meaning("served-at-most", [project.id.text, need.id.text, name]), s - limit, atMost: 0, block: project.id.text)
    }
    return s
  }
}

extension Expression {
  /// - Precondition: `divisor` divides every coefficient.
  init(dividing expression: Expression, by divisor: Int128) {
    self.init()
    for (column, coefficient) in expression.terms { self += Expression(column: column, coefficient / divisor) }
    constant = expression.constant / divisor
  }
}
