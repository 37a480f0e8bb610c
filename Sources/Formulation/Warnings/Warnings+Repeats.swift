import Model

extension Formulation {
  /// Projects and funds that an earlier row gives, too.
  var repeatWarnings: [Finding] { repeatedProjects + repeatedFunds }

  /// Projects that an earlier row gives, too: with the same title, places and costs and a common day.
  ///
  /// Titles are compared as those of needs. A project without costs is none: many may have one title.
  /// - Complexity: O(n log n) in the number of projects, plus the pairs that agree in all but the days.
  private var repeatedProjects: [Finding] {
    struct Key: Hashable {
      let title: String, places: [String], variants: [[String]]
    }
    func key(_ project: Project) -> Key? {
      let title = project.title.withoutBrackets.comparableText
      let costs = project.variants.map { variant in
        variant.costs.map { "\($0.type) \($0.fixed.minorUnits) \($0.perUnit.minorUnits) \($0.due ?? 0)" }.sorted()
      }
      let hasCost = project.variants.contains { $0.costs.contains { $0.fixed > .zero || $0.perUnit > .zero } }
      guard !title.isEmpty, project.title != project.id.text, hasCost else { return nil }
      return Key(
        title: title, places: project.places.map { "\($0.place.text) \($0.share.basisPoints)" }.sorted(),
        variants: costs)
    }
    let open = projects.filter { $0.status != .done }.sorted { ($0.origin.line, $0.id) < ($1.origin.line, $1.id) }
    return repeats(among: open, key: key) { $0.period.overlaps($1.period) }.map { project, first in
      repeated(
        project.origin, .projects(.title), project.title, project.id.text, first.id.text, first.origin,
        Bilingual("名称、地点、费用", "title, place and cost"))
    }
  }

  /// Funds that an earlier row gives, too: with the same name, department, amount and earmarks and a common day.
  private var repeatedFunds: [Finding] {
    struct Key: Hashable {
      let name: String, department: String, amount: Money, earmarks: [[String]]
    }
    func key(_ fund: Fund) -> Key? {
      let name = fund.name.withoutBrackets.comparableText
      guard !name.isEmpty, fund.name != fund.id.text, fund.amount > .zero else { return nil }
      let earmarks = [
        fund.categories.map(\.text), fund.places.map(\.text), fund.groups, fund.costTypes, fund.projects.map(\.text),
        fund.tiers.map(\.rawValue),
      ]
      return Key(
        name: name, department: fund.department.comparableText, amount: fund.amount,
        earmarks: earmarks.map { $0.sorted() })
    }
    let inOrder = funds.sorted { ($0.origin.line, $0.id) < ($1.origin.line, $1.id) }
    return repeats(among: inOrder, key: key) { $0.period.overlaps($1.period) }.map { fund, first in
      repeated(
        fund.origin, .funds(.name), fund.name, fund.id.text, first.id.text, first.origin,
        Bilingual("名称、部门、金额、用途", "name, department, amount and earmarks"))
    }
  }

  private func repeated(
    _ origin: Origin, _ cell: CellKey, _ value: String, _ id: String, _ first: String, _ earlier: Origin,
    _ same: Bilingual
  ) -> Finding {
    Finding(
      .itemRepeated, at: origin, cell, value: value,
      expected: Bilingual(
        "每项只列一次：第 \(earlier.line) 行 \(first) 与 \(id) 的\(same.zh)相同",
        "each item once: line \(earlier.line), \(first), has the \(same.en) of \(id)"),
      mend: Bilingual(
        "是同一项的，请删去一行，否则会算两次；是两项的，请在名称中写明不同之处",
        "if they are one, delete one of the rows, or it counts twice; if not, say in the name what differs"))
  }
}

/// The items that an earlier one repeats, each with the first such item.
/// - Parameters:
///   - key: What repeated items have in common; nil for an item that is compared with none.
///   - isSame: Whether an item with the same key is the same, given the earlier one and the item.
/// - Complexity: O(items), plus the pairs with one key.
func repeats<Item, Key: Hashable>(
  among items: [Item], key: (Item) -> Key?, isSame: (Item, Item) -> Bool
) -> [(item: Item, first: Item)] {
  var earlier: [Key: [Item]] = [:]
  return items.compactMap { item in
    guard let key = key(item) else { return nil }
    let first = earlier[key]?.first { isSame($0, item) }
    earlier[key, default: []].append(item)
    return first.map { (item, $0) }
  }
}
