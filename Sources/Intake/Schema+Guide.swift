import Model

/// What every list and column is, as Markdown in both languages; `docs/lists.md` is this text.
public func listsGuide() -> String {
  var text = """
    # 清单 · The lists

    一个文件夹，每张清单一个 CSV 文件，文件名与列名用中文或英文均可；逗号、分号或制表符分隔；UTF-8 或 GB18030 编码。
    一格填多项时用“；”“、”或“|”隔开。金额可写 12,345.60、20万元、１２元；百分比带 %。标 ● 的必填。

    One folder, one CSV file for each list; file and column names in Chinese or English; comma, semicolon or tab; UTF-8 or
    GB18030. Several items in a cell are separated by `;`, `、` or `|`. Money may be written 12,345.60 or 20万元; percentages
    carry their sign. ● is required.

    """
  for table in TableSchema.all {
    text +=
      "\n## `\(table.key).csv` · `\(table.zh).csv`\(table.required ? " ●" : "")\n\n\(table.meaning.zh) · \(table.meaning.en)\n\n"
    text += "| column | 列 | | 说明 | meaning |\n|---|---|---|---|---|\n"
    for column in table.columns {
      var words = ""
      switch column.kind {
      case .choice(let all), .choices(let all):
        words = ": " + all.map { "`\($0.key)` \($0.zh)" }.joined(separator: ", ")
      default: break
      }
      text +=
        "| `\(column.key)` | \(column.zh) | \(column.required ? "●" : "") | \(column.meaning.zh) | \(column.meaning.en)\(words) |\n"
    }
  }
  return text
}
