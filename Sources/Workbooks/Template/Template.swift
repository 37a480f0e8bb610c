import Intake
import Model

/// The empty lists as a workbook to fill in: a guide, then a sheet for each list, those first that every township needs.
///
/// Lists, columns, words and their meaning are those of the catalogue, so that a new list or column stands here, too.
/// - Complexity: O(columns).
public func listsTemplate(_ language: Language) -> Workbook {
  let zh = language == .zh
  var workbook = Workbook(title: zh ? "清单模板" : "Lists to fill in")
  let lists = TableSchema.all.filter(\.required) + TableSchema.all.filter { !$0.required }
  workbook.sheets = [guideSheet(lists, language)] + lists.map { TemplateSheet($0, language).sheet }
  workbook.names = lists.filter(\.hasIDs).map {
    let (first, last) = (place(TemplateSheet.firstRow, 0), place(Sheet.mostRows - 1, 0))
    let ids = "\(quoted($0.sheetName(language)))!\(absolute(first))"
    // Down to the last id, so that the drop-down shows no blank lines.
    let all = ids + ":" + absolute(last)
    return ($0.list.idsName, "=\(ids):INDEX(\(all),MAX(1,COUNTA(\(all))))")
  }
  return workbook
}

/// A cell's name in a formula that does not move: `$A$4` for `A4`.
private func absolute(_ place: String) -> String {
  let letters = place.prefix { $0.isLetter }
  return "$\(letters)$\(place.dropFirst(letters.count))"
}

extension TableSchema {
  /// The name of the list's sheet, by which it is read.
  func sheetName(_ language: Language) -> String { language == .zh ? zh : key }

  /// Whether the first column holds the ids of the list's items.
  var hasIDs: Bool { columns[0].key == "id" }
}

extension ListName {
  /// The name of the cells that hold the ids of a list.
  var idsName: String { "ids_" + rawValue }
}
