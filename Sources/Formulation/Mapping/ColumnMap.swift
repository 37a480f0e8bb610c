import ExactProgram

/// The two-way mapping between keys and columns: every column has one key, and no two columns share a key.
package struct ColumnMap: Sendable {
  /// The key of each column.
  package private(set) var keys: [ColumnKey] = []
  private var columns: [ColumnKey: Int] = [:]

  /// Enters the key of the next column.
  /// - Precondition: No column has this key.
  mutating func append(_ key: ColumnKey) {
    let known = columns.updateValue(keys.count, forKey: key)
    precondition(known == nil, "two columns have the key \(key)")
    keys.append(key)
  }

  /// The column of a key; nil if the program has none.
  /// - Complexity: O(1).
  package func column(of key: ColumnKey) -> Int? { columns[key] }

  /// The key of a column; nil for a column of volunteers, or one that a question added.
  /// - Complexity: O(1).
  package func key(of column: Int) -> ColumnKey? { keys.indices.contains(column) ? keys[column] : nil }
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
