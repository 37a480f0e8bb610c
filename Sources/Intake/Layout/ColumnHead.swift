import Model

/// The form in which names of columns are compared: without white space and line breaks, in half-width letters and
/// brackets, in lower case.
/// - Complexity: O(bytes).
func headerKey(_ text: String) -> String {
  var key = String.UnicodeScalarView()
  for scalar in halfWidth(text).unicodeScalars where !scalar.properties.isWhitespace && scalar.value != 0xFEFF {
    switch scalar {
    case "[", "【", "〔": key.append("(")
    case "]", "】", "〕": key.append(")")
    default: key.append(scalar)
    }
  }
  return String(key).lowercased()
}

/// A name in a header and the note in brackets behind it, such as `金额` and `万元` of `金额（万元）`.
struct NotedName: Hashable {
  /// The whole name, as ``headerKey(_:)`` forms it.
  let key: String
  /// The name without the note.
  let base: String
  /// The text in the brackets at the end, or a unit behind a stroke as in `金额/万元`; nil without either. Several notes
  /// are divided by commas.
  let note: String?

  /// - Complexity: O(bytes).
  init(_ text: String) {
    key = headerKey(text)
    var (base, notes) = (key, [String]())
    while base.hasSuffix(")"), let open = base.lastIndex(of: "("), open > base.startIndex {
      notes.insert(String(base[base.index(after: open)...].dropLast()), at: 0)
      base = String(base[..<open])
    }
    if notes.isEmpty, let stroke = base.firstIndex(of: "/"), stroke > base.startIndex {
      let unit = String(base[base.index(after: stroke)...])
      let isMoney = unit.contains { "元圆".contains($0) } && StatedUnit.money(unit) != nil
      if isMoney || ["小时", "分钟"].contains(unit) {
        notes = [unit]
        base = String(base[..<stroke])
      }
    }
    self.base = base
    note = notes.isEmpty ? nil : notes.joined(separator: ",")
  }
}

/// The head of one column: its name and, in a header of two rows, the group above it.
struct ColumnHead {
  /// The text as findings show it: `资金来源/中央`, or the name alone.
  let text: String
  let name: NotedName
  /// The group of a header of two rows; nil where the column has none.
  let group: NotedName?
  /// The line of the name in the file.
  let line: Int

  init(_ text: String, group: String? = nil, line: Int) {
    self.text = group.map { $0 + "/" + text } ?? text
    name = NotedName(text)
    self.group = group.map(NotedName.init)
    self.line = line
  }

  var isEmpty: Bool { text.isEmpty }

  /// The note in brackets that holds for the column: its own, else that of its group.
  var note: String? { name.note ?? group?.note }

  /// The names by which the column can be called, the most specific first.
  fileprivate var names: [String] {
    guard let group else { return [name.key, name.base] }
    return [group.key + "/" + name.key, name.key, group.base + "/" + name.base, name.base]
  }
}

extension [ColumnHead] {
  /// The positions of the columns that a name means; several if it does not tell them apart.
  ///
  /// A name that stands in the header as it is written beats one that differs in spaces, brackets or capitals, and the
  /// name of a group with its column beats the column alone. A name without brackets also means a column with a note.
  /// - Complexity: O(columns).
  func positions(named wanted: String) -> [Int] {
    let text = wanted.trimmedCell
    let exact = indices.filter { self[$0].text == text }
    if !exact.isEmpty { return exact }
    let key = headerKey(wanted)
    for rank in 0..<4 {
      let found = indices.filter { i in
        let names = self[i].names
        return !self[i].isEmpty && rank < names.count && names[rank] == key
      }
      if !found.isEmpty { return found }
    }
    return []
  }
}

extension TableSchema {
  /// The column that a head names in either language, by its name or by its name without the note in brackets.
  func column(named head: ColumnHead) -> ColumnSchema? {
    columns.first { $0.key == head.name.key || $0.zh == head.name.key }
      ?? columns.first { $0.key == head.name.base || $0.zh == head.name.base }
  }
}
