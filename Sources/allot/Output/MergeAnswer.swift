import Intake
import Model

/// What `merge` prints with `--json`. Values of personal columns are not in it.
struct MergeAnswer: Encodable {
  struct Source: Encodable {
    let label: String
    let rows: Int
  }

  struct List: Encodable {
    let list: String
    let rows: Int
    /// The rows that several sources have.
    let shared: Int
  }

  struct Conflict: Encodable {
    let number: Int
    let kind: String
    let list: String
    let ids: [String]
    let field: String
    let personal: Bool
    /// What each source says, in the order of the sources; absent where it is personal.
    let values: [String]?
    let decided: Bool
    /// The decision and why; absent where there is none, or it is personal.
    let decision: String?
    let by: String?
    let reason: String?
  }

  struct Owned: Encodable {
    let list: String
    let ids: [String]
    let field: String
    let source: String
  }

  let status: String
  let sources: [Source]
  let lists: [List]
  let conflicts: [Conflict]
  let undecided: Int
  let settledByOwners: [Owned]
  /// Lists without which no plan is made and that no source has.
  let missing: [String]
  let replaced: Bool
  let warnings: [FindingsAnswer.Item]

  init(_ merge: Merge, _ sources: [MergeSource], _ warnings: [Finding], replaced: Bool) {
    status = merge.folder == nil ? "undecided" : "merged"
    self.sources = sources.map { Source(label: $0.label, rows: $0.rowCounts.values.reduce(0, +)) }
    lists = MergedList.all(of: merge).map {
      List(list: $0.list.rawValue, rows: $0.rows, shared: $0.shared)
    }
    conflicts = merge.conflicts.map { numbered in
      let conflict = numbered.conflict
      let open = conflict.isPersonal ? nil : numbered.decision
      return Conflict(
        number: numbered.number, kind: conflict.kind.rawValue, list: conflict.list.rawValue, ids: conflict.ids,
        field: conflict.field, personal: conflict.isPersonal,
        values: conflict.isPersonal ? nil : merge.labels.indices.map { conflict.value(of: $0, .en) },
        decided: numbered.decision != nil, decision: open?.text, by: open?.by, reason: open?.reason)
    }
    undecided = merge.undecided.count
    settledByOwners = merge.settledByOwners.map {
      Owned(list: $0.row.list.rawValue, ids: $0.row.ids, field: $0.field, source: merge.labels[$0.owner])
    }
    missing = merge.missing.map(\.rawValue)
    self.replaced = replaced
    self.warnings = warnings.map(FindingsAnswer.Item.init)
  }
}

/// The rows of one merged list.
struct MergedList {
  let list: ListName
  let rows: Int
  /// The rows that several sources have.
  let shared: Int

  /// The lists that any source has, in order.
  static func all(of merge: Merge) -> [MergedList] {
    let rows = Dictionary(grouping: merge.rows, by: \.list)
    return ListName.allCases.compactMap { list in
      rows[list].map { rows in
        MergedList(list: list, rows: rows.count, shared: rows.count { $0.parts.count > 1 })
      }
    }
  }
}
