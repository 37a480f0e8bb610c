extension Program {
  /// The program in free MPS format, with names made from the meanings of columns and rows.
  ///
  /// A row without any bound is omitted, since no section of the format holds one. The file always minimises, as not
  /// every reader knows `OBJSENSE`: an objective to be maximised is written negated, and a comment says so.
  /// - Parameters:
  ///   - name: the name of the program, for the section NAME.
  ///   - comment: each of its lines becomes a comment.
  /// - Complexity: O(nonzeros).
  public func mps(name: String = "allot", comment: String = "") -> String {
    let names = ExportNames(self)
    var columnTerms = [[(row: Int, coefficient: Double)]](repeating: [], count: columns.count)
    let sign: Double = objective.sense == .maximize ? -1 : 1
    var text = sign < 0 ? "* maximised: the objective below is negated\n" : ""
    text += commentLines(comment, after: "* ")
    text += "NAME \(name)\nROWS\n N objective\n"
    var sides = ""
    var ranges = ""
    if objective.constant != 0 { sides += " RHS objective \(exportText(-sign * objective.constant))\n" }
    for (index, row) in rows.enumerated() where row.lower.isFinite || row.upper.isFinite {
      let sense = row.lower == row.upper ? "E" : row.upper.isFinite ? "L" : "G"
      text += " \(sense) \(names.rows[index])\n"
      let side = row.upper.isFinite ? row.upper : row.lower
      if side != 0 { sides += " RHS \(names.rows[index]) \(exportText(side))\n" }
      if sense == "L", row.lower.isFinite {
        ranges += " RANGE \(names.rows[index]) \(exportText(row.upper - row.lower))\n"
      }
      for term in row.terms { columnTerms[term.column.index].append((index, term.coefficient)) }
    }
    var costs = [Double](repeating: 0, count: columns.count)
    for term in objective.terms { costs[term.column.index] += sign * term.coefficient }
    text += "COLUMNS\n"
    var marker = Column.Kind.continuous
    var bounds = ""
    for (index, column) in columns.enumerated() {
      if column.kind != marker {
        text += " MARKER 'MARKER' \(column.kind == .integer ? "'INTORG'" : "'INTEND'")\n"
        marker = column.kind
      }
      // A column exists only if it appears here, so its cost is written even if it is 0.
      text += " \(names.columns[index]) objective \(exportText(costs[index]))\n"
      for (row, coefficient) in columnTerms[index] {
        text += " \(names.columns[index]) \(names.rows[row]) \(exportText(coefficient))\n"
      }
      bounds += Self.bounds(column, names.columns[index])
    }
    if marker == .integer { text += " MARKER 'MARKER' 'INTEND'\n" }
    text += "RHS\n" + sides
    if !ranges.isEmpty { text += "RANGES\n" + ranges }
    return text + "BOUNDS\n" + bounds + "ENDATA\n"
  }

  private static func bounds(_ column: Column, _ name: String) -> String {
    if column.lower == column.upper { return " FX BOUND \(name) \(exportText(column.lower))\n" }
    var text = ""
    if column.lower == -.infinity {
      text += column.upper == .infinity ? " FR BOUND \(name)\n" : " MI BOUND \(name)\n"
    } else if column.lower != 0 {
      text += " LO BOUND \(name) \(exportText(column.lower))\n"
    }
    if column.upper.isFinite {
      text += " UP BOUND \(name) \(exportText(column.upper))\n"
    } else if column.lower.isFinite, column.kind == .integer {
      // Some readers treat an integer column without an upper bound as binary.
      text += " PL BOUND \(name)\n"
    }
    return text
  }
}
