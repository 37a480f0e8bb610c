import Model

/// Workbooks of spreadsheet programs, which hold several tables and are not read.
enum Workbook {
  /// Whether a file is a workbook by its name.
  static func isNamed(_ name: String) -> Bool {
    ["xlsx", "xlsm", "xlsb", "xls", "et", "ods", "numbers"].contains { name.lowercased().hasSuffix("." + $0) }
  }

  /// The refusal of a workbook, alone or in a folder of lists.
  /// - Parameter isAlone: Whether the workbook was given instead of a folder.
  static func refusal(_ file: String, isAlone: Bool) -> Finding {
    let (zh, en) =
      isAlone
      ? ("；存好的文件放进一个文件夹，命令中写文件夹的名称", "; put the files into a folder, and give the folder to the command")
      : ("；都已存好的，请把工作簿移到别处", "; once all are saved, move the workbook elsewhere")
    return Finding(
      "workbook-unread", file: file,
      expected: Bilingual("CSV 文件，每张清单一个", "CSV files, one for each list"),
      mend: Bilingual(
        "这是电子表格的工作簿，不能直接读取：请打开它，把每个工作表分别“另存为 CSV UTF-8”，文件以清单命名，如 资金.csv\(zh)",
        "this is a spreadsheet's workbook, which is not read: open it and save each sheet as “CSV UTF-8”, named after its list, such as funds.csv\(en)"
      ))
  }
}
