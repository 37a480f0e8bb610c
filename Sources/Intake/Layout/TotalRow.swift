import Model

/// A row that sums up the rows above and is no item of the list.
struct TotalRow: Sendable {
  let record: Int
  /// The position of the word.
  let cell: Int
  let word: String

  /// What the row states.
  enum Kind {
    /// The sum of a part, of all rows, or something else that is no item: a share of a sum (其中) or a mean.
    case subtotal, total, other
  }

  let kind: Kind

  /// How to mend a row that looks like a total and would be read as an item.
  static let mend = Bilingual(
    "合计行不是清单的一项：请删去此行；确有此项则请改名", "a sum is no item: delete the row, or rename the item if it is one")

  /// Whether a text is a word for a sum, such as `合 计：` or `合计2笔`.
  static func isWord(_ text: String) -> Bool { TotalWord(text)?.isSumItself ?? false }

  /// The unit of the row's own amounts, as in `合计（元）`.
  var unit: StatedUnit? { NotedName(word).note.flatMap { StatedUnit.money($0) } }

  /// The record as a candidate: its first cell that is not blank is a word for a sum, or ends in one.
  /// - Complexity: O(cells before the first that is not blank).
  init?(_ text: DelimitedText, _ record: Int) {
    let cells = text.records[record].firstCell..<text.records[record + 1].firstCell
    guard let first = cells.first(where: { text.cells[$0].start < text.cells[$0].end }) else { return nil }
    let (start, end) = (text.cells[first].start, text.cells[first].end)
    let last = text.bytes[end - 1]
    // Fast path: a list may hold millions of ids, and few look like these words.
    guard end - start < 40,
      text.bytes[start] >= 0x80 || last > 57 || last == UInt8(ascii: ")") || last <= 0x20
    else { return nil }
    let position = first - cells.lowerBound
    // A cell of spaces is blank, too.
    guard let cell = (position..<cells.count).first(where: { !text.cell(record, $0).isEmpty }),
      let found = TotalWord(text.cell(record, cell))
    else { return nil }
    (self.record, self.cell, word, kind) = (record, cell, text.cell(record, cell), found.kind)
  }

  /// The rows of a list that can only be totals: their item has no id, and the other cells hold numbers.
  ///
  /// A row that may be an item stays one; the reader then refuses it.
  static func rows(
    among records: [Int], of text: DelimitedText, _ columns: NamedColumns, _ schema: TableSchema
  ) -> [TotalRow] {
    guard case .identifier = schema.columns[0].kind, let id = columns.positions[schema.columns[0].key] else {
      return []
    }
    return records.compactMap { record in
      guard let total = TotalRow(text, record) else { return nil }
      let hasItem = total.cell != id - 1 && !text.cell(record, id - 1).isEmpty
      let others = schema.columns.filter { columns.positions[$0.key].map { $0 - 1 != total.cell } ?? false }
      let isSum = others.allSatisfy { column in
        let text = text.cell(record, columns.positions[column.key]! - 1)
        return text.isEmpty || isCount(text, column.kind)
      }
      // Without a number nothing tells a total from an item of that name.
      let hasNumber = (0..<text.cellCount(record)).contains {
        $0 != total.cell && isCount(text.cell(record, $0), .money, isNumber: true)
      }
      return !hasItem && isSum && hasNumber ? total : nil
    }
  }

  /// Whether a cell in a row of totals may hold this: a number with its unit, or a sign such as `—`.
  private static func isCount(_ text: String, _ kind: CellKind, isNumber: Bool = false) -> Bool {
    if !text.contains(where: { $0.isLetter || $0.isNumber }) { return !isNumber }
    let half = halfWidth(text)
    let begins = ["共", "约", "¥", "￥"].reduce(half) { $0.hasPrefix($1) ? String($0.dropFirst()) : $0 }.utf8.first
    guard let begins, (48...57).contains(begins), half.count <= 20 else { return false }
    switch kind {
    case .text, .texts, .integer, .money, .quantity, .minutes, .share: return true
    default: return false
    }
  }
}
