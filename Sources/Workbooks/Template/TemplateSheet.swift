import Intake
import Model
import Reports

/// The sheet of one list: what it is, an example, the header, and empty rows.
///
/// The example stands above the header. Whatever stands there is a title to whoever reads the lists, so it never becomes
/// data, and nobody has to delete it. It begins with `例：`: a copy of it among the rows is refused as an example.
struct TemplateSheet {
  /// The first row to fill in, counted from 0.
  static let firstRow = 3

  private let list: TableSchema
  private let language: Language

  init(_ list: TableSchema, _ language: Language) { (self.list, self.language) = (list, language) }

  var sheet: Sheet {
    let zh = language == .zh
    var sheet = Sheet(name: list.sheetName(language))
    let hint = zh ? "第 2 行是示例，不会读作数据；请从第 4 行填起" : "row 2 is an example and is not read; fill in from row 4"
    let title =
      zh ? "\(list.zh) · \(list.meaning.zh)（\(hint)）" : "\(list.key) · \(list.meaning.en) (\(hint))"
    sheet.rows = [
      [Cell(.text(title), .heading)], example.map { Cell(.text($0), .example) },
      list.columns.map { Cell(.text($0.name(language)), .header.filled(ground(of: $0))) },
    ]
    let demands = zip(list.columns, example).map { column, example in
      let width = min(max(displayWidth(column.name(language)), displayWidth(example), 8), 24)
      return ColumnWidths.Demand(natural: width, least: width)
    }
    let widths = ColumnWidths(demands, heading: displayWidth(title) * 7 / 6).widths
    sheet.columns = zip(list.columns, widths).map { column, width in
      Sheet.Column(width: width + ColumnWidths.margin, style: Style().formatted(format(of: column.kind)))
    }
    sheet.heights[0] = 22
    sheet.frozen = (Self.firstRow, 1)
    sheet.repeated = (Self.firstRow - 1)...(Self.firstRow - 1)
    sheet.notes = list.columns.enumerated().map { (Self.firstRow - 1, $0.offset, columnNote($0.element, language)) }
    let rows = Self.firstRow...(Sheet.mostRows - 1)
    sheet.choices = list.columns.enumerated().compactMap { index, column in
      choice(of: column).map { (Sheet.Range(rows: rows, columns: index...index), $0) }
    }
    sheet.numbersAsText = Sheet.Range(rows: rows, columns: 0...(list.columns.count - 1))
    sheet.tab = list.required ? Ground.required : nil
    sheet.footer = zh ? "&C&A　第 &P 页，共 &N 页" : "&C&A, page &P of &N"
    return sheet
  }

  /// The example's cells, the first of which says that it is one.
  private var example: [String] {
    list.columns.enumerated().map { index, column in
      let text = exampleText(of: column)[language]
      return index == 0 ? (language == .zh ? "例：" : "Example: ") + text : text
    }
  }

  /// Text for whatever a spreadsheet would otherwise rewrite: `001`, `1:1`, `08:30`. Amounts are numbers, so that they can
  /// be added up.
  private func format(of kind: CellKind) -> String? {
    switch kind {
    case .day: Style.day
    case .money, .quantity, .integer, .degrees: nil
    default: Style.text
    }
  }

  private func choice(of column: ColumnSchema) -> Sheet.Choice? {
    let zh = language == .zh
    func words(_ words: [String]) -> Sheet.Choice {
      // An official word may stand for several of everyday, in one language only.
      let each = words.enumerated().filter { words.firstIndex(of: $0.element) == $0.offset }.map(\.element)
      return .words(
        each, title: column.name(language),
        message: (zh ? "请选：" : "choose one: ") + each.joined(separator: zh ? "、" : ", "))
    }
    return switch column.kind {
    case .choice(let all): words(all.map { zh ? $0.zh : $0.key })
    case .flag: words(zh ? ["是", "否"] : ["yes", "no"])
    case .identifier(of: let list?), .identifiers(of: let list): .cells("=" + list.idsName)
    case .choices, .identifier, .text, .texts, .money, .quantity, .share, .day, .integer, .minutes, .clock, .endClock,
      .degrees:
      nil
    }
  }

  private func ground(of column: ColumnSchema) -> Int32 {
    column.required ? Ground.required : column.isPersonal ? Ground.personal : Ground.optional
  }
}

/// The grounds of headers.
enum Ground {
  static let required: Int32 = 0xFFD966, optional: Int32 = 0xDDEBF7, personal: Int32 = 0xE4DFEC
}

extension Style {
  /// The example's cells.
  static let example: Style = {
    var style = Style()
    (style.isItalic, style.colour, style.fill, style.format) = (true, 0x595959, 0xF2F2F2, Style.text)
    return style
  }()
}
