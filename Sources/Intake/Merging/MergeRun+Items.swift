import Model

extension MergeRun {
  /// The column with the name of the items of a list, those of people among them.
  private func nameColumn(_ list: ListName) -> String? {
    list == .timeBank ? "name" : list.nameColumn?.field
  }

  /// The rows of each id of a list, by source.
  private func rowsByID(_ schema: TableSchema) -> [String: [(source: Int, row: EditableList.Row)]] {
    var out: [String: [(source: Int, row: EditableList.Row)]] = [:]
    guard let id = schema.id else { return out }
    for source in lists.indices {
      for row in lists[source][schema.list]?.rows ?? [] {
        if let text = row.cells[id.field] { out[halfWidthID(text), default: []].append((source, row)) }
      }
    }
    return out
  }

  /// Whether a list says who people are.
  private func isOfPeople(_ schema: TableSchema) -> Bool { schema.personalPart != nil }

  /// What a source says of an item, in one line: every cell but the id, and the remarks.
  private func line(_ source: Int, _ schema: TableSchema, _ row: EditableList.Row) -> String {
    let cells = schema.columns.filter { $0.cell != schema.id }.compactMap { row.cells[$0.key] }
    return (cells + row.remarks.filter { !$0.isEmpty }).joined(separator: " | ")
  }

  /// Asks whether items of different names that have one id are one item, and gives new ids where they are not.
  mutating func settleSharedIDs() {
    var new = lists.map { _ in [ListName: [String: String]]() }
    var taken: [ListName: Set<String>] = [:]
    for schema in TableSchema.all {
      guard let name = nameColumn(schema.list) else { continue }
      let byID = rowsByID(schema)
      taken[schema.list] = Set(byID.keys)
      for (id, rows) in byID.sorted(by: { $0.key < $1.key }) where areStrangers(rows.map(\.row), name, schema) {
        var values = [String?](repeating: nil, count: labels.count)
        for (source, row) in rows { values[source] = line(source, schema, row) }
        let conflict = MergeConflict(
          kind: .sameID, list: schema.list, ids: [id], field: "", values: values, isPersonal: isOfPeople(schema))
        guard case .renamed(let renamed) = decided(conflict) else { continue }
        for (source, other) in renamed {
          guard taken[schema.list]!.insert(other).inserted else {
            add(
              decision(about: conflict)!.malformed(
                Bilingual("“\(schema.zh)”中还没有的编号", "an id that \(schema.key) does not have yet"),
                Bilingual("“\(other)”已经有了：请另写一个", "‘\(other)’ is there already: write another")))
            continue
          }
          new[source][schema.list, default: [:]][id] = other
        }
      }
    }
    rename(new)
  }

  /// Whether rows of one id have names that are not alike.
  private func areStrangers(_ rows: [EditableList.Row], _ name: String, _ schema: TableSchema) -> Bool {
    let names = rows.compactMap { $0.cells[name] }.map(NameLikeness.init).filter { !$0.text.isEmpty }
    guard let first = names.first else { return false }
    return names.contains { isOfPeople(schema) ? $0.text != first.text : !$0.isLike(first, part: (1, of: 2)) }
  }

