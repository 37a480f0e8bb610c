import Model
import WorkbookReading

/// The name of the sheet that says how the other sheets of a workbook are filled in. It is no list.
public let guideSheetName = Bilingual("填写说明", "guide")

/// Whether a sheet says how the others are filled in.
func isGuideSheet(_ name: String) -> Bool {
  [guideSheetName.zh, guideSheetName.en].contains(name.trimmedCell.lowercased())
}

extension Finding {
  /// The warning about a sheet that is no list.
  static func unknownSheet(_ sheet: Sheet, _ file: String) -> Finding {
    if isScenarios(sheet.name.trimmedCell) {
      return Finding(
        .sheetUnknown, file: file, value: sheet.name, expected: Bilingual("清单的名称", "the name of a list"),
        mend: Bilingual(
          "工作簿里的情景未被读取：请把此表另存为 CSV，用 allot scenarios --file 指明",
          "scenarios in a workbook are not read: save the sheet as CSV, and name it by allot scenarios --file"))
    }
    let guess = nearest(sheet.name.trimmedCell, TableSchema.all.flatMap { [$0.key, $0.zh] })
    let (zh, en) =
      sheet.isHidden ? ("此表隐藏着，未被读取", "The sheet is hidden, and not read") : ("此表未被读取", "The sheet is not read")
    return Finding(
      .sheetUnknown, file: file, value: sheet.name, expected: Bilingual("清单的名称", "the name of a list"),
      mend: guess.map { Bilingual("是否应为“\($0)”？\(zh)", "did you mean ‘\($0)’? \(en)") }
        ?? Bilingual("\(zh)；不是清单的，不必理会", "\(en); leave it if it is no list"))
  }

  /// The refusal of a hidden sheet that is named as a list.
  static func hiddenSheet(_ sheet: Sheet, _ file: String) -> Finding {
    Finding(
      "sheet-hidden", file: file, value: sheet.name,
      expected: Bilingual("看得见的工作表", "a sheet that can be seen"),
      mend: Bilingual(
        "此表以清单命名而隐藏着，不知该不该用：要用的请取消隐藏，不用的请改名或删去",
        "it is named as a list and hidden, so whether it counts is not known: show it if it does, else rename or delete it"
      ))
  }

  /// The warning that a workbook takes values from other files.
  static func valuesLinked(_ file: String) -> Finding {
    Finding(
      .valuesLinked, file: file, expected: Bilingual("自成一体的工作簿", "a workbook that stands by itself"),
      mend: Bilingual(
        "工作簿引用了别的文件，读取的是上次保存的数：请更新后再保存，或断开链接",
        "it refers to other files, and the values that were saved last are read: update and save it, or break the links"
      ))
  }
}
