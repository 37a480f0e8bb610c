import Formulation
import Model
import Reports

/// The notes in an exported program: one line for each thing that it contains or leaves out.
func exportNote(
  _ exported: PolicyProgram, _ objective: PolicyObjective, _ instance: Instance, _ language: Language
) -> String {
  let stage = objectiveText(objective, instance)
  var lines = [
    Bilingual(
      "目标：\(stage.zh)；目标函数的一个单位为 \(exported.unit) \(stageUnitText(stage.unit).zh)。",
      "objective: \(stage.en); one unit of it is \(exported.unit) \(stageUnitText(stage.unit).en).")
  ]
  lines += heldLines(exported)
  lines += peopleLines(exported)
  lines.append(
    exported.hasWholeAmounts
      ? Bilingual("金额为整数最小货币单位。", "amounts of money are whole minor units.")
      : Bilingual(
        "未含：金额须为整数最小货币单位。金额在此是连续变量。",
        "left out: that amounts of money are whole minor units; here they are continuous."))
  if exported.rounded > 0 {
    lines.append(
      Bilingual(
        "有 \(exported.rounded) 个数的位数超过双精度，已舍入。",
        "\(exported.rounded) numbers have more digits than a double and are rounded."))
  }
  let later = exported.later.map(\.rawValue)
  if !later.isEmpty {
    lines.append(
      Bilingual(
        "未含：其后的阶段，它们在政策值相同的方案中选择：\(later.joined(separator: "、"))。",
        "left out: the later stages, which choose among plans of the same policy value: \(later.joined(separator: ", "))."
      ))
  }
  return lines.map { $0[language] }.joined(separator: "\n")
}

/// The objective of the policy and its unit.
private func objectiveText(
  _ objective: PolicyObjective, _ instance: Instance
) -> (zh: String, en: String, unit: String) {
  switch objective {
  case .count: ("项目数最多", "most projects", StageUnit.projects.rawValue)
  case .money: ("安排的金额最多", "most money placed", instance.lists.currency.code)
  case .value: ("加权满足量最多", "most weighted need served", StageUnit.points.rawValue)
  }
}

/// The results of the stages before the policy.
private func heldLines(_ exported: PolicyProgram) -> [Bilingual] {
  guard !exported.held.isEmpty else { return [Bilingual("没有需要保底的需求。", "no need has a floor to hold.")] }
  var lines = exported.held.map { stage in
    Bilingual("已定并作为约束：\(stageText(stage, .zh))", "decided before and held: \(stageText(stage, .en))")
  }
  lines += exported.open.map { stage in
    Bilingual("未定，没有约束：\(stageText(stage, .zh))", "left open, and not held: \(stageText(stage, .en))")
  }
  if exported.roles > 0 {
    lines.append(Bilingual("保底的结果已考虑人员。", "the floors were reached with the people of the lists."))
  }
  if let limit = exported.limit.map({ limitName($0.rawValue) }) {
    lines.append(
      Bilingual(
        "寻找人员因\(limit.zh)停止，保底结果未必最好。",
        "\(limit.en) ended a search for people: better floors may be possible."))
  }
  return lines
}

/// Whether the program includes people.
private func peopleLines(_ exported: PolicyProgram) -> [Bilingual] {
  guard exported.roles > 0 else { return [] }
  if exported.hasPeople {
    let hasFloors = !exported.held.isEmpty
    return [
      Bilingual(
        "含人员：\(exported.volunteers) 名志愿者，\(exported.roles) 个岗位；最优值就是\(hasFloors ? "保底不低于上述结果的" : "")合法方案的最优值。",
        "with the people: \(exported.volunteers) volunteers, \(exported.roles) roles; the optimum is that of the lawful plans\(hasFloors ? " whose floors are no worse" : "")."
      )
    ]
  }
  let rules = PolicyProgram.rulesOfPeople
  return [
    Bilingual(
      "未含：人员。\(exported.volunteers) 名志愿者和 \(exported.roles) 个岗位没有变量，也没有约束；未含的规则：\(rules.joined(separator: "、"))。",
      "left out: people. \(exported.volunteers) volunteers and \(exported.roles) roles have no columns and no rows; rules left out: \(rules.joined(separator: ", "))."
    ),
    Bilingual(
      "因此最优值只是合法方案的上界，其方案可能排不出人手。含人员的规划：allot export --whole。",
      "so the optimum is only a bound on lawful plans, and its plan may have nobody to carry it out. With the people: allot export --whole."
    ),
  ]
}