  /// Asks whether needs and people that look alike are one, and gives one id to those that are.
  mutating func settleDuplicates() {
    var new: [ListName: [String: String]] = [:]
    for schema in TableSchema.all where schema.list == .needs || isOfPeople(schema) {
      let byID = rowsByID(schema)
      let ids = byID.keys.sorted()
      let items = ids.map { compared($0, byID[$0]!, schema) }
      var groups = DecidedGroups(ids.map { byID[$0]!.map(\.source) })
      let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($0.element, $0.offset) })
      var apart: [(Int, Int, MergeDecision)] = []
      for (a, b) in DuplicateSearch.pairs(items, arePeople: isOfPeople(schema)) {
        var values = [String?](repeating: nil, count: labels.count)
        for id in [ids[a], ids[b]] {
          for (source, row) in byID[id]! { values[source] = id + ": " + line(source, schema, row) }
        }
        let conflict = MergeConflict(
          kind: .duplicate, list: schema.list, ids: [ids[a], ids[b]], field: "", values: values,
          isPersonal: isOfPeople(schema))
        switch decided(conflict) {
        case .same(let id):
          let decision = decision(about: conflict)!
          if let refusal = groups.join(a, b, keeping: id.map { numbers[$0]! }) {
            add(refusal.finding(decision, ids, labels))
          }
        case .different: apart.append((a, b, decision(about: conflict)!))
        default: continue
        }
      }
      for (a, b, decision) in apart where groups.root(a) == groups.root(b) {
        add(
          decision.malformed(
            Bilingual("同一：其他决定已把两者连成一个", "same: other decisions make one item of the two"),
            Bilingual("请改正其中一个决定", "correct one of the decisions")))
      }
      for index in ids.indices where groups.kept(index) != index {
        new[schema.list, default: [:]][ids[index]] = ids[groups.kept(index)]
      }
    }
    rename(lists.map { _ in new })
  }

  /// An item as the first source that lists it says it.
  private func compared(
    _ id: String, _ rows: [(source: Int, row: EditableList.Row)], _ schema: TableSchema
  ) -> ComparedItem {
    let row = rows[0].row
    func meaning(_ key: String) -> String? {
      schema.column(key).flatMap { column in row.cells[key].map { column.meaning(of: $0, currency) } }
    }
    let isNeed = schema.list == .needs
    let amount = meaning("quantity").map { [$0, row.cells["unit"]?.comparableText ?? ""] } ?? []
    return ComparedItem(
      id: id, sources: Set(rows.map(\.source)),
      name: NameLikeness(nameColumn(schema.list).flatMap { row.cells[$0] } ?? ""),
      block: isNeed ? ["place", "category"].map { meaning($0) ?? "" } : [], amount: isNeed ? amount : [],
      days: isNeed ? (day(row, "from", isEnd: false), day(row, "due", isEnd: true)) : (nil, nil),
      numbers: isNeed ? [] : Set(rows.flatMap { longNumbers($0.row.remarks) }))
  }

  private func day(_ row: EditableList.Row, _ key: String, isEnd: Bool) -> String? {
    row.cells[key].flatMap { calendarDay($0, isEnd: isEnd) }.map { "\($0)" }
  }

  /// Telephone numbers, identity cards and the like in remarks: numbers of seven digits and more.
  private func longNumbers(_ remarks: [String]) -> [String] {
    remarks.flatMap { remark in
      let plain = String(halfWidth(remark).unicodeScalars.filter { $0 != "-" && $0 != " " })
      return plain.unicodeScalars.split { !("0"..."9").contains($0) && $0 != "X" && $0 != "x" }.map { String($0) }
        .filter { $0.count >= 7 }
    }
  }
}

/// Items that decisions make one, as a forest.
private struct DecidedGroups {
  private var parent: [Int]
  private var sources: [Set<Int>]
  private var keeping: [Int?]

  /// Why two groups cannot become one.
  enum Refusal {
    /// A source lists two of the items.
    case listedTwice(source: Int)
    /// Decisions keep different ids.
    case keepsTwo(Int, Int)

    func finding(_ decision: MergeDecision, _ ids: [String], _ labels: [String]) -> Finding {
      switch self {
      case .listedTwice(let source):
        decision.malformed(
          Bilingual("不同：“\(labels[source])”自己就有其中两项", "different: ‘\(labels[source])’ itself lists two of them"),
          Bilingual("确是同一项的，请先在该来源中合为一行", "if they are one, merge the rows in that source first"))
      case .keepsTwo(let first, let second):
        decision.malformed(
          Bilingual("只留用一个编号", "one id that stays"),
          Bilingual(
            "别的决定留用“\(ids[first])”，此处留用“\(ids[second])”：请改成一个",
            "other decisions keep ‘\(ids[first])’ and this one ‘\(ids[second])’: keep one of them"))
      }
    }
  }

  init(_ sources: [[Int]]) {
    parent = Array(sources.indices)
    self.sources = sources.map(Set.init)
    keeping = sources.map { _ in nil }
  }

  func root(_ item: Int) -> Int {
    var item = item
    while parent[item] != item { item = parent[item] }
    return item
  }

  /// The item whose id the group of an item has: the one that a decision keeps, or else the first.
  func kept(_ item: Int) -> Int {
    let root = root(item)
    return keeping[root] ?? root
  }

  mutating func join(_ a: Int, _ b: Int, keeping id: Int?) -> Refusal? {
    let (first, second) = (min(root(a), root(b)), max(root(a), root(b)))
    let kept = [keeping[first], keeping[second], id].compactMap(\.self)
    if let one = kept.first, let other = kept.first(where: { $0 != one }) { return .keepsTwo(one, other) }
    if first != second {
      if let source = sources[first].intersection(sources[second]).min() { return .listedTwice(source: source) }
      parent[second] = first
      sources[first].formUnion(sources[second])
    }
    keeping[first] = kept.first
    return nil
  }
}
