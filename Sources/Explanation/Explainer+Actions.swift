import Formulation
import IntegerProgram
import Model

/// What an office does so that a rule no longer stands in the way, in words that it can decide on: "approve P52" rather than
/// "waive the rule that a project is approved".
extension Explainer {
  /// What to do about a decision of a repair, with whose it is. A rule without such words is named as one to change.
  func action(_ decision: Meaning, among rules: [Meaning], _ question: RepairQuestion) throws -> Value {
    let whose = owner([decision])
    let what =
      decision.rule == RuleName.allotmentLimit.rawValue
      ? try raiseLimit(decision, among: rules, question) : whatToDo(decision)
    if let what { return .text(Bilingual(what.zh + whose.zh, what.en + whose.en)) }
    let rule = name(of: ruleName(decision))
    return .text(Bilingual("调整" + rule.zh, "change " + rule.en))
  }

  /// A rule's sentence with its subjects and whose it is.
  func ruleName(_ decision: Meaning) -> Value {
    let names = Value.items(decision.subjects.map { item(named: $0) })
    return .text(
      Bilingual(
        "“" + style.text(sentence(decision), .zh) + "”（" + style.text(names, .zh) + "）" + owner([decision]).zh,
        "‘" + style.text(sentence(decision), .en) + "’ (" + style.text(names, .en) + ")" + owner([decision]).en))
  }

  private func whatToDo(_ decision: Meaning) -> Bilingual? {
    let names = decision.subjects.map { name(of: item(named: $0)) }
    guard let rule = RuleName(rawValue: decision.rule), let first = names.first else { return nil }
    if rule == .readiness { return makeReady(ProjectID(decision.subjects[0]), first) }
    // The amount is worked out apart, so that here it is not limited at all.
    if rule == .fundCap {
      return Bilingual("增加资金 \(first.zh) 的金额（测算时不限额）", "give fund \(first.en) more money (worked out without a limit)")
    }
    if rule == .pins {
      return Bilingual("改变会议对 \(first.zh) 的决定", "change the meeting’s decision on \(first.en)")
    }
    if rule == .mostSources {
      return Bilingual(
        "放宽 \(first.zh) 的资金来源个数（测算时不限个数）", "let \(first.en) have more sources (worked out without a limit)")
    }
    guard names.count == 2 else { return nil }
    let second = names[1]
    return switch rule {
    case .prerequisites:
      Bilingual("不再要求 \(first.zh) 以 \(second.zh) 为前置", "no longer require \(second.en) for \(first.en)")
    case .incompatibility:
      Bilingual("准许 \(first.zh) 和 \(second.zh) 同时安排", "let both \(first.en) and \(second.en) be in the plan")
    case .paymentPeriod:
      Bilingual("改动 \(first.zh) 的“\(second.zh)”的付款时间", "change when ‘\(second.en)’ of \(first.en) is paid")
    case .eligibility: Bilingual("准许 \(first.zh) 为 \(second.zh) 付款", "allow \(first.en) to pay for \(second.en)")
    case .shareCap:
      Bilingual(
        "放宽 \(first.zh) 在 \(second.zh) 费用中的占比（测算时不限占比）",
        "let \(first.en) pay a greater share of \(second.en) (worked out without a limit)")
    case .capPerPlace:
      Bilingual(
        "放宽 \(first.zh) 在 \(second.zh) 的支出上限（测算时不设上限）",
        "let \(first.en) spend more on \(second.en) (worked out without a limit)")
    default: nil
    }
  }

  private func makeReady(_ id: ProjectID, _ name: Bilingual) -> Bilingual {
    let project = instance.project(id)
    return switch (project.responsible.isEmpty, project.approved) {
    case (true, false): Bilingual("给 \(name.zh) 定负责人并立项", "name somebody responsible for \(name.en) and approve it")
    case (true, true): Bilingual("给 \(name.zh) 定负责人", "name somebody responsible for \(name.en)")
    case (false, _): Bilingual("给 \(name.zh) 立项", "approve \(name.en)")
    }
  }
}
