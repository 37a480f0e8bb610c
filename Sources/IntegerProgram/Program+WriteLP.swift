extension Program {
  /// The program in CPLEX LP format, with names made from the meanings of columns and rows.
  ///
  /// A row with two different bounds is written twice, the second time with `_lower` after its name, since readers
  /// disagree about ranges.
  /// - Parameters:
  ///   - name: the name of the program, written as the first comment.
  ///   - comment: each of its lines becomes a comment.
  /// - Complexity: O(columns + nonzeros).
  public func lp(name: String, comment: String = "") -> String {
    let names = ExportNames(self)
    func sum(_ terms: [Term]) -> String {
      let written = terms.filter { $0.coefficient != 0 }
      // An empty sum is not legal everywhere.
      guard !written.isEmpty else { return columns.isEmpty ? "0" : "0 \(names.columns[0])" }
      return written.enumerated().map { index, term in
        let sign = term.coefficient < 0 ? "- " : index == 0 ? "" : "+ "
        // Readers limit a line's length.
        return sign + exportText(abs(term.coefficient)) + " " + names.columns[term.column.index]
          + (index % 6 == 5 ? "\n " : "")
      }.joined(separator: " ")
    }
    var text =
      "\\ \(name)\n\(commentLines(comment, after: "\\ "))\(objective.sense == .maximize ? "Maximize" : "Minimize")\n objective: \(sum(objective.terms))"
    if objective.constant != 0 {
      text += (objective.constant < 0 ? " - " : " + ") + exportText(abs(objective.constant))
    }
    text += "\nSubject To\n"
    for (row, name) in zip(rows, names.rows) {
      if row.lower == row.upper {
        text += " \(name): \(sum(row.terms)) = \(exportText(row.lower))\n"
        continue
      }
      if row.upper < .infinity { text += " \(name): \(sum(row.terms)) <= \(exportText(row.upper))\n" }
      if row.lower > -.infinity {
        text += " \(name)\(row.upper < .infinity ? "_lower" : ""): \(sum(row.terms)) >= \(exportText(row.lower))\n"
      }
    }
    text += "Bounds\n"
    for (column, name) in zip(columns, names.columns) {
      switch (column.lower, column.upper) {
      case (-.infinity, .infinity): text += " \(name) free\n"
      case (let lower, .infinity): text += " \(name) >= \(exportText(lower))\n"
      case (-.infinity, let upper): text += " -inf <= \(name) <= \(exportText(upper))\n"
      case (let lower, let upper): text += " \(exportText(lower)) <= \(name) <= \(exportText(upper))\n"
      }
    }
    let whole = zip(columns, names.columns).filter { $0.0.kind == .integer }.map(\.1)
    if !whole.isEmpty { text += "Generals\n" + whole.map { " \($0)\n" }.joined() }
    return text + "End\n"
  }
}
