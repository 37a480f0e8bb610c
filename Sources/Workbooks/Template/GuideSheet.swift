import Intake
import Model

/// 填写说明: how the workbook is filled in and read, and what each sheet holds.
func guideSheet(_ lists: [TableSchema], _ language: Language) -> Sheet {
  let zh = language == .zh
  var sheet = Sheet(name: guideSheetName[language])
  sheet.rows = [[Cell(.text(zh ? "填写说明" : "How to fill in the lists"), .title)], []]
  sheet.rows += steps(lists.filter(\.required), language).map { [Cell(.text($0))] }
  sheet.rows += [
    [Cell(.text(zh ? "表头颜色：必填" : "header: required"), .header.filled(Ground.required))],
    [Cell(.text(zh ? "表头颜色：选填" : "header: optional"), .header.filled(Ground.optional))],
    [Cell(.text(zh ? "表头颜色：选填，个人信息" : "header: optional, personal"), .header.filled(Ground.personal))],
    [],
    (zh ? ["工作表", "必填", "内容"] : ["sheet", "required", "what it holds"]).map { Cell(.text($0), .header) },
  ]
  var link = Style.body
  link.colour = 0x0563C1
  var centred = Style.body
  centred.alignment = .centre
  sheet.rows += lists.map { list in
    let name = list.sheetName(language)
    return [
      Cell(.link(sheet: name, name), link), Cell(.text(list.required ? "●" : ""), centred),
      Cell(.text(list.meaning[language]), .body.wrapping),
    ]
  }
  sheet.columns = [30, 10, 80].map { Sheet.Column(width: $0) }
  (sheet.heights[0], sheet.isPortrait, sheet.isPrintedWhole, sheet.tab) = (24, true, true, 0x70AD47)
  sheet.footer = zh ? "&C&A　第 &P 页，共 &N 页" : "&C&A, page &P of &N"
  return sheet
}

private func steps(_ required: [TableSchema], _ language: Language) -> [String] {
  let names = required.map { $0.sheetName(language) }
  return language == .zh
    ? [
      "1. 每张工作表是一张清单。\(names.joined(separator: "、"))必填；其余的需要才填，不需要的空着。",
      "2. 每张表第 2 行（灰色斜体）是示例，不会读作数据，不必删去。从第 4 行填起，一行一项。",
      "3. 不要改第 3 行的列名。列的次序可以调换，选填的列可以删去。",
      "4. 鼠标移到列名上，可看此列的含义、单位、写法。有下拉箭头的单元格可以选。",
      "5. 填好后用 allot check 检查：每一处错误都会指出在哪个单元格、怎样改。",
    ]
    : [
      "1. Each sheet is a list. \(names.joined(separator: ", ")) are required; fill in others where you need them, and leave the rest empty.",
      "2. Row 2 of each sheet (grey, slanted) is an example. It is not read as data and need not be deleted. Fill in from row 4, one item on each row.",
      "3. Leave the names of the columns in row 3 as they are. Columns may be moved, and optional ones deleted.",
      "4. Point at the name of a column to see what it means, its unit and how it is written. Cells with an arrow offer a choice.",
      "5. Check the lists with allot check: it names the cell of each mistake, and how to mend it.",
    ]
}
