import Intake
import Model
import Reports

/// The most conflicts and cells that the text names; all of them stand in the files.
private let mostTold = 20

extension Merge {
  /// What was merged, what is to be decided and how. Nothing personal is in it.
  /// - Parameter command: The words of the command that is to be run next.
  func text(_ sources: [MergeSource], out: String, command: String, _ language: Language) -> String {
    var lines = head(sources, out, language) + ["", table(sources, language).text(), ""]
    lines += owned(language)
    lines += folder == nil ? open(out, command, language) : decided(out, language)
    return lines.joined(separator: "\n")
  }

  private func head(_ sources: [MergeSource], _ out: String, _ language: Language) -> [String] {
    let (open, isZh) = (undecided.count, language == .zh)
    if folder == nil {
      return [
        isZh
          ? "\(sources.count) 个来源尚未合并：有 \(open) 处冲突要人决定。没有写出合并的清单。"
          : "The \(sources.count) sources are not merged yet: \(counted(open, "conflict")) to decide. No merged lists were written."
      ]
    }
    var lines = [
      isZh ? "\(sources.count) 个来源已合并：\(out)" : "The \(sources.count) sources are merged: \(out)"
    ]
    for list in missing {
      lines.append(
        isZh
          ? "提醒：各来源都没有“\(list.zh)”清单，补上之前 check 和 solve 会拒绝。"
          : "Warning: no source has the list \(list.rawValue); check and solve refuse the lists until it is added.")
    }
    return lines
  }

  private func table(_ sources: [MergeSource], _ language: Language) -> TextTable {
    let isZh = language == .zh
    var table = TextTable(
      [(isZh ? "清单" : "list", .left)] + labels.map { ($0, .right) } + [
        (folder == nil ? (isZh ? "合起来" : "together") : isZh ? "合并后" : "merged", .right),
        (isZh ? "其中几个来源都有" : "in several sources", .right),
      ])
    for list in MergedList.all(of: self) {
      table.add(
        [isZh ? list.list.zh : list.list.rawValue] + sources.map { $0.rowCounts[list.list].map(String.init) ?? "–" } + [
          String(list.rows), String(list.shared),
        ])
    }
    return table
  }

  private func owned(_ language: Language) -> [String] {
    let all = settledByOwners
    guard !all.isEmpty else { return [] }
    let isZh = language == .zh
    let lines = all.prefix(mostTold).map { row, field, owner in
      "  " + Self.place(row.list, row.ids, field, language) + (isZh ? "：以" : ": ") + labels[owner]
        + (isZh ? "的为准" : " counts")
    }
    return [
      isZh
        ? "按 --owner 定下 \(all.count) 处（一员采集、全域共享）："
        : "Settled by --owner, as that source collects them (\(all.count)):"
    ] + lines + (all.count > mostTold ? ["  …"] : []) + [""]
  }

  /// A cell or a row as the text names it.
  private static func place(_ list: ListName, _ ids: [String], _ field: String, _ language: Language) -> String {
    let schema = TableSchema.of(list)
    let column = schema.column(field)?.name(language) ?? field
    let item = (language == .zh ? schema.zh : schema.key) + " " + ids.joined(separator: ";")
    return field.isEmpty ? item : item + " " + column
  }

  private func open(_ out: String, _ command: String, _ language: Language) -> [String] {
    let isZh = language == .zh
    var lines = [isZh ? "要决定的：" : "To decide:"]
    for numbered in undecided.prefix(mostTold) {
      let conflict = numbered.conflict
      let place = Self.place(conflict.list, conflict.ids, conflict.field, language)
      let said = conflict.saying.map { source in
        labels[source] + (isZh ? "“" : " ‘") + conflict.value(of: source, language) + (isZh ? "”" : "’")
      }
      let values =
        conflict.isPersonal
        ? (isZh ? "（个人信息，见 private/）" : "(personal, see private/)") : said.joined(separator: isZh ? "，" : ", ")
      lines.append("  \(numbered.number)  \(conflict.kind.phrase[language])\(isZh ? "：" : ": ")\(place)  \(values)")
    }
    if undecided.count > mostTold { lines.append("  …") }
    let sheets = sheetPaths(language).map { out + "/" + $0 }
    let names = sheets.joined(separator: isZh ? " 和 " : " and ")
    let options = sheets.map { " --decisions \($0)" }.joined()
    return lines + [
      "",
      isZh
        ? "请在 \(names) 里填“决定”“决定人”“理由”（可填什么见“可填”一列），存盘后再运行："
        : "Fill in decision, by and reason in \(names) (the column choices says what may stand there), save, and run:",
      "  " + command + options,
    ]
  }

  private func decided(_ out: String, _ language: Language) -> [String] {
    let isZh = language == .zh
    let provenance = out + "/" + Self.provenancePath(language)
    var lines: [String] = []
    if !conflicts.isEmpty {
      lines.append(
        isZh
          ? "\(conflicts.count) 处冲突都有决定，记在 \(out)/merge/ 中。"
          : "All \(counted(conflicts.count, "conflict")) are decided; the decisions are kept in \(out)/merge/.")
    }
    lines.append(
      isZh
        ? "每一行来自哪个来源的哪一行：\(provenance)"
        : "Which line of which source each row comes from: \(provenance)")
    return lines
  }
}

extension MergeConflict.Kind {
  /// The kind as the text says it.
  fileprivate var phrase: Bilingual {
    switch self {
    case .sameID: Bilingual("编号相同，是否一回事", "one id, maybe two things")
    case .duplicate: Bilingual("疑似重复", "likely the same")
    case .value: Bilingual("内容不一", "different contents")
    case .rows: Bilingual("各行不一", "different rows")
    }
  }
}
