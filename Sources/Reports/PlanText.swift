import Model

/// The plan as text for a terminal: projects and who pays for them, what is left out, funds, people, needs below their
/// floor, assets, weights, and how good the plan is.
/// - Parameters:
///   - leftOut: The projects and needs that are left out, with their reasons.
///   - includesMethod: Whether an appendix states how each stage of the solve ended, in a solver's words.
/// - Precondition: Every id in the plan is one of the lists.
/// - Complexity: O(n log n) in the lists' rows and the plan's lines.
public func planText(
  _ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut = LeftOut(), includesMethod: Bool = false
) -> String {
  let zh = language == .zh
  let code = plan.currency.code.printable, (done, all) = (plan.allocation.awards.count, instance.lists.projects.count)
  var lines = [
    zh ? "安排的项目（\(done)/\(all)），金额单位 \(code)" : "Projects carried out (\(done) of \(all)), in \(code)",
    projectsTable(plan, instance, language).text(),
  ]
  lines += projectsLeftOutText(leftOut, instance, language)
  lines += unmetNeedsText(leftOut, instance, language)
  lines += paymentsByPeriodText(plan, instance, language)
  lines += ["", zh ? "资金" : "Funds", fundsTable(plan, instance, language).text()]
  if !plan.allocation.assignments.isEmpty { lines += ["", peopleText(plan, instance, language)] }
  lines += leastSharesText(plan, instance, language)
  lines += shortfallsText(plan, instance, language)
  lines += usesText(plan, instance, language)
  lines += weightsText(plan, instance, language)
  lines += qualityText(plan, language)
  if includesMethod {
    lines += ["", zh ? "附：求解各阶段" : "Appendix: the stages of the solve"]
    lines += plan.stages.map { "  " + stageText($0, language) }
  }
  return lines.joined(separator: "\n")
}

private func projectsTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TextTable {
  let zh = language == .zh
  var table = TextTable(
    [
      (zh ? "编号" : "id", .left), (zh ? "项目" : "project", .left), (zh ? "地点" : "place", .left),
      (zh ? "费用" : "cost", .right), (zh ? "资金来源" : "paid by", .left),
    ] + (instance.hasPeriods ? [(zh ? "期间" : "period", .left)] : []))
  let paymentsFor = Dictionary(grouping: plan.allocation.payments, by: \.project)
  for award in plan.allocation.awards {
    let project = instance.project(award.project)
    let payments = paymentsFor[award.project] ?? []
    let funds = Set(payments.map(\.fund)).sorted()
    table.add(
      [
        project.id.text, project.title,
        project.places.map { instance.place($0.place).name }.joined(separator: zh ? "、" : ", "),
        plan.currency.text(payments.reduce(.zero) { $0 + $1.amount }), funds.map(\.text).joined(separator: " "),
      ] + (instance.hasPeriods ? [award.periods(in: instance)] : []))
  }
  return table
}

private func fundsTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TextTable {
  let zh = language == .zh
  let currency = plan.currency
  var table = TextTable([
    (zh ? "编号" : "id", .left), (zh ? "资金" : "fund", .left), (zh ? "部门" : "department", .left),
    (zh ? "可用" : "available", .right), (zh ? "安排" : "used", .right), (zh ? "结余" : "idle", .right),
  ])
  let paymentsBy = Dictionary(grouping: plan.allocation.payments, by: \.fund)
  for fund in instance.lists.funds {
    let used = (paymentsBy[fund.id] ?? []).reduce(Money.zero) { $0 + $1.amount }
    table.add([
      fund.id.text, fund.name, fund.department, currency.text(fund.available), currency.text(used),
      currency.text(fund.available - used),
    ])
  }
  return table
}

/// The needs below their floor as lines of text; empty where there are none.
private func shortfallsText(_ plan: Plan, _ instance: Instance, _ language: Language) -> [String] {
  guard !plan.shortfalls.isEmpty else { return [] }
  let zh = language == .zh
  let lines = plan.shortfalls.map { shortfall in
    let need = instance.need(shortfall.need)
    let missing = PartText(Int128(shortfall.micro), of: Int128(need.quantity.milli) * 1000, unit: need.unit).missing
    return zh
      ? "  \(need.id) \(need.title)：还缺 \(missing)".printable
      : "  \(need.id) \(need.title): \(missing) missing".printable
  }
  return ["", zh ? "达不到保底要求的需求" : "Needs below their floor"] + lines
}

/// The assignments by role. Volunteers are named by id only, since many people see a plan.
private func peopleText(_ plan: Plan, _ instance: Instance, _ language: Language) -> String {
  let zh = language == .zh
  var table = TextTable([
    (zh ? "项目" : "project", .left), (zh ? "岗位" : "role", .left), (zh ? "人数" : "people", .right),
    (zh ? "时长" : "time", .right), (zh ? "志愿者" : "volunteers", .left),
  ])
  let works = Dictionary(grouping: plan.allocation.assignments) { [$0.project.text, $0.role.text] }
  for (key, all) in works.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
    table.add(
      key + [
        String(all.count), minutesText(all.reduce(0) { $0 + Int128($1.minutes) }),
        all.map(\.volunteer.text).joined(separator: " "),
      ])
  }
  let count = Set(plan.allocation.assignments.map(\.volunteer)).count
  return
    (zh ? "人员（\(count)/\(instance.lists.volunteers.count)）" : "People (\(count) of \(instance.lists.volunteers.count))")
    + "\n" + table.text(widest: 60)
}
