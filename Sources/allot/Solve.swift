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
    abstract: inWords("在遵守每一项用途限制的前提下做出最好的方案。", "Make the best plan that obeys every earmark."),
    discussion: inWords(
      "在输出文件夹写出 plan.json、matching.csv 和所用清单的副本。",
      "Writes plan.json, matching.csv and a copy of the lists into the output folder."))

  @Argument(help: .init("清单所在的文件夹。", "Folder of the lists.")) var lists: String
  @Option(help: .init("写出方案的文件夹。", "Folder for the plan.")) var out: String
  @Option(
    help: .init(
      "政策追求什么：count 项目数、money 安排的金额、value 加权满足量。",
      "What the policy maximises: count, money or value (weighted need served).")) var objective =
    PolicyObjective.value
  @Option(
    help: .init(
      "与最优的相对差距不超过此数即停，0 至 1；0 为证明最优。",
      "Stop within this relative gap of the best, from 0 up to 1; 0 proves the best."))
  var gap = 0.001
  @Option(
    help: .init(
      "至多这么多秒，届时取已有的最好方案；小于 1000000。",
      "Stop after so many seconds, fewer than 1000000, with the best plan so far.")) var timeLimit: Double?
  @Option(
    help: .init(
      "每阶段至多这么多次单纯形迭代，至多一万亿；在任何机器上都一样。",
      "Stop a stage after so many simplex iterations, at most 10^12; the same on every machine."))
  var workLimit = 3_000_000
  @Flag(help: .init("不打印表格，打印一个 JSON 对象。", "Print one JSON object instead of tables.")) var json = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard gap >= 0, gap < 1 else {
      throw ValidationError(inWords("--gap 应在 0 与 1 之间，可为 0", "--gap is 0 or lies between 0 and 1"))
    }
    guard timeLimit.map({ $0 > 0 && $0 < 1e6 }) ?? true else {
      throw ValidationError(
        inWords(
          "--time-limit 应为正的秒数，小于 1000000", "--time-limit is a positive number of seconds, below 1000000"))
    }
    func place(_ path: String) -> String { URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path }
    guard !out.isEmpty, place(out) != place(lists), place(out + "/lists") != place(lists) else {
      throw ValidationError(
        inWords(
          "--out 须是单独的文件夹，否则清单的副本会混在清单里",
          "--out is a folder of its own: the plan's copy of the lists would lie among the lists"))
    }
    try check("--work-limit", workLimit, in: workLimits)
  }

  func run() throws {
    try reporting(language.lang, json: json) {
      let clock = ContinuousClock()
      let start = clock.now
      let checked = try CheckedLists(lists, language.lang)
      let (folder, instance) = (checked.folder, checked.instance)
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
        try infeasible(conflict, checked, seconds)
      case .undecided(let limit):
        if json {
          var summary = Summary(status: "undecided", objective: objective, checked, seconds: seconds)
          summary.limit = limit.rawValue
          try say(json: jsonText(summary))
        }
        complain(
          language.lang == .zh
            ? "因\(limitName(limit.rawValue)[.zh])停止，尚无方案。"
            : "stopped by the \(limit.rawValue) limit before any plan was found.")
        throw limit == .interruption ? Exit.interrupted : Exit.limit
      case .planned(let plan, let limit, _, _):
        try write(plan, instance, folder)
        if json {
          try say(json: jsonText(Summary(plan, checked, limit: limit, seconds: seconds)))
        } else {
          try say(planText(plan, instance, language.lang))
        }
        if limit == .interruption || interruption.isRaised { throw Exit.interrupted }
      }
    }
  }

  private func write(_ plan: Plan, _ instance: Instance, _ folder: ListsFolder) throws {
    var files = planTables(plan, instance, language.lang).mapValues { OutputFile(data: $0) }
    files["plan.json"] = OutputFile(data: try plan.json())
    for (name, text) in folder.canonicalTexts() {
      files["lists/" + name] = OutputFile(data: Data(text.utf8), isPrivate: ListsFolder.isPersonal(name))
    }
    try writeAtomically(files, into: out)
    // Lists of an earlier plan would be read as this plan's.
    for name in TableSchema.fileNames.map({ "lists/" + $0 }) where files[name] == nil { unlink(out + "/" + name) }
  }

  private func infeasible(_ conflict: [Meaning], _ checked: CheckedLists, _ seconds: Double) throws {
    if json {
      var summary = Summary(status: "infeasible", objective: objective, checked, seconds: seconds)
      summary.conflict = conflict.map { Clash(rule: $0.rule, subjects: $0.subjects) }
      try say(json: jsonText(summary))
    }
    complain(
      language.lang == .zh
        ? "没有方案能同时满足以下规定，至少要放宽其中一条（放宽后可能还有别的冲突）："
        : "no plan obeys all of these: one of them at least must give way, and there may be other conflicts besides:")
    for meaning in conflict {
      let sentence = ruleSentence(meaning.rule)?[language.lang] ?? ""
      complain("  [\(meaning.rule)] \(meaning.subjects.joined(separator: " ")): \(sentence)".printable)
    }
    throw Exit.infeasible
  }
}
