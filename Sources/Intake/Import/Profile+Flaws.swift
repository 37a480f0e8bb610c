import Model

// What a profile says that cannot work, and what it says without use. Both are told before any table is read.

extension Profile {
  /// Findings for what one line of the profile takes from another that is not there.
  var flaws: [Finding] {
    var made: [ListName: Set<String>] = [:]
    var found = unknownParameters
    for rule in lists {
      for cell in rule.cells {
        if case .column(_, .codes(let name), _) = cell.source, codes[name] == nil {
          found.append(
            flaw(
              cell.place, name, Bilingual("一段 [codes \(name)]", "a section [codes \(name)]"), near: codes.keys.sorted())
          )
        }
        if case .sum = cell.source, !TableSchema.of(rule.list).isAmount(cell.key) {
          found.append(
            flaw(cell.place, cell.key, Bilingual("金额或数量一类的列才能求和", "a column of amounts or numbers, for a sum")))
        }
      }
      if let only = rule.onlyWhere, !rule.sums.contains(only.value) {
        found.append(
          flaw(
            only.place, only.value, Bilingual("本段中写作 sum 的列", "a column of this section that is a sum"), near: rule.sums
          ))
      }
      if let only = rule.onlyIn, made[only.list]?.contains(only.key) != true {
        found.append(
          flaw(
            only.place, "\(only.list.rawValue).\(only.key)",
            Bilingual("前面某一段写出的列", "a column that an earlier section fills")))
      }
      made[rule.list] = Set(rule.cells.map(\.key))
    }
    return found
  }

  private func flaw(_ place: Place, _ value: String, _ expected: Bilingual, near known: [String] = []) -> Finding {
    Finding(
      "profile-malformed", file: file, line: place.line, column: place.column, value: value, expected: expected,
      mend: nearest(value, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
        ?? Bilingual("请改正此行", "correct the line"))
  }

  /// The `{NAME}` in the texts in which a parameter may stand.
  private var placeholders: [(name: String, place: Place)] {
    var found: [(name: String, place: Place)] = []
    var copy = self
    copy.replaceTexts { text, place in
      found += text.matches(of: /\{([^{}]+)\}/).map { (String($0.1), place) }
      return text
    }
    return found
  }

  /// Findings for `{NAME}` without a parameter of that name.
  private var unknownParameters: [Finding] {
    placeholders.filter { defaults[$0.name] == nil }.map { name, place in
      Finding(
        "profile-parameter-unknown", file: file, line: place.line, column: place.column, value: "{\(name)}",
        expected: Bilingual("一行“parameter \(name) = …”", "a line ‘parameter \(name) = …’"),
        mend: nearest(name, defaults.keys.sorted()).map { Bilingual("是否应为“{\($0)}”？", "did you mean ‘{\($0)}’?") }
          ?? Bilingual("请加上这个参数，或改正名称", "add the parameter, or correct its name"))
    }
  }

  /// Warnings about code tables and parameters that nothing uses.
  var unused: [Finding] {
    let tables = Set(
      lists.flatMap(\.cells).compactMap { cell -> String? in
        if case .column(_, .codes(let name), _) = cell.source { name } else { nil }
      })
    let names = Set(placeholders.map(\.name))
    return codes.filter { !tables.contains($0.key) }.map { name, table in
      unused("[codes \(name)]", table.place, Bilingual("某一列写有“via \(name)”", "a column with ‘via \(name)’"))
    }
      + defaults.filter { !names.contains($0.key) }.map { name, setting in
        unused("parameter \(name)", setting.place, Bilingual("某处用到 {\(name)}", "{\(name)} in another value"))
      }
  }

  private func unused(_ value: String, _ place: Place, _ expected: Bilingual) -> Finding {
    Finding(
      "profile-unused", severity: .warning, file: file, line: place.line, column: place.column, value: value,
      expected: expected,
      mend: Bilingual("写了却没有用到：请核对是否漏写了什么，不需要可删去", "it has no effect: look whether something is missing, or delete it"))
  }
}

extension Profile.ListRule {
  /// The columns that are sums.
  var sums: [String] {
    cells.compactMap { cell in if case .sum = cell.source { cell.key } else { nil } }
  }
}

extension TableSchema {
  /// Whether the cells of a column are amounts or numbers, which can be added up.
  fileprivate func isAmount(_ key: String) -> Bool {
    switch column(key)?.kind {
    case .money, .quantity, .integer, .minutes: true
    default: false
    }
  }
}
