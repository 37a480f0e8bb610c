import Intake
import Model

/// What the note on a column's header says: whether it has to be filled, what it means, and how its cells are written.
func columnNote(_ column: ColumnSchema, _ language: Language) -> String {
  let zh = language == .zh
  var lines = [zh ? (column.required ? "必填" : "选填") : (column.required ? "required" : "optional")]
  lines.append(column.meaning[language])
  lines.append(writing(column.kind)[language])
  if column.isPersonal {
    lines.append(
      zh
        ? "个人信息：方案所附的清单副本把它单独存放，只有本人账户可读"
        : "personal: the copy of the lists beside a plan keeps it apart, readable by its owner alone")
  }
  return lines.filter { !$0.isEmpty }.joined(separator: "\n")
}

/// How a cell of a kind is written, and its unit; empty for a plain text.
private func writing(_ kind: CellKind) -> Bilingual {
  switch kind {
  case .text: Bilingual("", "")
  case .texts: Bilingual("可写几项，用“；”隔开", "one or several, divided by ;")
  case .money:
    Bilingual(
      "金额：只写数按元（设置了别的币种的，按该币种），也可写 20万元", "an amount: a bare number is in yuan, or in the currency of the settings")
  case .quantity: Bilingual("数，至多三位小数", "a number with at most three decimals")
  case .share: Bilingual("百分比，如 50%", "a percentage, such as 50%")
  case .day: Bilingual("日期，如 2026-03-01", "a day, such as 2026-03-01")
  case .integer: Bilingual("整数", "a whole number")
  case .flag: Bilingual("是、否", "yes, no")
  case .minutes: Bilingual("时长：只写数按分钟，也可写 1.5小时", "a length of time: a bare number is in minutes; 1.5 h is read, too")
  case .clock, .endClock: Bilingual("时刻，如 08:30", "a time of day, such as 08:30")
  case .degrees: Bilingual("度，如 28.2", "degrees, such as 28.2")
  case .identifier(of: nil):
    Bilingual("编号：字母、汉字、数字，至多 64 个", "an id: letters and digits, at most 64")
  case .identifier(of: let list?):
    Bilingual("“\(list.zh)”表中的编号，或其中不重复的名称", "an id of \(list.rawValue), or a name that is unique there")
  case .identifiers(of: let list):
    Bilingual(
      "“\(list.zh)”表中的编号，或其中不重复的名称；几个用“；”隔开",
      "ids of \(list.rawValue), or names that are unique there; several are divided by ;")
  case .choice(let words): Bilingual("可填：\(joined(words).zh)", "one of: \(joined(words).en)")
  case .choices(let words):
    Bilingual("可填：\(joined(words).zh)；几个用“；”隔开", "some of: \(joined(words).en); several are divided by ;")
  }
}

/// The words of a choice, each once.
private func joined(_ words: [CellKind.Word]) -> Bilingual {
  var keys: [String] = []
  for word in words where !keys.contains(word.key) { keys.append(word.key) }
  return Bilingual(words.map(\.zh).joined(separator: "、"), keys.joined(separator: ", "))
}
