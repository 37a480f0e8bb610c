/// A line of an MPS file that could not be read.
public struct MPSError: Error, Sendable, CustomStringConvertible {
  /// The number of the line, counted from 1.
  public let line: Int
  /// Why the line could not be read.
  public let reason: String
  /// The line number and the reason.
  public var description: String { "line \(line): \(reason)" }
}

extension Program {
  /// Reads a program from MPS text, free or fixed as long as names contain no spaces.
  ///
  /// Objective rows after the first are ignored. The objective's constant is its right-hand side with the sign
  /// reversed. An integer column without bounds is `0 <= x`, and a negative `UP` without a lower bound removes the
  /// lower bound, as in CPLEX and GLPK.
  ///
  /// - Throws: ``MPSError`` with the line.
  /// - Complexity: O(length of the text).
  /// - Source: the format as in the GLPK reference manual, appendix B.
  public init(mps text: String) throws(MPSError) {
    var reader = MPSReader()
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      do throws(MPSReader.Reason) {
        try reader.read(line)
      } catch {
        throw MPSError(line: index + 1, reason: error.text)
      }
      if reader.section == "ENDATA" { break }
    }
    guard reader.section == "ENDATA" else { throw MPSError(line: 1, reason: "no ENDATA") }
    self = reader.program
  }
}

/// The reader's state between two lines of an MPS file.
private struct MPSReader {
  struct Reason: Error { let text: String }
  enum Place { case objective, ignored, row(RowID) }

  var program = Program(sense: .minimize)
  var section = ""
  private var places: [String: Place] = [:]
  private var senses: [String: Substring] = [:]
  private var columns: [String: ColumnID] = [:]
  private var hasLower: Set<ColumnID> = []
  private var integers = false
  private var objectiveSeen = false

  mutating func read(_ line: Substring) throws(Reason) {
    guard let first = line.first, first != "*" else { return }
    let words = line.split { $0 == " " || $0 == "\t" }
    guard !words.isEmpty else { return }
    if first != " ", first != "\t" {
      section = String(words[0])
      if section == "OBJSENSE", words.count > 1 { try readSense(words[1]) }
      return
    }
    switch section {
    case "OBJSENSE": try readSense(words[0])
    case "ROWS": try readRow(words)
    case "COLUMNS": try readColumn(words)
    case "RHS": try readPairs(words) { (reader, name, value) throws(Reason) in try reader.setSide(name, value) }
    case "RANGES": try readPairs(words) { (reader, name, value) throws(Reason) in try reader.setRange(name, value) }
    case "BOUNDS": try readBound(words)
    default: throw Reason(text: "data in section \(section)")
    }
  }

  private mutating func readSense(_ word: Substring) throws(Reason) {
    switch word {
    case "MAX", "MAXIMIZE": program.objective.sense = .maximize
    case "MIN", "MINIMIZE": program.objective.sense = .minimize
    default: throw Reason(text: "\(word) is no sense; MIN or MAX is")
    }
  }

  private mutating func readRow(_ words: [Substring]) throws(Reason) {
    guard words.count == 2 else { throw Reason(text: "a row needs a sense and a name") }
    let name = String(words[1])
    guard places[name] == nil else { throw Reason(text: "row \(name) stands twice") }
    senses[name] = words[0]
    switch words[0] {
    case "N":
      places[name] = objectiveSeen ? .ignored : .objective
      objectiveSeen = true
    case "L": places[name] = .row(program.addRow(Row(Meaning(name), [], upper: 0)))
    case "G": places[name] = .row(program.addRow(Row(Meaning(name), [], lower: 0)))
    case "E": places[name] = .row(program.addRow(Row(Meaning(name), [], lower: 0, upper: 0)))
    default: throw Reason(text: "\(words[0]) is no sense; N, L, G or E is")
    }
  }

  private mutating func readColumn(_ words: [Substring]) throws(Reason) {
    if words.count == 3, words[1] == "'MARKER'" {
      integers = words[2] == "'INTORG'"
      return
    }
    guard words.count == 3 || words.count == 5 else { throw Reason(text: "a column needs pairs of row and number") }
    let name = String(words[0])
    let column: ColumnID
    if let known = columns[name] {
      column = known
    } else {
      column = program.addColumn(Column(Meaning(name), integers ? .integer : .continuous))
      columns[name] = column
    }
    for at in stride(from: 1, to: words.count, by: 2) {
      let value = try number(words[at + 1])
      switch try place(words[at]) {
      case .objective: program.objective.terms.append(Term(column, value))
      case .ignored: break
      case .row(let row): program[row].terms.append(Term(column, value))
      }
    }
  }

  /// Reads pairs of a row and a number, after an optional name of the set.
  private mutating func readPairs(
    _ words: [Substring], _ set: (inout Self, Substring, Double) throws(Reason) -> Void
  ) throws(Reason) {
    for at in stride(from: words.count % 2, to: words.count, by: 2) {
      try set(&self, words[at], try number(words[at + 1]))
    }
  }

  private mutating func setSide(_ name: Substring, _ value: Double) throws(Reason) {
    switch try place(name) {
    case .objective: program.objective.constant = -value
    case .ignored: break
    case .row(let row):
      if program[row].lower.isFinite { program[row].lower = value }
      if program[row].upper.isFinite { program[row].upper = value }
    }
  }

  private mutating func setRange(_ name: Substring, _ value: Double) throws(Reason) {
    guard case .row(let row) = try place(name) else { return }
    switch senses[String(name)] {
    case "L": program[row].lower = program[row].upper - abs(value)
    case "G": program[row].upper = program[row].lower + abs(value)
    default:
      if value < 0 { program[row].lower += value } else { program[row].upper += value }
    }
  }

  private mutating func readBound(_ words: [Substring]) throws(Reason) {
    let kind = words[0]
    let needsNumber = !["FR", "MI", "PL", "BV"].contains(kind)
    // The name of the set may be omitted.
    let named = words.count == (needsNumber ? 4 : 3) || (!needsNumber && words.count == 4)
    let at = named ? 2 : 1
    guard words.count > at, !needsNumber || words.count > at + 1 else { throw Reason(text: "a bound needs a column") }
    guard let column = columns[String(words[at])] else { throw Reason(text: "no column \(words[at])") }
    let value = needsNumber ? try number(words[at + 1]) : 0
    switch kind {
    case "UP", "UI":
      program[column].upper = value
      if value < 0, !hasLower.contains(column) { program[column].lower = -.infinity }
    case "LO", "LI":
      program[column].lower = value
      hasLower.insert(column)
    case "FX":
      program[column].lower = value
      program[column].upper = value
    case "FR":
      program[column].lower = -.infinity
      program[column].upper = .infinity
    case "MI":
      program[column].lower = -.infinity
      hasLower.insert(column)
    case "PL": program[column].upper = .infinity
    case "BV":
      program[column].lower = 0
      program[column].upper = 1
    default: throw Reason(text: "\(kind) is no kind of bound")
    }
    if ["UI", "LI", "BV"].contains(kind) { program[column].kind = .integer }
  }

  private func place(_ name: Substring) throws(Reason) -> Place {
    guard let place = places[String(name)] else { throw Reason(text: "no row \(name)") }
    return place
  }

  private func number(_ word: Substring) throws(Reason) -> Double {
    guard let value = Double(word), !value.isNaN else { throw Reason(text: "\(word) is no number") }
    return value
  }
}
