import Foundation
import Model
import WorkbookReading

/// 冲突表. The table of the conflicts of a merge, which somebody fills in and gives back.
public enum MergeSheet {
  /// The columns beside those of the sources.
  public enum Column: String, CaseIterable, Sendable {
    case number, kind, list, ids, field, choices, decision, by, reason, check

    /// The header in both languages.
    public var word: Bilingual {
      switch self {
      case .number: Bilingual("序号", rawValue)
      case .kind: Bilingual("类别", rawValue)
      case .list: Bilingual("清单", rawValue)
      case .ids: Bilingual("编号", rawValue)
      case .field: Bilingual("列", rawValue)
      case .choices: Bilingual("可填", rawValue)
      case .decision: Bilingual("决定", rawValue)
      case .by: Bilingual("决定人", rawValue)
      case .reason: Bilingual("理由", rawValue)
      case .check: Bilingual("校验", rawValue)
      }
    }
  }

  /// Why a text cannot be the label of a source; nil if it can.
  public static func flaw(ofLabel label: String) -> Bilingual? {
    let isTaken =
      MergeDecision.words.contains(label.lowercased())
      || Column.allCases.contains { [$0.word.zh, $0.word.en].contains(label.lowercased()) }
    if isTaken { return Bilingual("冲突表另有所指", "it means something else in the sheet of conflicts") }
    return IdentifierFlaw(label).map { Bilingual("应为\($0.expected.zh)", "it is \($0.expected.en)") }
  }

  /// The path of the file in its folder; one for conflicts that name people is private.
  static func path(isPrivate: Bool, _ language: Language) -> String {
    (isPrivate ? "private/" : "") + (language == .zh ? "冲突表.csv" : "conflicts.csv")
  }

  /// The sheet of some conflicts, for spreadsheets.
  public static func text(_ conflicts: [NumberedConflict], _ labels: [String], _ language: Language) -> String {
    let before: [Column] = [.number, .kind, .list, .ids, .field]
    let after: [Column] = [.choices, .decision, .by, .reason, .check]
    let header = before.map { $0.word[language] } + labels + after.map { $0.word[language] }
    return spreadsheetText(
      [header]
        + conflicts.map { numbered in
          let conflict = numbered.conflict
          let values = labels.indices.map { conflict.value(of: $0, language) }
          return [String(numbered.number)] + conflict.about(language) + values + [
            choices(conflict, labels, language), numbered.decision?.text ?? "", numbered.decision?.by ?? "",
            numbered.decision?.reason ?? "", conflict.check,
          ]
        })
  }

  /// What may be decided about a conflict.
  private static func choices(_ conflict: MergeConflict, _ labels: [String], _ language: Language) -> String {
    let saying = conflict.saying.map { labels[$0] }
    let (zh, en): ([String], [String]) =
      switch conflict.kind {
      case .duplicate: (["同一", "不同"], ["same", "different"])
      case .sameID:
        (["同一", "\(saying[0])=\(conflict.ids[0])-2"], ["same", "\(saying[0])=\(conflict.ids[0])-2"])
      case .value: (saying + ["值=…"], saying + ["value=…"])
      case .rows: (saying + ["都留"], saying + ["all"])
      }
    return language == .zh ? zh.joined(separator: " / ") : en.joined(separator: " / ")
  }

