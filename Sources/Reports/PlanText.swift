import Model

/// The plan as text for a terminal: projects and who pays for them, funds, people, needs below their floor, assets,
/// weights, stages.
/// - Precondition: Every id in the plan is one of the lists.
/// - Complexity: O(n log n) in the lists' rows and the plan's lines.
public func planText(_ plan: Plan, _ instance: Instance, _ language: Language) -> String {
  let zh = language == .zh
  let code = plan.currency.code.printable, (done, all) = (plan.allocation.awards.count, instance.lists.projects.count)
  var lines = [
    zh ? "安排的项目（\(done)/\(all)），金额单位 \(code)" : "Projects carried out (\(done) of \(all)), in \(code)",
    projectsTable(plan, instance, language).text(),
  ]
  lines += paymentsByPeriodText(plan, instance, language)
  lines += ["", zh ? "资金" : "Funds", fundsTable(plan, instance, language).text()]
  if !plan.allocation.assignments.isEmpty { lines += ["", peopleText(plan, instance, language)] }
  lines += leastSharesText(plan, instance, language)
  lines += shortfallsText(plan, instance, language)
  lines += usesText(plan, instance, language)
  lines += weightsText(plan, instance, language)
  lines += ["", zh ? "各阶段" : "Stages"]
  lines += plan.stages.map { "  " + stageText($0, language) }
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
    let missing = decimalText(Int128(shortfall.micro), digits: 6, trimmed: true)
    return zh
      ? "  \(need.id) \(need.title)：还缺 \(missing) \(need.unit)".printable
      : "  \(need.id) \(need.title): \(missing) \(need.unit) missing".printable
  }
  return ["", zh ? "未能保底的需求" : "Needs below their floor"] + lines
}

/// A stage's result in one line: its value and how far that is proven optimal.
public func stageText(_ stage: Plan.Stage, _ language: Language) -> String {
  let zh = language == .zh
  let gap = decimalText(Int128((stage.gap * 1e6).rounded(.up)), digits: 4, trimmed: true)
  let name = stage.stageName?.label ?? Bilingual(stage.name, stage.name)
  var line = "\(name[language]): \(shown(stage.value, stage)) \(stageUnitText(stage.unit)[language])"
  // Value and bound are equal: no other plan is better, whatever ended the search.
  let isProven = stage.gap == 0
  // Only a bound that was decided anew in exact integers counts as proven.
  let isExact = stage.certificate == "exact"
  if isProven {
    line += isExact ? zh ? "（已证明最优）" : " (proven best)" : zh ? "（求解器精度内最优）" : " (best to the solver's accuracy)"
  } else if stage.gap < 0.1 {
    let bound = zh ? isExact ? "已复核的上界" : "上界" : isExact ? "re-checked bound" : "bound"
    line += zh ? "（与\(bound)相差 \(gap)%）" : " (within \(gap)% of the \(bound))"
  } else {
    // A gap this wide, often a matter of a few assignments, says less than the bound itself.
    line += zh ? "（未证明最优" : " (not proven best"
    let bound = shown(stage.bound, stage)
    let accuracy = isExact ? "" : zh ? "求解器精度内" : "to the solver's accuracy "
    if bound != "0" { line += zh ? "；\(accuracy)不会好过 \(bound)" : "; \(accuracy)none is better than \(bound)" }
    line += zh ? "）" : ")"
  }
  if !isProven, let limit = stage.limit {
    line += zh ? "（因\(limitName(limit)[.zh])停止）" : " (stopped by the \(limit) limit)"
  }
  if let rescues = stage.rescues {
    line += zh ? "（求解器出错 \(rescues) 次，已换法续算）" : " (the solver failed \(rescues) times and went on another way)"
  }
  return line
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

/// The name of the limit that stopped a stage, in words.
public func limitName(_ limit: String) -> Bilingual {
  switch limit {
  case "work": Bilingual("达到计算量上限", "the work limit")
  case "time": Bilingual("到达时限", "the time limit")
  case "memory": Bilingual("内存不足", "the memory limit")
  case "interruption": Bilingual("被中断", "an interruption")
  default: Bilingual(limit, limit)
  }
}

/// The name of a stage's unit, in words; the currency's code stays as it is.
public func stageUnitText(_ unit: String) -> Bilingual { StageUnit(rawValue: unit)?.label ?? Bilingual(unit, unit) }

/// A stage's value for display. A sum of shares is built from shares that were each rounded down, so it is rounded to
/// six decimals.
private func shown(_ text: String, _ stage: Plan.Stage) -> String {
  guard stage.unit == StageUnit.share.rawValue, let value = Double(text) else { return text }
  return decimalText(Int128((value * 1e6).rounded()), digits: 6, trimmed: true)
}
