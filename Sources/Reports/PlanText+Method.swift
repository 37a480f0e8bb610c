import Model

/// How good a plan is, in sentences that a planner can read aloud; empty where the plan records no policy stage.
func qualityText(_ plan: Plan, _ language: Language) -> [String] {
  guard let policy = plan.stage(.utilitarian), let value = Double(policy.value), let bound = Double(policy.bound) else {
    return []
  }
  let zh = language == .zh
  let hasFloors = plan.stages.contains { [.floorsWorst, .floorsSum].contains($0.stageName) }
  let among = hasFloors ? Bilingual("在保底需求同样落实的前提下，", " that keeps the guarantees as it does") : Bilingual("", "")
  let unit = quality(policy, isWeighted: plan.weights != nil)
  var line: String
  if policy.gap == 0 {
    let care =
      policy.certificate == "exact"
      ? Bilingual("", "") : Bilingual("（在计算误差以内）", ", within the accuracy of the calculation")
    line = zh ? "\(among.zh)别的安排都不会更好\(care.zh)" : "No other plan\(among.en) does better\(care.en)"
  } else if value > 0, bound < 10 * value {
    let more = unit.amount(upwards(bound - value))
    line = zh ? "\(among.zh)没有比它高出 \(more.zh)以上的安排" : "No other plan\(among.en) does better by more than \(more.en)"
  } else {
    line = zh ? "最好能到多少，还没有算清" : "How much better a plan could be was not settled"
  }
  if policy.gap > 0, let limit = policy.limit {
    line += zh ? "（因\(limitName(limit).zh)，没有再找下去）" : " (\(limitName(limit).en) ended the search)"
  }
  let text = unit.lead[language] + (zh ? "。" : ". ") + line + (zh ? "。" : ".")
  return [(text + unit.note[language]).printable]
}

/// What the plan achieves, how an amount of it reads, and what its unit is.
private func quality(
  _ policy: Plan.Stage, isWeighted: Bool
) -> (lead: Bilingual, amount: (String) -> Bilingual, note: Bilingual) {
  let text = grouped(policy.value)
  switch StageUnit(rawValue: policy.unit) {
  case .points:
    let points = rounded(policy.value)
    return (
      Bilingual("综合得分 \(points) 分", "The score is \(points) points"), { Bilingual("\($0) 分", "\($0) points") },
      isWeighted
        ? Bilingual(
          "得分：各项需求满足的数量×单位价值×急迫程度×村情权重，再相加。",
          " Points: what is served of each need × its value × its urgency × the weight of its place, added up.")
        : Bilingual(
          "得分：各项需求满足的数量×单位价值×急迫程度，再相加。",
          " Points: what is served of each need × its value × its urgency, added up.")
    )
  case .projects:
    return (
      Bilingual("安排 \(text) 个项目", "\(text) projects are in the plan"),
      { Bilingual("\($0) 个", $0 == "1" ? "1 project" : "\($0) projects") }, Bilingual("", "")
    )
  default:
    let unit = policy.unit == "CNY" ? Bilingual("元", "yuan") : Bilingual(policy.unit, policy.unit)
    return (
      Bilingual("安排资金 \(text) \(unit.zh)", "\(text) \(unit.en) is allotted"),
      { Bilingual("\($0) \(unit.zh)", "\($0) \(unit.en)") }, Bilingual("", "")
    )
  }
}

/// A decimal text with two decimals, which are enough for reading; `plan.json` has all of them.
private func rounded(_ text: String) -> String {
  guard let value = Double(text) else { return text }
  let cents = Int128((value * 100).rounded())
  return cents == 0 ? text : decimalText(cents, digits: 2, grouped: true, trimmed: true)
}

/// A decimal text with grouped thousands.
func grouped(_ text: String) -> String {
  let parts = text.split(separator: ".", maxSplits: 1)
  guard let first = parts.first, let whole = Int128(first) else { return text }
  return ([decimalText(whole, digits: 0, grouped: true)] + parts.dropFirst().map(String.init)).joined(separator: ".")
}

