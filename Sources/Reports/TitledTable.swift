/// A table of a plan under its heading: what the text of the plan and its pages both show.
struct TitledTable {
  let title: String
  let table: TextTable
  /// The terminal columns of the widest cell in a text, and the title of the column whose cells are never cut.
  var widest = 36
  var whole: String?
  /// A remark below the table; empty for none.
  var note = ""

  /// The table as it stands in a text, after an empty line.
  var lines: [String] {
    ["", title, table.text(widest: widest, whole: whole)] + (note.isEmpty ? [] : ["", note])
  }
}

/// Lines of a plan under a heading of their own.
struct TitledLines {
  let title: String
  let items: [String]

  /// The lines as they stand in a text, after an empty line.
  var lines: [String] { ["", title] + items.map { "  " + $0 } }
}
