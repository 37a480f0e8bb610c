import Allotment
import ArgumentParser
import Audit
import Foundation
import Intake
import Model

/// The options that name a plan and its lists.
struct PlanOptions: ParsableArguments {
  @Argument(help: .init("plan.json，或它所在的文件夹。", "plan.json, or the folder that holds it.")) var plan: String
  @Option(
    help: .init(
      "清单所在的文件夹或 .xlsx 工作簿（默认用方案旁的副本）。", "Folder of the lists, or a workbook (default: the copy beside the plan)."))
  var lists: String?

  func read(_ language: Language) throws -> PlanWithLists {
    try readTogether(folder) { try PlanWithLists(plan, lists: lists, language) }
  }

  /// The folder that contains the plan.
  var folder: String {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: plan, isDirectory: &isFolder), isFolder.boolValue { return plan }
    return PathParts(plan).folder
  }
}

/// A plan and its lists: those beside it, unless others are named.
///
/// A plan file may contain anything, so every command that uses it first refuses a plan for which ``breaches()`` is not
/// empty.
struct PlanWithLists {
  let plan: Plan
  /// The file that the plan was read from; `data` holds its bytes.
  let file: String
  let data: Data
  /// The lists as they were read, and checked.
  let folder: ListsFolder
  let instance: Instance
  /// The file names of lists that differ from those that the plan was made from.
  let changed: [String]
  /// The files with personal columns that the plan was made from and that are missing.
  let withheld: [String]
  /// A later run on the plan's folder that made no plan.
  let laterRun: LastRun?
  /// Whether the user named the folder rather than `plan.json`.
  private let isFolder: Bool
  private let listsFolder: String

  init(_ path: String, lists other: String?, _ language: Language) throws {
    var isDirectory: ObjCBool = false
    isFolder = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    runReport.show(.readingLists)
    file = isFolder ? path + "/plan.json" : path
    data = try contents(of: file, expected: Bilingual("可以读取的方案文件", "a plan file that can be read"))
    plan = try Plan(json: data, file: file)
    laterRun = LastRun(after: plan.seal, in: PathParts(file).folder)
    listsFolder = other ?? PathParts(file).folder + "/lists"
    runReport.record(.planRead, LogEntry.PlanRead(file: file, seal: plan.seal))
    folder = try readLists(listsFolder)
    runReport.record(.listsRead, LogEntry.ListsRead(folder, listsFolder))
    instance = try Instance(folder.lists)
    let cited = plan.lists
    let isDivided = cited.keys.contains(where: ListsFolder.isPersonal)
    let texts = isDivided ? folder.canonicalTexts() : folder.undividedTexts()
    let hashes = texts.mapValues { sha256(Array($0.utf8)) }
    let withheld = cited.keys.filter { ListsFolder.isPersonal($0) && hashes[$0] == nil }.sorted()
    self.withheld = withheld
    changed = Set(hashes.keys).union(cited.keys).filter { hashes[$0] != cited[$0] && !withheld.contains($0) }.sorted()
  }

  /// The SHA-256 of the files that the lists are read from, personal ones among them: their names and bytes.
  /// - Complexity: O(bytes).
  func listFilesHash() -> String {
    if isWorkbook(listsFolder) {
      let name = PathParts(listsFolder).name
      return sha256(ofFiles: fileContents(listsFolder).map { [(name, Array($0))] } ?? [])
    }
    let paths = (FileManager.default.subpaths(atPath: listsFolder) ?? []).sorted()
    return sha256(
      ofFiles: paths.compactMap { path in fileContents(listsFolder + "/" + path).map { (path, Array($0)) } })
  }

  /// The rules of the lists that the plan breaks.
  func breaches() -> [Breach] {
    audit(plan.allocation, of: instance, shortfalls: plan.shortfalls) + auditWeights(plan, of: instance)
  }

  /// The changes since the plan was written, and its statements that do not follow from the lists.
  /// - Parameter isWellFormed: Whether every id in the plan is known, which the tables require.
  func changes(isWellFormed: Bool) throws -> [Breach] {
    var found = changed.map { change($0, "\($0) 与制定方案时不同", "\($0) is not what the plan was made from") }
    found += auditRecord(plan, of: instance)
    found += try sealBreaches()
    if let words = laterRun?.words {
      found.append(
        change(
          LastRun.name, "\(words.zh)；仍要用此方案的，请删去 \(LastRun.name)",
          "\(words.en); to use this plan all the same, delete \(LastRun.name)"))
    }
    guard isWellFormed, isFolder else { return found }
    found += changedOriginals(in: PathParts(file).folder).map {
      change($0, "\($0) 与写出时不同", "\($0) is not as it was written")
    }
    let made = Language.allCases.map { planTables(plan, instance, $0) }
    for name in made[0].keys.sorted() {
      let beside = PathParts(file).folder + "/" + name
      guard let data = fileContents(beside) else {
        found.append(change(name, "缺少 \(name)", "\(name) is missing"))
        continue
      }
      if !made.contains(where: { $0[name] == data }) {
        found.append(change(name, "\(name) 与方案不符", "\(name) is not the one that the plan gives"))
      }
    }
    return found
  }

