import Model

extension Merge {
  /// A text that a merge writes, and whether it may say who somebody is.
  public struct File: Sendable {
    /// The path in the folder.
    public let path: String
    /// The contents.
    public let text: String
    /// Whether only the owner of the file may read it.
    public let isPrivate: Bool
  }

  /// Everything that the merge writes: the sheets of conflicts while something is undecided; else the lists, and in
  /// `merge/` where each row comes from and what was decided.
  /// - Complexity: O(n log n) in the rows.
  public func files(_ language: Language) -> [File] {
    guard let folder else { return sheets(in: "", language) }
    return listFiles(folder, language) + [provenance(language)] + sheets(in: "merge/", language)
  }

  /// The sheets of conflicts. Conflicts about personal columns stand in a private one.
  private func sheets(in folder: String, _ language: Language) -> [File] {
    sheetKinds.map { isPrivate in
      File(
        path: folder + MergeSheet.path(isPrivate: isPrivate, language),
        text: MergeSheet.text(conflicts.filter { $0.conflict.isPersonal == isPrivate }, labels, language),
        isPrivate: isPrivate)
    }
  }

  /// For each sheet that is written, whether it is private.
  private var sheetKinds: [Bool] {
    [false, true].filter { isPrivate in conflicts.contains { $0.conflict.isPersonal == isPrivate } }
  }

  /// The paths of the sheets to fill in.
  public func sheetPaths(_ language: Language) -> [String] {
    sheetKinds.map { MergeSheet.path(isPrivate: $0, language) }
  }

  /// The path of the table of where each row comes from.
  public static func provenancePath(_ language: Language) -> String {
    "merge/" + (language == .zh ? "来源表.csv" : "provenance.csv")
  }

  /// The canonical lists. In Chinese, files and columns have their Chinese names, and begin with a byte order mark for
  /// spreadsheets; they are the same lists.
  private func listFiles(_ folder: ListsFolder, _ language: Language) -> [File] {
    folder.canonicalTexts().sorted { $0.key < $1.key }.map { name, text in
      let isPrivate = ListsFolder.isPersonal(name)
      guard language == .zh else { return File(path: name, text: text, isPrivate: isPrivate) }
      let base = name.dropLast(4).split(separator: "/").last.map(String.init) ?? ""
      let schema = TableSchema.named(base)!
      let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let named = header.map { schema.column($0)?.zh ?? $0 }.joined(separator: ",")
      return File(
        path: (isPrivate ? "private/" : "") + schema.zh + ".csv",
        text: "\u{FEFF}" + named + "\n" + (lines.count > 1 ? String(lines[1]) : ""), isPrivate: isPrivate)
    }
  }

  /// The table of where each row comes from, and what settled the cells that sources said differently.
  private func provenance(_ language: Language) -> File {
    let numbers = Dictionary(uniqueKeysWithValues: conflicts.map { ($0.conflict.check, $0.number) })
    let (zh, isZh) = (["清单", "编号", "来源", "文件", "行", "来源中的编号", "列", "依据", "冲突序号"], language == .zh)
    var table = [
      isZh ? zh : ["list", "ids", "source", "file", "line", "ids_in_source", "field", "grounds", "conflict"]
    ]
    for row in rows {
      let schema = TableSchema.of(row.list)
      let head = [isZh ? schema.zh : schema.key, row.ids.joined(separator: ";")]
      let grounds = row.parts.count > 1 ? (isZh ? "几个来源都有" : "several sources") : isZh ? "一个来源" : "one source"
      for part in row.parts {
        let there = part.ids == row.ids ? "" : part.ids.joined(separator: ";")
        table.append(head + [labels[part.source], part.file, String(part.line), there, "", grounds, ""])
      }
      for (field, why) in row.settled {
        let column = schema.column(field)?.name(language) ?? field
        switch why {
        case .owner(let owner):
          table.append(head + [labels[owner], "", "", "", column, isZh ? "归该来源" : "owner", ""])
        case .decision(let check):
          table.append(
            head + ["", "", "", "", column, isZh ? "决定" : "decision", numbers[check].map(String.init) ?? ""])
        }
      }
    }
    return File(
      path: Self.provenancePath(language), text: spreadsheetText(table), isPrivate: false)
  }
}
