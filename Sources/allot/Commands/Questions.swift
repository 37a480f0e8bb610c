import Allotment
import ArgumentParser
import DefaultSolver
import Explanation
import Formulation
import Intake
import IntegerProgram
import Model
import Questions

/// The options of every command that answers questions about a plan.
struct QuestionOptions: ParsableArguments {
  @OptionGroup var chosen: PlanOptions
  @Flag(
    help: .init(
      "打印 JSON：各句及其精确数字，以及数字出自哪次求解。", "Print JSON: sentences with exact numbers, and the solves that they came from."))
  var json = false
  @Option(
    help: .init(
      "每次求解的单纯形迭代数，至多一万亿：越多，代价知道得越准（默认按清单大小定）。",
      "Simplex iterations for each solve, at most 10^12: more of them narrow what is known of a price (default: by the lists' size)."
    ))
  var workLimit: Int?
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    try check("--work-limit", workLimit, in: workLimits)
  }

  /// Reads the plan and calls `body` with an explainer. A changed plan is refused, as its bound cannot be trusted.
  /// - Parameter body: Returns the answers to show; nil if it showed them itself. Interrupted answers are discarded.
  func ask(_ body: (PlanWithLists, Explainer, Interruption) throws -> [Answer]?) throws {
    let lang = language.lang
    try reporting(lang, json: json) {
      let read = try chosen.read(lang)
      runReport.show(.checkingPlan)
      try read.refuseWithheld(for: .vetting)
      try read.refuseBreaches()
      read.warnOfLaterRun(lang)
      let interruption = Interruption()
      let watch = InterruptWatch(interruption)
      defer { watch.stop() }
      var solve = StagedSolve(solver: defaultSolver)
      solve.interruption = interruption
      solve.progress = { runReport.show(ProgressStep($0, lead: Self.lead)) }
      solve.staged = { event in
        if case .begun(let stage) = event { runReport.show(ProgressStep(begun: stage, lead: Self.lead)) }
      }
      solve.workLimit = workLimit
      guard
        let explainer = Explainer(
          read.plan, read.instance, solve: solve, cell: { TableSchema.name(of: $0, $1) })
      else {
        throw Findings(
          Finding(
            "plan-breaks-rules", file: chosen.plan, expected: Bilingual("符合清单的方案", "a plan that obeys the lists"),
            mend: Bilingual(
              "请用 allot verify 查看哪里不对，或重新生成方案", "see allot verify for what is wrong, or make the plan again")))
      }
      try read.refuseChanges()
      let answers = try body(read, explainer, interruption)
      if interruption.isRaised {
        writeError(lang == .zh ? "中断：没有算完的不作答。" : "interrupted: what was not worked out is not answered.")
        throw Exit.interrupted
      }
      if let answers { try show(answers, explainer) }
    }
  }

  /// What the solves of a question are for.
  private static let lead = Bilingual("为回答问题重新计算", "solving again for the answer")

  private func show(_ answers: [Answer], _ explainer: Explainer) throws {
    for answer in answers { record(answer) }
    if json {
      try say(json: Explanation.json(of: answers), terminator: "")
    } else {
      try show(answers.map { $0.text(language.lang) }, explainer)
    }
  }

  /// Prints the texts of answers and, where one speaks of the score, what a point is.
  func show(_ texts: [String], _ explainer: Explainer) throws {
    for text in texts { try say(text) }
    guard texts.contains(where: { explainer.speaksOfScore($0, language.lang) }), let note = explainer.scoreMeaning
    else { return }
    try say(note[language.lang])
  }

  func finding(_ code: String, _ value: String, _ expected: Bilingual, _ known: [String]) -> Findings {
    Findings(
      Finding(
        code, file: chosen.plan, value: value, expected: expected,
        mend: nearest(value, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
          ?? Bilingual("请核对编号", "check the id")))
  }

  func question(_ text: String, _ instance: Instance) throws -> Question {
    if let question = Question(halfWidthID(text), in: instance) { return question }
    let lists = instance.lists
    throw finding(
      "id-unknown", text,
      Bilingual(
        "清单中的项目、资金、需求、地点、志愿者或物资场地编号", "the id of a project, a fund, a need, a place, a volunteer or an asset"),
      lists.projects.map(\.id.text) + lists.funds.map(\.id.text) + lists.needs.map(\.id.text)
        + lists.places.map(\.id.text) + lists.volunteers.map(\.id.text) + lists.assets.map(\.id.text))
  }

  func project(_ text: String, _ instance: Instance) throws -> ProjectID {
    let text = halfWidthID(text)
    if instance.projectIndex[ProjectID(text)] != nil { return ProjectID(text) }
    throw finding(
      "id-unknown", text, Bilingual("清单中的项目编号", "the id of a project"), instance.lists.projects.map(\.id.text))
  }

  func fund(_ text: String, _ instance: Instance) throws -> FundID {
    let text = halfWidthID(text)
    if instance.fundIndex[FundID(text)] != nil { return FundID(text) }
    throw finding(
      "id-unknown", text, Bilingual("清单中的资金编号", "the id of a fund"), instance.lists.funds.map(\.id.text))
  }
}

