import Model

/// The plan as text for a terminal: a summary of what is arranged, what is left and how good that is; then, in tables,
/// projects and who pays for them, what is left out, funds, guaranteed needs, places, people, assets and weights.
/// - Parameters:
///   - leftOut: The projects, needs and money that are left out, with their reasons.
///   - includesMethod: Whether an appendix states how each stage of the solve ended, in a solver's words.
/// - Precondition: Every id in the plan is one of the lists.
/// - Complexity: O(n log n) in the lists' rows and the plan's lines.
public func planText(
  _ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut = LeftOut(), includesMethod: Bool = false
) -> String {
  var lines = summaryText(plan, instance, language, leftOut: leftOut)
  func add(_ table: TitledTable?) { lines += table?.lines ?? [] }
  add(projectsTable(plan, instance, language))
  add(projectsLeftOutTable(leftOut, instance, language))
  add(unmetNeedsTable(leftOut, instance, language))
  add(guaranteedNeedsTable(plan, instance, language))
  add(fundsTable(plan, instance, language))
  add(idleMoneyTable(plan, instance, language, leftOut: leftOut))
  add(paymentsByPeriodTable(plan, instance, language))
  add(placesTable(plan, instance, language))
  let people = peopleTables(plan, instance, language)
  add(people?.roles)
  add(people?.volunteers)
  lines += leastSharesLines(plan, instance, language)?.lines ?? []
  add(usesTable(plan, instance, language))
  // The slots stand right below the table that names them.
  lines += slotsLines(plan, instance, language)?.lines.dropFirst() ?? []
  add(weightsTable(plan, instance, language))
  add(overridesTable(plan, instance, language))
  if includesMethod { lines += stagesLines(plan, language).lines }
  return lines.joined(separator: "\n")
}

/// The projects that are carried out: how, at what cost, and what each fund pays.
func projectsTable(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledTable {
  let zh = language == .zh
  let hows = plan.allocation.awards.map { $0.how(in: instance) }
  let hasHows = hows.contains { !$0.isEmpty }
  var columns: [(String, TextTable.Alignment)] = [
    (zh ? "编号" : "id", .left), (zh ? "项目" : "project", .left), (zh ? "地点" : "place", .left),
  ]
  if hasHows { columns.append((zh ? "做法、规模" : "how, scale", .left)) }
  let payer = zh ? "资金来源" : "paid by"
  columns += [(zh ? "费用" : "cost", .right), (payer, .left)]
  if instance.hasPeriods { columns.append((zh ? "期间" : "period", .left)) }
  var table = TextTable(columns)
  let paymentsFor = Dictionary(grouping: plan.allocation.payments, by: \.project)
  for (award, how) in zip(plan.allocation.awards, hows) {
    let project = instance.project(award.project)
    let payments = paymentsFor[award.project] ?? []
    var cells = [
      project.id.text, project.title,
      instance.placeNames(of: project, language),
    ]
    if hasHows { cells.append(how) }
    cells += [plan.currency.text(payments.total), payers(payments, plan.currency, language)]
    if instance.hasPeriods { cells.append(award.periods(in: instance)) }
    table.add(cells)
  }
  return TitledTable(
    title: zh ? "安排的项目" : "Projects in the plan", table: table, whole: payer,
    note: scalesNote(plan, instance, language))
}

/// The exact scales behind those that the table shows as whole, as a line after it, empty for none: costs are those of the exact ones.
private func scalesNote(_ plan: Plan, _ instance: Instance, _ language: Language) -> String {
  let zh = language == .zh
  let scales = plan.allocation.awards.compactMap { award -> String? in
    guard let variant = award.variant(in: instance), !variant.hasFixedScale else { return nil }
    let shown = award.size(of: variant),
      exact = decimalText(Int128(award.scale.milli), digits: 3, grouped: true, trimmed: true)
    return shown.servedNumber == exact ? nil : "\(award.project) \(exact) \(variant.scaleUnit)"
  }
  if scales.isEmpty { return "" }
  let list = scales.joined(separator: zh ? "、" : ", ")
  return zh
    ? "规模只写整数；费用和得分是按下列规模算的，够办表中所写的整数：\(list)"
    : "Scales are shown in whole units; costs and the score are those of these exact scales, which are enough for the whole units shown: \(list)"
}

/// The funds that pay for a project; where there are several, what each of them pays.
func payers(_ payments: [Allocation.Payment], _ currency: Currency, _ language: Language) -> String {
  let sums = payments.byFund.sorted { $0.key < $1.key }
  if sums.count == 1 { return sums[0].key.text }
  return sums.map { "\($0.key) \(currency.text($0.value))" }.joined(separator: language == .zh ? "、" : ", ")
}

extension Allocation.Award {
  fileprivate func variant(in instance: Instance) -> Model.Variant? {
    instance.project(project).variants.first { $0.id == variant }
  }

  fileprivate func size(of variant: Model.Variant) -> PartText {
    PartText(Int128(scale.milli) * 1000, of: Int128(variant.scaleMax.milli) * 1000, unit: variant.scaleUnit)
  }

  /// The variant, where the project has several, and the scale, where it may differ or has a unit; a scale of whole
  /// things, such as people, as whole ones.
  func how(in instance: Instance) -> String {
    guard let own = variant(in: instance) else { return "" }
    let isOneOfSeveral = instance.project(project).variants.count > 1
    let title = isOneOfSeveral ? (own.title.isEmpty ? own.id.text : own.title) : ""
    let hasScale = !own.hasFixedScale || !own.scaleUnit.isEmpty
    let size = [hasScale ? size(of: own).servedNumber : "", own.scaleUnit].filter { !$0.isEmpty }.joined(separator: " ")
    return [title, size].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
