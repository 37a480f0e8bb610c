import Model

/// Reads the cells of one row by kind. A cell that cannot be read yields nil and a finding.
///
/// `Key` is the type of the list's columns, or `CellKey` where the list is known only at run time.
struct RowReader<Key: CellKeyConvertible> {
  let table: Table
  let record: Int
  let currency: Currency
  /// Whether an unknown name is compared with every known one to suggest a correction. This pays only if few are wrong.
  let guesses: Bool
  /// The names of items, which a cell may hold instead of an id.
  let names: ItemNames
  private(set) var findings: [Finding] = []
  /// The names that were read as ids, each with its column.
  private(set) var readNames: [(name: ReadName, cell: CellKey)] = []

  init(_ table: Table, _ record: Int, _ currency: Currency, _ names: ItemNames, guesses: Bool) {
    self.names = names
    self.guesses = guesses
    self.table = table
    self.record = record
    self.currency = currency
    for column in table.schema.columns where column.required && table.cell(record, column.cell) == nil {
      add(
        "cell-missing", at: column.cell, "", column.meaning,
        Bilingual("请填写“\(column.zh)”", "fill in \(column.key)"))
    }
  }

  var origin: Origin { table.origin(record) }

  mutating func add(_ code: String, _ key: Key, _ value: String, _ expected: Bilingual, _ mend: Bilingual) {
    add(code, at: key.cell, value, expected, mend)
  }

  mutating func add(
    _ code: String, at cell: CellKey, _ value: String, _ expected: Bilingual, _ mend: Bilingual
  ) {
    findings.append(
      Finding(code, at: table.origin(record, of: cell), cell, value: value, expected: expected, mend: mend))
  }

  mutating func add(_ finding: Finding) { findings.append(finding) }

  func text(_ key: Key) -> String { table.cell(record, key.cell) ?? "" }
  func optionalText(_ key: Key) -> String? { table.cell(record, key.cell) }

  /// Several texts. A comma is a finding, as it may be part of a text or separate two.
  mutating func texts(_ key: Key) -> [String] {
    let text = text(key)
    if text.unicodeScalars.contains(where: { $0 == "," || $0 == "，" }) {
      add(
        "list-ambiguous", key, text, Bilingual("用“；”隔开的各项", "items separated by semicolons"),
        Bilingual("逗号不知是否隔开两项：请改为“；”，一项之内请去掉逗号", "a comma may divide items or not: write a semicolon, or leave it out"))
    }
    return listParts(text)
  }

  mutating func identifier<T>(_ key: Key) -> Identifier<T>? {
    reference(key, in: ListName(itemsOf: Identifier<T>.self)).map { Identifier($0) }
  }

  mutating func identifiers<T>(_ key: Key) -> [Identifier<T>] {
    references(key, in: ListName(itemsOf: Identifier<T>.self)).map { Identifier($0) }.sorted()
  }

  /// The id in a cell, or the id of the item of the list that the cell names.
  mutating func reference(_ key: Key, in list: ListName?) -> String? {
    table.cell(record, key.cell).flatMap { id(halfWidthID($0), key, in: list) }
  }

  /// The ids in a cell with several, each once, in no order; also those of items that the cell names.
  mutating func references(_ key: Key, in list: ListName?) -> Set<String> {
    var ids: Set<String> = []
    for part in listParts(text(key), commas: true) {
      if let id = id(halfWidthID(part), key, in: list) { ids.insert(id) }
    }
    return ids
  }

  /// A text that is an id of the list, or the name of one of its items, or nothing known; empty if it is ambiguous.
  mutating func referenceText(_ key: Key, in list: ListName?) -> String {
    id(halfWidthID(text(key)), key, in: list, isChecked: false) ?? ""
  }

