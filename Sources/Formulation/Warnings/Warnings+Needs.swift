import Model

extension Formulation {
  /// Needs that no plan serves or that are counted twice: without a project, outside the periods, reported again.
  var needWarnings: [Finding] { unservedNeeds + needsOutsidePeriods + repeatedNeeds }

  private var openNeeds: [Need] { instance.lists.needs.filter { $0.status == .open } }

  /// Open needs that no project serves.
  /// - Complexity: O(needs + services).
  private var unservedNeeds: [Finding] {
    let served = Set(projects.flatMap { $0.variants.flatMap { $0.services.map(\.need) } })
    return openNeeds.filter { !served.contains($0.id) && $0.quantity > .zero }.map { need in
      Finding(
        .needUnserved, at: need.origin, .needs(.id), value: need.id.text,
        expected: Bilingual("服务表中至少有一个项目满足它", "a project that serves it, in serves"),
        mend: Bilingual(
          "没有项目服务于此需求，方案不会满足它；请补上项目或服务一行，已办结的请改状态",
          "no project serves it, and no plan will; propose a project, add a row to serves, or change its status"))
    }
  }

  private var needsOutsidePeriods: [Finding] {
    guard let first = instance.lists.periods.first, let last = instance.lists.periods.last else { return [] }
    let plan = Period(from: first.span.from, to: last.span.to)
    return openNeeds.filter { !$0.due.overlaps(plan) }.map { need in
      let isPast = need.due.to.map { $0 < plan.from! } ?? false
      return Finding(
        .needOutsidePeriods, at: need.origin, .needs(isPast ? .due : .from), value: need.id.text,
        expected: Bilingual(
          "与方案各期（\(plan.from!) 至 \(plan.to!)）有重合的期限", "days within the plan, \(plan.from!) to \(plan.to!)"),
        mend: Bilingual(
          isPast ? "期限在第一期之前已经截止，方案不会满足它；请改正日期或期间" : "最后一期结束之后才开始，方案不会满足它；请改正日期或期间",
          "it is \(isPast ? "over before the plan begins" : "due only after the plan ends"), so no plan serves it; correct the days or the periods"
        ))
    }
  }

  /// Open needs that an earlier row reports, too: with the same text, place, quantity and unit and a common day.
  ///
  /// Texts are compared without blanks, punctuation, case and what stands in brackets.
  /// - Complexity: O(n log n) in the number of needs, plus the pairs that agree in all but the days.
  private var repeatedNeeds: [Finding] {
    struct Key: Hashable {
      let text: String, place: PlaceID, quantity: Quantity
    }
    func key(_ need: Need) -> Key? {
      let text = need.title.withoutBrackets.comparableText
      guard !text.isEmpty, need.title != need.id.text else { return nil }
      return Key(text: text, place: need.place, quantity: need.quantity)
    }
    let inOrder = openNeeds.sorted { ($0.origin.line, $0.id) < ($1.origin.line, $1.id) }
    return repeats(among: inOrder, key: key) { other, need in
      let units = [other.unit, need.unit].map(\.comparableText)
      return other.due.overlaps(need.due) && (units[0] == units[1] || units.contains(""))
    }.map { repeated($0.item, $0.first) }
  }

  private func repeated(_ need: Need, _ first: Need) -> Finding {
    Finding(
      .needRepeated, at: need.origin, .needs(.title), value: need.title,
      expected: Bilingual(
        "每件事只报一次：第 \(first.origin.line) 行 \(first.id)“\(first.title)”与 \(need.id) 文字、地点、数量相同",
        "each need once: line \(first.origin.line), \(first.id) ‘\(first.title)’, has the text, place and quantity of \(need.id)"
      ),
      mend: Bilingual(
        "是同一件事的，请删去一行，否则会按两倍安排；是两件事的，请写明不同之处",
        "if it is the same need, delete one of the rows, or twice as much is planned for; if not, say what differs"))
  }
}
