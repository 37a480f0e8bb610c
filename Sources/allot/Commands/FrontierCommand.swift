import Allotment
import ArgumentParser
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model
import Reports

struct FrontierCommand: ReportedCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontier",
    abstract: inWords(
      "资金增减时最好的方案能得多少分：资金效益曲线。", "The value of the best plan against the amount of money."),
    discussion: inWords(
      """
      把一笔资金、一个部门的资金或全部资金按同一比例增减，逐点求解，并说明各点之间证明了什么（docs/scenarios.md）。输出文件夹中有 \
      frontier.csv、frontier.svg 和 frontier.json。
      """,
      """
      Changes a fund, the funds of a department or all funds by the same percentage, solves point after point, and says what \
      is proven between them (docs/scenarios.md). The output folder gets frontier.csv, frontier.svg and frontier.json.
      """))

  @Argument(help: .init("清单所在的文件夹。", "Folder of the lists.")) var lists: String
  @Option(
    help: .init(
      "哪些资金：资金的编号或名称、部门，或 budget（全部资金）。", "Which money: a fund by id or name, a department, or budget for all funds."))
  var x: String
  @Option(help: .init("至多算多少点，3 至 201。", "The most points, 3 to 201.")) var points = 25
  @Option(help: .init("从增减百分之几起，如 -20%。", "The change at which it begins, such as -20%.")) var from = "-20%"
  @Option(help: .init("到增减百分之几止，如 +20%，至多 +1000%。", "The change at which it ends, such as +20%, at most +1000%."))
  var to = "+20%"
  @Option(
    help: .init(
      "两点至少相隔百分之几，如 0.5%（默认为全程的二百分之一）。",
      "The least distance of two points, such as 0.5% (default: a two-hundredth of the range)."))
  var step: String?
  @Option(help: .init("写出曲线的文件夹。", "Folder for the curve.")) var out: String?
  @Option(
    help: .init(
      "政策追求什么：count 项目数、money 安排的金额、value 加权满足量。",
      "What the policy maximises: count, money or value (weighted need served)."))
  var objective = PolicyObjective.value
  @OptionGroup var each: EachSolveOptions
  @Flag(help: .init("不打印文本，打印 JSON。", "Print JSON instead of text.")) var json = false
  @OptionGroup var threads: ThreadsOption
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    try check("--points", points, in: 3...201)
    let (first, last) = (try change("--from", from), try change("--to", to))
    guard first < last else { throw usageError("--from 应小于 --to", "--from is less than --to", value: from) }
    if let step { _ = try size("--step", step) }
    if out?.isEmpty ?? false { throw usageError("--out 须是文件夹", "--out is a folder", value: "") }
  }

  /// A change of amounts in hundredths of a per cent.
  private func change(_ option: String, _ text: String) throws -> Int64 {
    let plain = halfWidth(text).replacing("−", with: "-").trimmedCell
    let sign = plain.first.map { $0 == "-" ? -1 : 1 } ?? 1
    let digits = plain.hasPrefix("-") || plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
    guard digits.hasSuffix("%"), let share = try? exactShare(digits),
      (-10_000...100_000).contains(Int64(sign) * share.basisPoints)
    else {
      throw usageError(
        "\(option) 应为 -100% 至 +1000%，至多两位小数，如 -20%",
        "\(option) lies in -100%...+1000%, with at most two decimals, such as -20%", value: text)
    }
    return Int64(sign) * share.basisPoints
  }

  /// The least distance of two points in hundredths of a per cent.
  private func size(_ option: String, _ text: String) throws -> Int64 {
    guard halfWidth(text).trimmedCell.hasSuffix("%"), let share = try? exactShare(text), share.basisPoints > 0 else {
      throw usageError(
        "\(option) 应为大于 0 的百分比，至多两位小数，如 0.5%",
        "\(option) is a percentage above 0 with at most two decimals, such as 0.5%", value: text)
    }
    return share.basisPoints
  }

  func run() throws {
    let interruption = Interruption()
    let watch = InterruptWatch(interruption)
    defer { watch.stop() }
    try reporting(language.lang, json: json, warnings) {
      let checked = try CheckedLists(lists, language.lang, warnings)
      let scope = try scope(checked.instance.lists)
      // The folder is locked and found fit before anything is solved.
      let folder = try out.map { try OutputFolder($0, for: .frontier) }
      var request = Request()
      (request.objective, request.gap, request.workLimit) = (objective, each.gap, each.workLimit)
      request.interruption = interruption
      let funds = Set(scope.funds.map { FundID($0) })
      var search = FrontierSearch(checked.folder, funds, request)
      search.range = try change("--from", from)...change("--to", to)
      search.step =
        try step.map { try size("--step", $0) } ?? max(1, (search.range.upperBound - search.range.lowerBound) / 200)
      search.most = points
      try refuseEnds(of: search.range, checked.folder, funds)
      runReport.show(.frontier(0, atMost: points))
      let found = try search.frontier(threads: threads.count) { runReport.show(.frontier($0, atMost: points)) }
      guard let found else { throw stopped() }
      let curve = FrontierCurve(found, checked.instance.lists, of: scope, request, search)
      if let folder { try write(curve, into: folder) }
      if json {
        try say(json: jsonText(curve))
      } else {
        try say(frontierText(curve, language.lang))
      }
    }
  }

  /// The funds that are meant: all of them, one by its id or name, or those of a department.
  private func scope(_ lists: Lists) throws -> FrontierCurve.Scope {
    let text = halfWidth(x).trimmedCell
    if ["budget", "all", "预算", "全部", "全部资金"].contains(text.lowercased()) {
      return FrontierCurve.Scope(kind: "budget", name: "", funds: lists.funds.map(\.id.text))
    }
    let named = lists.funds.filter { $0.id == FundID(halfWidthID(x)) }
    let fund = named.first ?? { $0.count == 1 ? $0[0] : nil }(lists.funds.filter { halfWidth($0.name) == text })
    if let fund { return FrontierCurve.Scope(kind: "fund", name: fund.name, funds: [fund.id.text]) }
    let ofDepartment = lists.funds.filter { halfWidth($0.department) == text }
    guard let first = ofDepartment.first else {
      let known = lists.funds.flatMap { [$0.id.text, $0.name, $0.department] }
      throw Findings(
        Finding(
          "id-unknown", file: self.lists, value: x,
          expected: Bilingual(
            "资金的编号或名称、部门，或 budget（全部资金）", "a fund by id or by a name that is unique, a department, or budget"),
          mend: nearest(x, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
            ?? Bilingual("请核对编号", "check the id")))
    }
    return FrontierCurve.Scope(kind: "department", name: first.department, funds: ofDepartment.map(\.id.text))
  }

  /// Refuses ends at which the lists do not hold together, such as an amount below its reserve.
  private func refuseEnds(of range: ClosedRange<Int64>, _ folder: ListsFolder, _ funds: Set<FundID>) throws {
    var findings: [Finding] = []
    for (option, text, end) in [("--from", from, range.lowerBound), ("--to", to, range.upperBound)] {
      do throws(Findings) { _ = try Instance(folder.withFunds(funds, changedBy: end).lists) } catch {
        findings += error.errors.map { finding in
          Finding(
            "supposition-malformed", file: lists, value: "\(option) \(text)",
            expected: Bilingual(
              "增减之后清单仍然成立（\(finding.file):\(finding.line)“\(finding.value)”应为：\(finding.expected.zh)）",
              "lists that hold together afterwards (\(finding.file):\(finding.line) ‘\(finding.value)’, expected: \(finding.expected.en))"
            ),
            mend: Bilingual("请缩小 --from 至 --to 的范围", "bring --from and --to closer together"))
        }
      }
    }
    if let refusal = Findings(findings) { throw refusal }
  }

  private func stopped() -> ExitCode {
    writeError(
      language.lang == .zh ? "中断：曲线没有算完，未写出任何文件。" : "interrupted: the curve is not finished; nothing was written.")
    return Exit.interrupted
  }

  private func write(_ curve: FrontierCurve, into folder: OutputFolder) throws {
    runReport.show(.writing)
    let outcome = try folder.write([
      "frontier.csv": OutputFile(Data(spreadsheetText(frontierTable(curve, language.lang)).utf8)),
      "frontier.svg": OutputFile(Data(frontierDrawing(curve, language.lang).utf8)),
      "frontier.json": OutputFile(Data((try jsonText(curve) + "\n").utf8)),
    ])
    runReport.record(.outputWritten, LogEntry.OutputWritten(path: out!))
    outcome.warnOfLeftovers(language.lang)
  }
}

extension ProgressStep {
  /// The points of a frontier; how many it takes is not known beforehand.
  fileprivate static func frontier(_ done: Int, atMost most: Int) -> ProgressStep {
    ProgressStep(
      Bilingual(
        "正在逐点求解资金效益曲线：已有 \(done) 点，至多 \(most) 点",
        "solving the frontier point after point: \(done) points so far, at most \(most)"))
  }
}
