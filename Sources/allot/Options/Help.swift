import ArgumentParser
import Model

extension Language {
  /// The language of messages before the options are parsed: help, usage and usage errors.
  static let ofHelp: Language = {
    let words = CommandLine.arguments
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      if let language = Language(rawValue: word == "--lang" ? next : String(word.drop { $0 != "=" }.dropFirst())),
        word.hasPrefix("--lang")
      {
        return language
      }
    }
    return .fromLocale
  }()
}

func inWords(_ zh: String, _ en: String) -> String { Bilingual(zh, en)[.ofHelp] }

extension ArgumentHelp {
  init(_ zh: String, _ en: String) { self.init(stringLiteral: inWords(zh, en)) }
}

extension Allot {
  /// Runs the command as the parser does, but translates the parser's messages and reports the run.
  static func main() {
    openStandardStreams()
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(valuesJoined(words))
      if let reported = command as? any ReportedCommand {
        try reporting(.ofHelp, json: asksForJSON(words)) {
          try runReport.begin(
            reported.report, command: commandName(of: reported), arguments: words, .ofHelp)
        }
      }
      try command.run()
      runReport.end(status: ExitCode.success.rawValue)
    } catch {
      let status = told(error, words)
      runReport.end(status: status.rawValue)
      exit(withError: status)
    }
  }

  /// Prints what the parser says of an error, a request for help among them.
  /// - Returns: The exit status.
  private static func told(_ error: any Error, _ words: [String]) -> ExitCode {
    let status = exitCode(for: error)
    var text = fullMessage(for: error)
    guard !text.isEmpty else { return status }
    if status == .validationFailure {
      let usage = UsageError(text, words: words)
      beginLog(of: words)
      do {
        if asksForJSON(words) { try say(json: jsonText(FindingsAnswer(status: "usage", [usage.finding]))) }
      } catch {
        // The message below and the status say what is wrong, whether or not somebody reads the answer.
      }
      writeError(usage.text(.ofHelp))
      return status
    }
    // A completion script must not be translated.
    let isScript = words.contains { $0.hasPrefix("--generate-completion-script") }
    if Language.ofHelp == .zh, !isScript { text = inChinese(text) }
    if status != .success {
      writeError(text)
      return status
    }
    do { try reporting(.ofHelp) { try say(text) } } catch { return exitCode(for: error) }
    return status
  }

  private static func asksForJSON(_ words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains { $0 == "--json" || $0.hasPrefix("--json=") }
  }

  /// Begins the log that words name which the parser refuses, so that it tells of the refusal.
  private static func beginLog(of words: [String]) {
    let path = zip(words, words.dropFirst() + [""]).compactMap { word, next in
      word == "--log" ? next : word.hasPrefix("--log=") ? String(word.dropFirst(6)) : nil
    }.first
    guard let path, !path.isEmpty, !runReport.hasLog else { return }
    var options = RunOptions()
    (options.quiet, options.log) = (true, path)
    try? runReport.begin(options, command: words.first ?? "", arguments: words, .ofHelp)
  }

  /// The name of a command as it is typed, such as `import pabulib`.
  private static func commandName(of command: any ParsableCommand) -> String {
    let name = type(of: command)._commandName
    let parents: [any ParsableCommand.Type] = [Import.self, Export.self, Sweep.self]
    let parent = parents.first { $0.configuration.subcommands.contains { $0 == type(of: command) } }
    return [parent?._commandName, name].compactMap(\.self).joined(separator: " ")
  }

  /// Translates the parser's messages to Chinese. Option names and allot's own texts are unchanged.
  static func inChinese(_ text: String) -> String {
    var text = text
    for (english, chinese) in parserWords { text.replace(english, with: chinese) }
    // The default may be on a separate line.
    text.replace(/;(\s+)default:/) { "；\($0.1)默认：" }
    text.replace(/Unknown option ('[^']*')/) { "没有选项 \($0.1)" }
    text.replace(/\. Did you mean ('[^']*')\?/) { "；是否应为 \($0.1)？" }
    text.replace(/Unexpected argument ('[^']*')/) { "多余的参数 \($0.1)" }
    text.replace(/([0-9]+) unexpected arguments:[ ]/) { "多余的 \($0.1) 个参数：" }
    text.replace(/Missing expected argument ('[^']*')/) { "缺少参数 \($0.1)" }
    text.replace(/Missing one of:[ ]/) { _ in "缺少其中之一：" }
    text.replace(/Missing value for ('[^']*')/) { "\($0.1) 后缺少取值" }
    text.replace(/The value ('[^']*') is invalid for ('[^']*')/) { "\($0.2) 的取值 \($0.1) 无效" }
    text.replace(/\. Please provide one of ([^\n]*) or ('[^']*')\./) { "；可填 \($0.1) 或 \($0.2)。" }
    text.replace(/The option ('[^']*') does not take any value, but ('[^']*') was specified\./) {
      "选项 \($0.1) 不带取值，却给了 \($0.2)。"
    }
    text.replace(/See '([^'\n]*)' for (?:more information|detailed help)\./) { "详见 \($0.1)。" }
    return text
  }

  private static let parserWords = [
    ("OVERVIEW: ", "概述："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "命令："), ("Error: ", "错误："), ("Help:  ", "说明："), ("Show help information.", "显示帮助。"),
    ("Show the version.", "显示版本。"),
    ("Show subcommand help information.", "显示命令的帮助。"), ("(values:", "(可填："), ("(default:", "(默认："),
    ("(default)", "(默认)"),
    ("<subcommand>", "<命令>"), ("Missing required subcommand.", "缺少命令。"),
  ]
}
