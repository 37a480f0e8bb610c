import Model

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
    let file: String
    let line: Int
    let column: Int
    let value: String
    let expected: Words
    let mend: Words

    init(_ finding: Finding) {
      (code, severity, file) = (finding.code, finding.severity.rawValue, finding.file)
      (line, column, value) = (finding.line, finding.column, finding.value)
      (expected, mend) = (Words(finding.expected), Words(finding.mend))
    }
  }

  let status: String
  let findings: [Item]

  init(status: String, _ findings: [Finding]) {
    self.status = status
    self.findings = findings.map(Item.init)
  }
}
