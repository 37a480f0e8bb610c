/// The maximum flow through a network (Dinic 1970), and the minimum cut.
package struct Flow {
  private var heads: [Int32] = []
  private var room: [Double] = []
  private var next: [Int32] = []
  private var first: [Int32]
  private var level: [Int32]
  private var current: [Int32]
  private let tolerance: Double

  /// Makes a network without arcs.
  /// - Parameter tolerance: A residual capacity up to this size counts as none.
  package init(nodes: Int, tolerance: Double = 1e-7) {
    first = Array(repeating: -1, count: nodes)
    level = first
    current = first
    self.tolerance = tolerance
  }

  /// Adds an arc with a capacity that is not negative.
  package mutating func addArc(from: Int, to: Int, _ capacity: Double) {
    for (a, b, room) in [(from, to, capacity), (to, from, 0)] {
      next.append(first[a])
      first[a] = Int32(heads.count)
      heads.append(Int32(b))
      self.room.append(room)
    }
  }

  /// The value of the maximum flow.
  /// - Complexity: O(nodes² × arcs) in the worst case, far less on networks of two layers.
  package mutating func maximum(from source: Int, to sink: Int) -> Double {
    var sum = 0.0
    while reaches(sink, from: source) {
      current = first
      while true {
        let more = push(source, sink, .infinity)
        if more <= tolerance { break }
        sum += more
      }
    }
    return sum
  }

  /// Whether a node lies on the source's side of the minimum cut; valid after ``maximum(from:to:)``.
  package func isBeforeCut(_ node: Int) -> Bool { level[node] >= 0 }

  private mutating func reaches(_ sink: Int, from source: Int) -> Bool {
    for i in level.indices { level[i] = -1 }
    level[source] = 0
    var queue = [Int32(source)]
    var done = 0
    while done < queue.count {
      let node = Int(queue[done])
      done += 1
      var arc = first[node]
      while arc >= 0 {
        let head = Int(heads[Int(arc)])
        if room[Int(arc)] > tolerance, level[head] < 0 {
          level[head] = level[node] + 1
          queue.append(Int32(head))
        }
        arc = next[Int(arc)]
      }
    }
    return level[sink] >= 0
  }

  private mutating func push(_ node: Int, _ sink: Int, _ most: Double) -> Double {
    if node == sink { return most }
    while current[node] >= 0 {
      let arc = Int(current[node])
      let head = Int(heads[arc])
      if room[arc] > tolerance, level[head] == level[node] + 1 {
        let pushed = push(head, sink, min(most, room[arc]))
        if pushed > tolerance {
          room[arc] -= pushed
          room[arc ^ 1] += pushed
          return pushed
        }
      }
      current[node] = next[arc]
    }
    return 0
  }
}
