import ArgumentParser
import Model

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("读清单，一次指出全部问题。", "Read the lists and say everything that is wrong with them."))

  @Argument(help: .init("清单所在的文件夹。", "Folder of the lists.")) var lists: String
  @Flag(help: .init("不打印文字，打印一个 JSON 对象。", "Print one JSON object instead of text.")) var json = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang, json: json) {
      let checked = try CheckedLists(lists, language.lang)
      let instance = checked.instance
      if json { return try say(json: jsonText(FindingsAnswer(status: "accepted", checked.warnings))) }
      let (needs, funds, projects) = (
        instance.lists.needs.count, instance.lists.funds.count, instance.lists.projects.count
      )
      try say(
        language.lang == .zh
          ? "清单无误：需求 \(needs) 项，资金 \(funds) 笔，项目 \(projects) 个。"
          : "The lists hold together: \(needs) needs, \(funds) funds, \(projects) projects.")
    }
  }
}