  /// Whether the plan and its lists are as they were written.
  func isAsWritten() throws -> Bool { try changed.isEmpty && sealBreaches().isEmpty }

  private func sealBreaches() throws -> [Breach] {
    if try plan.seal != plan.computedSeal() {
      return [
        change("seal", "方案写出后被改动：封签与内容不符", "the plan was changed after it was written: its seal is of other contents")
      ]
    }
    if try data != plan.json() {
      return [change("plan.json", "plan.json 的文字不是 allot 写出的样子", "the text of plan.json is not as allot writes it")]
    }
    return []
  }

  private func change(_ subject: String, _ zh: String, _ en: String) -> Breach {
    Breach(rule: "record", subjects: [subject], message: Bilingual(zh, en))
  }

  /// - Throws: ``Findings`` if the plan breaks a rule of these lists or contains an unknown id.
  func refuseBreaches() throws { try refuse(breaches()) }

  /// - Throws: ``Findings`` if `verify` would not pass the plan. With other lists than its own, the plan must obey
  ///   their rules and be unchanged.
  func refuseUnverified(ownLists: Bool) throws {
    let broken = breaches()
    let isWellFormed = !broken.contains { $0.rule == "form" }
    try refuse(broken + (ownLists ? changes(isWellFormed: isWellFormed) : sealBreaches()))
  }

  private func refuse(_ breaches: [Breach]) throws {
    if let refusal = Findings(breaches.map(finding)) { throw refusal }
  }

  private var makeAgain: Bilingual { Bilingual("请用 allot solve 重新生成方案", "make the plan again with allot solve") }

  private func finding(of breach: Breach) -> Finding {
    let isRecord = breach.rule == "record"
    return Finding(
      isRecord ? "plan-changed" : "plan-breaks-rules", file: file,
      value: isRecord ? breach.subjects.joined(separator: " ") : breach.rule,
      expected: isRecord
        ? Bilingual("与写出时一致的方案；复核发现：\(breach.message.zh)", "a plan as it was written; found: \(breach.message.en)")
        : Bilingual("符合清单的方案；复核发现：\(breach.message.zh)", "a plan that obeys the lists; found: \(breach.message.en)"),
      mend: makeAgain)
  }

  /// - Throws: ``Findings`` if the plan or its lists have changed since it was made.
  func refuseChanges() throws {
    var findings = changed.map { name in
      Finding(
        "plan-changed", file: file, value: name,
        expected: Bilingual("制定方案时的清单", "the lists that the plan was made from"), mend: makeAgain)
    }
    findings += try sealBreaches().map(finding)
    if let refusal = Findings(findings) { throw refusal }
  }

  /// How a command uses the personal columns of a plan's lists.
  enum PersonalUse {
    /// It shows or compares them.
    case all
    /// It checks or makes plans, for which they matter only if a role is with minors.
    case vetting
  }

  /// - Throws: ``Findings`` if needed personal columns are missing.
  func refuseWithheld(for use: PersonalUse) throws {
    let hasMinors = instance.lists.projects.contains { $0.variants.contains { $0.roles.contains(where: \.withMinors) } }
    let needed = use == .all ? withheld : hasMinors ? withheld.filter { $0.hasSuffix("/volunteers.csv") } : []
    let refusal = Findings(
      needed.map { name in
        Finding(
          "personal-missing", file: listsFolder + "/" + name,
          expected: Bilingual("制定方案时的个人信息（姓名、审查）", "the personal columns (names, vetting) that the plan was made with"),
          mend: Bilingual(
            "请把方案文件夹的 lists/private 放回，或请制定方案的人来做；没有它也可以用 explain、verify --rules-only，除非有岗位接触未成年人",
            "put lists/private of the plan's folder back, or ask whoever made the plan; without it explain and verify --rules-only work unless a role is with minors"
          ))
      })
    if let refusal { throw refusal }
  }

  func warnOfChanges(_ language: Language) {
    for name in changed {
      writeNote(
        language == .zh
          ? "提醒：\(name) 与制定方案时不同。".printable
          : "warning: \(name) is not what the plan was made from.".printable)
    }
  }
}
