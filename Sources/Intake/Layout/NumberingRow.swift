import Model

/// The row below the header that numbers the columns: `1,2,3,4`, `栏次,1,2,3`, `甲,乙,1,2`, as official forms have it.
struct NumberingRow: Sendable {
  let record: Int
  let words: String

  /// The first row as a candidate: at least three filled cells that count on without a gap, and in one column at least
  /// the rows below do not count so. Where all columns hold numbers, the row may be an item and stays one.
  /// - Parameter records: The rows below the header that are not blank.
  /// - Complexity: O(columns): only the next rows are looked at.
  init?(_ text: DelimitedText, _ records: [Int]) {
    guard let first = records.first else { return nil }
    let cells = text.texts(first)
    let filled = cells.indices.filter { !cells[$0].isEmpty }
    guard filled.count >= 3, Self.counts(filled.map { cells[$0] }) else { return nil }
    let others = records.dropFirst().prefix(50)
    let isUnlike = filled.contains { column in
      let below = others.map { text.cell($0, column) }.filter { !$0.isEmpty }
      return !below.isEmpty && below.allSatisfy { !Self.isNumeral($0, like: cells[column]) }
    }
    guard isUnlike else { return nil }
    (record, words) = (first, text.words(first))
  }

  /// The note that the row is left out.
  func leftOut(at file: String, _ text: DelimitedText) -> Finding {
    Finding(
      .numberingRow, file: file, line: text.records[record].line, value: words,
      expected: Bilingual("清单的一项", "an item of the list"),
      mend: Bilingual("此行是各列的编号（栏次），不作一项读取", "the row numbers the columns and is left out"))
  }

  /// What a cell counts with, and how far.
  private enum Numeral: Equatable {
    case number(Int), letter(Int), stem(Int)

    var position: Int {
      switch self {
      case .number(let value), .letter(let value), .stem(let value): value
      }
    }

    /// - Parameter text: Such as `3`, `(3)`, `③`, `三`, `C` or `丙`.
    init?(_ text: String) {
      let bare = headerKey(text).filter { !"().,、栏列第".contains($0) }
      let scalars = Array(bare.unicodeScalars)
      if let value = Int(bare), (1...99).contains(value) {
        self = .number(value)
      } else if scalars.count == 1, (0x2460...0x2473).contains(scalars[0].value) {
        self = .number(Int(scalars[0].value) - 0x245F)
      } else if bare.count == 1, let digit = Self.index(of: bare, in: "一二三四五六七八九十") {
        self = .number(digit)
      } else if bare.count == 1, let letter = Self.index(of: bare, in: "abcdefghijklmnopqrstuvwxyz") {
        self = .letter(letter)
      } else if bare.count == 1, let stem = Self.index(of: bare, in: "甲乙丙丁戊己庚辛壬癸") {
        self = .stem(stem)
      } else {
        return nil
      }
    }

    private static func index(of text: String, in signs: String) -> Int? {
      Array(signs).firstIndex(of: Character(text)).map { $0 + 1 }
    }

    /// Whether the next cell counts on: by one, or from 1 after letters.
    func isFollowed(by next: Numeral) -> Bool {
      switch (self, next) {
      case (.number(let a), .number(let b)), (.letter(let a), .letter(let b)), (.stem(let a), .stem(let b)): b == a + 1
      case (.letter, .number(1)), (.stem, .number(1)), (.stem, .letter(1)): true
      default: false
      }
    }
  }

  /// Whether a text counts in the way that another does: with numbers, letters or the ten stems.
  private static func isNumeral(_ text: String, like other: String) -> Bool {
    switch (Numeral(text), Numeral(other)) {
    case (.letter, .letter), (.stem, .stem): true
    case (_, .number): Int(halfWidth(text).filter { !",.".contains($0) }) != nil
    default: false
    }
  }

  /// Whether texts count from the first number or letter, behind a word such as 栏次.
  private static func counts(_ texts: [String]) -> Bool {
    let hasWord = ["栏次", "栏号", "列次", "列号", "行次", "序号", "栏目", "column"].contains(headerKey(texts[0]))
    let numerals = texts.dropFirst(hasWord ? 1 : 0).map { Numeral($0) }
    guard let first = numerals.first, first?.position == 1, numerals.allSatisfy({ $0 != nil }) else { return false }
    let all = numerals.compactMap { $0 }
    return zip(all, all.dropFirst()).allSatisfy { $0.isFollowed(by: $1) }
  }
}
