import Model

/// The words of the aims of a roster, in the default order.
let rosterAimWords = RosterAim.allCases.map { CellKind.Word(key: $0.rawValue, zh: $0.zh) }

extension RosterAim {
  fileprivate var zh: String {
    switch self {
    case .least: "至少安排"
    case .wishes: "志愿意向"
    case .minutes: "总时长"
    case .load: "最重负担"
    case .spread: "超出平均"
    case .travel: "路程"
    case .continuity: "延续"
    }
  }
}

extension RowReader<SettingField> {
  /// Whether no row above gives a setting that has a key in each language; reports a row that gives it by the other key.
  /// Another with the same key is reported with all repeated keys.
  /// - Parameter first: The first row that gives it.
  mutating func isFirst(_ first: inout (line: Int, key: String)?, of setting: Bilingual) -> Bool {
    guard let earlier = first else {
      first = (origin.line, text(.key))
      return true
    }
    if earlier.key != text(.key) {
      add(
        "id-repeated", .key, text(.key), Bilingual("“项”相同的只有一行", "one row for each key"),
        Bilingual(
          "第 \(earlier.line) 行已经写了\(setting.zh)；请只留一行",
          "line \(earlier.line) says \(setting.en) already; keep one of them"))
    }
    return false
  }

  /// Reads the order of a roster's aims. Aims that are not named follow in the default order.
  /// - Parameter first: The first row that says the order.
  mutating func readRosterOrder(into lists: inout Lists, _ first: inout (line: Int, key: String)?) {
    guard isFirst(&first, of: Bilingual("排班次序", "the order")) else { return }
    // A blank cell is a finding of its own.
    guard !text(.value).isEmpty else { return }
    let words = Bilingual(
      rosterAimWords.map(\.zh).joined(separator: "、"), rosterAimWords.map(\.key).joined(separator: ", "))
    var given: [RosterAim] = []
    let parts = listParts(text(.value), commas: true)
    for part in parts.isEmpty ? [text(.value)] : parts {
      guard let word = CellKind.choices(rosterAimWords).word(part), let aim = RosterAim(rawValue: word.key)
      else {
        add(
          "choice-unknown", .value, part, words, Bilingual("请从中选写，先写的优先", "take some of them, the most important first")
        )
        continue
      }
      if given.contains(aim) {
        add(
          "choice-repeated", .value, part, Bilingual("每个词至多一次", "each word at most once"),
          Bilingual("一项只能排在一处：请删去一个", "an aim has one place in the order: delete one of them"))
      } else {
        given.append(aim)
      }
    }
    lists.rosterOrder = RosterAim.order(beginningWith: given)
  }
}
