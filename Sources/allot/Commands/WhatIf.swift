import ArgumentParser
import Explanation
import Formulation
import Intake
import IntegerProgram
import Model

struct WhatIf: ReportedCommand {
  static let configuration = CommandConfiguration(
    abstract: inWords("在某种假设下重新算一遍，列出变化。", "Work the plan out anew under a supposition and show what changes."),
    discussion: inWords(
      "放开一条规定要写它的名称和对象，与 JSON 中的写法相同：--waive 'readiness(P07)'。",
      "A rule is waived by its name and subjects, as the answers' JSON gives them: --waive 'readiness(P07)'."))

  @OptionGroup var options: QuestionOptions
  @Option(
    help: .init(
      "增减资金 fund:F03=50000、fund:F03=-5万元 或 fund:F03=-10%（资金总额的百分比）；增加物资场地 asset:A02=3；增加人手 hours:护理=6，即一位会这项技能的志愿者出 6 小时。",
      "More or less money: fund:F03=50000, fund:F03=-200, or fund:F03=-10% of its amount; more goods: asset:A02=3; one more volunteer with a skill and so many hours: hours:NAME=6."
    ))
  var add: [String] = []
  @Option(help: .init("要放开的规定：rule:readiness(P07)。", "A rule to waive: rule:readiness(P07).")) var waive: [String] = []
  @Option(help: .init("必须安排的项目，或 F03>P07。", "A project that must be carried out, or F03>P07.")) var force: [String] = []
  @Option(help: .init("不得安排的项目，或 F03>P07、H042>P07。", "A project that must not be carried out, or F03>P07, H042>P07."))
  var forbid: [String] = []

  var report: RunOptions { options.report }

  func validate() throws {
    guard !(add + waive + force + forbid).isEmpty else {
      throw usageError(
        "请说明假设什么：--add、--waive、--force 或 --forbid", "say what to suppose: --add, --waive, --force or --forbid",
        value: "",
        code: .argumentMissing)
    }
    if let (forced, forbidden) = contradiction {
      throw usageError(
        "--force \(forced) 与 --forbid \(forbidden) 互相矛盾：同一件事不能既必须做又不得做",
        "--force \(forced) and --forbid \(forbidden) contradict each other: one thing cannot be both required and ruled out",
        value: "--force \(forced) --forbid \(forbidden)", code: .optionsContradictory)
    }
  }

  /// What must be done and must not: the same project or payment, or a payment for a project that must not be carried out.
  private var contradiction: (forced: String, forbidden: String)? {
    func parts(_ text: String) -> [String] {
      halfWidthID(text).split(whereSeparator: { ">＞".contains($0) }).map { String($0).trimmedCell }
    }
    for forced in force {
      let asked = parts(forced)
      if let forbidden = forbid.first(where: { parts($0) == asked || parts($0) == [asked.last] }) {
        return (forced, forbidden)
      }
    }
    return nil
  }

  func run() throws {
    try options.ask { read, explainer, _ in
      let reader = SuppositionReader(options: options, instance: read.instance)
      return [try explainer.whatIf(reader.supposition(self))]
    }
  }
}

/// Reads the what-if options and reports all their errors at once.
private struct SuppositionReader {
  let options: QuestionOptions
  let instance: Instance

  func supposition(_ command: WhatIf) throws -> Supposition {
    var findings: [Finding] = []
    func read<T>(_ texts: [String], _ body: (String) throws -> T) throws -> [T] {
      try texts.compactMap { text in
        do { return try body(text) } catch let error as Findings {
          findings += error.all
          return nil
        }
      }
    }
    var out = Supposition()
    out.changes = try read(command.add, addition) + read(command.waive) { .waived(try rule($0)) }
    let asksForAssignments: (String) -> Bool = { assignments($0) != nil }
    out.changes += try read(command.forbid.filter(asksForAssignments)) { text in
      let (volunteer, project) = assignments(text)!
      return .barred(volunteer, project)
    }
    out.constraints =
      try read(command.force, constraint)
      + read(command.forbid.filter { !asksForAssignments($0) }) { try constraint($0).opposite }
    if let refusal = Findings(findings) { throw refusal }
    // The changed lists must be consistent too; an inconsistency is an error of the option, not of the list.
    do throws(Findings) { _ = try instance.changed(by: out.changes) } catch {
      throw Findings(error.all.map { impossible($0, command.add) }) ?? error
    }
    return out
  }

  private func impossible(_ finding: Finding, _ additions: [String]) -> Finding {
    Finding(
      "supposition-malformed", file: options.chosen.plan, value: additions.joined(separator: " "),
      expected: Bilingual(
        "增减之后清单仍然成立（\(finding.expected.zh)）", "lists that hold together afterwards (\(finding.expected.en))"),
      mend: Bilingual("请减小 --add 的数目", "make the numbers of --add smaller"))
  }

