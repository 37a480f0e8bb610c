import Model

/// A row of the merged lists, and where it comes from.
public struct MergedRow: Sendable {
  /// A row of a source.
  public struct Part: Sendable {
    /// The index of the source.
    public let source: Int
    /// The file in the source, the line, and what tells the row apart there.
    public let file: String, line: Int, ids: [String]
  }

  /// What settled a cell or the row.
  public enum Grounds: Sendable, Equatable {
    /// The source that owns the list or the column.
    case owner(Int)
    /// The decision with this check.
    case decision(check: String)
  }

  /// The list.
  public let list: ListName
  /// What tells the row from others: an id, or what some columns hold.
  public let ids: [String]
  /// The rows of sources that it was made from, in the order of the sources.
  public let parts: [Part]
  /// What settled which column; an empty column stands for the row.
  public internal(set) var settled: [(field: String, grounds: Grounds)]
}

/// 合并. The lists of several sources made into one set of lists, as far as that is certain or decided.
public struct Merge: Sendable {
  /// The labels of the sources, in order.
  public let labels: [String]
  /// All conflicts, in the order of the sheet; those that an owner settles are not among them.
  public let conflicts: [NumberedConflict]
  /// The merged rows, in the order of the lists and of what tells rows apart.
  public let rows: [MergedRow]
  /// The merged lists; nil while a conflict is undecided.
  public let folder: ListsFolder?
  /// Lists without which no plan is made and that no source has.
  public let missing: [ListName]

  /// The conflicts that nobody decided.
  public var undecided: [NumberedConflict] { conflicts.filter { $0.decision == nil } }

  /// The cells and rows that an owner settled.
  public var settledByOwners: [(row: MergedRow, field: String, owner: Int)] {
    rows.flatMap { row in
      row.settled.compactMap { field, grounds in
        if case .owner(let owner) = grounds { (row, field, owner) } else { nil }
      }
    }
  }

  /// Merges sources.
  ///
  /// Neither the order of the sources nor that of their rows makes a difference.
  /// - Parameters:
  ///   - sources: The sources, in the order of their labels.
  ///   - owners: Which source counts for which list or column.
  ///   - decisions: What somebody decided about conflicts of an earlier run.
  /// - Throws: ``Findings`` with decisions that cannot be followed, with references to items that no source has, or, when
  ///   all is decided, with whatever does not hold together.
  /// - Complexity: O(n log n) in the cells, plus the pairs of names that are compared (``DuplicateSearch``).
  public init(_ sources: [MergeSource], owners: [MergeOwner], decisions: [MergeDecision]) throws(Findings) {
    var run = MergeRun(sources, owners, decisions)
    run.settleSharedIDs()
    run.settleDuplicates()
    run.mergeRows()
    run.refuseOutdatedDecisions()
    labels = run.labels
    missing = TableSchema.all.filter { schema in schema.required && sources.allSatisfy { $0.lists[schema.list] == nil }
    }
    .map(\.list)
    let inOrder = run.conflicts.sorted { $0.precedes($1) }
    conflicts = inOrder.enumerated().map {
      NumberedConflict(number: $0.offset + 1, conflict: $0.element, decision: run.decision(about: $0.element))
    }
    rows = run.merged
    if let refusal = Findings(run.findings) { throw refusal }
    folder = try run.folder(isWhole: conflicts.allSatisfy { $0.decision != nil })
  }
}