/// A difference rounded up to two significant digits, so that no more is claimed than is known; at least 0.01.
private func upwards(_ difference: Double) -> String {
  var (unit, digits) = (1.0, 0)
  while unit > 0.01, difference < unit * 10 {
    unit /= 10
    digits += 1
  }
  var factor: Int128 = 1
  while difference >= unit * 100 {
    unit *= 10
    factor *= 10
  }
  let steps = Int128((difference / unit).rounded(.up)) * factor
  return decimalText(steps, digits: digits, grouped: true, trimmed: true)
}

/// How each stage of the solve ended, in a solver's words.
func stagesLines(_ plan: Plan, _ language: Language) -> TitledLines {
  TitledLines(
    title: Bilingual("附：求解各阶段", "Appendix: the stages of the solve")[language],
    items: plan.stages.map { stageText($0, language) })
}

/// A stage's result in one line: its value and how far that is proven optimal.
public func stageText(_ stage: Plan.Stage, _ language: Language) -> String {
  let zh = language == .zh
  let gap = decimalText(Int128((stage.gap * 1e6).rounded(.up)), digits: 4, trimmed: true)
  let name = stage.stageName.map { stageLabel($0, unit: stage.unit) } ?? Bilingual(stage.name, stage.name)
  // A sum that nobody can read is not shown; plan.json has it.
  let isRead = StageUnit(rawValue: stage.unit)?.isRead ?? true
  var line = name[language]
  if isRead {
    let value = [shown(stage.value, stage), stageUnitText(stage.unit)[language]]
    line += (zh ? "：" : ": ") + value.filter { !$0.isEmpty }.joined(separator: value[1].hasPrefix("（") ? "" : " ")
  }
  // Value and bound are equal: no other plan is better, whatever ended the search.
  let isProven = stage.gap == 0
  // Only a bound that was decided anew in exact integers counts as proven.
  let isExact = stage.certificate == "exact"
  if isProven {
    line += isExact ? zh ? "（已证明最优）" : " (proven best)" : zh ? "（求解器精度内最优）" : " (best to the solver's accuracy)"
  } else if stage.gap < 0.1 {
    let side = stage.stageName?.isMaximised ?? true ? Bilingual("上界", "upper bound") : Bilingual("下界", "lower bound")
    let bound = (isExact ? zh ? "已复核的" : "re-checked " : "") + side[language]
    line += zh ? "（与\(bound)相差 \(gap)%）" : " (within \(gap)% of the \(bound))"
  } else {
    // A gap this wide, often a matter of a few assignments, says less than the bound itself.
    line += zh ? "（未证明最优" : " (not proven best"
    let bound = shown(stage.bound, stage)
    let accuracy = isExact ? "" : zh ? "求解器精度内" : "to the solver's accuracy "
    if bound != "0", isRead { line += zh ? "；\(accuracy)不会好过 \(bound)" : "; \(accuracy)none is better than \(bound)" }
    line += zh ? "）" : ")"
  }
  if !isProven, let limit = stage.limit {
    line += zh ? "（因\(limitName(limit)[.zh])停止）" : " (stopped by the \(limit) limit)"
  }
  if let rescues = stage.rescues {
    line +=
      zh ? "（求解器出错 \(rescues) 次，已换法续算）" : " (the solver failed \(counted(rescues, "time")) and went on another way)"
  }
  return line
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

/// The name of a stage; that of the policy says what is made great.
private func stageLabel(_ name: StageName, unit: String) -> Bilingual {
  guard name.isPolicy else { return name.label }
  return switch StageUnit(rawValue: unit) {
  case .points: name.label
  case .projects: Bilingual("安排的项目", "projects in the plan")
  default: Bilingual("安排的资金", "money placed")
  }
}

/// A stage's value for display. A sum of shares is built from shares that were each rounded down, so it is rounded to
/// six decimals.
private func shown(_ text: String, _ stage: Plan.Stage) -> String {
  guard stage.unit == StageUnit.share.rawValue, let value = Double(text) else { return text }
  return decimalText(Int128((value * 1e6).rounded()), digits: 6, trimmed: true)
}
