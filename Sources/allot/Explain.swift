import Allotment
import ArgumentParser
import Explanation
import Formulation
import Intake
import Model

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what permits an assignment, what binds and what it costs.",
    discussion: "An id is that of a project, a fund, a need or a volunteer; F03>P07 asks about one fund on one project."
  )

  @Argument(help: "plan.json, or the folder that holds it.") var plan: String
  @Argument(help: "Ids to explain; without any, the permits of every payment are printed.") var ids: [String] = []
  @Option(help: "Folder of the lists (default: the copy beside the plan).") var lists: String?
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      let read = try PlanWithLists(plan, lists: lists, language.lang)
      let zh = language.lang == .zh
      for name in read.changed {
        complain(zh ? "提醒：\(name) 与制定方案时不同。" : "warning: \(name) is not what the plan was made from.")
      }
      let unknown = ids.filter { Question($0, in: read.instance) == nil }
      guard unknown.isEmpty else {
        let known =
          read.instance.lists.projects.map(\.id.text) + read.instance.lists.funds.map(\.id.text)
          + read.instance.lists.needs.map(\.id.text) + read.instance.lists.volunteers.map(\.id.text)
        throw Findings(
          unknown.map { id in
            Finding(
              "id-unknown", file: plan, value: id,
              expected: Bilingual(
                "清单中的项目、资金、需求或志愿者编号", "the id of a project, a fund, a need or a volunteer"),
              mend: nearest(id, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
                ?? Bilingual("请核对编号", "check the id"))
          })
      }
      if ids.isEmpty {
        for payment in read.plan.allocation.payments {
          let cells = payment.permittedBy.map { TableSchema.name(of: $0, language.lang) }.joined(separator: "; ")
          print(
            "\(payment.fund) → \(payment.project) \(payment.costType) \(read.plan.currency.text(payment.amount))  ← \(cells)"
          )
        }
        print(
          zh
            ? "给出编号可得到代价，如：allot explain \(plan) \(read.plan.allocation.awards.first?.project.text ?? "P1")"
            : "give an id for its price, such as: allot explain \(plan) \(read.plan.allocation.awards.first?.project.text ?? "P1")"
        )
        return
      }
      let explainer = Explainer(read.plan, read.instance, solve: StagedSolve(solver: productSolver)) {
        TableSchema.name(of: $0, $1)
      }
      for id in ids {
        let answer = try explainer.answer(Question(id, in: read.instance)!)
        print(answer.title[language.lang])
        for line in answer.lines { print("  " + line[language.lang]) }
      }
    }
  }
}
