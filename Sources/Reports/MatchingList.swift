import Model

/// 精准对接清单: one row for each payment, with the needs served and the cells that permit it, and one for each use of
/// an asset.
///
/// Amounts of money are decimal text in the currency's major unit. People are named by id only.
/// - Precondition: Every id in the plan is one of the lists.
/// - Parameter citation: The name of a cell in the reader's language.
/// - Returns: The header and the rows. Periods of payments have a column only if some payment states one, people only if
///   the plan assigns some, assets only if the lists have some.
/// - Complexity: O(n log n) in payments, credits, assignments and uses.
public func matchingList(
  _ plan: Plan, _ instance: Instance, _ language: Language, citation: (Citation) -> String
) -> [[String]] {
  let list = MatchingList(plan, instance)
  let columns = list.columns(language).filter { $0.medium != .workbook }
  return [columns.map(\.title)]
    + (list.payments + list.uses).map { line in columns.map { $0.value(line, citation).plainText(plan.currency) } }
}

/// The payments of the list for a workbook, in which days are days.
func matchingTable(
  _ plan: Plan, _ instance: Instance, _ language: Language, citation: (Citation) -> String
) -> ValueTable {
  let list = MatchingList(plan, instance)
  let columns = (list.projectColumns(language) + list.paymentColumns(language)).filter { $0.medium != .text }
  let zh = language == .zh
  return ValueTable(
    zh ? "精准对接清单" : "Matching list", columns: columns.map { $0.title.replacing("_", with: " ") },
    rows: list.payments.map { line in columns.map { $0.value(line, citation) } },
    summed: [zh ? "金额" : "amount"], emptyText: zh ? "没有安排项目" : "no project is in the plan")
}

/// The uses of goods and venues for a workbook; nil where the lists have none.
func assetTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> ValueTable? {
  guard !instance.lists.assets.isEmpty else { return nil }
  let list = MatchingList(plan, instance)
  let ofProject = list.projectColumns(language).filter { !$0.isOfPayment } + list.dayColumns(language)
  let columns = (list.assetColumns(language) + ofProject).filter { $0.medium != .text }
  let zh = language == .zh
  return ValueTable(
    zh ? "物资场地使用" : "Goods and venues", columns: columns.map { $0.title.replacing("_", with: " ") },
    rows: list.uses.map { line in columns.map { $0.value(line, { _ in "" }) } },
    emptyText: zh ? "没有用到物资场地" : "no goods or venues are used")
}

/// The rows of the list, by what they stand for.
struct MatchingList {
  /// What a row stands for.
  enum Line {
    case payment(Allocation.Payment)
    case use(Allocation.Use)

    var project: ProjectID {
      switch self {
      case .payment(let payment): payment.project
      case .use(let use): use.project
      }
    }
  }

  /// What a column tells.
  enum Name {
    case needs, project, title, variant, scale, places
    case fund, fundName, department, costType, amount, period, from, to, permittedBy, paidIn, people
    case asset, assetName, quantity, unit, slots
  }

  /// The only form in which a column occurs.
  enum Medium { case text, workbook }

  typealias Value = ValueTable.Value

  struct Column {
    let name: Name
    let title: String
    /// Whether it is blank beside uses.
    var isOfPayment = false
    /// nil for both forms.
    let medium: Medium?
    let value: (Line, (Citation) -> String) -> Value
  }

  let plan: Plan
  let instance: Instance
  let awards: [ProjectID: Allocation.Award]
  let credits: [ProjectID: [Allocation.Credit]]
  let assignments: [ProjectID: [Allocation.Assignment]]

  init(_ plan: Plan, _ instance: Instance) {
    (self.plan, self.instance) = (plan, instance)
    awards = Dictionary(plan.allocation.awards.map { ($0.project, $0) }, uniquingKeysWith: { a, _ in a })
    credits = Dictionary(grouping: plan.allocation.credits, by: \.project)
    assignments = Dictionary(grouping: plan.allocation.assignments, by: \.project)
  }

  var payments: [Line] {
    plan.allocation.payments.sorted {
      ($0.project, $0.fund, $0.costType, instance.position(of: $0.period))
        < ($1.project, $1.fund, $1.costType, instance.position(of: $1.period))
    }.map(Line.payment)
  }

  var uses: [Line] {
    plan.allocation.uses.sorted { ($0.project, $0.asset, $0.micro) < ($1.project, $1.asset, $1.micro) }.map(Line.use)
  }

  func columns(_ language: Language) -> [Column] {
    projectColumns(language) + paymentColumns(language) + (instance.lists.assets.isEmpty ? [] : assetColumns(language))
  }

  /// The needs, the project, how it is carried out, and its places with their shares.
  func projectColumns(_ language: Language) -> [Column] {
    let zh = language == .zh
    return [
      ofPayment(.needs, zh ? "需求" : "needs") { payment, _ in .text(served(by: payment.project)) },
      ofProject(.project, zh ? "项目编号" : "project") { .text($0.text) },
      ofProject(.title, zh ? "项目" : "title") { .text(instance.project($0).title) },
      ofProject(.variant, zh ? "方案" : "variant") { .text(awards[$0]?.variant.text ?? "") },
      ofProject(.scale, zh ? "规模" : "scale") { awards[$0].map { .quantity($0.scale) } ?? .text("") },
      ofProject(.places, zh ? "地点" : "places") { .text(places(of: $0)) },
    ]
  }

