import Allotment
import Foundation
import Model

/// Writes a folder and reports what it replaced.
/// - Returns: Whether files of an earlier run were replaced.
@discardableResult
func writeFolder(
  _ files: [String: OutputFile], into out: String, by command: WritingCommand, _ language: Language
) throws -> Bool {
  runReport.show(.writing)
  let outcome = try OutputFolder(out, for: command).write(files)
  runReport.record(.outputWritten, LogEntry.OutputWritten(path: out))
  if outcome.isReplacement {
    writeNote(
      language == .zh
        ? "已替换 \(out) 中 allot \(command.rawValue) 以前写出的文件。"
        : "\(out): what allot \(command.rawValue) wrote there before was replaced.")
  }
  outcome.warnOfLeftovers(language)
  return outcome.isReplacement
}

extension OutputFolder {
  /// Writes a folder that was locked when the run began, with progress, the entry in the log and a warning of what could not be
  /// removed.
  /// - Parameter path: The folder as the user named it.
  @discardableResult
  func writeAndTell(_ files: [String: OutputFile], _ path: String, _ language: Language) throws -> Outcome {
    runReport.show(.writing)
    let outcome = try write(files)
    runReport.record(.outputWritten, LogEntry.OutputWritten(path: path))
    outcome.warnOfLeftovers(language)
    return outcome
  }
}

extension OutputFolder.Outcome {
  func warnOfLeftovers(_ language: Language) {
    for path in leftovers {
      writeNote(
        language == .zh
          ? "提醒：旧文件夹 \(path) 未能清除干净，里面可能有别人的文件；请查看后删去。"
          : "warning: the old folder \(path) could not be removed wholly and may hold somebody's files; look into it and delete it."
      )
    }
  }
}

extension LastRun {
  /// The description of the later run, without a full stop.
  var words: Bilingual {
    if status == "unreadable" {
      return Bilingual(
        "\(Self.name) 无法读取，不知此方案写出后有无运行未得出方案",
        "\(Self.name) cannot be read: whether a later run made no plan is not known")
    }
    let why: Bilingual? =
      switch status {
      case "infeasible": Bilingual("规定互相冲突", "the rules contradict each other")
      case "undecided": Bilingual("达到限制时尚无方案", "a limit came before any plan")
      case "interrupted": Bilingual("被中断", "it was interrupted")
      case "refused": Bilingual("清单有误", "its lists were refused")
      case "fault": Bilingual("故障或审计不通过", "a fault, or a failed audit")
      default: nil
      }
    return Bilingual(
      "此方案写出后，\(date) 又有一次运行未得出方案\(why.map { "（\($0.zh)）" } ?? "")，此方案不是那次运行的结果",
      "a run of \(date), after this plan, made none\(why.map { " (\($0.en))" } ?? ""): this plan is not what that run made"
    )
  }
}

extension PlanWithLists {
  func warnOfLaterRun(_ language: Language) {
    guard let words = laterRun?.words else { return }
    writeNote(language == .zh ? "提醒：\(words.zh)。" : "warning: \(words.en).")
  }
}
