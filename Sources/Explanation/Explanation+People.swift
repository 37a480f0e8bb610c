import Formulation
import IntegerProgram
import Model

extension Explainer {
  /// What a volunteer does, what binds, and what the plan would be without them.
  func volunteer(_ id: VolunteerID) throws(SolverFault) -> Explanation {
    let works = plan.allocation.assignments.filter { $0.volunteer == id }
    let total = minutesText(works.reduce(0) { $0 + Int128($1.minutes) })
    let offered = minutesText(Int128(instance.volunteer(id).offer.minutes))
    var out = Explanation(
      title: Bilingual("志愿者 \(id)：可用 \(offered)，安排 \(total)", "volunteer \(id): offers \(offered), serves \(total)"))
    out.lines += works.map(held)
    out.lines += formulation.bindingRoster(plan.allocation, about: id.text).map(binds)
    guard !works.isEmpty else { return out }
    var lists = instance.lists
    lists.volunteers.removeAll { $0.id == id }
    for index in lists.beneficiaries.indices where lists.beneficiaries[index].donor == id {
      lists.beneficiaries[index].donor = nil
    }
    // Lists that held together hold together without somebody to whom nothing points any more.
    guard let without = try? Instance(lists) else { return out }
    out.lines += try whatIf([], in: Formulation(without), verb: Bilingual("若没有这个人", "without this person"))
    return out
  }

  func held(_ work: Allocation.Assignment) -> Bilingual {
    let when = work.slots.map(instance.slot).map { slot in
      "\(slot.day) \(minutesText(Int128(slot.start)))-\(minutesText(Int128(slot.end)))"
    }
    let hours = minutesText(Int128(work.minutes))
    return Bilingual(
      "志愿者 \(work.volunteer) 担任项目 \(work.project) 的岗位 \(work.role)，\(hours)\(when.isEmpty ? "" : "：" + when.joined(separator: "、"))",
      "volunteer \(work.volunteer) holds role \(work.role) of project \(work.project) for \(hours)"
        + (when.isEmpty ? "" : ": " + when.joined(separator: ", ")))
  }

  /// For each role of a project that too few may hold, how many each rule keeps away.
  func unstaffable(_ id: ProjectID) -> [Bilingual] {
    formulation.unstaffable(id).flatMap { gap in
      [
        Bilingual(
          "岗位 \(gap.role) 需要 \(gap.wanted) 人，能担任的只有 \(gap.able) 人：",
          "role \(gap.role) needs \(gap.wanted) people, and \(gap.able) may hold it:")
      ]
        + gap.kept.map { rule, count in
          let sentence = ruleSentence(rule)
          return Bilingual(
            "  [\(rule)] 不符 \(count) 人：\(sentence?.zh ?? "")", "  [\(rule)] keeps \(count) away: \(sentence?.en ?? "")")
        }
    }
  }
}
