/// Disjoint sets of the integers from 0 (union-find with path halving, Tarjan 1975).
package struct DisjointSets {
  private var parent: [Int]

  /// Makes sets of one item each.
  package init(count: Int) { parent = Array(0..<count) }

  /// The representative of the item's set: the same for all its items until the set grows.
  package mutating func root(of item: Int) -> Int {
    var item = item
    while parent[item] != item {
      parent[item] = parent[parent[item]]
      item = parent[item]
    }
    return item
  }

  /// Merges the sets of two items. The root of `other` is then the root of both.
  package mutating func join(_ item: Int, with other: Int) { parent[root(of: item)] = root(of: other) }
}