struct WhyNot: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "说明某一项为什么没有安排，以及至少要怎样才能安排。", "Say why something is not in the plan, and the least that would bring it in."))

  @OptionGroup var options: QuestionOptions
  @Argument(
    help: .init(
      "项目、资金、需求、地点、志愿者或物资场地的编号，或 F03>P07、H042>P07。",
      "A project, fund, need, place, volunteer or asset, or F03>P07, H042>P07."))
  var id: String
  @Option(
    help: .init(
      "问增加资金时只看这一笔（默认看强行安排时为它付款的至多两笔）。",
      "The fund that is to have more (default: two at most of those that pay where it is forced in)."))
  var fund: String?

  var report: RunOptions { options.report }

  func run() throws {
    try options.ask { read, explainer, _ in
      let fund = try fund.map { try options.fund($0, read.instance) }
      return [try explainer.whyNot(options.question(id, read.instance), moneyIn: fund)]
    }
  }
}

struct Next: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "说明资金、技能、物资场地增加以后得分多少。", "Say what more of a fund, a skill, goods or a venue is worth."))

  @OptionGroup var options: QuestionOptions
  @OptionGroup var threads: ThreadsOption
  @Argument(
    help: .init("资金或物资场地的编号，或技能名称（默认全部）。", "Funds, goods and venues by id, skills by name (default: all)."))
  var supplies: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: .init(
      "增加百分之几，1 至 10000；技能是现有的人所出时间的百分之几，由新来的一位出。",
      "By how many per cent, 1 to 10000; for a skill, of the time that those who have it offer, given by one who comes new."
    ))
  var percent = [5, 10, 25, 50]

  var report: RunOptions { options.report }

  func validate() throws {
    for percent in percent { try check("--percent", percent, in: 1...10_000) }
  }

  func run() throws {
    try options.ask { read, explainer, _ in
      let chosen =
        try supplies.isEmpty ? Supply.all(read.instance) : supplies.map { try supply($0, read.instance) }
      let percents = percent
      return try answers(chosen.count, threads: threads.count) {
        try explainer.next(chosen[$0], percents: percents)
      }
    }
  }

  private func supply(_ text: String, _ instance: Instance) throws -> Supply {
    let all = Supply.all(instance)
    if let supply = all.first(where: { $0.text == text || $0.text == halfWidthID(text) }) { return supply }
    throw options.finding(
      "id-unknown", text, Bilingual("资金、物资场地的编号，或岗位要求的技能", "a fund, goods, a venue, or a skill that a role asks for"),
      all.map(\.text))
  }
}

struct Alternatives: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "供联席会议比较：几乎同样好、彼此尽量不同的方案。", "Plans nearly as good that differ as much as they can, for the joint meeting."))

  @OptionGroup var options: QuestionOptions
  @Option(help: .init("几个，1 至 20。", "How many, 1 to 20.")) var count = 3
  @Option(
    help: .init(
      "至多可以差百分之几，如 1 或 0.5，至多 100。", "How much worse they may be, in per cent, such as 1 or 0.5, at most 100."))
  var within = "1"

  var report: RunOptions { options.report }

  func validate() throws {
    try check("--count", count, in: 1...20)
    guard share != nil else {
      throw usageError(
        "--within 应在 0 至 100 之间，至多两位小数", "--within lies in 0...100 with at most two decimals", value: within)
    }
  }

  private var share: Share? {
    let text = halfWidth(within)
    guard let share = try? exactShare(text.hasSuffix("%") ? text : text + "%"), share <= .whole else { return nil }
    return share
  }

  func run() throws {
    try options.ask { _, explainer, _ in [try explainer.alternatives(count, within: share!)] }
  }
}

struct Advise: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "提醒未满足的急难需求、闲置的资金和没人问过的村，并给出有用的一步。",
      "Warn of urgent needs unserved, idle money and villages nobody asked, each with the move that helps."))

  @OptionGroup var options: QuestionOptions
  @OptionGroup var threads: ThreadsOption

  var report: RunOptions { options.report }

  func run() throws {
    try options.ask { _, explainer, _ in try explainer.advice(threads: threads.count) }
  }
}

struct Conflicts: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "说明清单有没有可行的方案；没有时，哪些规定冲突、怎样化解。",
      "Say whether any plan obeys the lists, and if none does, which rules conflict and what mends it."))

  @Argument(help: .init("清单所在的文件夹，或 .xlsx 工作簿。", "Folder of the lists, or a workbook (.xlsx).")) var lists: String
  @OptionGroup var decided: OverridesOption
  @Flag(help: .init("打印 JSON。", "Print JSON.")) var json = false
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang, json: json, warnings) {
      let checked = try CheckedLists(lists, language.lang, warnings, overrides: decided.overrides)
      runReport.show(.findingConflicts)
      let answer = try Explainer.conflicts(
        checked.instance, solve: StagedSolve(solver: defaultSolver), cell: { TableSchema.name(of: $0, $1) })
      record(answer)
      if json { try say(json: answer.json()) } else { try say(answer.text(language.lang)) }
      if answer.sentences.first?.message != .feasible { throw Exit.infeasible }
    }
  }
}

/// Records that an answer is given.
func record(_ answer: Answer) {
  runReport.record(
    .answerGiven, LogEntry.AnswerGiven(question: answer.question, sentences: answer.sentences.count, kept: false))
}

/// Answers several questions at the same time, and shows how many of them are answered.
/// - Returns: The answers in the order of the questions.
func answers(
  _ count: Int, threads: Int, _ answer: @escaping @Sendable (Int) throws -> Answer
) throws -> [Answer] {
  let answered = count > 1 ? AnswerCount(of: count) : nil
  return try concurrentMap(count, threads: threads) { index in
    let answer = try answer(index)
    answered?.add()
    return answer
  }.compactMap(\.self)
}
