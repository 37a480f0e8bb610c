import ArgumentParser
import Foundation
import Model

/// The codes of wrong usage, in the findings that `--json` prints of it.
enum UsageCode: String, CaseIterable {
  case commandUnknown = "command-unknown"
  case optionUnknown = "option-unknown"
  case optionValueInvalid = "option-value-invalid"
  case optionValueMissing = "option-value-missing"
  case optionValueSuperfluous = "option-value-superfluous"
  case argumentMissing = "argument-missing"
  case argumentUnexpected = "argument-unexpected"
  case optionsContradictory = "options-contradictory"
}

/// The marks between which a usage error carries its code, its value and both languages through the parser, which takes one text.
private let marks = (open: "\u{1}", between: "\u{2}", close: "\u{3}")

/// A usage error that `validate()` throws.
/// - Parameter value: What is wrong, as it was typed or as it was read; empty only where nothing was typed.
func usageError(
  _ zh: String, _ en: String, value: String, code: UsageCode = .optionValueInvalid
) -> ValidationError {
  ValidationError(marks.open + [code.rawValue, value, zh, en].joined(separator: marks.between) + marks.close)
}

/// A usage error as the parser tells it: one sentence of what is wrong, and the lines about usage below it.
struct UsageError {
  let code: UsageCode
  /// The option, argument or value that is wrong, as it was given; empty where none can be shown.
  let value: String
  /// What is wrong, and how the command is used.
  let message: Bilingual
  let usage: Bilingual

  /// - Parameters:
  ///   - text: The parser's message with usage.
  ///   - words: The arguments of the process.
  init(_ text: String, words: [String]) {
    let lines = text.split(separator: "\n", maxSplits: 1).map(String.init)
    let (first, rest) = (lines.first ?? "", lines.count > 1 ? lines[1] : "")
    let stranger = words.first.flatMap { Self.isCommand($0) || $0.hasPrefix("-") ? nil : $0 }
    let sentence = first.hasPrefix("Error: ") ? String(first.dropFirst(7)) : first
    if let own = Self.own(sentence) {
      (code, message, value) = (own.code, own.words, Self.typed(own.value, among: words))
    } else if let stranger, sentence.hasPrefix("Unknown option") {
      // The parser looks at options before it looks for the command.
      (code, value) = (.commandUnknown, stranger)
      message = Bilingual("没有命令 '\(stranger)'", "Unknown command '\(stranger)'")
    } else {
      message = Bilingual(Allot.inChinese(sentence), sentence)
      let quoted = sentence.firstMatch(of: /'([^']*)'/).map { String($0.1) } ?? ""
      code = Self.code(sentence, value: quoted, words: words)
      value = quoted
    }
    usage = Bilingual(Allot.inChinese(rest), rest)
  }

  /// The parts of an error of `usageError`.
  private static func own(_ sentence: String) -> (code: UsageCode, value: String, words: Bilingual)? {
    guard sentence.hasPrefix(marks.open), sentence.hasSuffix(marks.close) else { return nil }
    let parts = sentence.dropFirst().dropLast().components(separatedBy: marks.between)
    guard parts.count == 4, let code = UsageCode(rawValue: parts[0]) else { return nil }
    return (code, parts[1], Bilingual(parts[2], parts[3]))
  }

  /// A value as it was typed: the parser hands on numbers, which may have been typed otherwise, such as `1e300` or `007`.
  private static func typed(_ value: String, among words: [String]) -> String {
    let given =
      words
      + words.compactMap { $0.hasPrefix("--") ? $0.split(separator: "=", maxSplits: 1).last : nil }.map(String.init)
    if given.contains(value) { return value }
    guard let number = Double(value) else { return value }
    return given.first { word in Double(word).map { $0 == number || $0.isNaN && number.isNaN } ?? false } ?? value
  }

  private static func code(_ sentence: String, value: String, words: [String]) -> UsageCode {
    let starts: [(String, UsageCode)] = [
      ("Unknown option", .optionUnknown), ("Missing value for", .optionValueMissing),
      ("The option", .optionValueSuperfluous), ("Missing", .argumentMissing), ("The value", .optionValueInvalid),
    ]
    if let known = starts.first(where: { sentence.hasPrefix($0.0) }) { return known.1 }
    return words.first.map(isCommand) ?? false ? .argumentUnexpected : .commandUnknown
  }

  private static func isCommand(_ word: String) -> Bool {
    Allot.configuration.subcommands.contains { $0._commandName == word }
  }

  /// The message as people read it, as the parser lays it out.
  func text(_ language: Language) -> String {
    let rest = usage[language]
    return (language == .zh ? "错误：" : "Error: ") + message[language] + (rest.isEmpty ? "" : "\n" + rest)
  }

  /// The error in the form of other failures.
  var finding: Finding {
    // The help of an option, which the parser may print first, is in one language only.
    func line(_ text: String) -> String {
      text.split(separator: "\n").drop { !$0.hasPrefix("Usage: ") && !$0.hasPrefix("用法：") }.map {
        $0.trimmingCharacters(in: .whitespaces)
      }.joined(separator: " ")
    }
    return Finding(
      code.rawValue, file: "", value: value, expected: message, mend: Bilingual(line(usage.zh), line(usage.en)))
  }
}
