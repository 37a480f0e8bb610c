import Formulation
import IntegerProgram
import Model

extension Explainer {
  /// Solves again with something forced, and says what that costs and changes; where it is impossible, which rules forbid it.
  func whatIf(_ force: Force, verb: Bilingual) throws(SolverFault) -> [Bilingual] {
    try whatIf([force], in: formulation, verb: verb)
  }

  /// The same with another program, such as that of the lists without somebody.
  func whatIf(_ forced: [Force], in formulation: Formulation, verb: Bilingual) throws(SolverFault) -> [Bilingual] {
    let all = formulation.stages(objective)
    let stages = Array(all.prefix(through: all.firstIndex { $0.isPolicy }!))
    let base = plan.stages.first { $0.name == "utilitarian" }
    switch try solve.run(formulation, stages: stages, forcing: forced) {
    case .undecided(let limit):
      return [
        Bilingual("\(verb.zh)：因 \(limit.rawValue) 限制未能得出。", "\(verb.en): not found within the \(limit.rawValue) limit.")
      ]
    case .infeasible:
      var lines = [
        Bilingual(
          "\(verb.zh)：不可能。以下规定共同阻止，放宽其中一条即可：",
          "\(verb.en): impossible. These rules together forbid it; giving up one is enough:")
      ]
      for meaning in try solve.conflict(formulation, forcing: forced) where meaning.rule != "forced" {
        let sentence = ruleSentence(meaning.rule)
        let about = meaning.subjects.joined(separator: " ")
        lines.append(
          Bilingual(
            "  [\(meaning.rule)] \(about)：\(sentence?.zh ?? "")", "  [\(meaning.rule)] \(about): \(sentence?.en ?? "")")
        )
      }
      if lines.count == 1 {
        lines = [Bilingual("\(verb.zh)：不可能，没有资金可以合法支付。", "\(verb.en): impossible, as no fund may lawfully pay.")]
      }
      return lines
    case .allocated(let solution):
      guard solution.stages.last?.name == stages.last?.name else {
        return [Bilingual("\(verb.zh)：未能在时限内得出。", "\(verb.en): not found within the time limit.")]
      }
      return price(solution, base, verb)
    }
  }

  private func price(_ solution: StagedSolution, _ base: Plan.Stage?, _ verb: Bilingual) -> [Bilingual] {
    let forced = solution.stages.last!
    let digits = formulation.stages(objective).first { $0.isPolicy }!.digits
    let before = base.flatMap { exactInteger($0.value, digits: digits) } ?? 0
    let difference = before - solution.policyValue
    let amount = decimalText(difference, digits: digits, grouped: true, trimmed: true)
    let after = decimalText(solution.policyValue, digits: digits, grouped: true, trimmed: true)
    let isExact = (base?.gap ?? 1) == 0 && forced.gap == 0 && forced.limit == nil
    // Each optimum is known to within its own gap.
    let slack = decimalText(
      Int128(((base?.gap ?? 0) + forced.gap) * Double(before.magnitude)) + 1, digits: digits, grouped: true,
      trimmed: true)
    let certificate = isExact ? Bilingual("精确", "exact") : Bilingual("误差不超过 \(slack)", "to within \(slack)")
    var lines = [
      Bilingual(
        "代价：\(verb.zh)，目标由 \(base?.value ?? "–") 变为 \(after)，相差 \(amount) \(forced.unit)（\(certificate.zh)，重新求解）",
        "price: \(verb.en), the objective goes from \(base?.value ?? "–") to \(after), a difference of \(amount) \(forced.unit) (\(certificate.en), solved again)"
      )
    ]
    let other = formulation.allocation(of: solution)
    let (old, new) = (Set(plan.allocation.awards.map(\.project)), Set(other.awards.map(\.project)))
    func names(_ ids: Set<ProjectID>) -> String {
      ids.sorted().map { "\($0) \(instance.project($0).title)" }.joined(separator: "; ")
    }
    if old != new {
      let (gone, come) = (old.subtracting(new), new.subtracting(old))
      if !gone.isEmpty { lines.append(Bilingual("  不再安排：\(names(gone))", "  no longer carried out: \(names(gone))")) }
      if !come.isEmpty { lines.append(Bilingual("  改为安排：\(names(come))", "  carried out instead: \(names(come))")) }
    }
    let missing = formulation.shortfalls(of: other)
    if missing != plan.shortfalls, !missing.isEmpty {
      let ids = missing.map(\.need.text).joined(separator: " ")
      lines.append(Bilingual("  保底不足的需求：\(ids)", "  needs below their floor: \(ids)"))
    }
    if difference == 0, isExact {
      lines.append(
        Bilingual("  两种做法同样好，由后续阶段（节俭、次序）决定。", "  both are equally good; a later stage (thrift, order) decided."))
    }
    return lines
  }
}

/// `12.5` with 3 digits is 12500.
private func exactInteger(_ text: String, digits: Int) -> Int128? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let fraction = parts.count == 2 ? String(parts[1]) : ""
  guard fraction.count <= digits else { return nil }
  return Int128(parts[0] + fraction + String(repeating: "0", count: digits - fraction.count))
}
