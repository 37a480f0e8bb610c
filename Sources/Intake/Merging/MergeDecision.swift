import Model

/// A row of a conflict sheet that somebody filled in.
public struct MergeDecision: Sendable, Hashable {
  /// What was decided, as it was written.
  public let text: String
  /// Who decided, and why.
  public let by: String, reason: String
  /// What tells the conflict and the values that were decided about.
  let check: String
  /// The kind, list, ids and column as the sheet names them.
  let about: [String]
  /// The file, and the line of the row.
  let place: FindingPlace
  /// The number of the column of each field of the row, counted from 1.
  let columns: [MergeSheet.Column: Int]

  func finding(
    _ code: String, _ column: MergeSheet.Column, _ value: String, _ expected: Bilingual, _ mend: Bilingual
  ) -> Finding {
    Finding(
      code, file: place.file, line: place.line, column: columns[column] ?? 1, value: value, expected: expected,
      mend: mend)
  }

  /// Equal decisions decide the same, wherever they stand.
  func saysTheSame(as other: MergeDecision) -> Bool { text == other.text }

  func malformed(_ expected: Bilingual, _ mend: Bilingual) -> Finding {
    finding("decision-malformed", .decision, text, expected, mend)
  }
}

/// What a decision means for its conflict.
enum DecisionMeaning {
  /// The items are one, under this id where one is named; or they are two.
  case same(id: String?), different
  /// The row of a source, and what it says of the item, gets another id.
  case renamed([(source: Int, id: String)])
  /// What this source says counts; all that any source says counts.
  case source(Int), all
  /// Neither counts but this text; nil leaves the cell blank.
  case own(String?)
}

extension MergeDecision {
  private static let same = ["same", "同一"], different = ["different", "不同"], all = ["all", "都留"]
  private static let blank = ["blank", "空白", "(blank)", "（空白）"], value = ["value", "值"]

  /// Words that no source may have as a label, since they decide something.
  static let words = Set(same + different + all + blank + value)

  /// Reads the decision about a conflict.
  /// - Parameters:
  ///   - labels: The labels of the sources, in order.
  ///   - meaning: The form in which values of the column are compared.
  /// - Throws: ``Finding`` if the text decides nothing.
  func meaning(
    of conflict: MergeConflict, _ labels: [String], comparing meaning: (String) -> String
  ) throws(Finding) -> DecisionMeaning {
    let (head, tail) = Self.sides(text)
    let word = halfWidth(head).lowercased()
    switch conflict.kind {
    case .duplicate:
      if tail == nil, Self.different.contains(word) { return .different }
      if Self.same.contains(word) {
        guard let tail else { return .same(id: nil) }
        if conflict.ids.contains(halfWidthID(tail)) { return .same(id: halfWidthID(tail)) }
      }
      let ids = conflict.ids.joined(separator: "、")
      throw malformed(
        Bilingual(
          "同一、不同，或 同一=编号（留用的编号：\(ids)）", "same, different, or same=ID with the id that stays: \(ids)"),
        Bilingual("请改为其中之一", "write one of them"))
    case .sameID:
      if tail == nil, Self.same.contains(word) { return .same(id: nil) }
      return .renamed(try renamed(labels, conflict))
    case .rows:
      if tail == nil, Self.all.contains(word) { return .all }
      if let source = labels.firstIndex(of: text), conflict.values[source] != nil { return .source(source) }
      throw malformed(
        Bilingual(
          "都留，或一个来源：\(Self.named(labels, conflict).joined(separator: "、"))",
          "all, or a source: \(Self.named(labels, conflict).joined(separator: ", "))"),
        Bilingual("请改为其中之一", "write one of them"))
    case .value:
      return try value(conflict, labels, meaning, word, tail)
    }
  }

  private func value(
    _ conflict: MergeConflict, _ labels: [String], _ meaning: (String) -> String, _ word: String, _ tail: String?
  ) throws(Finding) -> DecisionMeaning {
    if let tail, Self.value.contains(word) { return .own(tail.isEmpty ? nil : tail) }
    let label = labels.firstIndex(of: text).flatMap { conflict.values[$0] == nil ? nil : $0 }
    if Self.blank.contains(halfWidth(text).lowercased()) || Self.blank.contains(text) { return .own(nil) }
    let said = conflict.values.firstIndex { $0.map { !$0.isEmpty && meaning($0) == meaning(text) } ?? false }
    if let label {
      guard said == nil || conflict.values[label].map(meaning) == meaning(text) else {
        throw malformed(
          Bilingual("不与来源同名的值", "a value that is no source's name"),
          Bilingual("要用这个值，请写“值=\(text)”", "write value=\(text) to mean the value"))
      }
      return .source(label)
    }
    if let said { return .source(said) }
    throw malformed(
      Bilingual(
        "一个来源（\(Self.named(labels, conflict).joined(separator: "、"))），或“值=内容”，或“空白”",
        "a source (\(Self.named(labels, conflict).joined(separator: ", "))), or value=TEXT, or blank"),
      Bilingual("都不对的，请写“值=内容”", "write value=TEXT if none of them is right"))
  }

  private func renamed(_ labels: [String], _ conflict: MergeConflict) throws(Finding) -> [(source: Int, id: String)] {
    var out: [(source: Int, id: String)] = []
    for part in listParts(text) {
      let (label, id) = Self.sides(part)
      guard let source = labels.firstIndex(of: label), let id = id.map(halfWidthID) else {
        throw malformed(
          Bilingual(
            "同一，或“来源=新编号”，如 \(labels[0])=\(conflict.ids[0])-2",
            "same, or SOURCE=NEW ID, such as \(labels[0])=\(conflict.ids[0])-2"),
          Bilingual(
            "不是一回事的，给其中一个来源的写上新编号", "if they are two things, give that of one source another id"))
      }
      if let flaw = IdentifierFlaw(id) { throw malformed(flaw.expected, flaw.mend) }
      guard !out.contains(where: { $0.source == source }) else {
        throw malformed(
          Bilingual("每个来源至多一个新编号", "one new id for each source at most"), Bilingual("请删去一个", "delete one"))
      }
      out.append((source, id))
    }
    guard !out.isEmpty else {
      throw malformed(Bilingual("同一，或“来源=新编号”", "same, or SOURCE=NEW ID"), Bilingual("请填写", "fill it in"))
    }
    return out
  }

  private static func sides(_ text: String) -> (head: String, tail: String?) {
    let sides = text.unicodeScalars.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "=" || $0 == "＝" }
      .map { String($0).trimmedCell }
    return (sides[0], sides.count > 1 ? sides[1] : nil)
  }

  private static func named(_ labels: [String], _ conflict: MergeConflict) -> [String] {
    conflict.saying.map { labels[$0] }
  }
}
