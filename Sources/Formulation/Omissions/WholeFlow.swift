/// The most that can flow through a small network with whole capacities, along shortest paths (Edmonds and Karp 1972).
struct WholeFlow {
  private var heads: [Int] = []
  /// By arc: what it can still take. Arc `n ^ 1` is the reverse of arc `n`.
  private var room: [Int128] = []
  private var arcs: [[Int]]

  /// Makes a network without arcs.
  init(nodes: Int) { arcs = Array(repeating: [], count: nodes) }

  /// Adds an arc with a capacity that is not negative.
  mutating func addArc(from: Int, to: Int, _ capacity: Int128) {
    for (a, b, room) in [(from, to, capacity), (to, from, 0)] {
      arcs[a].append(heads.count)
      heads.append(b)
      self.room.append(room)
    }
  }

  /// The value of the maximum flow; the capacities left are those beside it.
  /// - Complexity: O(nodes × arcs²), far less on networks of a few layers.
  mutating func maximum(from source: Int, to sink: Int) -> Int128 {
    var sum: Int128 = 0
    while let path = shortestPath(from: source, to: sink) {
      let more = path.map { room[$0] }.min()!
      for arc in path {
        room[arc] -= more
        room[arc ^ 1] += more
      }
      sum += more
    }
    return sum
  }

  /// The arcs of a shortest path with room from the sink back to the source; nil if there is none.
  private func shortestPath(from source: Int, to sink: Int) -> [Int]? {
    var arrival: [Int: Int] = [:]
    var queue = [source]
    var next = 0
    while next < queue.count, arrival[sink] == nil {
      for arc in arcs[queue[next]] where room[arc] > 0 && heads[arc] != source && arrival[heads[arc]] == nil {
        arrival[heads[arc]] = arc
        queue.append(heads[arc])
      }
      next += 1
    }
    var path: [Int] = []
    var node = sink
    while let arc = arrival[node] {
      path.append(arc)
      node = heads[arc ^ 1]
    }
    return path.isEmpty ? nil : path
  }
}