  /// Reads the decisions of a filled-in sheet, a CSV file or a workbook; rows without a decision are left out.
  /// - Parameter findings: Where errors are added: a sheet that cannot be read, or a decision without who took it.
  /// - Complexity: O(bytes).
  static func decisions(_ data: Data, file: String, _ findings: inout [Finding]) -> [MergeDecision] {
    do throws(Findings) {
      let (text, place) = try table(data, file)
      guard let head = (0..<text.recordCount).first(where: { !text.isBlank($0) }) else {
        throw Findings(noHeader(place))
      }
      var columns: [Column: Int] = [:]
      for cell in 0..<text.cellCount(head) {
        let name = text.text(head, cell).trimmedCell.lowercased()
        guard let column = Column.allCases.first(where: { [$0.word.zh, $0.word.en].contains(name) }) else { continue }
        columns[column] = columns[column] ?? cell + 1
      }
      let missing = Column.allCases.filter { $0 != .number && $0 != .choices && columns[$0] == nil }
      guard missing.isEmpty else {
        throw Findings(
          Finding(
            "column-missing", file: place, line: text.records[head].line,
            value: missing.map(\.word.zh).joined(separator: "、"),
            expected: Bilingual(
              "冲突表的各列：\(Column.allCases.map(\.word.zh).joined(separator: "、"))",
              "the columns of a sheet of conflicts: \(Column.allCases.map(\.rawValue).joined(separator: ", "))"),
            mend: Bilingual(
              "请用 merge 写出的冲突表，只填决定、决定人、理由", "take the sheet that merge wrote, and fill in decision, by and reason only"
            )))
      }
      return rows(text, after: head, columns, place, &findings)
    } catch {
      findings += error.all
      return []
    }
  }

  private static func rows(
    _ text: DelimitedText, after head: Int, _ columns: [Column: Int], _ file: String, _ findings: inout [Finding]
  ) -> [MergeDecision] {
    var out: [MergeDecision] = []
    for record in (head + 1)..<max(head + 1, text.recordCount) {
      func cell(_ column: Column) -> String {
        guard let position = columns[column], position <= text.cellCount(record) else { return "" }
        let found = text.text(record, position - 1).trimmedCell
        let rest = String(found.dropFirst())
        return found.hasPrefix("'") && markedAsText(rest) == found ? rest : found
      }
      guard !cell(.decision).isEmpty else { continue }
      let decision = MergeDecision(
        text: cell(.decision), by: cell(.by), reason: cell(.reason), check: cell(.check),
        about: [cell(.kind), cell(.list), cell(.ids), cell(.field)],
        place: FindingPlace(file: file, line: text.records[record].line), columns: columns)
      if decision.by.isEmpty {
        findings.append(
          decision.finding(
            "decision-malformed", .by, "", Bilingual("由谁决定", "who decided"),
            Bilingual("请填写决定人", "fill in who decided")))
      }
      out.append(decision)
    }
    return out
  }

  private static func table(_ data: Data, _ file: String) throws(Findings) -> (text: DelimitedText, place: String) {
    guard isWorkbookName(file) else {
      let marks = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
      func delimiter(_ bytes: [UInt8]) -> UInt8 {
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let counts = marks.map { mark in line.count { $0 == mark } }
        return marks[counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) }!]
      }
      let bytes = try listBytes(of: data, file: file, separator: delimiter)
      return (try delimitedText(bytes, file: file, delimiter: delimiter(bytes)), file)
    }
    let content: WorkbookContent
    do throws(WorkbookFlaw) { content = try WorkbookContent([UInt8](data)) { _ in true } } catch {
      throw Findings(error.refusal(file))
    }
    guard let sheet = content.sheets.first(where: { !$0.isBlank }) else { throw Findings(noHeader(file)) }
    return (DelimitedText(sheet), FindingPlace.sheet(sheet.name, of: file))
  }
}

/// Reads filled-in sheets of conflicts.
/// - Parameter paths: CSV files or workbooks.
/// - Throws: ``Findings`` with every sheet that cannot be read and every decision without who took it.
/// - Complexity: O(bytes).
public func readDecisions(_ paths: [String]) throws(Findings) -> (decisions: [MergeDecision], hashes: Set<String>) {
  var findings: [Finding] = []
  var decisions: [MergeDecision] = []
  var hashes: Set<String> = []
  for path in paths {
    guard let data = fileContents(path) else {
      findings.append(
        Finding(
          "file-unreadable", file: path, expected: Bilingual("可以读取的冲突表", "a sheet of conflicts that can be read"),
          mend: Bilingual("请检查路径", "check the path")))
      continue
    }
    hashes.insert(sha256(Array(data)))
    decisions += MergeSheet.decisions(data, file: path, &findings)
  }
  if let refusal = Findings(findings) { throw refusal }
  return (decisions, hashes)
}
