import Model

/// Finds every unreadable cell and every dangling id, including those that the first reading did not reach.
///
/// The first reading stops within a row at an error, so this runs only if there are errors. References to a list with
/// unreadable rows are not called dangling.
/// - Parameter absent: Lists without a file.
/// - Complexity: O(cells), plus O(ids) for each of the first two hundred dangling ids.
func remainingFindings(_ tables: [ListName: Table], absent: Set<ListName>, after findings: [Finding]) -> [Finding] {
  // The first reading's finding for a cell is more precise, so it takes precedence.
  var seen = Set(findings.map(Place.init))
  var out: [Finding] = []
  let known = KnownReferences(tables, absent: absent)
  for schema in TableSchema.all {
    guard let table = tables[schema.list] else { continue }
    for record in table.wholeRecords where table.mayBeItem(record) {
      out += known.findings(table, record, guesses: out.count < 200).filter { seen.insert(Place($0)).inserted }
    }
  }
  return out
}

/// What cells may refer to: the ids of each list, the types of assets and the variants of each project.
private struct KnownReferences {
  /// Without a list that has unreadable rows.
  private var ids: [ListName: Set<String>]
  private let itemNames: ItemNames
  /// The types of assets; nil if some row of theirs cannot be read.
  private let types: Set<String>?
  private let variants: VariantNames?

  init(_ tables: [ListName: Table], absent: Set<ListName>) {
    ids = tables.compactMapValues { $0.ids() }
    for schema in TableSchema.all where absent.contains(schema.list) && !schema.required { ids[schema.list] = [] }
    itemNames = ItemNames(tables)
    if let assets = tables[.assets] {
      types = assets.texts(.assets(.type))
    } else {
      types = absent.contains(.assets) ? [] : nil
    }
    variants = VariantNames(tables[.variants], isAbsent: absent.contains(.variants), itemNames)
  }

  /// Finds what is unreadable or dangling in one row.
  func findings(_ table: Table, _ record: Int, guesses: Bool) -> [Finding] {
    let schema = table.schema
    var row = RowReader<CellKey>(table, record, Currency(), itemNames, guesses: guesses)
    for column in schema.columns {
      row.check(at: column)
      guard let list = schema.list(of: column, where: { table.cell(record, $0) ?? "" }), let known = ids[list],
        !(known.isEmpty && schema.acceptsAnyID(of: list))
      else { continue }
      for id in row.ids(column, in: list) where !known.contains(id) {
        row.dangling(column.cell, id, in: list, Array(known))
      }
    }
    if let types, schema.list == .projectAssets, let type = table.cell(record, .projectAssets(.type)),
      !types.contains(type)
    {
      row.dangling(.projectAssets(.type), type, in: .assets, Array(types))
    }
    if let reference = schema.variantReference, let names = variants?.names(row, reference.project),
      let variant = row.optionalText(reference.variant), !names.contains(halfWidthID(variant))
    {
      row.dangling(reference.variant, variant, in: .variants, Array(names))
    }
    return row.findings
  }
}

/// The ids of the variants of each project. A project without any has one variant with id 1.
private struct VariantNames {
  private let itemNames: ItemNames
  private var byProject: [String: Set<String>] = [:]

  /// - Returns: nil if some row cannot be read.
  init?(_ table: Table?, isAbsent: Bool, _ itemNames: ItemNames) {
    self.itemNames = itemNames
    guard let table else {
      if isAbsent { return }
      return nil
    }
    guard table.isWhole else { return nil }
    for record in table.wholeRecords {
      guard let project = table.cell(record, .variants(.project)), let variant = table.cell(record, .variants(.variant))
      else { return nil }
      byProject[itemNames.id(of: project, in: .projects), default: []].insert(halfWidthID(variant))
    }
  }

  func names(_ row: RowReader<CellKey>, _ project: CellKey) -> Set<String>? {
    row.optionalText(project).map { byProject[itemNames.id(of: $0, in: .projects)] ?? ["1"] }
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
  /// Whether any id is valid while `other` is empty: categories always, slots only in the tables of goods and venues.
  fileprivate func acceptsAnyID(of other: ListName) -> Bool {
    other == .categories || other == .slots && [.assetSlots, .projectAssets].contains(list)
  }

  /// The columns by which a row names a variant of a project, or all of them; nil in a list that does not.
  fileprivate var variantReference: (project: CellKey, variant: CellKey)? {
    switch list {
    case .costs: (.costs(.project), .costs(.variant))
    case .serves: (.serves(.project), .serves(.variant))
    case .projectAssets: (.projectAssets(.project), .projectAssets(.variant))
    case .projectRoles: (.projectRoles(.project), .projectRoles(.variant))
    default: nil
    }
  }
}

extension RowReader<CellKey> {
  /// Reads a cell only for its findings, with the widest bounds of any list.
  fileprivate mutating func check(at column: ColumnSchema) {
    let key = column.cell
    switch column.kind {
    case .text: break
    case .texts: _ = texts(key)
    case .identifier, .identifiers: _ = ids(column, in: column.kind.referredList)
    case .money: _ = amount(key, ofFund: nil)
    case .quantity: _ = quantity(key)
    case .share: _ = share(key, most: Share(basisPoints: 1_000_000))
    case .day: _ = day(key)
    case .integer: _ = integer(key, 0...2_000_000_000)
    case .flag: _ = flag(key)
    case .minutes: _ = minutes(key)
    case .clock: _ = clock(key)
    case .endClock: _ = endClock(key)
    case .degrees: _ = degrees(key, 180)
    case .choice: _ = word(key)
    case .choices: for part in listParts(text(key)) { _ = word(part, key) }
    }
  }

  /// The word in a cell of a column with one word.
  fileprivate mutating func word(_ key: CellKey) -> CellKind.Word? { word(text(key), key) }

  /// The ids in a cell of a column with one or several ids, of the list or of none.
  fileprivate mutating func ids(_ column: ColumnSchema, in list: ListName?) -> [String] {
    if case .identifiers = column.kind { return Array(references(column.cell, in: list)) }
    return reference(column.cell, in: list).map { [$0] } ?? []
  }
}
