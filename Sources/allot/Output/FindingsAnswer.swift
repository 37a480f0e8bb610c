import Model
import Reports

/// The `--json` output of findings, with the outcome of the command.
struct FindingsAnswer: Encodable {
  struct Words: Encodable {
    let zh: String
    let en: String

    init(_ words: Bilingual) { (zh, en) = (words.zh, words.en) }
  }

  struct Item: Encodable {
    let code: String
    let severity: String
    /// Whether `--strict` made a warning an error.
    let strict: Bool?
    let file: String
    let line: Int
    let column: Int
    /// The cell of a sheet, such as `C7`; nil in a file of text.
    let cell: String?
    let value: String
    let expected: Words
    let mend: Words

    init(_ finding: Finding) {
      (code, severity, file) = (finding.code, finding.severity.rawValue, finding.file)
      cell = finding.place.cell
      strict = finding.isStrict ? true : nil
      (line, column, value) = (finding.line, finding.column, finding.value)
      (expected, mend) = (Words(finding.expected), Words(finding.mend))
    }
  }

  let status: String
  let findings: [Item]
  /// What was understood of accepted lists.
  let understood: ListTotals?

  init(status: String, _ findings: [Finding], understood: ListTotals? = nil) {
    self.status = status
    self.understood = understood
    self.findings = findings.map(Item.init)
  }
}
