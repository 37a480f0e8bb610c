import Allotment
import ArgumentParser
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model

/// One JSON object on one line, keys sorted and in snake case.
func jsonText(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.keyEncodingStrategy = .convertToSnakeCase
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Runs a command's body and turns what it throws into words and an exit status.
/// - Parameter json: Findings are printed as JSON besides.
func reporting(_ language: Language, json: Bool = false, _ body: () throws -> Void) throws {
  do {
    do { try body() } catch let findings as Findings {
      if json { try say(json: jsonText(FindingsAnswer(status: "refused", findings.all))) }
      throw findings
    }
  } catch let findings as Findings {
    for finding in findings.all { complain(finding.text(language)) }
    let count = findings.errors.count
    complain(
      language == .zh ? "共 \(count) 处错误，未写出任何文件。" : "\(count) \(count == 1 ? "error" : "errors"); nothing was written.")
    throw Exit.refused
  } catch is ClosedPipe {
    throw Exit.cannotWrite
  } catch let fault as WriteFault {
    let isOutput = fault.path == standardOutput
    complain(
      language == .zh
        ? "无法写入 \(fault.path.printable)：\(fault.reason)\(isOutput ? "；结果未能输出。" : "；未留下不完整的文件。")"
        : "cannot write \(fault.path.printable): \(fault.reason); \(isOutput ? "the answer was lost." : "no partial file was left.")"
    )
    throw Exit.cannotWrite
  } catch let fault as AuditFault {
    complain(language == .zh ? "方案未通过审计，未写出：" : "the plan fails the audit and was not written:")
    for breach in fault.breaches { complain("  [\(breach.rule)] \(breach.message[language])".printable) }
    throw Exit.fault
  } catch let fault as SolverFault {
    complain(language == .zh ? "求解器故障：\(fault)".printable : "solver fault: \(fault)".printable)
    throw Exit.fault
  }
}

/// Reads a whole file, or says why not.
func contents(
  of path: String, expected: Bilingual = Bilingual("可以读取的文件", "a file that can be read")
) throws -> Data {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw Findings(
      Finding("file-unreadable", file: path, expected: expected, mend: Bilingual("请检查路径", "check the path")))
  }
  return data
}

/// Lists that hold together, with what is to be said of them all the same.
struct CheckedLists {
  let folder: ListsFolder
  let instance: Instance
  let formulation: Formulation
  let warnings: [Finding]

  /// Reads a lists folder and prints its warnings.
  init(_ path: String, _ language: Language) throws {
    folder = try readLists(path)
    instance = try Instance(folder.lists)
    formulation = Formulation(instance)
    warnings = (folder.warnings + instance.warnings + formulation.warnings).inOrder
    for warning in warnings { complain(warning.text(language)) }
  }
}

/// Which plan a command is about.
struct PlanOptions: ParsableArguments {
  @Argument(help: .init("plan.json，或它所在的文件夹。", "plan.json, or the folder that holds it.")) var plan: String
  @Option(help: .init("清单所在的文件夹（默认用方案旁的副本）。", "Folder of the lists (default: the copy beside the plan).")) var lists:
    String?

  func read(_ language: Language) throws -> PlanWithLists { try PlanWithLists(plan, lists: lists, language) }
}

/// A plan and the lists it was made from: those beside it unless others are named.
struct PlanWithLists {
  let plan: Plan
  /// Where the plan was read from, and its bytes.
  let file: String
  let data: Data
  let instance: Instance
  /// Names of lists that are no longer what the plan was made from.
  let changed: [String]

  init(_ path: String, lists other: String?, _ language: Language) throws {
    var isFolder: ObjCBool = false
    file =
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
      ? path + "/plan.json" : path
    data = try contents(of: file, expected: Bilingual("可以读取的方案文件", "a plan file that can be read"))
    plan = try Plan(json: data, file: file)
    let folder = try readLists(other ?? (file as NSString).deletingLastPathComponent + "/lists")
    instance = try Instance(folder.lists)
    let hashes = folder.canonicalTexts().mapValues { sha256(Array($0.utf8)) }
    let cited = plan.lists
    changed = Set(hashes.keys).union(cited.keys).filter { hashes[$0] != cited[$0] }.sorted()
  }

  /// - Throws: ``Findings`` where the plan or its lists are not as they were when it was made.
  func refuseChanges() throws {
    let mend = Bilingual("请用 allot solve 重新生成方案", "make the plan again with allot solve")
    var findings = changed.map { name in
      Finding(
        "plan-changed", file: file, value: name,
        expected: Bilingual("制定方案时的清单", "the lists that the plan was made from"), mend: mend)
    }
    if try plan.seal != plan.sealDue() {
      findings.append(
        Finding(
          "plan-changed", file: file, value: "seal",
          expected: Bilingual("写出后没有改动过的方案", "a plan that was not changed after it was written"), mend: mend))
    }
    if let refusal = Findings(findings) { throw refusal }
  }

  func warnOfChanges(_ language: Language) {
    for name in changed {
      complain(
        language == .zh
          ? "提醒：\(name) 与制定方案时不同。".printable
          : "warning: \(name) is not what the plan was made from.".printable)
    }
  }
}
