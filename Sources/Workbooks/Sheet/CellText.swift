import Model

/// The most characters of a cell in an .xlsx file, in units of UTF-16.
let mostCellCharacters = 32_767

/// A text as a cell of an .xlsx file can hold it.
///
/// Controls other than line feeds and tabs, and the two characters that XML forbids besides, are shown as `·`, as
/// everywhere else. `_x0041_` is written so that a spreadsheet does not take it for the letter that it stands for. A text
/// that is too long ends with a remark that says so.
/// - Returns: The text, and whether it was cut.
func cellText(_ text: String, _ language: Language) -> (text: String, isCut: Bool) {
  var plain = text.printableLines
  if plain.unicodeScalars.contains(where: isForbidden) {
    plain = String(String.UnicodeScalarView(plain.unicodeScalars.map { isForbidden($0) ? "·" : $0 }))
  }
  let count = plain.utf16.count
  var isCut = false
  if count > mostCellCharacters {
    let remark =
      language == .zh
      ? "……（一格至多 \(mostCellCharacters) 个字符，全文共 \(count) 个）"
      : "… (a cell holds \(mostCellCharacters) characters, the text has \(count))"
    plain = prefix(of: plain, utf16: mostCellCharacters - remark.utf16.count) + remark
    isCut = true
  }
  return (plain.replacing(/_(?=x[0-9A-Fa-f]{4}_)/) { _ in "_x005F_" }, isCut)
}

private func isForbidden(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0xFFFE || scalar.value == 0xFFFF }

/// The longest beginning of a text with at most so many units of UTF-16 that divides no character.
private func prefix(of text: String, utf16 most: Int) -> String {
  var out = ""
  var used = 0
  for character in text {
    used += character.utf16.count
    if used > most { break }
    out.append(character)
  }
  return out
}
