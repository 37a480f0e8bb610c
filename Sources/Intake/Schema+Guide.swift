import Model

/// What every list and column is, as Markdown in both languages; `docs/lists.md` is this text.
public func listsGuide() -> String {
  var text = """
    # 清单 · The lists

    一个文件夹，每张清单一个 CSV 文件，文件名与列名用中文或英文均可；逗号、分号或制表符分隔，首行可写 `sep=;`；UTF-8 或 GB18030
    编码。一行多出的空单元格不计。标 ● 的必填。读得出唯一意思的写法都接受，有两种意思的不猜，报错并说明怎么改：

    | | 接受 | 不接受 |
    |---|---|---|
    | 一格多项 | 用 `；` `;` `、` `\\|` 或换行隔开；编号还可用逗号 | 文字之间的逗号：可能是一项之内的 |
    | 金额、数量 | `12,345.60`、`20万元`、`￥300`、`１２元`、`1，234` | `1.2E+07`（已丢失末位）、`12.345,60`、`(100)` |
    | 百分比 | `50%`、`５０％`、`1:1`、`1：1`、`1∶1` | `1:2`（谁配谁不明）、`0.5` |
    | 日期 | `2026-03-01`、`2026/3/1`、`2026.3.1`、`2026年3月1日`、`20260301`，后面可有 `0:00`；`2026-03`、`2026` 为其首日或末日 | `46082`（日期序号，起算有 1900 和 1904 两种）、`3/1/2026`、`2026-3-1 8:30` |
    | 时长、时刻 | `90`、`90分钟`、`1.5小时`、`1:30`；`8:30`、`08:30:00`、`8点30分` | `半天` |
    | 是否 | `是` `否`、`yes` `no`、`√` `×`、`1` `0` | 其他 |

    One folder, one CSV file for each list; file and column names in Chinese or English; comma, semicolon or tab, and a first
    line `sep=;` if need be; UTF-8 or GB18030. Empty cells behind a row are nothing. ● is required. What can mean one thing
    only is read; what can mean two is refused, with the way to mend it:

    | | read | refused |
    |---|---|---|
    | several in a cell | divided by `;` `；` `、` `\\|` or a line break; ids by commas, too | commas among texts, which may hold them |
    | money, quantities | `12,345.60`, `20万元`, `￥300`, `１２元`, `1，234` | `1.2E+07` (digits are lost), `12.345,60`, `(100)` |
    | percentages | `50%`, `５０％`, `1:1`, `1：1`, `1∶1` | `1:2` (whose side is whose), `0.5` |
    | days | `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, each with `0:00` behind it or not; `2026-03` and `2026` are their first or last day | `46082` (counted from 1900 or from 1904), `3/1/2026`, `2026-3-1 8:30` |
    | durations, times | `90` (minutes), `90 min`, `1.5 h`, `1:30`; `8:30`, `08:30:00` | `half a day` |
    | yes and no | `是` `否`, `yes` `no`, `√` `×`, `1` `0` | anything else |

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
