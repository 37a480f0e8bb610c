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
      "资金、保底增减时最好的方案能得多少分；或者两头怎样兼顾。",
      "The value of the best plan against money or floors; or plans between two aims."),
    discussion: inWords(
      """
      把一笔资金、一个部门的资金或全部资金按同一比例增减，或把各项保底比例升降，求解并说明各点之间证明了什么；找出台阶恰在何处。用 --y 时，\
      列出两头（--x 和 --y）不能同时更好的方案（docs/scenarios.md）。输出文件夹中有 frontier.csv、frontier.svg 和 frontier.json。
      """,
      """
      Changes a fund, the funds of a department or all funds by the same percentage, or moves all floors; says what is proven \
      between the points, and where exactly the steps lie. With --y, lists the plans of which none has more of both aims, --x \
      and --y (docs/scenarios.md). The output folder gets frontier.csv, frontier.svg and frontier.json.
      """))

  @Argument(help: .init("清单所在的文件夹，或 .xlsx 工作簿。", "Folder of the lists, or a workbook (.xlsx).")) var lists: String
  @Option(
    help: .init(
      "什么增减：资金的编号或名称、部门、budget（全部资金），或 floor（保底）；用 --y 时为 value 综合得分、count 项目数、money 安排的金额或 worst-off 最低村得分。",
      "What changes: a fund by id or name, a department, budget for all funds, or floor; with --y one of value, count, money (placed) and worst-off (the points of the least served village)."
    ))
  var x: String
  @Option(
    help: .init(
      "另一头：value、count、money 或 worst-off。", "The other aim: value, count, money or worst-off."))
  var y: String?
  @Option(help: .init("至多算多少点，3 至 1000。", "The most points, 3 to 1000.")) var points = 25
  @Option(
    help: .init(
      "从增减百分之几（保底为几个百分点）起，默认 -20%。",
      "The change at which it begins, of floors in percentage points; -20% by default."))
  var from: String?
  @Option(
    help: .init(
      "到增减百分之几止，默认 +20%，至多 +1000%（保底 +100%）。",
      "The change at which it ends, +20% by default, at most +1000% (floors +100%)."))
  var to: String?
  @Option(
    help: .init(
      "两点至少相隔百分之几，如 0.5%（默认为全程的二百分之一）；台阶所在的点不受此限。",
      "The least distance of two points, such as 0.5% (default: a two-hundredth of the range), but where a step lies."))
  var step: String?
  @Option(help: .init("写出曲线的文件夹。", "Folder for the curve.")) var out: String?
  @Option(
    help: .init(
      "政策追求什么：count 项目数、money 安排的金额、value 加权满足量（默认）。",
      "What the policy maximises: count, money or value (weighted need served, the default)."))
  var objective: PolicyObjective?
  @OptionGroup var each: EachSolveOptions
  @Flag(help: .init("不打印文本，打印 JSON。", "Print JSON instead of text.")) var json = false
  @OptionGroup var threads: ThreadsOption
  @OptionGroup var warnings: WarningOptions
  @OptionGroup var report: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    try check("--points", points, in: 3...1000)
    if let y {
      _ = try aims(y)
      for (option, text) in [("--from", from), ("--to", to), ("--step", step), ("--objective", objective?.rawValue)] {
        if let text {
          throw usageError("用 --y 时没有 \(option)", "\(option) has no meaning with --y", value: text)
        }
      }
    } else if aim(x) != nil {
      throw usageError(
        "--x 是方案的一头时，须用 --y 写明另一头", "--x is an aim of the plan and needs the other one as --y", value: x)
    }
    let range = try range
    guard range.from < range.to else {
      throw usageError("--from 应小于 --to", "--from is less than --to", value: first)
    }
    if let step { _ = try size("--step", step) }
    if out?.isEmpty ?? false { throw usageError("--out 须是文件夹", "--out is a folder", value: "") }
  }

  // MARK: - Options

  private var isOfFloors: Bool { ["floor", "floors", "保底"].contains(halfWidth(x).trimmedCell.lowercased()) }

  /// The aim that a word names; nil for none.
  private func aim(_ text: String) -> Aim? {
    switch halfWidth(text).trimmedCell.lowercased() {
    case "value", "综合得分", "得分": .value
    case "count", "项目数": .count
    case "money", "安排的金额": .money
    case "worst-off", "最低村得分": .worstOff
    default: nil
    }
  }

  private func aims(_ y: String) throws -> (x: Aim, y: Aim) {
    func aim(_ option: String, _ text: String) throws -> Aim {
      guard let aim = self.aim(text) else {
        throw usageError(
          "用 --y 时，\(option) 应为 value、count、money 或 worst-off",
          "with --y, \(option) is one of value, count, money and worst-off", value: text)
      }
      return aim
    }
    let aims = (x: try aim("--x", x), y: try aim("--y", y))
    guard aims.x != aims.y else { throw usageError("--x 和 --y 应不同", "--x and --y differ", value: y) }
    return aims
  }

  /// The ends of the frontier as they were typed, or by default.
  private var first: String { from ?? "-20%" }
  private var last: String { to ?? "+20%" }

  /// The changes between which the frontier lies, in hundredths of a per cent.
  private var range: (from: Int64, to: Int64) {
    get throws { (try change("--from", first), try change("--to", last)) }
  }

  /// A change of amounts or floors in hundredths of a per cent.
  private func change(_ option: String, _ text: String) throws -> Int64 {
    let plain = halfWidth(text).replacing("−", with: "-").trimmedCell
    let sign = plain.first.map { $0 == "-" ? -1 : 1 } ?? 1
    let digits = plain.hasPrefix("-") || plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
    let most: Int64 = isOfFloors ? 10_000 : 100_000
    guard digits.hasSuffix("%"), let share = try? exactShare(digits),
      (-10_000...most).contains(Int64(sign) * share.basisPoints)
    else {
      throw usageError(
        "\(option) 应为 -100% 至 +\(most / 100)%，至多两位小数，如 -20%",
        "\(option) lies in -100%...+\(most / 100)%, with at most two decimals, such as -20%", value: text)
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

  // MARK: - The run

  func run() throws {
    let interruption = Interruption()
    let watch = InterruptWatch(interruption)
    defer { watch.stop() }
    try reporting(language.lang, json: json, warnings) {
      let checked = try CheckedLists(lists, language.lang, warnings)
      let scope = y == nil ? try scope(checked.instance.lists) : nil
      // The folder is locked and found fit before anything is solved.
      let folder = try out.map { try OutputFolder($0, for: .frontier) }
      var request = Request()
      (request.objective, request.gap, request.workLimit) = (objective ?? .value, each.gap, each.workLimit)
      request.interruption = interruption
      if let scope {
        try drawCurve(of: scope, checked, request, folder)
      } else if let y {
        try drawFront(aims(y), checked.instance, request, folder)
      }
    }
  }

  /// The value of the best plan against money or floors.
  private func drawCurve(
    of scope: FrontierCurve.Scope, _ checked: CheckedLists, _ request: Request, _ folder: OutputFolder?
  ) throws {
    let axis: FrontierAxis = scope.kind == "floor" ? .floors : .money(Set(scope.funds.map { FundID($0) }))
    var search = FrontierSearch(checked.folder, axis, request)
    let (range, unit) = (try range, axis.whole / 10_000)
    // Floors lie on their axis from high to low.
    search.range = isOfFloors ? -range.to...(-range.from) : range.from * unit...range.to * unit
    search.step =
      try step.map { try size("--step", $0) * unit }
      ?? max(1, (search.range.upperBound - search.range.lowerBound) / 200)
    search.most = points
    try refuseEnds(of: search.range, checked.folder, axis)
    runReport.show(.frontier(0, atMost: points))
    let found = try search.frontier(threads: threads.count) { runReport.show(.frontier($0, atMost: points)) }
    guard let found else { throw stopped() }
    let curve = FrontierCurve(found, checked.instance.lists, of: scope, request, search)
    try tell(
      curve, frontierText(curve, language.lang), frontierTable(curve, language.lang),
      frontierDrawing(curve, language.lang), folder)
  }

  /// The plans of which none has more of two aims.
  private func drawFront(
    _ aims: (x: Aim, y: Aim), _ instance: Instance, _ request: Request, _ folder: OutputFolder?
  ) throws {
    var search = ParetoSearch(instance, aims, request)
    search.most = points
    runReport.show(.frontier(0, atMost: points))
    let found = try search.front(threads: threads.count) { runReport.show(.frontier($0, atMost: points)) }
    guard let found else { throw stopped() }
    let curve = ParetoCurve(found, instance, request, search)
    try tell(
      curve, paretoText(curve, language.lang), paretoTable(curve, language.lang), paretoDrawing(curve, language.lang),
      folder)
  }

  /// Prints a curve and writes its files.
  private func tell(
    _ curve: some Encodable, _ text: String, _ table: [[String]], _ drawing: String, _ folder: OutputFolder?
  ) throws {
    let told = try jsonText(curve)
    if let folder {
      let files = [
        "frontier.csv": OutputFile(Data(spreadsheetText(table).utf8)),
        "frontier.svg": OutputFile(Data(drawing.utf8)), "frontier.json": OutputFile(Data((told + "\n").utf8)),
      ]
      try folder.writeAndTell(files, out!, language.lang)
    }
    if json { try say(json: told) } else { try say(text) }
  }

  /// What changes: all funds, one by its id or name, those of a department, or the floors.
  private func scope(_ lists: Lists) throws -> FrontierCurve.Scope {
    let text = halfWidth(x).trimmedCell
    if isOfFloors { return FrontierCurve.Scope(kind: "floor", name: "", funds: []) }
    if ["budget", "all", "预算", "全部", "全部资金"].contains(text.lowercased()) {
      return FrontierCurve.Scope(kind: "budget", name: "", funds: lists.funds.map(\.id.text))
    }
    let named = lists.funds.filter { $0.id == FundID(halfWidthID(x)) }
    let fund = named.first ?? { $0.count == 1 ? $0[0] : nil }(lists.funds.filter { halfWidth($0.name) == text })
    if let fund { return FrontierCurve.Scope(kind: "fund", name: fund.name, funds: [fund.id.text]) }
    let ofDepartment = lists.funds.filter { halfWidth($0.department) == text }
    guard let first = ofDepartment.first else {
      let known = lists.funds.flatMap { [$0.id.text, $0.name, $0.department] } + ["budget", "floor"]
      throw Findings(
        Finding(
          "id-unknown", file: self.lists, value: x,
          expected: Bilingual(
            "资金的编号或名称、部门、budget（全部资金）或 floor（保底）",
            "a fund by id or by a name that is unique, a department, budget or floor"),
          mend: nearest(x, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
            ?? Bilingual("请核对编号", "check the id")))
    }
    return FrontierCurve.Scope(kind: "department", name: first.department, funds: ofDepartment.map(\.id.text))
  }

  /// Refuses ends at which the lists do not hold together, such as an amount below its reserve.
  private func refuseEnds(of range: ClosedRange<Int64>, _ folder: ListsFolder, _ axis: FrontierAxis) throws {
    var findings: [Finding] = []
    let ends = isOfFloors ? (range.upperBound, range.lowerBound) : (range.lowerBound, range.upperBound)
    for (option, text, end) in [("--from", first, ends.0), ("--to", last, ends.1)] {
      do throws(Findings) { _ = try Instance(axis.lists(folder, at: end).lists) } catch {
        findings += error.errors.map { finding in
          Finding(
            "supposition-malformed", file: lists, value: "\(option) \(text)",
            expected: Bilingual(
              "增减之后清单仍然成立（\(FindingPlace(file: finding.file, line: finding.line).text)“\(finding.value)”应为：\(finding.expected.zh)）",
              "lists that hold together afterwards (\(FindingPlace(file: finding.file, line: finding.line).text) ‘\(finding.value)’, expected: \(finding.expected.en))"
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
}

extension ProgressStep {
  /// The points of a frontier; how many it takes is not known beforehand.
  fileprivate static func frontier(_ done: Int, atMost most: Int) -> ProgressStep {
    ProgressStep(
      Bilingual(
        "正在逐点求解：已有 \(done) 点，至多 \(most) 点",
        "solving the frontier point after point: \(done) points so far, at most \(most)"))
  }
}
