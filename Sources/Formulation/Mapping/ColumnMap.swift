import ExactProgram
import Model

/// The two-way mapping between keys and columns: every column has one key, and no two columns share a key.
///
/// The columns of a project are searched one after another: a hash table of all keys would take five times as long to
/// fill, and a program may have a million columns.
package struct ColumnMap: Sendable {
  /// The key of each column.
  package private(set) var keys: [ColumnKey] = []
  private var ofProject: [ProjectID: [Int]] = [:]
  private var ofNoProject: [ColumnKey: Int] = [:]

  /// Enters the key of the next column.
  /// - Precondition: No column has this key.
  /// - Complexity: O(1), amortised.
  mutating func append(_ key: ColumnKey) {
    if let project = key.project {
      ofProject[project, default: []].append(keys.count)
    } else {
      ofNoProject[key] = keys.count
    }
    keys.append(key)
  }

  /// The column of a key; nil if the program has none.
  /// - Complexity: O(columns of the key's project), or O(1) if the key has none.
  package func column(of key: ColumnKey) -> Int? {
    guard let project = key.project else { return ofNoProject[key] }
    return columns(of: project).first { keys[$0] == key }
  }

  /// The key of a column; nil for a column of volunteers, or one that a question added.
  /// - Complexity: O(1).
  package func key(of column: Int) -> ColumnKey? { keys.indices.contains(column) ? keys[column] : nil }

  /// The columns of a project, in ascending order.
  /// - Complexity: O(1).
  package func columns(of project: ProjectID) -> [Int] { ofProject[project] ?? [] }
}

extension Formulation {
  /// Adds a column with the name and the block that follow from its key. All columns but those of volunteers are added
  /// here.
  /// - Precondition: No column has this key, and the program has no columns of volunteers yet.
  mutating func addColumn(_ key: ColumnKey, _ nature: ExactProgram.Nature, upper: Int128) -> Expression {
    precondition(columnMap.keys.count == exact.columns.count, "a column without a key precedes \(key)")
    columnMap.append(key)
    return exact.addColumn(
      key.meaning, nature, upper: upper, block: key.project?.text, branchingPriority: key.branchingPriority)
  }

  // Keys of the variants, demands and sources that the program keeps by index.

  func variantKey(_ p: Int, _ v: Int) -> VariantKey {
    VariantKey(project: projects[p].id, variant: projects[p].variants[v].id)
  }

  func demandKey(_ p: Int, _ v: Int, _ number: Int) -> DemandKey {
    DemandKey(variant: variantKey(p, v), number: number)
  }

  func sourceKey(_ fund: Int, _ p: Int) -> SourceKey { SourceKey(fund: funds[fund].id, project: projects[p].id) }

  /// The column of a key as an expression; nil if the program has none.
  func column(_ key: ColumnKey) -> Expression? { columnMap.column(of: key).map { Expression(column: $0) } }
}
