import Model

/// The agenda and the plans side by side, as their page and their text both tell them.
struct AgendaText {
  let agenda: MeetingAgenda
  let instance: Instance
  let language: Language

  func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// How many projects were looked at, and what came of it.
  var lead: [String] {
    let counts = agenda.counts
    let asked = counts.projects - counts.settled
    var lines = [
      say(
        "共 \(counts.projects) 个项目，\(counts.settled) 个已由会议定下或已经办完，其余 \(asked) 个逐一求解：在方案里的，不安排要付多大代价；不在方案里的，安排它要付多大代价。",
        "Of \(counted(counts.projects, "project")), \(counts.settled) \(counts.settled == 1 ? "is" : "are") settled by the meeting or done. For each of the other \(asked) it was solved what it costs to leave it out, if it is in the plan, or to put it in, if it is not."
      ),
      say(
        "保底不受影响的有 \(counts.priced) 个，按代价从小到大列出 \(agenda.decisions.count) 个。",
        "For \(counts.priced) of them what is guaranteed stays as it is; \(agenda.decisions.count) of these are listed, the smallest price first."
      ),
    ]
    if counts.floors > 0 {
      lines.append(
        say(
          "另有 \(counts.floors) 个，改定会使保底的需求少得到满足，没有列出。",
          "For \(counts.floors) more, the other decision would serve guaranteed needs worse; they are not listed."))
    }
    if counts.impossible > 0 {
      lines.append(
        say(
          "另有 \(counts.impossible) 个，规定不允许改定；哪些规定，allot why-not 会说明。",
          "For \(counts.impossible) more, the rules forbid the other decision; allot why-not says which."))
    }
    if counts.undecided > 0 {
      lines.append(
        say(
          "另有 \(counts.undecided) 个，到了计算量的限制（每次求解 \(agenda.workLimit) 次迭代）还没有得出代价，没有列出。",
          "For \(counts.undecided) more, the work limit (\(agenda.workLimit) iterations for each solve) came before a price; they are not listed."
        ))
    }
    return lines
  }

  /// The heading of a decision.
  func heading(_ number: Int, _ decision: MeetingAgenda.Decision) -> String {
    let title = name(decision.project)
    return decision.isIn
      ? say("\(number). \(title)：方案安排，可议不安排", "\(number). \(title): in the plan; leave it out?")
      : say("\(number). \(title)：方案没有安排，可议安排", "\(number). \(title): not in the plan; put it in?")
  }

  func sentences(_ decision: MeetingAgenda.Decision) -> [String] { language == .zh ? decision.zh : decision.en }

  private func name(_ id: String) -> String {
    let title = instance.title(of: ProjectID(id))
    return title.isEmpty || title == id ? id : say("\(id)“\(title)”", "\(id) ‘\(title)’")
  }

  // MARK: - Plans side by side

  /// What the plans are called, the plan itself first.
  private var columns: [(name: String, plan: MeetingAgenda.Alternative)] {
    [(say("方案", "the plan"), agenda.plan)]
      + agenda.alternatives.enumerated().map { (say("备选 \($0 + 1)", "alternative \($0 + 1)"), $1) }
  }

  private func shown(_ text: String?, _ aim: String) -> String {
    guard let text, let number = Decimals(text) else { return "" }
    guard aim == "money" else { return number.shown() }
    let currency = instance.lists.currency
    return currency.text(Money(Int64(clamping: number.value / tenTo(Decimals.digits - currency.digits))))
  }

  /// A row for each aim, a column for each plan.
  var table: TitledTable {
    let columns = columns
    var table = TextTable([(say("比什么", "of what"), .left)] + columns.map { ($0.name, .right) })
    for aim in aimsInOrder {
      table.add([aimWords(aim, language)] + columns.map { shown($0.plan.reached[aim], aim) })
    }
    table.add([say("是哪个村", "which village")] + columns.map { villages($0.plan) })
    return TitledTable(
      title: say("几个方案并列", "Plans side by side"), table: table, widest: 24, note: "")
  }