  /// The id that a text gives or names; nil with a finding if it is none, or several items have this name.
  private mutating func id(_ text: String, _ key: Key, in list: ListName?, isChecked: Bool = true) -> String? {
    if let list {
      switch names.meaning(of: text, in: list) {
      case .id: break
      // The items of a list have ids of their own.
      case _ where key.cell == table.schema.id: break
      case .named(let id):
        readNames.append((ReadName(name: text, id: id, list: list), key.cell))
        return check(id, key) ? id : nil
      case .ambiguous(let ids):
        add(.ambiguousName(text, ids, at: table.origin(record, of: key.cell), key.cell, in: list))
        return nil
      }
    }
    return !isChecked || check(text, key) ? text : nil
  }

  private mutating func check(_ text: String, _ key: Key) -> Bool {
    guard let flaw = IdentifierFlaw(text) else { return true }
    add("id-malformed", key, text, flaw.expected, flaw.mend)
    return false
  }

  mutating func money(_ key: Key) -> Money? {
    guard let text = table.cell(record, key.cell) else { return nil }
    let expected = Bilingual("金额，如 12,345.60 或 20万元", "an amount such as 12,345.60")
    if StatedCurrency(text, in: currency).map({ !$0.fits(currency) }) ?? false {
      number(.otherCurrency, key, text, "money", expected, currency.digits)
      return nil
    }
    guard let amount = table.amount(text, record, key.cell, in: currency) else {
      add(
        "money-malformed", key, text, Bilingual("写明单位的金额，如 20万元 或 20元", "an amount with its unit, such as 20万元 or 20元"),
        Bilingual(
          "货币符号与此列的单位不一致，有两种读法：请写明单位", "the sign says one thing and the column's unit another: write the unit behind it"
        ))
      return nil
    }
    do { return try exactMoney(amount, currency) } catch {
      number(
        error, key, text, "money", expected, currency.digits)
      return nil
    }
  }

  mutating func quantity(_ key: Key) -> Quantity? {
    guard let text = table.cell(record, key.cell) else { return nil }
    let number = table.amount(text, record, key.cell) ?? text
    do { return Quantity(milli: try exactDecimal(number, digits: 3, limit: Quantity.limit.milli)) } catch {
      self.number(error, key, text, "quantity", Bilingual("数量，至多三位小数", "a number with at most three decimals"), 3)
      return nil
    }
  }

  mutating func integer(_ key: Key, _ range: ClosedRange<Int64>) -> Int64? {
    guard let text = table.cell(record, key.cell) else { return nil }
    let expected = Bilingual(
      "\(range.lowerBound) 至 \(range.upperBound) 的整数", "a whole number from \(range.lowerBound) to \(range.upperBound)")
    let number = table.amount(text, record, key.cell) ?? text
    guard let value = try? exactDecimal(number, digits: 0, limit: range.upperBound), range.contains(value) else {
      add("number-malformed", key, text, expected, Bilingual("请改为整数", "write a whole number in that range"))
      return nil
    }
    return value
  }

  mutating func share(_ key: Key, most: Share = .whole) -> Share? {
    guard let text = table.cell(record, key.cell) else { return nil }
    guard let share = try? exactShare(table.amount(text, record, key.cell) ?? text) else {
      let isRatio = halfWidth(text).contains { ":∶比".contains($0) }
      add(
        "number-malformed", key, text, Bilingual("百分比，如 50%", "a percentage such as 50%"),
        isRatio
          ? Bilingual(
            "除 1:1 外，两边各是谁的不明确，请写成百分比", "but for 1:1, nobody can tell whose side is whose: write a percentage")
          : Bilingual("请带百分号填写，至多两位小数", "write it with a per cent sign and at most two decimals"))
      return nil
    }
    guard share <= most else {
      add(
        "share-out-of-range", key, text, Bilingual("0% 至 \(most.text)", "0% to \(most.text)"),
        Bilingual("请改正比例", "correct the share"))
      return nil
    }
    return share
  }

  mutating func day(_ key: Key, isEnd: Bool = false) -> Day? {
    guard let text = table.cell(record, key.cell) else { return nil }
    if let day = calendarDay(text, isEnd: isEnd) { return day }
    add(
      "date-malformed", key, text, Bilingual("日历上有的日期，如 2026-03-01", "a day that exists, such as 2026-03-01"),
      mendOfDay(text))
    return nil
  }

