import Model

/// The state of a merge while its conflicts are found and settled, one kind after another.
struct MergeRun {
  let labels: [String]
  let currency: Currency
  let owners: [MergeOwner]
  /// The lists of each source with the ids that were given, and the lists as the source wrote them.
  var lists: [[ListName: EditableList]]
  let written: [[ListName: EditableList]]
  private(set) var conflicts: [MergeConflict] = []
  private(set) var findings: [Finding] = []
  private var decisions: [String: MergeDecision] = [:]
  private var asked: Set<String> = []
  /// The merged rows, and the merged lists.
  var merged: [MergedRow] = []
  var mergedLists: [ListName: EditableList] = [:]
  /// The decisions that wrote a text of their own into a cell, by the place at which findings name the cell.
  var ownTexts: [FindingPlace: MergeDecision] = [:]

  init(_ sources: [MergeSource], _ owners: [MergeOwner], _ decisions: [MergeDecision]) {
    labels = sources.map(\.label)
    currency = sources.first { $0.lists[.settings] != nil }?.currency ?? Currency()
    self.owners = owners
    lists = sources.map(\.lists)
    written = lists
    for decision in decisions {
      guard let earlier = self.decisions.updateValue(decision, forKey: decision.check) else { continue }
      if !earlier.saysTheSame(as: decision) {
        findings.append(
          decision.malformed(
            Bilingual(
              "与 \(earlier.place.text) 的“\(earlier.text)”一致", "‘\(earlier.text)’, as \(earlier.place.text) says"),
            Bilingual("同一处冲突有两个决定：请只留一个", "one conflict has two decisions: keep one")))
      }
    }
  }

  mutating func add(_ finding: Finding) { findings.append(finding) }

  func decision(about conflict: MergeConflict) -> MergeDecision? { decisions[conflict.check] }

  /// Notes a conflict.
  /// - Returns: What was decided about it; nil if nothing was, or nothing that can be followed.
  mutating func decided(_ conflict: MergeConflict, comparing meaning: (String) -> String = { $0 }) -> DecisionMeaning? {
    conflicts.append(conflict)
    asked.insert(conflict.check)
    guard let decision = decisions[conflict.check] else { return nil }
    do throws(Finding) { return try decision.meaning(of: conflict, labels, comparing: meaning) } catch {
      findings.append(error)
      return nil
    }
  }

  /// Refuses decisions about what is no conflict now. Another error may be the cause, so they are told without any.
  mutating func refuseOutdatedDecisions() {
    guard findings.isEmpty else { return }
    let known = Set(Language.allCases.flatMap { language in conflicts.map { $0.about(language) } })
    for decision in decisions.values where !asked.contains(decision.check) {
      let isKnown = known.contains(decision.about)
      findings.append(
        isKnown
          ? decision.finding(
            "decision-outdated", .check, decision.check,
            Bilingual("对现在各来源所写内容的决定", "a decision about what the sources say now"),
            Bilingual(
              "清单在此表之后改过：请用不带 --decisions 的合并重写冲突表，再作决定",
              "the lists were changed after this sheet: merge without --decisions for a new sheet, and decide again"))
          : decision.finding(
            "decision-outdated", .ids, decision.about[2],
            Bilingual("现在的一处冲突", "a conflict that there is now"),
            Bilingual(
              "没有这处冲突（或清单、其他决定已改变了它）：请清空这一行的决定",
              "there is none, or the lists or another decision changed it: clear the decision of this row")))
    }
  }

  /// The source that owns a column, or a whole list.
  func owner(of list: ListName, _ column: String?) -> Int? {
    let own = owners.filter { $0.list == list }
    let found = column.flatMap { column in own.first { $0.column == column } } ?? own.first { $0.column == nil }
    return found.flatMap { labels.firstIndex(of: $0.source) }
  }

  /// Gives items other ids, in their own rows and wherever a source refers to them.
  /// - Parameter ids: For each source, the new id of each id of a list.
  mutating func rename(_ ids: [[ListName: [String: String]]]) {
    var listsOfID: [String: Set<ListName>] = [:]
    for (list, id) in ids.flatMap({ $0.flatMap { list, ids in ids.keys.map { (list, $0) } } }) {
      listsOfID[id, default: []].insert(list)
    }
    for source in lists.indices where !ids[source].isEmpty {
      lists[source] = lists[source].mapValues { list in
        var out = list.mappingIDs { id, list in ids[source][list]?[id] ?? id }
        for row in out.rows.indices {
          // The item of a row about authorities may be of any list.
          let own = list.schema.id.map { (list.schema.list, $0.field) }
          if let own, let id = out.rows[row].cells[own.1].map(halfWidthID), let new = ids[source][own.0]?[id] {
            out.rows[row].cells[own.1] = new
          } else if list.schema.list == .authorities, let id = out.rows[row].cells["item"].map(halfWidthID),
            let lists = listsOfID[id], lists.count == 1, let new = ids[source][lists.first!]?[id]
          {
            out.rows[row].cells["item"] = new
          }
        }
        return out
      }
    }
  }

  /// The merged lists, checked.
  /// - Parameter isWhole: Whether all is decided. Otherwise only references to items that no source has are told, as they
  ///   do not depend on what is decided.
  /// - Returns: nil if not all is decided.
  /// - Throws: ``Findings`` at the places of the sources, or of decisions.
  func folder(isWhole: Bool) throws(Findings) -> ListsFolder? {
    var found: [Finding] = []
    var tables: [ListName: Table] = [:]
    for (list, edited) in mergedLists.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      tables[list] = edited.table(&found)
    }
    do throws(Findings) {
      let absent = Set(ListName.allCases.filter { tables[$0] == nil })
      var folder = try ListsFolder(tables, absent: absent, found)
      let instance = try Instance(folder.lists)
      folder.warnings = (folder.warnings + instance.warnings).inOrder
      return isWhole ? folder : nil
    } catch {
      let told = isWhole ? error.all.map(placed) : error.errors.filter { $0.code == "reference-dangling" }
      if let refusal = Findings(told) { throw refusal }
      return nil
    }
  }

  /// A finding about a text that a decision wrote: at the decision.
  private func placed(_ finding: Finding) -> Finding {
    guard let decision = ownTexts[finding.place] else { return finding }
    return decision.finding(finding.code, .decision, finding.value, finding.expected, finding.mend)
  }
}
