import Model
import WorkbookReading

extension WorkbookFlaw {
  /// The refusal of a workbook.
  func refusal(_ file: String) -> Finding {
    let again = Bilingual(
      "请用电子表格打开，另存为新的 .xlsx 文件；打不开的，请向给文件的人重要一份",
      "open it in a spreadsheet program and save it as a new .xlsx file; if it does not open, ask for the file again")
    func damaged(_ value: String, _ expected: Bilingual) -> Finding {
      Finding("workbook-damaged", file: file, value: value, expected: expected, mend: again)
    }
    switch self {
    case .noZip: return damaged("", Bilingual("完整的 .xlsx 文件", "a whole .xlsx file"))
    case .noWorkbook: return damaged("", Bilingual("存成 .xlsx 的工作簿", "a workbook saved as .xlsx"))
    case .damaged(let part): return damaged(part, Bilingual("没有损坏的工作簿", "a workbook without damage"))
    case .repeatedPart(let part):
      return damaged(part, Bilingual("每个部分只有一份的工作簿", "a workbook that holds each part once"))
    case .documentType(let part):
      return damaged(part, Bilingual("没有文档类型声明（DTD）的工作簿", "a workbook without a document type declaration (DTD)"))
    case .outside(let sheet):
      return damaged(sheet, Bilingual("各表都在文件之内的工作簿", "a workbook that holds its sheets itself"))
    case .oldForm: return OtherWorkbook.refusal(file)
    case .protected:
      return Finding(
        "workbook-protected", file: file,
        expected: Bilingual("没有密码的工作簿", "a workbook without a password"),
        mend: Bilingual(
          "文件有打开密码：请打开后在“文件—信息—保护工作簿”中去掉密码，再保存",
          "it is protected by a password: open it, take the password away (File, Info, Protect Workbook) and save it"))
    case .tooLarge(let limit):
      return Finding(
        "workbook-too-large", file: file, expected: limit.words,
        mend: Bilingual(
          "请删去用不着的工作表、行和列再保存，或把清单存成 CSV",
          "delete sheets, rows and columns that are not needed, or save the lists as CSV"))
    }
  }
}

extension WorkbookFlaw.Limit {
  fileprivate var words: Bilingual {
    switch self {
    case .bytes:
      Bilingual(
        "解压后不太大的工作簿（至多 1 GB，且至多为文件的 200 倍）",
        "a workbook that does not unpack to more than 1 GB, nor to 200 times its size")
    case .file: Bilingual("至多 256 MB 的文件", "a file of at most 256 MB")
    case .parts: Bilingual("至多 10000 个部分的工作簿", "a workbook of at most 10,000 parts")
    case .text: Bilingual("文字共至多 256 MB、每格至多 1 MB 的工作簿", "at most 256 MB of text, and 1 MB in a cell")
    case .cells: Bilingual("至多 800 万个单元格的工作簿", "a workbook of at most 8 million cells")
    case .merges: Bilingual("每张表至多 10 万处合并单元格", "at most 100,000 merged ranges in a sheet")
    case .flaws: Bilingual("没有成片错误值或未算公式的工作表", "a sheet without more than 100,000 errors or formulas without a result")
    }
  }
}