  /// An angle in millionths of a degree.
  /// - Parameter most: The greatest absolute value, in degrees.
  mutating func degrees(_ key: Key, _ most: Int64) -> Int64? {
    guard let text = table.cell(record, key.cell) else { return nil }
    let isNegative = halfWidth(text).trimmedCell.first == "-"
    let digits = isNegative ? String(halfWidth(text).trimmedCell.dropFirst()) : text
    if let value = try? exactDecimal(digits, digits: 6, limit: most * 1_000_000) { return isNegative ? -value : value }
    add(
      "degrees-malformed", key, text,
      Bilingual("-\(most) 至 \(most) 的度数，至多六位小数", "degrees from -\(most) to \(most) with at most six decimals"),
      Bilingual("请改写为十进制度数", "write decimal degrees"))
    return nil
  }

  mutating func flag(_ key: Key) -> Bool {
    guard let text = table.cell(record, key.cell) else { return false }
    switch halfWidth(text).lowercased() {
    case "是", "yes", "y", "true", "1", "√", "✓", "✔": return true
    case "否", "no", "n", "false", "0", "×", "✗", "✘": return false
    default:
      add("choice-unknown", key, text, Bilingual("是或否", "yes or no"), Bilingual("请填“是”或“否”", "write yes or no"))
      return false
    }
  }

  mutating func choice<T: RawRepresentable<String>>(_ key: Key) -> T? {
    guard let text = table.cell(record, key.cell) else { return nil }
    return choice(text, key)
  }

  mutating func choices<T: RawRepresentable<String>>(_ key: Key) -> [T] {
    listParts(text(key), commas: true).compactMap { choice($0, key) }
  }

  private mutating func choice<T: RawRepresentable<String>>(_ text: String, _ key: Key) -> T? {
    word(text, key).flatMap { T(rawValue: $0.key) }
  }

  /// The word of the column that the text names; nil for an empty text.
  mutating func word(_ text: String, _ key: Key) -> CellKind.Word? {
    if text.isEmpty { return nil }
    let kind = table.schema.columns.first(where: { $0.cell == key.cell })!.kind
    if let word = kind.word(text) { return word }
    let words: [CellKind.Word] =
      switch kind {
      case .choice(let words), .choices(let words): words
      default: []
      }
    add(
      "choice-unknown", key, text,
      Bilingual(words.map(\.zh).joined(separator: "、"), words.map(\.key).joined(separator: ", ")),
      Bilingual("请从中选一个", "take one of them"))
    return nil
  }

  private mutating func number(
    _ flaw: NumberFlaw, _ key: Key, _ text: String, _ kind: String, _ expected: Bilingual, _ digits: Int
  ) {
    switch flaw {
    case .malformed:
      // A spreadsheet shows a wide number in a narrow column as 1.2E+07.
      let isScientific = halfWidth(text).lowercased().contains(/^[0-9.]+e\+?[0-9]+$/)
      add(
        "\(kind == "money" ? "money" : "number")-malformed", key, text, expected,
        isScientific
          ? Bilingual(
            "科学记数法丢失了末位：请把该列设为“数值”格式再另存", "the exponent has lost digits: format the column as a number and save again")
          : Bilingual("请只写数字；千位分隔符每三位一个", "write digits only, with separators every three"))
    case .otherCurrency:
      add("money-malformed", key, text, expected, StatedCurrency.mend(currency))
    case .tooManyDecimals:
      add(
        "\(kind == "money" ? "money" : "number")-malformed", key, text, expected,
        Bilingual("小数不超过 \(digits) 位", "at most \(digits) decimals"))
    case .negative:
      add("\(kind)-negative", key, text, Bilingual("不小于 0", "0 or more"), Bilingual("请改正符号", "correct the sign"))
    case .overflow:
      add(
        kind == "money" ? "money-overflow" : "number-malformed", key, text,
        kind == "money" ? Bilingual("不超过一万亿元", "at most 10^14 minor units") : Bilingual("不超过十亿", "at most 10^9"),
        Bilingual("请检查单位与位数", "check the unit and the digits"))
    }
  }
}
