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
  let payments = plan.allocation.payments.sorted {
    ($0.project, $0.fund, $0.costType, instance.position(of: $0.period))
      < ($1.project, $1.fund, $1.costType, instance.position(of: $1.period))
  }
  let uses = plan.allocation.uses.sorted { ($0.project, $0.asset, $0.micro) < ($1.project, $1.asset, $1.micro) }
  return [list.header(language)] + payments.map { list.row(of: $0, citation: citation) } + uses.map(list.row)
}

/// The rows of the list, by what they stand for.
private struct MatchingList {
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

  private var hasPaymentPeriods: Bool { plan.allocation.payments.contains { $0.period != nil } }
  private var hasAssets: Bool { !instance.lists.assets.isEmpty }

  func header(_ language: Language) -> [String] {
    let zh = language == .zh
    let columns =
      zh
      ? ["需求", "项目编号", "项目", "方案", "规模", "地点", "资金编号", "资金", "部门", "支出", "金额", "期间", "依据"]
      : [
        "needs", "project", "title", "variant", "scale", "places", "fund", "fund_name", "department", "cost_type",
        "amount", "period", "permitted_by",
      ]
    let people = assignments.isEmpty ? [] : [zh ? "人员" : "people"]
    let assets = zh ? ["物资场地编号", "物资场地", "数量", "时段"] : ["asset", "asset_name", "quantity", "slots"]
    return columns + (hasPaymentPeriods ? [zh ? "付款期间" : "paid_in"] : []) + people + (hasAssets ? assets : [])
  }

  func row(of payment: Allocation.Payment, citation: (Citation) -> String) -> [String] {
    let fund = instance.fund(payment.fund)
    let served = (credits[payment.project] ?? []).map { credit in
      let need = instance.need(credit.need)
      let part = PartText(Int128(credit.micro), of: Int128(need.quantity.milli) * 1000, unit: need.unit)
      return "\(need.id) \(need.title) \(part.servedNumber)\(need.unit)"
    }
    return [served.joined(separator: "; ")] + cells(of: payment.project) + [
      fund.id.text, fund.name, fund.department, payment.costType,
      decimalText(Int128(payment.amount.minorUnits), digits: plan.currency.digits), period(of: payment.project),
      payment.permittedBy.map(citation).joined(separator: "; "),
    ] + (hasPaymentPeriods ? [(payment.period ?? awards[payment.project]?.period)?.text ?? ""] : [])
      + people(of: payment.project) + (hasAssets ? ["", "", "", ""] : [])
  }

  func row(of use: Allocation.Use) -> [String] {
    [""] + cells(of: use.project) + ["", "", "", "", "", period(of: use.project), ""]
      + (hasPaymentPeriods ? [""] : []) + (assignments.isEmpty ? [] : [""]) + [
        use.asset.text, instance.asset(use.asset).name, use.amount(in: instance),
        use.slots.map(\.text).joined(separator: "; "),
      ]
  }

  /// The project, how it is carried out, and its places with their shares.
  private func cells(of id: ProjectID) -> [String] {
    let project = instance.project(id)
    let places = project.places.map { part in
      let name = instance.place(part.place).name
      return part.share == .whole ? name : "\(name) \(part.share.text)"
    }
    return [
      id.text, project.title, awards[id]?.variant.text ?? "", awards[id]?.scale.text ?? "",
      places.joined(separator: "; "),
    ]
  }

  private func period(of project: ProjectID) -> String {
    instance.hasPeriods ? awards[project]?.periods(in: instance) ?? "" : instance.project(project).period.text
  }

  /// Who is assigned to the project, in one cell; no cell where the plan assigns nobody.
  private func people(of project: ProjectID) -> [String] {
    if assignments.isEmpty { return [] }
    return [
      (assignments[project] ?? []).map { "\($0.role) \($0.volunteer) \(minutesText(Int128($0.minutes)))" }
        .joined(separator: "; ")
    ]
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
