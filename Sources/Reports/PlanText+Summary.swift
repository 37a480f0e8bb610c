import Model

/// What a plan arranges, what is left, what is not carried out and how good the plan is: one line each.
func summaryText(_ plan: Plan, _ instance: Instance, _ language: Language, leftOut: LeftOut) -> [String] {
  let zh = language == .zh
  let (done, all) = (plan.allocation.awards.count, instance.lists.projects.count)
  let unit = currencyName(plan.currency, language)
  var lines = [
    zh
      ? "共 \(all) 个项目，安排 \(done) 个。金额单位：\(unit)" : "\(done) of \(counted(all, "project")) in the plan. Money in \(unit)"
  ]
  lines.append(moneyLine(plan, instance, language))
  lines += needsSummary(plan, instance, language)
  lines += leftOutSummary(leftOut, language)
  return lines.map(\.printable) + qualityText(plan, language)
}

/// What money all funds have, what of it is allotted and what is left.
func moneyLine(_ plan: Plan, _ instance: Instance, _ language: Language) -> String {
  let available = instance.lists.funds.reduce(Money.zero) { $0 + $1.available }
  return moneyLine(available: available, used: plan.allocation.payments.total, plan.currency, language)
}

/// What money there is, what of it is allotted and what is left.
func moneyLine(available: Money, used: Money, _ currency: Currency, _ language: Language) -> String {
  let money = [available, used, available - used].map(currency.text)
  return language == .zh
    ? "可用资金 \(money[0])，已安排 \(money[1])，结余 \(money[2])"
    : "Money available \(money[0]), allotted \(money[1]), left \(money[2])"
}

/// How many of some needs are wholly served, in part and not at all.
/// - Parameter served: What is served of each need, in millionths of its unit.
func servedLine(_ needs: [Need], served: [NeedID: Int128], _ language: Language) -> String {
  let count = NeedCount(needs, served: served)
  return language == .zh
    ? "需求 \(count.all) 项：全部满足 \(count.whole)，满足一部分 \(count.inPart)，没有满足 \(count.none)"
    : "\(counted(count.all, "need")): wholly served \(count.whole), in part \(count.inPart), not at all \(count.none)"
}

/// How many open needs are wholly served, in part and not at all; and whether what is guaranteed is served.
private func needsSummary(_ plan: Plan, _ instance: Instance, _ language: Language) -> [String] {
  let zh = language == .zh
  let served = plan.allocation.served
  let open = instance.lists.needs.filter { $0.status == .open }
  if open.isEmpty { return [] }
  var line = servedLine(open, served: served, language)
  let guaranteed = instance.guaranteedNeeds.count
  if guaranteed > 0 {
    let missed = Set(plan.shortfalls.map(\.need)).count
    line +=
      missed == 0
      ? (zh ? "；其中保底需求 \(guaranteed) 项，已全部达到" : "; \(counted(guaranteed, "guarantee")), all met")
      : (zh ? "；其中保底需求 \(guaranteed) 项，\(missed) 项没有达到" : "; \(counted(guaranteed, "guarantee")), \(missed) not met")
  }
  return [line]
}

/// How many projects are left out for each kind of reason; the first reason of each counts.
private func leftOutSummary(_ leftOut: LeftOut, _ language: Language) -> [String] {
  guard !leftOut.projects.isEmpty else { return [] }
  let zh = language == .zh
  var kinds: [(kind: String, count: Int)] = []
  for (_, kind, _) in leftOut.projects {
    if let index = kinds.firstIndex(where: { $0.kind == kind }) {
      kinds[index].count += 1
    } else {
      kinds.append((kind, 1))
    }
  }
  // The most frequent kinds come first; among equals, the one that was met first.
  let sorted = kinds.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
  let text = sorted.map { "\($0.element.kind) \($0.element.count)" }.joined(separator: zh ? "，" : ", ")
  let count = leftOut.projects.count
  return [
    zh
      ? "没有安排 \(count) 个项目，按第一条原因统计（别的项目都不动）：\(text)"
      : "\(counted(count, "project")) not in the plan, each by its first reason while the others stay as they are: \(text)"
  ]
}

/// The name of a currency in a heading.
public func currencyName(_ currency: Currency, _ language: Language) -> String {
  currency.code == "CNY" ? (language == .zh ? "元" : "yuan") : currency.code
}
