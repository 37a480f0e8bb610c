import Model

/// The workbooks of spreadsheet programs that are not read, by their names.
enum OtherWorkbook {
  /// Whether a file is a workbook in another form, which is not read.
  static func isOther(_ name: String) -> Bool {
    ["xlsb", "xls", "et", "ods", "numbers"].contains { name.lowercased().hasSuffix("." + $0) }
  }

  /// The refusal of a workbook in another form.
  static func refusal(_ file: String) -> Finding {
    Finding(
      "workbook-unread", file: file,
      expected: Bilingual("存成 .xlsx 的工作簿，或 CSV 文件", "a workbook saved as .xlsx, or CSV files"),
      mend: Bilingual(
        "这种格式的工作簿不能直接读取：请用电子表格打开，“另存为 Excel 工作簿（.xlsx）”",
        "a workbook of this form is not read: open it in a spreadsheet program and save it as a workbook of Excel (.xlsx)"
      ))
  }
}
