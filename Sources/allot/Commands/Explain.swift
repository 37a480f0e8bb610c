import Allotment
import ArgumentParser
import Explanation
import Foundation
import IntegerProgram
import Model

struct Explain: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords(
      "说明每项决定依据什么、受什么限制、代价多大、否则会怎样安排。",
      "Say what permits each decision, what binds, what it costs and what would be done instead."),
    discussion: inWords(
      """
      编号是项目、资金、需求、地点、志愿者或物资场地的编号；F03>P07 问一笔资金之于一个项目，H042>P07 问一位志愿者之于一个项目。\
      不给编号则逐一说明每个项目、资金、需求、志愿者和物资场地；答案保存在方案旁，中断后再运行会接着做。
      """,
      """
      An id is that of a project, a fund, a need, a place, a volunteer or an asset; F03>P07 asks about one fund on one project, \
      H042>P07 about one volunteer. Without any, every project, fund, need, volunteer and asset is explained; answers are kept beside the plan, so that a run that was interrupted goes on \
      where it stopped.
      """))

  @OptionGroup var options: QuestionOptions
  @OptionGroup var threads: ThreadsOption
  @Argument(help: .init("要说明的编号（默认每一项决定）。", "Ids to explain (default: every decision).")) var ids: [String] = []

  var report: RunOptions { options.report }

  func run() throws {
    try options.ask { read, explainer, interruption in
      let questions = try ids.map { try options.question($0, read.instance) }
      if questions.isEmpty {
        try all(read, explainer, interruption)
        return nil
      }
      return try answers(questions.count, threads: threads.count) { try explainer.answer(questions[$0]) }
    }
  }

  /// Explains every decision, in the order of the lists regardless of the order of computation.
  private func all(_ read: PlanWithLists, _ explainer: Explainer, _ interruption: Interruption) throws {
    let questions = Question.all(read.instance)
    let kept = try KeptAnswers(beside: read, workLimit: explainer.workLimit)
    let open = questions.filter { kept[$0.text] == nil }
    for question in questions where kept[question.text] != nil {
      runReport.record(.answerGiven, LogEntry.AnswerGiven(question: question.text, sentences: nil, kept: true))
    }
    let answered = AnswerCount(questions.count - open.count, of: questions.count)
    _ = try concurrentMap(open.count, threads: threads.count, unless: { interruption.isRaised }) { index in
      let answer = try explainer.answer(open[index])
      guard !interruption.isRaised else { return }
      try kept.keep(answer)
      record(answer)
      answered.add()
    }
    if interruption.isRaised {
      let (count, all) = (answered.value, questions.count)
      writeError(
        options.language.lang == .zh
          ? "中断：\(all) 项中已说明 \(count) 项，答案已保存，再运行一次会接着做。"
          : "interrupted: \(count) of \(all) are explained and kept; run it again to go on.")
    }
    let answers = questions.compactMap { kept[$0.text] }
    if options.json {
      try say(json: "[\n" + answers.map(\.json).joined(separator: ",\n") + "\n]")
    } else {
      try options.show(answers.map { options.language.lang == .zh ? $0.zh : $0.en }, explainer)
    }
  }
}
