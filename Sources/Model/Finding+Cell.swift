// Findings about one cell of a list.
extension Finding {
  /// Creates a finding about a cell in the row at `origin`.
  public init(
    _ code: String, severity: Severity = .error, at origin: Origin, _ cell: CellKey, value: String, expected: Bilingual,
    mend: Bilingual
  ) {
    self.init(
      code, severity: severity, file: origin.header.file, line: origin.line, column: origin.column(cell), value: value,
      expected: expected, mend: mend)
  }

  /// Creates the finding that a bound exceeds its counterpart.
  static func reversed(_ code: String, _ origin: Origin, _ cell: CellKey, _ expected: Bilingual) -> Finding {
    Finding(
      code, at: origin, cell, value: "", expected: expected,
      mend: Bilingual("请改正这两个数", "correct the two numbers"))
  }

  /// Creates the finding that an id is not in its list.
  /// - Parameter known: The ids among which the intended one is looked for.
  public static func dangling(
    _ id: String, at origin: Origin, _ cell: CellKey, in list: ListName, _ known: [String]
  ) -> Finding {
    let list = list.inFindings
    return Finding(
      "reference-dangling", at: origin, cell, value: id,
      expected: Bilingual("\(list.zh)中已有的编号", "an id that stands in the list of \(list.en)"),
      mend: nearest(id, known).map {
        Bilingual(
          "是否应为“\($0)”？否则请在\(list.zh)中补上这一条", "did you mean ‘\($0)’? If not, add it to the list of \(list.en)")
      } ?? Bilingual("请在\(list.zh)中补上这一条，或改正编号", "add it to the list of \(list.en), or correct the id"))
  }
}
