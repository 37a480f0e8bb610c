extension Lists {
  /// Finds places, categories and prerequisites that lead in a circle.
  /// - Complexity: O(items and references).
  func circularReferences() -> [Finding] {
    func parents<T>(_ parent: Identifier<T>?) -> [String] { parent.map { [$0.text] } ?? [] }
    return cycles(places.map { ($0.id.text, parents($0.parent), $0.origin) }, "place-cycle", .places(.parent))
      + cycles(categories.map { ($0.id.text, parents($0.parent), $0.origin) }, "category-cycle", .categories(.parent))
      + cycles(
        projects.map { ($0.id.text, $0.requires.map(\.text), $0.origin) }, "prerequisite-cycle", .projects(.requires))
  }

  /// Reports every item that lies on a cycle or leads into one.
  private func cycles(_ nodes: [(id: String, next: [String], origin: Origin)], _ code: String, _ cell: CellKey)
    -> [Finding]
  {
    let next = Dictionary(nodes.map { ($0.id, $0.next) }, uniquingKeysWith: { a, _ in a })
    // Items without successors are removed until none is left; what remains leads into a cycle or lies on one.
    var degree = next.mapValues { $0.filter { next[$0] != nil }.count }
    var before: [String: [String]] = [:]
    for (id, targets) in next { for target in targets { before[target, default: []].append(id) } }
    var free = degree.filter { $0.value == 0 }.map(\.key)
    while let id = free.popLast() {
      degree[id] = nil
      for parent in before[id] ?? [] where degree[parent] != nil {
        degree[parent]! -= 1
        if degree[parent] == 0 { free.append(parent) }
      }
    }
    return nodes.filter { degree[$0.id] != nil }.map { node in
      Finding(
        code, at: node.origin, cell, value: node.id,
        expected: Bilingual("逐级指向，不绕回自身", "a chain that does not come back to itself"),
        mend: Bilingual(
          "请改正“\(node.next.joined(separator: "；"))”，断开循环",
          "correct ‘\(node.next.joined(separator: "; "))’ to break the circle"))
    }
  }
}
