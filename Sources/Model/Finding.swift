/// One thing that is wrong with the lists, said so that the person who keeps them can mend it.
public struct Finding: Error, Sendable, Hashable {
  public enum Severity: String, Sendable { case error, warning }

  /// Stable, such as `money-malformed`; `Scenarios/refused/<code>` shows it.
  public var code: String
  public var severity: Severity
  public var file: String
  /// Counted from 1; 0 where the finding is about a whole file.
  public var line: Int
  public var column: Int
  public var value: String
  public var expected: Bilingual
  public var mend: Bilingual

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

  /// Two lines: where and what, then how to mend it. Long values are cut, and controls shown as `·` in every part, since any may
  /// quote a list or the name of a file.
  public func text(_ language: Language) -> String {
    var place = file.printable
    if line > 0 { place += ":\(line)" + (column > 0 ? ":\(column)" : "") }
    let word = language == .zh ? (severity == .error ? "错误" : "提醒") : severity.rawValue
    let shown = value.isEmpty ? "" : language == .zh ? "“\(Self.shown(value))” " : "‘\(Self.shown(value))’ "
    let lead = language == .zh ? "应为：" : "expected: "
    let mendLead = language == .zh ? "  修改办法：" : "  to mend: "
    return "\(place): \(word) [\(code)] \(shown)\(lead)\(expected[language].printable)\n"
      + "\(mendLead)\(mend[language].printable)"
  }

  private static func shown(_ value: String) -> String {
    // By scalars: one character may be any number of them.
    let scalars = value.unicodeScalars
    return String(String.UnicodeScalarView(scalars.prefix(60))).printable + (scalars.count > 60 ? "…" : "")
  }
}

extension Sequence<Finding> {
  /// Each once, by file, line, column and code.
  public var inOrder: [Finding] {
    Array(Set(self)).sorted {
      ($0.file, $0.line, $0.column, $0.code, $0.value) < ($1.file, $1.line, $1.column, $1.code, $1.value)
    }
  }
}

/// Why something is refused: all findings of one look at it, at least one of them an error.
public struct Findings: Error, Sendable {
  public let all: [Finding]

  /// - Returns: nil where none is an error: warnings refuse nothing, and a refusal without a reason cannot be made.
  public init?(_ findings: some Sequence<Finding>) {
    all = findings.inOrder
    guard all.contains(where: { $0.severity == .error }) else { return nil }
  }

  public init(_ finding: Finding) {
    var error = finding
    error.severity = .error
    all = [error]
  }

  public var errors: [Finding] { all.filter { $0.severity == .error } }
  public var warnings: [Finding] { all.filter { $0.severity == .warning } }
}
