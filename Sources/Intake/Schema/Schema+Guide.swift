import Model

/// The description of every list and column, as Markdown in both languages. `docs/lists.md` is this text.
public func listsGuide() -> String {
  var text = introduction.zh + introduction.en
  for table in TableSchema.all { text += table.guide }
  return text
}

extension TableSchema {
  /// The description of a list and its columns, as Markdown in both languages.
  public var guide: String {
    var text = "\n## `\(key).csv` · `\(zh).csv`\(required ? " ●" : "")\n\n\(meaning.zh) · \(meaning.en)\n\n"
    text += "| column | 列 | | 说明 | meaning |\n|---|---|---|---|---|\n"
    for column in columns {
      var words = ""
      switch column.kind {
      case .choice(let all), .choices(let all):
        words = ": " + all.map { "`\($0.key)` \($0.zh)" }.joined(separator: ", ")
      default: break
      }
      text +=
        "| `\(column.key)` | \(column.zh) | \(column.required ? "●" : column.isPersonal ? "◇" : "") | \(column.meaning.zh) | \(column.meaning.en)\(words) |\n"
    }
    return text
  }
}

/// How lists are read: what stands before the columns of each list.
private let introduction = Bilingual(
  """
  # 清单 · The lists

  一个文件夹，每张清单一个 CSV 文件，文件名与列名用中文或英文均可；逗号、分号或制表符分隔，首行可写 `sep=;`；UTF-8、GB18030
  编码，或带字节顺序标记的 UTF-16。标记说是什么编码就是什么编码；一处损坏的字报出行和列，不当作别的编码来读；看不见的控制字符不接受。
  一行多出的空单元格不计。部门的表可以原样放入：

  - **标题行**：前 10 行中第一行写全必填列名的是表头，其上各行当作标题，`check` 逐一说明。不对时在表的最前面加一行 `header=4`（两行表头写
    `header=3-4`），数字是加上这一行之后的行号。
  - **两行表头**：上一行是组（右边空着或重复，如合并的单元格），下一行是列；列名取下一行，下一行空着的取上一行。
  - **列名**中的空格、换行、全角半角、大小写不计；`金额（万元）` 即 `金额` 列。
  - **单位**：单元格自己写的（`12万元`、`90分钟`）优先，其次列名括号里的，再次标题里的（`单位：万元`）；都没有的，金额为元，时长为分钟。
    认识的有元、百元、千元、万元、十万元、百万元、千万元、亿元与币种代码，小时、分钟，%；不认识的拒绝，列名与标题不同的提醒。
  - **合计行**（合计、总计、小计、共计等开头，没有编号，其余是数）不作一项，金额与各行核对。
  - **名称代替编号**：凡写其他清单编号的列，可写不重复的名称；编号优先于名称，同名的拒绝。

  **工作簿**（`.xlsx`、`.xlsm`）：可以代替文件夹，也可以放在文件夹里；每个工作表就是一个文件，表名写清单的名称，以上各条同样适用，问题的位置写作
  `台账.xlsx:资金!C7`。

  - 数按存的读，至多 15 位有效数字（与表格中看到的一致）；日期、时间、百分比和格式中的单位（`0"万元"`）按数字格式读。格式把数缩小显示的（如以万、千显示）
    拒绝；位数超过 15 位的整数已丢失末位，拒绝。
  - 公式取存好的结果，不重算；没有结果的、错误值（`#REF!`）拒绝。引用了别的文件的提醒。
  - 表体中合并的单元格拒绝，标题和表头的不妨。隐藏的行、列照样读取并提醒；以清单命名而隐藏的工作表拒绝；其他工作表不读并提醒，`填写说明` 除外。
  - 有密码的、损坏的、过大的拒绝：文件至多 256 MB，解压后至多 1 GB 且至多 200 倍，800 万个单元格，文字 256 MB；不执行宏，不访问外部。`.xls`、
    `.et`、`.ods` 请另存为 `.xlsx`。
  - 方案旁的副本是同样内容的 CSV，原工作簿在 `lists/private/originals/`。

  标 ● 的必填。标 ◇ 的是个人信息：方案所附的清单副本把它单独放在 `private/` 里（编号加这些列，只有本人账户
  可读），任何清单文件夹也都可以这样分开放。读得出唯一意思的写法都接受，有两种意思的不猜，报错并说明怎么改：

  | | 接受 | 不接受 |
  |---|---|---|
  | 编号 | 字母、汉字、数字和 `-` `_` `.` `·` `&` `+` 括号、中间的空格，至多 64 个、200 字节；全角字母数字同半角，同一个字的两种编码（NFC、NFD）同一个编号 | `/`、`.`、`..`：不能作文件名；项目、志愿者的编号只有大小写不同 |
  | 一格多项 | 用 `；` `;` `、` `\\|` 或换行隔开；编号还可用逗号；多余的分隔符不计 | 文字之间的逗号：可能是一项之内的 |
  | 金额、数量 | `12,345.60`、`20万元`、`5千元`、`￥300`、`１２元`、`1，234`；数量后可写该行或该列的单位，如 `80人` | `1.2E+07`（已丢失末位）、`12.345,60`、`(100)`、没有写完的 `12,34`、`1.` |
  | 百分比 | `50%`、`５０％`、`1:1`、`1：1`、`1∶1` | `1:2`（谁配谁不明）、`0.5`、`1:` |
  | 金额处的百分比 | 说明中写明的列：`40%`、`费用的40%`、`40% of cost`、`资金的20%`、`20% of fund`；不写是谁的，会议决定中为项目费用的，资金表中为本资金总额的。资金的百分比读入时算成整分，上限舍去、下限和预留进一；费用的百分比差不到一分 | 超过 `100%`；不针对单个项目的列写 `费用的`；没有资金的决定 |
  | 日期 | `2026-03-01`、`2026/3/1`、`2026.3.1`、`2026年3月1日`、`20260301`，后面可有 `0:00`；`2026-03`、`2026` 为其首日或末日 | `46082`（日期序号，起算有 1900 和 1904 两种）、`3/1/2026`、`2026-3-1 8:30`、没有写完的 `2026-03-`、`2026年3月1`、分隔符不一的 `2026-3/1` |
  | 时长、时刻 | `90`、`90分钟`、`1.5小时`、`1:30`、`1小时30`；`8:30`、`08:30:00`、`8点30分`、`8点30`、`8点` | `半天`、没有写完的 `1小时3`、`8:`、`8:3` |
  | 是否 | `是` `否`、`yes` `no`、`√` `×`、`1` `0` | 其他 |


  """,
  """
  One folder, one CSV file for each list; file and column names in Chinese or English; comma, semicolon or tab, and a first
  line `sep=;` if need be; UTF-8, GB18030, or UTF-16 with a byte order mark. A file is what its mark says; a damaged character
  is a finding with its line and column, and never read in another encoding; control characters are refused. Empty cells
  behind a row are nothing. A department's table is read as it is:

  - **Titles**: the header is the first of the first ten rows that names every required column. The rows above are titles, and
    `check` says so. If that is wrong, a line `header=4` before everything else names the line of the header, and `header=3-4`
    names two; it is itself counted.
  - **A header of two rows**: groups above (blank or repeated to their right, as in merged cells), names below. A column is named by the lower
    row, or by the upper one where the lower is blank.
  - **Names** of columns are compared without spaces, line breaks, width of letters and capitals; `amount (万元)` is the column `amount`.
  - **Units**: the cell's own (`12万元`, `90 min`) first, then the one in brackets in the header, then the one in a title
    (`单位：万元`); without any, money is in the currency's unit and durations are minutes. Known are 元 and its multiples up to 亿元, codes of
    currencies, hours, minutes and %. Any other is refused, and a header that contradicts a title is a warning.
  - **Rows of totals** (they begin with 合计, 小计, total or the like, have no id, and hold numbers) are no items; their
    amounts are compared with the rows.
  - **Names for ids**: a column with ids of another list may hold a name that is unique there. An id beats a name, and a name of
    two items is refused.

  **A workbook** (`.xlsx`, `.xlsm`) stands for a folder, or lies in one. Each sheet is a file, named as the list; all of the above holds, and
  the place of a finding is `ledger.xlsx:funds!C7`.

  - A number is read as it is kept, with at most 15 significant digits, as the sheet shows it. Days, times, percentages and units in a number
    format (`0"万元"`) are read as they are shown. A format that shows a smaller number, such as thousands, is refused, and so is a whole
    number of more than 15 digits, whose last ones are lost.
  - Of a formula the saved result is read, and nothing is computed. One without a result is refused, and so is an error such as `#REF!`. A
    workbook that refers to other files is a warning.
  - Merged cells among the items are refused; in titles and headers they are not. Hidden rows and columns are read, with a warning. A hidden
    sheet that is named as a list is refused. Other sheets are not read, with a warning, except `guide`.
  - A workbook with a password, with damage or beyond a limit is refused: 256 MB of file; 1 GB unpacked, and 200 times the file; 8 million
    cells; 256 MB of text. No macro is run and nothing is fetched. Save `.xls`, `.et` and `.ods` as `.xlsx`.
  - The copy beside a plan is CSV with the same content; the workbook itself is in `lists/private/originals/`.

  ● is required. ◇ is personal: the copy of the lists beside a plan
  keeps such columns apart in `private/` (the id and these columns, readable by its owner alone), and any folder of lists
  may. What can mean one thing only is read; what can mean two is refused, with the way
  to mend it:

  | | read | refused |
  |---|---|---|
  | ids | letters of any script, digits, `-` `_` `.` `·` `&` `+`, brackets, spaces within; at most 64 characters and 200 bytes; full-width letters and digits are their ASCII counterparts, and the same text in NFC and NFD is one id | `/`, `.`, `..`: no file can be named so; ids of projects or of volunteers that differ in capitals only |
  | several in a cell | divided by `;` `；` `、` `\\|` or a line break; ids by commas, too; separators too many are nothing | commas among texts, which may hold them |
  | money, quantities | `12,345.60`, `20万元`, `5千元`, `￥300`, `１２元`, `300 CNY`, `1，234`; a quantity with the unit of its row or column, such as `80人` | `1.2E+07` (digits are lost), `12.345,60`, `(100)`; `12,34` and `1.`, which are cut off; the sign, word or code of another currency (`$300` in lists in CNY) |
  | percentages | `50%`, `５０％`, `1:1`, `1：1`, `1∶1` | `1:2` (whose side is whose), `0.5`, `1:` |
  | percentages of amounts | in the columns that say so: `40%`, `40% of cost`, `费用的40%`, `20% of fund`, `资金的20%`; a bare one is of the project's cost in pins, and of the fund's whole amount in funds. One of a fund becomes whole minor units when it is read, a most rounded down, a least and a reserve up; one of a cost holds to less than a minor unit | more than `100%`; `of cost` in a column about no single project; a pin without a fund; a bare `0.4`, which a spreadsheet makes of 40%: write `40%` or `0.4元` |
  | days | `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, each with `0:00` behind it or not; `2026-03` and `2026` are their first or last day | `46082` (counted from 1900 or from 1904), `3/1/2026`, `2026-3-1 8:30`; `2026-03-` and `2026年3月1`, which are cut off; `2026-3/1`, of two separators |
  | durations, times | `90` (minutes), `90 min`, `1.5 h`, `1:30`, `1h30`; `8:30`, `08:30:00` | `half a day`; `1h3`, `8:` and `8:3`, which are cut off |
  | yes and no | `是` `否`, `yes` `no`, `√` `×`, `1` `0` | anything else |

  """)