  private func villages(_ plan: MeetingAgenda.Alternative) -> String {
    let names = plan.leastServed.map { id in
      instance.placeIndex[PlaceID(id)] == nil ? id : instance.place(PlaceID(id)).name
    }
    guard names.count > 2 else { return names.joined(separator: say("、", ", ")) }
    return say("\(names[0])等 \(names.count) 个", "\(names[0]) and \(names.count - 1) more")
  }

  /// What comes and what goes with each alternative.
  var moves: [String] {
    func list(_ ids: [String]) -> String { ids.map(name).joined(separator: say("、", ", ")) }
    return columns.dropFirst().map { column in
      let parts = [
        column.plan.comes.isEmpty ? "" : say("新增 \(list(column.plan.comes))", "in: \(list(column.plan.comes))"),
        column.plan.goes.isEmpty ? "" : say("退出 \(list(column.plan.goes))", "out: \(list(column.plan.goes))"),
      ].filter { !$0.isEmpty }
      return say("\(column.name)，与方案相比：", "\(column.name), against the plan: ")
        + parts.joined(separator: say("；", "; "))
    }
  }

  /// Whether a plan has as much of every aim as another, and more of one.
  private func isBetter(_ one: MeetingAgenda.Alternative, than other: MeetingAgenda.Alternative) -> Bool {
    func amounts(_ plan: MeetingAgenda.Alternative) -> [Int128] {
      aimsInOrder.map { plan.reached[$0].flatMap(Decimals.init)?.value ?? 0 }
    }
    let (mine, theirs) = (amounts(one), amounts(other))
    return mine != theirs && zip(mine, theirs).allSatisfy { $0 >= $1 }
  }

  /// What is known of the plans.
  var notes: [String] {
    var lines = [
      agenda.alternatives.isEmpty
        ? say(
          "在综合得分与项目数、金额、最低村得分之间，没有找到别的互不占优的方案。",
          "Between value and the number of projects, the money placed and the least village's points, no other plan was found that is not bettered."
        )
        : say(
          "各备选的保底都尽可能达到；没有一个备选，在四个方面都被方案或别的备选赶上、又有一方面被超过。",
          "Every alternative serves the floors as well as can be; neither the plan nor another has as much of all four as one of them and more of one."
        )
    ]
    let better = columns.dropFirst().filter { isBetter($0.plan, than: agenda.plan) }.map(\.name)
    if !better.isEmpty {
      let names = better.joined(separator: say("、", ", "))
      lines.append(
        say(
          "\(names) 在四个方面都不低于方案，且至少有一个方面更高。",
          "As much of all four as the plan, and more of at least one: \(names)."))
    }
    if agenda.isLimited {
      lines.append(
        say("有的求解到了计算量的限制，可能还有更好的。", "The work limit ended some of the solves; there may be better ones."))
    }
    return lines
  }
}

/// The agenda and the plans side by side as text for a terminal.
/// - Complexity: O(length).
public func agendaText(_ agenda: MeetingAgenda, _ instance: Instance, _ language: Language) -> String {
  let text = AgendaText(agenda: agenda, instance: instance, language: language)
  var lines = [text.say("议程：可以再议的决定", "Agenda: decisions that may be taken otherwise")] + text.lead
  for (number, decision) in agenda.decisions.enumerated() {
    lines += ["", text.heading(number + 1, decision)] + text.sentences(decision).map { "  " + $0 }
  }
  lines += text.table.lines + [""] + text.moves + text.notes
  return lines.map(\.printableLines).joined(separator: "\n")
}

/// The plans side by side as a table for spreadsheets, which begins with its header.
public func sideBySideTable(_ agenda: MeetingAgenda, _ language: Language) -> [[String]] {
  let zh = language == .zh
  let header =
    zh
    ? ["方案", "综合得分", "项目数", "安排的金额", "最低村得分", "最低的是哪个村", "新增项目", "退出项目"]
    : ["plan", "value", "project_count", "money_placed", "worst_off_points", "worst_off_villages", "in", "out"]
  let rows = ([agenda.plan] + agenda.alternatives).enumerated().map { number, plan in
    [number == 0 ? zh ? "方案" : "plan" : "\(number)"] + aimsInOrder.map { plan.reached[$0] ?? "" }
      + [plan.leastServed, plan.comes, plan.goes].map { $0.joined(separator: ";") }
  }
  return [header] + rows
}
