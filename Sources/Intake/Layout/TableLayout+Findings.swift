import Model

// What a reader is told of the layout of a table: everything that is taken for a title or a second row of the header,
// and a header that is not found.
extension TableLayout {
  /// The warnings about titles and a header of two rows.
  /// - Parameter other: How another row is made the header.
  func findings(_ text: DelimitedText, file: String, other: Bilingual) -> [Finding] {
    var out: [Finding] = []
    let (first, last) = (text.records[header.lowerBound].line, text.records[header.upperBound].line)
    if let title = titles.first {
      let lines = titles.map { String(text.records[$0].line) }
      let stated = TitleUnits(text, titles)
      // Of two units for one kind of number, neither is used.
      let units = [StatedUnit.Kind.money, .duration].map(stated.units).filter { $0.count == 1 }.map { $0[0].text }
      let zhUnit = units.isEmpty ? "" : "；未写单位的数按“\(units.joined(separator: "、"))”读"
      let enUnit = units.isEmpty ? "" : "; numbers without a unit are read in \(units.joined(separator: ", "))"
      out.append(
        Finding(
          .titleRows, file: file, line: text.records[title].line,
          value: titles.map { text.words($0) }.joined(separator: " / "),
          expected: Bilingual("第一行为表头", "the header in the first row"),
          mend: Bilingual(
            "第 \(lines.joined(separator: "、")) 行当作标题，表头取第 \(first) 行\(zhUnit)。不对时\(other.zh)",
            "\(lines.count == 1 ? "line" : "lines") \(lines.joined(separator: ", ")) \(lines.count == 1 ? "is" : "are") taken for a title, and line \(first) for the header\(enUnit). If that is wrong, \(other.en)"
          )))
    }
    if header.count > 1 {
      out.append(
        Finding(
          .headerOfTwoRows, file: file, line: first, value: text.words(header.lowerBound),
          expected: Bilingual("一行表头", "a header of one row"),
          mend: Bilingual(
            "第 \(first)、\(last) 行合为表头，列名写作“组/列”，列名不重复的可只写列。不对时\(other.zh)",
            "lines \(first) and \(last) are read as one header: a column is GROUP/NAME, or NAME where that is unique. If that is wrong, \(other.en)"
          )))
    }
    return out
  }

  /// The refusal of a table in which no row names a column that is looked for.
  /// - Parameter wanted: The names of the columns, as the user would write them.
  func lost(_ text: DelimitedText, file: String, wanted: Bilingual, other: Bilingual) -> Finding {
    let rows = Self.firstRows(of: text, from: start)
    // The row with most cells is the one that looks most like a header.
    func filled(_ row: Int) -> Int { (0..<text.cellCount(row)).count { !text.cell(row, $0).isEmpty } }
    let nearest = rows.max { (filled($0), -$0) < (filled($1), -$1) } ?? start
    return Finding(
      "header-missing", file: file, line: text.records[nearest].line, value: text.words(nearest),
      expected: Bilingual(
        "前 \(Self.mostRows) 行中有一行是列名：\(wanted.zh)",
        "the names of the columns in one of the first \(Self.mostRows) rows: \(wanted.en)"),
      mend: Bilingual(
        "最像表头的是第 \(text.records[nearest].line) 行：请改正其中的列名，或加上表头；表头在更下面的，\(other.zh)",
        "line \(text.records[nearest].line) looks most like it: correct its names, or add a header; if it stands further down, \(other.en)"
      ))
  }
}

extension DelimitedText {
  /// The cells of a record that are not blank, for a finding.
  func words(_ record: Int) -> String {
    (0..<cellCount(record)).map { cell(record, $0) }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
