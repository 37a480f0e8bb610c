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
  /// Reads the order of a roster's aims. Aims that are not named follow in the default order.
  /// - Parameter first: The first row that says the order. Another with the same key is reported with all repeated keys.
  mutating func readRosterOrder(into lists: inout Lists, _ first: inout (line: Int, key: String)?) {
    if let first {
      guard first.key != text(.key) else { return }
      return add(
        "id-repeated", .key, text(.key), Bilingual("“项”相同的只有一行", "one row for each key"),
        Bilingual(
          "第 \(first.line) 行已经写了排班次序；请只留一行", "line \(first.line) says the order already; keep one of them"))
    }
    first = (origin.line, text(.key))
    // A blank cell is a finding of its own.
    guard !text(.value).isEmpty else { return }
    let words = Bilingual(
      rosterAimWords.map(\.zh).joined(separator: "、"), rosterAimWords.map(\.key).joined(separator: ", "))
    var given: [RosterAim] = []
    let parts = listParts(text(.value), commas: true)
    for part in parts.isEmpty ? [text(.value)] : parts {
      let lower = halfWidth(part).lowercased()
      guard let word = rosterAimWords.first(where: { $0.key == lower || $0.zh == part }),
        let aim = RosterAim(rawValue: word.key)
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
