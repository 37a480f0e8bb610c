import Foundation
import Model

/// 来源. A department's lists, all or some of them, which are merged with those of others.
public struct MergeSource: Sendable {
  /// The name under which the source is told: unique, and the same wherever its files lie.
  public let label: String
  /// The folder or the workbook.
  public let path: String
  /// The currency of its amounts.
  let currency: Currency
  /// Its lists, with ids for names.
  var lists: [ListName: EditableList]
  /// Warnings and notes about its files.
  public let warnings: [Finding]

  /// The number of rows of each list.
  public var rowCounts: [ListName: Int] { lists.mapValues(\.rows.count) }
}

/// Reads the sources of a merge.
///
/// Each source is read as `check` reads lists, but it may lack lists, and it may name items that only another source has.
/// - Parameter named: The label and the path of each source; labels differ.
/// - Returns: The sources in the order of their labels.
/// - Throws: ``Findings`` with every error of every source, each place beginning with the label of the source.
/// - Complexity: O(bytes).
public func readSources(
  _ named: [(label: String, path: String)], progress: (_ done: Int) -> Void = { _ in }
) throws(Findings) -> [MergeSource] {
  var findings: [Finding] = []
  var read: [SourceTables] = []
  for (index, source) in named.sorted(by: { $0.label < $1.label }).enumerated() {
    progress(index)
    do throws(Findings) { read.append(try SourceTables(source.label, source.path)) } catch {
      findings += error.all
    }
  }
  let settings = read.compactMap { $0.tables[.settings] }.first
  for index in read.indices { read[index].check(settings) }
  findings += read.flatMap(\.findings) + currencyFindings(read)
  if let refusal = Findings(findings) { throw refusal }
  let names = unionNames(read.map(\.lists))
  return read.map { source in
    MergeSource(
      label: source.label, path: source.path, currency: source.currency,
      lists: source.lists.mapValues { $0.withIDs(names) }, warnings: source.findings.inOrder)
  }
}

/// The tables of a source while the sources are read.
private struct SourceTables {
  let label: String, path: String
  let tables: [ListName: Table]
  private(set) var findings: [Finding]
  private(set) var currency = Currency()
  private let flawed: Set<FindingPlace>
  private let found: [Finding]

  init(_ label: String, _ path: String) throws(Findings) {
    (self.label, self.path) = (label, path)
    let (found, _) = try findLists(path)
    (tables, flawed, self.found, findings) = (found.tables, found.flawed, found.findings, [])
    if found.seen.isEmpty, Findings(found.findings) == nil {
      throw Findings(
        Finding(
          "file-missing", file: path,
          expected: Bilingual("至少一张清单，如“需求.csv”", "one list at least, such as needs.csv"),
          mend: Bilingual("里面没有清单：请检查路径", "it holds no list: check the path")))
    }
  }

  /// Reads every cell.
  /// - Parameter settings: The settings of another source, which hold where this one has none.
  mutating func check(_ settings: Table?) {
    var all = tables
    if all[.settings] == nil { all[.settings] = settings }
    let reader = ListsReader(tables: all, findings: found)
    currency = reader.lists.currency
    var findings = reader.findings + reader.lists.inconsistencies().filter { $0.code == "id-repeated" }
    if Findings(findings) != nil {
      findings += remainingFindings(tables, absent: [], after: findings)
    }
    let told = Set(found)
    let own = findings.filter { !flawed.contains($0.place) || told.contains($0) }
    let other = tables[.settings] == nil ? settings?.header.file : nil
    // Whether an item is there is known when all sources are read.
    self.findings = own.filter { $0.code != "reference-dangling" && $0.file != other }.map { $0.inSource(label) }
  }

  /// The lists, with ids for the names that the source itself explains.
  var lists: [ListName: EditableList] {
    let names = ItemNames(tables)
    return tables.mapValues { EditableList($0, names).inSource(label) }
  }
}

/// Refuses sources whose amounts are in different currencies: no row of one means what it says in the other.
private func currencyFindings(_ sources: [SourceTables]) -> [Finding] {
  let stated = sources.filter { $0.tables[.settings] != nil }
  guard let first = stated.first else { return [] }
  return stated.dropFirst().filter { $0.currency != first.currency }.map { source in
    Finding(
      "currencies-differ", file: source.label + "/" + source.tables[.settings]!.header.file,
      value: source.currency.code,
      expected: Bilingual(
        "币种 \(first.currency.code)、\(first.currency.digits) 位小数，与“\(first.label)”相同",
        "currency \(first.currency.code) with \(first.currency.digits) digits, as in ‘\(first.label)’"),
      mend: Bilingual(
        "请在各来源的设置清单中写同一币种，并换算金额", "write one currency in the settings of every source, and convert the amounts"))
  }
}

/// The names of the items of all sources together, so that one may call by name what only another lists.
private func unionNames(_ sources: [[ListName: EditableList]]) -> ItemNames {
  var tables: [ListName: Table] = [:]
  for list in ListName.allCases where list != .scenarios {
    guard let name = list.nameColumn else { continue }
    let schema = TableSchema.of(list)
    var all = EditableList(schema)
    var seen: Set<[String]> = []
    for row in sources.flatMap({ $0[list]?.rows ?? [] }) {
      guard let id = row.cells[schema.columns[0].key].map(halfWidthID),
        seen.insert([id, row.cells[name.field].map(halfWidthID) ?? ""]).inserted
      else { continue }
      all.append(row.cells, origin: row.origin)
    }
    var none: [Finding] = []
    tables[list] = all.table(&none)
  }
  return ItemNames(tables)
}

extension Finding {
  /// The finding with the label of its source before the name of its file.
  func inSource(_ label: String) -> Finding {
    var placed = self
    placed.file = file.isEmpty ? label : label + "/" + file
    return placed
  }
}

extension EditableList {
  /// The list with the label of its source before the name of the file of each row.
  fileprivate func inSource(_ label: String) -> EditableList {
    var out = self
    var headers: [ObjectIdentifier: Header] = [:]
    for index in rows.indices {
      let old = rows[index].origin.header
      let header =
        headers[ObjectIdentifier(old)] ?? Header(file: label + "/" + old.file, positions: old.positions)
      headers[ObjectIdentifier(old)] = header
      out.rows[index].origin = Origin(header: header, line: rows[index].origin.line)
    }
    return out
  }

  /// The list with ids for the names of items.
  fileprivate func withIDs(_ names: ItemNames) -> EditableList {
    mappingIDs { id, list in names.id(of: id, in: list) }
  }

  /// The list with other ids in all cells that refer to items; those of the rows themselves stay.
  func mappingIDs(_ other: (_ id: String, _ list: ListName) -> String) -> EditableList {
    var out = self
    for index in rows.indices {
      let cells = rows[index].cells
      for column in schema.columns where column.cell != schema.id {
        guard let text = cells[column.key], let list = schema.list(of: column, where: { cells[$0.field] ?? "" })
        else { continue }
        if case .identifiers = column.kind {
          let parts = listParts(text, commas: true).map(halfWidthID)
          let ids = parts.map { other($0, list) }
          // Two ids may have become one.
          var seen: Set<String> = []
          if ids != parts {
            out.rows[index].cells[column.key] = ids.filter { seen.insert($0).inserted }.joined(separator: ";")
          }
        } else {
          let id = halfWidthID(text)
          let meant = other(id, list)
          if meant != id { out.rows[index].cells[column.key] = meant }
        }
      }
    }
    return out
  }
}
