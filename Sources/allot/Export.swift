import Allotment
import ArgumentParser
import Formulation
import Foundation
import IntegerProgram
import Model

struct Export: ParsableCommand {
  enum Format: String, ExpressibleByArgument { case mps, lp }
  static let configuration = CommandConfiguration(
    abstract: "Write the policy stage's integer program for another solver.")

  @Argument(help: "Folder of the lists.") var lists: String
  @Option(help: "File format.") var format = Format.mps
  @Option(help: "What the policy maximises.") var objective = PolicyObjective.value
  @Option(help: "File to write (default: standard output).") var out: String?
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      let folder = try readFolder(lists, language.lang)
      let formulation = Formulation(try Instance(folder.lists))
      let stage = formulation.stages(objective).first { $0.isPolicy }!
      let program = formulation.program(for: stage)
      let text = format == .mps ? program.mps(name: "allot") : program.lp(name: "allot")
      guard let out else { return print(text, terminator: "") }
      let path = out as NSString
      let directory = path.deletingLastPathComponent
      try writeAtomically([path.lastPathComponent: Data(text.utf8)], into: directory.isEmpty ? "." : directory)
    }
  }
}
