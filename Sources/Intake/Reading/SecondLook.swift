import Model

/// What a first reading that stopped within a row did not come to: every cell that cannot be read and every id that its
/// list does not have, of every row. It is taken only where something is wrong already.
///
/// A list that has rows which cannot be read is no reason to call what refers to it dangling.
/// - Parameter absent: Lists without a file.
/// - Complexity: O(cells), and O(ids) for each of the first two hundred that dangle.
func secondLook(_ tables: [String: Table], absent: Set<String>, after findings: [Finding]) -> [Finding] {
  // What the first reading said of a cell is more precise.
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

/// The variants of each project; a project without any has one, called 1.
private struct VariantNames {
  private var byProject: [String: Set<String>] = [:]

  /// - Returns: nil where some row cannot be read.
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

/// A cell and what is wrong with it.
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
  /// Without a list of categories, any name is one; what goods and venues ask for may name slots without a list of these.
  fileprivate func takesAnyName(of list: TableSchema) -> Bool {
    list.key == "categories" || list.key == "slots" && ["asset_slots", "project_assets"].contains(key)
  }

  /// The list whose ids a column holds: columns of ids are named after it.
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
  /// Reads a cell for the sake of what may be wrong with it, within the widest bounds that any list has.
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

  /// The ids in a cell that holds one or several.
  fileprivate mutating func ids(_ column: ColumnSchema) -> [String] {
    if case .identifiers = column.kind {
      let all: [Identifier<Void>] = identifiers(column.key)
      return all.map(\.text)
    }
    let one: Identifier<Void>? = identifier(column.key)
    return one.map { [$0.text] } ?? []
  }
}
