/// What makes a row below the items a signature, a note or an example.
enum NoteRow {
  /// Whether the first cell of a row begins with a word such as `填表人：`, `注：` or `例：`.
  /// - Complexity: O(1) for a text that begins otherwise.
  static func isNote(_ text: String) -> Bool {
    // Fast path: a list may hold millions of ids.
    guard let first = text.utf8.first, first >= 0x80 || text.utf8.contains(UInt8(ascii: ":")) else { return false }
    let plain = halfWidth(text).lowercased()
    let isFollowed = { (word: String, signs: String) in
      plain.hasPrefix(word) && plain.dropFirst(word.count).first.map { signs.contains($0) } ?? false
    }
    return people.contains { isFollowed($0, ": ") || plain == $0 } || notes.contains { isFollowed($0, ":.") }
  }

  private static let people = [
    "填表人", "填报人", "制表人", "制表", "审核人", "复核人", "负责人", "经办人", "联系人", "审批人", "单位负责人", "填表日期", "填报日期", "制表日期", "填报单位",
    "制表单位", "联系电话",
  ]
  private static let notes = ["注", "备注", "说明", "附注", "填表说明", "例", "示例", "例如", "样例", "note", "notes", "example", "e.g"]
}
