import Model

/// Whether a header is that of a column for remarks, which people read and no rule does.
func isRemarks(_ head: ColumnHead) -> Bool {
  ["备注", "说明", "附注", "remark", "remarks", "note", "notes", "comment", "comments"].contains(head.name.base)
}

extension Table {
  /// The headers of the columns for remarks, in the list or in the file of its personal columns, in order.
  var remarkHeaders: [String] { Set(remarks.keys).union(personal?.remarkHeaders ?? []).sorted() }

  /// The remark in a record; nil where it is blank.
  func remark(_ record: Int, _ header: String) -> String? {
    guard let cell = remarks[header] else { return personal?.remark(of: id(record), header) }
    guard cell < text.cellCount(record) else { return nil }
    let found = text.text(record, cell).trimmedCell
    return found.isEmpty ? nil : found
  }
}
