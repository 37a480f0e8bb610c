import Allotment
import ArgumentParser
import Formulation
import Foundation
import Intake
import IntegerProgram
import Model
import Reports

/// Encodes a value as one line of JSON with sorted keys in snake case.
func jsonText(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.keyEncodingStrategy = .convertToSnakeCase
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Runs a command's body and converts its errors to messages and an exit status.
/// - Parameters:
///   - json: Whether findings are also printed as JSON.
///   - warnings: How many of the warnings are printed, and whether they refuse as errors do.
func reporting(
  _ language: Language, json: Bool = false, _ warnings: WarningOptions? = nil, _ body: () throws -> Void
) throws {
  do {
    do { try body() } catch var findings as Findings {
      // Beside errors, warnings refuse as well.
      if warnings?.strict ?? false { findings = Findings(findings.all.map(\.strict)) ?? findings }
      if json { try say(json: jsonText(FindingsAnswer(status: "refused", findings.all))) }
      throw findings
    } catch let refused as OutputRefused {
      if json { try say(json: jsonText(FindingsAnswer(status: "refused", refused.findings.all))) }
      throw refused
    }
  } catch let findings as Findings {
    let most: Int? = if let warnings { warnings.most } else { 5 }
    writeFindings(findings.all, most: most, language)
    let count = findings.errors.count
    writeError(
      language == .zh ? "共 \(count) 处错误，未写出任何文件。" : "\(count) \(count == 1 ? "error" : "errors"); nothing was written.")
    throw Exit.refused
  } catch is ClosedPipe {
    throw Exit.cannotWrite
  } catch let refused as OutputRefused {
    writeFindings(refused.findings.all, most: nil, language)
    writeError(
      language == .zh
        ? refused.isFile ? "文件未作任何改动。" : "输出文件夹未作任何改动。"
        : "the output \(refused.isFile ? "file" : "folder") was left as it is.")
    throw Exit.cannotWrite
  } catch let fault as WriteFault {
    let isOutput = fault.path == standardOutput
    let end =
      isOutput
      ? Bilingual("；结果未能打印，已写出的文件仍在。", "the answer could not be printed; files that were written are there.")
      : Bilingual("；未留下不完整的文件。", "no partial file was left.")
    let path = fault.path.printable
    let text = Bilingual(
      "无法写入 \(path)：\(fault.reason.zh.printable)\(end.zh)",
      "cannot write \(path): \(fault.reason.en.printable); \(end.en)")
    try fail(Failure(cause: .write, text), language, json: json && !isOutput, Exit.cannotWrite)
  } catch let fault as AuditFault {
    try fail(Failure(cause: .audit, fault.words), language, json: json, Exit.fault)
  } catch let fault as SolverFault {
    try fail(Failure(cause: .solver, fault.words), language, json: json, Exit.fault)
  }
}

extension AuditFault {
  /// The failure with its breaches, one on each line.
  var words: Bilingual {
    func breaches(_ language: Language) -> String {
      self.breaches.map { "\n  [\($0.rule)] \($0.message[language])".printableLines }.joined()
    }
    return Bilingual(
      "方案未通过审计，未写出：" + breaches(.zh), "the plan fails the audit and was not written:" + breaches(.en))
  }
}

extension SolverFault {
  /// The failure on one line.
  var words: Bilingual { Bilingual("计算出错：\(self)".printable, "the calculation failed: \(self)".printable) }
}

/// The `--json` output of a command that failed for a reason outside its input.
private struct Failure: Encodable {
  enum Cause: String, Encodable { case write, audit, solver }

  let status = "failed"
  let cause: Cause
  let text: FindingsAnswer.Words

  init(cause: Cause, _ text: Bilingual) { (self.cause, self.text) = (cause, FindingsAnswer.Words(text)) }
}

/// Tells a failure.
/// - Throws: The exit status, always.
private func fail(_ failure: Failure, _ language: Language, json: Bool, _ status: ExitCode) throws -> Never {
  // The failure counts, whether or not somebody reads the answer.
  if json { try? say(json: jsonText(failure)) }
  writeError(language == .zh ? failure.text.zh : failure.text.en)
  throw status
}

/// Reads a whole file.
func contents(
  of path: String, expected: Bilingual = Bilingual("可以读取的文件", "a file that can be read")
) throws -> Data {
  guard let data = fileContents(path) else {
    throw Findings(
      Finding("file-unreadable", file: path, expected: expected, mend: Bilingual("请检查路径", "check the path")))
  }
  return data
}

/// Consistent lists and their warnings.
struct CheckedLists {
  let folder: ListsFolder
  let instance: Instance
  let formulation: Formulation
  let warnings: [Finding]

  /// Reads a lists folder and prints its warnings.
  /// - Throws: ``Findings`` where the lists are refused, with `--strict` also for their warnings.
  init(_ path: String, _ language: Language, _ options: WarningOptions, overrides: String? = nil) throws {
    runReport.show(.readingLists)
    folder = try overrides.map { try readLists(path, overrides: $0) } ?? readLists(path)
    runReport.record(.listsRead, LogEntry.ListsRead(folder, path))
    instance = try Instance(folder.lists)
    formulation = Formulation(instance)
    warnings = (folder.warnings + instance.warnings + formulation.warnings).inOrder
    try options.tell(warnings, language)
    if let count = folder.overrides { writeNote(count.words[language]) }
  }
}

extension OverrideCount {
  /// How many decisions were taken over, and how many rows were left blank.
  fileprivate var words: Bilingual {
    Bilingual(
      "会议改动：采用 \(taken) 项决定，\(blank) 行没有填写决定人、决定日期和理由，不作改动。",
      "overrides: \(counted(taken, "decision")) taken; \(counted(blank, "row")) without who, when and why \(blank == 1 ? "changes" : "change") nothing."
    )
  }
}