  /// The fund, what it pays, when and by which cells, and who is assigned.
  func paymentColumns(_ language: Language) -> [Column] {
    let zh = language == .zh
    var columns = [
      ofPayment(.fund, zh ? "资金编号" : "fund") { payment, _ in .text(payment.fund.text) },
      ofPayment(.fundName, zh ? "资金" : "fund_name") { payment, _ in .text(instance.fund(payment.fund).name) },
      ofPayment(.department, zh ? "部门" : "department") { payment, _ in .text(instance.fund(payment.fund).department) },
      ofPayment(.costType, zh ? "支出" : "cost_type") { payment, _ in .text(payment.costType) },
      ofPayment(.amount, zh ? "金额" : "amount") { payment, _ in .money(Int128(payment.amount.minorUnits)) },
    ]
    columns += dayColumns(language)
    columns.append(
      ofPayment(.permittedBy, zh ? "依据" : "permitted_by") { payment, citation in
        .text(payment.permittedBy.map(citation).joined(separator: "; "))
      })
    if plan.allocation.payments.contains(where: { $0.period != nil }) {
      columns.append(
        ofPayment(.paidIn, zh ? "付款期间" : "paid_in") { payment, _ in
          .text((payment.period ?? awards[payment.project]?.period)?.text ?? "")
        })
    }
    if !assignments.isEmpty {
      columns.append(ofPayment(.people, zh ? "人员" : "people") { payment, _ in .text(people(of: payment.project)) })
    }
    return columns
  }

  /// When the project runs: in a workbook as days, and in which periods only if the plan has several.
  func dayColumns(_ language: Language) -> [Column] {
    let zh = language == .zh
    return [
      ofProject(.period, zh ? "期间" : "period", instance.hasPeriods ? nil : .text) { .text(period(of: $0)) },
      ofProject(.from, zh ? "开始日期" : "from", .workbook) { days(of: $0).from.map(Value.day) ?? .text("") },
      ofProject(.to, zh ? "结束日期" : "to", .workbook) { days(of: $0).to.map(Value.day) ?? .text("") },
    ]
  }

  func assetColumns(_ language: Language) -> [Column] {
    let zh = language == .zh
    return [
      ofUse(.asset, zh ? "物资场地编号" : "asset") { .text($0.asset.text) },
      ofUse(.assetName, zh ? "物资场地" : "asset_name") { .text(instance.asset($0.asset).name) },
      ofUse(.quantity, zh ? "数量" : "quantity", .text) { .text($0.amount(in: instance)) },
      ofUse(.quantity, zh ? "数量" : "quantity", .workbook) { .decimal(Int128($0.micro), digits: 6) },
      ofUse(.unit, zh ? "单位" : "unit", .workbook) { .text(instance.asset($0.asset).unit) },
      ofUse(.slots, zh ? "时段" : "slots") { .text($0.slots.map(\.text).joined(separator: "; ")) },
    ]
  }

  private func ofProject(
    _ name: Name, _ title: String, _ medium: Medium? = nil, _ value: @escaping (ProjectID) -> Value
  ) -> Column {
    Column(name: name, title: title, medium: medium) { line, _ in value(line.project) }
  }

  /// A column that is blank beside uses.
  private func ofPayment(
    _ name: Name, _ title: String, _ value: @escaping (Allocation.Payment, (Citation) -> String) -> Value
  ) -> Column {
    Column(name: name, title: title, isOfPayment: true, medium: nil) { line, citation in
      if case .payment(let payment) = line { value(payment, citation) } else { .text("") }
    }
  }

  /// A column that is blank beside payments.
  private func ofUse(
    _ name: Name, _ title: String, _ medium: Medium? = nil, _ value: @escaping (Allocation.Use) -> Value
  ) -> Column {
    Column(name: name, title: title, medium: medium) { line, _ in
      if case .use(let use) = line { value(use) } else { .text("") }
    }
  }

  private func served(by project: ProjectID) -> String {
    (credits[project] ?? []).map { credit in
      let need = instance.need(credit.need)
      let part = PartText(Int128(credit.micro), of: Int128(need.quantity.milli) * 1000, unit: need.unit)
      return "\(need.id) \(need.title) \(part.servedNumber)\(need.unit)"
    }.joined(separator: "; ")
  }

  private func places(of id: ProjectID) -> String {
    instance.project(id).places.map { part in
      let name = instance.place(part.place).name
      return part.share == .whole ? name : "\(name) \(part.share.text)"
    }.joined(separator: "; ")
  }

  private func period(of project: ProjectID) -> String {
    instance.hasPeriods ? awards[project]?.periods(in: instance) ?? "" : instance.project(project).period.text
  }

  private func days(of project: ProjectID) -> Period {
    awards[project]?.days(in: instance) ?? instance.project(project).period
  }

  /// The role, volunteer and time of each assignment to the project, as one text.
  private func people(of project: ProjectID) -> String {
    (assignments[project] ?? []).map { "\($0.role) \($0.volunteer) \(minutesText(Int128($0.minutes)))" }
      .joined(separator: "; ")
  }
}

extension Period {
  /// The period as `2026-01-01..2026-06-30`; an open end is empty.
  var text: String { from == nil && to == nil ? "" : "\(from?.description ?? "")..\(to?.description ?? "")" }
}

extension Instance {
  /// The position of a payment's period in the timeline; the first where it states none.
  fileprivate func position(of period: PeriodID?) -> Int { period.flatMap { periodIndex[$0] } ?? 0 }
}
