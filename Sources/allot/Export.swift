import Allotment
import ArgumentParser
import Formulation
import Foundation
import IntegerProgram
import Model

struct Export: ParsableCommand {
  enum Format: String, ExpressibleByArgument { case mps, lp }
  static let configuration = CommandConfiguration(
    abstract: inWords("把政策阶段的整数规划写给别的求解器。", "Write the policy stage's integer program for another solver."))

  @Argument(help: .init("清单所在的文件夹。", "Folder of the lists.")) var lists: String
  @Option(help: .init("文件格式。", "File format.")) var format = Format.mps
  @Option(help: .init("政策追求什么。", "What the policy maximises.")) var objective = PolicyObjective.value
  @Option(help: .init("写到哪个文件（默认标准输出）。", "File to write (default: standard output).")) var out: String?
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      let checked = try CheckedLists(lists, language.lang)
      let formulation = checked.formulation
      let stages = formulation.stages(objective)
      let stage = stages.first { $0.isPolicy }!
      // Floors come before the policy: what they reach is part of its program.
      let floors = Array(stages.prefix { !$0.isPolicy })
      var reached: StagedSolution?
      if !floors.isEmpty,
        case .allocated(let solution) = try StagedSolve(solver: productSolver).run(formulation, stages: floors)
      {
        reached = solution
      }
      let (program, unit) = formulation.program(for: stage, after: floors, at: reached)
      let name =
        switch objective {
        case .value: "points"
        case .count: "projects"
        case .money: checked.instance.lists.currency.code
        }
      let comment = "one unit of the objective is \(unit) \(name)"
      let text =
        format == .mps ? program.mps(name: "allot", comment: comment) : program.lp(name: "allot", comment: comment)
      guard let out else { return try say(text, terminator: "") }
      let path = out as NSString
      let directory = path.deletingLastPathComponent
      try writeAtomically(
        [path.lastPathComponent: OutputFile(data: Data(text.utf8))], into: directory.isEmpty ? "." : directory)
    }
  }
}
