import Model

/// The columns of a department's table, found by the names that a profile uses.
struct TableColumns {
  let file: String
  /// The line of the header.
  let line: Int
  /// The heads of the columns.
  let heads: [ColumnHead]
  private var indices: [ProfileColumn: Int] = [:]

  /// Finds each column that the profile names.
  /// - Throws: ``Findings`` for every name that no column has, and for every name that may mean several columns.
  /// - Complexity: O(names × heads).
  init(_ heads: [ColumnHead], file: String, line: Int, profile: Profile) throws(Findings) {
    (self.file, self.line, self.heads) = (file, line, heads)
    var findings: [Finding] = []
    for (name, place) in profile.namedColumns {
      let found = name.candidates(heads)
      if found.count == 1 {
        indices[name] = found[0]
      } else {
        let source = "\(profile.file):\(place.line):\(place.column)"
        findings.append(found.isEmpty ? missing(name, source) : repeated(name, found, source))
      }
    }
    if let refusal = Findings(findings) { throw refusal }
  }

  /// The index of a column that the profile names.
  /// - Precondition: The profile of the initializer names it.
  subscript(_ name: ProfileColumn) -> Int { indices[name]! }

  /// The number of cells that a row must have: up to the last column that has a name or is read.
  var width: Int { max(heads.lastIndex { !$0.isEmpty } ?? -1, indices.values.max() ?? -1) + 1 }

  /// The columns that have a header or a cell and are not read, as `column 3 备注`.
  /// - Parameter isFilled: Whether a column without a header holds anything.
  func unread(_ isFilled: (Int) -> Bool) -> [Bilingual] {
    let read = Set(indices.values)
    return heads.indices.filter { !read.contains($0) && (!heads[$0].isEmpty || isFilled($0)) }.map { index in
      heads[index].isEmpty
        ? Bilingual("第 \(index + 1) 列（无列名）", "column \(index + 1) without a name")
        : Bilingual("第 \(index + 1) 列“\(heads[index].text)”", "column \(index + 1) ‘\(heads[index].text)’")
    }
  }

  private func missing(_ name: ProfileColumn, _ source: String) -> Finding {
    let guess = nearest(name.text, heads.map(\.text).filter { !$0.isEmpty })
    return Finding(
      "column-missing", file: file, line: line, value: name.text,
      expected: Bilingual("“\(name.text)”列（\(source)）", "a column \(name.text) (\(source))"),
      mend: guess.map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
        ?? Bilingual("请核对导入方案与表格", "compare the profile with the table"))
  }

  private func repeated(_ name: ProfileColumn, _ found: [Int], _ source: String) -> Finding {
    let (last, cells) = (found.last!, found.map { "\(heads[$0].line):\($0 + 1)" }.joined(separator: ", "))
    let isOneName = heads.positions(named: name.text) == found
    // A group, or a note in brackets, tells columns of one name apart.
    let whole = heads[last].text
    let isWholeUnique = whole != name.text && heads.positions(named: whole) == [last]
    let choice = isWholeUnique ? whole : isOneName ? "\(name.text)#\(found.count)" : "\"\(name.text)\""
    let position = "#\(last + 1)"
    return Finding(
      "column-repeated", file: file, line: heads[last].line, column: last + 1, value: name.text,
      expected: Bilingual(
        "只有一列可称作“\(name.text)”（\(source)）；这里有 \(found.count) 列：\(cells)",
        "one column that ‘\(name.text)’ may mean (\(source)); there are \(found.count): \(cells)"),
      mend: Bilingual(
        "请在表中改列名，或在方案中写明是哪一列，如 \(choice) 或 \(position)",
        "rename one in the table, or say in the profile which one is meant, such as \(choice) or \(position)"))
  }
}

extension Profile {
  /// The columns that the profile names, each with the first place that does.
  var namedColumns: [(name: ProfileColumn, place: Place)] {
    let all =
      filters.map { ($0.column, $0.place) }
      + lists.flatMap { $0.cells.compactMap { cell in cell.source.column.map { ($0, cell.place) } } }
    var seen: Set<ProfileColumn> = []
    return all.filter { seen.insert($0.0).inserted }
  }
}
