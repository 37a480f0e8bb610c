import Model

/// Columns whose cells hold words of one kind, so that a word of one column may be meant by a word of another.
private enum WordKind: CaseIterable {
  case category, group, costType, skill, department, unit

  var cells: [CellKey] {
    switch self {
    case .category:
      [
        .needs(.category), .projects(.category), .funds(.categories), .funds(.excludedCategories),
        .assets(.categories), .volunteers(.willing), .volunteers(.unwilling),
      ]
    case .group: [.needs(.group), .projects(.groups), .funds(.groups)]
    case .costType: [.costs(.costType), .funds(.costTypes), .funds(.excludedCostTypes)]
    case .skill: [.projectRoles(.skill), .volunteerSkills(.skill)]
    case .department: [.funds(.department)]
    case .unit: [.needs(.unit), .variants(.scaleUnit)]
    }
  }

  /// Whether only blanks, punctuation and width are doubted: 平方米 and 立方米 are units, and no misspelling.
  var mustBeSame: Bool { self == .unit }

  var name: Bilingual {
    switch self {
    case .category: Bilingual("类别", "category")
    case .group: Bilingual("人群", "group")
    case .costType: Bilingual("支出", "cost type")
    case .skill: Bilingual("技能", "skill")
    case .department: Bilingual("部门", "department")
    case .unit: Bilingual("单位", "unit")
    }
  }
}

/// A word, how often it occurs and where it occurs first.
private struct Occurrence {
  var count = 0
  let spelling: Spelling
  let table: Table
  let record: Int
  let cell: CellKey
}

/// Warnings about words that are most likely misspelt: a word that occurs once and is nearly another that occurs more
/// often, or that differs from another in blanks, punctuation or width alone.
/// - Complexity: O(cells) + O(words that occur once × words that occur more often), both distinct.
func spellingDoubts(in tables: [ListName: Table]) -> [Finding] {
  WordKind.allCases.flatMap { kind -> [Finding] in
    // The ids of a list of categories are checked against the list itself.
    if kind == .category, tables[.categories] != nil { return [] }
    let words = occurrences(kind, in: tables)
    var byForm: [String: [Occurrence]] = [:]
    for word in words { byForm[word.spelling.form, default: []].append(word) }
    let frequent = byForm.values.filter { $0.reduce(0) { $0 + $1.count } > 1 }.map { $0.max(by: isLikelier)! }
      .sorted { ($1.count, $0.spelling.text) < ($0.count, $1.spelling.text) }
    return words.compactMap { word in
      let meant = frequent.first { other in
        other.spelling.text != word.spelling.text
          && (other.spelling.isSame(as: word.spelling)
            || !kind.mustBeSame && word.count == 1 && other.spelling.isNear(word.spelling))
      }
      return meant.map { finding(word, $0, kind) }
    }
  }
}

/// Whether `b` is the likelier way of writing one word: the more frequent, then the one without blanks and signs.
private func isLikelier(_ a: Occurrence, _ b: Occurrence) -> Bool {
  func rank(_ word: Occurrence) -> (Int, Int, String) {
    let spelling = word.spelling
    return (word.count, spelling.text == spelling.form ? 1 : 0, spelling.text)
  }
  return rank(a) < rank(b)
}

/// The words of a kind in the order in which they first occur.
private func occurrences(_ kind: WordKind, in tables: [ListName: Table]) -> [Occurrence] {
  var index: [String: Int] = [:]
  var words: [Occurrence] = []
  for cell in kind.cells {
    guard let table = tables[cell.list], let column = table.schema.column(cell.field) else { continue }
    for record in table.wholeRecords where table.mayBeItem(record) {
      guard let text = table.cell(record, cell) else { continue }
      for word in column.kind.words(of: text) {
        if let at = index[word] {
          words[at].count += 1
        } else {
          index[word] = words.count
          words.append(Occurrence(count: 1, spelling: Spelling(word), table: table, record: record, cell: cell))
        }
      }
    }
  }
  return words
}

private func finding(_ word: Occurrence, _ meant: Occurrence, _ kind: WordKind) -> Finding {
  let text = word.spelling.text, other = meant.spelling.text, name = kind.name
  return Finding(
    .spellingNear, at: word.table.origin(word.record, of: word.cell), word.cell, value: text,
    expected: Bilingual(
      "与别处一致的\(name.zh)：“\(other)”出现 \(meant.count) 次，此写法 \(word.count) 次",
      "a \(name.en) written as elsewhere: ‘\(other)’ occurs \(times(meant.count)), this one \(times(word.count))"),
    mend: Bilingual(
      "是否应为“\(other)”？现按两种\(name.zh)对待；确是两种的，请改用不易混淆的名称",
      "did you mean ‘\(other)’? They are taken for two; if they are two, give them names that are not mistaken for each other"
    ))
}

private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

extension CellKind {
  /// The words in a cell, as they are read.
  fileprivate func words(of text: String) -> [String] {
    switch self {
    case .identifier: [halfWidthID(text)]
    case .identifiers: listParts(text, commas: true).map(halfWidthID)
    case .texts: listParts(text)
    default: [text]
    }
  }
}

/// Warnings about cells that hold several values where one is read, so that the whole text is taken for one group.
/// - Complexity: O(needs).
func compoundDoubts(in tables: [ListName: Table]) -> [Finding] {
  guard let table = tables[.needs] else { return [] }
  let cell = CellKey.needs(.group)
  return table.wholeRecords.filter(table.mayBeItem).compactMap { record in
    guard let text = table.cell(record, cell) else { return nil }
    let parts = listParts(text, commas: true)
    guard parts.count > 1 else { return nil }
    return Finding(
      .valueCompound, at: table.origin(record), cell, value: text,
      expected: Bilingual("一个人群", "one group"),
      mend: Bilingual(
        "一项需求只有一个人群，现把整格当作一个人群的名称，与各表中的“\(parts[0])”不同；请只写一个，或分成几项需求",
        "a need has one group, so the cell is taken for the name of one, other than ‘\(parts[0])’ elsewhere; write one, or divide the need"
      ))
  }
}
