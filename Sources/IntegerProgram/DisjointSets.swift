/// Numbers from 0, put together into sets (union-find with path halving, Tarjan 1975).
package struct DisjointSets {
  private var parent: [Int]

  package init(count: Int) { parent = Array(0..<count) }

  /// One of the set, the same for all of it until the set grows.
  package mutating func root(of item: Int) -> Int {
    var item = item
    while parent[item] != item {
      parent[item] = parent[parent[item]]
      item = parent[item]
    }
    return item
  }

  /// The root of `other` is then the root of both.
  package mutating func join(_ item: Int, with other: Int) { parent[root(of: item)] = root(of: other) }
}
