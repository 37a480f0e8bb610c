import ArgumentParser
import Formulation
import Intake
import Model

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read the lists and say everything that is wrong with them.")

  @Argument(help: "Folder of the lists.") var lists: String
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      let folder = try readFolder(lists, language.lang)
      let instance = try Instance(folder.lists)
      for warning in Formulation(instance).warnings { complain(warning.text(language.lang)) }
      let (needs, funds, projects) = (
        instance.lists.needs.count, instance.lists.funds.count, instance.lists.projects.count
      )
      print(
        language.lang == .zh
          ? "清单无误：需求 \(needs) 项，资金 \(funds) 笔，项目 \(projects) 个。"
          : "The lists hold together: \(needs) needs, \(funds) funds, \(projects) projects.")
    }
  }
}
