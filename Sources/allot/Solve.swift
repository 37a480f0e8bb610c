import Allotment
import ArgumentParser
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model
import Reports

extension PolicyObjective: ExpressibleByArgument {}

struct Solve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the best plan that obeys every earmark.",
    discussion: "Writes plan.json, matching.csv and a copy of the lists into the output folder.")

  @Argument(help: "Folder of the lists.") var lists: String
  @Option(help: "Folder for the plan.") var out: String
  @Option(help: "What the policy maximises: count, money or value (weighted need served).") var objective =
    PolicyObjective.value
  @Option(help: "Stop within this relative gap of the best; 0 proves the best.") var gap = 0.001
  @Option(help: "Stop after so many seconds with the best plan so far.") var timeLimit: Double?
  @Option(help: "Stop a stage after so many simplex iterations; the same on every machine.") var workLimit = 3_000_000
  @Flag(help: "Print one JSON object instead of tables.") var json = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard gap >= 0, gap < 1 else { throw ValidationError("--gap lies between 0 and 1") }
    guard timeLimit.map({ $0 > 0 && $0 < 1e6 }) ?? true else {
      throw ValidationError("--time-limit is a positive number of seconds")
    }
    guard workLimit > 0 else { throw ValidationError("--work-limit is positive") }
  }

  func run() throws {
    try reporting(language.lang) {
      let clock = ContinuousClock()
      let start = clock.now
      let folder = try readFolder(lists, language.lang)
      for warning in Formulation(try Instance(folder.lists)).warnings { complain(warning.text(language.lang)) }
      let interruption = Interruption()
      let watch = InterruptWatch(interruption)
      defer { watch.stop() }
      let meter = ProgressMeter()
      var request = Request()
      request.objective = objective
      request.gap = gap
      request.timeLimit = timeLimit.map { .milliseconds(Int64($0 * 1000)) }
      request.workLimit = workLimit
      request.interruption = interruption
      if let meter { request.progress = { meter.show($0) } }
      let run = try allocate(folder, request, solver: productSolver)
      meter?.clear()
      let seconds = (clock.now - start).seconds
      switch run {
      case .infeasible(let conflict):
        try infeasible(conflict, folder, seconds)
      case .undecided(let limit):
        if json {
          print(
            try Summary(status: "undecided", objective: objective, currency: folder.lists.currency, seconds: seconds)
              .text())
        }
        complain(
          language.lang == .zh
            ? "因 \(limit.rawValue) 限制停止，尚无方案。" : "stopped by the \(limit.rawValue) limit before any plan was found.")
        throw limit == .interruption ? Exit.interrupted : Exit.limit
      case .planned(let plan, let limit, _, _):
        let instance = try Instance(folder.lists)
        try write(plan, instance, folder)
        if json {
          print(try Summary(plan, instance, limit: limit, seconds: seconds).text())
        } else {
          print(planText(plan, instance, language.lang))
        }
        if limit == .interruption { throw Exit.interrupted }
      }
    }
  }

  private func write(_ plan: Plan, _ instance: Instance, _ folder: ListsFolder) throws {
    let rows = matchingList(plan, instance, language.lang) { TableSchema.name(of: $0, language.lang) }
    // The byte order mark lets spreadsheets read the Chinese.
    let matching = "\u{FEFF}" + rows.map { $0.map(csvCell).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
    var files = ["plan.json": try plan.json(), "matching.csv": Data(matching.utf8)]
    for (name, text) in folder.canonicalTexts() { files["lists/" + name] = Data(text.utf8) }
    try writeAtomically(files, into: out)
  }

  private func infeasible(_ conflict: [Meaning], _ folder: ListsFolder, _ seconds: Double) throws {
    if json {
      print(
        try Summary(status: "infeasible", objective: objective, currency: folder.lists.currency, seconds: seconds)
          .text())
    }
    complain(
      language.lang == .zh
        ? "没有方案能同时满足以下规定；放宽其中任何一条即可：" : "no plan obeys all of these; giving up any one of them is enough:")
    for meaning in conflict {
      let sentence = ruleSentence(meaning.rule)?[language.lang] ?? ""
      complain("  [\(meaning.rule)] \(meaning.subjects.joined(separator: " ")): \(sentence)")
    }
    throw Exit.infeasible
  }
}
