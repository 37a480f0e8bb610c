import Model

/// Finds every unreadable cell and every dangling id, including those that the first reading did not reach.
///
/// The first reading stops within a row at an error, so this runs only if there are errors. References to a list with
/// unreadable rows are not called dangling.
/// - Parameter absent: Keys of lists without a file.
/// - Complexity: O(cells), plus O(ids) for each of the first two hundred dangling ids.
func secondLook(_ tables: [String: Table], absent: Set<String>, after findings: [Finding]) -> [Finding] {
  // The first reading's finding for a cell is more precise, so it takes precedence.
  var seen = Set(findings.map(Place.init))
  var out: [Finding] = []
  var ids = tables.compactMapValues { $0.ids() }
  for schema in TableSchema.all where absent.contains(schema.key) && !schema.required { ids[schema.key] = [] }
  let types = tables["assets"]?.texts("type") ?? (absent.contains("assets") ? [] : nil)
  let variants = VariantNames(tables["variants"], isAbsent: absent.contains("variants"))
  for schema in TableSchema.all {
    guard let table = tables[schema.key] else { continue }
    for record in table.wholeRecords where table.total(record) == nil {
      var row = RowReader(table, record, Currency(), guesses: out.count < 200)
      for column in schema.columns {
        row.look(at: column)
        guard let list = schema.list(of: column, in: &row), let known = ids[list.key] else { continue }
        if known.isEmpty, schema.takesAnyName(of: list) { continue }
        for id in row.ids(column) where !known.contains(id) {
          row.dangling(column.key, id, Bilingual(list.zh + "清单", list.key), Array(known))
        }
      }
      if let types, schema.key == "project_assets", let type = table.cell(record, "type"), !types.contains(type) {
        row.dangling("type", Bilingual("物资场地清单", "assets"), Array(types))
      }
      if let names = variants?.names(row), schema.key != "variants", let variant = table.cell(record, "variant") {
        if !names.contains(halfWidthID(variant)) {
          row.dangling("variant", variant, Bilingual("方案表", "variants"), Array(names))
        }
      }
      out += row.findings.filter { seen.insert(Place($0)).inserted }
    }
  }
  return out
}

/// The ids of the variants of each project. A project without any has one variant with id 1.
private struct VariantNames {
  private var byProject: [String: Set<String>] = [:]

  /// - Returns: nil if some row cannot be read.
  init?(_ table: Table?, isAbsent: Bool) {
    guard let table else {
      if isAbsent { return }
      return nil
    }
    guard table.isWhole else { return nil }
    for record in table.wholeRecords {
      guard let project = table.cell(record, "project"), let variant = table.cell(record, "variant") else { return nil }
      byProject[halfWidthID(project), default: []].insert(halfWidthID(variant))
    }
  }

  func names(_ row: RowReader) -> Set<String>? {
    row.optionalText("project").map { byProject[halfWidthID($0)] ?? ["1"] }
  }
}

/// A cell and its error, to recognise repeated findings.
private struct Place: Hashable {
  let file: String
  let line: Int
  let column: Int
  let code: String
  let value: String

  init(_ finding: Finding) {
    (file, line, column) = (finding.file, finding.line, finding.column)
    (code, value) = (finding.code, finding.value)
  }
}

extension TableSchema {
  /// Whether any id is valid while `list` is empty: categories always, slots only in the tables of goods and venues.
  fileprivate func takesAnyName(of list: TableSchema) -> Bool {
    list.key == "categories" || list.key == "slots" && ["asset_slots", "project_assets"].contains(key)
  }

  /// The list to which the ids of a column refer, derived from the column's name.
  fileprivate func list(of column: ColumnSchema, in row: inout RowReader) -> TableSchema? {
    if column.key == "of" {
      switch row.word(row.text("kind"), "kind")?.key {
      case "place": return .places
      case "category": return .categories
      default: return nil
      }
    }
    guard column.kind.isIdentifier else { return nil }
    switch column.key {
    case "place", "places", "home", "reach", "from", "to": return .places
    case "category", "categories", "excluded_categories", "willing", "unwilling": return .categories
    case "need": return .needs
    case "fund", "with": return .funds
    case "project", "projects", "requires", "incompatible", "past_projects": return .projects
    case "period": return .periods
    case "asset": return .assets
    case "slot", "slots": return .slots
    case "volunteer", "donor": return .volunteers
    case "parent": return self
    default: return nil
    }
  }
}

extension CellKind {
  fileprivate var isIdentifier: Bool {
    switch self {
    case .identifier, .identifiers: true
    default: false
    }
  }
}

extension RowReader {
  /// Reads a cell only for its findings, with the widest bounds of any list.
  fileprivate mutating func look(at column: ColumnSchema) {
    let key = column.key
    switch column.kind {
    case .text: break
    case .texts: _ = texts(key)
    case .identifier, .identifiers: _ = ids(column)
    case .money: _ = money(key)
    case .quantity: _ = quantity(key)
    case .share: _ = share(key, most: Share(basisPoints: 1_000_000))
    case .day: _ = day(key)
    case .integer: _ = integer(key, 0...2_000_000_000)
    case .flag: _ = flag(key)
    case .minutes: _ = minutes(key)
    case .clock: _ = clock(key)
    case .degrees: _ = degrees(key, 180)
    case .choice: _ = word(text(key), key)
    case .choices: for part in listParts(text(key)) { _ = word(part, key) }
    }
  }

  /// The ids in a cell of a column with one or several ids.
  fileprivate mutating func ids(_ column: ColumnSchema) -> [String] {
    if case .identifiers = column.kind {
      let all: [Identifier<Void>] = identifiers(column.key)
      return all.map(\.text)
    }
    let one: Identifier<Void>? = identifier(column.key)
    return one.map { [$0.text] } ?? []
  }
}
