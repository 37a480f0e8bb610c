/// An error, a warning or a note about the lists, with the way to mend it.
public struct Finding: Error, Sendable, Hashable {
  /// Whether a finding refuses the lists.
  public enum Severity: String, Sendable {
    /// An error refuses them; a warning does so with `--strict`; a note tells how something was read.
    case error, warning, note
  }

  /// Stable code, such as `money-malformed`; `Scenarios/refused/<code>` shows an example, that of a warning
  /// `Scenarios/warned/<code>`.
  public var code: String
  /// Whether it is an error, a warning or a note.
  public var severity: Severity
  /// Name of the file, or of a workbook and a sheet of it (``FindingPlace``).
  public var file: String
  /// Line in the file or row of the sheet, counted from 1; 0 for the whole file.
  public var line: Int
  /// Column in the row, counted from 1; 0 for the whole row.
  public var column: Int
  /// The text that was found; empty where none can be shown.
  public var value: String
  /// What was expected instead.
  public var expected: Bilingual
  /// How to mend it.
  public var mend: Bilingual
  /// Whether it is a warning that `--strict` made an error.
  public var isStrict = false

  /// Creates a finding from its parts.
  public init(
    _ code: String, severity: Severity = .error, file: String, line: Int = 0, column: Int = 0, value: String = "",
    expected: Bilingual, mend: Bilingual
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.value = value
    self.expected = expected
    self.mend = mend
  }

  /// The finding on two lines: where and what, then how to mend it.
  ///
  /// Values are cut after 60 Unicode scalars. Controls are shown as `·` in every part, since any part may quote a list
  /// or a file name.
  public func text(_ language: Language) -> String {
    let place = place.text.printable
    let strict = isStrict ? (language == .zh ? "（--strict：提醒按错误处理）" : " (a warning, refused by --strict)") : ""
    let word = severity.word[language] + strict
    let shown = value.isEmpty ? "" : language == .zh ? "“\(Self.shown(value))” " : "‘\(Self.shown(value))’ "
    let lead = language == .zh ? "应为：" : "expected: "
    let mendLabel = language == .zh ? "  修改办法：" : "  to mend: "
    return "\(place): \(word) [\(code)] \(shown)\(lead)\(expected[language].printable)\n"
      + "\(mendLabel)\(mend[language].printable)"
  }

  private static func shown(_ value: String) -> String {
    // One character may have any number of scalars, so scalars are counted.
    let scalars = value.unicodeScalars
    return String(String.UnicodeScalarView(scalars.prefix(60))).printable + (scalars.count > 60 ? "…" : "")
  }
}

extension Finding.Severity {
  /// The word that begins a finding.
  fileprivate var word: Bilingual {
    switch self {
    case .error: Bilingual("错误", "error")
    case .warning: Bilingual("提醒", "warning")
    case .note: Bilingual("说明", "note")
    }
  }
}

extension Sequence<Finding> {
  /// The findings without duplicates, sorted by file, line, column, code and value.
  public var inOrder: [Finding] {
    Array(Set(self)).sorted {
      ($0.file, $0.line, $0.column, $0.code, $0.value) < ($1.file, $1.line, $1.column, $1.code, $1.value)
    }
  }
}

/// A refusal: all findings about one input, at least one of them an error.
public struct Findings: Error, Sendable {
  /// All findings, in order.
  public let all: [Finding]

  /// Creates a refusal from findings.
  /// - Returns: nil where none is an error, since warnings and notes alone refuse nothing.
  public init?(_ findings: some Sequence<Finding>) {
    all = findings.inOrder
    guard all.contains(where: { $0.severity == .error }) else { return nil }
  }

  /// Creates a refusal from one finding, which becomes an error.
  public init(_ finding: Finding) {
    var error = finding
    error.severity = .error
    all = [error]
  }

  /// The findings that are errors.
  public var errors: [Finding] { all.filter { $0.severity == .error } }
  /// The findings that are warnings or notes.
  public var warnings: [Finding] { all.filter { $0.severity != .error } }
}

extension Findings: CustomStringConvertible {
  /// The findings in English, for a program that lets the error go uncaught.
  public var description: String { all.map { $0.text(.en) }.joined(separator: "\n") }
}
