import ArgumentParser
import Model

/// What a command that reads lists does with warnings.
struct WarningOptions: ParsableArguments {
  @Flag(help: .init("有提醒也拒绝，如同错误。", "Refuse lists with warnings, as if they were errors.")) var strict = false
  @Flag(help: .init("列出每一处提醒，而不是每种前五处。", "Print every warning, not only the first five of a code.")) var all = false

  /// The warnings of one code that are printed; nil for all.
  var most: Int? { all ? nil : 5 }

  /// Prints warnings and notes.
  /// - Throws: ``Findings`` instead where `--strict` refuses a warning among them.
  func tell(_ warnings: [Finding], _ language: Language) throws {
    if strict, let refusal = Findings(warnings.map(\.strict)) { throw refusal }
    writeFindings(warnings, most: most, language)
  }
}