  private func addition(_ text: String) throws -> Change {
    let plain = halfWidth(text)
    guard let equals = plain.firstIndex(of: "=") else { throw malformed(text) }
    var (kind, id) = ("fund", String(plain[..<equals]).trimmedCell)
    if let colon = id.firstIndex(of: ":") {
      kind = String(id[..<colon])
      id = String(id[id.index(after: colon)...]).trimmedCell
    }
    let amount = String(plain[plain.index(after: equals)...]).trimmedCell
    switch kind {
    case "fund":
      let fund = try options.fund(id, instance)
      return .money(fund, try money(amount, of: instance.fund(fund).amount, text))
    case "asset":
      guard let more = try? exactDecimal(amount, digits: 3, limit: Quantity.limit.milli), more > 0 else {
        throw malformed(text)
      }
      return .asset(try asset(id), Quantity(milli: more))
    case "hours":
      guard let minutes = exactMinutes(amount.allSatisfy { $0.isNumber || $0 == "." } ? amount + "h" : amount),
        minutes > 0
      else { throw malformed(text) }
      return .newcomers(1, try newcomer(id), minutes: minutes)
    default: throw malformed(text)
    }
  }

  private func malformed(_ text: String) -> Findings {
    Findings(
      Finding(
        "supposition-malformed", file: options.chosen.plan, value: text,
        expected: Bilingual(
          "fund:编号=金额或百分比、asset:编号=数量 或 hours:技能=小时数",
          "fund:ID=AMOUNT or fund:ID=PERCENTAGE, asset:ID=QUANTITY or hours:SKILL=HOURS"),
        mend: Bilingual(
          "数目要在清单允许的大小之内，人手和物资要大于 0；金额至多 \(instance.lists.currency.digits) 位小数，可以带“万元”",
          "numbers are no larger than lists may hold, time and goods greater than 0; an amount has at most \(instance.lists.currency.digits) decimals"
        )))
  }

  /// An amount, or a percentage of a fund's amount, which is rounded down; either may be negative.
  private func money(_ amount: String, of fund: Money, _ text: String) throws -> Money {
    let isLess = amount.hasPrefix("-") || amount.hasPrefix("−")
    let plain = isLess ? String(amount.dropFirst()) : amount
    let read: Money?
    do {
      let percentage = try Percentage(plain)
      if percentage?.base == .cost { throw malformed(text) }
      read = percentage.map { $0.share.of(fund, roundsUp: false) } ?? (try? exactMoney(plain, instance.lists.currency))
    } catch is NumberFlaw { throw malformed(text) }
    guard let read, read <= Money.limit else { throw malformed(text) }
    return isLess ? .zero - read : read
  }

  private func asset(_ id: String) throws -> AssetID {
    let id = halfWidthID(id)
    if instance.assetIndex[AssetID(id)] != nil { return AssetID(id) }
    throw options.finding(
      "id-unknown", id, Bilingual("清单中的物资场地编号", "the id of an asset"), instance.lists.assets.map(\.id.text))
  }

  /// A newcomer with the highest level of the skill that any role requires.
  private func newcomer(_ skill: String) throws -> Newcomer {
    if skill.isEmpty { return Newcomer(skill: nil) }
    let known = instance.skillsAsked
    guard known.contains(skill) else {
      throw options.finding("id-unknown", skill, Bilingual("有岗位要求的技能", "a skill that some role asks for"), known)
    }
    let roles = instance.lists.projects.flatMap { $0.variants.flatMap(\.roles) }.filter { $0.skill == skill }
    return Newcomer(skill: skill, level: roles.map(\.level).max() ?? 1)
  }

  private func rule(_ text: String) throws -> Meaning {
    let plain = halfWidth(text)
    let body = plain.hasPrefix("rule:") ? String(plain.dropFirst(5)) : plain
    guard let match = body.wholeMatch(of: /([a-z-]+)\(([^()]*)\)/), waivableRules.contains(String(match.1)) else {
      throw options.finding(
        "rule-unknown", text,
        Bilingual(
          "可以放开的规定及其对象，如 readiness(P07)", "a rule that can be waived with its subjects, such as readiness(P07)"),
        waivableRules)
    }
    let rule = Meaning(
      String(match.1), match.2.split(separator: ",").map { String($0).trimmedCell })
    let known = Formulation.everyDecision(of: instance)
    guard known.contains(rule) else {
      let ofSameRule = known.filter { $0.rule == rule.rule }.map(\.description)
      throw options.finding(
        "rule-unknown", text,
        Bilingual(
          "清单里有的一条规定；“\(match.1)”共有 \(ofSameRule.count) 条",
          "one that the lists have; of \(match.1) there are \(ofSameRule.count)"
        ),
        ofSameRule)
    }
    return rule
  }

  private func assignments(_ text: String) -> (VolunteerID, ProjectID)? {
    guard case .assignments(let volunteer, let project) = Question(halfWidthID(text), in: instance) else { return nil }
    return (volunteer, project)
  }

  private func constraint(_ text: String) throws -> SideConstraint {
    if case .payments(let fund, let project) = Question(halfWidthID(text), in: instance) {
      return .paid(fund, project)
    }
    return .carriedOut(try options.project(text, instance))
  }
}
